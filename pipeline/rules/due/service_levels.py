"""First response and first revisit: the times the office promises (Rules, section 6)."""

import pandas as pd

from pipeline.config import DueRules
from pipeline.rules.due.proposal import end_of_day, proposals_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime


def first_response(
    customers: pd.DataFrame, rules: DueRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """The newest enquiry that no activity on or after its day answered, if at most 3 days old.

    Due on its day; latest 1 hour of working time after it, for an enquiry without a time the closing of the
    first open day after it. None for closed customers.
    """
    enquiry = customers["newest_enquiry_at"]
    is_recent = enquiry.dt.normalize() >= plan_day - pd.Timedelta(days=rules.first_response_days)
    is_open = ~is_known(customers["is_closed"])
    unanswered = enquiry[is_recent & is_open & customers["response_at"].isna()]
    by_the_hour = hours.deadline(unanswered, rules.first_response_minutes)
    by_the_day = hours.closing_after_day(unanswered)
    return proposals_of("first_response", unanswered, by_the_hour.mask(_is_whole_day(unanswered), by_the_day))


def first_revisit(
    customers: pd.DataFrame, rules: DueRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """24 hours after the first response, moved into opening hours; due on the day of that moment.

    Until a second activity, and until 7 days after the latest moment. None if closed, not now or invalid, or
    if the first response came more than 3 days after the enquiry's day. (An agreed date replaces it.)
    """
    response, enquiry_day = customers["response_at"], customers["newest_enquiry_at"].dt.normalize()
    was_prompt = response.dt.normalize() <= enquiry_day + pd.Timedelta(days=rules.first_response_days)
    is_followed = ~is_known(customers["is_closed"]) & ~customers["status"].isin(["not_now", "invalid"])
    answered = response[was_prompt & is_followed & customers["second_activity_at"].isna()]
    after = answered + pd.Timedelta(hours=rules.first_revisit_hours)
    latest = hours.closing_on_or_after(after).mask(_is_whole_day(answered), end_of_day(after, hours))
    ends = latest.dt.normalize() + pd.Timedelta(days=rules.first_revisit_ends_days)
    return proposals_of("first_revisit", latest[ends >= plan_day], latest)


def _is_whole_day(moments: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
    """A time of exactly 00:00 is none."""
    return moments == moments.dt.normalize()
