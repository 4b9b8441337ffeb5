"""What each consultant has to do from D to D + 6, against his capacity (Rules, section 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from pipeline.config import Settings
from pipeline.results import SiteResult

DAY_COLUMNS: Final = ["consultant", "planned_date"]


@dataclass(frozen=True)
class DayLoad:
    """One consultant's day: tasks that must be done that day, movable ones, and the load (a visit counts more).

    Group messages take no capacity: they are in none of these. `fixed_load` is the load of the fixed tasks.
    """

    day: date
    fixed: int
    movable: int
    load: int
    fixed_load: int


@dataclass(frozen=True)
class Workload:
    """One consultant's week; `consultant` empty: tasks that nobody holds. `overflow` found no room at all."""

    consultant: str
    name: str
    capacity: int
    days: list[DayLoad]
    group_messages: int
    overflow: int

    @property
    def load(self) -> int:
        return sum(day.load for day in self.days)


def workloads(result: SiteResult, settings: Settings) -> list[Workload]:
    """Every active consultant of the roster, and everybody who has a task; by roster, then by id."""
    tasks = result.tasks.assign(
        consultant=result.tasks["consultant"].where(result.tasks["consultant"].notna(), "").astype("str")
    )
    counts = _day_counts(tasks, settings)
    overflow = tasks.loc[overflowing(tasks), "consultant"].value_counts()
    messages = tasks.loc[_is_group_message(tasks) & ~overflowing(tasks), "consultant"].value_counts()
    roster = _roster(result, settings)
    busy = set(tasks["consultant"])
    shown = busy | _consultants(result)
    listed = [person for person in roster if person in shown]
    people = dict.fromkeys([*listed, *sorted(busy)])
    days = [result.plan_day + timedelta(days=n) for n in range(settings.rules.plan.days_ahead + 1)]
    found = []
    for person in people:
        name, capacity = roster.get(person, (person, settings.rules.plan.capacity))
        week = [counts.get((person, day), DayLoad(day, 0, 0, 0, 0)) for day in days]
        found.append(
            Workload(person, name, capacity, week, int(messages.get(person, 0)), int(overflow.get(person, 0)))
        )
    return found


def overflowing(tasks: pd.DataFrame) -> pd.Series:
    """Where a task found no day."""
    return tasks["planned_date"].isna()


def _is_group_message(tasks: pd.DataFrame) -> pd.Series:
    return tasks["is_group_message"].astype("boolean").fillna(False).astype(bool)


def _day_counts(tasks: pd.DataFrame, settings: Settings) -> dict[tuple[str, date], DayLoad]:
    own = tasks[~_is_group_message(tasks) & ~overflowing(tasks)]
    is_fixed = own["is_fixed"].astype("boolean").fillna(False).astype("int64")
    load = own["mode"].eq("visit").astype("int64") * (settings.rules.plan.visit_cost - 1) + 1
    counted = own[DAY_COLUMNS].assign(
        fixed=is_fixed, movable=1 - is_fixed, load=load, fixed_load=load * is_fixed
    )
    sums = counted.groupby(DAY_COLUMNS)[["fixed", "movable", "load", "fixed_load"]].sum().reset_index()
    found = [
        (str(person), DayLoad(pd.Timestamp(day).date(), *(int(count) for count in counts)))
        for person, day, *counts in sums.itertuples(index=False, name=None)
    ]
    return {(person, day.day): day for person, day in found}


def _roster(result: SiteResult, settings: Settings) -> dict[str, tuple[str, int]]:
    """Active people: id -> (name, capacity). Two of one name are told apart by their id."""
    people = result.consultants
    active = people[people["is_active"].astype("boolean").fillna(True).astype(bool)]
    ids = active["consultant_id"].where(active["consultant_id"].notna(), active["name"]).astype("str")
    names = active["name"].where(active["name"].notna(), ids).astype("str")
    shown = names.where(~names.duplicated(keep=False) | names.eq(ids), names + " (" + ids + ")")
    capacity = active["capacity"].astype("float64").fillna(settings.rules.plan.capacity).astype("int64")
    return {
        person: (name, int(places))
        for person, name, places in zip(ids, shown, capacity, strict=True)
        if person
    }


def _consultants(result: SiteResult) -> set[str]:
    """Ids of those whose work is to follow up; a roster without roles names consultants only."""
    people = result.consultants
    mine = people[people["role"].isna() | people["role"].isin(["", "consultant"])]
    return set(mine["consultant_id"].where(mine["consultant_id"].notna(), mine["name"]).astype("str"))
