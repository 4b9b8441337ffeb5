"""The agreed date wins until it is answered; after a deposit every day for a week. D is 30 June 2026."""

from datetime import date

import pytest

from tests.rules.standing import Rows, rules_of, standing

AGREED = [
    # id, agreed for, stated on, last attempt or contact, stands
    ("ahead, talked today", "2026-07-05", "2026-06-30", "2026-06-30", True),
    ("today, nothing done yet", "2026-06-30", "2026-06-25", "2026-06-25", True),
    ("passed, nothing done", "2026-06-28", "2026-06-25", "2026-06-25", True),
    ("tried the day before", "2026-06-28", "2026-06-25", "2026-06-27", True),
    ("tried on the day", "2026-06-28", "2026-06-25", "2026-06-28", False),
    ("tried the day after", "2026-06-28", "2026-06-25", "2026-06-29", False),
    ("stated by a lead row, never talked", "2026-06-28", "2026-06-25", None, True),
    ("for the day it was stated, talked the next day", "2026-06-28", "2026-06-28", "2026-06-29", False),
]


@pytest.mark.parametrize(
    ("agreed", "stated", "touched", "stands"), [c[1:] for c in AGREED], ids=[c[0] for c in AGREED]
)
def test_agreed_date(agreed: str, stated: str, touched: str | None, stands: bool) -> None:
    who = {"agreed_on": agreed, "agreed_stated_on": stated, "last_touch_on": touched}
    expected = [f"agreed_date {agreed[5:]} -> {agreed[5:]} 18:00"]
    assert [line for line in standing(who) if "agreed" in line] == (expected if stands else [])


STATING = {"at": "2026-06-30 10:00", "next_date": "2026-06-30", "is_contact": True}
SAME_DAY = [
    # id, what was done on the day that is both stated and agreed, stands
    ("only the talk in which it was stated", [STATING], True),
    ("an earlier try", [{"at": "2026-06-30 09:00"}, STATING], True),
    ("a later try", [STATING, {"at": "2026-06-30 15:00"}], False),
    ("a later greeting is no attempt", [STATING, {"at": "2026-06-30 15:00", "is_attempt": False}], True),
    ("a later call of the customer", [STATING, {"at": "2026-06-30 15:00", "is_attempt": False, "is_contact": True}],
     False),
    ("a talk without a time counts as the whole day", [STATING, {"at": "2026-06-30"}], False),
    ("somebody else's talk", [STATING, {"at": "2026-06-30 15:00", "customer_id": "C2"}], True),
    ("stated in a lead row, then tried", [{"at": "2026-06-30 15:00"}], False),
    ("stated twice, the second time last", [STATING, {**STATING, "at": "2026-06-30 15:00"}], True),
]  # fmt: skip


@pytest.mark.parametrize(("done", "stands"), [c[1:] for c in SAME_DAY], ids=[c[0] for c in SAME_DAY])
def test_agreed_for_the_very_day_it_was_stated(done: Rows, stands: bool) -> None:
    who = {"agreed_on": "2026-06-30", "agreed_stated_on": "2026-06-30", "last_touch_on": "2026-06-30"}
    assert ("agreed_date" in rules_of(who, done)) == stands


def test_a_closed_day_is_not_the_latest_moment_of_anything() -> None:
    """New Year's Eve is 16 February 2026; the office is closed until the 18th."""
    who = {"created_at": "2026-01-20 10:00", "agreed_on": "2026-02-17", "agreed_stated_on": "2026-02-01"}
    assert standing(who, on=date(2026, 2, 10)) == ["agreed_date 02-17 -> 02-19 18:00"]


PENDING = {"status": "deposit_pending", "status_stated_on": "2026-06-24"}
DEPOSITS = [
    # id, who, the rule that holds
    ("7th day of the status", {**PENDING, "status_since": "2026-06-24", "last_touch_on": "2026-06-26"},
     "deposit_pending 06-27 -> 06-27 18:00"),
    ("8th day: pace A", {**PENDING, "status_since": "2026-06-23", "last_touch_on": "2026-06-26"},
     "cadence 06-29 -> 06-30 18:00"),
    ("7th day after the deposit was paid, the status is older",
     {**PENDING, "status_since": "2026-06-01", "has_deposit": True, "deposit_on": "2026-06-24",
      "last_touch_on": "2026-06-30"}, "deposit_pending 07-01 -> 07-01 18:00"),
    ("8th day after the deposit was paid",
     {**PENDING, "status_since": "2026-06-24", "has_deposit": True, "deposit_on": "2026-06-23",
      "last_touch_on": "2026-06-30"}, "cadence 07-03 -> 07-04 18:00"),
    ("not now after the deposit", {"status": "not_now", "has_deposit": True, "deposit_on": "2026-06-29",
     "status_since": "2026-06-30", "last_touch_on": "2026-06-30"}, "cadence 09-28 -> 10-12 18:00"),
    ("replaces a retry", {**PENDING, "status_since": "2026-06-28", "last_touch_on": "2026-06-29",
     "unanswered_streak": 1, "retry_attempts": 1, "last_retry_on": "2026-06-29"},
     "deposit_pending 06-30 -> 06-30 18:00"),
    ("an agreed date replaces it", {**PENDING, "status_since": "2026-06-28", "last_touch_on": "2026-06-29",
     "agreed_on": "2026-07-02", "agreed_stated_on": "2026-06-29"}, "agreed_date 07-02 -> 07-02 18:00"),
    ("never contacted", {**PENDING, "created_at": "2026-06-20 10:00", "status_since": "2026-06-24"},
     "deposit_pending 06-21 -> 06-21 18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "line"), [c[1:] for c in DEPOSITS], ids=[c[0] for c in DEPOSITS])
def test_deposit_pending(who: dict[str, object], line: str) -> None:
    assert standing(who) == [line]
