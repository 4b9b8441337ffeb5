"""Where following up alone leads no further and the manager decides (Rules, section 6)."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.rules.pace import is_deposit_pending


def manager_decides(
    customers: pd.DataFrame, proposals: pd.DataFrame, settings: Settings, as_of: AsOf
) -> "pd.Series[str]":
    """`retry` from the 4th unanswered day of attempts on while a retry stands, `deposit_pending` once the daily week
    of a deposit is over and it still is one; joined by |, empty for others. Index customer_id.
    """
    rules, plan_day = settings.rules.due, pd.Timestamp(as_of.plan_day)
    retried = proposals.loc[proposals["rule"].eq("retry"), "customer_id"]
    is_worn = customers["retry_attempts"] > rules.retry_short_attempts + 1
    is_pending = customers["status"].eq("deposit_pending") & is_deposit_pending(customers, settings, plan_day)
    since = customers["deposit_on"].fillna(customers["status_since"])
    is_long = since <= plan_day - pd.Timedelta(days=rules.deposit_daily_days)
    nothing = pd.Series("", index=customers.index, dtype="str")
    deposit = nothing.mask(is_pending & is_long, "deposit_pending|")
    stages = deposit + nothing.mask(is_worn & customers.index.isin(retried), "retry|")
    return stages.str.removesuffix("|").where(stages != "")
