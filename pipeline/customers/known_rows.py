"""Leads, activities and deals known at a moment, in one frame: a row is a version of one part of a row."""

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.columns import Codes, codes_of, instants
from pipeline.customers.kinds import KINDS
from pipeline.customers.roster import Roster
from pipeline.vocabulary import PROFILE, PROVENANCE, WHO

EXTRA = {
    "leads": ["created_at", "channel", "lead_source"],
    "activities": ["at", "mode", "outcome", "record_number"],
    "deals": ["unit", "deposit_date", "contract_date"],
}
DEAL_DAYS = ["deposit_date", "contract_date", "cancelled_date", "handover_date", "move_in_date"]


def known_facts(facts: pd.DataFrame, kind: str, as_of: AsOf) -> pd.DataFrame:
    """The facts of one kind that are dated up to what is known, with `dated_at`, the moment they speak of.

    That is the enquiry of a lead, the time of an activity, the first deposit or contract of a deal (else
    its first other date, else its own date). A row whose own date lies after the plan day waits too, so
    that a run for an earlier day does not know what was only stated later. Dates of a deal that have not
    come yet are empty, except handover and move-in, which are planned ahead (Rules, section 1).
    """
    if kind == "deals":
        facts = _without_future(facts, as_of)
    dated = facts.assign(dated_at=_dated(facts, kind).fillna(facts["own_at"]))
    dated["own_at"] = dated["own_at"].fillna(dated["dated_at"])
    is_known = (dated["dated_at"] <= pd.Timestamp(as_of.known_until)) & (
        dated["own_at"].dt.normalize() <= pd.Timestamp(as_of.plan_day)
    )
    known: pd.DataFrame = dated[is_known].reset_index(drop=True)
    return known


def _dated(facts: pd.DataFrame, kind: str) -> pd.Series:
    if kind == "deals":
        first = facts[["deposit_date", "contract_date"]].min(axis=1)
        return first.fillna(facts[DEAL_DAYS[2:]].min(axis=1))
    return facts["created_at" if kind == "leads" else "at"]


def _without_future(deals: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """A deposit, contract or cancellation that is yet to come is unknown; a deal with nothing else waits."""
    known_until = pd.Timestamp(as_of.known_until)
    happening = deals[["deposit_date", "contract_date"]]
    is_ahead = happening.notna().any(axis=1) & ~(happening <= known_until).any(axis=1)
    past = deals[DEAL_DAYS[:3]].where(deals[DEAL_DAYS[:3]] <= known_until)
    told: pd.DataFrame = deals.assign(**{str(name): past[name] for name in past})
    return told[~is_ahead]


def gather_rows(known: dict[str, pd.DataFrame], roster: Roster) -> pd.DataFrame:
    """All known facts, ordered by (file, sheet, row): provenance, who, profile, and what tells versions apart.

    `kind` is a position in KINDS, `position` the row's in its own frame, `place` its rank by (file, sheet,
    row); `consultant` is the roster's id where there is one.
    """
    parts = [_part(known[kind], kind) for kind in KINDS]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.iloc[_by_place(rows)].reset_index(drop=True)
    return rows.assign(place=np.arange(len(rows)), consultant=roster.resolve(rows["consultant"]))


def _part(facts: pd.DataFrame, kind: str) -> pd.DataFrame:
    columns = [name for name in (*PROVENANCE, *WHO, *PROFILE) if name not in ("content", "site")]
    part = facts[[*columns, "dated_at", *EXTRA[kind]]].copy(deep=False)
    for name in part.columns[part.dtypes == "str"]:
        if (part[name] == "").any():
            part[name] = part[name].where(part[name] != "")
    part["kind"] = KINDS.index(kind)
    part["position"] = np.arange(len(part))
    part["thing"] = _thing(facts, kind)
    return part


def _thing(facts: pd.DataFrame, kind: str) -> Codes:
    """What makes two rows of one customer the same thing said twice (Rules, section 2)."""
    if kind == "leads":
        return codes_of(facts["created_at"], facts["channel"].fillna(""))
    if kind == "deals":
        return codes_of(facts["unit"].fillna(""))
    timeless = facts["at"] == facts["at"].dt.normalize()
    opening = facts["content"].fillna("").where(timeless, "").str.slice(0, 20)
    return codes_of(
        facts["at"].dt.floor("min"), facts["mode"].fillna(""), facts["record_number"].fillna(""), opening
    )


def _by_place(rows: pd.DataFrame) -> Codes:
    """Positions in order of (file, sheet, row); parts of one row by kind, time and what they say."""
    sheets = pd.factorize(rows["sheet"], sort=True)[0]
    is_split = rows.duplicated(["file_order", "sheet", "row", "kind"], keep=False).to_numpy()
    content = np.zeros(len(rows), dtype="int64")
    said = (rows["row_key"].fillna("") + "|" + rows["content_hash"].fillna(""))[is_split]
    content[is_split] = pd.factorize(said, sort=True)[0]
    moments = instants(rows["dated_at"])
    return np.lexsort((content, moments, rows["kind"], rows["row"], sheets, rows["file_order"]))


def stated_by(facts: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """Units or people of the roster as stated up to the plan day."""
    is_later: pd.Series[bool] = facts["own_at"].dt.normalize() > pd.Timestamp(as_of.plan_day)
    return facts[~is_later]


def current_units(units: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each unit; rows without a unit are each their own."""
    ordered = units.sort_values(["spoken_date", "own_at", "file_order", "sheet", "row"], kind="stable")
    is_older = ordered["unit"].notna() & ordered.duplicated("unit", keep="last")
    return ordered[~is_older].reset_index(drop=True)
