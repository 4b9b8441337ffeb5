"""Spans of time in months: 1-3个月, 半年~二年, 一年半, 90天内, within 6 months."""

import re
from typing import Final

_UNIT: Final = r"(?:个半?月|年|周|个?星期|天|日|months?|mths?|mo|years?|yrs?|weeks?|wks?|days?|m|y)"
_ABOUT: Final = r"(?:within|in|under|lessthan|upto|the|next|约|大约|大概|最近|近|未来|不超过|最多)*"
_SPAN: Final = re.compile(
    rf"{_ABOUT}(?:(\d+(?:\.\d+)?){_UNIT}?[\-~至到])?(\d+(?:\.\d+)?)({_UNIT})"
    r"(?:之内|以内|内|之前|左右|orless)?(?:购房|购买|买房|置业|成交|买)?"
)
_ENDLESS: Final = re.compile(
    rf"(?:超过|over|morethan|after)?\d+(?:\.\d+)?{_UNIT}(?:及?以上|之后|以后|后|\+|ormore)(?:再说|再买|考虑)?"
    rf"|(?:超过|over|morethan|after)\d+{_UNIT}"
)
_BARE: Final = re.compile(r"\d+(?:\.\d+)?(?:[\-~至到]\d+(?:\.\d+)?)?")
_HINTS: Final = {
    "月": "个月", "个月": "个月", "年": "年", "周": "周", "天": "天", "month": "个月", "months": "个月",
}  # fmt: skip
_MOST: Final = 600
# Days and weeks by the 30 days of a month; weeks are 周, 星期 (with or without 个), w.
_MONTHS_PER: Final = {
    "年": 12.0, "y": 12.0, "周": 7 / 30, "星": 7 / 30, "w": 7 / 30, "天": 1 / 30, "日": 1 / 30, "d": 1 / 30,
}  # fmt: skip


def span_months(text: str, hint: str) -> int | None:
    """The upper end of a span, rounded up to whole months; None for a text that is no span.

    `hint` is the unit in the header, for bare figures. 9月 is a month of the calendar and no span.
    """
    plain = _months_for_halves(text)
    if hint in _HINTS and _BARE.fullmatch(plain):
        plain += _HINTS[hint]
    span = _SPAN.fullmatch(plain)
    if span is None or len(span[2]) > 6:
        return None
    months = _in_months(float(span[2]), span[3])
    return months if months <= _MOST else None


def is_endless(text: str) -> bool:
    """Whether only the lower end is said: 两年后, 6个月以上."""
    return bool(_ENDLESS.fullmatch(_months_for_halves(text)))


def _months_for_halves(text: str) -> str:
    """一年半 as 18 months, 半年 as 6, 半个月 as one: the upper end in whole months is all that counts."""
    whole = re.sub(r"(\d{1,3})年半", lambda half: f"{int(half[1]) * 12 + 6}个月", text)
    plain = re.sub(r"(?<![上下])半年", "6个月", whole)
    return plain.replace("半个月", "1个月") if plain.startswith("半") else plain


def _in_months(figure: float, unit: str) -> int:
    if "半月" in unit:
        return int(figure) + 1
    months = figure * _MONTHS_PER.get(unit.removeprefix("个")[0], 1.0)
    return -int(-months // 1)
