"""Old untouched leads wake up over a month. D is 30 June 2026, unless said."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from pipeline.config import Settings, Site
from pipeline.rules.due.wake_up import wake_up
from pipeline.rules.working_time import WorkingTime
from tests.rules.customers import D, activities, customers, deals
from tests.rules.standing import Rows, rules_of

NIGHT = "2026-06-30"
OLD: dict[str, object] = {"created_at": "2026-06-01 10:00", "newest_enquiry_night": NIGHT}


def test_newest_first_over_thirty_days() -> None:
    """Four customers: 30 x 0/4, 1/4, 2/4, 3/4 days, rounded down; ties by smallest key."""
    due = _due(
        {**OLD, "customer_id": "oldest", "created_at": "2025-01-01"},
        {**OLD, "customer_id": "second key", "created_at": "2026-05-01 10:00", "key_order": 9},
        {**OLD, "customer_id": "first key", "created_at": "2026-05-01 10:00", "key_order": 3},
        {**OLD, "customer_id": "newest", "created_at": "2026-06-20 10:00"},
    )
    assert due == {"newest": "06-30", "first key": "07-07", "second key": "07-15", "oldest": "07-22"}


def test_each_night_has_a_row_of_its_own() -> None:
    due = _due(
        {**OLD, "customer_id": "a"},
        {**OLD, "customer_id": "b", "newest_enquiry_night": "2026-06-20"},
        {**OLD, "customer_id": "c", "newest_enquiry_night": "2026-06-20", "created_at": "2026-05-01"},
    )
    assert due == {"a": "06-30", "b": "06-20", "c": "07-05"}


def test_more_than_thirty_share_days() -> None:
    due = _due(*({**OLD, "customer_id": f"c{n:02}"} for n in range(60)))
    assert [due[f"c{n:02}"] for n in (0, 1, 2, 58, 59)] == ["06-30", "06-30", "07-01", "07-29", "07-29"]


def test_latest_thirty_days_later() -> None:
    found = _found(OLD)
    assert f"{found['latest_at'].iloc[0]:%m-%d %H:%M}" == "07-30 18:00"


WHO = [
    # id, who, wakes up
    ("enquired 4 days before the night", {**OLD, "newest_enquiry_at": "2026-06-26 10:00"}, True),
    ("enquired 3 days before the night", {**OLD, "newest_enquiry_at": "2026-06-27 10:00"}, False),
    ("known in time, unanswered for long", {"newest_enquiry_night": "2026-06-03"}, False),
    ("touched before the enquiry", {**OLD, "last_touch_on": "2026-05-31"}, True),
    ("touched on the enquiry's day", {**OLD, "last_touch_on": "2026-06-01"}, False),
    ("not now", {**OLD, "status": "not_now"}, True),
    ("closed", {**OLD, "is_closed": True}, False),
    ("without an enquiry", {"has_enquiry": False, "newest_enquiry_night": NIGHT}, False),
]


@pytest.mark.parametrize(("who", "wakes"), [c[1:] for c in WHO], ids=[c[0] for c in WHO])
def test_who_wakes_up(who: dict[str, object], wakes: bool) -> None:
    touched = who.get("last_touch_on")
    done = [{"at": touched}] if touched else []
    assert ("wake_up" in rules_of(who, done)) == wakes


def test_who_cannot_be_contacted_takes_no_place() -> None:
    due = _due({**OLD, "customer_id": "a"}, {**OLD, "customer_id": "b"}, silent=frozenset({"a"}))
    assert due == {"b": "06-30"}


LATER = date(2026, 7, 10)
ROW: list[dict[str, object]] = [
    {**OLD, "customer_id": name, "created_at": f"2026-05-{day} 10:00"}
    for name, day in (("a", 20), ("b", 15), ("c", 10))
]


def test_whoever_was_answered_since_keeps_the_place() -> None:
    """Ten days on, the others are due on the days they were given: a fact no night before 4 July knew."""
    woken = [{**ROW[0], "last_touch_on": "2026-07-03"}, *ROW[1:]]
    done = [{"customer_id": "a", "at": "2026-07-03 10:00", "known_night": "2026-07-04"}]
    assert _due(*woken, done=done, on=LATER) == {"b": "07-10", "c": "07-20"}


def test_whoever_bought_since_keeps_the_place() -> None:
    woken = [{**ROW[0], "last_touch_on": "2026-07-03", "is_closed": True}, *ROW[1:]]
    bought = [{"customer_id": "a", "contract_date": "2026-07-03"}]
    assert _due(*woken, bought=bought, on=LATER) == {"b": "07-10", "c": "07-20"}


def test_whoever_was_answered_before_never_had_a_place() -> None:
    answered = [{**ROW[0], "last_touch_on": "2026-06-29"}, *ROW[1:]]
    done = [{"customer_id": "a", "at": "2026-06-29 10:00", "known_night": NIGHT}]
    assert _due(*answered, done=done, on=LATER) == {"b": "06-30", "c": "07-15"}


def test_tonight_everything_known_counts_as_known() -> None:
    answered = [{**ROW[0], "last_touch_on": "2026-06-29"}, *ROW[1:]]
    done = [{"customer_id": "a", "at": "2026-06-29 10:00"}]
    assert _due(*answered, done=done) == {"b": "06-30", "c": "07-15"}


def _due(
    *rows: Mapping[str, object],
    done: Rows = (),
    bought: Rows = (),
    on: date = D,
    silent: frozenset[str] = frozenset(),
) -> dict[str, str]:
    found = _found(*rows, done=done, bought=bought, on=on, silent=silent)
    return {name: f"{due:%m-%d}" for name, due in zip(found["customer_id"], found["due_date"], strict=True)}


def _found(
    *rows: Mapping[str, object],
    done: Rows = (),
    bought: Rows = (),
    on: date = D,
    silent: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    people = customers(*rows)
    contactable = pd.Series(~people.index.isin(silent), index=people.index)
    rules, hours = Settings().rules.due, WorkingTime(Site())
    return wake_up(people, activities(*done), deals(*bought), contactable, rules, hours, pd.Timestamp(on))
