"""Opening hours 09:00-18:00. In 2026 lunar New Year's Eve is 16 February, so 16, 17 and 18 are closed."""

from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Site
from pipeline.rules.working_time import LAST_PUBLISHED_YEAR, WorkingTime

OFFICE = WorkingTime(Site())
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31))


def moments(*texts: str | None) -> "pd.Series[pd.Timestamp]":
    return pd.Series(pd.DatetimeIndex([text or pd.NaT for text in texts])).astype("datetime64[us]")


@pytest.mark.parametrize(
    ("start", "minutes", "target"),
    [
        pytest.param("2026-06-01 10:15", 60, "2026-06-01 11:15", id="while open"),
        pytest.param("2026-06-01 10:15:30", 60, "2026-06-01 11:15:30", id="seconds count"),
        pytest.param("2026-06-01 08:59", 60, "2026-06-01 10:00", id="before opening"),
        pytest.param("2026-06-01 09:00", 60, "2026-06-01 10:00", id="at opening"),
        pytest.param("2026-06-01 17:00", 60, "2026-06-01 18:00", id="ends at closing, not next morning"),
        pytest.param("2026-06-01 17:01", 60, "2026-06-02 09:01", id="a minute too late"),
        pytest.param("2026-06-01 18:00", 60, "2026-06-02 10:00", id="at closing"),
        pytest.param("2026-06-01 22:00", 60, "2026-06-02 10:00", id="at night"),
        pytest.param("2026-05-31 12:00", 60, "2026-05-31 13:00", id="Sundays are open"),
        pytest.param("2026-02-15 17:30", 60, "2026-02-19 09:30", id="over the New Year"),
        pytest.param("2026-02-16 10:00", 60, "2026-02-19 10:00", id="on New Year's Eve"),
        pytest.param("2026-02-18 23:59", 60, "2026-02-19 10:00", id="on the last closed day"),
        pytest.param("2026-06-01 09:00", 540, "2026-06-01 18:00", id="one whole day"),
        pytest.param("2026-06-01 09:00", 541, "2026-06-02 09:01", id="one day and a minute"),
        pytest.param(
            "2026-02-15 09:00", 1080, "2026-02-19 18:00", id="two whole days with closed ones between"
        ),
        pytest.param("2026-10-01 12:00", 60, "2026-10-01 13:00", id="public holidays are open"),
        pytest.param(None, 60, None, id="unknown stays unknown"),
    ],
)
def test_a_target_runs_in_opening_hours(start: str | None, minutes: int, target: str | None) -> None:
    found = OFFICE.deadline(moments(start), minutes)
    pd.testing.assert_series_equal(found, moments(target))


@pytest.mark.parametrize(
    ("latest", "moved"),
    [
        pytest.param("2026-06-01 12:00", "2026-06-01 12:00", id="inside stays"),
        pytest.param("2026-06-01 09:00", "2026-06-01 09:00", id="opening is inside"),
        pytest.param("2026-06-01 18:00", "2026-06-01 18:00", id="closing is still inside"),
        pytest.param("2026-06-01 18:01", "2026-06-02 18:00", id="after closing"),
        pytest.param("2026-06-01 08:59", "2026-06-01 18:00", id="before opening"),
        pytest.param("2026-02-15 20:00", "2026-02-19 18:00", id="after the last closing of the year"),
        pytest.param("2026-02-17 12:00", "2026-02-19 18:00", id="on New Year's Day"),
        pytest.param(None, None, id="unknown stays unknown"),
    ],
)
def test_a_latest_moment_outside_opening_hours_moves_to_a_closing(
    latest: str | None, moved: str | None
) -> None:
    pd.testing.assert_series_equal(OFFICE.closing_on_or_after(moments(latest)), moments(moved))


def test_whole_days_end_at_a_closing() -> None:
    days = moments("2026-06-01", "2026-02-15", "2026-02-17", None)
    after = moments("2026-06-02 18:00", "2026-02-19 18:00", "2026-02-19 18:00", None)
    own = moments("2026-06-01 18:00", "2026-02-15 18:00", "2026-02-17 18:00", None)
    pd.testing.assert_series_equal(OFFICE.closing_after_day(days), after)
    pd.testing.assert_series_equal(OFFICE.closing_of(days), own)


