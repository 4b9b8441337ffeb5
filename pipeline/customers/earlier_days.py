"""What was known of some customers on each of the last days, by facts dated up to it (Rules, section 6, stuck)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers.columns import Codes, is_true
from pipeline.customers.deals import deal_state, judge_deals
from pipeline.customers.derived import Derived
from pipeline.customers.kinds import DEAL, KINDS, LEAD
from pipeline.customers.known_rows import DEAL_DAYS, current_units, gather_rows, known_facts, stated_by
from pipeline.customers.profile import merge_fields, named_competitors, newest_topic
from pipeline.customers.status import STATUS_OF_OUTCOME, derive_status, status_said, succession
from pipeline.customers.versions import History, order_versions
from pipeline.facts import Facts

# What a grade is made of; an activity that says none of it changes no grade.
GRADED_BY: Final = [
    "status", "stated_grade", "horizon", "competitors", "budget_low", "budget_high", "area_low", "area_high",
    "layout", "district", "school", "decoration", "floor", "orientation", "transport", "usage", "is_vague",
    "funds", "refuses_profiling",
]  # fmt: skip
DAY: Final = pd.Timedelta(days=1)


@dataclass(frozen=True)
class EarlierDays:
    """What grades are made of, day by day.

    states  one row: what was known of `customer_id` from the end of day `since` on, until a later row of the
            customer; the columns of customers that grades are made of but competitors_named
    days    one row a customer and day, every day for each: `state` (index of `states`), `day`,
            competitors_named; by customer and day
    units   day -> the site's units as known from then on, until the next; the first day always
    """

    states: pd.DataFrame
    days: pd.DataFrame
    units: dict[pd.Timestamp, pd.DataFrame]


def look_back(
    facts: Facts, derived: Derived, customer_ids: "pd.Index[str]", days: int, settings: Settings, as_of: AsOf
) -> EarlierDays:
    """The last `days` days before the plan day, and that day, of these customers, as who they are known to be
    today. Only rows of these customers that can change a grade are looked at, once for every day on which
    something new was dated.
    """
    last = pd.Timestamp(as_of.plan_day)
    first = last - days * DAY
    rows = {kind: _rows_of(facts, kind, derived, customer_ids, settings) for kind in KINDS}
    states = _states(rows, customer_ids, first, last)
    history, current = _history(_known(rows, states, as_of), derived)
    described = _described(history, current, states.index, settings)
    named = named_competitors(history)
    has_named = states.index.isin(named["customer"])
    return EarlierDays(
        states=states.join(described).assign(has_named_competitor=has_named),
        days=_days(states, named, last, settings.rules.grading.competitors_days),
        units=_units_by_day(facts.units, first, as_of),
    )


def _rows_of(
    facts: Facts, kind: str, derived: Derived, customer_ids: "pd.Index[str]", settings: Settings
) -> pd.DataFrame:
    """All versions of these customers' rows, with `customer_id`; of activities those that can matter."""
    rows = derived.owners[derived.owners["fact_kind"].eq(kind)]
    owners = rows[rows["customer_id"].isin(customer_ids)].set_index("content_hash")["customer_id"]
    every: pd.DataFrame = getattr(facts, kind)
    own = every[every["content_hash"].isin(owners.index)]
    own = own.assign(customer_id=owners.reindex(own["content_hash"]).to_numpy())
    return _telling(own, settings) if kind == "activities" else own


