"""Cells that stay words: names, notes, lists of words, numbers that only identify."""

import re
from datetime import time
from typing import Final

from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import UNDECIDED, folded, is_nameless, typed

_PARTS: Final = re.compile(r"[/、,，;；|\n]+|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_DIGITS_LOST: Final = re.compile(r"-?\d+(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_NOBODY: Final = frozenset(
    {"未分配", "待分配", "公海", "公池", "无人", "暂无顾问", "unassigned", "not assigned"}
)
_NONE_SAID: Final = frozenset(
    {"没看过", "没去过", "未看其他", "没有看过", "未看", "首看", "无竞品", "没有竞品"}
)
_VAGUE: Final = re.compile(
    r"先?(?:随便)?看看(?:再说|吧|先)?|随便(?:看看)?|再看看|先了解(?:一下)?|了解一下|都可以?|都行|均可|无所谓|没什么要求|合适就行|差不多就行"
    r"|just looking|looking around|browsing|anything"
)


def text_parser(field: str) -> Parser:
    """A note of one field, as typed."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        return Reading({field: typed(cell)})

    return parse


def name_parser(field: str) -> Parser:
    """A person's name as typed; somebody may be called None."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        name = " ".join(typed(cell).split())
        return NOTHING if is_nameless(cell) or not name else Reading({field: name})

    return parse


def consultant_parser(field: str) -> Parser:
    """Whom the customer belongs to, by name or number; 未分配 and 公海 are nobody."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        name = " ".join(typed(cell).split())
        return NOTHING if folded(cell) in _NOBODY or is_nameless(cell) else Reading({field: name})

    return parse


def identifier_parser(field: str) -> Parser:
    """A number or code that only identifies; one whose last digits a spreadsheet dropped is none."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        text = "".join(typed(cell).split())
        if _DIGITS_LOST.fullmatch(text):
            return Reading(code="number-unreadable")
        return Reading({field: text.removesuffix(".0") if text[:-2].isdigit() else text})

    return parse


def own_number_parser(field: str) -> Parser:
    """A number that we gave ourselves; it begins with the site's name, which may have blanks in it."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        return Reading({field: " ".join(typed(cell).split())})

    return parse


def list_parser(field: str) -> Parser:
    """Words joined by `|`, each once, in the order typed; 不限 is none."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        if folded(cell) in UNDECIDED | _NONE_SAID:
            return NOTHING
        words = parts(typed(cell))
        return Reading({field: "|".join(words)}) if words else NOTHING

    return parse


def wants(parse: Parser) -> Parser:
    """A want: 先看看再说 is one that says nothing yet (`is_vague`), 不限 is none."""

    def parse_want(cell: Cell, context: CellContext) -> Reading:
        text = folded(cell)
        if text in UNDECIDED:
            return NOTHING
        return Reading({"is_vague": True}) if _VAGUE.fullmatch(text) else parse(cell, context)

    return parse_want


def parts(text: str) -> list[str]:
    """The single words of a list as people part them."""
    return list(dict.fromkeys(part.strip() for part in _PARTS.split(text) if folded(part)))


def parse_preferred_time(cell: Cell, context: CellContext) -> Reading:
    """The best hour to call, as typed."""
    del context
    return Reading({"preferred_time": f"{cell:%H:%M}" if isinstance(cell, time) else typed(cell)})
