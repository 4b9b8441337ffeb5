"""Areas, in square metres."""

import re
from decimal import Decimal
from typing import Final

from pipeline.intake.cells.intervals import quantity_text, read_interval
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import UNDECIDED, folded

_METRES: Final = "平方米|平米|平方|平|方|m2|sqm|sq\\.?m|m"
_PING: Final = "坪"
_FEET: Final = "平方英尺|平方尺|平方呎|平尺|呎|尺|sqft|sq\\.?ft\\.?|squarefeet|ft2"
_NUMBER: Final = re.compile(rf"(\d+(?:\.\d+)?)(?:({_METRES})|({_PING})|({_FEET}))?")
_FACTORS: Final = (Decimal(1), Decimal("3.3058"), Decimal("0.09290304"))
_LABEL: Final = re.compile(
    r"^(?:建筑面积|建面|套内面积|套内|使用面积|实用面积|实用|权状|面积|area)(?:约|在)?:?"
)
_EITHER: Final = re.compile(r"[/、,，;|]")
_MOST: Final = Decimal(1_000_000)


def area_parser(low: str, high: str) -> Parser:
    """An area's two ends; either name may be "". A single one is both: how near is near enough is for grading."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        if folded(cell) in UNDECIDED or folded(cell) == "0":
            return NOTHING
        ends = _ends(quantity_text(cell), context)
        if ends is None or isinstance(cell, bool):
            return Reading(code="area-unreadable")
        told = {
            name: float(end) for name, end in zip((low, high), ends, strict=True) if name and end is not None
        }
        return Reading(told) if told else Reading(code="area-unreadable")

    return parse


def _ends(text: str, context: CellContext) -> tuple[Decimal | None, Decimal | None] | None:
    either = [_one(part, context) for part in _EITHER.split(text)]
    known = [ends for ends in either if ends is not None]
    if len(known) < len(either):
        return None
    if len(known) == 1:
        return known[0]
    sizes = [low for low, high in known if low is not None and low == high]
    return (min(sizes), max(sizes)) if len(sizes) == len(known) else None


def _one(text: str, context: CellContext) -> tuple[Decimal | None, Decimal | None] | None:
    interval = read_interval(_LABEL.sub("", text))
    if interval is None:
        return None
    low, high = _NUMBER.fullmatch(interval.low), _NUMBER.fullmatch(interval.high)
    if (interval.low and not low) or (interval.high and not high):
        return None
    shared = next((factor for factor in (_factor(high), _factor(low)) if factor), _hint(context.unit))
    sizes = [Decimal(end[1]) * (_factor(end) or shared) if end else None for end in (low, high)]
    known = sorted(size for size in sizes if size is not None)
    if known[0] <= 0 or known[-1] > _MOST:
        return None
    return (known[0], known[-1]) if len(known) == 2 else (sizes[0], sizes[1])


def _factor(number: re.Match[str] | None) -> Decimal | None:
    if number is None or number.lastindex == 1:
        return None
    return _FACTORS[(number.lastindex or 2) - 2]


def _hint(unit: str) -> Decimal:
    number = _NUMBER.fullmatch(f"1{folded(unit)}".replace(" ", ""))
    return _factor(number) or Decimal(1)
