"""Complaints, surveys, milestones, costs, phrases, profiles and targets as they stand (Rules, section 2)."""

from typing import Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.by_key import find_by_key
from pipeline.customers.derived import Derived
from pipeline.customers.findings import NOTHING
from pipeline.customers.known_rows import stated_by
from pipeline.facts import Facts
from pipeline.issues import CODES
from pipeline.vocabulary import ADDED_KINDS, CUSTOMER_RECORDS

_VERSIONS: Final = ["spoken_date", "own_at", "file_order", "sheet", "row"]
_NAMING: Final = ("complaints", "surveys", "targets", "decisions")


def current_records(facts: Facts, kind: str, derived: Derived, as_of: AsOf) -> pd.DataFrame:
    """The current version of each record of one of `ADDED_KINDS`, by (file, sheet, row).

    Those about customers have `customer_id`, empty while they wait for their customer, and `has_key`.
    `consultant` is the roster's id, else as typed. The version whose file speaks for the newest day counts,
    then the newest own date, then the largest (file, sheet, row).
    """
    known = stated_by(getattr(facts, kind), as_of).sort_values(_VERSIONS, kind="stable")
    records = known.drop_duplicates("row_key", keep="last")
    if "consultant" in records:
        records = records.assign(consultant=derived.roster.resolve(records["consultant"]))
    if kind in CUSTOMER_RECORDS:
        records = records.assign(**find_by_key(records, derived))
        records = records[~_is_older(records, kind)] if kind != "decisions" else records
    return records.sort_values(["file_order", "sheet", "row"], kind="stable", ignore_index=True)


def whose_records(facts: Facts, kind: str, derived: Derived, as_of: AsOf) -> pd.DataFrame:
    """content_hash, customer_id of every known row of a kind about customers, replaced versions too; empty while it
    waits for its customer."""
    known = stated_by(getattr(facts, kind), as_of)
    return known[["content_hash"]].assign(customer_id=find_by_key(known, derived)["customer_id"])


def doubts(facts: Facts, derived: Derived, as_of: AsOf) -> pd.DataFrame:
    """kind, fact_id, code, severity, file_id, site, sheet, row: what is doubtful about whose any accepted row is."""
    found = pd.concat([derived.issues, record_issues(facts, derived, as_of)], ignore_index=True)
    place = ["fact_id", "file_id", "site", "sheet", "row"]
    parts = [
        found[found["kind"] == kind].merge(getattr(facts, str(kind))[place], on="fact_id")
        for kind in found["kind"].unique()
    ]
    if not parts:
        return found.reindex(columns=[*found.columns, *place[1:], "severity"])
    told = pd.concat(parts, ignore_index=True)
    severity = told["code"].map(CODES).astype("str")
    return pd.DataFrame({**told, "severity": severity})


def record_issues(facts: Facts, derived: Derived, as_of: AsOf) -> pd.DataFrame:
    """kind, fact_id, code: records that wait for their customer, that lead to none, or name nobody of the roster."""
    found = [NOTHING]
    for kind in ADDED_KINDS:
        records = current_records(facts, kind, derived, as_of)
        if kind in CUSTOMER_RECORDS:
            is_lost = records["customer_id"].isna()
            found.append(_named(records[is_lost & records["has_key"]], kind, "waiting"))
            found.append(_named(records[is_lost & ~records["has_key"]], kind, "customer-not-found"))
        if kind in _NAMING and derived.roster.on_roster:
            named = records[
                records["consultant"].notna() & ~records["consultant"].isin(derived.roster.on_roster)
            ]
            found.append(
                _named(named.drop_duplicates(["file_order", "consultant"]), kind, "consultant-unknown")
            )
    return pd.concat(found, ignore_index=True)


def _is_older(records: pd.DataFrame, kind: str) -> "pd.Series[bool]":
    """Versions under another key of the same customer: a complaint or survey of one day, an item of a profile."""
    if kind == "complaints":
        thing = records[["opened_at"]].assign(opened_at=records["opened_at"].dt.normalize())
        is_free = records["complaint_number"].isna()
    elif kind == "surveys":
        day = records["answered_at"].dt.normalize().mask(records["occasion"].notna())
        thing, is_free = records[["occasion"]].assign(day=day), pd.Series(True, index=records.index)
    else:
        thing, is_free = records[["item"]], pd.Series(True, index=records.index)
    same = thing.assign(customer=records["customer_id"]).duplicated(keep="last")
    is_older: pd.Series[bool] = same & is_free & records["customer_id"].notna()
    return is_older


def _named(records: pd.DataFrame, kind: str, code: str) -> pd.DataFrame:
    return pd.DataFrame({"kind": kind, "fact_id": records["fact_id"], "code": code}).astype(NOTHING.dtypes)
