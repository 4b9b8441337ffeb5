"""What a manager's decision needs to be one: a manual grade its last day and a reason, a lifted opt-out a reason."""

from typing import Final

import pandas as pd

from pipeline.vocabulary import CLOSINGS

DECIDED: Final = (
    "manual_grade", "consultant", "merge_with", "split_off", "is_vip", "channel", "closed_as", "lifts_opt_out",
    "plan", "owner", "deadline", "progress", "is_settled",
)  # fmt: skip
_NEEDS: Final = (
    ("manual_grade", "until_date"), ("manual_grade", "reason"), ("lifts_opt_out", "reason"),
    ("until_date", "manual_grade"),
)  # fmt: skip


def decision_checks(values: pd.DataFrame, kind: str) -> list[tuple[str, pd.Index, str]]:
    """Code, rows and field of each check that some rows fail; `values`: index row, parsed fields."""
    if kind != "decisions":
        return []
    known = {name: _known(values, name) for pair in _NEEDS for name in pair}
    lacking = [("decision-incomplete", values.index[known[a] & ~known[b]], b) for a, b in _NEEDS]
    return [*lacking, *_contradictions(values)]


def _contradictions(values: pd.DataFrame) -> list[tuple[str, pd.Index, str]]:
    """An end before the day it was decided, a merge with oneself, a closing that closes nothing."""
    told = []
    if {"until_date", "updated_at"} <= set(values.columns):
        is_past = values["until_date"] < values["updated_at"].dt.normalize()
        told.append(("until-passed", values.index[is_past], "until_date"))
    if {"merge_with", "stated_customer_id"} <= set(values.columns):
        is_same = (values["merge_with"] == values["stated_customer_id"]).fillna(False)
        told.append(("merge-with-itself", values.index[is_same], "merge_with"))
    if "closed_as" in values:
        is_open = values["closed_as"].notna() & ~values["closed_as"].isin(CLOSINGS)
        told.append(("choice-unknown", values.index[is_open], "closed_as"))
    return told


def _known(values: pd.DataFrame, name: str) -> "pd.Series[bool]":
    return values[name].notna() if name in values else pd.Series(False, index=values.index)
