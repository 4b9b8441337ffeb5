"""Whose a complaint, a survey or an item of a profile is: by its keys, else by name (Rules, section 3).

Identity is made of leads, visits and deals alone; these rows only join what it found.
"""

from typing import Final

import pandas as pd

from pipeline.customers.by_name import find_customers
from pipeline.customers.columns import Column, look_up
from pipeline.customers.derived import Derived
from pipeline.customers.masked import hidden_like
from pipeline.customers.names import plain
from pipeline.customers.shared_numbers import national

_MOBILES: Final = ("phone", "phone_2")


def find_by_key(rows: pd.DataFrame, derived: Derived) -> pd.DataFrame:
    """`customer_id` (empty: none, or several) and `has_key`, with the index of `rows`.

    `rows` have the columns WHO and consultant. The first of its keys that leads to exactly one customer counts:
    our own number, a mobile, a WeChat id, a customer number within its source, a masked mobile with the name.
    A row without any key is found by name and consultant. A shared mobile leads to several customers, so to none.
    """
    keys = _keys(rows)
    found: Column = pd.Series(index=rows.index, dtype="str")
    if len(rows):
        for key, book in _books(rows, derived).items():
            for values in (keys[key], keys["mobile_2"]) if key == "mobile" else (keys[key],):
                found = found.where(found.notna(), look_up(values, book).astype("str"))
    has_key = pd.DataFrame(keys).notna().any(axis="columns")
    by_name = find_customers(rows["name"], derived.roster.resolve(rows["consultant"]), derived.names)
    found = found.where(found.notna() | has_key, by_name.astype("str"))
    return pd.DataFrame({"customer_id": found, "has_key": has_key})


def _keys(rows: pd.DataFrame) -> "dict[str, Column]":
    """A customer number means something within one set of headers only, a masked mobile with its name."""
    return {
        "stated": rows["stated_customer_id"], "mobile": rows["phone"], "mobile_2": rows["phone_2"],
        "wechat": rows["wechat"], "number": _joined(rows["customer_number"], rows["number_source"]),
        "masked": _joined(rows["masked_phone"], plain(rows["name"])),
    }  # fmt: skip


def _books(rows: pd.DataFrame, derived: Derived) -> "dict[str, pd.Series[str]]":
    """Kind of key -> key -> customer_id, best kind first; keys that lead to several customers are left out.

    Of a site's half a million rows only those are looked at that have a value which `rows` have too.
    """
    people = derived.customers.rename_axis("customer_id").reset_index()
    frames = (derived.leads, derived.activities, derived.deals)
    told = [(frame, name) for frame in (*frames, people) for name in _MOBILES]
    stated = pd.Series(derived.customers.index, index=derived.customers.index, dtype="str")
    numbered = [_touched(frame, "customer_number", rows) for frame in frames]
    masked = [_touched(frame, "masked_phone", rows) for frame in frames]
    wanted = pd.concat([rows["phone"], rows["phone_2"]]).dropna().unique()
    return {
        "stated": pd.concat([stated, derived.aliases]),
        "mobile": _only([_pair(f[f[name].isin(wanted)], name) for f, name in told]),
        "wechat": _only([_pair(_touched(frame, "wechat", rows), "wechat") for frame in (*frames, people)]),
        "number": _only(
            [(_joined(f["customer_number"], f["number_source"]), f["customer_id"]) for f in numbered]
        ),
        "masked": _only([*_told_masked(masked), *_fitting(rows, derived)]),
    }


def _told_masked(frames: list[pd.DataFrame]) -> "list[tuple[Column, Column]]":
    return [(_joined(f["masked_phone"], plain(f["name"])), f["customer_id"]) for f in frames]


def _fitting(rows: pd.DataFrame, derived: Derived) -> "list[tuple[Column, Column]]":
    """Full mobiles as the masked ones of `rows` would show them, with the names they stand beside."""
    masked = rows["masked_phone"].dropna()
    if masked.empty:
        return []
    frames = [
        f[["phone", "name", "customer_id"]].dropna()
        for f in (derived.leads, derived.activities, derived.deals)
    ]
    known = pd.concat(frames, ignore_index=True).drop_duplicates()
    names = plain(known["name"])
    return [
        (_joined(hidden, names), known["customer_id"])
        for hidden in hidden_like(national(known["phone"]), masked)
    ]


def _touched(frame: pd.DataFrame, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    return frame[frame[name].isin(rows[name].dropna().unique())]


def _pair(frame: pd.DataFrame, name: str) -> "tuple[Column, Column]":
    return frame[name], frame["customer_id"]


def _only(pairs: "list[tuple[Column, Column]]") -> "pd.Series[str]":
    told = pd.concat([pd.DataFrame({"key": k, "customer": c}) for k, c in pairs]).dropna().drop_duplicates()
    lone = told[~told["key"].duplicated(keep=False)]
    return pd.Series(lone["customer"].to_numpy(), index=lone["key"].to_numpy(), dtype="str")


def _joined(one: Column, other: Column) -> Column:
    return (one + "|" + other).astype("str")
