"""A stated horizon as a day (Rules, section 4)."""

from datetime import date

import pytest

from pipeline.customers.horizons import deadline

DAYS = [
    ("m:1", "2026-06-15", "2026-07-15"),
    ("m:1", "2026-01-31", "2026-02-28"),
    ("m:3", "2026-11-30", "2027-02-28"),
    ("m:12", "2024-02-29", "2025-02-28"),
    ("d:2026-09-30", "2026-06-15", "2026-09-30"),
    ("year_end", "2026-06-15", "2026-12-31"),
    ("second_half", "2026-06-15", "2026-12-31"),
    ("next_year_first_half", "2026-06-15", "2027-06-30"),
    # New Year's Day of the lunar year: 17 February 2026, 6 February 2027.
    ("spring_festival", "2026-06-15", "2027-02-05"),
    ("spring_festival", "2026-02-15", "2026-02-16"),
    ("spring_festival", "2026-02-16", "2026-02-16"),
    ("spring_festival", "2026-02-17", "2027-02-05"),
    ("after_spring_festival", "2026-06-15", "2027-05-06"),
    ("after_spring_festival", "2026-01-10", "2026-05-17"),
    ("after_spring_festival", "2026-03-03", "2026-05-17"),
    ("after_spring_festival", "2026-03-04", "2027-05-06"),
    ("open", "2026-06-15", None),
]


@pytest.mark.parametrize(("horizon", "stated_on", "expected"), DAYS)
def test_deadline(horizon: str, stated_on: str, expected: str | None) -> None:
    found = deadline(horizon, date.fromisoformat(stated_on))
    assert found == (date.fromisoformat(expected) if expected else None)
