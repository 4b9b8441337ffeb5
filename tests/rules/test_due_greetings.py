"""Birthdays and festivals. Latest moments are closings at 18:00; closed 16 to 18 February 2026."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from tests.rules.customers import records
from tests.rules.standing import Rows, only, proposed

Case = dict[str, object]
WHO: Case = {"created_at": "2020-01-01 10:00"}
OWNER: Case = {**WHO, "is_owner": True, "is_closed": True, "grade": None}
MESSAGE: Case = {"mode": "wechat", "is_attempt": False}


def day(text: str) -> date:
    return date.fromisoformat(text)


BIRTHDAY = [
    # id, who, month, day, by the moon, D, line
    ("four days before", WHO, 7, 4, False, "2026-06-30", "07-01 -> 07-04 18:00 own"),
    ("on the day", WHO, 6, 30, False, "2026-06-30", "06-27 -> 06-30 18:00 own"),
    ("the day after: next year's", WHO, 6, 29, False, "2026-06-30", "06-26 -> 06-29 18:00 own"),
    ("owner: seven days", OWNER, 7, 7, False, "2026-06-30", "06-30 -> 07-07 18:00 own"),
    ("over New Year", WHO, 1, 2, False, "2026-12-30", "12-30 -> 01-02 18:00 own"),
    ("owner, over New Year", OWNER, 1, 2, False, "2026-12-27", "12-26 -> 01-02 18:00 own"),
    ("29 February, common year", WHO, 2, 29, False, "2026-02-25", "02-25 -> 02-28 18:00 own"),
    ("29 February, leap year", WHO, 2, 29, False, "2028-02-26", "02-26 -> 02-29 18:00 own"),
    ("15th of the 8th moon", WHO, 8, 15, True, "2026-09-22", "09-22 -> 09-25 18:00 own"),
    ("8th of the 12th moon falls in January", WHO, 12, 8, True, "2026-01-25", "01-23 -> 01-26 18:00 own"),
    ("30th of a 12th moon of 29 days", WHO, 12, 30, True, "2026-02-10", "02-13 -> 02-19 18:00 own"),
    ("6th moon of a leap year: the plain one", WHO, 6, 1, True, "2025-06-22", "06-22 -> 06-25 18:00 own"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "month", "number", "is_lunar", "on", "line"),
    [c[1:] for c in BIRTHDAY],
    ids=[c[0] for c in BIRTHDAY],
)
def test_birthday(who: Case, month: int, number: int, is_lunar: bool, on: str, line: str) -> None:
    told = records(birthdays=[{"month": month, "day": number, "is_lunar": is_lunar}])
    assert only("birthday", proposed([who], on=day(on), told=told)) == [line]


YEARS = [
    # id, what was done, D, due
    ("nothing", [], "2026-06-29", "2026-06-27"),
    ("a message", [{"at": "2026-06-28 10:00", **MESSAGE}], "2026-06-29", "2027-06-27"),
    ("a message the day before it opened", [{"at": "2026-06-26 10:00", **MESSAGE}], "2026-06-29", "2026-06-27"),
    ("a message of the customer", [{"at": "2026-06-28 10:00", **MESSAGE, "is_outbound": False}], "2026-06-29",
     "2026-06-27"),
    ("a call in vain", [{"at": "2026-06-28 10:00"}], "2026-06-29", "2026-06-27"),
    ("a call that reached", [{"at": "2026-06-28 10:00", "is_reached": True}], "2026-06-29", "2027-06-27"),
    ("the day after", [], "2026-07-01", "2027-06-27"),
]  # fmt: skip


@pytest.mark.parametrize(("done", "on", "due"), [c[1:] for c in YEARS], ids=[c[0] for c in YEARS])
def test_what_answers_a_birthday(done: Rows, on: str, due: str) -> None:
    told = records(birthdays=[{"month": 6, "day": 30}])
    found = proposed([WHO], done, on=day(on), told=told)
    assert f"{found.loc[found['rule'].eq('birthday'), 'due_date'].iloc[0]:%Y-%m-%d}" == due


def test_the_next_of_the_family_is_greeted_too() -> None:
    told = records(birthdays=[{"month": 9, "day": 1}, {"month": 7, "day": 10, "is_family": True}])
    assert only("birthday", proposed([WHO], on=day("2026-06-30"), told=told)) == [
        "07-07 -> 07-10 18:00 family"
    ]


def test_a_leap_birthday_may_fall_on_the_first_of_march() -> None:
    rules = Settings(rules={"time": {"leap_birthday": "03-01"}})
    told = records(birthdays=[{"month": 2, "day": 29}])
    found = only("birthday", proposed([WHO], on=day("2026-02-25"), told=told, settings=rules))
    assert found == ["02-26 -> 03-01 18:00 own"]


@given(st.integers(1, 12), st.integers(1, 28), st.booleans(), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
@settings(deadline=None, max_examples=40)
def test_there_is_always_a_next_birthday(month: int, number: int, is_lunar: bool, on: date) -> None:
    told = records(birthdays=[{"month": month, "day": number, "is_lunar": is_lunar}])
    found = proposed([WHO], on=on, told=told)
    due = found.loc[found["rule"].eq("birthday"), "due_date"].iloc[0]
    assert pd.Timestamp(on) - pd.Timedelta(days=14) <= due <= pd.Timestamp(on) + pd.Timedelta(days=386)


FESTIVAL = [
    # id, D, line
    ("New Year, from three days before", "2025-12-29", "12-29 -> 01-01 18:00 new_year"),
    ("Spring Festival; the office is closed that day", "2026-01-02", "02-14 -> 02-19 18:00 spring_festival"),
    ("Lantern", "2026-02-20", "02-28 -> 03-03 18:00 lantern"),
    ("Labour Day: nothing for 清明 between", "2026-03-04", "04-28 -> 05-01 18:00 labour_day"),
    ("Dragon Boat", "2026-05-02", "06-16 -> 06-19 18:00 dragon_boat"),
    ("Mid-Autumn", "2026-06-20", "09-22 -> 09-25 18:00 mid_autumn"),
    ("National Day", "2026-09-26", "09-28 -> 10-01 18:00 national_day"),
    ("next New Year", "2026-10-02", "12-29 -> 01-01 18:00 new_year"),
    ("on the day", "2026-09-25", "09-22 -> 09-25 18:00 mid_autumn"),
    ("two that overlap are one greeting", "2028-09-27", "09-28 -> 10-01 18:00 national_day|mid_autumn"),
    ("the second alone once the first is over", "2028-10-02", "09-30 -> 10-03 18:00 mid_autumn"),
    ("both on one day", "2020-09-29", "09-28 -> 10-01 18:00 mid_autumn|national_day"),
    ("a year that no calendar knows: what is known of it", "2100-01-02", "04-28 -> 05-01 18:00 labour_day"),
]  # fmt: skip


@pytest.mark.parametrize(("on", "line"), [c[1:] for c in FESTIVAL], ids=[c[0] for c in FESTIVAL])
def test_festival(on: str, line: str) -> None:
    assert only("festival", proposed([WHO], on=day(on))) == [line]


GREETED = [
    # id, greeted at, D, line
    ("greeted: the next one", "2026-09-23", "2026-09-24", "09-28 -> 10-01 18:00 national_day"),
    ("greeted before it opened", "2026-09-21", "2026-09-24", "09-22 -> 09-25 18:00 mid_autumn"),
    ("one greeting is enough for both", "2028-09-28", "2028-10-02", "12-29 -> 01-01 18:00 new_year"),
]


@pytest.mark.parametrize(("at", "on", "line"), [c[1:] for c in GREETED], ids=[c[0] for c in GREETED])
def test_one_greeting_each(at: str, on: str, line: str) -> None:
    assert only("festival", proposed([WHO], [{"at": f"{at} 10:00", **MESSAGE}], on=day(on))) == [line]


def festival(name: str, on: str, audience: str | None = None) -> Case:
    return {"milestone": name, "milestone_type": "festival", "milestone_date": on, "audience": audience}


OFFICE = [
    # id, the office's list, D, line
    ("another day for one we know", [festival("中秋答谢", "2026-09-20")], "2026-06-30",
     "09-17 -> 09-20 18:00 mid_autumn"),
    ("and not on its own day too", [festival("中秋答谢", "2026-09-20")], "2026-09-21",
     "09-28 -> 10-01 18:00 national_day"),
    ("one of its own", [festival("圣诞节", "2026-12-25")], "2026-10-02", "12-22 -> 12-25 18:00 圣诞节"),
    ("only for owners", [festival("中秋节", "2026-09-25", "业主")], "2026-06-30",
     "09-28 -> 10-01 18:00 national_day"),
    ("never 清明", [festival("清明节", "2026-04-05")], "2026-03-04", "04-28 -> 05-01 18:00 labour_day"),
    ("last year's list changes nothing now", [festival("中秋节", "2025-10-05")], "2026-06-30",
     "09-22 -> 09-25 18:00 mid_autumn"),
]  # fmt: skip


@pytest.mark.parametrize(("listed", "on", "line"), [c[1:] for c in OFFICE], ids=[c[0] for c in OFFICE])
def test_the_offices_own_list_goes_before(listed: Rows, on: str, line: str) -> None:
    assert only("festival", proposed([WHO], on=day(on), told=records(milestones=listed))) == [line]


def test_only_festivals_that_are_configured() -> None:
    rules = Settings(rules={"care": {"festivals": ["new_year"]}})
    found = only("festival", proposed([WHO], on=day("2026-06-30"), settings=rules))
    assert found == ["12-29 -> 01-01 18:00 new_year"]
