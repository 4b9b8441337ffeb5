"""The same thing said twice: which version of a row counts, and since when a value is stated (section 2)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Flags, codes_of, instants
from pipeline.customers.kinds import LEAD

NOWHERE: Final = np.iinfo("int64").min


@dataclass(frozen=True)
class _Arrays:
    """The columns of a history that every field is judged by, a number a row."""

    customer: Codes
    thing: Codes
    place: Codes
    own_at: Codes
    can_stand: Flags


@dataclass(frozen=True)
class History:
    """Rows with the customer they are about, each thing's versions together, the counting one last.

    `rows` has `customer` and `thing_no`; `is_current` says of each row whether it is the version that counts.
    """

    rows: pd.DataFrame
    is_current: Flags

    def stated(self, *fields: str) -> pd.DataFrame:
        """What every version says in these fields, which are one value; rows that say nothing are left out.

        `stated_at` is the own date of the version that first said it: a repetition restates nothing;
        `known_night` the first published night that knew that version.
        """
        says = np.flatnonzero(np.logical_or.reduce([self.rows[field].notna() for field in fields]))
        about = ["thing_no", "customer", "kind", "place", "position", "own_at", "known_night"]
        said = self.rows[[*about, *fields]].iloc[says]
        said = said.assign(is_current=self.is_current[says])
        thing = said["thing_no"].to_numpy()
        if not (thing[1:] == thing[:-1]).any():
            return said.rename(columns={"own_at": "stated_at"})
        value = codes_of(*(said[field] for field in fields))
        starts = np.ones(len(said), dtype=bool)
        starts[1:] = (thing[1:] != thing[:-1]) | (value[1:] != value[:-1])
        first = np.cumsum(starts) - 1
        return said.drop(columns="own_at").assign(
            stated_at=said["own_at"].to_numpy()[starts][first],
            known_night=said["known_night"].to_numpy()[starts][first],
        )

    def newest_rows(self, *fields: str) -> tuple[Codes, Codes]:
        """Positions of the rows that say the newest value of each customer who has one, in order of customers;
        and the positions of the rows whose own date that value has. What `newest(self.standing(*fields))` finds.
        """
        arrays = self._arrays
        says = np.flatnonzero(np.logical_or.reduce([self.rows[field].notna() for field in fields]))
        thing, dated = arrays.thing[says], says
        is_same = thing[1:] == thing[:-1]
        if is_same.any():
            value = codes_of(*(self.rows[field].iloc[says] for field in fields))
            starts = np.append(True, ~is_same | (value[1:] != value[:-1]))
            dated = says[starts][np.cumsum(starts) - 1]
        can_stand = arrays.can_stand[says]
        says, dated, thing = says[can_stand], dated[can_stand], thing[can_stand]
        if is_same.any():
            is_last = np.append(thing[1:] != thing[:-1], True)[: len(thing)]
            says, dated = says[is_last], dated[is_last]
        chosen = _newest_positions(arrays.customer[says], arrays.own_at[dated], arrays.place[says])
        return says[chosen], dated[chosen]

    @cached_property
    def _arrays(self) -> "_Arrays":
        rows = self.rows
        return _Arrays(
            rows["customer"].to_numpy(), rows["thing_no"].to_numpy(), rows["place"].to_numpy(),
            instants(rows["own_at"]), self.is_current | (rows["kind"] == LEAD).to_numpy(),
        )  # fmt: skip

    def standing(self, *fields: str) -> pd.DataFrame:
        """What each thing says now: see `stand`."""
        return stand(self.stated(*fields))


def stand(stated: pd.DataFrame) -> pd.DataFrame:
    """Of `stated`, what each thing says now: an older version of a lead until another value replaces it;
    of anything else only the version that counts.
    """
    can_stand = stated[stated["is_current"] | (stated["kind"] == LEAD)]
    return can_stand[~can_stand["thing_no"].duplicated(keep="last")]


def newest(standing: pd.DataFrame) -> pd.DataFrame:
    """The newest statement of each customer, index customer: by stated_at, then (file, sheet, row)."""
    customers, stated_at = standing["customer"].to_numpy(), instants(standing["stated_at"])
    chosen = _newest_positions(customers, stated_at, standing["place"].to_numpy())
    return standing.iloc[chosen].set_index("customer")


def _newest_positions(customers: Codes, stated_at: Codes, places: Codes) -> Codes:
    """One position for each customer, in order of customers; of two with the same place the later one."""
    size = int(customers.max(initial=-1)) + 1
    newest_at = np.flatnonzero(_is_largest(stated_at, customers, size))
    whose = customers[newest_at]
    chosen = newest_at[_is_largest(places[newest_at], whose, size)]
    last = np.full(size, -1)
    last[customers[chosen]] = chosen
    return last[last >= 0]


def _is_largest(values: Codes, customers: Codes, size: int) -> Flags:
    """Whether a row has the largest value of its customer."""
    largest = np.full(size, NOWHERE)
    np.maximum.at(largest, customers, values)
    is_largest: Flags = largest[customers] == values
    return is_largest


def thing_numbers(rows: pd.DataFrame, customers: Codes) -> Codes:
    """The same number for versions of one thing: the same kind, customer and `thing`."""
    return codes_of(rows["kind"], customers, rows["thing"])


def order_versions(rows: pd.DataFrame, customers: Codes) -> History:
    """Versions by the day their file speaks for, then own date, then (file, sheet, row)."""
    things = thing_numbers(rows, customers)
    told = rows.assign(customer=customers, thing_no=things)
    versions = np.bincount(things)
    if not (versions > 1).any():
        return History(told, np.ones(len(told), dtype=bool))
    order = np.argsort(things, kind="stable")
    is_several = versions[things[order]] > 1
    several = order[is_several]
    ranked = rows.iloc[several]
    turn = np.lexsort(
        (ranked["place"], instants(ranked["own_at"]), instants(ranked["spoken_date"]), things[several])
    )
    order[is_several] = several[turn]
    is_current = np.ones(len(order), dtype=bool)
    is_current[:-1] = things[order][1:] != things[order][:-1]
    return History(told.iloc[order], is_current)
