"""The guard: what reading a file may cost, and what happens to the process that reads."""

import io
import os
import signal
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipeline.config import Passwords, Settings
from pipeline.intake import guard
from pipeline.intake.guard import is_whole_guarded, read_guarded
from pipeline.intake.handing_over import hand_over, read_piece, take_over, write_piece
from pipeline.intake.raw_tables import RawFile, UnreadableFileError
from pipeline.intake.reading_process import ENDINGS, Limits, _ending
from pipeline.intake.workbooks import read_raw
from tests.intake.files import read
from tests.intake.hostile import good_workbook


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    path.write_bytes(good_workbook(3))
    return path


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Several seconds of reading, whatever the machine."""
    path = tmp_path / "large.csv"
    path.write_text(
        "客户姓名,联系电话,登记日期\n" + "王五,13800138000,2026-11-03\n" * 2_000_000, encoding="utf-8"
    )
    return path


def code_of(path: Path, limits: Limits) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_guarded(path, path.name, (), limits)
    return refused.value.code


def test_a_file_that_takes_too_long(large: Path, good: Path) -> None:
    assert code_of(large, Limits(seconds=1, seconds_per_megabyte=0)) == "file-timeout"
    assert len(read_guarded(good, "a").sheets[0].rows) == 4


def test_a_file_that_takes_too_much_memory(large: Path, good: Path) -> None:
    assert code_of(large, Limits(memory=140 << 20)) == "file-too-large"
    assert len(read_guarded(good, "a").sheets[0].rows) == 4


def test_a_process_ended_from_outside_is_replaced(good: Path) -> None:
    read_guarded(good, "a")
    before = guard._process()
    os.kill(before.pid, signal.SIGKILL)
    before.wait()
    assert len(read_guarded(good, "a").sheets[0].rows) == 4
    assert guard._process().pid != before.pid


def test_one_process_reads_many_files(good: Path) -> None:
    read_guarded(good, "a")
    before = guard._process().pid
    for _ in range(20):
        read_guarded(good, "a")
        assert is_whole_guarded(good)
    assert guard._process().pid == before


@pytest.mark.parametrize(
    ("ending", "code"),
    [
        (-signal.SIGXCPU, "file-timeout"),
        (-signal.SIGALRM, "file-timeout"),
        (-signal.SIGKILL, "file-too-large"),
        (-signal.SIGSEGV, "file-crashed"),
        (1, "file-crashed"),
        (2, "file-too-large"),
    ],
)
def test_how_a_child_ended_says_why(ending: int, code: str) -> None:
    assert ENDINGS[_ending(ending)] == code


def test_what_is_handed_over_is_what_was_read(tmp_path: Path, good: Path) -> None:
    """Every type of cell, moments with and without a day, more than one sheet."""
    raw = read_raw(good, "a")
    line = io.BytesIO()
    expected = [[cells.tolist() for cells in sheet.columns] for sheet in raw.sheets]
    hand_over(line, raw)
    line.seek(0)
    taken = take_over(line)
    assert [[cells.tolist() for cells in sheet.columns] for sheet in taken.sheets] == expected
    assert (taken.modified, taken.date1904) == (raw.modified, raw.date1904)


def test_half_an_answer_is_none(good: Path) -> None:
    line = io.BytesIO()
    hand_over(line, read_raw(good, "a"))
    half = io.BytesIO(line.getvalue()[: len(line.getvalue()) // 2])
    with pytest.raises(EOFError):
        take_over(half)


def test_nothing_but_cells_comes_over_the_line() -> None:
    import pickle

    line = io.BytesIO()
    write_piece(line, RawFile)
    line.seek(0)
    with pytest.raises(pickle.UnpicklingError):
        read_piece(line)


def locked(content: bytes, password: str) -> bytes:
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("password", "config", "environment", "is_read"),
    [
        pytest.param("春江2026", {"all": "春江2026"}, "", True, id="for all"),
        pytest.param("b", {"all": ["a", "b"]}, "", True, id="one of several"),
        pytest.param("a", {"main": "a"}, "", True, id="for the site"),
        pytest.param("a", {"云栖里": "a"}, "", False, id="another site's"),
        pytest.param("a", {"渠道*.xlsx": "a"}, "", True, id="for such files"),
        pytest.param("a", {"台账*.xlsx": "a"}, "", False, id="for other files"),
        pytest.param("b", {"all": "a"}, "x,b", True, id="environment, commas"),
        pytest.param("b,c", {}, "a\nb,c", True, id="environment, lines"),
        pytest.param("b", {"all": "a"}, "", False, id="none fits"),
        pytest.param("VelvetSweatshop", {}, "", True, id="the one that Excel uses by itself"),
    ],
)
def test_workbooks_with_a_password(
    tmp_path: Path, password: str, config: dict[str, object], environment: str, is_read: bool
) -> None:
    path = tmp_path / "渠道十一月.xlsx"
    path.write_bytes(locked(good_workbook(3), password))
    settings = Settings.model_validate({"passwords": config}).with_environment(environment)
    reading = read(path, settings=settings)
    told = (reading.outcome, reading.reason, sum(sheet.rows for sheet in reading.sheets))
    assert told == (("read", "", 3) if is_read else ("unreadable", "file-encrypted", 0))


def test_no_password_is_ever_shown() -> None:
    settings = Settings.model_validate({"passwords": {"all": ["geheim1"], "main": "geheim2"}})
    shown = repr(settings) + str(settings.model_dump()) + settings.model_dump_json()
    assert "geheim" not in shown
    assert Passwords.model_validate({"all": "x"}).fitting("main", "a") == ("x",)
