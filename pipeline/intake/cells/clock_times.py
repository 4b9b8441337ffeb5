"""The time of day at the end of a text: 14:30, 下午2:30, 晚上8点半, 2:30 pm, 14:30:00Z."""

import re
from dataclasses import dataclass
from datetime import time, timedelta, timezone
from typing import Final

_EARLY: Final = "凌晨|清晨|早上|早晨|上午|早"
_LATE: Final = "午后|下午|傍晚|晚上|夜里|晚间|晚"
_TIME: Final = re.compile(
    rf"[t ]*(?P<part>{_EARLY}|中午|{_LATE}|am|pm)?(?<!\d) *(?P<hour>\d{{1,2}})"
    r"(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?|[点时](?:(?P<minute_2>\d{1,2})分?(?:(?P<second_2>\d{1,2})秒)?|(?P<half>半)|整)?)"
    r" *(?P<after>[ap]\.?m\.?)? *(?P<offset>z|utc|gmt|[+\-]\d{2}:?\d{2})?$"
)
_PART_ONLY: Final = re.compile(rf" *(?:{_EARLY}|中午|{_LATE})$")


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day; `zone` where the text says one. `code` instead of a time that cannot be or can be two."""

    at: time = time(0)
    zone: timezone | None = None
    code: str = ""


def split_time(text: str) -> tuple[str, ClockTime | None]:
    """A folded text without its time of day, and that time; a part of the day alone is no time."""
    found = _TIME.search(text)
    if found is None:
        return _PART_ONLY.sub("", text), None
    return text[: found.start()].rstrip(" ,"), _clock_time(found)


def _clock_time(found: re.Match[str]) -> ClockTime:
    hour = int(found["hour"])
    minute = 30 if found["half"] else int(found["minute"] or found["minute_2"] or 0)
    second = int(found["second"] or found["second_2"] or 0)
    part = (found["after"] or found["part"] or "").replace(".", "")
    is_late = part == "pm" or (part != "" and part in _LATE.split("|")) or (part == "中午" and hour < 11)
    if part in {"晚", "晚上", "夜里", "晚间"} and hour == 12:
        return ClockTime(code="date-ambiguous")  # the midnight before or after
    if part in {"上午", "早上", "早", "早晨"} and hour == 12:
        return ClockTime(code="date-ambiguous")  # midnight as spreadsheets write it, noon as people do
    if part in {"am", "凌晨"} and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59 or (hour > 12 and part in {"am", *_EARLY.split("|")}):
        return ClockTime(code="date-impossible")
    at = time(hour + 12 if is_late and hour < 12 else hour, minute, second)
    return ClockTime(at, _zone(found["offset"]))


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    if offset[0] not in "+-":
        return timezone.utc  # noqa: UP017
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        return None
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(-shift if offset[0] == "-" else shift)
