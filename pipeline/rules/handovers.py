"""Which customers changed hands, from whom to whom, and when."""

import pandas as pd

from pipeline.vocabulary import HANDED_OVER


def handed_over(customers: pd.DataFrame, owners: "pd.Series[str]", plan_day: pd.Timestamp) -> pd.DataFrame:
    """HANDED_OVER: one row a customer, the newest change only; in order of customers.

    `customers` with the holder of before tonight in `consultant`, and `taken_from, taken_on`; `owners` (same
    index) is who looks after them from tonight on. Given tonight to somebody else counts as today; a customer
    whom nobody held before, or who came back to whom he was taken from, is none.
    """
    before = customers["consultant"]
    is_given_tonight = before.notna() & owners.notna() & (before != owners)
    from_consultant = customers["taken_from"].mask(is_given_tonight, before)
    handed_on = customers["taken_on"].mask(is_given_tonight, plan_day)
    is_change = from_consultant.notna() & owners.notna() & (from_consultant != owners)
    changed = pd.DataFrame(
        {
            "customer_id": customers.index,
            "from_consultant": from_consultant.to_numpy(),
            "to_consultant": owners.reindex(customers.index).to_numpy(),
            "handed_on": handed_on.to_numpy(),
        }
    )[is_change.to_numpy()]
    return changed.astype({"handed_on": "datetime64[us]"}).reset_index(drop=True)[list(HANDED_OVER)]
