"""When the customer wants to buy, as the tokens of docs/frames.md. Rules, section 4."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

from pipeline.intake.cells.dates import read_moment
from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Reading
from pipeline.intake.cells.spans import is_endless, span_months
from pipeline.intake.cells.text import UNDECIDED, folded
from pipeline.intake.cells.words import WordTable

_WORDS: Final = WordTable(
    {
        "m:1": "立即|马上|立刻|越快越好|尽快|随时|即刻|现在|近期|近期购买|立即购买|马上买|asap|immediately"
        "|immediate|now|urgent"
        "|as soon as possible|right away|ready to buy",
        "year_end": "年底前|年底|年内|今年|今年内|今年年底|今年底|年前|年末|本年度|year end|end of year"
        "|by year end|before year end|this year"
        "|by end of year",
        "spring_festival": "过年前|春节前|过年之前|春节之前|农历年前|before spring festival"
        "|before chinese new year|before cny",
        "after_spring_festival": "春节后|过年后|年后|过完年|春节之后|after spring festival"
        "|after chinese new year|after cny",
        "second_half": "下半年|今年下半年|second half|h2|second half of the year",
        "next_year_first_half": "明年上半年|明年年初|明年初|first half of next year|next year h1",
        "open": "不急|不着急|观望|待定|观望中|先观望|卖房后|卖了房再买|置换后|再说|看看再说|先看看|先看看再说"
        "|以后再说|长期|慢慢看|有合适的就买|暂不考虑"
        "|有合适再买|未来|不好说|no rush|not urgent|wait and see|just looking|flexible|open|undecided|someday"
        "|long term|tbd"
        "|after selling|not in a hurry|exploring",
    }
)
_STATED: Final = frozenset({"待定", "open", "undecided", "flexible", "tbd"})
_QUARTER: Final = re.compile(r"(\d{4}|今|明)?年?[\- ]?(?:q([1-4])|第?([1-4])季度?)|q([1-4])[\- /]?(\d{4})")
_PART: Final = re.compile(
    r"(\d{4}|今|明|后)年?(上半年|下半年|年初|初|年中|中|年底|底|年末|末|年内|内)?(?:前|之前|以前)?"
)
_MONTH: Final = re.compile(r"(?:(\d{4})[年\-/.]|(今|明)年)?(\d{1,2})月?份?(?:底|末|前|之前|左右)*")
_MONTH_ENDS: Final = {
    "上半年": 6, "年初": 3, "初": 3, "年中": 6, "中": 6, "下半年": 12, "年底": 12, "底": 12,
    "年末": 12, "末": 12, "年内": 12, "内": 12, None: 12,
}  # fmt: skip
_THIS: Final = {"今": 0, "明": 1, "后": 2}
_SOON: Final = {
    **dict.fromkeys(("本月", "这个月", "本月内", "月底", "本月底", "月底前", "this month"), 0),
    **dict.fromkeys(("下月", "下个月", "下月底", "下个月底", "next month"), 1),
}


def parse_horizon(cell: Cell, context: CellContext) -> Reading:
    """`m:3` (upper end in months), `d:2026-09-30`, `open` (stated without an end), or a name.

    Words that count from the file's day become a date; those with a name wait for the day they were stated on.
    """
    text = arabic(folded(cell))
    if text in UNDECIDED and text not in _STATED:
        return NOTHING
    token = _token(cell, text, context)
    return Reading({"horizon": token}) if token else Reading(code="horizon-unreadable", details=text[:20])


def _token(cell: Cell, text: str, context: CellContext) -> str | None:
    if isinstance(cell, datetime | date):
        return _date(cell, context)
    if isinstance(cell, bool | time | timedelta):
        return None
    known = _WORDS.words.get(folded(cell))
    if known:
        return known
    squeezed = "".join(text.split()).replace("nextyear", "明年").replace("thisyear", "今年")
    if is_endless(squeezed):
        return "open"
    months = span_months(squeezed, folded(context.unit))
    if months is not None:
        return f"m:{months}" if months > 0 else None
    has_figures = any(sign.isdigit() for sign in text)
    return _calendar(squeezed, context) or (
        _date(cell, context) if has_figures else _WORDS.only(folded(cell))
    )


def _calendar(text: str, context: CellContext) -> str | None:
    """Quarters, halves, months and years of the calendar, as the last day meant."""
    spoken = context.spoken_date
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        year = _year(quarter[1] or quarter[5], spoken)
        return _last_day(year, 3 * int(quarter[2] or quarter[3] or quarter[4]))
    part = _PART.fullmatch(text)
    if part:
        return _last_day(_year(part[1], spoken), _MONTH_ENDS[part[2]])
    if text in _SOON and spoken:
        return _last_day(
            spoken.year + (spoken.month + _SOON[text] > 12), (spoken.month + _SOON[text] - 1) % 12 + 1
        )
    month = _MONTH.fullmatch(text)
    if not month or not (month[1] or "月" in text):
        return None
    year = _year(month[1] or month[2], spoken)
    is_past = not month[1] and not month[2] and spoken and int(month[3]) < spoken.month
    return _last_day(year + 1 if year and is_past else year, int(month[3]))


def _year(word: str | None, spoken: date | None) -> int | None:
    if word and word.isdigit():
        return int(word)
    return spoken.year + _THIS.get(word or "今", 0) if spoken else None


def _last_day(year: int | None, month: int) -> str | None:
    if year is None or not 2000 <= year <= 2150 or not 1 <= month <= 12:
        return None
    return f"d:{date(year, month, monthrange(year, month)[1]).isoformat()}"


def _date(cell: Cell, context: CellContext) -> str | None:
    """A full date as it stands, perhaps with 前 behind."""
    plain = re.sub(r"(?:之前|以前|前)$", "", cell.strip()) if isinstance(cell, str) else cell
    read = read_moment(plain, context, is_future=True)
    return f"d:{read[0].date().isoformat()}" if isinstance(read, tuple) and not read[1] else None
