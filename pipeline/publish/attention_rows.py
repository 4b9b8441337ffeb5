"""What the manager must look at today: one row a matter, of one customer or one person. Pure."""

from typing import Final

import pandas as pd

from pipeline.publish.task_rows import labels, worded
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Wording

# In the order in which they are read, with the colour of each.
MATTERS: Final = {
    "late_response": "bad", "silent": "bad", "overflow": "bad", "nobody": "bad", "deposit": "warn",
    "unanswered": "warn", "churn_warning": "warn", "stuck": "accent", "neglected": "muted",
    "waiting_for_consent": "muted",
}  # fmt: skip
LONGEST: Final = 20  # of each matter and consultant
UNANSWERED_DAYS: Final = 4


def attention_rows(
    result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording
) -> pd.DataFrame:
    """`matter` (its label), `key`, `consultant` (name), `customer, phone, grade, customer_id, detail` texts, `since`
    (day), `days`. By matter, then the longest first; of each consultant and matter the `LONGEST`; `count` is how
    many there are of the matter in all.
    """
    found = [*_of_tasks(result, night, wording), *_of_customers(result, night, wording)]
    told = pd.concat(found, ignore_index=True)
    told = told.assign(
        days=(pd.Timestamp(result.plan_day) - told["since"].dt.normalize()).dt.days.clip(lower=0)
    )
    told = told.assign(count=told.groupby("key")["key"].transform("size"))
    told = (
        told.sort_values("days", ascending=False, kind="stable").groupby(["key", "consultant"]).head(LONGEST)
    )
    people = faces.reindex(told["customer_id"]).set_axis(told.index)
    order = {key: place for place, key in enumerate(MATTERS)}
    told = told.assign(
        matter=labels(told["key"], "attention.matter", wording),
        consultant=names_of(told["consultant"], result, wording),
        customer=people["customer"].fillna(""),
        phone=people["phone"].fillna(""),
        grade=people["grade"].fillna(""),
        place=told["key"].map(order),
    )
    return told.sort_values(["place", "days"], ascending=[True, False], kind="stable", ignore_index=True)


def names_of(consultants: pd.Series, result: SiteResult, wording: Wording) -> "pd.Series[str]":
    """The names of consultants; nobody's word for none."""
    names = result.consultants.set_index("consultant_id")["name"]
    told = consultants.astype("str").fillna("")
    read = {one: str(names.get(one) or one) if one else wording("attention.nobody") for one in told.unique()}
    return told.map(read).astype("str")


def days_in_deposit(customers: pd.DataFrame, plan_day: pd.Timestamp) -> "pd.Series[float]":
    """Days since the deposit, or since the status says one is pending; empty for all others."""
    since = customers["deposit_on"].fillna(
        customers["status_since"].where(customers["status"].eq("deposit_pending"))
    )
    is_open = ~customers["is_closed"].fillna(False).astype(bool)
    days: pd.Series[float] = (plan_day - since.where(is_open)).dt.days
    return days


def _of_tasks(result: SiteResult, night: NightResult, wording: Wording) -> list[pd.DataFrame]:
    tasks = result.tasks
    rule = tasks["rule"].astype("str")
    latest = tasks["latest_at"].dt.strftime("%m-%d %H:%M").fillna("")
    detail = labels(rule, "rule", wording) + worded(latest, "attention.latest", wording)
    since = result.customers["newest_enquiry_at"].reindex(tasks["customer_id"]).set_axis(tasks.index)
    is_late = rule.eq("first_response") & (tasks["latest_at"] <= pd.Timestamp(night.known_until))
    is_over = tasks["planned_date"].isna()
    enquired = worded(since.dt.strftime("%m-%d %H:%M").fillna(""), "attention.enquired", wording)
    told = tasks.assign(detail=detail.where(~is_late, enquired))
    silent = result.silent.assign(
        customer_id="",
        consultant=result.silent["consultant_id"],
        detail=worded(result.silent["tasks"].astype("str"), "attention.silent", wording),
    )
    yesterday = pd.Timestamp(result.plan_day) - pd.Timedelta(days=1)
    return [
        _matter("late_response", told[is_late], since[is_late]),
        _matter("silent", silent, pd.Series(yesterday, index=silent.index)),
        _matter("overflow", told[is_over & ~is_late], tasks.loc[is_over & ~is_late, "due_date"]),
    ]


def _of_customers(result: SiteResult, night: NightResult, wording: Wording) -> list[pd.DataFrame]:
    customers = result.customers.assign(customer_id=result.customers.index)
    plan_day = pd.Timestamp(result.plan_day)
    is_open = ~customers["is_closed"].fillna(False).astype(bool) & ~customers["status"].isin(
        ["not_now", "invalid"]
    )
    deposit = days_in_deposit(customers, plan_day)
    streak = customers["unanswered_streak"].astype("str")
    status = labels(customers["status"], "status", wording)
    created, touched = customers["created_at"], customers["last_touch_on"].fillna(customers["created_at"])
    flags = "|" + customers["flags"].fillna("").astype("str") + "|"
    has = {flag: flags.str.contains(f"|{flag}|", regex=False) for flag in MATTERS}
    grace = night.settings.rules.due.deposit_daily_days
    blocked = labels(customers["blocked_by"], "block", wording)
    matters = [
        ("nobody", is_open & (customers["consultant"].fillna("") == ""), _channel(customers, wording), created),
        ("deposit", deposit > grace, worded(_whole(deposit), "attention.deposit", wording),
         plan_day - pd.to_timedelta(deposit, unit="D")),
        ("unanswered", is_open & (customers["retry_attempts"] >= UNANSWERED_DAYS),
         worded(customers["retry_attempts"].astype("str"), "attention.unanswered", wording), touched),
        ("churn_warning", has["churn_warning"], worded(streak, "attention.churn", wording), touched),
        ("stuck", has["stuck"], worded(status, "attention.stuck", wording),
         customers["status_since"].fillna(created)),
        ("neglected", has["neglected"], status, touched),
        ("waiting_for_consent", has["waiting_for_consent"], blocked, customers["newest_enquiry_at"].fillna(created)),
    ]  # fmt: skip
    return [
        _matter(key, customers.assign(detail=detail)[chosen], since[chosen])
        for key, chosen, detail, since in matters
    ]


def _channel(customers: pd.DataFrame, wording: Wording) -> "pd.Series[str]":
    return labels(customers["channel"], "channel", wording)


def _whole(numbers: pd.Series) -> "pd.Series[str]":
    return numbers.astype("Int64").astype("str").fillna("")


def _matter(key: str, rows: pd.DataFrame, since: pd.Series) -> pd.DataFrame:
    told = rows[["customer_id", "consultant", "detail"]].astype("str").fillna("")
    return told.assign(key=key, since=since.astype("datetime64[us]").to_numpy())
