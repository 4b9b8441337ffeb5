"""The newest closing before a moment outside opening hours: 09:00 to 18:00, closed 16 to 18 February 2026."""

import pandas as pd
import pytest

from pipeline.config import Site
from pipeline.rules.working_time import WorkingTime

CASES = [
    # moment, latest
    ("2026-06-30 12:00", "2026-06-30 12:00"), ("2026-06-30 09:00", "2026-06-30 09:00"),
    ("2026-06-30 18:00", "2026-06-30 18:00"), ("2026-06-30 18:01", "2026-06-30 18:00"),
    ("2026-06-30 08:59", "2026-06-29 18:00"), ("2026-06-30 00:00", "2026-06-29 18:00"),
    ("2026-02-16 12:00", "2026-02-15 18:00"), ("2026-02-18 20:00", "2026-02-15 18:00"),
    ("2026-02-19 08:00", "2026-02-15 18:00"), ("2026-02-19 09:00", "2026-02-19 09:00"),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "latest"), CASES)
def test_closing_on_or_before(moment: str, latest: str) -> None:
    found = WorkingTime(Site()).closing_on_or_before(pd.Series([pd.Timestamp(moment), pd.NaT]))
    assert f"{found.iloc[0]:%Y-%m-%d %H:%M}" == latest
    assert pd.isna(found.iloc[1])
