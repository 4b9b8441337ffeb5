"""The day a file speaks for: what its title, sheet or file name says, else when it was last changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_FULL: Final = re.compile(r"(?<!\d)(20\d\d)\s*[-/._年]\s*(\d{1,2})\s*[-/._月]\s*(\d{1,2})(?!\d)")
_MINGUO: Final = re.compile(r"(?:民[国國])\s*(1\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})(?!\d)")
_DIGITS: Final = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_SHORT_DIGITS: Final = re.compile(r"(?<!\d)(2\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NO_YEAR: Final = re.compile(r"(?<![\d年])\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]")
_RANGE_END: Final = re.compile(
    r"(?<!\d)(20\d\d)\s*[-/._年]\s*\d{1,2}\s*[-/._月]\s*\d{1,2}\s*[日号號]?\s*[-~—–－至到]+\s*"
    r"(\d{1,2})\s*[月./]\s*(\d{1,2})(?![\d./年])"
)
_MINGUO_NAME: Final = re.compile(r"([7-9]\d|1[0-4]\d)(0[1-9]|1[0-2])([0-3]\d)")
_DAY_NAME: Final = re.compile(r"(\d{1,2})\s*[-._月]\s*(\d{1,2})\s*[日号號]?")
_MONTH_NAME: Final = re.compile(r"(?:.*\D)?(1[0-2]|0?[1-9])\s*月份?")
_YEAR: Final = re.compile(r"(?<!\d)(20\d\d|2\d)\s*年(?:度)?\s*(?:第?(1[0-2]|0?[1-9])\s*月(?:份)?(?!\s*\d))?")
_MINGUO_YEAR: Final = re.compile(r"民[国國]\s*(1\d\d)\s*年\s*(?:(1[0-2]|0?[1-9])\s*月)?")
_BARE_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?:[-._/]?(1[0-2]|0[1-9]))?(?!\d)")
_INSTRUCTION: Final = re.compile(r"格式|例|样|樣|format|e\.g|sample", re.IGNORECASE)


def written_day(texts: Iterable[str], newest: date) -> date | None:
    """The newest day written in the first text that names one not after `newest`; None: none does.

    A day without a year is the latest one not after `newest`; a stretch of days that `newest` lies in speaks for
    `newest`. Texts that explain a format are passed over.
    """
    for text in texts:
        named = [] if _INSTRUCTION.search(text) else _days(text, newest)
        days = [day for day in named if day <= newest]
        if days:
            return newest if len(days) < len(named) else max(days)
    return None


def sheet_day(name: str, period: "Period | None", newest: date) -> date | None:
    """The day that is a sheet's whole name: `11.20`, `11月20日`, `910617` or `1150305` (Minguo); None: it is none."""
    if minguo := _MINGUO_NAME.fullmatch(name.strip()):
        day = _day(int(minguo[1]) + 1911, int(minguo[2]), int(minguo[3]))
    elif told := _DAY_NAME.fullmatch(name.strip()):
        month, of_month = int(told[1]), int(told[2])
        day = _day(period.year, month, of_month) if period else _latest(month, of_month, newest)
    else:
        return None
    return day if day and day <= newest else None


@dataclass(frozen=True)
class Period:
    """The year, and the month if it is told (else 0), that a title, a sheet or a file is about."""

    year: int
    month: int = 0


def written_period(titles: Iterable[str], names: Iterable[str]) -> Period | None:
    """The first year told by titles, then by names of sheet and file, in which a bare 2025 is a year too."""
    names = list(names)
    told = [period for text in titles if (period := _period(text, is_name=False))]
    told += [period for text in names if (period := _period(text, is_name=True))]
    if not told:
        return None
    months = (int(found[1]) for text in names if (found := _MONTH_NAME.fullmatch(text.strip())))
    return told[0] if told[0].month else Period(told[0].year, next(months, 0))


def _period(text: str, *, is_name: bool) -> Period | None:
    if _INSTRUCTION.search(text):
        return None
    if minguo := _MINGUO_YEAR.search(text):
        return Period(int(minguo[1]) + 1911, int(minguo[2] or 0))
    found = _YEAR.search(text) or (_BARE_YEAR.search(text) if is_name else _BARE_YEAR.fullmatch(text.strip()))
    if found is None:
        return None
    year = int(found[1])
    return Period(year if year > 100 else 2000 + year, int(found[2] or 0))


def file_day(
    name: str, modified: datetime | None, modified_at: datetime, zone: ZoneInfo, newest: date
) -> date:
    """The day of a whole file, never after `newest`: its name, the workbook's own modified property, its time."""
    written = written_day([name], newest)
    changed = local_moment(modified, zone) if modified else local_moment(modified_at, zone)
    return written or min(changed.date(), newest)


def local_moment(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment with a zone as the site's clocks showed it; one without is local already."""
    return moment if moment.tzinfo is None else moment.astimezone(zone).replace(tzinfo=None)


def _days(text: str, newest: date) -> list[date]:
    parts = [tuple(map(int, found)) for found in [*_FULL.findall(text), *_DIGITS.findall(text)]]
    parts += [(int(y) + 1911, int(m), int(d)) for y, m, d in _MINGUO.findall(text)]
    parts += [tuple(map(int, found)) for found in _RANGE_END.findall(text)]
    if not parts:
        parts += [(2000 + int(y), int(m), int(d)) for y, m, d in _SHORT_DIGITS.findall(text)]
    days = [day for day in (_day(*part) for part in parts) if day]
    return days or [day for m, d in _NO_YEAR.findall(text) if (day := _latest(int(m), int(d), newest))]


def _day(year: int, month: int, day: int) -> date | None:
    is_day = (
        1 <= month <= 12 and 1 <= day <= ((date(year + month // 12, month % 12 + 1, 1)) - timedelta(1)).day
    )
    return date(year, month, day) if is_day else None


def _latest(month: int, day: int, newest: date) -> date | None:
    found = (_day(year, month, day) for year in (newest.year, newest.year - 1))
    return next((candidate for candidate in found if candidate and candidate <= newest), None)
