"""Defects sown into clean workbooks: each found at its row and column, nothing else said, no clean row rejected.

500 defects in `make test`, 10,000 at release size.
"""

from pathlib import Path
from random import Random
from typing import Final

import pytest

from tests.intake.files import assert_conserved, read, workbook
from tests.torture.clean_sheets import seeded_sheet
from tests.torture.scale import parts

pytestmark = pytest.mark.torture
ROWS: Final = 150
DEFECTS: Final = 25


@pytest.mark.parametrize("part", parts(usual=20, release=400))
def test_every_defect_is_found_where_it_is(tmp_path: Path, part: int) -> None:
    sown = seeded_sheet(ROWS, DEFECTS, Random(part))
    assert len(sown.issues) == DEFECTS
    reading = read(workbook(tmp_path / "资料.xlsx", {"Sheet1": sown.rows}))
    assert_conserved(reading)
    sheet = reading.sheets[0]
    assert sheet.kind == sown.kind
    told = sheet.issues[sheet.issues["severity"] != "notice"]
    assert set(told[["row", "column", "code"]].itertuples(index=False, name=None)) == sown.issues
    assert len(told) == DEFECTS
    ledger = sheet.ledger.set_index("row")["disposition"]
    assert set(ledger.index) == sown.entries
    assert set(ledger.index[ledger == "rejected"]) == sown.rejected
    assert set(ledger.unique()) <= {"accepted", "rejected"}
