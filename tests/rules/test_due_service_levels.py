"""First response within an hour, first revisit after a day. D is Tuesday, 30 June 2026; open 09:00-18:00."""

from datetime import date

import pandas as pd
import pytest

from pipeline.config import Settings, Site
from pipeline.rules.due.service_levels import first_response, first_revisit
from pipeline.rules.working_time import WorkingTime
from tests.rules.customers import customers
from tests.rules.standing import rules_of, standing

FIRST_RESPONSE = [
    # id, enquiry, latest
    ("in opening hours", "2026-06-30 10:15", "06-30 11:15"),
    ("the last hour", "2026-06-30 17:00", "06-30 18:00"),
    ("half an hour before closing", "2026-06-30 17:30", "07-01 09:30"),
    ("before opening", "2026-06-30 07:00", "06-30 10:00"),
    ("after closing", "2026-06-29 20:00", "06-30 10:00"),
    ("without a time", "2026-06-29", "06-30 18:00"),
    ("three days old", "2026-06-27 10:00", "06-27 11:00"),
]


@pytest.mark.parametrize(
    ("at", "latest"), [c[1:] for c in FIRST_RESPONSE], ids=[c[0] for c in FIRST_RESPONSE]
)
def test_first_response(at: str, latest: str) -> None:
    assert standing({"created_at": at}) == [f"first_response {at[5:10]} -> {latest}"]


NO_FIRST_RESPONSE = [
    ("four days old", {"created_at": "2026-06-26 10:00"}),
    ("answered", {"created_at": "2026-06-29 10:00", "response_at": "2026-06-29 09:00"}),
    ("closed", {"created_at": "2026-06-29 10:00", "is_closed": True}),
    ("without an enquiry", {"created_at": "2026-06-29 10:00", "has_enquiry": False}),
]


@pytest.mark.parametrize("who", [c[1] for c in NO_FIRST_RESPONSE], ids=[c[0] for c in NO_FIRST_RESPONSE])
def test_no_first_response(who: dict[str, object]) -> None:
    assert "first_response" not in rules_of(who)


def test_a_new_enquiry_of_an_old_customer_is_answered_anew() -> None:
    who = {"created_at": "2026-01-05 10:00", "newest_enquiry_at": "2026-06-30 09:30", "last_touch_on": "2026-06-01",
           "last_contact_at": "2026-06-01 10:00"}  # fmt: skip
    assert standing(who) == ["first_response 06-30 -> 06-30 10:30"]


def test_days_the_site_is_closed_do_not_count() -> None:
    hours = WorkingTime(Site(closed_days=(date(2026, 6, 29),)))
    rows = customers({"created_at": "2026-06-28 17:30"}, {"created_at": "2026-06-28"})
    found = first_response(rows, Settings().rules.due, hours, _day("2026-06-30"))
    assert [f"{latest:%m-%d %H:%M}" for latest in found["latest_at"]] == ["06-30 09:30", "06-30 18:00"]


REVISITS = [
    # id, enquiry, first response, latest
    ("answered in the hour", "2026-06-29 10:00", "2026-06-29 10:30", "06-30 10:30"),
    ("answered in the evening", "2026-06-28 10:00", "2026-06-28 20:00", "06-30 18:00"),
    (
        "a minute after closing: the next day's closing is past",
        "2026-06-28 10:00",
        "2026-06-28 18:01",
        "06-30 18:00",
    ),
    ("at closing", "2026-06-28 10:00", "2026-06-28 18:00", "06-29 18:00"),
    ("answered before opening", "2026-06-29 06:00", "2026-06-29 07:30", "06-30 18:00"),
    ("answered without a time", "2026-06-28 10:00", "2026-06-28", "06-29 18:00"),
    ("answered on the third day", "2026-06-26 10:00", "2026-06-29 23:00", "07-01 18:00"),
]


@pytest.mark.parametrize(
    ("enquiry", "response", "latest"), [c[1:] for c in REVISITS], ids=[c[0] for c in REVISITS]
)
def test_first_revisit(enquiry: str, response: str, latest: str) -> None:
    lines = standing({"created_at": enquiry, "response_at": response})
    assert [line for line in lines if "revisit" in line] == [f"first_revisit {latest[:5]} -> {latest}"]


REVISIT = {"created_at": "2026-06-29 10:00", "response_at": "2026-06-29 10:30"}
NO_REVISIT = [
    ("second activity", {**REVISIT, "second_activity_at": "2026-06-30 09:00"}),
    ("closed", {**REVISIT, "is_closed": True}),
    ("not now", {**REVISIT, "status": "not_now"}),
    ("invalid", {**REVISIT, "status": "invalid"}),
    ("an agreed date ahead", {**REVISIT, "agreed_on": "2026-07-20", "agreed_stated_on": "2026-06-29"}),
    ("an agreed date passed", {**REVISIT, "agreed_on": "2026-06-29", "agreed_stated_on": "2026-06-28"}),
    ("answered on the fourth day", {"created_at": "2026-06-25 10:00", "response_at": "2026-06-29 10:00"}),
    ("not answered", {"created_at": "2026-06-29 10:00"}),
]


@pytest.mark.parametrize("who", [c[1] for c in NO_REVISIT], ids=[c[0] for c in NO_REVISIT])
def test_no_first_revisit(who: dict[str, object]) -> None:
    assert "first_revisit" not in rules_of(who)


@pytest.mark.parametrize(
    ("day", "stands"), [(6, True), (7, True), (8, False)], ids=["day 6", "day 7", "day 8"]
)
def test_first_revisit_ends_seven_days_after_its_latest_moment(day: int, stands: bool) -> None:
    who = {"created_at": "2026-05-31 10:00", "response_at": "2026-05-31 10:30"}
    assert ("first_revisit" in rules_of(who, on=date(2026, 6, 1 + day))) == stands


def test_a_revisit_that_falls_on_a_closed_day_moves_to_the_next_closing() -> None:
    hours = WorkingTime(Site(closed_days=(date(2026, 6, 30),)))
    rows = customers(REVISIT, {**REVISIT, "response_at": "2026-06-29"})
    found = first_revisit(rows, Settings().rules.due, hours, _day("2026-06-30"))
    assert [f"{latest:%m-%d %H:%M}" for latest in found["latest_at"]] == ["07-01 18:00", "07-01 18:00"]
    assert [f"{due:%m-%d}" for due in found["due_date"]] == ["07-01", "07-01"]


def _day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)
