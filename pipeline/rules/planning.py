"""The plan of one site for D to D + 6 (Rules, section 7)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import PlanRules, Settings, Site
from pipeline.rules.placement import LATER, OVERFLOW, place
from pipeline.rules.week import NOBODY, Week, week_of
from pipeline.vocabulary import FIXED_RULES, GRADES, RULES, TASK_COLUMNS

DAY: Final = pd.Timedelta(days=1)
RULE_ORDER: Final = {rule: place for place, rule in enumerate(RULES)}
REPEATING: Final = ("cadence", "retry")
LONG_MODES: Final = ("visit", "meeting")
SLOT_COLUMNS: Final = ["customer_id", "day", "person", "cost", "rule", "is_fixed", "last", "may_wait"]


def plan_week(
    allowed: pd.DataFrame,
    customers: pd.DataFrame,
    roster: pd.DataFrame,
    given: pd.DataFrame,
    settings: Settings,
    site: Site,
    as_of: AsOf,
) -> pd.DataFrame:
    """One row is one task: one customer on one day, TASK_COLUMNS, most urgent first within day and person.

    `allowed` as from `permit`; `customers` with `grade` and the owner of tonight as `consultant`; `roster` as
    from `present_roster`; `given` are published tasks, of which those of an earlier run of this D count: the
    customer keeps that task (the row here has the same task_id) and its load counts.
    `planned_date` is empty for overflow. `due_date` and `mode` are the leading rule's, `latest_at` is the
    earliest, `moved_from` the day the task left, `action` the leading rule. What may wait for a later night
    has no row. The same proposals in any order give the same plan.
    """
    rules, first = settings.rules.plan, pd.Timestamp(as_of.plan_day)
    today = given.loc[given["as_of"].eq(first) & given["planned_date"].eq(first)]
    parts = _parts(allowed, today, rules, first)
    slots = _in_order(_slots(parts), customers, rules, first)
    owners = customers["consultant"].fillna(NOBODY)
    people = {*owners.loc[slots["customer_id"]], *today["consultant"].fillna(NOBODY)}
    week = week_of(roster, people, rules, site, as_of.plan_day)
    taken = _take(today, week, rules)
    slots["person"] = owners.loc[slots["customer_id"]].map(week.people).to_numpy(dtype=int)
    placed = place(slots[SLOT_COLUMNS], week, taken)
    return _tasks(parts, placed, week, customers, first)


def not_yet_given(tasks: pd.DataFrame, given: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """The tasks of D that no earlier run of D published; `tasks` as from `plan_week`."""
    is_today = tasks["planned_date"].eq(pd.Timestamp(as_of.plan_day))
    return tasks.loc[is_today & ~tasks["task_id"].isin(given["task_id"])].reset_index(drop=True)


def _parts(allowed: pd.DataFrame, today: pd.DataFrame, rules: PlanRules, first: pd.Timestamp) -> pd.DataFrame:
    """The proposals of the week, most urgent first: `day` 0 to `days_ahead`, `order` of the rule, `is_fixed`.

    Cadence and retry are left out when the customer has an earlier day.
    """
    due = allowed["due_date"].dt.normalize()
    overdue = (first - due).dt.days
    parts = allowed.assign(
        day=(-overdue).clip(lower=0),
        overdue=overdue.clip(0, rules.overdue_order_days),
        order=allowed["rule"].map(RULE_ORDER).astype("int64"),
        is_fixed=allowed["rule"].isin(FIXED_RULES)
        & ((overdue <= rules.movable_after_days) | allowed["rule"].eq("complaint")),
    ).loc[-overdue <= rules.days_ahead]
    earliest = parts.groupby("customer_id")["day"].transform("min")
    earliest = earliest.mask(parts["customer_id"].isin(today["customer_id"]), 0)
    is_repeated = parts["rule"].isin(REPEATING) & (earliest < parts["day"])
    keys = ["customer_id", "day", "order", "due_date", "latest_at"]
    found: pd.DataFrame = parts.loc[~is_repeated].sort_values(keys, ignore_index=True)
    return found


def _slots(parts: pd.DataFrame) -> pd.DataFrame:
    """One row a customer and day: the leading part, with the earliest latest moment, fixed if a part is."""
    by_slot = parts.groupby(["customer_id", "day"], sort=True)
    leading = by_slot.head(1)
    return leading.assign(
        latest_at=by_slot["latest_at"].min().to_numpy(), is_fixed=by_slot["is_fixed"].any().to_numpy()
    )


def _in_order(
    slots: pd.DataFrame, customers: pd.DataFrame, rules: PlanRules, first: pd.Timestamp
) -> pd.DataFrame:
    """Slots in the order of placement, with `cost`, `last` day and `may_wait`."""
    who = customers.loc[slots["customer_id"]].reset_index(drop=True)
    latest = (slots["latest_at"].dt.normalize() - first).dt.days.fillna(rules.days_ahead + 1)
    ranked = slots.assign(
        cost=np.where(slots["mode"].isin(LONG_MODES), rules.visit_cost, 1),
        last=latest.where(latest >= 0, rules.days_ahead).clip(upper=rules.days_ahead).astype("int64"),
        may_wait=latest > rules.days_ahead,
        is_movable=~slots["is_fixed"],
        fixed_until=slots["latest_at"].where(slots["is_fixed"]),
        group=_grade_order(who).to_numpy(),
        least_overdue=-slots["overdue"],
        silence=(first - who["last_contact_at"]).to_numpy(),
        created_at=who["created_at"].to_numpy(),
        key_order=who["key_order"].to_numpy(),
    )
    keys = [
        "is_movable",
        "fixed_until",
        "group",
        "least_overdue",
        "silence",
        "created_at",
        "key_order",
        "day",
    ]
    return ranked.sort_values(keys, ignore_index=True)


def _grade_order(customers: pd.DataFrame) -> "pd.Series[int]":
    """A, B, C, then owners; an open customer without a grade refuses profiling and counts as B."""
    order = customers["grade"].map({grade: n for n, grade in enumerate(GRADES)}).fillna(GRADES.index("B"))
    return order.mask(customers["is_closed"].fillna(False).astype(bool), len(GRADES)).astype("int64")


def _take(today: pd.DataFrame, week: Week, rules: PlanRules) -> dict[str, int]:
    """Put the load of the tasks given earlier today into the week: customer -> who has the task."""
    people = today["consultant"].fillna(NOBODY).map(week.people).to_numpy(dtype=int)
    costs = np.where(today["mode"].isin(LONG_MODES), rules.visit_cost, 1)
    np.add.at(week.load[:, 0], people, costs)
    return dict(zip(today["customer_id"], people.tolist(), strict=True))


def _tasks(
    parts: pd.DataFrame, placed: pd.DataFrame, week: Week, customers: pd.DataFrame, first: pd.Timestamp
) -> pd.DataFrame:
    """Parts that came to lie on one day of one customer become one task."""
    turns = placed.assign(turn=range(len(placed)))[["customer_id", "day", "person", "planned", "turn"]]
    planned = parts.merge(turns, on=["customer_id", "day"], validate="many_to_one")
    planned = planned.loc[planned["planned"] != LATER]
    planned = planned.sort_values(["customer_id", "planned", "order", "due_date", "turn"], ignore_index=True)
    by_task = planned.groupby(["customer_id", "planned"], sort=True)
    leading = by_task.head(1)
    merged = leading.assign(
        latest_at=by_task["latest_at"].min().to_numpy(), is_fixed=by_task["is_fixed"].any().to_numpy()
    ).join(_other_rules(planned))
    merged = merged.drop(columns="occasion").merge(
        _occasions(planned), on=["customer_id", "planned"], how="left"
    )
    is_overflow = merged["planned"] == OVERFLOW
    merged = merged.assign(at_end=is_overflow).sort_values(
        ["at_end", "planned", "person", "turn"], ignore_index=True
    )
    return _described(merged, week, customers, first)


def _other_rules(planned: pd.DataFrame) -> "pd.Series[str]":
    """The rules after the leading one, each once, in table order; index of the task's leading part."""
    keys = ["customer_id", "planned"]
    once = planned.drop_duplicates([*keys, "rule"])
    is_leader = ~once.duplicated(keys)
    leaders = pd.Series(once.index, index=once.index).where(is_leader).ffill().astype("int64")
    joined = once.loc[~is_leader].groupby(leaders.loc[~is_leader])["rule"].agg("|".join)
    return joined.astype("str").rename("other_rules")


