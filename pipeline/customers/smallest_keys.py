"""The smallest key of a customer, by which customers are ordered where nothing else decides (section 3)."""

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, unlike
from pipeline.customers.ties import NOBODY

MOBILE, WECHAT, OFFICE_NUMBER, OTHER_NUMBER, MASKED, ROW = range(6)


def smallest_keys(rows: pd.DataFrame, customers: Codes, shared: frozenset[str]) -> pd.DataFrame:
    """Index customer: `key_kind`, the first of mobile, WeChat id, customer number, other number, masked
    mobile, row; `key`, the smallest of that kind by text; `key_order`, the rank of the customer.

    A shared mobile is nobody's own: it counts as another number.
    """
    kinds = [
        ("phone", MOBILE), ("phone_2", MOBILE), ("wechat", WECHAT), ("customer_number", OFFICE_NUMBER),
        ("other_phone", OTHER_NUMBER), ("masked_phone", MASKED),
    ]  # fmt: skip
    has_one = customers != NOBODY
    known = pd.DataFrame({"customer": customers[has_one], "place": rows["place"][has_one]})
    told = [(unlike(known["customer"].to_numpy(), rows[column][has_one]), kind) for column, kind in kinds]
    keys = pd.concat([_keys(stated, kind, shared) for stated, kind in told], ignore_index=True)
    places = known.groupby("customer", as_index=False)["place"].min()
    own = pd.DataFrame({"customer": places["customer"], "key_kind": ROW, "key": ""})
    keys = pd.concat([keys, own], ignore_index=True).sort_values(["customer", "key_kind", "key"])
    first = keys.drop_duplicates("customer").merge(places, on="customer")
    ordered = first.sort_values(["key_kind", "key", "place"], kind="stable")
    ranked = ordered.assign(key_order=np.arange(len(ordered), dtype="int64"))
    return ranked.set_index("customer")[["key_kind", "key", "key_order"]].sort_index()


def _keys(stated: pd.DataFrame, kind: int, shared: frozenset[str]) -> pd.DataFrame:
    is_shared = stated["text"].isin(shared) & (kind == MOBILE)
    return pd.DataFrame(
        {
            "customer": stated["customer"],
            "key_kind": np.where(is_shared, OTHER_NUMBER, kind),
            "key": stated["text"],
        }
    )
