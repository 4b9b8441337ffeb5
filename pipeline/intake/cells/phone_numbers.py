"""One run of digits as a telephone number: a mobile, another line, nobody's, or none at all."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

import phonenumbers
from babel.core import get_global

Line = Literal["mobile", "other", "nobody", "invalid"]

MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_CHINESE: Final = re.compile(r"(?:\+|00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)|^0(?=1[3-9]\d{9}$)")
_LANDLINE: Final = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}")
_TOLL_FREE: Final = re.compile(r"[48]00\d{7}")
_TAIWAN_MOBILE: Final = re.compile(r"09\d{8}")
_HONG_KONG_ONLY: Final = re.compile(r"9\d{7}")  # no line of the mainland begins with 9
_LOCAL: Final = re.compile(r"[2-8]\d{6,7}")
_HOTLINE: Final = re.compile(r"9[56]\d{3,4}|1[012]\d{1,3}")
_PLACEHOLDER: Final = re.compile(r"(\d)\1*|0*1234567(?:8(?:9(?:0(?:1)?)?)?)?")
CHINESE_REGIONS: Final = frozenset({"CN", "HK", "TW", "MO"})
_MOBILE_TYPES: Final = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """`text` is E.164 where the country is certain, the digits of a local line otherwise, "" for nobody's."""

    line: Line
    text: str = ""


_INVALID: Final = Number("invalid")


@cache
def region_of(zone: ZoneInfo) -> str:
    """The country in which a number without a country code is dialled."""
    return str(get_global("zone_territories").get(zone.key or "", "CN"))


def read_number(digits: str, zone: ZoneInfo) -> Number:
    """Digits, a leading + allowed. 8 digits from 2 to 8 are a line of the site's own town, unless it is Hong Kong."""
    region, own = region_of(zone), digits
    if region in CHINESE_REGIONS:
        own = _CHINESE.sub("", digits, count=1)
        if MOBILE.fullmatch(own):
            return Number("mobile", f"+86{own}")
    if _PLACEHOLDER.fullmatch(digits) or (_HOTLINE.fullmatch(digits) and region == "CN"):
        return Number("nobody")
    if _TAIWAN_MOBILE.fullmatch(digits) and region in CHINESE_REGIONS:
        return _dialled(digits, "TW")
    if region == "CN":
        return _on_the_mainland(own)
    number = _dialled(digits, region)
    return (
        Number("mobile", f"+86{digits}") if number.line == "invalid" and MOBILE.fullmatch(digits) else number
    )


def _on_the_mainland(digits: str) -> Number:
    if _LANDLINE.fullmatch(digits):
        return Number("other", f"+86{digits[1:]}")
    if _TOLL_FREE.fullmatch(digits):
        return Number("other", f"+86{digits}")
    if _HONG_KONG_ONLY.fullmatch(digits):
        return _dialled(digits, "HK")
    if _LOCAL.fullmatch(digits):
        return Number("other", digits)
    if digits.startswith(("+", "00")):
        return _dialled(digits, "CN")
    if len(digits) > 10 and digits.startswith(("852", "853", "886")):
        return _dialled(f"+{digits}", "CN")
    return _INVALID


def _dialled(digits: str, region: str) -> Number:
    """What the world's numbering plans say of it."""
    dialled = f"+{digits[2:]}" if digits.startswith("00") else digits
    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return _INVALID
    if not phonenumbers.is_valid_number(number):
        return _INVALID
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Number("mobile" if phonenumbers.number_type(number) in _MOBILE_TYPES else "other", text)
