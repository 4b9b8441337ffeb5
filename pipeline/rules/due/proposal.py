"""Proposals: one row is one rule that stands for one customer."""

from typing import Any, Final

import pandas as pd

from pipeline.facts import empty_frame
from pipeline.rules.working_time import WorkingTime

PROPOSALS: Final = {
    "customer_id": "text", "rule": "text", "due_date": "day", "latest_at": "moment", "has_window": "flag",
    "occasion": "text",
}  # fmt: skip


def proposals_of(
    rule: str,
    due: "pd.Series[pd.Timestamp]",
    latest: "pd.Series[pd.Timestamp]",
    has_window: bool = False,
    occasion: "pd.Series[str] | None" = None,
) -> pd.DataFrame:
    """`due`, `latest` and `occasion` have the index customer_id; who has no due day gets no row.

    `occasion`: which festivals, whose birthday, which milestone, joined by |; an empty text where one rule is one
    thing.
    """
    due = due.dropna()
    proposed = pd.DataFrame(
        {
            "customer_id": due.index.astype("str"),
            "rule": rule,
            "due_date": due.dt.normalize().to_numpy(),
            "latest_at": latest.reindex(due.index).to_numpy(),
            "has_window": has_window,
            "occasion": "" if occasion is None else occasion.reindex(due.index).fillna("").to_numpy(),
        }
    )
    empty = empty_frame(PROPOSALS)
    return proposed.astype(empty.dtypes.to_dict())


def of_customer(values: "pd.Series[Any]", customer_ids: "pd.Series[str]") -> "pd.Series[Any]":
    """The value of each row's customer; `values` has the index customer_id."""
    return pd.Series(values.reindex(customer_ids).array, index=customer_ids.index)


def end_of_day(days: "pd.Series[pd.Timestamp]", hours: WorkingTime) -> "pd.Series[pd.Timestamp]":
    """The latest moment of whole days: their closing; of a closed day that of the next open one."""
    return hours.closing_on_or_after(hours.closing_of(days))
