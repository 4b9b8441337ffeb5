"""Flags: what a consultant or manager should notice; they propose no day (Rules, section 6)."""

from functools import reduce

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.rules.due.cadence import days_by_pace
from pipeline.rules.due.wake_up import is_sleeping
from pipeline.rules.known import is_known
from pipeline.rules.pace import paces
from pipeline.vocabulary import FLAGS


def flags(
    customers: pd.DataFrame,
    allowed: pd.DataFrame,
    blocked: pd.DataFrame,
    in_row: "pd.Index[str]",
    stuck: "pd.Index[str]",
    settings: Settings,
    as_of: AsOf,
) -> "pd.Series[str]":
    """The flags of each customer joined by |, in the order of FLAGS; empty if none. Invalid customers have none.

    `customers` with the grade columns; `allowed` and `blocked` as from `permit`; `in_row`: who has a place in the
    row of those who wake up, as from `due.places_given`; `stuck` as from `standing_still.stuck`.
    """
    plan_day = pd.Timestamp(as_of.plan_day)
    pace = paces(customers, as_of, settings)
    is_open = ~is_known(customers["is_closed"])
    found = {
        "churn_warning": is_churning(customers, pace, settings),
        "neglected": _is_neglected(customers, pace, _woken(customers, in_row, settings), settings, plan_day),
        "stuck": pd.Series(customers.index.isin(stuck), index=customers.index),
        "requalify": is_open & (customers["horizon_deadline"] < plan_day),
        "missing_facts": is_open & customers["missing_facts"].notna(),
        "waiting_for_consent": _waits_for_consent(customers, allowed, blocked),
    }
    is_followed = ~customers["status"].eq("invalid")
    nothing = pd.Series("", index=customers.index, dtype="str")
    words = [nothing.mask(found[flag] & is_followed, f"|{flag}") for flag in FLAGS]
    joined = reduce(pd.Series.__add__, words).str.removeprefix("|")
    return joined.where(joined.ne(""))


def is_churning(customers: pd.DataFrame, pace: "pd.Series[str]", settings: Settings) -> "pd.Series[bool]":
    """As many days in a row without an answer as the pace bears; never at pace not-now."""
    return customers["unanswered_streak"] >= pace.map(settings.rules.due.churn_attempts).astype("float64")


def _is_neglected(
    customers: pd.DataFrame,
    pace: "pd.Series[str]",
    is_woken: "pd.Series[bool]",
    settings: Settings,
    plan_day: pd.Timestamp,
) -> "pd.Series[bool]":
    """No attempt or contact for over two cadences, no agreed date today or ahead, not waiting to be woken."""
    rules = settings.rules.due
    last = customers["last_touch_on"].fillna(customers["created_at"].dt.normalize())
    is_long_ago = plan_day - last > rules.neglected_factor * days_by_pace(rules.cadence_days, pace)
    has_date_ahead = customers["agreed_on"] >= plan_day
    return is_long_ago & ~has_date_ahead & ~is_woken & ~is_known(customers["is_unreachable"])


def _woken(customers: pd.DataFrame, in_row: "pd.Index[str]", settings: Settings) -> "pd.Series[bool]":
    """Who waits in the row to be woken, also while an agreed date or a retry comes first; nobody wakes those who
    could not be contacted on their first night."""
    return is_sleeping(customers, settings.rules.due) & customers.index.isin(in_row)


def _waits_for_consent(
    customers: pd.DataFrame, allowed: pd.DataFrame, blocked: pd.DataFrame
) -> "pd.Series[bool]":
    """Something stands, nothing is allowed, and some mode only for want of a basis."""
    lacks_basis = blocked.loc[blocked["blocked_by"].str.contains("no_basis", regex=False), "customer_id"]
    waits = customers.index.isin(lacks_basis) & ~customers.index.isin(allowed["customer_id"])
    return pd.Series(waits, index=customers.index)
