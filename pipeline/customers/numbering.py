"""Our own customer numbers: given once, never changed, never used again (Rules, section 3)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Column
from pipeline.customers.ties import NOBODY


@dataclass(frozen=True)
class Numbering:
    """`customer_ids`: by customer (0 up). `aliases`: a merged customer's other numbers -> the one it keeps.
    `new`: customer_id and row_key of those given now.
    """

    customer_ids: "pd.Series[str]"
    aliases: "pd.Series[str]"
    new: pd.DataFrame


def number_customers(
    site: str,
    order: pd.DataFrame,
    customers: Codes,
    anchored: "pd.Series[int]",
    anchors: Column,
    numbers: pd.DataFrame,
) -> Numbering:
    """Customers keep the oldest number anchored to one of their rows; the others are numbered in turn.

    `order`: index customer, columns created_at and key_order, by which new numbers are given, after the
    largest number that was ever given. `anchored`: number -> row; `anchors`: customer -> row_key.
    """
    held = pd.DataFrame({"customer_id": anchored.index, "customer": customers[anchored.to_numpy()]})
    held = held[held["customer"] != NOBODY].assign(ordinal=_ordinals(held["customer_id"]))
    held = held.sort_values("ordinal")
    kept = held.drop_duplicates("customer").set_index("customer")["customer_id"]
    aliases = held[held["customer"].duplicated()]
    unnumbered = order[~order.index.isin(kept.index)].sort_values(["created_at", "key_order"])
    first = int(_ordinals(numbers["customer_id"]).max() if len(numbers) else 0) + 1
    given = [f"{site}-{ordinal:06d}" for ordinal in range(first, first + len(unnumbered))]
    fresh = pd.Series(given, index=unnumbered.index, dtype="str")
    return Numbering(
        pd.concat([kept, fresh]).astype("str").sort_index(),
        pd.Series(kept.reindex(aliases["customer"]).to_numpy(), index=aliases["customer_id"], dtype="str"),
        pd.DataFrame({"customer_id": fresh, "row_key": anchors.reindex(fresh.index)}).reset_index(drop=True),
    )


def _ordinals(customer_ids: Column) -> Column:
    return (
        customer_ids.str.rpartition("-")[2].astype("int64")
        if len(customer_ids)
        else pd.Series(np.zeros(0, dtype="int64"))
    )
