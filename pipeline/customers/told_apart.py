"""A site's known facts once it is clear who each row is about."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.customers.columns import instants, taken, unlike
from pipeline.customers.identity import Identity
from pipeline.customers.kinds import KINDS, LEAD
from pipeline.customers.roster import Roster
from pipeline.customers.smallest_keys import smallest_keys
from pipeline.customers.ties import NOBODY
from pipeline.customers.versions import History, order_versions


@dataclass(frozen=True)
class ToldApart:
    """Customers are numbers from 0 up here.

    rows      as from `gather_rows`; identity says whose each is
    history   the rows that have a customer, in order of versions
    facts     kind -> the facts' current versions with `customer`, `place`, `thing_no`, in order of time;
              `known_night` is of the version known first
    keys      index customer: its smallest key
    """

    rows: pd.DataFrame
    identity: Identity
    history: History
    facts: dict[str, pd.DataFrame]
    keys: pd.DataFrame


def tell_apart(
    known: dict[str, pd.DataFrame], rows: pd.DataFrame, identity: Identity, roster: Roster
) -> ToldApart:
    """`known` are the frames that `rows` were gathered from."""
    has_one = identity.customers != NOBODY
    history = order_versions(rows[has_one], identity.customers[has_one])
    first_known = history.rows.groupby("thing_no")["known_night"].min()
    told = ["kind", "dated_at", "place", "position", "customer", "thing_no"]
    current = history.rows.loc[history.is_current, told]
    current = current.assign(known_night=first_known.reindex(current["thing_no"]).to_numpy())
    facts = {kind: _current_facts(known[kind], current, number, roster) for number, kind in enumerate(KINDS)}
    speaking = identity.customers.copy()
    speaking[history.rows.index[~history.is_current & (history.rows["kind"] != LEAD)]] = NOBODY
    return ToldApart(rows, identity, history, facts, smallest_keys(rows, speaking, identity.shared))


def _current_facts(facts: pd.DataFrame, current: pd.DataFrame, kind: int, roster: Roster) -> pd.DataFrame:
    of_kind = current[current["kind"] == kind]
    of_kind = of_kind.iloc[np.lexsort((of_kind["place"], instants(of_kind["dated_at"])))]
    told = taken(facts, of_kind["position"].to_numpy("int64"))
    added = {name: of_kind[name].to_numpy("int64") for name in ("customer", "place", "thing_no")}
    known_night = of_kind["known_night"].reset_index(drop=True)
    return told.assign(**added, known_night=known_night, consultant=roster.resolve(told["consultant"]))


def numbers_of(told: ToldApart) -> pd.DataFrame:
    """customer, number: every mobile and WeChat id that any version of a customer's rows has, none shared."""
    parts = [
        unlike(told.identity.customers, told.rows[key]).set_axis(["customer", "number"], axis=1)
        for key in ("phone", "phone_2", "wechat")
    ]
    numbers: pd.DataFrame = pd.concat(parts, ignore_index=True).drop_duplicates()
    numbers = numbers[numbers["customer"] != NOBODY]
    return numbers[~numbers["number"].isin(told.identity.shared)]


def of_customers(frame: pd.DataFrame, ids: "pd.Series[str]", extra: list[str]) -> pd.DataFrame:
    """A frame with `customer` as one with `customer_id`, without the working columns."""
    customer_ids = ids.array.take(ids.index.get_indexer(pd.Index(frame["customer"])))
    named = frame.assign(customer_id=pd.Series(customer_ids, index=frame.index))
    return named.drop(columns=[name for name in ("customer", "place", "thing_no", *extra) if name in frame])
