"""Who works on which of the planned days, and how much room each still has (Rules, section 7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.config import PlanRules, Site
from pipeline.rules.working_time import WorkingTime

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NOBODY: Final = ""  # looks after the customers who could be given to nobody
STANDS_IN: Final = {"consultant": 0, "customer_service": 1}  # in this order; other roles only after them
OTHER_ROLE: Final = len(STANDS_IN)
NOT_OF_SITE: Final = OTHER_ROLE + 1


@dataclass
class Week:
    """People by position, in order of their ids; days as 0 for D to `days_ahead`.

    is_present  one row a person, one column a day: the site is open and it is no rest day
    turn        who stands in first: active consultants, then customer service, then others; NOT_OF_SITE: nobody
    capacity    tasks a day;  load: what is placed already, in tasks a day;  tasks: how many tasks that is
    """

    people: dict[str, int]
    is_present: npt.NDArray[np.bool_]
    turn: npt.NDArray[np.int64]
    capacity: npt.NDArray[np.float64]
    load: npt.NDArray[np.float64]
    tasks: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        self._service = np.flatnonzero(self.turn == STANDS_IN["customer_service"]).tolist()
        is_of_site = self.turn < NOT_OF_SITE
        if not is_of_site.any():
            is_of_site = np.arange(len(self.turn)) == self.people[NOBODY]
        manned = np.flatnonzero(self.is_present[is_of_site].any(axis=0))
        later = [manned[manned >= day] for day in range(self.load.shape[1])]
        self._manned = [int(days[0]) if len(days) else day for day, days in enumerate(later)]

    @property
    def has_service(self) -> bool:
        return len(self._service) > 0

    def first_manned(self, day: int) -> int:
        """The day, or the first later one with anybody of the site; if nobody comes any more, the day."""
        return self._manned[day]

    def has_room(self, person: int, day: int, cost: int) -> bool:
        """What takes no room needs none."""
        return cost <= 0 or bool(self.load[person, day] + cost <= self.capacity[person])

    def stand_in(self, day: int) -> int | None:
        """The present colleague with the most room, ties by id; none if nobody of the site is there.

        Consultants stand in; only where none is there the customer service, and at last whoever is.
        """
        turns = np.where(self.is_present[:, day], self.turn, NOT_OF_SITE)
        if turns.min() == NOT_OF_SITE:
            return None
        there = np.flatnonzero(turns == turns.min())
        return int(there[(self.capacity[there] - self.load[there, day]).argmax()])

    def service(self, day: int, cost: int | None = None) -> int | None:
        """Who of the present customer service has the fewest tasks that day, ties by id; none if nobody can.

        With `cost`: of those with room for it.
        """
        there = [
            person
            for person in self._service
            if self.is_present[person, day] and (cost is None or self.has_room(person, day, cost))
        ]
        return self._fewest(there, day)

    def any_service(self, day: int) -> int:
        """The same, present or not."""
        person = self._fewest(self._service, day)
        assert person is not None, "asked for customer service where there is none"
        return person

    def put(self, person: int, day: int, cost: int, tasks: int) -> None:
        """Add to (or with negative numbers take from) what the person has on the day."""
        self.load[person, day] += cost
        self.tasks[person, day] += tasks

    def _fewest(self, people: list[int], day: int) -> int | None:
        return int(min(people, key=lambda person: self.tasks[person, day])) if people else None


def week_of(roster: pd.DataFrame, others: set[str], rules: PlanRules, site: Site, first: date) -> Week:
    """An empty week for everyone of the roster, and for `others`, who are taken to work every open day."""
    days = [first + timedelta(days=n) for n in range(rules.days_ahead + 1)]
    is_open = WorkingTime(site).is_open_day(pd.Series(pd.DatetimeIndex(days))).to_numpy()
    names = sorted({NOBODY, *others, *roster["consultant_id"]})
    people = {name: place for place, name in enumerate(names)}
    is_present = np.tile(is_open, (len(names), 1))
    turn = np.full(len(names), NOT_OF_SITE)
    capacity = np.full(len(names), float(rules.capacity))
    for name, is_active, rest_days in zip(
        roster["consultant_id"], roster["is_active"], roster["rest_days"].fillna(""), strict=True
    ):
        is_present[people[name]] &= is_active & ~_rests(rest_days, days)
    on_roster = [people[name] for name in roster["consultant_id"]]
    turns = roster["role"].map(STANDS_IN).fillna(OTHER_ROLE)
    turn[on_roster] = turns.where(roster["is_active"], NOT_OF_SITE)
    capacity[on_roster] = roster["capacity"].fillna(rules.capacity)
    load = np.zeros((len(names), len(days)))
    return Week(people, is_present, turn, capacity, load, np.zeros_like(load, dtype="int64"))


def _rests(rest_days: str, days: list[date]) -> npt.NDArray[np.bool_]:
    stated = set(rest_days.split("|"))
    return np.array([bool(stated & {WEEKDAYS[day.weekday()], day.isoformat()}) for day in days])
