"""Accepted rows -> facts: one row of the office may be a lead, a visit and a deal at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

import pandas as pd

from pipeline.facts import DTYPES
from pipeline.intake.headers import normalised
from pipeline.intake.profile_items import ITEMS, PREFIX
from pipeline.intake.reading import FACT_EXTRAS
from pipeline.intake.row_keys import content_hashes, header_source, row_keys
from pipeline.intake.sheet_kinds import Columns
from pipeline.vocabulary import FACTS, WHO

_CALL: Final = re.compile("电联|电访|通话|呼叫|外呼|拨打|拨号|来电|去电|call|dial")
_DEAL_DAYS: Final = ("deposit_date", "contract_date", "handover_date", "move_in_date", "cancelled_date")
_FIRST_DEAL_DAYS: Final = ("deposit_date", "contract_date", "cancelled_date", "handover_date")
# An answered survey speaks for its day; a complaint goes on after the day it was opened.
_OWN_DAY: Final = {"surveys": "answered_at"}
_OF_A_VISIT: Final = (*WHO, "consultant", "content")
_WATCHED_DAYS: Final = ("sign_by_date", "loan_date", "instalment_date")
_OF_A_DEAL: Final = (*WHO, "consultant", "unit", "amount", *_DEAL_DAYS, *_WATCHED_DAYS)


@dataclass(frozen=True)
class Source:
    """Where rows stand: the file's content hash, the sheet, the day it speaks for, and D."""

    file_hash: str
    sheet: str
    spoken_date: date
    newest: date


def build_facts(
    values: pd.DataFrame, kind: str, undated: pd.Index, source: Source
) -> dict[str, pd.DataFrame]:
    """Kind of fact -> FACT_EXTRAS and the columns of that kind, one row per row of `values` (index row) that is one.

    `undated`: leads whose creation is not told; the day the file speaks for stands in, but neither in key nor
    content, so that the same list exported again says nothing new.
    """
    if kind == "leads":
        own = _lead_days(values)
        leads = _leads(values, own, undated, source)
        return {"leads": leads, **_funnel(values, source), **_birthdays(values, own, source)}
    if kind == "visits":
        visits = values.assign(created_at=values["visit_at"]) if "visit_at" in values else values
        own = visits["visit_at"] if "visit_at" in visits else _lead_days(values)
        leads = _leads(visits, own, undated, source)
        return {"leads": leads, **_funnel(values, source), **_birthdays(values, own, source)}
    if kind in ("activities", "tasks"):
        return {"activities": _typed(values, "activities", values.get("at"), source)}
    if kind == "profiles":
        items = _items(values)
        return {"profiles": _typed(items, "profiles", items.get("stated_on"), source)}
    own = next((values[name] for name in (_OWN_DAY.get(kind, ""), "updated_at") if name in values), None)
    more = _birthdays(values, own, source) if kind == "deals" else {}
    return {kind: _typed(values, kind, own, source), **more}


def _birthdays(values: pd.DataFrame, own: pd.Series | None, source: Source) -> dict[str, pd.DataFrame]:
    """The birthdays that a list of customers or deals says in passing, as items of their profiles."""
    items = _items(values)
    if items.empty:
        return {}
    stated = None if own is None else own.reindex(items.index)
    return {"profiles": _typed(items, "profiles", stated, source)}


def _items(values: pd.DataFrame) -> pd.DataFrame:
    """One row: one item of one customer; the index, which repeats, is the row of the sheet.

    An item with a column of its own and one told in a row of its own are alike.
    """
    told = [name for name in values if str(name).startswith(PREFIX)]
    about = values[[name for name in values if name not in told]]
    parts = [about.assign(item=str(name).removeprefix(PREFIX), value=values[name]) for name in told]
    parts += [about] if {"item", "value"} <= set(values.columns) else []
    items = pd.concat(parts).dropna(subset=["item", "value"]) if parts else about.iloc[:0]
    classes = {name: item.item_class for name, item in ITEMS.items()}
    return items.assign(item_class=items["item"].map(classes).astype("str")) if len(items) else items


def complete_rows(
    values: pd.DataFrame, mapped: Columns, headers: list[str], told: Mapping[str, str] = MappingProxyType({})
) -> pd.DataFrame:
    """What a sheet as a whole says of each row: its consultant, its numbers' source, a closed deal's contract.

    A record of calls without a column for the mode is one of phone calls. `told`: what is said of all rows where
    no column says it.
    """
    said = {
        name: values[name].fillna(word)
        if name in values
        else pd.Series(word, index=values.index, dtype="str")
        for name, word in told.items()
    }
    if "consultant_number" in values:
        said["consultant"] = _consultants(values)
    if "customer_number" in values:
        source = header_source(normalised(text) for text in headers)
        said["number_source"] = pd.Series(source, index=values.index, dtype="str").where(
            values["customer_number"].notna()
        )
    if mapped.kind in ("leads", "visits") and _is_closed_without_contract(values):
        said["contract_date"] = _closed_on(values)
    if mapped.kind == "activities" and "mode" not in {*mapped.fields, *said} and _are_calls(mapped):
        said["mode"] = pd.Series("phone", index=values.index, dtype="str")
    return values.assign(**said)


