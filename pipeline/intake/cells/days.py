"""A day in words or figures: every spelling of it but the time. `date-ambiguous` where it can be two days."""

import re
from datetime import date, timedelta
from typing import Final

from pipeline.intake.cells.phone_numbers import CHINESE_REGIONS, region_of
from pipeline.intake.cells.reading import CellContext

IMPOSSIBLE: Final = "date-impossible"
AMBIGUOUS: Final = "date-ambiguous"
FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2150
_MINGUO: Final = 1911
_NEAR_YEARS: Final = 10  # a year of two digits lies this near to the file's
_EARLY: Final = 2  # months at the beginning and the end of a year
_LATE: Final = 11
_AHEAD_OF_PAST: Final = timedelta(days=62)
_BEHIND_FUTURE: Final = timedelta(days=300)

TRIPLE: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{1,2})(?!\d)")
PAIR: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_FULL: Final = re.compile(
    r"(?:公元|西元)?(\d{4}) ?[-/.年,。\\、 ] ?(\d{1,2}) ?[-/.月,。\\、 ] ?(\d{1,2})[日号]?"
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MINGUO_NAMED: Final = re.compile(r"民国?(\d{1,3}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})[日号]?")
_MINGUO_YEAR: Final = re.compile(r"(1[0-4]\d|0[6-9]\d)[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_MINGUO_COMPACT: Final = re.compile(r"(1[0-4]\d|0[6-9]\d)(\d{2})(\d{2})")
_SHORT_YEAR: Final = re.compile(r"(\d{2})年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2})(\d{2})")
_MONTH_DAY: Final = re.compile(r"(\d{1,2})月(?:份)?(\d{1,2})[日号]?")
_YEARS: Final = {"去年": -1, "今年": 0, "明年": 1}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME: Final = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_MONTH_NAME: Final = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \-/]*(?:of )?{_MONTH_NAME}(?:[ \-/,]+(\d{{4}}|\d{{2}}))?"
)
_MONTH_NAME_DAY: Final = re.compile(rf"{_MONTH_NAME}[ \-/]*(\d{{1,2}})(?:st|nd|rd|th)?(?:[ ,\-/]+(\d{{4}}))?")


def read_day(text: str, context: CellContext, is_future: bool) -> date | str:
    """A folded text, numerals written in digits, as a day, or the code of why not.

    A day without a year is that of the file's year; of the year before for something that has happened when it
    would lie two months ahead of the file, of the year after for something planned when it lies 300 days behind.
    """
    for pattern in (_FULL, _COMPACT):
        if full := pattern.fullmatch(text):
            return _day(int(full[1]), int(full[2]), int(full[3]))
    for pattern in (_MINGUO_NAMED, _MINGUO_YEAR, _MINGUO_COMPACT):
        if minguo := pattern.fullmatch(text):
            return _day(int(minguo[1]) + _MINGUO, int(minguo[2]), int(minguo[3]))
    if triple := TRIPLE.fullmatch(text):
        return _one_of(triple_days(triple, context))
    if short := _SHORT_YEAR.fullmatch(text):
        year, month, day = (int(figure) for figure in short.groups() if figure)
        return _day(century(year, context), month, day)
    if named := _MONTH_DAY.fullmatch(text):
        return without_year(int(named[1]), int(named[2]), context, is_future)
    if (shift := _YEARS.get(text[:2])) is not None and context.spoken_date:
        named = _MONTH_DAY.fullmatch(text[2:].lstrip("的 "))
        return _day(context.spoken_date.year + shift, int(named[1]), int(named[2])) if named else IMPOSSIBLE
    if pair := PAIR.fullmatch(text):
        return _pair(int(pair[1]), int(pair[2]), context, is_future)
    return _english(text, context, is_future)


def triple_days(triple: re.Match[str], context: CellContext) -> set[date]:
    """Every day that `5/3/2026` or `26/3/5` can be under what is known of the column."""
    first, second, third = (int(figure) for figure in triple.groups())
    days: set[date | str] = set()
    if len(triple[3]) != 4 and context.year_first is not False and is_near(first, context):
        days.add(_day(2000 + first, second, third))
    may_end = len(triple[3]) == 2 and context.year_first is not True and is_near(third, context)
    is_year_last = len(triple[3]) == 4 or may_end
    year = third if len(triple[3]) == 4 else 2000 + third
    if is_year_last and context.day_first is not False:
        days.add(_day(year, second, first))
    if is_year_last and context.day_first is not True:
        days.add(_day(year, first, second))
    return {day for day in days if isinstance(day, date)}


def is_near(short_year: int, context: CellContext) -> bool:
    """Whether two digits can be the year of something the file speaks of."""
    if context.spoken_date is None:
        return 10 <= short_year <= 45
    return abs(2000 + short_year - context.spoken_date.year) <= _NEAR_YEARS


def century(short_year: int, context: CellContext) -> int:
    """A year of two digits in front: this century's, or Minguo (910617 is 2002-06-17) where that cannot be."""
    return 2000 + short_year if is_near(short_year, context) or short_year < 60 else _MINGUO + short_year


def without_year(month: int, day: int, context: CellContext, is_future: bool) -> date | str:
    if context.period:
        return _in_period(month, day, context.period, is_future)
    spoken = context.spoken_date
    if spoken is None:
        return AMBIGUOUS
    same = _day(spoken.year, month, day)
    if isinstance(same, str):
        return same
    if not is_future and same > spoken + _AHEAD_OF_PAST:
        return _day(spoken.year - 1, month, day)
    if is_future and same < spoken - _BEHIND_FUTURE:
        return _day(spoken.year + 1, month, day)
    return same


def _in_period(month: int, day: int, period: tuple[int, int], is_future: bool) -> date | str:
    """In the year of the title; about the turn of the year what is planned lies after it, what happened before."""
    year, titled = period
    if titled >= _LATE and month <= _EARLY and is_future:
        return _day(year + 1, month, day)
    return _day(year - 1 if 0 < titled <= _EARLY and month >= _LATE and not is_future else year, month, day)


def _pair(first: int, second: int, context: CellContext, is_future: bool) -> date | str:
    """`3.5`: month before day where Chinese is written, unless the column says otherwise."""
    is_chinese = region_of(context.zone) in CHINESE_REGIONS
    day_first = False if context.day_first is None and is_chinese else context.day_first
    if day_first is None and first != second and first <= 12 and second <= 12:
        return AMBIGUOUS
    day_leads = first > 12 if day_first is None else day_first
    return without_year(*((second, first) if day_leads else (first, second)), context, is_future)


def _english(text: str, context: CellContext, is_future: bool) -> date | str:
    if found := _DAY_MONTH_NAME.fullmatch(text):
        day, name, year = found.groups()
    elif found := _MONTH_NAME_DAY.fullmatch(text):
        name, day, year = found.groups()
    else:
        return IMPOSSIBLE
    month = _MONTHS.index(name) + 1
    if year is None:
        return without_year(month, int(day), context, is_future)
    return _day(int(year) if len(year) == 4 else 2000 + int(year), month, int(day))


def _one_of(days: set[date]) -> date | str:
    return days.pop() if len(days) == 1 else AMBIGUOUS if days else IMPOSSIBLE


def _day(year: int, month: int, day: int) -> date | str:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return IMPOSSIBLE
    try:
        return date(year, month, day)
    except ValueError:
        return IMPOSSIBLE
