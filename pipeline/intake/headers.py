"""Headers: where they stand, what each one says, and in which unit."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.intake.cells.text import folded, typed
from pipeline.intake.header_nouns import FORBIDDEN, GROUPING, OPT_OUT, REQUIRED, RUNNING, UNITS
from pipeline.intake.header_words import MEANINGS
from pipeline.intake.header_words_added import ADDED_MEANINGS
from pipeline.intake.raw_tables import RawSheet

_LOOKED_AT: Final = 40
_LONGEST: Final = 40
_BRACKETS: Final = re.compile(r"[(\[{【〔〈<《「]([^)\]}】〕〉>》」]*)[)\]}】〕〉>》」]")
_SIGNS: Final = re.compile(r"[\s_\-.,:;、。·'\"!?|&+/\\*~^`=]+")
_LIST_NUMBER: Final = re.compile(r"^\s*\d{1,3}\s*[.、)]\s*(?=\D)")
_PATTERNS: Final = {name: re.compile(pattern) for name, pattern in {**ADDED_MEANINGS, **MEANINGS}.items()}


@dataclass(frozen=True)
class HeaderCell:
    """One column's header. `meaning` is "" for what we have no use for, `=field` for what the office mapped."""

    position: int
    text: str
    meaning: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Header:
    """`row` and `last_row` as Excel shows them; `above` what stands in the rows above it."""

    row: int
    last_row: int
    cells: list[HeaderCell]
    above: list[str]


def normalised(text: str) -> str:
    """For comparing headers: width, script, case, spaces, brackets, required marks and signs do not count."""
    plain = _BRACKETS.sub("", _plain(text))
    return _SIGNS.sub("", plain) or _SIGNS.sub("", _plain(text)) or _plain(text).strip()


@cache
def meaning_and_unit(text: str) -> tuple[str, str]:
    """What a header says: a name of `MEANINGS`, `opt_out`, `forbidden`, `running` or "" (nothing known)."""
    plain, base = _SIGNS.sub("", _plain(text)), normalised(text)
    if OPT_OUT.search(plain):
        return "opt_out", ""
    if FORBIDDEN.search(plain):
        return "forbidden", ""
    if RUNNING.fullmatch(base):
        return "running", ""
    hints = [_SIGNS.sub("", hint) for hint in _BRACKETS.findall(_plain(text))]
    unit = next((found[2] for found in map(UNITS.match, hints) if found), "")
    if meaning := _meaning(base):
        return meaning, unit or _unit_inside(base)
    ended = UNITS.match(base)
    return (_meaning(ended[1]), ended[2]) if ended else ("", unit)


def meaning(text: str) -> str:
    return meaning_and_unit(text)[0]


def locate_header(sheet: RawSheet, mapping: Mapping[str, str]) -> Header | None:
    """The row of the first 40 that says most about its columns, the upper of equals; None: none says two things.

    `mapping`: normalised header -> field, the office's own. Two rows are one header where the upper one has
    cells merged over several columns.
    """
    best, best_score = None, 1
    for position in range(min(_LOOKED_AT, len(sheet.rows))):
        for candidate in _candidates(sheet, position, mapping):
            score = len({cell.meaning for cell in candidate.cells if cell.meaning})
            if score > best_score:
                best, best_score = candidate, score
    return best


def _candidates(sheet: RawSheet, position: int, mapping: Mapping[str, str]) -> list[Header]:
    row = int(sheet.rows[position])
    texts = _texts(sheet, position)
    if texts is None:
        return []
    above = [text for p in range(position) for text in _texts(sheet, p) or [] if text]
    single = [_header_cell(i, text, mapping) for i, text in enumerate(texts)]
    headers = [Header(row, row, single, above)]
    spans = [(b, d) for a, b, _, d in sheet.merged if a == row and d > b]
    below = _texts(sheet, position + 1) if spans and position + 1 < len(sheet.rows) else None
    if below is not None and int(sheet.rows[position + 1]) == row + 1:
        parents = _spread(texts, spans)
        joined = [_joined(i, *pair, mapping) for i, pair in enumerate(zip(parents, below, strict=True))]
        headers.append(Header(row, row + 1, joined, above))
    return headers


def _texts(sheet: RawSheet, position: int) -> list[str] | None:
    """One row as texts; None if anything but text stands in it, as in no header."""
    cells = [column[position] for column in sheet.columns]
    if any(cell.__class__ is not str for cell in cells):
        return None
    return [typed(cell).strip() for cell in cells]


def _spread(texts: list[str], spans: list[tuple[int, int]]) -> list[str]:
    spread = list(texts)
    for first, last in spans:
        spread[first : last + 1] = [texts[first]] * (min(last, len(texts) - 1) - first + 1)
    return spread


def _header_cell(position: int, text: str, mapping: Mapping[str, str]) -> HeaderCell:
    if text and (own := mapping.get(normalised(text))):
        return HeaderCell(position, text, f"={own}", meaning_and_unit(text)[1])
    return HeaderCell(position, text, *(meaning_and_unit(text) if text else ("", "")))


def _joined(position: int, parent: str, child: str, mapping: Mapping[str, str]) -> HeaderCell:
    if not child or not parent or parent == child:
        return _header_cell(position, child or parent, mapping)
    whole = _header_cell(position, f"{parent}/{child}", mapping)
    if whole.meaning or not GROUPING.fullmatch(normalised(parent)):
        return whole
    alone = _header_cell(position, child, mapping)
    return HeaderCell(position, whole.text, alone.meaning, alone.unit)


def _meaning(base: str) -> str:
    if not base or len(base) > _LONGEST:
        return ""
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(base)), "")


def _unit_inside(base: str) -> str:
    ended = UNITS.match(base)
    return ended[2] if ended else next((sign for sign in ("秒", "分钟", "坪") if sign in base), "")


def _plain(text: str) -> str:
    """Folded, list numbers and required marks gone, brackets kept."""
    plain = folded(_LIST_NUMBER.sub("", unicodedata.normalize("NFKC", text)))
    return _BRACKETS.sub(lambda found: "" if REQUIRED.match(found[1].strip()) else found[0], plain)
