"""The key: made once, for its owner only; a wrong, missing or readable one stops the run."""

from pathlib import Path

import pytest

from pipeline.errors import CallsheetError
from pipeline.store.database import key_place, open_store


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("CALLSHEET_KEY", raising=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return tmp_path / "store" / "callsheet.db"


def test_first_run_makes_a_key_outside_the_data_directory(place: Path) -> None:
    open_store(place, None).close()
    key = key_place(place, None)
    assert key.exists()
    assert place.parent not in key.parents
    assert key.stat().st_mode & 0o777 == 0o600
    assert place.stat().st_mode & 0o777 == 0o600


def test_second_run_opens_what_the_first_wrote(place: Path) -> None:
    first = open_store(place, None)
    first.note("colour", "teal")
    first.close()
    second = open_store(place, None)
    assert second.about("colour") == "teal"
    second.close()


@pytest.mark.parametrize(
    ("damage", "message", "exit_code"),
    [
        pytest.param(lambda key: key.unlink(), "store.key_missing", 2, id="missing"),
        pytest.param(lambda key: key.write_text("00" * 32), "store.wrong_key", 2, id="wrong"),
        pytest.param(lambda key: key.write_text("00"), "store.key_malformed", 2, id="cut short"),
        pytest.param(lambda key: key.chmod(0o644), "store.key_readable", 2, id="readable by others"),
    ],
)
def test_a_bad_key_stops_the_run(place: Path, damage: object, message: str, exit_code: int) -> None:
    open_store(place, None).close()
    assert callable(damage)
    damage(key_place(place, None))
    with pytest.raises(CallsheetError) as stopped:
        open_store(place, None)
    assert (stopped.value.message_key, stopped.value.exit_code) == (message, exit_code)


def test_the_variable_is_a_key_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLSHEET_KEY", "5a" * 32)
    open_store(place, None).close()
    monkeypatch.setenv("CALLSHEET_KEY", "5b" * 32)
    with pytest.raises(CallsheetError, match=r"store\.wrong_key"):
        open_store(place, None)
