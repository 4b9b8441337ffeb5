"""What is known of each customer: the newest value of every field (Rules, section 3)."""

import re
from typing import Final

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, as_text, look_up, unlike
from pipeline.customers.horizons import deadlines
from pipeline.customers.kinds import DEAL, LEAD
from pipeline.customers.versions import History, newest, stand

# Columns in one tuple are one value: a new budget replaces both ends of the old one.
MERGED: Final = (
    ("name",), ("phone",), ("other_phone",), ("masked_phone",), ("wechat",), ("is_wechat_connected",),
    ("customer_number",), ("preferred_name",), ("preferred_mode",), ("preferred_time",), ("customer_type",),
    ("referrer_phone",), ("need_change",), ("resistance",), ("budget_low", "budget_high"),
    ("area_low", "area_high"), ("layout",), ("district",), ("school",), ("decoration",), ("floor",),
    ("orientation",), ("transport",), ("usage",), ("is_vague",), ("funds",), ("is_vip",),
    ("refuses_profiling",), ("stated_grade",), ("horizon",),
)  # fmt: skip


def merge_fields(history: History, customers: pd.Index) -> pd.DataFrame:
    """One row a customer: the newest non-empty value by own date, then (file, sheet, row); and of status-like
    fields the day they were stated.
    """
    columns: dict[str, pd.Series] = {}
    for fields in MERGED:
        columns |= _newest_values(history, fields, customers)
    merged = pd.DataFrame(columns, index=customers)
    horizon, horizon_at = merged["horizon"], _stated_at(history, "horizon", customers)
    return merged.assign(
        **_mobiles(history, merged["phone"]),
        stated_grade_on=_stated_at(history, "stated_grade", customers).dt.normalize(),
        horizon_stated_on=horizon_at.dt.normalize(),
        horizon_deadline=deadlines(horizon, horizon_at),
    )


def _stated_at(history: History, field: str, customers: pd.Index) -> pd.Series:
    """When each customer's newest value of the field was first said."""
    says, dated = history.newest_rows(field)
    moments = history.rows["own_at"].iloc[dated].set_axis(history.rows["customer"].iloc[says])
    return moments.reindex(customers)


def _newest_values(history: History, fields: tuple[str, ...], customers: pd.Index) -> dict[str, pd.Series]:
    says, _ = history.newest_rows(*fields)
    places = np.full(len(customers), -1)
    places[customers.get_indexer(pd.Index(history.rows["customer"].iloc[says]))] = says
    values = {field: history.rows[field].array.take(places, allow_fill=True) for field in fields}
    return {field: as_text(pd.Series(told, index=customers)) for field, told in values.items()}


def _mobiles(history: History, phone: pd.Series) -> dict[str, pd.Series]:
    """`phone`, and in `phone_2` the newest of the customer's other mobiles."""
    second = history.standing("phone_2").rename(columns={"phone_2": "phone"})
    main = phone.fillna(as_text(newest(second)["phone"]))
    stated = pd.concat([history.standing("phone"), second], ignore_index=True)
    numbers = pd.Series(stated["phone"].cat.categories)
    places = pd.Series(pd.Index(numbers).get_indexer(main), index=main.index)
    others = stated[stated["phone"].cat.codes != look_up(stated["customer"], places)]
    return {"phone": main, "phone_2": as_text(newest(others)["phone"]).reindex(phone.index)}


def standing_numbers(history: History, *fields: str) -> pd.DataFrame:
    """customer, number: every number in these fields that no newer version of its row replaced."""
    parts = [
        unlike(stated["customer"].to_numpy(), stated[field]).set_axis(["customer", "number"], axis=1)
        for field, stated in ((field, history.standing(field)) for field in fields)
    ]
    return pd.concat(parts, ignore_index=True).drop_duplicates()


