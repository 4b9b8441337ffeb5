"""Wake-up: old untouched leads come back over a month, not in one night (Rules, section 6)."""

import pandas as pd

from pipeline.config import DueRules
from pipeline.rules.due.proposal import end_of_day, of_customer, proposals_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime

CONTACT_DATES = ("deposit_date", "contract_date", "handover_date", "move_in_date")


def wake_up(
    customers: pd.DataFrame,
    activities: pd.DataFrame,
    deals: pd.DataFrame,
    contactable: "pd.Series[bool]",
    rules: DueRules,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """Open customers whose newest enquiry was old at its first night N, until an attempt or contact after it.

    Of n who slept on one night N, newest `created_at` first, ties by smallest key, the i-th (from 0) is due
    N + floor(30 i / n). Who was answered after N keeps his place in the row, or the others would move forward
    every night.
    """
    sleepers = _sleepers(customers, activities, deals, contactable, rules, plan_day)
    row = sleepers.sort_values(["created_at", "key_order"], ascending=[False, True]).groupby(
        "newest_enquiry_night"
    )
    offset = rules.wake_up_days * row.cumcount() // row["key_order"].transform("size")
    due = sleepers["newest_enquiry_night"] + pd.to_timedelta(offset.reindex(sleepers.index), unit="D")
    due = due[~_is_answered(sleepers) & ~is_known(sleepers["is_closed"])]
    latest = end_of_day(due + pd.Timedelta(days=rules.wake_up_latest_days), hours)
    return proposals_of("wake_up", due, latest)


def is_sleeping(customers: pd.DataFrame, rules: DueRules) -> "pd.Series[bool]":
    """Open, old when first known, and without an attempt or contact since; `contactable` is not looked at."""
    return (
        _was_old_when_known(customers, rules) & ~_is_answered(customers) & ~is_known(customers["is_closed"])
    )


def _was_old_when_known(customers: pd.DataFrame, rules: DueRules) -> "pd.Series[bool]":
    """Whether the newest enquiry was more than 3 days old on the first night that knew it."""
    oldest = customers["newest_enquiry_night"] - pd.Timedelta(days=rules.first_response_days)
    was_old: pd.Series[bool] = customers["newest_enquiry_at"].dt.normalize() < oldest
    return was_old


def _is_answered(customers: pd.DataFrame) -> "pd.Series[bool]":
    is_answered: pd.Series[bool] = customers["last_touch_on"] >= customers["newest_enquiry_at"].dt.normalize()
    return is_answered


def _sleepers(
    customers: pd.DataFrame,
    activities: pd.DataFrame,
    deals: pd.DataFrame,
    contactable: "pd.Series[bool]",
    rules: DueRules,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """Those who slept on their night N; who is closed now slept then only if something came after N."""
    candidates = customers[
        _was_old_when_known(customers, rules)
        & is_known(contactable.reindex(customers.index))
        & (~is_known(customers["is_closed"]) | _is_answered(customers))
    ]
    known = _first_touch_known(candidates, activities, deals, plan_day)
    return candidates[~(known <= candidates["newest_enquiry_night"])]


def _first_touch_known(
    customers: pd.DataFrame, activities: pd.DataFrame, deals: pd.DataFrame, plan_day: pd.Timestamp
) -> "pd.Series[pd.Timestamp]":
    """The first night that knew an attempt or contact on or after the newest enquiry's day; tonight counts."""
    is_touch = is_known(activities["is_attempt"]) | is_known(activities["is_contact"])
    touches = [activities.loc[is_touch, ["customer_id", "known_night", "at"]]]
    touches += [
        deals[["customer_id", "known_night", date]].rename(columns={date: "at"}) for date in CONTACT_DATES
    ]
    every = pd.concat(touches)
    every = every[every["customer_id"].isin(customers.index)]
    enquiry_day = of_customer(customers["newest_enquiry_at"].dt.normalize(), every["customer_id"])
    since = every[
        (every["at"].dt.normalize() >= enquiry_day) & (every["at"] < plan_day + pd.Timedelta(days=1))
    ]
    nights = since["known_night"].fillna(plan_day).groupby(since["customer_id"]).min()
    first: pd.Series[pd.Timestamp] = nights.reindex(customers.index)
    return first
