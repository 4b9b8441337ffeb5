"""Customer numbers that last: each is anchored to the earliest fact it was given for (Rules, section 3)."""

from hashlib import sha256

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Column, look_up
from pipeline.customers.kinds import ACTIVITY
from pipeline.customers.names import plain

MARK = "~"


def anchored_rows(rows: pd.DataFrame, numbers: pd.DataFrame) -> "pd.Series[int]":
    """Customer number -> the row (position) it was given for; numbers whose row is gone are left out."""
    known = numbers.drop_duplicates("customer_id")
    wanted = pd.DataFrame(
        {
            "customer_id": known["customer_id"],
            "row_key": known["row_key"].str.replace(f"{MARK}.*$", "", regex=True),
            "mark": known["row_key"].str.extract(f"{MARK}(.*)$", expand=False).fillna(""),
        }
    )
    is_wanted = rows["row_key"].isin(wanted["row_key"]) & (rows["kind"] != ACTIVITY)
    candidates = rows.loc[is_wanted, ["row_key", "own_at", "place", "name"]]
    candidates = candidates.assign(row_mark=_marks(candidates["name"]), position=candidates.index)
    pairs = wanted.merge(candidates, on="row_key")
    pairs = pairs[(pairs["mark"] == "") | (pairs["mark"] == pairs["row_mark"])]
    first = pairs.sort_values(["own_at", "place"], kind="stable").drop_duplicates("customer_id")
    return first.set_index("customer_id")["position"]


def anchor_keys(rows: pd.DataFrame, customers: Codes) -> Column:
    """Customer -> what its number is anchored to: the row_key of its earliest lead or deal.

    People who share a number, a day and a channel have equal row keys; a mark made of the name tells them
    apart.
    """
    is_founding = (customers >= 0) & (rows["kind"] != ACTIVITY).to_numpy()
    founding = rows.loc[is_founding, ["row_key", "dated_at", "place", "name"]]
    founding = founding.assign(customer=customers[is_founding])
    owners = founding.groupby("row_key")["customer"].nunique()
    first = founding.sort_values(["dated_at", "place"], kind="stable").drop_duplicates("customer")
    is_shared = look_up(first["row_key"], owners).to_numpy() > 1
    keys = first["row_key"].where(~is_shared, first["row_key"] + MARK + _marks(first["name"]))
    return pd.Series(keys.to_numpy(), index=first["customer"].to_numpy(), dtype="str")


def _marks(names: Column) -> Column:
    codes, unique = pd.factorize(plain(names).fillna(""))
    marks = np.array([sha256(name.encode()).hexdigest()[:12] for name in unique], dtype=object)
    return pd.Series(marks[codes] if len(codes) else [], index=names.index, dtype="str")
