"""Headers: what each one says, and in which unit."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.intake.cells.text import folded
from pipeline.intake.header_composition import composed_meaning
from pipeline.intake.header_english import reordered, told_together
from pipeline.intake.header_nouns import (
    FORBIDDEN,
    GROUP_ENDS,
    NEUTRAL,
    OPT_OUT,
    OTHERS,
    QUALIFIERS,
    REQUIRED,
    RUNNING,
    SELF_TELLING,
    UNITS,
)
from pipeline.intake.header_translation import in_chinese
from pipeline.intake.header_words import MEANINGS
from pipeline.intake.header_words_added import ADDED_MEANINGS

_LONGEST: Final = 40
_LONGEST_CELL: Final = 300  # with whatever an office explains in it; longer is a text and no header
# What is known after a talk is the customer's as ever: 跟进后等级.
_AFTERWARDS: Final = re.compile("^(?:跟进|沟通|联系|回访|到访|来访|接待|面谈)后的?(?=.)")
_BRACKETS: Final = re.compile(r"[(\[{【〔〈<《「]([^)\]}】〕〉>》」]*)[)\]}】〕〉>》」]")
_SIGNS: Final = re.compile(r"[\s_\-.,:;、。·'\"!?|&+/\\*~^`=※★☆]+")
_LIST_NUMBER: Final = re.compile(r"^\s*\d{1,3}\s*[.、)]\s*(?=\D)")
_TWO_LANGUAGES: Final = re.compile(
    r"([^a-z]*[\u4e00-\u9fff][^a-z]*)([a-z]{3,}[a-z0-9]*)|([a-z]{3,}[a-z0-9]*)([^a-z]+)"
)
_MOMENTS: Final = frozenset({"at", "time", "call_in", "date"})
_SPANS_OF_TIME: Final = frozenset(
    {"秒", "分", "分钟", "s", "sec", "secs", "seconds", "min", "mins", "minutes"}
)
_OF_A_PERSON: Final = frozenset(
    {
        "phone",
        "mobile",
        "customer_phone",
        "bare_name",
        "contact_name",
        "customer_name",
        "wechat",
        "second_phone",
    }
)
_PATTERNS: Final = {name: re.compile(pattern) for name, pattern in {**ADDED_MEANINGS, **MEANINGS}.items()}


@dataclass(frozen=True)
class HeaderCell:
    """One column's header. `meaning` is "" for what we have no use for, `=field` for what the office mapped.

    part  `day`: only the day that its texts begin with is meant
    """

    position: int
    text: str
    meaning: str = ""
    unit: str = ""
    part: str = ""


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
    return _SIGNS.sub("", plain) or with_brackets(text) or _plain(text).strip()


def with_brackets(text: str) -> str:
    """The same, but what stands in brackets counts too."""
    return _SIGNS.sub("", _plain(text))


@cache
def meaning_and_unit(text: str) -> tuple[str, str]:
    """What a header says: a name of `MEANINGS`, `opt_out`, `forbidden`, `running` or "" (nothing known)."""
    if len(text) > _LONGEST_CELL:
        return "", ""
    plain, base = with_brackets(text), normalised(text)
    if OPT_OUT.search(plain):
        return "opt_out", ""
    if FORBIDDEN.search(plain):
        return "forbidden", ""
    if RUNNING.fullmatch(base):
        return "running", ""
    hints = [_SIGNS.sub("", hint) for hint in _BRACKETS.findall(_plain(text))]
    unit = next((found[2] for found in map(UNITS.match, hints) if found), "")
    ended = UNITS.match(base)
    if meaning := _qualified(base, hints):
        return meaning if meaning != "nobody" else "", unit
    if meaning := _meaning(base) or (_meaning(ended[1]) if ended else ""):
        unit = unit or _unit_inside(base)
        return "duration" if meaning in _MOMENTS and unit in _SPANS_OF_TIME else meaning, unit
    return _in_two_languages(base) or _in_english(text) or composed_meaning(ended[1] if ended else base), unit


def meaning(text: str) -> str:
    return meaning_and_unit(text)[0]


def header_cell(position: int, text: str, mapping: Mapping[str, str]) -> HeaderCell:
    """One header by the office's own mapping, else by its words; `parent/child` as two rows of headers are joined."""
    cell = _whole(position, text, mapping)
    parts = [part.strip() for part in text.split("/")]
    return cell if cell.meaning or len(parts) < 2 or not all(parts) else joined_cell(position, parts, mapping)


