"""Where the manager decides, and which years no calendar knows. D is 30 June 2026."""

from datetime import date

import pytest

from pipeline.config import Settings, Site
from pipeline.rules.due import manager_decides, unknown_years
from tests.rules.customers import AS_OF, customers
from tests.rules.standing import plan_on, proposed

Case = dict[str, object]
TRIED: Case = {"last_retry_on": "2026-06-20", "last_touch_on": "2026-06-20", "created_at": "2026-01-05 10:00"}
PENDING: Case = {
    "status": "deposit_pending", "status_stated_on": "2026-06-20", "last_touch_on": "2026-06-29",
}  # fmt: skip
CASES = [
    # id, who, what the manager decides
    ("3rd try unanswered", {**TRIED, "unanswered_streak": 3, "retry_attempts": 3}, None),
    ("4th try unanswered", {**TRIED, "unanswered_streak": 4, "retry_attempts": 4}, "retry"),
    ("4th, two of them by SMS", {**TRIED, "unanswered_streak": 2, "retry_attempts": 4}, "retry"),
    ("4th, but a date is agreed", {**TRIED, "unanswered_streak": 4, "retry_attempts": 4, "agreed_on": "2026-07-03",
     "agreed_stated_on": "2026-06-20"}, None),
    ("7th day of a pending deposit", {**PENDING, "status_since": "2026-06-24"}, None),
    ("8th day", {**PENDING, "status_since": "2026-06-23"}, "deposit_pending"),
    ("8th day since it was paid", {**PENDING, "status_since": "2026-06-25", "has_deposit": True,
     "deposit_on": "2026-06-23"}, "deposit_pending"),
    ("stated so long ago that it is no evidence", {**PENDING, "status_since": "2026-03-01",
     "status_stated_on": "2026-03-31"}, None),
    ("and still evidence", {**PENDING, "status_since": "2026-03-01", "status_stated_on": "2026-04-01"},
     "deposit_pending"),
    ("both", {**PENDING, **TRIED, "status_since": "2026-06-20", "unanswered_streak": 4, "retry_attempts": 4},
     "deposit_pending|retry"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_manager_decides(who: Case, expected: str | None) -> None:
    found = manager_decides(customers(who), proposed([who]), Settings(), AS_OF).iloc[0]
    assert (found if isinstance(found, str) else None) == expected


YEARS = [
    # id, site, D, years
    ("an ordinary day", Site(), date(2026, 6, 30), ()),
    ("the festivals of 2100 come into sight", Site(), date(2099, 1, 1), (2100,)),
    ("and the year before", Site(), date(2098, 12, 30), ()),
    ("in it", Site(), date(2100, 5, 1), (2100, 2101)),
    (
        "public holidays of years not published yet",
        Site(public_holidays_closed=True),
        date(2040, 6, 1),
        (2040,),
    ),
]


@pytest.mark.parametrize(("site", "on", "years"), [c[1:] for c in YEARS], ids=[c[0] for c in YEARS])
def test_unknown_years(site: Site, on: date, years: tuple[int, ...]) -> None:
    assert unknown_years(site, plan_on(on)) == years
