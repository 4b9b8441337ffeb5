"""Chinese numerals: 三百五十, 叁佰, 两千五, 二〇二六, 3百 -> digits, wherever they stand in a text."""

import re
from decimal import Decimal
from typing import Final

_FORMAL: Final = str.maketrans(
    "壹贰貳叁参參肆伍陆柒捌玖拾佰仟〇两兩廿", "一二二三三三四五六七八九十百千零二二二"
)
_DIGITS: Final = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_RUN: Final = re.compile(
    r"(?:\d+(?:\.\d+)?(?=[十百千]))?[零一二三四五六七八九十百千](?:[零一二三四五六七八九十百千]|\d+(?=[十百千]))*"
)
_TOKEN: Final = re.compile(r"\d+(?:\.\d+)?|[零一二三四五六七八九]+|[十百千]")
# 三四百万 is a range: two digits that follow each other before one unit.
_PAIR: Final = re.compile(r"(一二|二三|三四|四五|五六|六七|七八|八九)([十百千])")


def arabic(text: str) -> str:
    """The text with digits for numerals; 万 and 亿 stay, since they are units of money too."""
    if text.isascii():
        return text
    plain = text.replace("廿", "二十").translate(_FORMAL)
    plain = _PAIR.sub(lambda pair: f"{pair[1][0]}{pair[2]}-{pair[1][1]}{pair[2]}", plain)
    return _RUN.sub(lambda run: _value(run.group()), plain)


def _value(run: str) -> str:
    tokens = _TOKEN.findall(run)
    if not any(token in _TENS for token in tokens):
        return "".join(str(_DIGITS[sign]) for sign in run)
    total, pending, unit = Decimal(0), "", 0
    for token in tokens:
        if token in _TENS:
            unit = _TENS[token]
            total += _number(pending or "1") * unit
            pending = ""
        else:
            pending = token
    if pending and unit > 10 and len(pending) == 1 and not pending.isdigit():
        return _written(total + _number(pending) * unit / 10)  # 三百五 is 350
    return _written(total + _number(pending or "0"))


def _number(token: str) -> Decimal:
    return Decimal("".join(str(_DIGITS.get(sign, sign)) for sign in token))


def _written(value: Decimal) -> str:
    return format(value.normalize(), "f")
