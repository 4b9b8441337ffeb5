"""Complaints. D is Tuesday 30 June 2026; the office is open 09:00 to 18:00, closed 16 to 18 February 2026."""

from datetime import date

import pytest

from tests.rules.customers import D, records
from tests.rules.standing import Rows, only, proposed

CALL = {"at": "2026-06-29 15:00"}
CASES = [
    # id, the complaint, activities since, newest attempt or contact, line
    ("unanswered: its day, 48 hours", {"opened_at": "2026-06-29 10:00"}, [], None, "06-29 -> 07-01 10:00"),
    ("48 hours end after closing", {"opened_at": "2026-06-28 20:00"}, [], None, "06-28 -> 06-30 18:00"),
    ("48 hours end before opening", {"opened_at": "2026-06-29 08:00"}, [], None, "06-29 -> 06-30 18:00"),
    ("the closing before that was yesterday", {"opened_at": "2026-06-28 08:00"}, [], None, "06-28 -> 06-30 18:00"),
    ("without a time: the second day after", {"opened_at": "2026-06-29"}, [], None, "06-29 -> 07-01 18:00"),
    ("unanswered for long", {"opened_at": "2026-06-10 10:00"}, [], None, "06-10 -> 06-12 10:00"),
    ("called after it", {"opened_at": "2026-06-29 10:00"}, [CALL], "2026-06-29", "06-30 -> 06-30 18:00"),
    ("called before it that day", {"opened_at": "2026-06-29 16:00"}, [CALL], "2026-06-29", "06-29 -> 07-01 16:00"),
    ("a call of that day without a time", {"opened_at": "2026-06-29 16:00"}, [{"at": "2026-06-29"}], "2026-06-29",
     "06-30 -> 06-30 18:00"),
    ("called today", {"opened_at": "2026-06-29 10:00"}, [{"at": "2026-06-30 09:30"}], "2026-06-30",
     "07-01 -> 07-01 18:00"),
    ("a greeting answers nothing", {"opened_at": "2026-06-29 10:00"}, [{**CALL, "is_attempt": False}], "2026-06-29",
     "06-29 -> 07-01 10:00"),
    ("somebody else was called", {"opened_at": "2026-06-29 10:00"}, [{**CALL, "customer_id": "C9"}], "2026-06-29",
     "06-29 -> 07-01 10:00"),
    ("the recorded response counts", {"opened_at": "2026-06-28 10:00", "first_response_at": "2026-06-29 11:00"}, [],
     "2026-06-28", "06-30 -> 06-30 18:00"),
    ("a response still to come", {"opened_at": "2026-06-29 10:00", "first_response_at": "2026-07-01 11:00"}, [],
     None, "06-29 -> 07-01 10:00"),
    ("13 days old: every day", {"opened_at": "2026-06-17 10:00"}, [{"at": "2026-06-28 10:00"}], "2026-06-28",
     "06-29 -> 06-29 18:00"),
    ("14 days old: every week", {"opened_at": "2026-06-16 10:00"}, [{"at": "2026-06-28 10:00"}], "2026-06-28",
     "07-05 -> 07-05 18:00"),
    ("closed today", {"opened_at": "2026-06-20 10:00", "closed_at": "2026-06-30"}, [], None, None),
    ("to be closed tomorrow", {"opened_at": "2026-06-29 10:00", "closed_at": "2026-07-01"}, [], None,
     "06-29 -> 07-01 10:00"),
    ("opened tomorrow", {"opened_at": "2026-07-01 09:00"}, [], None, None),
    ("a suggestion", {"opened_at": "2026-06-29 10:00", "is_suggestion": True}, [], None, None),
    ("nobody's yet", {"opened_at": "2026-06-29 10:00", "customer_id": None}, [], None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("opened", "done", "touched", "line"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_complaint(opened: dict[str, object], done: Rows, touched: str | None, line: str | None) -> None:
    told = records(complaints=[opened])
    found = only("complaint", proposed([{"last_touch_on": touched}], done, told=told))
    assert found == ([line] if line else [])


NEW_YEAR = [
    # id, D, line; opened on the 15th at 10:00, two days later the office is closed
    ("the closing before it", date(2026, 2, 15), "02-15 -> 02-15 18:00"),
    ("that is over: the first closing after it", date(2026, 2, 16), "02-15 -> 02-19 18:00"),
]


@pytest.mark.parametrize(("on", "line"), [c[1:] for c in NEW_YEAR], ids=[c[0] for c in NEW_YEAR])
def test_closed_days(on: date, line: str) -> None:
    who: dict[str, object] = {"created_at": "2026-01-01 10:00"}
    told = records(complaints=[{"opened_at": "2026-02-15 10:00"}])
    assert only("complaint", proposed([who], on=on, told=told)) == [line]


def test_of_several_the_most_urgent_stands() -> None:
    opened: Rows = [
        {"opened_at": f"2026-06-{day} 10:00", "complaint_number": f"N{day}"} for day in (29, 27, 28)
    ]
    assert only("complaint", proposed([{}], told=records(complaints=opened))) == ["06-27 -> 06-29 10:00"]


def test_it_can_be_overdue_and_replaces_nothing() -> None:
    who: dict[str, object] = {"agreed_on": "2026-07-03", "agreed_stated_on": "2026-06-20"}
    found = proposed([who], told=records(complaints=[{"opened_at": "2026-06-29 10:00"}]), on=D)
    assert set(found["rule"]) >= {"complaint", "agreed_date"}
    assert not found.loc[found["rule"].eq("complaint"), "has_window"].any()
