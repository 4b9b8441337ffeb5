"""Cells and headers as long as a spreadsheet allows cost no more than a moment."""

import time

import pytest

from pipeline.intake.cells import PARSERS
from pipeline.intake.headers import meaning_and_unit
from tests.intake.cells.reading_rows import read

LENGTH = 32_767
MOMENT = 2.0  # seconds of CPU for one cell


@pytest.mark.parametrize(
    "part", ["(", "1", "300-", "客户", "不要", "(含车位)", "1和", "13800138000/", "a@", "3b2b"]
)
def test_long_cells(part: str) -> None:
    cell = (part * LENGTH)[:LENGTH]
    took = {}
    for field in PARSERS:
        start = time.process_time()
        read(field, cell)
        took[field] = time.process_time() - start
    start = time.process_time()
    meaning_and_unit(cell)
    took["header"] = time.process_time() - start
    assert {field: seconds for field, seconds in took.items() if seconds > MOMENT} == {}
