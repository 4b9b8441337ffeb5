"""Who works on which of the planned days, and how much room each still has (Rules, section 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from pipeline.config import PlanRules, Site
from pipeline.rules.working_time import WorkingTime

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOBODY: Final = ""  # looks after the customers who could be given to nobody


@dataclass
class Week:
    """People by position, days as 0 for D to `days_ahead`.

    is_present   one row a person, one column a day: the site is open and it is no rest day
    is_colleague whether somebody can stand in for another: an active consultant of the roster
    capacity     tasks a day;  load: what is placed already
    """

    people: dict[str, int]
    is_present: np.ndarray
    is_colleague: np.ndarray
    capacity: np.ndarray
    load: np.ndarray

    def has_room(self, person: int, day: int, cost: int) -> bool:
        return bool(self.is_present[person, day] and self.load[person, day] + cost <= self.capacity[person])

    def stand_in(self, day: int) -> int | None:
        """The present colleague with the most room, ties by id; none if nobody is there."""
        there = np.flatnonzero(self.is_colleague & self.is_present[:, day])
        if not len(there):
            return None
        room = self.capacity[there] - self.load[there, day]
        return int(there[room.argmax()])  # people are in order of their ids


def week_of(roster: pd.DataFrame, others: set[str], rules: PlanRules, site: Site, first: date) -> Week:
    """An empty week for everyone of the roster, and for `others`, who are taken to work every open day."""
    days = [first + timedelta(days=n) for n in range(rules.days_ahead + 1)]
    is_open = WorkingTime(site).is_open_day(pd.Series(pd.DatetimeIndex(days))).to_numpy()
    names = sorted({NOBODY, *others, *roster["consultant_id"]})
    people = {name: place for place, name in enumerate(names)}
    is_present = np.tile(is_open, (len(names), 1))
    is_colleague = np.zeros(len(names), dtype=bool)
    capacity = np.full(len(names), float(rules.capacity))
    for name, is_active, rest_days in zip(
        roster["consultant_id"], roster["is_active"], roster["rest_days"].fillna(""), strict=True
    ):
        is_present[people[name]] &= is_active & ~_rests(rest_days, days)
    on_roster = [people[name] for name in roster["consultant_id"]]
    is_colleague[on_roster] = roster["is_active"] & roster["role"].eq("consultant")
    capacity[on_roster] = roster["capacity"].fillna(rules.capacity)
    return Week(people, is_present, is_colleague, capacity, np.zeros((len(names), len(days))))


def _rests(rest_days: str, days: list[date]) -> np.ndarray:
    stated = set(rest_days.split("|"))
    return np.array([bool(stated & {WEEKDAYS[day.weekday()], day.isoformat()}) for day in days])