def _telling(activities: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Activities that say something a grade is made of, and what may be other versions of them."""
    words = (activities["content"].fillna("") + " " + activities["need_change"].fillna("")).str.lower()
    tells = activities[GRADED_BY].notna().any(axis=1) | activities["outcome"].isin(STATUS_OF_OUTCOME)
    for topic in settings.rules.grading.topics:
        tells |= words.str.contains(topic.lower(), regex=False)
    minute = pd.MultiIndex.from_arrays([activities["customer_id"], activities["at"].dt.floor("min")])
    return activities[minute.isin(minute[tells.to_numpy(bool)])]


def _states(
    rows: dict[str, pd.DataFrame], customer_ids: "pd.Index[str]", first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """customer_id and since: the first day, and every later one on which a row of the customer is dated."""
    start = pd.DataFrame({"customer_id": customer_ids.astype("str"), "since": first})
    dates = {"leads": ["created_at"], "activities": ["at"], "deals": DEAL_DAYS}
    found = [start] + [
        pd.DataFrame({"customer_id": frame["customer_id"], "since": frame[name].dt.normalize()})
        for kind, frame in rows.items()
        for name in ("own_at", *dates[kind])
    ]
    changes = pd.concat(found, ignore_index=True).dropna(subset="since")
    inside = changes[changes["since"].between(first, last)].drop_duplicates()
    return inside.sort_values(["customer_id", "since"], ignore_index=True)


def _known(rows: dict[str, pd.DataFrame], states: pd.DataFrame, as_of: AsOf) -> dict[str, pd.DataFrame]:
    """The rows known in each state, with its number in `state`."""
    numbered = states.rename_axis("state").reset_index()
    known = {}
    for kind in KINDS:
        told = (
            known_facts(rows[kind], kind, as_of)
            if kind != "deals"
            else _deals_by_day(rows[kind], states, as_of)
        )
        pairs = told.merge(numbered, on="customer_id")
        is_known = pairs[["dated_at", "own_at"]].max(axis=1) < pairs["since"] + DAY
        if kind == "deals":
            is_known = pairs["known_on"] == pairs["since"]
        known[kind] = pairs[is_known].reset_index(drop=True)
    return known


def _deals_by_day(deals: pd.DataFrame, states: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """What was known of the deals on each day that begins a state, `known_on`: a deal's dates come one by one."""
    days = states.loc[states["customer_id"].isin(deals["customer_id"]), "since"].unique()
    known = [
        known_facts(deals, "deals", _as_of(day.date(), as_of)).assign(known_on=day) for day in sorted(days)
    ]
    nothing = known_facts(deals, "deals", as_of).iloc[:0]
    return pd.concat(known) if known else nothing.assign(known_on=nothing["own_at"])


def _as_of(day: date, as_of: AsOf) -> AsOf:
    """The end of that day; of today what is known today."""
    return AsOf(day, min(datetime.combine(day, time.max), as_of.known_until), day)


def _history(known: dict[str, pd.DataFrame], derived: Derived) -> tuple[History, dict[str, pd.DataFrame]]:
    """Every state's rows as if it were a customer of its own; and the current versions of each kind."""
    rows = gather_rows(known, derived.roster)
    rows = rows.assign(status=status_said(rows))
    numbers = np.zeros(len(rows), dtype="int64")
    for number, kind in enumerate(KINDS):
        is_kind = (rows["kind"] == number).to_numpy()
        numbers[is_kind] = known[kind]["state"].to_numpy("int64")[rows["position"].to_numpy()[is_kind]]
    history = order_versions(rows, numbers)
    current = history.rows[history.is_current]
    return history, {kind: _current(known[kind], current, number) for number, kind in enumerate(KINDS)}


def _current(facts: pd.DataFrame, current: pd.DataFrame, kind: int) -> pd.DataFrame:
    of_kind = current[current["kind"] == kind]
    told = facts.iloc[of_kind["position"].to_numpy("int64")].reset_index(drop=True)
    added: dict[str, Codes] = {
        name: of_kind[name].to_numpy("int64") for name in ("customer", "place", "thing_no")
    }
    return told.assign(**added)


def _described(
    history: History, current: dict[str, pd.DataFrame], states: pd.Index, settings: Settings
) -> pd.DataFrame:
    statuses = succession(history)
    deals = judge_deals(current[KINDS[DEAL]], statuses)
    state = deal_state(deals).reindex(states)
    flags = ("has_deal", "has_deposit", "is_owner")
    state = state.assign(**{name: is_true(state[name]) for name in flags})
    newest = current[KINDS[LEAD]].groupby("customer")["dated_at"].max().reindex(states)
    status = derive_status(statuses, deals, state, newest)
    topic = newest_topic(current["activities"], settings.rules.grading.topics).reindex(states)
    return pd.concat([merge_fields(history, states), state, status], axis=1).assign(topic_on=topic)


def _days(states: pd.DataFrame, named: pd.DataFrame, last: pd.Timestamp, days: int) -> pd.DataFrame:
    """Each state on each of its days; named competitors count for `days` days, both ends included."""
    following = states.groupby("customer_id")["since"].shift(-1).fillna(last + DAY)
    lengths = (following - states["since"]).dt.days.to_numpy("int64")
    state = np.repeat(states.index.to_numpy("int64"), lengths)
    turn = np.arange(len(state)) - np.repeat(lengths.cumsum() - lengths, lengths)
    day = states["since"].to_numpy()[state] + turn * DAY.to_timedelta64()
    found = pd.DataFrame({"state": state, "day": day.astype("datetime64[us]")})
    pairs = found.reset_index().merge(named, left_on="state", right_on="customer")
    recent = pairs[pairs["stated_at"].dt.normalize() >= pairs["day"] - days * DAY]
    counts = recent.groupby("index")["competitor"].nunique()
    return found.assign(competitors_named=counts.reindex(found.index, fill_value=0))


def _units_by_day(units: pd.DataFrame, first: pd.Timestamp, as_of: AsOf) -> dict[pd.Timestamp, pd.DataFrame]:
    stated = units["own_at"].dt.normalize()
    later = stated[(stated > first) & (stated <= pd.Timestamp(as_of.plan_day))]
    return {
        day: current_units(stated_by(units, _as_of(day.date(), as_of)))
        for day in [first, *sorted(later.unique())]
    }
