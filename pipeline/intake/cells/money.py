"""Amounts of money, in yuan: budgets, prices, what was paid."""

import re
from decimal import Decimal
from typing import Final

from babel.core import get_global
from babel.numbers import get_territory_currencies

from pipeline.intake.cells.intervals import Interval, about, quantity_text, read_interval
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import UNDECIDED, folded

_WAN: Final = Decimal(10_000)
_BARE_IS_WAN_BELOW: Final = Decimal(10_000)  # contract: between this and the next, ask
_BARE_IS_YUAN_FROM: Final = Decimal(100_000)
_MOST: Final = Decimal(10) ** 12
_UNITS: Final = {
    "": None, "亿": Decimal(10) ** 8, "万": _WAN, "w": _WAN, "wan": _WAN, "千": Decimal(1000), "k": Decimal(1000),
    "thousand": Decimal(1000), "m": Decimal(10) ** 6, "mn": Decimal(10) ** 6, "mil": Decimal(10) ** 6,
    "mio": Decimal(10) ** 6, "million": Decimal(10) ** 6, "百万": Decimal(10) ** 6, "b": Decimal(10) ** 9,
    "bn": Decimal(10) ** 9, "billion": Decimal(10) ** 9, "元": Decimal(1), "块": Decimal(1), "圆": Decimal(1),
}  # fmt: skip
_CURRENCIES: Final = {
    "¥": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "aed": "AED", "dhs": "AED", "dh": "AED",
    "usd": "USD", "us$": "USD", "$": "USD", "美元": "USD", "美金": "USD", "hkd": "HKD", "hk$": "HKD", "港币": "HKD",
    "港元": "HKD", "twd": "TWD", "ntd": "TWD", "nt$": "TWD", "台币": "TWD", "新台币": "TWD", "sgd": "SGD",
    "s$": "SGD", "eur": "EUR", "€": "EUR", "欧元": "EUR", "gbp": "GBP", "£": "GBP", "英镑": "GBP",
    "日元": "JPY", "jpy": "JPY",
}  # fmt: skip
_CURRENCY: Final = re.compile(
    "|".join(
        rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isalpha() and word.isascii() else re.escape(word)
        for word in sorted(_CURRENCIES, key=len, reverse=True)
    )
)
_NUMBER: Final = re.compile(
    r"(\d+(?:\.\d+)?|\.\d+)(亿|万|wan|w|千|k|thousand|million|mio|mil|mn|m|billion|bn|b|元|块|圆)?(?:元|块|圆)?(?:钱|整)?"
)
_HUNDRED_MILLIONS: Final = re.compile(r"(\d+(?:\.\d+)?)亿(\d+(?:\.\d+)?)万元?")
_LABEL: Final = re.compile(
    r"^(?:总价|总预算|预算|总款|总额|价格|总金额|budget)(?:在|为|是)?:?|(?:的?总价|预算)$"
)
_TOTAL: Final = re.compile(r"(?:总价|总预算|总款)(?:在|为|是)?:?([^,;、/。]*\d[^,;、/。]*)")
_OTHER_KIND: Final = re.compile(
    r"首付|首期|首款|头款|自备|月供|月付|月租|租金|月还|单价|均价|定金|订金|贷款|公积金|每平|每坪|一平|一坪|每尺|%|\d成|/(?:m2|平|坪|尺|呎|sq|月)"
    r"|persq|psf|downpayment|deposit|monthly|permonth|instal"
)
_NO_AMOUNT: Final = UNDECIDED | {"无上限", "不差钱", "没问题", "充足", "合适就行", "都可以", "0"}
# What is said beside an amount and changes nothing: 250万(含车位).
_NOTED: Final = re.compile(r"\([^()\d]{0,20}\)$")
_KINDS: Final = {"unit": "budget-unit", "other": "money-other-kind", "unreadable": "money-unreadable"}


def budget_parser(low: str, high: str) -> Parser:
    """A budget's two ends; either name may be "" for a column that holds one of them only.

    A single amount is both; 以下 is the upper end alone, 以上 the lower; 左右 adds a tenth to the upper.
    """

    def parse(cell: Cell, context: CellContext) -> Reading:
        read = _ends(cell, context)
        if isinstance(read, str):
            return Reading(code=_KINDS[read]) if read else NOTHING
        lowest, highest = read
        told = {
            name: float(end) for name, end in ((low, lowest), (high, highest)) if name and end is not None
        }
        return Reading(told) if told else Reading(code=_KINDS["unreadable"])

    return parse


