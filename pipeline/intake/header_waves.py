"""Headers of wide call logs: `第一次电联, 状态(一), 第二次电联, 状态(二)` are two activities of one row."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import Final

from pipeline.intake.header_nouns import TALK, TALK_EN
from pipeline.intake.headers import Header, HeaderCell, meaning_and_unit, normalised, with_brackets

# Number of the activity in its row -> its columns, with the meaning they have without the number.
Waves = dict[int, list[HeaderCell]]

_NUMBERS: Final = {
    **{sign: place for place, sign in enumerate("一二三四五六七八九十", start=1)},
    "首": 1, "初": 1, "复": 2, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "1st": 1, "2nd": 2, "3rd": 3, **{f"{n}th": n for n in range(4, 10)}, **{str(n): n for n in range(1, 21)},
}  # fmt: skip
_N: Final = r"(?P<n>[一二三四五六七八九十]|1?\d|20)"
_ORDINALS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"第{_N}[次轮回]的?",
        r"(?P<n>[首初二三四五六七八九])次的?",
        r"(?P<n>[首复二三四五六])(?=访)",
        rf"(?<=进|访|联|呼|话|通|络|系|踪|约|谈){_N}(?=.)",
        r"^(?P<n>first|second|third|fourth|fifth|1st|2nd|3rd|[4-9]th)",
        r"(?<=call|llow|isit|tact|empt|ouch|owup)(?P<n>1?\d)(?=.)",
        rf"[(\[【]?{_N}[)\]】]?$",
    )
)
_BARE_TALK: Final = re.compile(rf"(?:客户|抖音|{TALK})*{TALK}(?:情况)?|{TALK_EN}+|attempt")
_ANCHORS: Final = frozenset(
    {"at", "visit", "bare_talk", "content", "outcome", "last_talk", "call_in", "recorded"}
)
_OF_A_WAVE: Final = _ANCHORS | {
    "remark", "bare_status", "status", "mode", "bare_type", "consultant", "duration", "next_date",
    "next_mode", "next_aim", "resistance", "need_change", "direction", "date", "time", "promise", "material",
}  # fmt: skip
# What says whose activity it is, whichever of the row.
SHARED_BY_WAVES: Final = frozenset(
    {
        "customer_name", "bare_name", "contact_name", "salutation", "nickname", "surname", "given_name",
        "customer_phone", "mobile", "phone", "second_phone", "landline", "wechat", "customer_number", "lead_number",
        "consultant", "consultant_number", "broker",
    }
)  # fmt: skip


def find_waves(header: Header) -> Waves:
    """The activities of a row by number; none where no two headers differ in their number only.

    A header without a number is the first one of its kind (跟进时间, 跟进时间2); equal headers count themselves.
    """
    numbered = _numbered(header.cells)
    numbers = defaultdict[str, set[int]](set)
    for number, cell in numbered:
        numbers[cell.meaning].add(number)
    anchored = {number for meaning in _ANCHORS for number in numbers[meaning] if len(numbers[meaning]) > 1}
    waves: Waves = defaultdict(list)
    for number, cell in numbered:
        if number in anchored and len(numbers[cell.meaning]) > 1:
            waves[number].append(cell)
    return dict(waves) if len(waves) > 1 else {}


def _numbered(cells: list[HeaderCell]) -> list[tuple[int, HeaderCell]]:
    found = [(number, cell) for number, cell in map(_with_number, cells) if cell.meaning in _OF_A_WAVE]
    told = {cell.meaning for number, cell in found if number > 1}
    counted = defaultdict[str, int](int)
    numbered = []
    for number, cell in found:
        counted[normalised(cell.text)] += 1
        is_repeated = sum(normalised(c.text) == normalised(cell.text) for _, c in found) > 1
        if number or is_repeated or cell.meaning in told:
            numbered.append((number or counted[normalised(cell.text)], cell))
    return numbered


def _with_number(cell: HeaderCell) -> tuple[int, HeaderCell]:
    """The number in a header, 0 for none, and the header's meaning without it."""
    text = with_brackets(cell.text)
    if cell.meaning.startswith("="):
        return 0, cell
    for ordinal in _ORDINALS:
        found = ordinal.search(text)
        if found:
            rest = (text[: found.start()] + text[found.end() :]).replace("()", "")
            rest = (
                f"{rest[: found.start()]}来{rest[found.start() :]}"
                if rest[found.start() :].startswith("访")
                else rest
            )
            meaning, unit = meaning_and_unit(rest)
            meaning = meaning or ("bare_talk" if _BARE_TALK.fullmatch(rest) else "")
            if meaning in _OF_A_WAVE:
                return _NUMBERS[found["n"]], replace(cell, meaning=meaning, unit=unit or cell.unit)
    bare = "bare_talk" if not cell.meaning and _BARE_TALK.fullmatch(text) else cell.meaning
    return 0, replace(cell, meaning=bare)
