from pathlib import Path

import pytest

from tests.nights.office import Office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "keys"))
    monkeypatch.delenv("CALLSHEET_KEY", raising=False)
    return Office(tmp_path / "office")
