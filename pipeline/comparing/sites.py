"""One site under two settings: who changes grade, how many tasks everyone has each day, what finds no room."""

from typing import Any, Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.deciding import SiteDecision
from pipeline.vocabulary import GRADES

Told = dict[str, Any]
NO_GRADE: Final = "none"
ABSENT: Final = "absent"  # a customer of one side only: other rules may tell people apart in another way
SIDES: Final = ("today", "under")
SUFFIXES: Final = ("_today", "_under")


def compare_site(site: str, today: SiteDecision, under: SiteDecision, as_of: AsOf) -> Told:
    """One record: site, as_of, plan_day, customers, grades, grade_changes, tasks, group_messages, overflow.

    `grade_changes`: from, to (`none`: no grade; `absent`: no such customer), customers, customer_ids.
    `tasks`: consultant, consultant_name, date, today, under; without overflow and group messages.
    """
    sides = dict(zip(SIDES, (today, under), strict=True))
    return {
        "site": site,
        "as_of": str(as_of),
        "plan_day": as_of.plan_day.isoformat(),
        "customers": {side: len(decision.customers) for side, decision in sides.items()},
        "grades": {side: _grades(decision) for side, decision in sides.items()},
        "grade_changes": _grade_changes(today, under),
        "tasks": _tasks(today, under),
        "group_messages": {side: int(_is_group(decision).sum()) for side, decision in sides.items()},
        "overflow": _overflow(today, under),
    }


def totals(sites: list[Told]) -> Told:
    """Over all sites: customers, grades, grade_changes (from, to, customers), tasks and overflow."""
    changes: dict[tuple[str, str], int] = {}
    for site in sites:
        for change in site["grade_changes"]:
            key = change["from"], change["to"]
            changes[key] = changes.get(key, 0) + change["customers"]
    return {
        "customers": {side: sum(site["customers"][side] for site in sites) for side in SIDES},
        "grades": {
            side: {grade: sum(site["grades"][side][grade] for site in sites) for grade in (*GRADES, NO_GRADE)}
            for side in SIDES
        },
        "grade_changes": [
            {"from": was, "to": now, "customers": count} for (was, now), count in sorted(changes.items())
        ],
        "tasks": {side: sum(task[side] for site in sites for task in site["tasks"]) for side in SIDES},
        "overflow": {side: sum(site["overflow"][side] for site in sites) for side in SIDES},
    }


def _grades(decision: SiteDecision) -> dict[str, int]:
    counts = decision.customers["grade"].fillna(NO_GRADE).value_counts()
    return {grade: int(counts.get(grade, 0)) for grade in (*GRADES, NO_GRADE)}


def _grade_changes(today: SiteDecision, under: SiteDecision) -> list[Told]:
    """In order of from, then to: A, B, C, none, absent."""
    order = {grade: n for n, grade in enumerate((*GRADES, NO_GRADE, ABSENT))}
    one, other = (side.customers["grade"].astype("str").fillna(NO_GRADE) for side in (today, under))
    both = pd.DataFrame({"from": one, "to": other}).fillna(ABSENT)
    changed = both[both["from"] != both["to"]]
    told = [
        {"from": was, "to": now, "customers": len(rows), "customer_ids": sorted(map(str, rows.index))}
        for (was, now), rows in changed.groupby(["from", "to"])
    ]
    return sorted(told, key=lambda change: (order[change["from"]], order[change["to"]]))


def _tasks(today: SiteDecision, under: SiteDecision) -> list[Told]:
    """By consultant, then day; a person and day that has tasks on either side."""
    counts = _count(today).merge(_count(under), on=["consultant", "date"], how="outer", suffixes=SUFFIXES)
    counts = counts.fillna(0).sort_values(["consultant", "date"])
    names = dict(zip(today.roster["consultant_id"], today.roster["name"], strict=True))
    return [
        {
            "consultant": row["consultant"] or None,
            "consultant_name": names.get(row["consultant"], row["consultant"] or None),
            "date": row["date"],
            **{side: int(row[f"tasks_{side}"]) for side in SIDES},
        }
        for row in counts.to_dict("records")
    ]


def _count(decision: SiteDecision) -> pd.DataFrame:
    """consultant, date (ISO), tasks; a task of nobody's has an empty consultant."""
    tasks = decision.tasks[~_is_group(decision)].dropna(subset="planned_date")
    people, days = tasks["consultant"].fillna(""), tasks["planned_date"].dt.strftime("%Y-%m-%d").astype("str")
    told = pd.DataFrame({"consultant": people, "date": days})
    return told.groupby(["consultant", "date"], as_index=False).size().rename(columns={"size": "tasks"})


def _is_group(decision: SiteDecision) -> "pd.Series[bool]":
    return decision.tasks["is_group_message"].fillna(False).astype(bool)


def _overflow(today: SiteDecision, under: SiteDecision) -> Told:
    counts = {}
    for side, decision in zip(SIDES, (today, under), strict=True):
        tasks = decision.tasks
        left = tasks.loc[tasks["planned_date"].isna(), "consultant"].fillna("")
        counts[side] = left.value_counts()
    table = pd.DataFrame(counts).fillna(0).astype("int64").sort_index()
    by_consultant = [
        {"consultant": str(name) or None, "today": int(row["today"]), "under": int(row["under"])}
        for name, row in table.iterrows()
    ]
    return {**{side: int(table[side].sum()) for side in SIDES}, "by_consultant": by_consultant}
