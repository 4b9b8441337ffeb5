"""Each planned contact gets a day and a person (Rules, section 7): fixed ones first, then what can move."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.rules.week import Week

OVERFLOW: Final = -1
LATER: Final = -2
SERVICE: Final = -1  # whoever of customer service has the fewest tasks that day
NOT_GIVEN: Final = -1


class Slot(NamedTuple):
    """What one customer has to get on one day.

    `turn`: which of the customer's tasks of day 0 it is, 0 unless some were given earlier that day;
    `given_to`: who got it then. `rank`: the smaller, the more urgent; it decides who leads a merged task.
    `last`: the last day it may move to; `may_wait`: a later night can still do it.
    """

    place: int
    customer_id: str
    day: int
    turn: int
    person: int
    cost: int
    rank: int
    is_group: bool
    is_handed_on: bool
    is_fixed: bool
    last: int
    may_wait: bool
    given_to: int


class Appointment(NamedTuple):
    """One customer's task on one day, as far as it is put together."""

    person: int
    cost: int
    rank: int
    is_fixed: bool
    is_group: bool

    @property
    def load(self) -> int:
        return 0 if self.is_group else self.cost

    def joined_by(self, other: "Appointment") -> "Appointment":
        """The leading one decides who does it; it can move and is a group message only if both are."""
        leader = min(self, other, key=lambda appointment: appointment.rank)
        return leader._replace(
            is_fixed=self.is_fixed or other.is_fixed, is_group=self.is_group and other.is_group
        )


@dataclass(frozen=True)
class Board:
    """What is placed: by slot the day (`planned`) and the person, by customer and day the appointment."""

    week: Week
    appointments: dict[tuple[str, int, int], Appointment]
    planned: npt.NDArray[np.int64]
    people: npt.NDArray[np.int64]

    def there(self, slot: Slot, day: int) -> Appointment | None:
        return self.appointments.get(_key(slot, day))

    def put(self, slot: Slot, day: int, person: int) -> None:
        """The slot's task, or its part of the one that is there."""
        there, own = self.there(slot, day), _own(slot, person)
        if there:
            self.week.put(there.person, day, -there.load, -1)
        whole = there.joined_by(own) if there else own
        self.week.put(whole.person, day, whole.load, 1)
        self.appointments[_key(slot, day)] = whole
        self.planned[slot.place], self.people[slot.place] = day, person


def place(slots: pd.DataFrame, week: Week) -> pd.DataFrame:
    """`slots` with `planned` (a day of the week, OVERFLOW or LATER) and `person`.

    One row a customer, day and turn, in order of placement (fixed first), columns as in `Slot` but `place`.
    What was given earlier that day stays with whom it was given to; its load is in `week`. The loads of
    `week` grow.
    """
    turns = [Slot(n, *values) for n, values in enumerate(slots.itertuples(index=False, name=None))]
    board = Board(week, {}, np.full(len(turns), LATER), np.array([s.person for s in turns], dtype="int64"))
    for slot in turns:
        if slot.given_to != NOT_GIVEN:
            board.planned[slot.place], board.people[slot.place] = 0, slot.given_to
    _place_fixed([slot for slot in turns if slot.is_fixed and slot.given_to == NOT_GIVEN], board)
    for slot in turns:
        if not slot.is_fixed and slot.given_to == NOT_GIVEN:
            _place_movable(slot, board)
    return slots.assign(planned=board.planned, person=board.people)


def _place_fixed(fixed: list[Slot], board: Board) -> None:
    """Never refused. What somebody present has to do waits until everybody's own fixed ones are placed."""
    handed_on = []
    for slot in fixed:
        day = board.week.first_manned(slot.day)
        person = _present(slot, day, board.week)
        if person is None and slot.is_handed_on:
            handed_on.append((slot, day))
        else:
            board.put(slot, day, _own_person(slot, day, board.week) if person is None else person)
    for slot, day in handed_on:
        stand_in = board.week.stand_in(day)
        board.put(slot, day, _own_person(slot, day, board.week) if stand_in is None else stand_in)


def _place_movable(slot: Slot, board: Board) -> None:
    """On its day or the first later one on which it fits; else it waits, or goes to the manager."""
    for day in range(slot.day, slot.last + 1):
        person = _who_has_room(slot, day, board)
        if person is not None:
            board.put(slot, day, person)
            return
    board.planned[slot.place] = LATER if slot.may_wait else OVERFLOW
    board.people[slot.place] = _own_person(slot, slot.day, board.week)


def _who_has_room(slot: Slot, day: int, board: Board) -> int | None:
    """Who can do it on that day, also as a part of the task that is there; then only what it adds needs room."""
    there = board.there(slot, day)
    if there is None:
        return _present(slot, day, board.week, _own(slot, 0).load)
    if there.rank < slot.rank:
        added = there.joined_by(_own(slot, there.person)).load - there.load
        return there.person if board.week.has_room(there.person, day, added) else None
    person = _present(slot, day, board.week)
    if person is None:
        return None
    load = there.joined_by(_own(slot, person)).load
    return _present(slot, day, board.week, load - (there.load if there.person == person else 0))


def _present(slot: Slot, day: int, week: Week, cost: int | None = None) -> int | None:
    """Who does it if there that day, and with `cost` also if there is room for it."""
    if slot.person == SERVICE:
        return week.service(day, cost)
    is_possible = week.is_present[slot.person, day] and (
        cost is None or week.has_room(slot.person, day, cost)
    )
    return slot.person if is_possible else None


def _own_person(slot: Slot, day: int, week: Week) -> int:
    return week.any_service(day) if slot.person == SERVICE else slot.person


def _own(slot: Slot, person: int) -> Appointment:
    return Appointment(person, slot.cost, slot.rank, slot.is_fixed, slot.is_group)


def _key(slot: Slot, day: int) -> tuple[str, int, int]:
    """A task that leaves day 0 is one more of that customer's on the later day, whatever its turn was."""
    return slot.customer_id, day, slot.turn if day == 0 else 0
