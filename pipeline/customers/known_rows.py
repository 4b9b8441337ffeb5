"""Leads, activities and deals known at a moment, in one frame: a row is a version of one part of a row."""

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.columns import Codes, Column, as_text, codes_of, encoded, instants, taken
from pipeline.customers.kinds import KINDS
from pipeline.customers.names import plain_texts
from pipeline.customers.roster import Roster
from pipeline.vocabulary import PROFILE, PROVENANCE, WHO

EXTRA = {
    "leads": ["created_at", "channel", "lead_source"],
    "activities": ["at", "mode", "outcome", "record_number"],
    "deals": ["unit", "deposit_date", "contract_date"],
}
MOBILES = ("phone", "phone_2")
UNLIKE = ("row_key", "content_hash")  # text that hardly repeats stays text
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
    dated_at = _dated(facts, kind).fillna(facts["own_at"])
    dated = facts.assign(dated_at=dated_at, own_at=facts["own_at"].fillna(dated_at))
    tomorrow = pd.Timestamp(as_of.plan_day) + pd.Timedelta(days=1)
    is_known = (dated_at <= pd.Timestamp(as_of.known_until)) & (dated["own_at"] < tomorrow)
    return dated.reset_index(drop=True) if is_known.all() else taken(dated, np.flatnonzero(is_known))


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
    row); `consultant` is the roster's id where there is one, `plain_name` the name as names are compared. Text
    is categories, but `row_key` and `content_hash`, which hardly repeat; empty text is unknown.
    """
    columns = [name for name in (*PROVENANCE, *WHO, *PROFILE) if name not in ("content", "site")]
    columns = list(dict.fromkeys([*columns, "dated_at", *(name for kind in KINDS for name in EXTRA[kind])]))
    sizes = [len(known[kind]) for kind in KINDS]
    nothing = encoded(pd.Series(index=range(sum(sizes)), dtype="str"))[0]
    stacked = {
        name: nothing if _is_silent(known, name) else _stacked(known, name)
        for name in columns
        if name not in MOBILES
    } | _mobiles(known)
    rows = pd.DataFrame(stacked, copy=False).assign(
        kind=np.repeat(np.arange(len(KINDS)), sizes),
        position=np.concatenate([np.arange(size) for size in sizes]),
        thing=_things(known),
    )
    rows = rows.assign(consultant=roster.understood(rows["consultant"]), plain_name=plain_texts(rows["name"]))
    return taken(rows, _by_place(rows)).assign(place=np.arange(len(rows)))


def _is_silent(known: dict[str, pd.DataFrame], name: str) -> bool:
    """Whether it is text that nobody says: most offices leave most fields empty."""
    parts = [known[kind][name] for kind in KINDS if name in known[kind]]
    return name not in UNLIKE and parts[0].dtype == "str" and not any(part.notna().any() for part in parts)


def _stacked(known: dict[str, pd.DataFrame], name: str) -> Column:
    """One column of all kinds; a kind that does not have it says nothing."""
    having = [kind for kind in KINDS if name in known[kind]]
    dtype = known[having[0]][name].dtype
    parts = [
        known[kind][name] if kind in having else pd.Series(index=known[kind].index, dtype=dtype)
        for kind in KINDS
    ]
    column = pd.concat(parts, ignore_index=True)
    return encoded(column)[0] if dtype == "str" and name not in UNLIKE else column


def _mobiles(known: dict[str, pd.DataFrame]) -> dict[str, Column]:
    """Both columns of mobiles with the same categories, for they meet."""
    parts = [pd.concat([known[kind][name] for kind in KINDS], ignore_index=True) for name in MOBILES]
    return dict(zip(MOBILES, encoded(*parts), strict=True))


def _things(known: dict[str, pd.DataFrame]) -> Codes:
    return np.concatenate([_thing(known[kind], kind) for kind in KINDS])


def _thing(facts: pd.DataFrame, kind: str) -> Codes:
    """What makes two rows of one customer the same thing said twice (Rules, section 2)."""
    if kind == "leads":
        return codes_of(facts["created_at"], facts["channel"].fillna(""))
    if kind == "deals":
        return codes_of(facts["unit"].fillna(""))
    timeless = facts["at"] == facts["at"].dt.normalize()
    opening = np.full(len(facts), "", dtype=object)
    opening[timeless] = facts["content"][timeless].fillna("").str.slice(0, 20)
    return codes_of(
        facts["at"].dt.floor("min"), facts["mode"].fillna(""), facts["record_number"].fillna(""),
        pd.Series(opening),
    )  # fmt: skip


def _by_place(rows: pd.DataFrame) -> Codes:
    """Positions in order of (file, sheet, row); parts of one row by kind, time and what they say."""
    sheets = pd.factorize(as_text(rows["sheet"]), sort=True)[0]
    where = (rows["kind"], rows["row"], sheets, rows["file_order"])
    order = np.lexsort(where)
    same = np.logical_and.reduce([np.diff(np.asarray(part)[order]) == 0 for part in where])
    if not same.any():
        return order
    is_split = np.zeros(len(rows), dtype=bool)
    is_split[order[1:][same]] = is_split[order[:-1][same]] = True
    content = np.zeros(len(rows), dtype="int64")
    said = (rows["row_key"].fillna("") + "|" + rows["content_hash"].fillna(""))[is_split]
    content[is_split] = pd.factorize(said, sort=True)[0]
    return np.lexsort((content, instants(rows["dated_at"]), *where))


def stated_by(facts: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """Units or people of the roster as stated up to the plan day."""
    is_later: pd.Series[bool] = facts["own_at"].dt.normalize() > pd.Timestamp(as_of.plan_day)
    return facts[~is_later]


def current_units(units: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each unit; rows without a unit are each their own."""
    ordered = units.sort_values(["spoken_date", "own_at", "file_order", "sheet", "row"], kind="stable")
    is_older = ordered["unit"].notna() & ordered.duplicated("unit", keep="last")
    return ordered[~is_older].reset_index(drop=True)