def _occasions(planned: pd.DataFrame) -> pd.DataFrame:
    """customer_id, planned, occasion: what the task is about, each once: which festivals, whose birthday."""
    told = planned.loc[planned["occasion"].fillna("") != "", ["customer_id", "planned", "occasion"]]
    found = told.drop_duplicates().groupby(["customer_id", "planned"])["occasion"].agg("|".join)
    return found.astype("str").reset_index()


def _described(
    merged: pd.DataFrame, week: Week, customers: pd.DataFrame, first: pd.Timestamp
) -> pd.DataFrame:
    is_planned = merged["planned"] != OVERFLOW
    planned_date = (first + merged["planned"] * DAY).where(is_planned).astype("datetime64[us]")
    own_date = (first + merged["day"] * DAY).astype("datetime64[us]")
    ending = planned_date.dt.strftime("%m%d").fillna("over")
    names = np.array([*week.people], dtype=object)[merged["person"].to_numpy(dtype=int)]
    tasks = merged.assign(
        task_id=f"{first:%Y%m%d}-" + merged["customer_id"] + "-" + ending,
        as_of=first.as_unit("us"),
        site=customers.loc[merged["customer_id"], "site"].to_numpy(),
        consultant=pd.Series(names, index=merged.index, dtype="str").replace(NOBODY, np.nan),
        planned_date=planned_date,
        due_date=merged["due_date"].dt.normalize().astype("datetime64[us]"),
        latest_at=merged["latest_at"].astype("datetime64[us]"),
        action=merged["rule"],
        is_group_message=False,
        moved_from=own_date.where(is_planned & (merged["planned"] != merged["day"])),
    )
    return tasks[list(TASK_COLUMNS)]
