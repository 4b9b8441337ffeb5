"""The same thing said twice: which version of a row counts, and since when a value is stated (section 2)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Flags, codes_of, instants
from pipeline.customers.kinds import LEAD


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
        says = self.rows[list(fields)].notna().any(axis=1).to_numpy()
        about = ["thing_no", "customer", "kind", "place", "position", "own_at", "known_night"]
        said = self.rows.loc[says, [*about, *fields]]
        said = said.assign(is_current=self.is_current[says])
        value = codes_of(*(said[field] for field in fields)) if len(said) else np.zeros(0, dtype="int64")
        thing = said["thing_no"].to_numpy()
        starts = np.ones(len(said), dtype=bool)
        starts[1:] = (thing[1:] != thing[:-1]) | (value[1:] != value[:-1])
        first = np.cumsum(starts) - 1
        return said.drop(columns="own_at").assign(
            stated_at=said["own_at"].to_numpy()[starts][first],
            known_night=said["known_night"].to_numpy()[starts][first],
        )

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
    order = np.lexsort((standing["place"], instants(standing["stated_at"]), standing["customer"]))
    ordered = standing.iloc[order]
    return ordered[~ordered["customer"].duplicated(keep="last")].set_index("customer")


def thing_numbers(rows: pd.DataFrame, customers: Codes) -> Codes:
    """The same number for versions of one thing: the same kind, customer and `thing`."""
    return codes_of(rows["kind"], pd.Series(customers), rows["thing"])


def order_versions(rows: pd.DataFrame, customers: Codes) -> History:
    """Versions by the day their file speaks for, then own date, then (file, sheet, row)."""
    things = thing_numbers(rows, customers)
    order = np.lexsort((rows["place"], instants(rows["own_at"]), instants(rows["spoken_date"]), things))
    ordered = rows.assign(customer=customers, thing_no=things).iloc[order]
    numbers = ordered["thing_no"].to_numpy()
    is_current = np.ones(len(ordered), dtype=bool)
    is_current[:-1] = numbers[1:] != numbers[:-1]
    return History(ordered, is_current)
