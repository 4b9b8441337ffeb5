"""Every row that shows something has exactly one disposition: 30,000 rows in `make test`, 1,000,000 at release."""

from pathlib import Path
from random import Random
from typing import Final

import pytest

from pipeline.intake.reading import FileReading
from pipeline.vocabulary import DISPOSITIONS
from tests.intake.files import read
from tests.torture.messy_sheets import MessySheet, aggregate_sheet, messy_sheet, write_book, write_text
from tests.torture.scale import parts

pytestmark = pytest.mark.torture
ROWS: Final = 1_150  # of which about one in ten shows nothing
LEAST: Final = 1_000


def assert_conserved(reading: FileReading, sheets: list[MessySheet]) -> int:
    """The rows of each sheet's ledger are those that were written; gives their number."""
    assert reading.outcome == "read"
    for told, sheet in zip(sheets, reading.sheets, strict=True):
        assert (sheet.kind is None) == (told.header_row == 0), told.name
        assert sheet.header_row == told.header_row
        assert sheet.rows == len(told.shown)
        assert sheet.ledger["row"].is_unique
        assert set(sheet.ledger["row"]) == told.shown
        assert set(sheet.ledger["disposition"]) <= set(DISPOSITIONS)
        rejected = set(sheet.ledger.loc[sheet.ledger["disposition"] == "rejected", "row"])
        assert set(sheet.rejected) == rejected
        assert rejected <= set(sheet.issues.loc[sheet.issues["severity"] == "error", "row"])
    return sum(sheet.rows for sheet in reading.sheets)


@pytest.mark.parametrize("part", parts(usual=30, release=1_000))
def test_every_row_is_accounted_for(tmp_path: Path, part: int) -> None:
    dice = Random(part)
    if part % 5 == 4:
        sheets = [messy_sheet("台账", ROWS, dice)]
        path = write_text(tmp_path / "台账.csv", sheets[0], dice)
    else:
        sheets = [messy_sheet(f"表{place}", ROWS // 4, dice) for place in range(4)]
        sheets.insert(dice.randrange(5), aggregate_sheet("汇总", dice))
        path = write_book(tmp_path / "台账.xlsx", sheets, dice)
    assert assert_conserved(read(path), sheets) >= LEAST
