"""Months of costs and targets, and plain counts."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from pipeline.intake.cells.dates import read_moment
from pipeline.intake.cells.days import FIRST_YEAR, LAST_YEAR
from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import folded

_YEAR_MONTH: Final = re.compile(r"(\d{4})(?:[\-/.]|年)?(\d{1,2})月?份?")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[\-/.](\d{4})")
_MINGUO: Final = re.compile(r"(?:民国)?(1\d\d)年?[\-/.]?(\d{1,2})月?份?")
_ALONE: Final = re.compile(r"(\d{1,2})月份?")
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED: Final = re.compile(rf"({'|'.join(_NAMES)})[a-z]*[\s\-.,']*(\d{{4}}|\d{{2}})?")
_COUNT: Final = re.compile(r"(\d{1,6}(?:\.\d+)?)(?:个|通|次|组|批|套|人|台|calls?|visits?|deals?|units?)?")
_FAR: Final = 5  # a month without a year is that of the nearest year, if it is nearer than half a year
_UNREADABLE: Final = "month-unreadable"


def parse_month(cell: Cell, context: CellContext) -> Reading:
    """The month's first day. 2026.1 stored as a number may have been 2026.10: not read."""
    if isinstance(cell, datetime | date):
        return _month(cell.year, cell.month)
    if isinstance(cell, bool | time | timedelta):
        return Reading(code=_UNREADABLE)
    if isinstance(cell, float) and not cell.is_integer():
        return Reading(code=_UNREADABLE)
    text = arabic(folded(cell)).removesuffix(".0").strip()
    squeezed = "".join(text.split())
    if found := _YEAR_MONTH.fullmatch(squeezed) or _MINGUO.fullmatch(squeezed):
        year = int(found[1])
        return _month(year + 1911 if year < 1000 else year, int(found[2]))
    if found := _MONTH_YEAR.fullmatch(squeezed):
        return _month(int(found[2]), int(found[1]))
    if found := _NAMED.fullmatch(text):
        named = int(found[2]) if found[2] else None
        full = named if named is None or named > 99 else 2000 + named
        return _near(_NAMES.index(found[1]) + 1, full, context)
    if found := _ALONE.fullmatch(squeezed):
        return _near(int(found[1]), None, context)
    read = read_moment(cell, context)
    return _month(read[0].year, read[0].month) if isinstance(read, tuple) else Reading(code=_UNREADABLE)


def count_parser(field: str) -> Parser:
    """How many, with or without the word for what is counted."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        number = _COUNT.fullmatch("".join(folded(cell).replace(",", "").split()))
        if number is None or isinstance(cell, bool | date | time | timedelta):
            return Reading(code="number-unreadable")
        return Reading({field: float(number[1])})

    return parse


def _near(month: int, year: int | None, context: CellContext) -> Reading:
    """A month that names no year is the one nearest to the day the file speaks for."""
    if year is not None or context.spoken_date is None:
        return _month(year or 0, month)
    spoken = context.spoken_date.year * 12 + context.spoken_date.month
    years = [context.spoken_date.year + step for step in (-1, 0, 1)]
    near = [y for y in years if abs(y * 12 + month - spoken) <= _FAR]
    return _month(near[0], month) if near else Reading(code=_UNREADABLE)


def _month(year: int, month: int) -> Reading:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return Reading(code=_UNREADABLE)
    return Reading({"month": datetime(year, month, 1)})