def amount_parser(field: str) -> Parser:
    """One amount; a range or a bound is none."""

    def parse(cell: Cell, context: CellContext) -> Reading:
        read = _ends(cell, context)
        if isinstance(read, str):
            return Reading(code=_KINDS[read]) if read else NOTHING
        lowest, highest = read
        if lowest is None or lowest != highest:
            return Reading(code=_KINDS["unreadable"])
        return Reading({field: float(lowest)})

    return parse


def _ends(cell: Cell, context: CellContext) -> tuple[Decimal | None, Decimal | None] | str:
    """Both ends in yuan, or a key of `_KINDS`; "" for no amount."""
    if folded(cell) in _NO_AMOUNT:
        return ""
    text = quantity_text(cell)
    total = _TOTAL.search(text)
    text = total[1] if total else text
    if _OTHER_KIND.search(text):
        return "other"
    if any(_CURRENCIES[word] not in _spoken_currencies(context) for word in _CURRENCY.findall(text)):
        return "other"
    interval = read_interval(_LABEL.sub("", _CURRENCY.sub("", _NOTED.sub("", text))))
    if interval is None or isinstance(cell, bool):
        return "unreadable"
    return _in_yuan(interval, context)


def _in_yuan(interval: Interval, context: CellContext) -> tuple[Decimal | None, Decimal | None] | str:
    low, high = _amount(interval.low), _amount(interval.high)
    if low is None or high is None:
        return "unreadable"
    if interval.low and interval.high and not low[1]:
        low = low[0], high[1]
        if high[1] and low[0] > high[0]:
            low = low[0], None  # 8000-1亿: the unit behind cannot be meant for both
    ends = [
        _yuan(*end, context) if text else None for end, text in ((low, interval.low), (high, interval.high))
    ]
    if "unit" in ends:
        return "unit"
    lowest, highest = (end if isinstance(end, Decimal) else None for end in ends)
    if max(lowest or 0, highest or 0) > _MOST or max(lowest or 0, highest or 0) == 0:
        return "unreadable"
    if lowest is not None and highest is not None and lowest > highest:
        lowest, highest = highest, lowest
    return lowest, None if highest is None else about(highest, interval)


def _amount(text: str) -> tuple[Decimal, Decimal | None] | None:
    """A number and what its unit multiplies by (None: no unit); 0 for no text; None if unreadable."""
    if not text:
        return Decimal(0), None
    both = _HUNDRED_MILLIONS.fullmatch(text)
    if both:
        return Decimal(both[1]) * 10_000 + Decimal(both[2]), _WAN
    number = _NUMBER.fullmatch(text)
    return (Decimal(number[1]), _UNITS[number[2] or ""]) if number else None


def _yuan(number: Decimal, factor: Decimal | None, context: CellContext) -> Decimal | str:
    """A number in yuan by its own unit, else the header's, else by its size; "unit" where that decides nothing."""
    if factor is not None:
        return number * factor
    hint = _hint(context.unit)
    if hint is not None:
        is_other_scale = (
            number >= _BARE_IS_YUAN_FROM if hint >= _WAN else hint == 1 and number < _BARE_IS_WAN_BELOW
        )
        return "unit" if is_other_scale and number else number * hint
    if number < _BARE_IS_WAN_BELOW:
        return number * _WAN
    return number if number >= _BARE_IS_YUAN_FROM else "unit"


def _hint(unit: str) -> Decimal | None:
    text = folded(unit)
    if _CURRENCY.fullmatch(text):
        return Decimal(1)
    bare = _CURRENCY.sub("", text).strip().removesuffix("元") or text.strip()
    return _UNITS.get(bare)


def _spoken_currencies(context: CellContext) -> set[str]:
    """Yuan, the currency in the header, and the site's own: amounts are never converted."""
    territory = get_global("zone_territories").get(context.zone.key or "")
    own = get_territory_currencies(territory) if territory else []
    return {"CNY", *own, *(_CURRENCIES[word] for word in _CURRENCY.findall(folded(context.unit)))}
