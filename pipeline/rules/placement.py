"""Each planned contact gets a day and a person (Rules, section 7): fixed ones first, then what can move."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from pipeline.rules.week import Week

OVERFLOW: Final = -1
LATER: Final = -2
HANDED_ON: Final = frozenset({"complaint", "first_response"})  # somebody present does them


class Slot(NamedTuple):
    """What one customer has to get on one day. `last`: the last day it may move to; `may_wait`: a later
    night can still do it."""

    place: int
    customer_id: str
    day: int
    person: int
    cost: int
    rule: str
    is_fixed: bool
    last: int
    may_wait: bool


def place(slots: pd.DataFrame, week: Week, taken: dict[str, int]) -> pd.DataFrame:
    """`slots` with `planned` (a day of the week, OVERFLOW or LATER) and `person`.

    One row a customer and day, in order of placement (fixed first), columns as in `Slot` but `place`.
    `taken`: customers who got a task for day 0 already, and from whom: it keeps them, and its load is in
    `week`. The loads of `week` grow.
    """
    turns = [Slot(n, *values) for n, values in enumerate(slots.itertuples(index=False, name=None))]
    planned = np.full(len(turns), LATER)
    people = np.array([slot.person for slot in turns], dtype=int)
    kept = [slot for slot in turns if slot.day == 0 and slot.customer_id in taken]
    for slot in kept:
        planned[slot.place], people[slot.place] = 0, taken[slot.customer_id]
    is_kept = {slot.place for slot in kept}
    fixed = [slot for slot in turns if slot.is_fixed and slot.place not in is_kept]
    _place_fixed(fixed, week, planned, people)

    visited = {(customer_id, 0): person for customer_id, person in taken.items()}
    visited |= {(slot.customer_id, int(planned[slot.place])): int(people[slot.place]) for slot in fixed}
    movable = (slot for slot in turns if not slot.is_fixed and slot.place not in is_kept)
    _place_movable(movable, week, visited, planned, people)
    return slots.assign(planned=planned, person=people)


def _place_fixed(fixed: list[Slot], week: Week, planned: np.ndarray, people: np.ndarray) -> None:
    """Never refused. What somebody present has to do waits until everybody's own fixed ones are placed."""
    handed_on = [
        slot for slot in fixed if slot.rule in HANDED_ON and not week.is_present[slot.person, slot.day]
    ]
    waiting = {slot.place for slot in handed_on}
    for slot in fixed:
        if slot.place not in waiting:
            planned[slot.place] = slot.day
            week.load[slot.person, slot.day] += slot.cost
    for slot in handed_on:
        day, person = _somebody(slot, week)
        planned[slot.place], people[slot.place] = day, person
        week.load[person, day] += slot.cost


def _somebody(slot: Slot, week: Week) -> tuple[int, int]:
    """The first day with somebody there, and the customer's own consultant or else who stands in; if nobody
    comes all week it stays where it is."""
    for day in range(slot.day, week.load.shape[1]):
        stand_in = week.stand_in(day)
        if week.is_present[slot.person, day]:
            return day, slot.person
        if stand_in is not None:
            return day, stand_in
    return slot.day, slot.person


def _place_movable(
    movable: Iterable[Slot],
    week: Week,
    visited: dict[tuple[str, int], int],
    planned: np.ndarray,
    people: np.ndarray,
) -> None:
    """On its day or the first later one with room; a day on which the customer has a task takes no room."""
    for slot in movable:
        planned[slot.place] = LATER if slot.may_wait else OVERFLOW
        for day in range(slot.day, slot.last + 1):
            joined = visited.get((slot.customer_id, day))
            if joined is None and not week.has_room(slot.person, day, slot.cost):
                continue
            if joined is None:
                week.load[slot.person, day] += slot.cost
            planned[slot.place] = day
            people[slot.place] = visited[slot.customer_id, day] = slot.person if joined is None else joined
            break
