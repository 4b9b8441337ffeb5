"""The date agreed with the customer, and the daily week after a deposit (Rules, section 6)."""

from typing import Any

import pandas as pd

from pipeline.config import DueRules
from pipeline.rules.due.proposal import end_of_day, of_customer, proposals_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime

DAY = pd.Timedelta(days=1)


def agreed_date(customers: pd.DataFrame, activities: pd.DataFrame, hours: WorkingTime) -> pd.DataFrame:
    """The newest stated next date, until a later attempt or contact on or after it; it may lie ahead.

    Where it was stated for the very same day, only what came later that day answers it, not the talk in
    which it was stated.
    """
    agreed, stated, touched = (customers[c] for c in ("agreed_on", "agreed_stated_on", "last_touch_on"))
    is_answered = (touched >= agreed) & (touched > stated)
    same_day = customers.index[(touched == agreed) & (agreed == stated)]
    answered_later = _answered_later_that_day(same_day, agreed, activities)
    standing = agreed[~is_answered & ~customers.index.isin(answered_later)]
    return proposals_of("agreed_date", standing, end_of_day(standing, hours))


def deposit_pending(
    customers: pd.DataFrame, rules: DueRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """The day after the last attempt or contact, on the first 7 days of deposit pending.

    The first day is the deposit's if one is paid, else that of the status. Who was never contacted is due
    the day after the enquiry.
    """
    since = customers["deposit_on"].where(is_known(customers["has_deposit"]), customers["status_since"])
    is_daily = customers["status"].eq("deposit_pending") & (since > plan_day - rules.deposit_daily_days * DAY)
    last = customers["last_touch_on"].fillna(customers["created_at"].dt.normalize())
    due = (last + DAY)[is_daily]
    return proposals_of("deposit_pending", due, end_of_day(due, hours))


def _answered_later_that_day(
    customer_ids: "pd.Index[Any]", agreed: "pd.Series[pd.Timestamp]", activities: pd.DataFrame
) -> "pd.Index[Any]":
    """Those with an attempt or contact after the newest activity that stated the date; without a time: any."""
    own = activities[activities["customer_id"].isin(customer_ids)]
    agreed_on = of_customer(agreed, own["customer_id"])
    own = own[own["at"].dt.normalize() == agreed_on]
    is_stating = own["next_date"] == own["at"].dt.normalize()
    stated_at = own[is_stating].groupby("customer_id")["at"].max()
    others = own[(is_known(own["is_attempt"]) | is_known(own["is_contact"])) & ~is_stating]
    moment = others["at"]
    is_later = ~(moment <= of_customer(stated_at, others["customer_id"])) | (moment == moment.dt.normalize())
    answered: pd.Index[Any] = pd.Index(others.loc[is_later, "customer_id"])
    return answered
