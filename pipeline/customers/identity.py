"""Who is one customer: which rows are about the same person (Rules, section 3)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.customers.anchors import anchored_rows
from pipeline.customers.by_name import find_customers, name_book
from pipeline.customers.columns import Codes, Column, Flags, as_text, codes_of, look_up, places_of, unlike
from pipeline.customers.decided import Decisions
from pipeline.customers.holding import ever_holders
from pipeline.customers.kinds import DEAL, LEAD
from pipeline.customers.masked import tie_masked
from pipeline.customers.names import have_conflict
from pipeline.customers.office_numbers import tie_office_numbers
from pipeline.customers.partings import merged_rows, parted_rows
from pipeline.customers.shared_numbers import find_shared_mobiles
from pipeline.customers.ties import NOBODY, stack, tie
from pipeline.customers.versions import order_versions, thing_numbers

COLUMNS = [
    "file_id", "sheet", "row", "row_key", "kind", "place", "position", "thing", "own_at", "spoken_date", "dated_at",
    "known_night",
    "name", "phone", "phone_2", "wechat", "masked_phone", "customer_number", "number_source",
    "stated_customer_id", "consultant", "plain_name",
]  # fmt: skip
NAMES = ["name", "plain_name"]
KEYS = ["phone", "phone_2", "wechat", "customer_number", "masked_phone", "stated_customer_id"]


@dataclass(frozen=True)
class Decided:
    """What earlier nights decided: `numbers` and `gifts` as in the facts, `by_managers` what managers did;
    `listed` and `at_names` say which numbers are shared.
    """

    numbers: pd.DataFrame
    gifts: pd.DataFrame
    by_managers: Decisions
    listed: tuple[str, ...]
    at_names: int


@dataclass(frozen=True)
class Identity:
    """For each row its customer (0 up, NOBODY: none), and why it has none.

    anchored   customer number -> row it was given for
    names      customer, name, consultant: how rows without a key find their customer
    shared     mobiles that tie nobody
    """

    customers: Codes
    is_waiting: Flags
    is_lost: Flags
    is_superseded: Flags
    anchored: "pd.Series[int]"
    names: pd.DataFrame
    shared: frozenset[str]
    is_ambiguous: Flags


@dataclass(frozen=True)
class _Tied:
    groups: Codes
    has_key: Flags
    is_ambiguous: Flags
    shared: frozenset[str]


def identify(rows: pd.DataFrame, decided: Decided) -> Identity:
    """Leads, visits and deals found customers; activities join them, wait for them or are lost.

    `rows` as from `gather_rows`. Superseded versions of activities and deals tie nobody: they go where the
    version that counts goes.
    """
    rows = rows[COLUMNS]
    anchored = anchored_rows(rows, decided.numbers)
    tied = _tie_rows(rows, anchored, decided)
    if decided.by_managers.versions["split_off"].notna().any():
        rows = parted_rows(rows, tied.groups, decided.by_managers, anchored)
        tied = _tie_rows(rows, anchored, decided)
    is_superseded = _superseded(rows, tied.groups)
    if is_superseded.any():
        things = thing_numbers(rows, tied.groups)
        silent = rows.assign(**{key: rows[key].mask(is_superseded) for key in [*KEYS, *NAMES]})
        tied = _tie_rows(silent, anchored, decided, twins=pd.Series(things), is_silent=is_superseded)
        is_superseded = is_superseded | _superseded(rows, tied.groups)
    customers = _founded(rows, tied)
    book = _book(rows, customers, anchored, decided.gifts)
    is_keyless = (customers == NOBODY) & ~tied.has_key & ~is_superseded
    joined = customers.copy()
    found = find_customers(rows["name"][is_keyless], rows["consultant"][is_keyless], book)
    joined[is_keyless] = found.fillna(NOBODY).to_numpy().astype("int64")
    if is_superseded.any():
        joined = _with_successors(rows, joined, tied, is_superseded)
    is_nobody = joined == NOBODY
    return Identity(
        joined, is_nobody & tied.has_key & ~is_superseded, is_nobody & ~tied.has_key & ~is_superseded,
        is_superseded, anchored, book, tied.shared, tied.is_ambiguous,
    )  # fmt: skip


def _tie_rows(
    rows: pd.DataFrame,
    anchored: "pd.Series[int]",
    decided: Decided,
    twins: "Column | None" = None,
    is_silent: Flags | None = None,
) -> _Tied:
    """Mobiles and WeChat ids first, then customer numbers, then masked mobiles."""
    silent = np.zeros(len(rows), dtype=bool) if is_silent is None else is_silent
    shared = find_shared_mobiles(rows, decided.listed, decided.at_names)
    mobiles = stack(rows["phone"], rows["phone_2"])
    mobiles = mobiles[~mobiles.isin(shared)]
    names = rows["plain_name"]
    has_own = _flags(len(rows), mobiles.index) | rows["wechat"].notna().to_numpy()
    has_own |= rows["stated_customer_id"].notna().to_numpy()
    has_own |= (rows["masked_phone"].notna() & names.notna()).to_numpy()
    has_key = has_own | rows["customer_number"].notna().to_numpy()
    keys = [merged_rows(decided.by_managers, anchored, rows)] if len(decided.by_managers.versions) else []
    keys += [mobiles, rows["wechat"], _stated_customers(rows, anchored), _same_row(rows).mask(silent)]
    keys += [_same_lead(rows, names, has_key).mask(has_own | silent)]
    keys += [twins.mask(rows["kind"] == LEAD)] if twins is not None else []
    groups = tie(np.arange(len(rows)), *keys)
    groups, is_ambiguous = tie_office_numbers(rows, groups, _flags(len(rows), mobiles.index))
    is_founded = _is_founded(rows, groups, has_key)
    return _Tied(tie_masked(rows, groups, mobiles, names, is_founded), has_key, is_ambiguous, shared)


def _stated_customers(rows: pd.DataFrame, anchored: "pd.Series[int]") -> Column:
    """Our own customer numbers: on the rows that state one, and on the row it was given for."""
    stated = as_text(rows["stated_customer_id"].dropna())
    named = anchored[anchored.index.isin(stated)]
    column: Column = pd.concat([stated, pd.Series(named.index, index=named.to_numpy(), dtype="str")])
    return column


def _same_row(rows: pd.DataFrame) -> Column:
    """A row of the office that is a lead, an activity and a deal at once is about one person."""
    places = pd.Series(codes_of(rows["file_id"], rows["sheet"], rows["row"]), index=rows.index)
    return places.where(places.duplicated(keep=False))


def _same_lead(rows: pd.DataFrame, names: Column, has_key: Flags) -> Column:
    """Leads and deals that no key ties, exported again: the n-th of its kind on one day is that of another.

    A name alone ties nobody: within one day two rows are two people, also when all else is the same.
    """
    can_repeat = ((rows["kind"] == LEAD) | ((rows["kind"] == DEAL) & has_key)) & rows["row_key"].notna()
    able = rows[can_repeat]
    source = as_text(able["number_source"]).where(able["customer_number"].notna(), "")
    key = pd.Series(codes_of(able["row_key"], names[can_repeat], source), index=able.index)
    turn = key.groupby([key, able["spoken_date"]], dropna=False)
    return pd.Series(codes_of(key, turn.cumcount()), index=key.index).reindex(rows.index)


def _superseded(rows: pd.DataFrame, groups: Codes) -> Flags:
    """Older versions of activities and deals, which disappear wholly."""
    history = order_versions(rows[["kind", "thing", "place", "own_at", "spoken_date"]], groups)
    flags = np.zeros(len(rows), dtype=bool)
    flags[history.rows.index] = ~history.is_current
    return flags & (rows["kind"] != LEAD).to_numpy()


def _is_founded(rows: pd.DataFrame, groups: Codes, has_key: Flags) -> Flags:
    """Whether the row's group has a lead, or a deal with a key."""
    founds = ((rows["kind"] == LEAD) | ((rows["kind"] == DEAL) & has_key)).to_numpy()
    return np.isin(groups, groups[founds])


