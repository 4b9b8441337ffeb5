"""Whom a milestone is for (Rules, section 6)."""

import re
from typing import Final

import pandas as pd

from pipeline.rules.known import is_known
from pipeline.rules.wants import WANTS
from pipeline.vocabulary import GRADES

OWNERS: Final = frozenset({"owner", "owners", "业主", "老业主"})
NOT_NOW: Final = frozenset({"not now", "not_now", "暂不考虑"})
_BETWEEN: Final = re.compile(r"[、,，;；|/&\n]+")
_GRADES: Final = re.compile(r"([abc]{1,3})(?:类|级|grade)?")


def invited(audience: str, customers: pd.DataFrame) -> "pd.Series[bool]":
    """Nobody named: open customers that are not not-now; else the named grades, owners, not-now customers, or
    those among whose wants a named word stands.
    """
    is_aside = customers["status"].isin(["not_now", "invalid"]).astype(bool)
    words = [word.strip().casefold() for word in _BETWEEN.split(audience)]
    words = [word for word in words if word]
    if not words:
        return ~is_known(customers["is_closed"]) & ~is_aside
    found = pd.Series(False, index=customers.index)
    for word in words:
        found |= _named(word, customers)
    return found


def _named(word: str, customers: pd.DataFrame) -> "pd.Series[bool]":
    if word in OWNERS:
        return is_known(customers["is_owner"])
    if word in NOT_NOW:
        return customers["status"].eq("not_now").fillna(False).astype(bool)
    if (letters := _GRADES.fullmatch(word)) and set(letters[1].upper()) <= set(GRADES):
        return customers["grade"].isin(list(letters[1].upper())).astype(bool)
    found = pd.Series(False, index=customers.index)
    for kind in ("district", *(kind for kind in WANTS if kind != "area")):
        told = customers[kind].dropna().unique()
        fitting = [text for text in told if word in {part.strip() for part in text.casefold().split("|")}]
        found |= customers[kind].isin(fitting).astype(bool)
    return found
