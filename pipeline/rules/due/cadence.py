"""Cadence and retry: how often a customer is followed up, and again when nobody answered (Rules, section 6)."""

import pandas as pd

from pipeline.config import ByPace, DueRules
from pipeline.rules.due.proposal import end_of_day, proposals_of
from pipeline.rules.working_time import WorkingTime


def cadence(
    customers: pd.DataFrame, paces: "pd.Series[str]", rules: DueRules, hours: WorkingTime
) -> pd.DataFrame:
    """So many days after the last contact, attempt or SMS sent for a task; without one after `created_at`."""
    last = customers["last_touch_on"].fillna(customers["created_at"].dt.normalize())
    due = last + days_by_pace(rules.cadence_days, paces)
    return proposals_of("cadence", due, _latest(due, paces, rules, hours))


def retry(
    customers: pd.DataFrame,
    paces: "pd.Series[str]",
    is_deposit_pending: "pd.Series[bool]",
    rules: DueRules,
    hours: WorkingTime,
) -> pd.DataFrame:
    """While an attempt other than SMS is unanswered; counted from the last attempt, by days with attempts.

    Soon after the 1st and 2nd, at the cadence after the 3rd, after 30 days (or the cadence, if longer) from
    the 4th on.
    """
    attempts = customers["retry_attempts"]
    slow = days_by_pace(rules.cadence_days, paces)
    soon = days_by_pace(rules.retry_days, paces)
    soon = soon.mask(is_deposit_pending & paces.eq("A"), pd.Timedelta(days=rules.retry_deposit_days))
    long = pd.Timedelta(days=rules.retry_long_days)
    wait = slow.mask(slow < long, long)
    wait = wait.mask(attempts <= rules.retry_short_attempts + 1, slow)
    wait = wait.mask(attempts <= rules.retry_short_attempts, soon)
    due = (customers["last_retry_on"] + wait)[customers["unanswered_streak"] > 0]
    return proposals_of("retry", due, _latest(due, paces, rules, hours))


def days_by_pace(days: ByPace, paces: "pd.Series[str]") -> "pd.Series[pd.Timedelta]":
    return pd.to_timedelta(paces.map(days.model_dump()).astype("int64"), unit="D")


def _latest(
    due: "pd.Series[pd.Timestamp]", paces: "pd.Series[str]", rules: DueRules, hours: WorkingTime
) -> "pd.Series[pd.Timestamp]":
    return end_of_day(due + days_by_pace(rules.cadence_latest_days, paces.reindex(due.index)), hours)
