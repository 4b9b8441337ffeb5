"""Words and amounts of the kinds that few offices have."""

import re
from decimal import Decimal
from typing import Final

from pipeline.intake.cells.flags import NO, YES
from pipeline.intake.cells.money import amount_parser
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import UNDECIDED, folded, typed
from pipeline.intake.cells.words import WordTable
from pipeline.intake.profile_items import item_of
from pipeline.vocabulary import MILESTONE_TYPES, STAGES

_SUGGESTIONS: Final = WordTable(
    {"yes": f"{YES}|建议|意见|表扬|咨询|suggestion|idea|praise", "no": f"{NO}|投诉|报修|维权|complaint"}
)
_STAGES: Final = WordTable(
    {
        "first_contact": "首次接触|首次联系|初次接触|初步了解|首访|first contact|new",
        "needs": "需求|需求挖掘|需求了解|了解需求|需求明确|needs|discovery",
        "decision": "决策|逼定|逼单|谈判|对比选择|成交前|决策期|decision|closing|negotiation",
        "after_sales": "售后|成交后|签约后|业主维护|交房后|after sales|after-sales|aftersales|owner",
    }
)
_TYPES: Final = WordTable(
    {
        "opening": "开盘|加推|新推|首开|opening|launch|sales launch",
        "open_day": "开放日|开放|样板房开放|示范区开放|工地开放日|open day|open house",
        "owner_party": "业主活动|业主答谢|答谢会|业主答谢会|暖场活动|暖场|owner party|owners' party|owner event",
        "price_change": "调价|降价|涨价|价格调整|价格变动|优惠|特价|price change|price cut|discount",
        "policy_change": "政策|政策变化|政策调整|新政|贷款政策|限购|policy|policy change",
        "festival": "节日|节庆|节日活动|festival|holiday",
    }
)
_LONG_NUMBER: Final = re.compile(r"(?<!\d)(?:\d{17}[\dxX]|\d{15,19})(?!\d)")
_BARE: Final = re.compile(r"\d+(?:\.\d+)?")
_LEAST_BARE: Final = Decimal(100)
_amount = amount_parser("amount")


def parse_is_suggestion(cell: Cell, context: CellContext) -> Reading:
    """Whether it is a suggestion and no complaint."""
    del context
    answer = _SUGGESTIONS.only(folded(cell))
    if answer is None:
        return Reading(code="choice-unknown", details=folded(cell)[:20])
    return Reading({"is_suggestion": answer == "yes"})


def parse_category(cell: Cell, context: CellContext) -> Reading:
    """What a complaint is about, as typed; a list of both says here which rows are suggestions."""
    del context
    words = typed(cell)
    if folded(cell) in {"建议", "意见建议", "suggestion"}:
        return Reading({"category": words, "is_suggestion": True})
    return Reading({"category": words})


def parse_stage(cell: Cell, context: CellContext) -> Reading:
    del context
    text = folded(cell)
    if text in UNDECIDED or text in {"全部", "所有", "通用", "all", "any"}:
        return NOTHING
    stage = text if text in STAGES else _STAGES.only(text)
    return Reading({"stage": stage}) if stage else Reading(code="choice-unknown", details=text[:20])


def parse_milestone_type(cell: Cell, context: CellContext) -> Reading:
    """One of `MILESTONE_TYPES`, or an occasion of the office's own as typed."""
    del context
    text = folded(cell)
    kind = text if text in MILESTONE_TYPES else _TYPES.only(text)
    return Reading({"milestone_type": kind or typed(cell)})


def parse_cost(cell: Cell, context: CellContext) -> Reading:
    """Yuan. Unlike budgets, a bare amount is yuan: 8000 spent on flyers are not 80 million.

    Below 100 a bare amount may well be 万 and is asked for; nothing spent is 0.
    """
    text = folded(cell).replace(",", "")
    if not _BARE.fullmatch(text) or context.unit not in ("", "元") or isinstance(cell, bool):
        return _amount(cell, context)
    number = Decimal(text)
    if context.unit == "" and 0 < number < _LEAST_BARE:
        return Reading(code="budget-unit")
    return Reading({"amount": float(number)}) if number < 10**12 else Reading(code="money-unreadable")


def parse_item(cell: Cell, context: CellContext) -> Reading:
    """An item of the customer profile."""
    del context
    item = item_of(cell)
    return Reading({"item": item}) if item else Reading(code="choice-unknown", details="")


def item_parser(field: str) -> Parser:
    """What is known of one item. A number as long as an identity card's or a bank card's is never kept."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        text = typed(cell)
        if _LONG_NUMBER.search("".join(text.split())):
            return Reading(code="value-not-kept")
        return Reading({field: text}) if text else NOTHING

    return parse
