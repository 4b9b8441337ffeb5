"""Days that come every year, by the sun or by the moon (Rules, section 1).

A year the calendar library does not know has no lunar day; `due.unknown_years` says so, nothing is guessed.
"""

from datetime import MAXYEAR, date
from functools import cache
from typing import Final, NamedTuple

from lunardate import LunarDate

LUNAR_YEARS: Final = range(1900, 2100)  # outside them lunardate refuses, or answers wrongly
LONGEST_MONTH: Final = 30


class YearlyDay(NamedTuple):
    month: int
    day: int
    is_lunar: bool = False


FESTIVALS: Final = {
    "new_year": YearlyDay(1, 1),
    "spring_festival": YearlyDay(1, 1, is_lunar=True),
    "lantern": YearlyDay(1, 15, is_lunar=True),
    "labour_day": YearlyDay(5, 1),
    "dragon_boat": YearlyDay(5, 5, is_lunar=True),
    "mid_autumn": YearlyDay(8, 15, is_lunar=True),
    "national_day": YearlyDay(10, 1),
}


@cache
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The day of a lunar year, None in a year that is not known.

    Day 30 of a month of 29 days is day 29; of a leap month and its plain one it is the plain one.
    """
    if year not in LUNAR_YEARS:
        return None
    return _has_day(year, month, day) or _has_day(year, month, day - 1)


def _has_day(year: int, month: int, day: int) -> date | None:
    try:
        found: date = LunarDate(year, month, day).to_solar_date()
    except ValueError:
        if day < LONGEST_MONTH:
            raise
        return None
    return found


def solar_day(year: int, month: int, day: int, leap_birthday: str = "02-28") -> date:
    """The day of a year; 29 February of a common year falls on `leap_birthday`."""
    if (month, day) == (2, 29) and not _is_leap(year):
        month, day = (int(part) for part in leap_birthday.split("-"))
    return date(year, month, day)


def day_in(year: int, yearly: YearlyDay, leap_birthday: str = "02-28") -> date | None:
    """When it falls in this year: a lunar day in this lunar year, which may be early in the next solar one."""
    if yearly.is_lunar:
        return lunar_day(year, yearly.month, yearly.day)
    return solar_day(year, yearly.month, yearly.day, leap_birthday)


def years_around(day: date) -> range:
    """Years in which what is due now or next can fall: a lunar December lies in the next solar January."""
    return range(max(day.year - 1, 1), min(day.year + 2, MAXYEAR) + 1)


def _is_leap(year: int) -> bool:
    return (year % 4 == 0 and year % 100 != 0) or year % 400 == 0
