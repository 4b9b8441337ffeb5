"""What is due: each rule proposes days, then rules replace each other (Rules, section 6)."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, Site
from pipeline.rules.due.agreed import agreed_date, deposit_pending
from pipeline.rules.due.cadence import cadence, retry
from pipeline.rules.due.service_levels import first_response, first_revisit
from pipeline.rules.due.wake_up import wake_up
from pipeline.rules.due.weekly_limit import hold_back
from pipeline.rules.pace import is_deposit_pending, paces
from pipeline.rules.working_time import WorkingTime

__all__ = ["hold_back", "propose"]

# Rule -> rules that replace it wherever they stand for the same customer.
REPLACED_BY = {
    "first_revisit": ("agreed_date",),
    "deposit_pending": ("agreed_date",),
    "retry": ("first_response", "agreed_date", "deposit_pending"),
    "wake_up": ("agreed_date", "deposit_pending", "retry"),
    "cadence": ("first_response", "agreed_date", "deposit_pending", "retry", "wake_up"),
}


def propose(
    customers: pd.DataFrame,
    activities: pd.DataFrame,
    deals: pd.DataFrame,
    contactable: "pd.Series[bool]",
    settings: Settings,
    site: Site,
    as_of: AsOf,
) -> pd.DataFrame:
    """One row: one rule that stands for one customer, whether its day is past, today or ahead.

    customer_id, rule; due_date (day), latest_at (moment; of a whole day its closing), has_window (ends with
    its window, so can never be overdue). `customers` with the grade columns; `contactable` (index
    customer_id): some mode is allowed for a wake-up. In no particular order.

    Before consent, so also for invalid customers, whose every proposal is then blocked; and before
    `hold_back`, which needs the mode.
    """
    rules, plan_day, hours = settings.rules.due, pd.Timestamp(as_of.plan_day), WorkingTime(site)
    pace = paces(customers, as_of, settings)
    has_deposit = is_deposit_pending(customers, settings, plan_day)
    proposed = {
        "first_response": first_response(customers, rules, hours, plan_day),
        "agreed_date": agreed_date(customers, activities, hours),
        "deposit_pending": deposit_pending(customers, rules, hours, plan_day),
        "first_revisit": first_revisit(customers, rules, hours, plan_day),
        "retry": retry(customers, pace, has_deposit, rules, hours),
        "cadence": cadence(customers, pace, rules, hours),
        "wake_up": wake_up(customers, activities, deals, contactable, rules, hours, plan_day),
    }
    return pd.concat(_not_replaced(proposed), ignore_index=True)


def _not_replaced(proposed: dict[str, pd.DataFrame]) -> list[pd.DataFrame]:
    """Without the rows of customers for whom another rule stands that replaces theirs."""
    kept = []
    for rule, frame in proposed.items():
        replacing = [proposed[other]["customer_id"] for other in REPLACED_BY.get(rule, ())]
        if replacing:
            frame = frame.loc[~frame["customer_id"].isin(pd.concat(replacing))]
        kept.append(frame)
    return kept
