"""Old untouched leads wake up over a month. D is 30 June 2026, unless said."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings, Site
from pipeline.facts import WAKE_UPS, empty_frame, joined
from pipeline.rules.due.wake_up import wake_up, wake_up_places
from pipeline.rules.working_time import WorkingTime
from tests.rules.customers import D, customers
from tests.rules.standing import rules_of

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
    first = {**OLD, "customer_id": "b", "newest_enquiry_night": "2026-06-20"}
    second = {**first, "customer_id": "c", "created_at": "2026-05-01"}
    decided = _places(first, second, on=date(2026, 6, 20))
    due = _due({**OLD, "customer_id": "a"}, first, second, decided=decided)
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
# Decided on the night of 30 June: a, b and c are due on 30 June, 10 and 20 July.
KEPT = [
    # id, what changed of a since, who is due when on 10 July
    ("nothing", {}, {"a": "06-30", "b": "07-10", "c": "07-20"}),
    ("a was answered", {"last_touch_on": "2026-07-03"}, {"b": "07-10", "c": "07-20"}),
    ("a bought", {"is_closed": True, "last_touch_on": "2026-07-03"}, {"b": "07-10", "c": "07-20"}),
    ("a's only number is dead", {"can_phone": False}, {"a": "06-30", "b": "07-10", "c": "07-20"}),
    ("a enquired again, known in time", {"newest_enquiry_at": "2026-07-08", "newest_enquiry_night": "2026-07-08"},
     {"b": "07-10", "c": "07-20"}),
    ("a enquired again on the very day of that night, known to its second run",
     {"newest_enquiry_at": "2026-06-30 10:20", "newest_enquiry_night": NIGHT}, {"b": "07-10", "c": "07-20"}),
    ("a's smallest key is another now", {"key_order": 99}, {"a": "06-30", "b": "07-10", "c": "07-20"}),
]  # fmt: skip


@pytest.mark.parametrize(("change", "due"), [c[1:] for c in KEPT], ids=[c[0] for c in KEPT])
def test_everybody_keeps_the_place_of_the_first_night(change: dict[str, object], due: dict[str, str]) -> None:
    decided = _places(*ROW)
    assert _due({**ROW[0], **change}, *ROW[1:], decided=decided, on=LATER, silent=frozenset({"a"})) == due


def test_whoever_was_not_in_the_row_of_the_night_gets_no_place_later() -> None:
    decided = _places(*ROW, silent=frozenset({"a"}))
    assert _due(*ROW, decided=decided, on=LATER) == {"b": "06-30", "c": "07-15"}


def test_a_later_run_of_the_night_counts_the_new_ones_in_and_moves_nobody() -> None:
    """Four of them now: the new one, second by age, is due 30 x 1/4 = 7 days later; the others stay."""
    decided = _places(*ROW)
    new = {**OLD, "customer_id": "new", "created_at": "2026-05-18 10:00"}
    assert _due(*ROW, new, decided=decided) == {"a": "06-30", "b": "07-10", "c": "07-20", "new": "07-07"}


def test_a_night_run_for_an_earlier_day_does_not_know_what_was_decided_after_it() -> None:
    decided = _places(*ROW)
    earlier = [{**who, "newest_enquiry_night": "2026-06-25"} for who in ROW]
    assert _due(*earlier, decided=decided, on=date(2026, 6, 25)) == {"a": "06-25", "b": "07-05", "c": "07-15"}


@given(st.integers(1, 70))
@settings(deadline=None, max_examples=15)
def test_the_whole_row_wakes_up_within_thirty_days(size: int) -> None:
    due = [
        pd.Timestamp(f"2026-{day}") for day in _due(*({**OLD, "key_order": n} for n in range(size))).values()
    ]
    assert min(due) == pd.Timestamp(NIGHT)
    assert max(due) < pd.Timestamp(NIGHT) + pd.Timedelta(days=30)
    assert sorted(due) == due


def _due(
    *rows: Mapping[str, object],
    decided: pd.DataFrame | None = None,
    on: date = D,
    silent: frozenset[str] = frozenset(),
) -> dict[str, str]:
    found = _found(*rows, decided=decided, on=on, silent=silent)
    return {name: f"{due:%m-%d}" for name, due in zip(found["customer_id"], found["due_date"], strict=True)}


def _places(
    *rows: Mapping[str, object],
    decided: pd.DataFrame | None = None,
    on: date = D,
    silent: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """What was decided before, and what this night decides."""
    people = customers(*rows)
    contactable = pd.Series(~people.index.isin(silent), index=people.index)
    before = empty_frame(WAKE_UPS) if decided is None else decided
    return joined(
        [before, wake_up_places(people, contactable, before, Settings().rules.due, pd.Timestamp(on))]
    )


def _found(
    *rows: Mapping[str, object],
    decided: pd.DataFrame | None = None,
    on: date = D,
    silent: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    places = _places(*rows, decided=decided, on=on, silent=silent)
    rules, hours = Settings().rules.due, WorkingTime(Site())
    return wake_up(customers(*rows), places, rules, hours, pd.Timestamp(on))
