"""Birthdays out of the items of customer profiles: a month and a day, by the sun or by the moon (section 1)."""

import re
import unicodedata
from calendar import monthrange
from typing import Final, NamedTuple

import pandas as pd

from pipeline.config import ProfileRules
from pipeline.facts import BIRTHDAYS, empty_frame

OWN: Final = ("lunar_birthday", "birthday")
FAMILY: Final = "children_birth_dates"
LEAP_YEAR: Final = 2000
_LUNAR: Final = re.compile("农历|阴历|旧历|農曆|陰曆|lunar|闰|閏|正月|腊月|臘月|冬月|初|廿|卅")
_SOLAR: Final = re.compile("公历|阳历|新历|國曆|国历|solar")
_BETWEEN: Final = re.compile(r"[，,;；、\n()（）]+")
_MONTH_WORDS: Final = (("正月", "1月"), ("冬月", "11月"), ("腊月", "12月"), ("臘月", "12月"))
_NUMERALS: Final = re.compile("[一二三四五六七八九十]+")
_DIGITS: Final = str.maketrans("一二三四五六七八九", "123456789")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}(?!\d)")
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?:19|20)\d\d\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?:19|20)\d\d(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?:3[2-9]|[4-9]\d)[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<month>\d{1,2})\s?月(?:份)?\s?(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ \-/]*(?:of )?{_MONTH}",
        rf"{_MONTH}[ \-/]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)",
        r"^\s*(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\s*$",
    )
)


class Birthday(NamedTuple):
    month: int
    day: int
    is_lunar: bool


def birthdays_of(profiles: pd.DataFrame, rules: ProfileRules) -> pd.DataFrame:
    """Columns BIRTHDAYS: the days that items of customer profiles name, each once.

    `profiles` are the standing items with `customer_id`; items that the office does not keep (any more) say
    nothing. Without month and day there is no birthday. Who has a lunar birthday on record keeps that one.
    """
    kept = profiles[profiles["customer_id"].notna() & ~profiles["item"].isin(rules.dropped_items)]
    is_open = kept["item_class"].isin(["basic", "personal", *rules.kept_classes])
    parts = [
        told.assign(is_family=item == FAMILY)
        for item in (*OWN, FAMILY)
        for told in [_told(kept[is_open & (kept["item"] == item)], item)]
    ]
    found = pd.concat(parts, ignore_index=True)
    is_second = ~found["is_family"] & found[~found["is_family"]].duplicated("customer_id").reindex(
        found.index, fill_value=False
    )
    columns = list(BIRTHDAYS)
    return found.loc[~is_second, columns].drop_duplicates(ignore_index=True).astype(_DTYPES)


def _told(items: pd.DataFrame, item: str) -> pd.DataFrame:
    """One row a day that the values of one item name; each different value is read once."""
    days = [
        (value, *day)
        for value in items["value"].dropna().unique()
        for day in read_birthdays(value, item == OWN[0])[: None if item == FAMILY else 1]
    ]
    read = pd.DataFrame(days, columns=["value", *Birthday._fields])
    return items[["customer_id", "value"]].merge(read.astype({"value": "str"}), on="value")


def read_birthdays(text: str, is_lunar: bool = False) -> list[Birthday]:
    """Every day of the year that a text names: 1990-05-20, 5月20日, 农历八月十五, 大宝2015.6.1, 20 May.

    `is_lunar`: it is of the moon unless it says otherwise. 05/06/1990 can be two days and is none.
    """
    parts = _BETWEEN.split(unicodedata.normalize("NFKC", text).casefold())
    found = [day for part in parts for day in [_read(part, is_lunar)] if day]
    return list(dict.fromkeys(found))


def _read(part: str, is_lunar: bool) -> Birthday | None:
    by_moon = bool(_LUNAR.search(part)) or (is_lunar and not _SOLAR.search(part))
    plain = _in_figures(part)
    if last := _YEAR_LAST.search(plain):
        return _checked(_month_first(int(last[1]), int(last[2])), by_moon)
    for pattern in _PATTERNS:
        if told := pattern.search(plain):
            said = told.groupdict()
            month = _MONTHS.index(said["name"]) + 1 if said.get("name") else int(said["month"])
            return _checked((month, int(said["day"])), by_moon)
    return None


def _month_first(first: int, second: int) -> tuple[int, int]:
    """(0, 0), which is no day, where either of the two can be the month."""
    if first == second or second > 12:
        return first, second
    return (second, first) if first > 12 else (0, 0)


def _checked(day: tuple[int, int], is_lunar: bool) -> Birthday | None:
    month, number = day
    if not 1 <= month <= 12:
        return None
    longest = 30 if is_lunar else monthrange(LEAP_YEAR, month)[1]
    return Birthday(month, number, is_lunar) if 1 <= number <= longest else None


def _in_figures(text: str) -> str:
    """正月初一 -> 1月1, 八月廿三 -> 8月23, 一九九〇年 -> 1990年."""
    for word, figure in _MONTH_WORDS:
        text = text.replace(word, figure)
    text = re.sub("[闰閏初]", "", text).replace("廿", "二十").replace("卅", "三十").replace("〇", "0")
    return _NUMERALS.sub(lambda run: _figures(run[0]), text)


def _figures(run: str) -> str:
    """A number up to 99 with 十, else figure by figure."""
    tens, ten, ones = run.partition("十")
    if not ten:
        return run.translate(_DIGITS)
    return str(int(tens.translate(_DIGITS) or 1) * 10 + int(ones.translate(_DIGITS) or 0))


_DTYPES: Final = empty_frame(BIRTHDAYS).dtypes.to_dict()