def derive_enquiries(history: History, customers: pd.Index, plan_day: pd.Timestamp) -> pd.DataFrame:
    """One row a customer: created_at (earliest enquiry, else earliest deal), has_enquiry, the newest enquiry,
    the first night that knew it (the plan day if none did), and the first touch.
    """
    rows = history.rows
    versions = rows.loc[rows["kind"] == LEAD, ["customer", "dated_at", "known_night"]]
    columns = ["customer", "dated_at", "place", "channel", "lead_source"]
    leads = rows.loc[(rows["kind"] == LEAD).to_numpy() & history.is_current, columns]
    leads = leads.sort_values(["dated_at", "place"])
    last = leads.drop_duplicates("customer", keep="last").set_index("customer").reindex(customers)
    newest_at = last["dated_at"]
    known = versions[versions["dated_at"] == look_up(versions["customer"], newest_at)]
    night = known.groupby("customer")["known_night"].min().reindex(customers).astype("datetime64[us]")
    first = leads.groupby("customer")["dated_at"].min().reindex(customers)
    dealt = rows[(rows["kind"] == DEAL) & history.is_current].groupby("customer")["dated_at"].min()
    touch = {
        name: as_text(_first_stated(leads, name)).reindex(customers) for name in ("channel", "lead_source")
    }
    return pd.DataFrame(
        {
            "created_at": first.fillna(dealt.dt.normalize().reindex(customers)),
            "has_enquiry": first.notna(),
            "newest_enquiry_at": newest_at,
            "newest_enquiry_night": night.where(night <= plan_day, plan_day).where(newest_at.notna()),
            "newest_enquiry_channel": as_text(last["channel"]),
            "channel": touch["channel"],
            "lead_source": touch["lead_source"],
        },
        index=customers,
    )


def _first_stated(leads: pd.DataFrame, name: str) -> pd.Series:
    """Of each customer's enquiries, in order of time, the first that says something."""
    stated = leads[leads[name].notna()]
    return stated[~stated["customer"].duplicated()].set_index("customer")[name]


def derive_competitors(
    history: History, customers: pd.Index, plan_day: pd.Timestamp, days: int
) -> pd.DataFrame:
    """competitors_named: how many different ones were stated in the last days, both ends included;
    has_named_competitor: any, ever.
    """
    names = named_competitors(history)
    recent = names[names["stated_at"].dt.normalize() >= plan_day - pd.Timedelta(days=days)]
    counts = recent.groupby("customer")["competitor"].nunique()
    return pd.DataFrame(
        {
            "competitors_named": counts.reindex(customers, fill_value=0).astype("int64"),
            "has_named_competitor": customers.isin(names["customer"]),
        },
        index=customers,
    )


def named_competitors(history: History) -> pd.DataFrame:
    """customer, stated_at, competitor: each that is named now, on the day it was first said."""
    said = history.standing("competitors")
    names = said.assign(competitor=as_text(said["competitors"]).str.split("|")).explode("competitor")
    names = names.assign(competitor=names["competitor"].astype("str").str.strip())
    found: pd.DataFrame = names.loc[names["competitor"] != "", ["customer", "stated_at", "competitor"]]
    return found


def derive_agreed(history: History, max_days: int) -> tuple[pd.DataFrame, Codes]:
    """Index customer: agreed_on, the newest next date that a lead or activity row states, and
    agreed_stated_on; also the places of rows whose date is ignored.

    Ignored is a date before the day it was stated or more than `max_days` after it.
    """
    stated = history.stated("next_date")
    stated = stated[stated["kind"] != DEAL]
    on, said_on = stated["next_date"].dt.normalize(), stated["stated_at"].dt.normalize()
    is_near = (on >= said_on) & (on <= said_on + pd.Timedelta(days=max_days))
    agreed = newest(stand(stated[is_near]))[["next_date", "stated_at"]]
    agreed = agreed.set_axis(["agreed_on", "agreed_stated_on"], axis=1).apply(lambda day: day.dt.normalize())
    return agreed, stated.loc[~is_near & stated["is_current"], "place"].to_numpy("int64")


def newest_topic(activities: pd.DataFrame, topics: tuple[str, ...]) -> pd.Series:
    """Customer -> the newest day an activity mentions one of the topics, in any case of letters."""
    spoken = "|".join(re.escape(topic) for topic in topics)
    is_mentioned = np.zeros(len(activities), dtype=bool)
    for words in (activities["content"], activities["need_change"]):
        if topics and words.notna().any():
            is_mentioned |= words.str.contains(spoken, case=False).fillna(False).to_numpy(bool)
    newest_at: pd.Series = activities.loc[is_mentioned, ["customer", "at"]].groupby("customer")["at"].max()
    days: pd.Series = newest_at.dt.normalize()
    return days
