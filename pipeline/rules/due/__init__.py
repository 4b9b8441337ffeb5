"""What is due: each rule proposes days, then rules replace each other (Rules, section 6)."""

from collections.abc import Mapping

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, Site
from pipeline.rules.due.agreed import agreed_date, deposit_pending
from pipeline.rules.due.answers import Answers, find_answers
from pipeline.rules.due.audience import invited
from pipeline.rules.due.cadence import cadence, retry
from pipeline.rules.due.complaints import complaint
from pipeline.rules.due.greetings import birthday, festival, greeted_days
from pipeline.rules.due.manager_stage import manager_decides
from pipeline.rules.due.milestones import festivals_of, milestone, policy, rules_of
from pipeline.rules.due.owners import anniversary, handover, referral, survey
from pipeline.rules.due.records import Records
from pipeline.rules.due.service_levels import first_response, first_revisit
from pipeline.rules.due.unknown_years import unknown_years
from pipeline.rules.due.wake_up import places_given, wake_up, wake_up_places
from pipeline.rules.due.weekly_limit import hold_back
from pipeline.rules.pace import is_deposit_pending, paces
from pipeline.rules.working_time import WorkingTime

__all__ = [
    "REPLACED_BY", "Records", "hold_back", "manager_decides", "places_given", "propose", "unknown_years",
    "wake_up_places",
]  # fmt: skip

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
    records: Records,
    places: pd.DataFrame,
    settings: Settings,
    site: Site,
    as_of: AsOf,
    replaced_by: Mapping[str, tuple[str, ...]] = REPLACED_BY,
) -> pd.DataFrame:
    """One row: one rule that stands for one customer, whether its day is past, today or ahead.

    customer_id, rule; due_date (day), latest_at (moment; of a whole day its closing), has_window (ends with
    its window, so can never be overdue), occasion. `customers` with the grade columns; `places`: everybody's
    place in the row of those who wake up (columns WAKE_UPS). In no particular order. With an empty
    `replaced_by`: what each rule says by itself.

    Before consent, so also for invalid customers, whose every proposal is then blocked; and before
    `hold_back`, which needs the mode.
    """
    hours, plan_day = WorkingTime(site), pd.Timestamp(as_of.plan_day)
    answers = find_answers(activities, deals, records, pd.Timestamp(as_of.known_until))
    proposed = {
        **_following_up(customers, activities, places, settings, hours, as_of),
        **_caring(customers, deals, records, answers, settings, hours, as_of),
        **_greeting(customers, records, answers, settings, hours, plan_day),
    }
    return pd.concat(_not_replaced(proposed, replaced_by), ignore_index=True)


def _following_up(
    customers: pd.DataFrame,
    activities: pd.DataFrame,
    places: pd.DataFrame,
    settings: Settings,
    hours: WorkingTime,
    as_of: AsOf,
) -> dict[str, pd.DataFrame]:
    """Enquiries, agreed dates, and the rhythm of contacts."""
    rules, plan_day = settings.rules.due, pd.Timestamp(as_of.plan_day)
    pace = paces(customers, as_of, settings)
    has_deposit = is_deposit_pending(customers, settings, plan_day)
    return {
        "first_response": first_response(customers, rules, hours, plan_day),
        "agreed_date": agreed_date(customers, activities, hours),
        "deposit_pending": deposit_pending(customers, rules, hours, plan_day),
        "first_revisit": first_revisit(customers, rules, hours, plan_day),
        "retry": retry(customers, pace, has_deposit, rules, hours),
        "cadence": cadence(customers, pace, rules, hours),
        "wake_up": wake_up(customers, places, rules, hours, plan_day),
    }


def _caring(
    customers: pd.DataFrame,
    deals: pd.DataFrame,
    records: Records,
    answers: Answers,
    settings: Settings,
    hours: WorkingTime,
    as_of: AsOf,
) -> dict[str, pd.DataFrame]:
    """Complaints, and what those who bought are owed."""
    rules, plan_day = settings.rules.care, pd.Timestamp(as_of.plan_day)
    known_until = pd.Timestamp(as_of.known_until)
    return {
        "complaint": complaint(records.complaints, customers, answers, rules, hours, plan_day, known_until),
        "handover": handover(deals, answers, rules, hours, plan_day),
        "survey": survey(deals, answers, rules, hours, plan_day),
        "anniversary": anniversary(deals, answers, rules, hours, plan_day),
        "referral": referral(records.surveys, answers, rules, hours, plan_day, known_until),
    }


def _greeting(
    customers: pd.DataFrame,
    records: Records,
    answers: Answers,
    settings: Settings,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> dict[str, pd.DataFrame]:
    """Birthdays, festivals, and what the office announces."""
    rules, leap_birthday = settings.rules.care, settings.rules.time.leap_birthday
    announced = rules_of(records.milestones)
    days = greeted_days(festivals_of(announced), rules, plan_day)
    everybody = pd.Series(True, index=customers.index)
    greeted = invited(days["audience"].dropna(), customers, everybody)
    return {
        "policy": policy(announced, customers, answers.heard, rules, hours, plan_day),
        "milestone": milestone(announced, customers, answers.heard, rules, hours, plan_day),
        "birthday": birthday(
            records.birthdays, customers, answers.heard, rules, leap_birthday, hours, plan_day
        ),
        "festival": festival(days, greeted, answers.heard, rules, hours, plan_day),
    }


def _not_replaced(
    proposed: dict[str, pd.DataFrame], replaced_by: Mapping[str, tuple[str, ...]]
) -> list[pd.DataFrame]:
    """Without the rows of customers for whom another rule stands that replaces theirs."""
    kept = []
    for rule, frame in proposed.items():
        replacing = [proposed[other]["customer_id"] for other in replaced_by.get(rule, ())]
        if replacing:
            frame = frame.loc[~frame["customer_id"].isin(pd.concat(replacing))]
        kept.append(frame)
    return kept
