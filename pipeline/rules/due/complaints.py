"""Complaints: answered within two days, then taken up again until they are closed (Rules, section 6)."""

import pandas as pd

from pipeline.care_settings import CareRules
from pipeline.rules.due.answers import Answers
from pipeline.rules.due.proposal import of_customer, proposals_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime

DAY = pd.Timedelta(days=1)


def complaint(
    complaints: pd.DataFrame,
    customers: pd.DataFrame,
    answers: Answers,
    rules: CareRules,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
    known_until: pd.Timestamp,
) -> pd.DataFrame:
    """Unanswered: due the day it was opened, latest 48 hours later. Then the day after the newest attempt or
    contact, 7 days after it once the complaint is 14 days old on D; latest that day. Until closed.

    Of several open ones the most urgent stands. A suggestion is no complaint.
    """
    standing = open_complaints(complaints, known_until)
    standing = standing[~is_known(standing["is_suggestion"])].reset_index(drop=True)
    opened_on, responded = standing["opened_at"].dt.normalize(), standing["responded_at"]
    is_new = ~is_taken_up(standing, answers)
    touched = of_customer(customers["last_touch_on"], standing["customer_id"])
    last = pd.concat([touched, responded.dt.normalize(), opened_on], axis=1).max(axis=1)
    is_long = plan_day - opened_on >= rules.complaint_long_after_days * DAY
    wait = is_long.map({True: rules.complaint_long_days * DAY, False: rules.complaint_days * DAY})
    due = opened_on.where(is_new, last + wait.astype("timedelta64[us]"))
    latest = _inside(hours.closing_of(due), due, hours, plan_day)
    latest = latest.mask(is_new, respond_by(standing["opened_at"], rules, hours, plan_day))
    found = pd.DataFrame({"customer_id": standing["customer_id"], "due": due, "latest": latest}).sort_values(
        ["due", "latest"], kind="stable"
    )
    urgent = found.drop_duplicates("customer_id").set_index("customer_id")
    return proposals_of("complaint", urgent["due"], urgent["latest"])


def open_complaints(complaints: pd.DataFrame, known_until: pd.Timestamp) -> pd.DataFrame:
    """Complaints and suggestions that nobody closed, with `responded_at`: the recorded first response, if it has
    come.
    """
    is_open = (complaints["opened_at"] <= known_until) & ~(complaints["closed_at"] <= known_until)
    responded = complaints["first_response_at"]
    told = complaints.assign(responded_at=responded.where(responded <= known_until))
    return told[is_open & complaints["customer_id"].notna()].reset_index(drop=True)


def is_taken_up(standing: pd.DataFrame, answers: Answers) -> "pd.Series[bool]":
    """Whether a response is recorded, or somebody tried since; `standing` as from `open_complaints`."""
    return _has_attempt(standing, answers.attempts) | standing["responded_at"].notna()


def respond_by(
    opened: "pd.Series[pd.Timestamp]", rules: CareRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> "pd.Series[pd.Timestamp]":
    """Until when a complaint nobody has answered yet must be."""
    return _inside(_latest(opened, rules, hours), opened.dt.normalize(), hours, plan_day)


def _has_attempt(standing: pd.DataFrame, attempts: pd.DataFrame) -> "pd.Series[bool]":
    """An attempt or contact since it was opened; without a time of day anything of that day counts."""
    pairs = standing[["customer_id", "opened_at"]].reset_index().merge(attempts, on="customer_id")
    day = pairs["at"].dt.normalize()
    is_same_day = (pairs["at"] == day) & (day == pairs["opened_at"].dt.normalize())
    since = pairs.loc[(pairs["at"] >= pairs["opened_at"]) | is_same_day, "index"]
    return pd.Series(standing.index.isin(since), index=standing.index)


def _latest(
    opened: "pd.Series[pd.Timestamp]", rules: CareRules, hours: WorkingTime
) -> "pd.Series[pd.Timestamp]":
    """48 elapsed hours; of a day without a time the closing of the second day after it."""
    is_whole_day = opened == opened.dt.normalize()
    elapsed = opened + pd.Timedelta(hours=rules.complaint_response_hours)
    return elapsed.mask(is_whole_day, hours.closing_of(elapsed))


def _inside(
    latest: "pd.Series[pd.Timestamp]",
    due: "pd.Series[pd.Timestamp]",
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> "pd.Series[pd.Timestamp]":
    """In opening hours: the newest closing before, unless that is before D, or before the day it is due."""
    before = hours.closing_on_or_before(latest)
    is_gone = (before.dt.normalize() < plan_day) | (before.dt.normalize() < due)
    return before.mask(is_gone, hours.closing_on_or_after(latest))
