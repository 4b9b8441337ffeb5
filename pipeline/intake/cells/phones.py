"""Telephone cells: one or two numbers, with names and notes. Contract, "Reject or warn"."""

import re
from dataclasses import dataclass, field
from typing import Final

from pipeline.intake.cells.phone_numbers import Number, read_number
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.surnames import is_persons_name
from pipeline.intake.cells.text import folded, typed

_PLAIN: Final = re.compile(r"1[3-9]\d{9}")
_LOST: Final = re.compile(r"\d+(?:\.(\d+))?e\+?(\d+)")
_MASKED: Final = re.compile(r"(?<!\d)(?:\+?86)?(1[3-9]\d)[*x·•.]{3,5}(\d{4})(?!\d)")
_LETTER_O: Final = re.compile(r"(?<=\d)o(?=[\do\- ])|(?<=[\do])o(?=\d)|(?<=\d)o+$|^o(?=\d)")
_RUN: Final = re.compile(r"\+?\(?\d[\d\-(). ]*(?:(?:转|ext\.?|分机|x|#)(?:分机)?[:\- ]*\d{1,6}(?!\d))?")
_EXTENSION: Final = re.compile(r"(?:转|ext\.?|分机|x|#)(?:分机)?[:\- ]*(\d{1,6})$")
_DASHED_EXTENSION: Final = re.compile(r"^(\+?\(?(?:86[\- ]?)?0\d{2,3}\)?[\- ]?\d{7,8}|[48]00[\- ]?\d{3}[\- ]?\d{4})-(\d{1,6})$")
_SAME_WECHAT: Final = re.compile(r"微信同|同微信|同号|微信手机|手机微信|=微信|wechat same|same wechat")
_WECHAT_ID: Final = re.compile(r"(?:微信号?|wechat|weixin|wx|vx)[:\- ]*([a-z][a-z0-9_\-]{5,19})(?![a-z0-9])")
_THIRD_PERSON: Final = re.compile(r"配偶|老婆|老公|妻|丈夫|爱人|太太的|先生的|爸|妈|父|母|儿|女儿|家人|亲戚|秘书|助理|司机|spouse|wife|husband")
_SAYS_NONE: Final = re.compile(r"[无未没不拒空暂待补后]|保密|微信|隐私")
_LATIN: Final = re.compile(r"[a-z]")


@dataclass
class _Found:
    """What a cell was found to hold, in its order."""

    mobiles: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    is_invalid: bool = False
    is_nobody: bool = False

    def keep(self, number: Number, is_own: bool) -> None:
        self.is_invalid |= number.line == "invalid"
        self.is_nobody |= number.line == "nobody"
        kept = self.mobiles if number.line == "mobile" and is_own else self.others
        if number.text and number.text not in kept:
            kept.append(number.text)


def phone_parser(first: str, second: str, other: str) -> Parser:
    """Mobiles go to `first`, then `second`; landlines, 400 and somebody else's lines to `other`, joined by `|`.

    Notes tell more: 微信同号 that WeChat is connected, a name how the customer is called, 老婆 that the number is
    somebody else's. Placeholders and hotlines are no number. A third mobile is kept with the others.
    """

    def parse(cell: Cell, context: CellContext) -> Reading:
        if type(cell) is str and _PLAIN.fullmatch(cell) and not context.zone.key.startswith("America"):  # noqa: E721
            return Reading({first: f"+86{cell}"})
        return _parse(cell, context)

    def _parse(cell: Cell, context: CellContext) -> Reading:
        text = folded(cell)
        if _is_lost(text):
            return Reading(code="phone-digits-lost")
        masked = _MASKED.search(text)
        notes = _MASKED.sub(" ", text)
        found, notes = _numbers(notes, context)
        values = _told_by_notes(cell, notes, context)
        if masked:
            values["masked_phone"] = f"{masked[1]}****{masked[2]}"
        names = [first, second] if second else [first]
        values.update(zip(names, found.mobiles, strict=False))
        others = [*found.others, *found.mobiles[len(names) :]]
        if others:
            values[other] = "|".join(others)
        is_wrong = found.is_invalid or (not values and not found.is_nobody and not _SAYS_NONE.search(notes))
        return Reading(code="phone-invalid") if is_wrong else Reading(values) if values else NOTHING

    return parse
