"""Parsed rows -> which are accepted and which rejected, and why; pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd

from pipeline.intake.cross_checks import cross_checks
from pipeline.intake.decision_checks import DECIDED, decision_checks
from pipeline.intake.headers import HeaderCell
from pipeline.intake.parsing import CELL_ISSUES, column_letter
from pipeline.intake.profile_items import MEANINGS as ITEM_FIELDS
from pipeline.intake.reading import ISSUES
from pipeline.issues import CODES

KEYS: Final = (
    "phone",
    "phone_2",
    "other_phone",
    "masked_phone",
    "wechat",
    "customer_number",
    "stated_customer_id",
)
_WHO: Final = (*KEYS, "name")
_PEOPLE: Final = frozenset(
    {"leads", "visits", "activities", "deals", "tasks", "complaints", "surveys", "profiles", "decisions"}
)
_DEAL_DAYS: Final = ("deposit_date", "contract_date", "handover_date", "move_in_date", "cancelled_date")
_WHEN: Final = {
    "leads": ("created_at",), "visits": ("visit_at",), "activities": ("at",), "deals": _DEAL_DAYS, "tasks": ("at",),
    "complaints": ("opened_at",), "surveys": ("answered_at",), "milestones": ("milestone_date",),
    "channel_costs": ("month",), "targets": ("month",),
}  # fmt: skip
# Rows of which at least one of these must be known, besides who and when.
_NEEDED: Final = {
    "units": (("layout", "unit"), ("price",)), "consultants": (("consultant_id", "name"),),
    "tasks": (("task_id",), ("is_done",)), "surveys": (("score",),), "milestones": (("milestone", "milestone_type"),),
    "channel_costs": (("channel",), ("amount",)), "phrases": (("words",),),
    "profiles": (("value", *ITEM_FIELDS),), "decisions": (DECIDED,),
    "targets": (("consultant",), ("target_calls", "target_visits", "target_deals")),
}  # fmt: skip
_DATED_BY_FILE: Final = frozenset({"leads", "visits"})
# Fields that are read from a column of another name.
_READ_FROM: Final = {"price": "unit_price_total", "amount": "cost", "consultant": "consultant_number"}
_HAPPENED: Final = (
    "created_at", "visit_at", "at", "deposit_date", "contract_date", "cancelled_date", "opened_at",
    "first_response_at", "closed_at", "answered_at",
)  # fmt: skip


@dataclass(frozen=True)
class Judgement:
    """`issues`: columns ISSUES. `rejected`: rows with at least one error. `undated`: rows the file's day dates."""

    issues: pd.DataFrame
    rejected: pd.Index
    undated: pd.Index


def judge_rows(
    values: pd.DataFrame,
    cell_issues: pd.DataFrame,
    kind: str,
    headers: dict[str, HeaderCell],
    newest: date,
    future_days: int,
    *,
    is_strict: bool = False,
) -> Judgement:
    """Reject what lacks who, when or whatever its kind needs; everything else that is wrong is a warning.

    `values`: index row, parsed fields. `headers`: field -> its column. `newest`: D. `is_strict`: of a row that
    somebody filled in for us any cell that cannot be read rejects it, so that no half of a decision counts.
    """
    undated = _undated(values, cell_issues, kind)
    found = [
        _graded(values, cell_issues, kind, is_strict=is_strict),
        *_missing(values, cell_issues, kind, headers),
        told_of("date-missing", undated, _WHEN.get(kind, ("",))[0], headers),
        *_in_future(values, headers, newest + timedelta(days=future_days)),
        *(told_of(code, rows, name, headers) for code, rows, name in cross_checks(values)),
        *(told_of(code, rows, name, headers) for code, rows, name in decision_checks(values, kind)),
    ]
    issues = pd.concat([frame for frame in found if len(frame)] or found[:1], ignore_index=True)[list(ISSUES)]
    issues = issues.sort_values(["row", "column"], kind="stable", ignore_index=True)
    return Judgement(issues, pd.Index(issues.loc[issues["severity"] == "error", "row"].unique()), undated)


