"""How long a call lasted, in seconds; how many a day somebody can do."""

import re
from datetime import datetime, time, timedelta
from typing import Final

from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import Cell, CellContext, Reading
from pipeline.intake.cells.text import folded

_CLOCK: Final = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:\.\d+)?")
_SPOKEN: Final = re.compile(
    r"(?:(\d+)(?:小时|时|个小时|h|hours?|hrs?))?(?:(\d+(?:\.\d+)?)(?:分钟|分|'|m|mins?|minutes?))?(?:(\d+(?:\.\d+)?)(?:秒钟?|\"|''|s|secs?|seconds?)?)?"
)
_UNITS: Final = {
    1: "秒|秒钟|s|sec|secs|second|seconds|in seconds",
    60: "分|分钟|m|min|mins|minute|minutes|in minutes",
    3600: "小时|时|h|hour|hours",
}
_FACTORS: Final = {word: factor for factor, words in _UNITS.items() for word in words.split("|")}
_UNREADABLE: Final = Reading(code="number-unreadable")
_LONGEST: Final = 86_400.0


def parse_duration(cell: Cell, context: CellContext) -> Reading:
    """Seconds. A bare number is in the header's unit, else seconds; `5:30` is minutes and seconds.

    A time cell of whole minutes (05:30:00) may have been minutes and seconds: not read from 1:00:00 on.
    """
    seconds = _seconds(cell, context)
    if seconds is None or not 0 <= seconds <= _LONGEST:
        return _UNREADABLE
    return Reading({"duration_seconds": float(seconds)})


def parse_capacity(cell: Cell, context: CellContext) -> Reading:
    """Contacts a day."""
    del context
    number = re.fullmatch(
        r"(\d{1,4})(?:\.0+)?(?:个|组|人|通|次)?(?:/[天日]|每天|perday)?", "".join(folded(cell).split())
    )
    if number is None or isinstance(cell, bool):
        return _UNREADABLE
    return Reading({"capacity": float(number[1])})


def _seconds(cell: Cell, context: CellContext) -> float | None:
    if isinstance(cell, timedelta):
        return _unless_shifted(cell.total_seconds())
    if isinstance(cell, datetime | bool):
        return None
    if isinstance(cell, time):
        return _unless_shifted(cell.hour * 3600 + cell.minute * 60 + cell.second)
    if isinstance(cell, int | float):
        factor = _FACTORS.get(folded(context.unit))
        is_fraction = factor is None and 0 < cell < 1
        return None if is_fraction or not 0 <= cell <= _LONGEST else _scaled(float(cell), factor)
    return _spoken(arabic(folded(cell)), context) if isinstance(cell, str) else None


def _unless_shifted(seconds: float) -> float | None:
    return None if seconds >= 3600 and seconds % 60 == 0 else seconds


def _scaled(number: float, factor: int | None) -> float:
    return number * (factor or 1)


def _spoken(text: str, context: CellContext) -> float | None:
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    squeezed = "".join(text.split())
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", squeezed):
        return _scaled(float(squeezed), _FACTORS.get(folded(context.unit)))
    spoken = _SPOKEN.fullmatch(squeezed)
    if not spoken or not any(spoken.groups()):
        return None
    hours_told, minutes_told, seconds_told = (float(part or 0) for part in spoken.groups())
    return hours_told * 3600 + minutes_told * 60 + seconds_told
