"""What the rows of one customer say, and which row said it: for explaining, never for deciding."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.consents import opt_out_said
from pipeline.customers.derived import Derived
from pipeline.customers.kinds import KINDS
from pipeline.customers.known_rows import gather_rows, known_facts
from pipeline.customers.status import status_said
from pipeline.customers.versions import History, newest, order_versions
from pipeline.facts import Facts

PLACE = ["file_id", "sheet", "row"]


@dataclass(frozen=True)
class Statements:
    """One customer's rows. `known`: kind -> every version known, with `is_current`; `history`: all of them."""

    known: dict[str, pd.DataFrame]
    history: History

    def newest(self, *fields: str, kinds: tuple[str, ...] = KINDS) -> pd.DataFrame:
        """The statement of `fields`, which are one value, that counts: at most one row.

        The fields, `stated_at` (when it was first said), kind, file_id, sheet and row (where it stands now).
        """
        said = self.history.standing(*fields)
        said = newest(said[said["kind"].isin([KINDS.index(kind) for kind in kinds])])
        return self._placed(said).assign(kind=said["kind"].map(dict(enumerate(KINDS))).to_numpy())

    def all(self, field: str) -> pd.DataFrame:
        """Every statement of `field` that stands, newest first; columns as of `newest`."""
        said = self.history.standing(field)
        placed = self._placed(said).assign(kind=said["kind"].map(dict(enumerate(KINDS))).to_numpy())
        return placed.sort_values("stated_at", ascending=False, kind="stable", ignore_index=True)

    def _placed(self, said: pd.DataFrame) -> pd.DataFrame:
        where = self.history.rows.set_index("place")[PLACE]
        return said.reset_index(drop=True).join(where, on="place")


def statements_of(facts: Facts, derived: Derived, customer_id: str, as_of: AsOf) -> Statements:
    """What is known at `as_of` of one customer of `derived`, replaced versions too."""
    known = {kind: known_facts(_own(facts, kind, derived, customer_id), kind, as_of) for kind in KINDS}
    rows = gather_rows(known, derived.roster)
    rows = rows.assign(status=status_said(rows), opt_out_modes=opt_out_said(rows))
    history = order_versions(rows, np.zeros(len(rows), dtype="int64"))
    return Statements(_with_currency(known, history), history)


def _own(facts: Facts, kind: str, derived: Derived, customer_id: str) -> pd.DataFrame:
    owners = derived.owners
    own = owners.loc[owners["customer_id"].eq(customer_id) & owners["fact_kind"].eq(kind), "content_hash"]
    rows: pd.DataFrame = getattr(facts, kind)
    return rows[rows["content_hash"].isin(own)]


def _with_currency(known: dict[str, pd.DataFrame], history: History) -> dict[str, pd.DataFrame]:
    """`is_current`: the version that counts."""
    told = {}
    for number, (kind, rows) in enumerate(known.items()):
        of_kind = (history.rows["kind"] == number).to_numpy()
        current = history.rows.loc[of_kind & history.is_current, "position"]
        told[kind] = rows.assign(is_current=np.isin(np.arange(len(rows)), current))
    return told
