"""Dates and moments, from every type of cell."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from pipeline.intake.cells.clock_times import ClockTime, split_time
from pipeline.intake.cells.days import (
    AMBIGUOUS,
    FIRST_YEAR,
    IMPOSSIBLE,
    LAST_YEAR,
    PAIR,
    TRIPLE,
    is_near,
    read_day,
    triple_days,
    without_year,
)
from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.relative_days import WEEKDAY_NOTE, read_relative
from pipeline.intake.cells.text import UNDECIDED, folded, typed

MISSING: Final = "date-missing"
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?")
_WITH_TIME: Final = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})?")
_SERIALS: Final = (20_000.0, 80_000.0)  # 1954 to 2119
_EPOCH_1900: Final = datetime(1899, 12, 30)
_DAYS_BETWEEN_EPOCHS: Final = 1462
_NOT_YET: Final = re.compile(r"(?:尚|暂|还)?[未没].{0,6}|否|不适用|无.{0,4}日期|not yet|n\.a\.|never|no")
_UNDECIDED_DAY: Final = UNDECIDED | {"待通知", "另行通知", "再约", "待约"}


def date_parser(field: str, *, is_day: bool, is_future: bool = False) -> Parser:
    """A moment, or a day at 00:00; `is_future` for what is planned. A time alone is on the file's day, reported."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        read = read_moment(cell, context, is_future=is_future)
        if read is None:
            return NOTHING
        if isinstance(read, str):
            return Reading(code=read)
        moment, code = read
        return Reading({field: datetime.combine(moment, time()) if is_day else moment}, code)

    return parse


def read_moment(
    cell: Cell, context: CellContext, is_future: bool = False
) -> tuple[datetime, str] | str | None:
    """The moment, with a code if its day was supplied; the code alone if there is none; None for no date."""
    match cell:
        case datetime():
            return _local(cell, context)
        case date():
            return (
                (datetime.combine(cell, time()), "") if FIRST_YEAR <= cell.year <= LAST_YEAR else IMPOSSIBLE
            )
        case time():
            return _on_spoken_day(cell, context)
        case timedelta():
            is_time = timedelta(0) <= cell < timedelta(days=1)
            return _on_spoken_day((datetime.min + cell).time(), context) if is_time else IMPOSSIBLE
        case bool():
            return IMPOSSIBLE
        case int() | float():
            return _from_number(cell, context, is_future)
        case str():
            return _from_text(cell, context, is_future)
        case _:
            return IMPOSSIBLE


def date_orders(uniques: Iterable[Cell], context: CellContext) -> tuple[bool | None, bool | None]:
    """How a column writes days: day before month, year in front of a short date. None: undecided or contradictory."""
    texts = [folded(cell).split(" ")[0] for cell in uniques if _may_need_order(cell)]
    triples = [triple for triple in map(TRIPLE.match, texts) if triple]
    short_fronts = {_fronts(triple, context) for triple in triples if len(triple[3]) < 4} - {None}
    year_first = context.year_first if context.year_first is not None else _agreed(short_fronts)
    decided = replace(context, year_first=year_first, day_first=None)
    leads = {_leads(int(triple[1]), int(triple[2])) for triple in triples if _is_year_last(triple, decided)}
    leads |= {_leads(int(pair[1]), int(pair[2])) for pair in map(PAIR.fullmatch, texts) if pair}
    return (context.day_first if context.day_first is not None else _agreed(leads - {None})), year_first


def _may_need_order(cell: Cell) -> bool:
    return (
        isinstance(cell, str)
        and len(cell) <= 40
        and not cell[:4].isdigit()
        and any(map(str.isdigit, cell[:3]))
    )


def _fronts(triple: re.Match[str], context: CellContext) -> bool | None:
    """Whether this short date can only have its year in front, or only at the end."""
    front = bool(triple_days(triple, replace(context, year_first=True, day_first=None)))
    end = bool(triple_days(triple, replace(context, year_first=False, day_first=None)))
    return front if front != end else None


def _is_year_last(triple: re.Match[str], context: CellContext) -> bool:
    if len(triple[3]) == 4 or context.year_first is not None:
        return len(triple[3]) == 4 or not context.year_first
    return is_near(int(triple[3]), context) and not is_near(int(triple[1]), context)


def _leads(first: int, second: int) -> bool | None:
    """Whether the first of two figures can only be the day, or only the month."""
    if first > 12 >= second:
        return True
    return False if second > 12 >= first else None


def _agreed(votes: set[bool | None]) -> bool | None:
    return next(iter(votes)) if len(votes) == 1 else None


