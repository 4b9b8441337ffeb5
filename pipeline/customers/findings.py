"""What is doubtful about whose a row is: issues and waiting rows (Rules, section 3)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Flags
from pipeline.customers.identity import name_conflicts
from pipeline.customers.kinds import KINDS
from pipeline.customers.roster import Roster
from pipeline.customers.shared_numbers import listed_mobiles
from pipeline.customers.ties import stack
from pipeline.customers.told_apart import ToldApart
from pipeline.facts import empty_frame

NOTHING: Final = empty_frame({"kind": "text", "fact_id": "whole", "code": "text"})


def waiting_rows(told: ToldApart) -> pd.DataFrame:
    """kind and fact_id of rows with a key that nobody has yet."""
    return _named(told.rows[told.identity.is_waiting])


def find_issues(told: ToldApart, roster: Roster, listed: tuple[str, ...], far_places: Codes) -> pd.DataFrame:
    """kind, fact_id, code: one row an issue of a row that counts, or that leads to nobody.

    `far_places`: rows whose agreed date is ignored.
    """
    rows, identity = told.rows, told.identity
    counts = np.ones(len(rows), dtype=bool)
    counts[told.history.rows.index[~told.history.is_current]] = False
    named = rows["consultant"]
    flags: dict[str, Flags] = {
        "identity-ambiguous": identity.is_ambiguous & counts,
        "shared-number": _has_crowded_mobile(told, listed) & counts,
        "name-conflict": name_conflicts(rows, identity.shared) & counts,
        "customer-not-found": identity.is_lost,
        "waiting": identity.is_waiting,
        "agreed-far": np.isin(rows["place"].to_numpy(), far_places),
        "consultant-unknown": _first_of_file(
            rows,
            (named.notna() & ~named.isin(roster.on_roster)).to_numpy(bool)
            & (len(roster.on_roster) > 0)
            & counts,
        ),
    }
    found = [_named(rows[flag]).assign(code=code) for code, flag in flags.items() if flag.any()]
    return pd.concat([NOTHING, *found], ignore_index=True)


def _first_of_file(rows: pd.DataFrame, flags: Flags) -> Flags:
    """Of the flagged rows of a file that name the same consultant the first."""
    repeated = rows.loc[flags].sort_values("place").duplicated(["file_order", "consultant"])
    first = flags.copy()
    first[repeated.index[repeated].to_numpy()] = False
    return first


def _has_crowded_mobile(told: ToldApart, listed: tuple[str, ...]) -> Flags:
    """Rows with a mobile that is shared though the site does not list it."""
    mobiles = stack(told.rows["phone"], told.rows["phone_2"])
    unlisted = told.identity.shared - listed_mobiles(mobiles, listed)
    flags = np.zeros(len(told.rows), dtype=bool)
    flags[mobiles.index[mobiles.isin(unlisted)].to_numpy()] = True
    return flags


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    kinds = pd.Series(KINDS, dtype="str").iloc[rows["kind"]]
    named = pd.DataFrame({"kind": kinds.to_numpy(), "fact_id": rows["fact_id"].to_numpy()})
    return named.astype({"kind": "str"})
