"""Files made to hurt: each is contained within limits, and the next file is read as if nothing had been.

Each variant is read under guard, file by file; `tests/nights/test_hostile_inbox.py` has a whole night of them.
"""

import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.intake import guard
from pipeline.intake.guard import read_guarded
from pipeline.intake.raw_tables import UnreadableFileError
from pipeline.intake.reading_process import Limits
from pipeline.issues import CODES
from tests.intake.hostile import READ, Hostile, every_variant, good_workbook

MOST_SECONDS = 10
MOST_BYTES = 1 << 30
VARIANTS = every_variant()


@pytest.fixture(scope="module", autouse=True)
def _within_memory() -> Iterator[None]:
    yield
    guard._end(guard._process())
    guard._process.cache_clear()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MOST_BYTES


def outcome(path: Path, limits: Limits = guard.USUAL) -> str:
    """The code of a file that cannot be read, or that it was read."""
    try:
        raw = read_guarded(path, path.name, (), limits)
    except UnreadableFileError as error:
        return error.code
    return READ if all(sheet.is_complete for sheet in raw.sheets) else "file-rows-differ"


def test_there_are_enough_of_them() -> None:
    assert len(VARIANTS) >= 150
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)
    assert {code for variant in VARIANTS for code in variant.codes} - {READ} <= set(CODES)


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_each_is_contained(tmp_path: Path, variant: Hostile) -> None:
    path = tmp_path / variant.file_name
    path.write_bytes(variant.content())
    start = time.monotonic()
    told = outcome(path)
    assert time.monotonic() - start < MOST_SECONDS
    assert told in variant.codes
    good = tmp_path / "good.xlsx"
    good.write_bytes(good_workbook(3))
    assert outcome(good) == READ
