"""Customers whom nobody looks after are given to a consultant, once (Rules, section 7)."""

from heapq import heapify, heapreplace

import pandas as pd

from pipeline.vocabulary import GRADES


def assign(
    customers: pd.DataFrame, roster: pd.DataFrame, gifts: pd.DataFrame
) -> tuple["pd.Series[str]", pd.DataFrame]:
    """Who looks after each customer tonight, and the new gifts.

    `customers` has grades and, in `consultant`, the newest named one or the last gift; `roster` as from
    `present_roster`; `gifts` are all earlier ones, newest last.
    Owners: index customer_id, the roster's id, empty only if nobody is there to take the customer.
    Gifts: `customer_id, consultant`, in the order they were given: VIP, then grade A, B, C, none, then
    created_at, then smallest key; each to the active consultant with the fewest customers (neither invalid
    nor unreachable), ties to who got one longest ago, then by id.
    """
    is_kept = customers["consultant"].isin(roster.loc[roster["is_active"], "consultant_id"]).astype(bool)
    takers = roster.loc[roster["is_active"] & roster["role"].eq("consultant"), "consultant_id"]
    waiting = _in_order(customers.loc[~is_kept])
    owners = customers["consultant"].where(is_kept)
    if takers.empty or waiting.empty:
        return owners, _gifts([], [])
    counts = customers.loc[is_kept & _counts(customers), "consultant"].value_counts()
    given = _deal_out(_counts(waiting).tolist(), sorted(takers), counts, _last_gifts(gifts))
    owners.loc[waiting.index] = given
    return owners, _gifts(waiting.index.tolist(), given)


def _deal_out(
    counting: list[bool], takers: list[str], counts: "pd.Series[int]", last_gifts: dict[str, int]
) -> list[str]:
    """The consultant for each customer in turn; a heap of (customers, last gift, consultant)."""
    heap = [(int(counts.get(taker, 0)), last_gifts.get(taker, -1), taker) for taker in takers]
    heapify(heap)
    given = []
    for turn, is_counted in enumerate(counting, start=len(last_gifts)):
        held, _, taker = heap[0]
        given.append(taker)
        heapreplace(heap, (held + is_counted, turn, taker))
    return given


def _in_order(customers: pd.DataFrame) -> pd.DataFrame:
    keys = pd.DataFrame(
        {
            "is_vip": ~customers["is_vip"].fillna(False).astype(bool),
            "grade": customers["grade"].map({grade: n for n, grade in enumerate(GRADES)}).fillna(len(GRADES)),
            "created_at": customers["created_at"],
            "key_order": customers["key_order"],
        },
        index=customers.index,
    )
    return customers.loc[keys.sort_values(list(keys.columns)).index]


def _counts(customers: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a customer is one more to look after."""
    is_invalid = customers["status"].eq("invalid").fillna(False).astype(bool)
    return ~is_invalid & ~customers["is_unreachable"].fillna(False).astype(bool)


def _last_gifts(gifts: pd.DataFrame) -> dict[str, int]:
    """Consultant -> place of the newest gift among the newest gifts of all."""
    newest = gifts.sort_values("night", kind="stable").drop_duplicates("consultant", keep="last")
    return {str(name): place for place, name in enumerate(newest["consultant"])}


def _gifts(customer_ids: list[str], consultants: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "customer_id": pd.Series(customer_ids, dtype="str"),
            "consultant": pd.Series(consultants, dtype="str"),
        }
    )
