"""The day a file speaks for: what its title, sheet or file name says, else when it was last changed."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_FULL: Final = re.compile(r"(?<!\d)(20\d\d)\s*[-/._年]\s*(\d{1,2})\s*[-/._月]\s*(\d{1,2})(?!\d)")
_MINGUO: Final = re.compile(r"(?:民[国國])\s*(1\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})(?!\d)")
_DIGITS: Final = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_SHORT_DIGITS: Final = re.compile(r"(?<!\d)(2\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NO_YEAR: Final = re.compile(r"(?<![\d年])\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]")
_INSTRUCTION: Final = re.compile(r"格式|例|样|樣|format|e\.g|sample", re.IGNORECASE)


def written_day(texts: Iterable[str], newest: date) -> date | None:
    """The newest day written in the first text that names one not after `newest`; None: none does.

    A day without a year is the latest one not after `newest`. Texts that explain a format are passed over.
    """
    for text in texts:
        days = [] if _INSTRUCTION.search(text) else [day for day in _days(text, newest) if day <= newest]
        if days:
            return max(days)
    return None


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
