"""Pace: how fast a customer is followed up (Rules, section 6)."""

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.rules.intent import is_status_evidence
from pipeline.rules.known import is_known


def paces(customers: pd.DataFrame, as_of: AsOf, settings: Settings) -> "pd.Series[str]":
    """One of PACES a customer; `customers` with the grade columns.

    All closed customers: owner. Status not now: not_now. Else the grade (who refuses profiling counts as B),
    raised to B by intent A or a status strong intent that is still evidence, to A while a deposit is pending,
    or for a provisional grade whose newest enquiry is at most 14 days old.
    """
    plan_day = pd.Timestamp(as_of.plan_day)
    fresh = customers["status"].where(is_status_evidence(customers, settings, plan_day))
    is_strong = fresh.eq("strong_intent") | customers["intent_grade"].eq("A")
    new_since = plan_day - pd.Timedelta(days=settings.rules.due.new_enquiry_days)
    is_new = customers["newest_enquiry_at"].dt.normalize() >= new_since
    grade = customers["grade"].fillna("B")
    pace = np.select(
        [
            is_known(customers["is_closed"]),
            customers["status"].eq("not_now"),
            is_deposit_pending(customers, settings, plan_day)
            | (is_known(customers["grade_provisional"]) & is_new),
            is_strong & grade.eq("C"),
        ],
        ["owner", "not_now", "A", "B"],
        default=grade,
    )
    return pd.Series(pace, index=customers.index, dtype="str")


def is_deposit_pending(
    customers: pd.DataFrame, settings: Settings, plan_day: pd.Timestamp
) -> "pd.Series[bool]":
    """A deposit is paid without a contract, or deposit pending was stated so lately that it is evidence."""
    is_stated = customers["status"].eq("deposit_pending")
    return is_known(customers["has_deposit"]) | (
        is_stated & is_status_evidence(customers, settings, plan_day)
    )
