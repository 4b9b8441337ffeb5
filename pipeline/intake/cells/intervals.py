"""From - to, at most, at least, about: the shape of a quantity, before its unit is looked at."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import Cell
from pipeline.intake.cells.text import folded

_LONGEST: Final = 80  # a text that goes on says more than a quantity
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LOOSE: Final = re.compile(r"\d\s+\d")
_GROUPS: Final = re.compile(r"(?<!\d)\d{1,3}(?:\s\d{3}){2,}(?!\d)")
_AT_LEAST: Final = re.compile(
    r"^(?:下限|不低于|不少于|不小于|至少|超过|大于|高于|最低|最少|>=|>|≥|from|over|above|morethan|atleast|min(?:imum)?)"
    r"|(?:及?以上|起步|起|往上|开外|\+|多|ormore|andabove|andup|plus|min)$"
)
_AT_MOST: Final = re.compile(
    r"^(?:上限|不超过?|不高于|不大于|不多于|最多|最高(?:不超过?)?|最多不超过?|至多|低于|小于|少于|控制在|<=|<|≤|under|below|upto|lessthan|within|max(?:imum)?)"
    r"|(?:及?以下|以内|之内|内|封顶|orless|andbelow|max)$"
)
_ABOUT: Final = re.compile(
    r"^(?:约|大约|大概|大致|差不多|around|about|approximately|approx\.?|circa|ca\.?|~)|(?:左右|上下|前后|附近|orso)$"
)
_RANGE: Final = re.compile(
    r"([^\-~至到]*\d[^\-~至到]*?)(?:--?|~+|至|到|(?<=\d)to|(?<=[a-z万亿])to(?=\d))([^\-~至到]*\d[^\-~至到]*)"
)
_BETWEEN: Final = re.compile(r"(?:介于|在)?([^\-~和与至到]{1,12})[\-~和与至到]([^\-~和与至到]{1,12})之间")
_MANY: Final = re.compile(r"(?<=\d)(?:多|余|几)(?=[万亿])")


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends as text, alike for a single quantity; one is "" where only the other is said."""

    low: str
    high: str
    is_about: bool = False


def quantity_text(cell: Cell) -> str:
    """A cell ready for `read_interval`: folded, digits for numerals, no thousands separators, no spaces.

    "" where two numbers stand side by side, which could be anything.
    """
    text = _THOUSANDS.sub("", arabic(folded(cell)[:_LONGEST]))
    if _LOOSE.search(text):
        text = _GROUPS.sub(lambda group: re.sub(r"\s", "", group.group()), text)
    return "" if _LOOSE.search(text) else "".join(text.split())


def read_interval(text: str) -> Interval | None:
    """The ends a quantity states; None where its words contradict each other or there is no digit."""
    between = _BETWEEN.fullmatch(text)
    text = f"{between[1]}-{between[2]}" if between else text
    many = _MANY.sub("", text)
    rest, is_at_least = _without(_AT_LEAST, many)
    rest, is_at_most = _without(_AT_MOST, rest)
    rest, is_about = _without(_ABOUT, rest)
    is_at_least = is_at_least or many != text
    if not any(sign.isdigit() for sign in rest) or (is_at_least and is_at_most):
        return None
    ends = _RANGE.fullmatch(rest)
    if ends:
        return None if is_at_least else Interval(ends[1], ends[2], is_about)
    if is_at_least or is_at_most:
        return Interval(rest if is_at_least else "", rest if is_at_most else "")
    return Interval(rest, rest, is_about)


def about(high: Decimal, interval: Interval) -> Decimal:
    """The upper end of 左右: a tenth more. Rules, section 5."""
    return high * 11 / 10 if interval.is_about else high


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    rest = pattern.sub("", text)
    return rest, rest != text
