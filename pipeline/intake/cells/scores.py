"""How satisfied somebody was: a score, and the scale it is of where that is said."""

import re
from datetime import date, time, timedelta
from typing import Final

from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import Cell, CellContext, Reading
from pipeline.intake.cells.text import folded
from pipeline.intake.cells.words import WordTable

_NUMBER: Final = r"(\d{1,3}(?:\.\d+)?)"
_SCORED: Final = re.compile(rf"{_NUMBER}(?:分|颗?星|points?|stars?)?(?:(?:/|outof|of){_NUMBER}分?)?")
_PERCENT: Final = re.compile(rf"{_NUMBER}%")
_STARS: Final = re.compile(r"([★⭐*]+)(☆*)")
_SCALE: Final = re.compile(
    rf"(?:满分(?:为|是)?|总分|/|outof|max(?:imum)?|0?[01][\-~至到]){_NUMBER}(?:分|星|points?)?|{_NUMBER}(?:分|星)?(?:制|满分)"
)
_IN_WORDS: Final = WordTable(
    {
        "5": "非常满意|很满意|十分满意|特别满意|完全满意|very satisfied|very good|excellent",
        "4": "满意|比较满意|较满意|satisfied|good",
        "3": "一般|中立|基本满意|还行|还可以|neutral|average|fair",
        "2": "不满意|不太满意|较不满意|比较不满意|dissatisfied|unsatisfied|poor",
        "1": "非常不满意|很不满意|十分不满意|极不满意|very dissatisfied|very poor|terrible",
    }
)
_UNREADABLE: Final = Reading(code="score-unreadable")
_HIGHEST: Final = 1000.0


def parse_score(cell: Cell, context: CellContext) -> Reading:
    """`score`, and `scale` where the cell or the header says what it is of: 9/10, 4.5分, ★★★★☆, 90%, 很满意.

    Words are marks of 5. A number alone has no scale: the rules tell it by its size.
    """
    if isinstance(cell, bool | date | time | timedelta):
        return _UNREADABLE
    text = "".join(arabic(folded(cell)).split())
    in_words = _IN_WORDS.words.get(folded(cell))
    if in_words:
        return Reading({"score": float(in_words), "scale": 5.0})
    if stars := _STARS.fullmatch(text):
        return Reading({"score": float(len(stars[1])), **_scale(float(len(stars[0])), least=5.0)})
    if percent := _PERCENT.fullmatch(text):
        return _checked(float(percent[1]), 100.0)
    scored = _SCORED.fullmatch(text)
    if scored is None:
        return _UNREADABLE
    if "%" in context.unit and isinstance(cell, int | float) and 0 < cell <= 1:
        return _checked(float(cell) * 100, 100.0)
    own = (
        float(scored[2]) if scored[2] else 5.0 if "星" in text or "star" in text else scale_in(context.header)
    )
    return _checked(float(scored[1]), own)


def parse_scale(cell: Cell, context: CellContext) -> Reading:
    """The highest mark possible: 5, 10分, 百分制, 满分100, 1-5."""
    del context
    if isinstance(cell, bool | date | time | timedelta):
        return Reading(code="number-unreadable")
    text = "".join(arabic(folded(cell)).replace("百分制", "100分制").split())
    number = re.fullmatch(rf"{_NUMBER}(?:分|星|points?)?", text)
    scale = float(number[1]) if number else scale_in(text)
    return Reading({"scale": scale}) if scale else Reading(code="number-unreadable")


def scale_in(text: str) -> float | None:
    """The scale that a header or a note names; None if it names none."""
    plain = "".join(arabic(folded(text)).replace("百分制", "100分制").split())
    found = _SCALE.search(plain)
    return float(found[1] or found[2]) if found else None


def _checked(score: float, scale: float | None) -> Reading:
    if score > (scale or _HIGHEST):
        return _UNREADABLE
    return Reading({"score": score, **_scale(scale)})


def _scale(scale: float | None, least: float = 0.0) -> dict[str, object]:
    return {"scale": max(scale, least)} if scale else {}
