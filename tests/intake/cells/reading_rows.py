"""What the tables of these tests share: a file that speaks for Tuesday, 10 March 2026, in Shanghai."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.intake.cells import PARSERS, Cell, CellContext

SPOKEN = date(2026, 3, 10)
CONTEXT = CellContext(SPOKEN, ZoneInfo("Asia/Shanghai"))


def read(field: str, cell: Cell, **context: Any) -> dict[str, object]:
    """The fields one cell feeds; a code, if there is one, under `code`."""
    reading = PARSERS[field](cell, replace(CONTEXT, **context))
    told = dict(reading.values)
    return {**told, "code": reading.code} if reading.code else told


def row(cell: Cell, *expected: Any, name: str = "") -> Any:
    """One line of a table; its name is what was typed."""
    shown = name or f"{cell!r}".replace("\\", "").strip("'\"") or "empty"
    return pytest.param(cell, *expected, id=shown)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
