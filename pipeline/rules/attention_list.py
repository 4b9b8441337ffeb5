"""The manager's list: who needs attention for longest, and how many others do (Rules, section 6, flags)."""

from typing import Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.vocabulary import FLAGS

# The flags that stand on the list by name, each with the column that says since when; else created_at.
LISTED: Final = {"churn_warning": "last_contact_at", "neglected": "last_touch_on", "stuck": "status_since"}


def attention_list(customers: pd.DataFrame, settings: Settings, as_of: AsOf) -> pd.DataFrame:
    """One row: one customer under one flag, of each consultant and flag the `attention_rows` longest.

    flag, consultant (empty: nobody's), customer_id; since: the last contact of a churn warning, the last
    attempt or contact of who is neglected, the first day of the status of who is stuck, else created_at;
    days: from then to the plan day. By flag in the order of FLAGS, consultant, longest first; ties: oldest
    created_at, then smallest key. `customers` with `flags`.
    """
    rows = _flagged(customers).join(customers[["created_at", "key_order"]], on="customer_id")
    parts = []
    for flag, column in LISTED.items():
        own = rows[rows["flag"].eq(flag)]
        since = customers[column].fillna(customers["created_at"]).dt.normalize()
        parts.append(own.assign(since=since.reindex(own["customer_id"]).to_numpy()))
    rows = pd.concat(parts, ignore_index=True)
    ordered = rows.sort_values(["flag_order", "consultant", "since", "created_at", "key_order"])
    longest = ordered.groupby(["flag_order", "consultant"], dropna=False, sort=False).head(
        settings.rules.plan.attention_rows
    )
    days = (pd.Timestamp(as_of.plan_day) - longest["since"]).dt.days
    named = longest.assign(days=days)[["flag", "consultant", "customer_id", "since", "days"]]
    return named.reset_index(drop=True)


def attention_counts(customers: pd.DataFrame) -> pd.DataFrame:
    """flag, consultant, customers: how many of each consultant's customers have a flag; those with any, in the
    order of FLAGS, then by consultant, nobody's last. `customers` with `flags`.
    """
    counted = _flagged(customers).groupby(["flag_order", "flag", "consultant"], dropna=False).size()
    return counted.rename("customers").reset_index().drop(columns="flag_order")


def _flagged(customers: pd.DataFrame) -> pd.DataFrame:
    """One row a customer and flag."""
    said = customers[["consultant", "flags"]].dropna(subset="flags").rename_axis("customer_id").reset_index()
    rows = said.assign(flag=said["flags"].str.split("|")).explode("flag", ignore_index=True)
    order = rows["flag"].map({flag: place for place, flag in enumerate(FLAGS)}).astype("int64")
    return rows.assign(flag=rows["flag"].astype("str"), flag_order=order).drop(columns="flags")
