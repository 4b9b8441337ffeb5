"""What managers decided about customers: the newest word on each thing (Rules, sections 3 to 6)."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.columns import Codes, Column, codes_of, is_true, look_up
from pipeline.customers.kinds import KINDS
from pipeline.customers.known_rows import stated_by
from pipeline.customers.ties import NOBODY

_ORDER: Final = ["spoken_date", "own_at", "file_order", "sheet", "row"]
_DECISION: Final = len(KINDS)  # a kind of its own among those that state a status
OPT_OUT_COLUMNS: Final = ["customer", "modes", "stated_at", "lifts"]


@dataclass(frozen=True)
class Decisions:
    """`versions`: all known rows, those of one decision together, the one that counts last, with `is_current`.

    `customer_id` is the number that the manager named, `customer` (once `placed`) who has it now.
    """

    versions: pd.DataFrame

    def stated(self, *fields: str) -> pd.DataFrame:
        """What stands in these fields, which are one value: customer_id, customer, the fields, stated_at; the
        oldest first. A value that an edited row merely repeats was stated when it was first said.
        """
        rows = self.versions
        value = (
            codes_of(rows["row_key"], *(rows[field] for field in fields)) if len(rows) else np.zeros(0, int)
        )
        starts = np.ones(len(rows), dtype=bool)
        starts[1:] = value[1:] != value[:-1]
        said = rows.assign(stated_at=rows["own_at"].where(starts).ffill())
        said = said[said["is_current"] & said[list(fields)].notna().any(axis="columns")]
        return said.sort_values(["stated_at", "file_order", "sheet", "row"], kind="stable", ignore_index=True)

    def newest(self, *fields: str) -> pd.DataFrame:
        """Index customer: the newest word."""
        said = self.stated(*fields)
        return said.drop_duplicates("customer", keep="last").set_index("customer")


def known_decisions(decisions: pd.DataFrame, as_of: AsOf) -> Decisions:
    """The facts of kind `decisions` as stated up to the plan day."""
    rows = stated_by(decisions, as_of).sort_values(["row_key", *_ORDER], kind="stable", ignore_index=True)
    rows = rows.assign(customer_id=rows["stated_customer_id"], customer=NOBODY)
    return Decisions(rows.assign(is_current=~rows["row_key"].duplicated(keep="last")))


def placed(decisions: Decisions, anchored: "pd.Series[int]", customers: Codes) -> Decisions:
    """The decisions with the customers that have the named numbers today; those about nobody are left out."""
    position = look_up(decisions.versions["customer_id"], anchored)
    known = decisions.versions[position.notna()]
    whose = known.assign(customer=customers[position.dropna().to_numpy().astype("int64")])
    return replace(decisions, versions=whose[whose["customer"] != NOBODY].reset_index(drop=True))


def hand_overs(decisions: Decisions) -> pd.DataFrame:
    """Customers handed to a consultant, as gifts: customer_id, consultant as typed, night (when), oldest first."""
    said = decisions.stated("consultant")
    return said[["customer_id", "consultant", "stated_at"]].rename(columns={"stated_at": "night"})


def closings(decisions: Decisions, place: int) -> pd.DataFrame:
    """Statements of a status, as `status.succession` gives them; `place` comes after that of every row."""
    said = decisions.stated("closed_as").rename(columns={"closed_as": "status"})
    said = said[["customer", "status", "stated_at", "known_night"]]
    return said.assign(
        kind=_DECISION, place=np.arange(place, place + len(said)), thing_no=-1, position=-1, is_current=True
    )


def lifted_opt_outs(decisions: Decisions) -> pd.DataFrame:
    """OPT_OUT_COLUMNS: rows that lift, as what other sites know is handed in."""
    said = decisions.stated("lifts_opt_out", "opt_out_modes")
    told = said.rename(columns={"opt_out_modes": "modes", "lifts_opt_out": "lifts"})[OPT_OUT_COLUMNS]
    return told[is_true(told["lifts"])]


def decided_fields(decisions: Decisions, customers: pd.Index, plan_day: pd.Timestamp) -> pd.DataFrame:
    """Index customer: manual_grade and manual_grade_until (empty unless in force on the plan day, which the last
    day still is), decided_vip, decided_channel, decided_lead_source. The newest word counts, also if it ended.
    """
    grade = decisions.newest("manual_grade", "until_date").reindex(customers)
    channel = decisions.newest("channel", "lead_source").reindex(customers)
    is_in_force = grade["until_date"] >= plan_day
    return pd.DataFrame(
        {
            "manual_grade": grade["manual_grade"].where(is_in_force),
            "manual_grade_until": grade["until_date"].where(is_in_force),
            "decided_vip": decisions.newest("is_vip")["is_vip"].reindex(customers),
            "decided_channel": channel["channel"],
            "decided_lead_source": channel["lead_source"],
        },
        index=customers,
    )


def overruled(found: Column, decided: Column) -> Column:
    """What was found, but for those of whom something was decided."""
    return decided.where(decided.notna(), found)