def needed_groups(kind: str) -> list[tuple[str, ...]]:
    """Of each group a row must say at least one field; a date that the file can supply is not needed."""
    who = [_WHO] if kind in _PEOPLE else []
    when = [_WHEN[kind]] if kind in _WHEN and kind not in _DATED_BY_FILE else []
    return [*who, *when, *_NEEDED.get(kind, ())]


def read_from(group: tuple[str, ...]) -> list[str]:
    """The fields of a group, and those whose columns they are read from."""
    return [*group, *(_READ_FROM[name] for name in group if name in _READ_FROM)]


def disposition_codes(issues: pd.DataFrame, rows: pd.Index) -> pd.Series:
    """Per row its codes, each once, joined by `|`; "" for rows without any."""
    told = issues[issues["row"] > 0].drop_duplicates(["row", "code"])
    return told.groupby("row")["code"].agg("|".join).reindex(rows).fillna("").astype("str")


def _graded(values: pd.DataFrame, cell_issues: pd.DataFrame, kind: str, *, is_strict: bool) -> pd.DataFrame:
    """Cell issues with their severity: an error where the row's kind cannot do without the value."""
    severity = cell_issues["code"].map(CODES).astype("str")
    is_needed = _is_needed(values, cell_issues, kind) | is_strict
    lightened = severity.mask(severity == "error", "warning")
    return cell_issues.assign(severity=lightened.mask(is_needed & (severity != "notice"), "error"))


def _is_needed(values: pd.DataFrame, cell_issues: pd.DataFrame, kind: str) -> pd.Series:
    if not len(cell_issues):
        return pd.Series(dtype=bool)
    field, row = cell_issues["field"], cell_issues["row"]
    needed = pd.Series(False, index=cell_issues.index)
    if kind in _PEOPLE:
        nobody = row.isin(_without(values, _WHO))
        unread = cell_issues["code"].isin(["phone-invalid", "phone-digits-lost", "cell-error-value"])
        needed |= ((field == "phone") & unread) | (field.isin(_WHO) & nobody)
    for group in [_WHEN.get(kind, ()), *_NEEDED.get(kind, ())]:
        names = read_from(group)
        needed |= field.isin(names) & row.isin(_without(values, group))
    return needed


def _missing(
    values: pd.DataFrame, cell_issues: pd.DataFrame, kind: str, headers: dict[str, HeaderCell]
) -> list[pd.DataFrame]:
    """Rows without who, when or another needed value, unless a cell was already told to be unreadable."""
    missing = []
    for group in needed_groups(kind):
        names = read_from(group)
        told = cell_issues.loc[cell_issues["field"].isin(names), "row"]
        shown = next((name for name in names if name in headers), names[0])
        missing.append(
            told_of("required-missing", _without(values, group).difference(pd.Index(told)), shown, headers)
        )
    return missing


def _undated(values: pd.DataFrame, cell_issues: pd.DataFrame, kind: str) -> pd.Index:
    if kind not in _DATED_BY_FILE:
        return pd.Index([], dtype="int64")
    name = _WHEN[kind][0]
    unreadable = cell_issues.loc[cell_issues["field"] == name, "row"]
    return _without(values, (name,)).difference(pd.Index(unreadable))


def _in_future(values: pd.DataFrame, headers: dict[str, HeaderCell], limit: date) -> list[pd.DataFrame]:
    late = pd.Timestamp(limit) + pd.Timedelta(days=1)
    return [
        told_of("future-date", values.index[(values[name] >= late).fillna(False)], name, headers)
        for name in _HAPPENED
        if name in values
    ]


def _without(values: pd.DataFrame, names: tuple[str, ...]) -> pd.Index:
    """Rows in which none of these fields is known."""
    known = [name for name in names if name in values]
    return values.index[values[known].isna().all(axis="columns")] if known else values.index


def told_of(code: str, rows: pd.Index, field: str, headers: dict[str, HeaderCell]) -> pd.DataFrame:
    """One issue for each of these rows, in the column of a field."""
    header = headers.get(field)
    return pd.DataFrame(
        {
            "row": rows.to_numpy(dtype="int64"), "column": column_letter(header.position) if header else "",
            "header": header.text if header else "", "field": field, "code": code, "details": "",
            "severity": CODES[code],
        },
        columns=[*CELL_ISSUES, "severity"],
    )  # fmt: skip