def _are_calls(mapped: Columns) -> bool:
    """Calls have a duration, or their columns speak of them: 电联时间, 通话结果."""
    texts = [mapped.fields[name].text for name in ("at", "outcome") if name in mapped.fields]
    return "duration_seconds" in mapped.fields or any(_CALL.search(normalised(text)) for text in texts)


def _is_closed_without_contract(values: pd.DataFrame) -> bool:
    return {"status", "deposit_date"} <= set(values.columns) and "contract_date" not in values


def _consultants(values: pd.DataFrame) -> pd.Series:
    """The consultant by name; by number where there is no name, or where one name stands for several numbers."""
    number = values["consultant_number"]
    if "consultant" not in values:
        return number
    name = values["consultant"]
    numbers = number.groupby(name).nunique()
    is_shared = name.isin(numbers.index[numbers > 1]) & number.notna()
    return name.where(name.notna() & ~is_shared, number)


def _closed_on(values: pd.DataFrame) -> pd.Series:
    """Stated closed in a row without a column for the contract: signed on the deal's newest day before handover."""
    return values["deposit_date"].where((values["status"] == "closed").fillna(False))


def _lead_days(values: pd.DataFrame) -> pd.Series | None:
    return values.get("updated_at")


def _leads(values: pd.DataFrame, own: pd.Series | None, undated: pd.Index, source: Source) -> pd.DataFrame:
    leads = _typed(values, "leads", own, source)
    is_undated = leads["row"].isin(undated)
    filled = leads["created_at"].mask(
        is_undated & leads["created_at"].isna(), pd.Timestamp(source.spoken_date)
    )
    return leads.assign(created_at=filled)


def _funnel(values: pd.DataFrame, source: Source) -> dict[str, pd.DataFrame]:
    """The visit and the deal that rows of leads or visits carry, where the sheet has their dates."""
    facts = {}
    if "visit_at" in values:
        visited = values.loc[
            values["visit_at"].notna(), [n for n in _OF_A_VISIT if n in values] + ["visit_at"]
        ]
        visits = visited.rename(columns={"visit_at": "at"}).assign(mode="visit", direction="inbound")
        facts["activities"] = _typed(visits, "activities", visits["at"], source)
    days = [name for name in _FIRST_DEAL_DAYS if name in values]
    if days:
        is_deal = values[days].notna().any(axis="columns")
        deals = values.loc[is_deal, [name for name in [*_OF_A_DEAL, "updated_at"] if name in values]]
        facts["deals"] = _typed(deals, "deals", deals.get("updated_at"), source)
    return facts


def _typed(values: pd.DataFrame, kind: str, own: pd.Series | None, source: Source) -> pd.DataFrame:
    """All columns of one kind with their types, what nothing was said of empty, and the row's provenance."""
    empty = {of: pd.Series(index=values.index, dtype=dtype) for of, dtype in DTYPES.items() if of != "whole"}
    columns = {
        name: values[name].astype(DTYPES[of]) if name in values else empty[of]
        for name, of in FACTS[kind].items()
    }
    rows = pd.DataFrame(columns, index=values.index, copy=False)
    extras = {
        "row": pd.Series(values.index, index=values.index, dtype="int64"),
        "row_key": row_keys(rows, kind, source.file_hash, source.sheet),
        "content_hash": content_hashes(rows, kind),
        "own_at": _own_at(own, values.index, source, is_capped=kind != "activities"),
        "spoken_date": pd.Series(pd.Timestamp(source.spoken_date), index=values.index, dtype=DTYPES["day"]),
    }
    assert extras.keys() == FACT_EXTRAS.keys()
    return pd.DataFrame({**extras, **columns}, copy=False).reset_index(drop=True)


def _own_at(own: pd.Series | None, index: pd.Index, source: Source, *, is_capped: bool) -> pd.Series:
    """The row's own date; rows without one speak for the day of their file.

    An update after D is one of D. An activity after D keeps its time: it is not known before it.
    """
    told: pd.Series = pd.Series(pd.NaT, index=index, dtype=DTYPES["moment"]) if own is None else own
    newest = pd.Timestamp(source.newest)
    if is_capped:
        told = told.mask(told >= newest + pd.Timedelta(days=1), newest)
    known: pd.Series = told.fillna(pd.Timestamp(source.spoken_date)).astype(DTYPES["moment"])
    return known
