"""Telephone cells: one or more numbers, with names and notes. Contract, "Reject or warn"."""

import re
from dataclasses import dataclass, field
from typing import Final

from pipeline.intake.cells.phone_numbers import CHINESE_REGIONS, MOBILE, Number, read_number, region_of
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.surnames import is_persons_name
from pipeline.intake.cells.text import folded, typed

_LONGEST: Final = 300  # two numbers and a note are far shorter
_INVALID: Final = Reading(code="phone-invalid")
_EXPONENT: Final = re.compile(r"(\d+)(?:\.(\d+))?e\+?(\d+)")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
_POINT_ZERO: Final = re.compile(r"(?<=\d{7})\.0+(?!\d)")
_LETTER_O: Final = re.compile(r"(?<![a-z])[\do][\do\- ]{5,}[\do](?![a-z])")
_LABEL: Final = re.compile(r"(?<![a-z])(?:tel(?:ephone)?|phone|mobile|mob|cell|whatsapp)[:.]? ?(?=[+\d(])")
_MASKED: Final = re.compile(r"(?<!\d)(?:\+?86[\- ]?)?(1[3-9]\d)[\- ]?[*x•·]{3,5}[\- ]?(\d{4})(?!\d)")
_PARTLY_MASKED: Final = re.compile(r"(?<![\d*])1[3-9](?=\d*\*{3})[\d*]{9}(?![\d*])")
_FIRST_AND_LAST: Final = re.compile(r"(1[3-9]\d)[\- ]?(\d{4})")
_SEPARATOR: Final = re.compile(r"[/、,;|\n]|或者?|(?<=\d)和(?=[\d+])|(?<=\d)及(?=[\d+])")
_EXTENSION: Final = r"(?:转|ext\.?|分机)(?:分机)?[:\- ]*(\d{1,6})"
_RUN: Final = re.compile(rf"\+?[(]?\d(?:[\d\-(). ]*\d)?[)]?(?: ?{_EXTENSION}(?!\d))?")
_DASHED_EXTENSION: Final = re.compile(
    r"([(]?0\d{2,3}[)]?[\- ]?\d{7,8}|[48]00(?:[\- ]?\d{3,4}){2})[\-](\d{1,6})"
)
_DATE: Final = re.compile(r"(?:19|20)\d\d[\-.]\d{1,2}[\-.]\d{1,2}")
_SAME_WECHAT: Final = re.compile(r"微信同|同微信|同号|微信手机|手机微信|微信即|same wechat|wechat same")
_WECHAT_ID: Final = re.compile(
    r"(?:微信号?|wechat|weixin|wx|vx)[:\- ]*([a-z][a-z0-9_\-]{5,19})(?![a-z0-9_\-])"
)
_SOMEBODY_ELSE: Final = re.compile(
    r"配偶|老婆|老公|妻|丈夫|爱人|爸|妈|父|母|儿子|女儿|家人|亲戚|秘书|助理|司机|spouse|wife|husband|mother|father"
)
_SAYS_NONE: Final = re.compile(r"[无未没不拒空暂待补后]|保密|微信|隐私|同上")
_NOTE_DIGITS: Final = 6
_NOTE_FIGURE: Final = re.compile(r"(?<!\d)\d{1,2}(?=[号栋幢层楼房室期组月日点岁])")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of digits: the numbers it stands for, none if it can be none, and what touches it."""

    figures: int
    numbers: list[Number]
    is_own: bool
    has_letter: bool

    @property
    def is_note(self) -> bool:
        """Too short for a number: a floor, a house, or one of the placeholders."""
        return self.figures <= _NOTE_DIGITS and all(number.line == "nobody" for number in self.numbers)


@dataclass
class _Lines:
    """The numbers of one cell, in its order."""

    mobiles: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    is_nobody: bool = False

    def keep(self, number: Number, is_own: bool) -> None:
        self.is_nobody |= number.line == "nobody"
        kept = self.mobiles if number.line == "mobile" and is_own else self.others
        if number.text and number.text not in kept:
            kept.append(number.text)


def phone_parser(mobiles: tuple[str, ...], other: str) -> Parser:
    """A customer's numbers: mobiles go to `mobiles` in turn, what is left and other lines to `other`, by `|`.

    Notes tell more: 微信同号 that WeChat is connected, a name how the customer is called, 老婆 that the number is
    somebody else's (an other line, which ties nobody). Placeholders and hotlines are no number.
    """

    def parse(cell: Cell, context: CellContext) -> Reading:
        if type(cell) is str and mobiles and MOBILE.fullmatch(cell) and _is_chinese(context):
            return Reading({mobiles[0]: f"+86{cell}"})
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            return _INVALID
        if not isinstance(cell, str) and cell < 0:
            return _INVALID
        text = _legible(folded(cell)[:_LONGEST])
        if text is None:
            return Reading(code="phone-digits-lost")
        masked, text = _without_masked(text, context)
        lines = _lines(text, context, is_known=bool(masked))
        if lines is None:
            return _INVALID
        values = {**dict(zip(mobiles, lines.mobiles, strict=False)), **_notes(cell, text)}
        others = [*lines.others, *lines.mobiles[len(mobiles) :]]
        values |= {other: "|".join(others)} if others else {}
        values |= {"masked_phone": masked} if masked else {}
        if not values and not lines.is_nobody and not _SAYS_NONE.search(text):
            return _INVALID
        return Reading(values) if values else NOTHING

    return parse


_parse_any: Final = phone_parser(("phone",), "other_phone")


def parse_referrer_phone(cell: Cell, context: CellContext) -> Reading:
    """The first number of whoever referred the customer."""
    reading = _parse_any(cell, context)
    number = reading.values.get("phone") or str(reading.values.get("other_phone", "")).split("|")[0]
    return Reading({"referrer_phone": number} if number else {}, reading.code)


def _is_chinese(context: CellContext) -> bool:
    return region_of(context.zone) in CHINESE_REGIONS


def _legible(text: str) -> str | None:
    """The text with 0 for the letter O and without `.0`; None when a spreadsheet dropped digits."""
    written = _EXPONENT.fullmatch(text)
    if written:
        is_whole = len(written[2] or "") == int(written[3][:4])
        return written[1] + (written[2] or "") if is_whole else None
    grouped = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    plain = _LETTER_O.sub(lambda run: _zeros(run.group()), _POINT_ZERO.sub("", grouped))
    return _NOTE_FIGURE.sub("", _LABEL.sub("", plain))


def _zeros(run: str) -> str:
    return run.replace("o", "0") if sum(sign.isdigit() for sign in run) > 4 else run


def _without_masked(text: str, context: CellContext) -> tuple[str, str]:
    """The pattern of a masked mobile, and the text without it."""
    short = _FIRST_AND_LAST.fullmatch(text) if "前三后四" in folded(context.header) else None
    masked = short or _MASKED.search(text)
    if masked:
        return f"{masked[1]}****{masked[2]}", text.replace(masked.group(), " ")
    partly = _PARTLY_MASKED.search(text)
    return (partly.group(), text.replace(partly.group(), " ")) if partly else ("", text)


def _lines(text: str, context: CellContext, is_known: bool) -> _Lines | None:
    """Every number of the text; None when a run of digits can be none. Small figures beside one are a note."""
    lines = _Lines()
    segments = _SEPARATOR.split(_WECHAT_ID.sub(" ", text))
    runs = [run for segment in segments for run in _runs(segment, context)]
    for run in runs:
        if run.is_note:
            lines.is_nobody |= bool(run.numbers) and not run.has_letter
        elif not run.numbers or run.has_letter:
            return None
        else:
            for number in run.numbers:
                lines.keep(number, run.is_own)
    is_known = is_known or lines.is_nobody or bool(lines.mobiles or lines.others)
    return lines if is_known or not runs else None


def _runs(segment: str, context: CellContext) -> list[_Run]:
    found = list(_RUN.finditer(segment))
    ends = [*(later.start() for later in found[1:]), len(segment)]
    runs = []
    for run, end in zip(found, ends, strict=False):
        note = segment[run.end() : end] + (segment[: run.start()] if len(found) == 1 else "")
        figures = sum(sign.isdigit() for sign in run.group())
        runs.append(
            _Run(figures, _numbers(run, context), not _SOMEBODY_ELSE.search(note), _has_letter(segment, run))
        )
    return runs


def _numbers(run: re.Match[str], context: CellContext) -> list[Number]:
    """The numbers one run of digits stands for; none when some of its digits fit no number."""
    text, extension = run.group(), run[1]
    if extension:
        text = text[: run.start(1) - run.start()]
    dashed = _DASHED_EXTENSION.fullmatch(text)
    if dashed:
        text, extension = dashed[1], dashed[2]
    number = read_number(_digits(text), context.zone)
    if _DATE.fullmatch(text):
        return []
    if number.line == "invalid":
        return _several(re.split(r"[\s\-]+", text), context)
    if extension and number.text:
        return [
            Number("other", f"{number.text};ext={extension}")
        ]  # behind a switchboard or relay: not one person's
    return [number]


def _several(parts: list[str], context: CellContext) -> list[Number]:
    """Numbers side by side, each from as many parts as it takes."""
    numbers, pending = [], ""
    for part in parts:
        pending += _digits(part)
        number = read_number(pending, context.zone)
        if number.text and len(pending) > _NOTE_DIGITS:
            numbers.append(number)
            pending = ""
    return [] if pending or len(parts) == 1 else numbers


def _digits(text: str) -> str:
    return ("+" if text.lstrip("( ").startswith("+") else "") + "".join(
        sign for sign in text if sign in "0123456789"
    )


def _has_letter(segment: str, run: re.Match[str]) -> bool:
    before, after = segment[: run.start()][-1:], segment[run.end() :][:1]
    return "a" <= before <= "z" or "a" <= after <= "z"


def _notes(cell: Cell, text: str) -> dict[str, object]:
    """What stands beside the numbers: how the customer is called, whether WeChat is the same, a WeChat id."""
    notes: dict[str, object] = {}
    words = re.split(r"[^A-Za-z\u4e00-\u9fff ]+", typed(cell))
    name = next((word.strip() for word in words if is_persons_name(word.strip())), "")
    if name and any(sign.isdigit() for sign in text):
        notes["preferred_name"] = name
    wechat = _WECHAT_ID.search(text)
    if wechat:
        notes["wechat"] = wechat[1]
    if wechat or _SAME_WECHAT.search(text):
        notes["is_wechat_connected"] = True
    return notes