def joined_cell(position: int, parts: Sequence[str], mapping: Mapping[str, str]) -> HeaderCell:
    """What stands above each other in a header of several rows.

    `认购信息/日期` is the 认购日期. Where parent and child say nothing together, the child counts alone if its
    parent only groups (基本信息) or if it says by itself whose it is (成交信息/置业顾问).
    """
    said = [part for place, part in enumerate(parts) if part and part not in parts[:place]]
    whole = _whole(position, "/".join(said), mapping)
    if whole.meaning or len(said) < 2:
        return whole
    stems = [GROUP_ENDS.sub("", normalised(part)) for part in said[:-1]]
    telling = [stem for stem in stems if not NEUTRAL.fullmatch(stem)]
    for kept in (stems, stems[-1:], telling):
        together = _whole(position, "/".join([*kept, said[-1]]), mapping)
        if together.meaning and kept:
            return HeaderCell(position, whole.text, together.meaning, together.unit or whole.unit)
    alone = _whole(position, said[-1], mapping)
    is_meant = not telling or alone.meaning in SELF_TELLING
    return HeaderCell(position, whole.text, alone.meaning, alone.unit or whole.unit) if is_meant else whole


def own_mapping(configured: Mapping[str, str]) -> dict[str, str]:
    """Headers as the office typed them -> field, as headers are compared; brackets tell some of them apart."""
    exact = {with_brackets(header): field for header, field in configured.items()}
    return {
        normalised(h): field for h, field in configured.items() if normalised(h) == with_brackets(h)
    } | exact


def _whole(position: int, text: str, mapping: Mapping[str, str]) -> HeaderCell:
    if text and (own := mapping.get(with_brackets(text)) or mapping.get(normalised(text))):
        return HeaderCell(position, text, f"={own}", meaning_and_unit(text)[1])
    return HeaderCell(position, text, *(meaning_and_unit(text) if text else ("", "")))


def _meaning(base: str) -> str:
    base = _AFTERWARDS.sub("", base)
    if not base or len(base) > _LONGEST:
        return ""
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(base)), "")


def _qualified(base: str, hints: list[str]) -> str:
    """What brackets make of a header: 电话(备用) is the 备用电话; `nobody`: a 电话(顾问) is not the customer's."""
    for hint in hints:
        if QUALIFIERS.fullmatch(hint) and (meaning := _meaning(hint + base) or _meaning(base + hint)):
            return meaning
        if OTHERS.search(hint) and _meaning(base) in _OF_A_PERSON:
            return _meaning(hint + base) or "nobody"
    return ""


def _in_english(text: str) -> str:
    joined = reordered(text)
    if meaning := _meaning(joined) or told_together(text):
        return meaning
    said = in_chinese(text)
    return _meaning(said) or composed_meaning(said)


def _in_two_languages(base: str) -> str:
    """`姓名Name`: both halves say something; the Chinese one counts."""
    halves = _TWO_LANGUAGES.fullmatch(base)
    if halves is None:
        return ""
    chinese, english = (halves[1], halves[2]) if halves[1] else (halves[4], halves[3])
    return _meaning(chinese) if _meaning(english) else ""


def _unit_inside(base: str) -> str:
    ended = UNITS.match(base)
    return ended[2] if ended else next((sign for sign in ("秒", "分钟", "坪") if sign in base), "")


def _plain(text: str) -> str:
    """Folded, list numbers and required marks gone, brackets kept."""
    plain = folded(_LIST_NUMBER.sub("", unicodedata.normalize("NFKC", text)))
    return _BRACKETS.sub(lambda found: "" if REQUIRED.match(found[1].strip()) else found[0], plain)
