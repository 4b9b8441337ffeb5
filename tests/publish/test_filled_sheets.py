"""Every cell of a task workbook that may be filled in is read back, also after another program saved it."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook

from pipeline.intake.reading import FileReading
from pipeline.publish.new_customers_sheet import NEW
from pipeline.publish.task_workbook import write_task_workbook
from pipeline.publish.today_columns import TODAY, choices
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Language, Wording
from tests.intake.files import assert_conserved, dispositions, read
from tests.publish.office import morning

SOFFICE = shutil.which("soffice")
SAVED = datetime(2026, 11, 20, 10, 0)  # UTC: 18:00 at the site
FIRST = 5  # of the rows of Today, Group messages and New customers
FILLED: dict[str, Any] = {
    "outcome": ("outcome", "connected"), "content": "周末带家人来看", "mode": ("mode", "wechat"),
    "at": datetime(2026, 11, 20, 15, 20), "need_change": "改看四房", "resistance": "价格、交付",
    "promise": "发首付测算",
    "promise_kept": 0, "material": "户型图、楼书", "status": ("status", "comparing"), "next_date": date(2026, 11, 25),
    "next_mode": ("mode", "visit"), "next_aim": "约看样板间", "budget": "300-350万", "horizon": 1, "layout": 1,
    "area": "110-130㎡", "orientation": 0, "school": 0, "funds": ("funds", "sell_first"), "competitors": "甲盘、乙盘",
    "customer_type": ("customer_type", "upgrade"), "consent": ("consent", "yes"), "opt_out": 1,
}  # fmt: skip
READ: dict[str, Any] = {
    "outcome": "connected", "content": "周末带家人来看", "mode": "wechat", "at": pd.Timestamp("2026-11-20 15:20"),
    "need_change": "改看四房", "resistance": "价格|交付", "promise": "发首付测算", "promise_kept": True,
    "material": "户型图|楼书", "status": "comparing", "next_date": pd.Timestamp("2026-11-25"), "next_mode": "visit",
    "next_aim": "约看样板间", "budget_low": 3_000_000.0, "budget_high": 3_500_000.0, "horizon": "m:3", "layout": "3",
    "area_low": 110.0, "area_high": 130.0, "orientation": "南", "school": "学区", "funds": "sell_first",
    "competitors": "甲盘|乙盘", "customer_type": "upgrade", "consent_phone": "yes", "consent_wechat": "yes",
    "opt_out_modes": "sms", "task_id": "T0004", "stated_customer_id": "K0004", "direction": "outbound",
}  # fmt: skip
ENGLISH = {"orientation": "south", "school": "school district"}


def greeting(language: Language = "zh") -> tuple[SiteResult, NightResult, Wording]:
    """The morning, on which the last three tasks are festival greetings to be sent by WeChat."""
    result, night, wording = morning(language)
    is_group = pd.array([False] * 7 + [True] * 3, dtype="boolean")
    tasks = result.tasks.assign(is_group_message=is_group)
    tasks.loc[tasks.index[7:], ["rule", "mode"]] = ["festival", "wechat"]
    return replace(result, tasks=tasks, new_tasks=tasks), night, wording


def opened(path: Path, language: Language = "zh") -> Workbook:
    write_task_workbook(path, "C01", *greeting(language))
    return openpyxl.load_workbook(path)


def fill(book: Workbook, place: int, row: int, cells: dict[str, Any], language: Language = "zh") -> None:
    """Fill cells of the sheet at `place`: a stable word of a group, the n-th of a dropdown, or the value itself."""
    wording = Wording(language)
    sheet = book.worksheets[place]
    mapped = {
        str(field): str(header)
        for title, header, field in book["_callsheet"].iter_rows(values_only=True)
        if title == sheet.title
    }
    header = {str(cell.value): cell.column for cell in sheet[FIRST - 1]}
    for field, told in cells.items():
        value = told
        if isinstance(told, tuple):
            value = wording(f"{told[0]}.{told[1]}")
        elif isinstance(told, int):
            value = choices(field, wording)[told]
        sheet.cell(row, header[mapped[field]] or 0).value = value


def saved(book: Workbook, path: Path) -> Path:
    book.properties.modified = SAVED
    book.save(path)
    return path


def kept_by_office_program(path: Path) -> Path:
    """The same workbook after LibreOffice opened and saved it."""
    folder = path.parent / "kept"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / path.name


def only_fact(reading: FileReading, sheet: int, kind: str) -> dict[str, Any]:
    (fact,) = reading.sheets[sheet].facts[kind].to_dict("records")
    return {str(name): value for name, value in fact.items()}


def differing(fact: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {name: fact[name] for name, value in expected.items() if fact[name] != value}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_of_today(tmp_path: Path, language: Language) -> None:
    book = opened(tmp_path / "C01.xlsx", language)
    assert set(FILLED) == {column.field for column in TODAY if column.use == "asked"}
    fill(book, 0, FIRST, FILLED, language)
    reading = read(saved(book, tmp_path / "C01.xlsx"))
    assert_conserved(reading)
    expected = READ | (ENGLISH if language == "en" else {})
    assert differing(only_fact(reading, 0, "activities"), expected) == {}
    assert dispositions(reading.sheets[0]) == {FIRST: "accepted", **dict.fromkeys(range(6, 12), "unchanged")}


@pytest.mark.skipif(SOFFICE is None and "CI" not in os.environ, reason="LibreOffice is not installed")
def test_every_sheet_after_an_office_program_saved_it(tmp_path: Path) -> None:
    book = opened(tmp_path / "C01.xlsx")
    fill(book, 0, FIRST, FILLED)
    fill(book, 2, FIRST, {"is_done": 0})
    fill(book, 3, FIRST, {"name": "韩雪", "phone": "19900000077"})
    reading = read(kept_by_office_program(saved(book, tmp_path / "C01.xlsx")))
    assert_conserved(reading)
    assert differing(only_fact(reading, 0, "activities"), READ) == {}
    assert only_fact(reading, 2, "activities")["task_id"] == "T0008"
    assert only_fact(reading, 3, "leads")["phone"] == "+8619900000077"


TICKS = [
    # id, what is filled in, what becomes of the row
    ("ticked", {"is_done": "√"}, "accepted"), ("a word", {"is_done": "已发"}, "accepted"),
    ("a 1", {"is_done": "1"}, "accepted"), ("left empty", {}, "unchanged"),
    ("not sent", {"is_done": "没发"}, "unchanged"), ("crossed out", {"is_done": "×"}, "unchanged"),
    ("a reply tells that it was sent", {"content": "谢谢"}, "accepted"),
    ("an opt-out in reply", {"opt_out": "退订微信"}, "accepted"),
    ("a word nobody understands", {"is_done": "回头再说"}, "rejected"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "disposition"), [c[1:] for c in TICKS], ids=[c[0] for c in TICKS])
def test_ticks_of_group_messages(tmp_path: Path, cells: dict[str, str], disposition: str) -> None:
    book = opened(tmp_path / "C01.xlsx")
    fill(book, 2, FIRST, cells)
    reading = read(saved(book, tmp_path / "C01.xlsx"))
    assert_conserved(reading)
    told = reading.sheets[2]
    assert dispositions(told) == {5: disposition, 6: "unchanged", 7: "unchanged"}
    if disposition == "accepted":
        sent = only_fact(reading, 2, "activities")
        assert (sent["task_id"], sent["mode"], sent["direction"], sent["cause"]) == (
            "T0008", "wechat", "outbound", "festival",
        )  # fmt: skip
        assert sent["at"] == pd.Timestamp("2026-11-20")
        assert (sent["opt_out_modes"] == "wechat") == ("opt_out" in cells)


def test_group_messages_name_the_customer_and_how_to_stop(tmp_path: Path) -> None:
    sheet = opened(tmp_path / "C01.xlsx")["群发问候"]
    told = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
    words = {row[1]: row[9] for row in told}
    assert (
        words["郑雅文"]
        == "郑雅文，节日快乐！祝您和家人平安顺心。售楼处 林知夏\n如果不想再收到消息，回复“退订”就行。"
    )
    assert (
        len(words) == 3
        and sheet["A2"].value == "共 3 条。一条一条发，称呼已经写好；发完在“已发”里打√，当晚读回。"
    )
    assert "共 7 位客户" in opened(tmp_path / "again.xlsx")["今日"]["A2"].value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_new_customers_become_enquiries_of_the_consultant(tmp_path: Path, language: Language) -> None:
    book = opened(tmp_path / "C01.xlsx", language)
    told = {
        "name": "韩雪", "phone": "199 0000 0077", "wechat": "hanxue_77", "channel": 0, "content": "想要三房",
        "status": ("status", "needs_clear"), "next_date": date(2026, 11, 23), "budget": "300万", "horizon": 1,
        "layout": 1, "area": "120㎡", "funds": ("funds", "mortgage"), "consent": ("consent", "yes"),
    }  # fmt: skip
    assert set(told) < {column.field for column in NEW}
    fill(book, 3, FIRST, told, language)
    fill(
        book,
        3,
        FIRST + 2,
        {"name": "杨先生", "phone": "19900000078", "created_at": date(2026, 11, 19)},
        language,
    )
    fill(book, 3, FIRST + 3, {"name": "白少一", "phone": "1990000007"}, language)
    reading = read(saved(book, tmp_path / "C01.xlsx"))
    assert_conserved(reading)
    new = reading.sheets[3]
    assert dispositions(new) == {5: "accepted", 7: "accepted", 8: "rejected"} and new.kind == "leads"
    first, second = new.facts["leads"].to_dict("records")
    expected = {
        "name": "韩雪", "phone": "+8619900000077", "wechat": "hanxue_77", "channel": "walk_in", "consultant": "C01",
        "created_at": pd.Timestamp("2026-11-20"), "next_date": pd.Timestamp("2026-11-23"), "layout": "3",
        "budget_high": 3_000_000.0, "horizon": "m:3", "area_low": 120.0, "status": "needs_clear", "funds": "mortgage",
        "consent_phone": "yes",
    }  # fmt: skip
    assert differing({str(name): value for name, value in first.items()}, expected) == {}
    assert (second["name"], second["created_at"]) == ("杨先生", pd.Timestamp("2026-11-19"))


def test_a_time_of_day_alone_is_one_of_the_day_it_was_saved(tmp_path: Path) -> None:
    book = opened(tmp_path / "C01.xlsx")
    for row, told in enumerate(("14:30", time(14, 30)), start=FIRST):
        fill(book, 0, row, {"outcome": ("outcome", "connected"), "at": told})
    reading = read(saved(book, tmp_path / "C01.xlsx"))
    assert [at.strftime("%m-%d %H:%M") for at in reading.sheets[0].facts["activities"]["at"]] == [
        "11-20 14:30"
    ] * 2