@pytest.mark.parametrize(
    ("site", "closed", "open_"),
    [
        pytest.param(
            Site(),
            ["2026-02-16", "2026-02-17", "2026-02-18"],
            ["2026-02-15", "2026-02-19"],
            id="lunar New Year",
        ),
        pytest.param(
            Site(),
            ["2027-02-05", "2027-02-06", "2027-02-07"],
            ["2027-02-04", "2027-02-08"],
            id="a year later",
        ),
        pytest.param(
            Site(closed_days=(date(2026, 8, 1),)), ["2026-08-01"], ["2026-02-17", "2026-08-02"], id="own list"
        ),
        pytest.param(Site(closed_days=()), [], ["2026-02-17"], id="never closed"),
        pytest.param(
            Site(public_holidays_closed=True),
            ["2026-10-01", "2026-05-01"],
            ["2026-10-09"],
            id="public holidays",
        ),
    ],
)
def test_closed_days(site: Site, closed: list[str], open_: list[str]) -> None:
    office = WorkingTime(site)
    assert office.is_open_day(moments(*closed)).tolist() == [False] * len(closed)
    assert office.is_open_day(moments(*open_)).tolist() == [True] * len(open_)


def test_an_unknown_day_is_no_open_day() -> None:
    assert OFFICE.is_open_day(moments(None)).tolist() == [False]


def test_years_that_no_calendar_knows_are_said() -> None:
    days = moments("1899-12-31", "2026-01-01", "2099-12-31", "2100-01-01", None)
    holidays = WorkingTime(Site(public_holidays_closed=True, closed_days=()))
    unpublished = moments("2026-01-01", f"{LAST_PUBLISHED_YEAR + 1}-01-01")
    assert OFFICE.unknown_years(days) == (1899, 2100)
    assert WorkingTime(Site(closed_days=())).unknown_years(days) == ()
    assert holidays.unknown_years(unpublished) == (LAST_PUBLISHED_YEAR + 1,)


def test_own_hours_of_a_site() -> None:
    office = WorkingTime(Site(opening=time(8, 30), closing=time(20, 0)))
    assert office.deadline(moments("2026-06-01 19:45"), 60).tolist() == moments("2026-06-02 09:15").tolist()


def test_nothing_in_nothing_out() -> None:
    nothing = moments()
    for found in (
        OFFICE.deadline(nothing, 60),
        OFFICE.closing_on_or_after(nothing),
        OFFICE.is_open_day(nothing),
    ):
        assert found.empty


def test_the_index_and_the_given_column_stay() -> None:
    starts = moments("2026-06-01 20:00", "2026-06-01 20:00").set_axis(["b", "a"])
    before = starts.copy()
    assert OFFICE.deadline(starts, 60).index.tolist() == ["b", "a"]
    pd.testing.assert_series_equal(starts, before)


@given(MOMENTS, st.integers(1, 3000))
def test_a_target_counted_minute_by_minute(start: datetime, minutes: int) -> None:
    """Walks along the opening hours one day after the other, as one would with a calendar in hand."""
    left, moment = timedelta(minutes=minutes), start
    while True:
        opening = datetime.combine(moment.date(), time(9))
        closing = datetime.combine(moment.date(), time(18))
        moment = max(moment, opening)
        is_open = OFFICE.is_open_day(moments(str(moment.date()))).all()
        if is_open and moment < closing and closing - moment >= left:
            break
        left -= max(closing - moment, timedelta(0)) if is_open else timedelta(0)
        moment = opening.replace(hour=0) + timedelta(days=1)
    assert OFFICE.deadline(moments(str(start)), minutes).tolist() == [pd.Timestamp(moment + left)]


@given(MOMENTS)
def test_a_moved_latest_moment_lies_inside_and_stays_there(latest: datetime) -> None:
    moved = OFFICE.closing_on_or_after(moments(str(latest)))
    assert moved.iloc[0] >= pd.Timestamp(latest)
    assert time(9) <= moved.iloc[0].time() <= time(18)
    assert OFFICE.is_open_day(moved).all()
    pd.testing.assert_series_equal(OFFICE.closing_on_or_after(moved), moved)
