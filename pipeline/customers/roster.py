"""Which consultant a cell names: by id in the roster, else by cleaned name (Rules, section 3)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.customers.columns import Column, look_up
from pipeline.customers.names import plain

VERSIONS = ["spoken_date", "own_at", "file_order", "sheet", "row"]


def current_consultants(consultants: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each person of the roster; who has no id is known by name."""
    identified = consultants.assign(consultant_id=consultants["consultant_id"].fillna(consultants["name"]))
    ordered = identified.sort_values(VERSIONS, kind="stable").dropna(subset="consultant_id")
    return ordered.drop_duplicates("consultant_id", keep="last").reset_index(drop=True)


@dataclass(frozen=True)
class Roster:
    """`ids`: what a cell may say, cleaned -> the id, or where nobody of the roster is meant, one spelling."""

    ids: "pd.Series[str]"
    on_roster: frozenset[str]

    def resolve(self, named: Column) -> Column:
        """The consultant meant by each cell; a name nobody knows stands as typed."""
        codes, unique = pd.factorize(named)
        typed = pd.Series(unique, dtype="str")
        meant = look_up(plain(typed), self.ids).fillna(typed).astype("str")
        return pd.Series(meant.reindex(codes).array, index=named.index, dtype="str")

    def understood(self, named: Column) -> Column:
        """The same of cells that are categories, as categories."""
        codes, unique = pd.factorize(self.resolve(pd.Series(named.cat.categories, dtype="str")))
        told = np.append(codes, -1)[named.cat.codes]
        kind = pd.CategoricalDtype(unique)
        return pd.Series(pd.Categorical.from_codes(told, dtype=kind, validate=False), index=named.index)


def read_roster(consultants: pd.DataFrame, named: Column) -> Roster:
    """`consultants` as from `current_consultants`; `named` is everything that rows say.

    Of two people of one name the active one is meant, then the smaller id. Spellings of one name that is
    not on the roster are one consultant, shown as the first of them by text.
    """
    is_gone = ~consultants["is_active"].fillna(True).astype(bool)
    people = consultants.assign(is_gone=is_gone).sort_values(["is_gone", "consultant_id"])
    by_id = pd.Series(people["consultant_id"].to_numpy(), index=plain(people["consultant_id"]).to_numpy())
    by_name = pd.Series(people["consultant_id"].to_numpy(), index=plain(people["name"]).to_numpy())
    typed = pd.Series(sorted(named.dropna().unique()), dtype="str")
    as_typed = pd.Series(typed.to_numpy(), index=plain(typed).to_numpy())
    ids = pd.concat([by_id, by_name, as_typed]).astype("str")
    ids = ids[ids.index.notna() & ~ids.index.duplicated()]
    return Roster(ids, frozenset(people["consultant_id"]))