def _local(moment: datetime, context: CellContext) -> tuple[datetime, str] | str:
    if moment != moment or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return IMPOSSIBLE
    local = moment.astimezone(context.zone).replace(tzinfo=None) if moment.tzinfo else moment
    return _to_second(local), ""


def _to_second(moment: datetime) -> datetime:
    """Spreadsheets store fractions of a day: 14:30:00 arrives as 14:29:59.999997."""
    whole = moment.replace(microsecond=0)
    return whole + timedelta(seconds=1) if moment.microsecond >= 500_000 else whole


def _on_spoken_day(at: time, context: CellContext) -> tuple[datetime, str] | str:
    if context.spoken_date is None:
        return MISSING
    return datetime.combine(context.spoken_date, at.replace(microsecond=0, tzinfo=None)), MISSING


def _from_number(cell: float, context: CellContext, is_future: bool) -> tuple[datetime, str] | str:
    if _SERIALS[0] <= cell <= _SERIALS[1]:
        days = float(cell) + (_DAYS_BETWEEN_EPOCHS if context.date1904 else 0)
        return _to_second(_EPOCH_1900 + timedelta(days=days)), ""
    text = typed(cell)
    if isinstance(cell, float) and "." in text:
        return _from_month_and_day(text, context, is_future)
    return _from_figures(text, context, is_future)


def _from_month_and_day(text: str, context: CellContext, is_future: bool) -> tuple[datetime, str] | str:
    """3.5 typed as a number; 3.1 may have been 3.10, whose last digit is lost."""
    pair = PAIR.fullmatch(text)
    if pair is None:
        return IMPOSSIBLE
    figures = [pair[2], pair[2] + "0"] if len(pair[2]) == 1 else [pair[2]]
    days = [without_year(int(pair[1]), int(figure), context, is_future) for figure in figures]
    known = [day for day in days if isinstance(day, date)]
    if len(known) != 1:
        return AMBIGUOUS if known or AMBIGUOUS in days else IMPOSSIBLE
    return datetime.combine(known[0], time()), ""


def _from_figures(text: str, context: CellContext, is_future: bool) -> tuple[datetime, str] | str:
    """Figures without signs: 20260305, 20260305143000, 260305, 1150305."""
    with_time = _WITH_TIME.fullmatch(text)
    clock = f" {with_time[2]}:{with_time[3]}:{with_time[4] or '00'}" if with_time else ""
    rest, at = split_time((with_time[1] + clock) if with_time else text)
    if not rest.isdigit() or len(rest) not in (6, 7, 8):
        return IMPOSSIBLE
    return _joined(read_day(rest, context, is_future), at, context)


def _from_text(cell: str, context: CellContext, is_future: bool) -> tuple[datetime, str] | str | None:
    if _ISO.fullmatch(cell):
        try:
            moment = datetime.fromisoformat(cell)
        except ValueError:
            return IMPOSSIBLE
        return (moment, "") if FIRST_YEAR <= moment.year <= LAST_YEAR else IMPOSSIBLE
    text = arabic(folded(cell)[:60])
    if text in _UNDECIDED_DAY or _NOT_YET.fullmatch(text):
        return None
    if text.isdigit() and len(text) != 5:
        return _from_figures(text, context, is_future)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        number = float(text)
        return (
            _from_number(number, context, is_future) if _SERIALS[0] <= number <= _SERIALS[1] else IMPOSSIBLE
        )
    return _from_words(text.removesuffix(".0"), context, is_future)


def _from_words(text: str, context: CellContext, is_future: bool) -> tuple[datetime, str] | str:
    if text.isdigit():
        return _from_figures(text, context, is_future)
    rest, at = split_time(text)
    if not rest and at:
        return at.code or _on_spoken_day(at.at, context)
    if context.spoken_date:
        told = read_relative(rest, context.spoken_date, is_future)
        if told:
            return _joined(told, at, context)
    return _joined(read_day(WEEKDAY_NOTE.sub("", rest).strip(" ,"), context, is_future), at, context)


def _joined(day: date | str, at: ClockTime | None, context: CellContext) -> tuple[datetime, str] | str:
    """A day with its time, in local time where the text named another zone."""
    if isinstance(day, str):
        return day
    if at is None or at.code:
        return at.code if at else (datetime.combine(day, time()), "")
    moment = datetime.combine(day, at.at)
    if at.zone is None:
        return moment, ""
    return moment.replace(tzinfo=at.zone).astimezone(UTC).astimezone(context.zone).replace(tzinfo=None), ""