def _founded(rows: pd.DataFrame, tied: _Tied) -> Codes:
    is_founded = _is_founded(rows, tied.groups, tied.has_key)
    customers = np.full(len(rows), NOBODY, dtype="int64")
    customers[is_founded] = pd.factorize(tied.groups[is_founded])[0]
    return customers


def _book(
    rows: pd.DataFrame, customers: Codes, anchored: "pd.Series[int]", gifts: pd.DataFrame
) -> pd.DataFrame:
    """Names and consultants of the customers that keys found."""
    has_one = customers != NOBODY
    history = order_versions(rows[has_one], customers[has_one])
    holders = ever_holders(history, gifts_of(gifts, anchored, customers))
    return name_book(customers[has_one], rows["plain_name"][has_one], holders)


def gifts_of(gifts: pd.DataFrame, anchored: "pd.Series[int]", customers: Codes) -> pd.DataFrame:
    """Gifts with `customer`, the one that has the number they were made under today."""
    position = look_up(gifts["customer_id"], anchored)
    known = gifts[position.notna()]
    customer = customers[position.dropna().to_numpy().astype("int64")]
    told: pd.DataFrame = known.assign(customer=customer).loc[customer != NOBODY]
    return told


def _with_successors(rows: pd.DataFrame, customers: Codes, tied: _Tied, is_superseded: Flags) -> Codes:
    """Superseded versions go where the version that counts went."""
    things = thing_numbers(rows, tied.groups)
    current = pd.Series(customers[~is_superseded], index=things[~is_superseded])
    successor = current[~current.index.duplicated()].reindex(things[is_superseded]).fillna(NOBODY)
    joined = customers.copy()
    joined[is_superseded] = successor.to_numpy().astype("int64")
    return joined


def name_conflicts(rows: pd.DataFrame, shared: frozenset[str]) -> Flags:
    """Rows of a mobile that has names which cannot be one person (it stays one customer)."""
    mobiles = stack(rows["phone"], rows["phone_2"])
    mobiles = mobiles[~mobiles.isin(shared)]
    codes, _ = places_of(mobiles)
    pairs = unlike(codes, rows["name"].iloc[mobiles.index])
    is_several = np.isin(codes, pairs.loc[pairs["customer"].duplicated(), "customer"])
    several = pd.DataFrame(
        {"mobile": mobiles[is_several], "name": as_text(rows["name"].iloc[mobiles.index[is_several]])}
    ).dropna()
    torn = have_conflict(several["mobile"], several["name"])
    return _flags(len(rows), several.index[several["mobile"].isin(torn)])


def _flags(size: int, positions: pd.Index) -> Flags:
    flags = np.zeros(size, dtype=bool)
    flags[positions.to_numpy()] = True
    return flags
