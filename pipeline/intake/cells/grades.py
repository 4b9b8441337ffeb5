"""The grade an export states. Rules, section 5: H, A = A; B = B; lower = C."""

import re
from collections.abc import Iterable
from typing import Final

from pipeline.intake.cells.contacts import parse_status
from pipeline.intake.cells.reading import Cell, CellContext, Reading
from pipeline.intake.cells.text import folded
from pipeline.intake.cells.words import WordTable

_LETTERS: Final = {"h": "A", "s": "A", "a": "A", "b": "B", "c": "C", "d": "C", "e": "C", "f": "C"}
_LETTER: Final = re.compile(r"(?<![a-z])([hsa-f])(?=[^a-z]|$)")
_LEADING: Final = re.compile(r"([hsa-f])(?![a-z])")
_DESCRIPTIONS: Final = WordTable(
    {
        "A": "高|很高|较高|高意向|意向高|高度意向|强|强意向|意向强烈|重点|重点客户|重要|热|准成交|优质|急迫|hot"
        "|high|very high|strong|top",
        "B": "中|中等|一般|中意向|意向中|普通|温|较强意向|warm|medium|mid|moderate|normal|average",
        "C": "低|很低|较低|低意向|意向低|弱|弱意向|冷|意向弱|差|cold|low|very low|weak",
    }
)
_MARK: Final = re.compile(r"([1-9])(?:\.0|级|类|等|星级?|颗星)?")
_STARS: Final = re.compile(r"[★⭐*☆]+")
_PERCENT: Final = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_THREE: Final = {1: "A", 2: "B", 3: "C"}
_FOR_A: Final = 80.0
_FOR_B: Final = 50.0


def parse_stated_grade(cell: Cell, context: CellContext) -> Reading:
    """`stated_grade`, or the status that was written as one (无效, 战败).

    1 2 3 are A B C, unless the column goes beyond 3: then which end is best is not known. Stars count the other
    way round: three of three or four of five are A. Shares from 80 % are A, from 50 % B.
    """
    text = folded(cell)
    grade = (
        _letter(text)
        or _DESCRIPTIONS.words.get(text)
        or _measured(cell, text, context)
        or _DESCRIPTIONS.only(text)
    )
    if grade:
        return Reading({"stated_grade": grade})
    status = parse_status(cell, context)
    return status if status.values else Reading(code="grade-unknown", details=text[:20])


def highest_mark(cells: Iterable[Cell]) -> int:
    """The highest number of stars, or mark of 1 to 9, in a column; what scale it has."""
    texts = [
        folded(cell) for cell in cells if isinstance(cell, str | int | float) and not isinstance(cell, bool)
    ]
    return max((len(text) if _STARS.fullmatch(text) else _mark(text) for text in texts), default=0)


def _mark(text: str) -> int:
    if _STARS.fullmatch(text):
        return sum(text.count(star) for star in "★⭐*")
    mark = _MARK.fullmatch(text)
    return int(mark[1]) if mark else 0


def _letter(text: str) -> str | None:
    """A letter in front, such as `a-高意向` or `a1`; none if other letters contradict it."""
    if not _LEADING.match(text):
        return None
    grades = {_LETTERS[letter] for letter in _LETTER.findall(text)}
    return grades.pop() if len(grades) == 1 else None


def _measured(cell: Cell, text: str, context: CellContext) -> str | None:
    mark = _mark(text)
    if mark and (_STARS.fullmatch(text) or "星" in text):
        return _of_stars(mark, max(context.scale, len(text) if _STARS.fullmatch(text) else mark))
    if mark and context.unit != "%":
        return _THREE.get(mark) if context.scale <= 3 else None
    share = _share(cell, text, context)
    if share is None:
        return None
    return "A" if share >= _FOR_A else "B" if share >= _FOR_B else "C"


def _of_stars(stars: int, scale: int) -> str:
    below = scale - stars
    if scale <= 3:
        return "A" if stars == 3 else "B" if stars == 2 else "C"
    return "A" if below <= 1 and stars >= 4 else "B" if stars == 3 else "C"


def _share(cell: Cell, text: str, context: CellContext) -> float | None:
    """A probability in percent: with its sign, as a fraction below 1, or under a header that says so."""
    percent = _PERCENT.fullmatch(text)
    if percent:
        share = float(percent[1])
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    elif 0 < cell < 1:
        share = float(cell) * 100
    elif "%" in context.unit and 0 <= cell <= 100:
        share = float(cell)
    else:
        return None
    return share if 0 <= share <= 100 else None
