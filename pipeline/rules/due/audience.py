"""Whom the office means with the audience of a milestone (Rules, section 6)."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from pipeline.rules.known import is_known
from pipeline.rules.wants import WANTS

EVERYBODY: Final = frozenset({"全部", "全体", "所有", "不限", "全员", "all", "everyone", "everybody"})
OWNERS: Final = frozenset(
    {"owner", "owners", "业主", "老业主", "准业主", "已成交", "成交", "已签约", "签约", "已购"}
)
NOT_NOW: Final = frozenset({"not now", "not_now", "暂不考虑", "暂缓"})
TYPES: Final = {
    "first_home": "first_home", "首次置业": "first_home", "首置": "first_home", "刚需": "first_home",
    "upgrade": "upgrade", "改善": "upgrade", "首改": "upgrade", "再改": "upgrade", "investment": "investment",
    "投资": "investment", "rental": "rental", "租赁": "rental",
}  # fmt: skip
WORD_COLUMNS: Final = tuple(kind for kind in ("district", *WANTS) if kind != "area")
_BETWEEN: Final = re.compile(r"[/、,，;；|&＋+\n]+")
_GRADES: Final = re.compile(r"(?:grades?\s*)?([abc]{1,3})(?:\s*(?:类|级|档|grade))?")
_PEOPLE: Final = re.compile(r"(?:意向)?(?:客户|客群|人群|customers?|clients?)$")
_BEDROOMS: Final = re.compile(r"(\d|[一二两三四五六])(?:室|房|居|居室|房型|bedrooms?|br)")
_FIGURES: Final = {
    **{str(n): str(n) for n in range(10)},
    **dict(zip("一二两三四五六", "1223456", strict=True)),
}


def invited(
    audiences: Iterable[str], customers: pd.DataFrame, unless_said: "pd.Series[bool]"
) -> "dict[str, pd.Series[bool]]":
    """Audience as typed -> who is meant; the empty one means `unless_said`.

    Named are grades, owners, not-now customers, VIP, kinds of customers, everybody, or a word that stands among the
    customer's wants; several together mean all of them. A word that fits nobody invites nobody.
    """
    known = {text: _meant(text, customers) for text in set(audiences) - {""}}
    return {"": unless_said, **known}


def open_customers(customers: pd.DataFrame) -> "pd.Series[bool]":
    """Neither closed nor not now."""
    is_aside = customers["status"].isin(["not_now", "invalid"]).astype(bool)
    return ~is_known(customers["is_closed"]) & ~is_aside


def _meant(text: str, customers: pd.DataFrame) -> "pd.Series[bool]":
    words = [word.strip() for word in _BETWEEN.split(unicodedata.normalize("NFKC", text).casefold())]
    masks = [_named(word, customers) for word in words if word]
    return pd.Series(np.logical_or.reduce(masks) if masks else False, index=customers.index, dtype=bool)


def _named(word: str, customers: pd.DataFrame) -> "pd.Series[bool]":
    group = _PEOPLE.sub("", word).strip() or word
    if group in EVERYBODY:
        return pd.Series(True, index=customers.index)
    if group in OWNERS:
        return is_known(customers["is_owner"])
    if group in NOT_NOW:
        return customers["status"].eq("not_now").astype(bool)
    if group == "vip":
        return is_known(customers["is_vip"])
    if grades := _GRADES.fullmatch(group):
        return customers["grade"].isin(list(grades[1].upper())).astype(bool)
    kind = TYPES.get(group.removesuffix("型"), "")
    return _wanting(word, customers) | customers["customer_type"].eq(kind).astype(bool)


def _wanting(word: str, customers: pd.DataFrame) -> "pd.Series[bool]":
    """The word is one of those that the customer's wants are told in; 三房 is a want of three bedrooms."""
    rooms = _BEDROOMS.fullmatch(word)
    found = pd.Series(False, index=customers.index)
    for column in WORD_COLUMNS:
        wanted = _FIGURES[rooms[1]] if rooms and column == "layout" else word
        told = customers[column].dropna().unique()
        fitting = [text for text in told if wanted in {part.strip() for part in text.casefold().split("|")}]
        found |= customers[column].isin(fitting).astype(bool)
    return found
