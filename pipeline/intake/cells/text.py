"""Raw cells as text: as typed for people, folded for comparing."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from opencc import OpenCC

from pipeline.intake.cells.reading import Cell, ErrorCell

_UNSEEN: Final = re.compile(
    r"_x000[Dd]_|[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_SPACES: Final = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]+")
_SHEET_ERROR: Final = re.compile(
    r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}", re.IGNORECASE
)
_TOO_LONG: Final = 10**400
_DASHES: Final = str.maketrans("—–−‐‑‒―─～〜﹣", "--------~~-")

# Nothing was said. What may be a person's name is no empty in a name.
BLANKS: Final = frozenset(
    {
        "", "-", "--", "---", "----", "/", "//", "///", "\\", ".", "..", "...", "。", "?", "??", "n/a", "#n/a",
        "<na>", "无", "暂无", "未知", "不详", "不祥", "待补充", "待补", "待填", "未填", "未填写", "未提供", "空",
        "空白", "没有", "无记录", "无数据", "null", "nan", "nat", "nil", "none", "unknown", "na", "tbd", "blank",
        "empty", "not available", "not provided", "not specified",
    }
)  # fmt: skip
NAMES_TOO: Final = frozenset({"none", "nil", "na", "nat", "空", "empty", "blank", "null", "nan", "unknown"})
UNDECIDED: Final = frozenset(
    {
        "不限", "看情况", "暂未确定", "未确定", "不确定", "待定", "未定", "暂定", "没定", "没想好",
        "还没想好", "不清楚", "不知道", "面议", "不限制", "无限制", "无要求", "没要求",
        "any", "not sure", "undecided", "flexible", "open", "depends",
    }
)  # fmt: skip
_LONGEST_BLANK: Final = 40  # with the spaces around it


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def typed(cell: Cell) -> str:
    """The cell as a person reads it: one line's spaces joined, unseen signs and a leading apostrophe gone."""
    match cell:
        case str():
            return _tidied(cell)
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case int() | float():
            return _number(cell)
        case ErrorCell():
            return cell.text
        case datetime():
            return "" if cell != cell else cell.isoformat(" ").removesuffix(" 00:00:00")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return ""


def folded(cell: Cell) -> str:
    """For comparing: NFKC, simplified, lower case, one kind of dash, spaces only between Latin words."""
    text = typed(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _converter().convert(text)).translate(_DASHES)
        text = re.sub(r"(?<![\x21-\x7e]) | (?![\x21-\x7e])", "", text)
    return text.strip().lower()


def is_blank(cell: Cell) -> bool:
    """Whether nothing was said, in a field where none of the words for it can be a value."""
    if isinstance(cell, str):
        return not cell[:1].isdigit() and len(cell) <= _LONGEST_BLANK and folded(cell) in BLANKS
    return cell is None or cell != cell


def is_nameless(cell: Cell) -> bool:
    """Whether no name was given; somebody may be called None or Null, but not 无 or `nan` as programs write it."""
    if cell is None or cell != cell:
        return True
    text = typed(cell)
    return text in {"null", "nan", "NaN", "NULL"} or folded(text) in (BLANKS | {"0"}) - NAMES_TOO


def sheet_error(cell: Cell) -> str:
    """The error a cell shows, stored as one or exported as its text; "" when it shows none."""
    if isinstance(cell, ErrorCell):
        return cell.text if 0 < len(cell.text) <= 20 else "#"
    if isinstance(cell, str) and cell.lstrip().startswith("#"):
        shown = _SHEET_ERROR.fullmatch(cell.strip())
        return shown.group()[:8] if shown else ""
    return ""


def _tidied(text: str) -> str:
    if not text.isprintable() or not text.isascii() or "_" in text:
        text = _UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if " " in text or not text.isascii() or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip().removeprefix("'").strip()


def _number(cell: float) -> str:
    """Whole numbers without a point; beyond 15 digits a float has lost some, and shows it by its exponent."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, int) and abs(cell) >= _TOO_LONG:
        return "#"
    return "" if cell != cell else str(cell)
