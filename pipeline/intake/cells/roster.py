"""The people of the site: roles, rest days; and whose task caused a contact."""

import re
from datetime import date, datetime
from typing import Final

from pipeline.intake.cells.dates import read_moment
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Reading
from pipeline.intake.cells.text import UNDECIDED, folded
from pipeline.intake.cells.words import WordTable
from pipeline.vocabulary import ROLES, RULES

_ROLES: Final = WordTable(
    {
        "consultant": "置业顾问|销售顾问|顾问|销售|销售员|销售人员|业务|业务员|案场销售|渠道专员|拓客专员"
        "|consultant|sales|sales agent|agent"
        "|sales consultant|advisor",
        "customer_service": "客服专员|客服|客户服务|客服人员|客服经理|客服主管|售后|customer service|customer_service"
        "|customer care|after sales|support",
        "site_manager": "案场经理|经理|销售经理|案场主管|主管|销售主管|项目经理|销售总监|总监|案场负责人|专案"
        "|manager|site manager|site_manager"
        "|sales manager|supervisor|head of sales|team leader",
    }
)
_CAUSES: Final = WordTable(
    {
        "complaint": "投诉|投诉处理|complaint",
        "first_response": "首次响应|首次联系|首呼|first response",
        "agreed_date": "约定日期|约定回访|约定联系|agreed date",
        "deposit_pending": "待付定金|催付定金|deposit pending",
        "first_revisit": "首次回访|first revisit",
        "handover": "交房|交房回访|handover",
        "retry": "再次联系|未接再拨|再拨|retry",
        "cadence": "定期跟进|例行跟进|常规跟进|按节奏跟进|regular follow-up",
        "wake_up": "唤醒|沉睡唤醒|唤醒老客户|wake-up",
        "policy": "政策|政策通知|价格通知|调价通知|政策或价格变化|policy or price change",
        "milestone": "营销节点|活动邀约|节点|开盘通知|milestone",
        "survey": "满意度|满意度调查|满意度回访|survey",
        "birthday": "生日|生日问候|生日祝福|生日关怀|birthday",
        "anniversary": "周年|购房周年|签约周年|anniversary",
        "festival": "节日|节日问候|节日祝福|festival",
        "referral": "老带新|转介绍|referral",
    }
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE: Final = (
    {sign: day for day, sign in enumerate("一二三四五六日")} | {"天": 6} | {str(n + 1): n for n in range(7)}
)
_DAY: Final = r"(?:每?(?:周|星期|礼拜))?([一二三四五六日天1-7])"
_RANGE: Final = re.compile(rf"每?(?:周|星期|礼拜)([一二三四五六日天1-7])[\-~至到]{_DAY}")
_SERIES: Final = re.compile(r"(?:每?(?:周|星期|礼拜)[一二三四五六日天1-7]{1,7})+")
_WEEK: Final = re.compile(r"每?(?:周|星期|礼拜)")
_ENGLISH: Final = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_PARTS: Final = re.compile(r"[、,，;；|/\n 和及&]+")
_DATES: Final = re.compile(r"[、,，;；|\n 和及&]+")


def parse_role(cell: Cell, context: CellContext) -> Reading:
    del context
    text = folded(cell)
    role = text if text in ROLES else _ROLES.only(text)
    return Reading({"role": role}) if role else Reading(code="choice-unknown", details=text[:20])


def parse_cause(cell: Cell, context: CellContext) -> Reading:
    """The rule whose task caused a contact, as our own workbooks write it or in words."""
    del context
    text = folded(cell)
    cause = text if text in RULES else _CAUSES.only(text)
    return Reading({"cause": cause}) if cause else Reading(code="choice-unknown", details=text[:20])


def parse_rest_days(cell: Cell, context: CellContext) -> Reading:
    """Weekdays `mon|sun` and dates `2026-11-20`, joined by `|`; 无休 is none."""
    text = folded(cell)
    if text in UNDECIDED or text in {"无休", "无休息", "不休", "轮休", "none"}:
        return NOTHING
    if isinstance(cell, datetime | date):
        return _known([cell.strftime("%Y-%m-%d")])
    weekdays = _weekdays(text)
    if weekdays:
        return _known(weekdays)
    days = [_rest_day(part, context) for part in _DATES.split(text) if part]
    return _known([day for day in days if day]) if days and all(days) else Reading(code="choice-unknown")


def _rest_day(part: str, context: CellContext) -> str | None:
    weekdays = _weekdays(part)
    if weekdays:
        return "|".join(weekdays)
    read = read_moment(part, context, is_future=True)
    return read[0].strftime("%Y-%m-%d") if isinstance(read, tuple) and not read[1] else None


def _weekdays(text: str) -> list[str]:
    """The weekdays of a text that says nothing else; empty for any other."""
    if text in {"周末", "双休", "周末双休", "weekend", "weekends"}:
        return ["sat", "sun"]
    if whole := _RANGE.fullmatch(text):
        first, last = _CHINESE[whole[1]], _CHINESE[whole[2]]
        return list(_WEEKDAYS[first : last + 1])
    days: set[int] = set()
    for part in filter(None, _PARTS.split(text)):
        english, series = _ENGLISH.fullmatch(part), _SERIES.fullmatch(part)
        single = re.fullmatch(_DAY, part) if days else None
        if english:
            days.add(_WEEKDAYS.index(english[1]))
        elif series or single:
            days |= {_CHINESE[sign] for sign in _WEEK.sub("", part)}
        else:
            return []
    return [_WEEKDAYS[day] for day in sorted(days)]


def _known(days: list[str]) -> Reading:
    return Reading({"rest_days": "|".join(dict.fromkeys(days))})
