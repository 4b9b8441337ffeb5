"""Which rules propose a contact, which are held back and by what (Rules, section 6)."""

from typing import Final

import pandas as pd

from pipeline.explaining.case import Case
from pipeline.explaining.values import Told, plain, records, split
from pipeline.rules.due import REPLACED_BY
from pipeline.vocabulary import RULES

PROPOSED: Final = ("rule", "due_date", "latest_at", "has_window")
OCCASION: Final = "occasion"  # which festival, birthday, milestone, where the rules say so
TASK: Final = (
    "task_id", "consultant", "planned_date", "due_date", "latest_at", "mode", "rule", "is_fixed",
    "is_group_message", "moved_from",
)  # fmt: skip
GIVEN: Final = ("task_id", "as_of", "consultant", "planned_date", "mode", "rule")


def rules_of(case: Case) -> list[Told]:
    """One record a rule that stands for the customer, or would; proposed ones first, then in table order.

    rule, outcome, due_date, latest_at, has_window, occasion (which festival, whose birthday, ...), mode, basis,
    held_from, blocked_by, replaced_by. outcome `proposed`, `blocked` (nothing allows it) or `replaced` (another
    rule stands in its place); `held_from`: the due day before the weekly limit moved it.
    """
    standing = case.rows(case.decision.proposals)
    told = [record for rule in standing["rule"].unique() for record in _standing(rule, standing, case)]
    told += _replaced(set(standing["rule"]), case)
    outcomes = ("proposed", "blocked", "replaced")
    return sorted(told, key=lambda one: (outcomes.index(one["outcome"]), RULES.index(one["rule"])))


def _standing(rule: str, standing: pd.DataFrame, case: Case) -> list[Told]:
    """Allowed or blocked; the stages after `propose` keep the order of its rows."""
    before = _of_rule(standing, rule)
    after = _of_rule(case.rows(case.decision.allowed), rule)
    if after.empty:
        refused = _of_rule(case.rows(case.decision.blocked), rule)
        return [
            _record("blocked", proposal, blocked_by=split(blocked))
            for proposal, blocked in zip(_proposals(before), refused["blocked_by"], strict=False)
        ]
    held = [
        first if first != then else None
        for first, then in zip(before["due_date"].map(plain), after["due_date"].map(plain), strict=False)
    ]
    return [
        _record("proposed", proposal, held_from=moved)
        for proposal, moved in zip(_proposals(after, "mode", "basis"), held, strict=False)
    ]


def _replaced(standing: set[str], case: Case) -> list[Told]:
    alone = case.rows(case.decision.propose(replaced_by={}))
    others = alone[~alone["rule"].isin(standing)]
    return [
        _record(
            "replaced",
            proposal,
            replaced_by=[
                rule for rule in RULES if rule in standing & {*REPLACED_BY.get(proposal["rule"], ())}
            ],
        )
        for proposal in _proposals(others)
    ]


def _proposals(rows: pd.DataFrame, *more: str) -> list[Told]:
    told = records(rows, *PROPOSED, *more)
    occasions = rows[OCCASION] if OCCASION in rows else [None] * len(rows)
    return [{**one, OCCASION: split(of)} for one, of in zip(told, occasions, strict=True)]


def _record(outcome: str, proposal: Told, **more: object) -> Told:
    empty: Told = {"mode": None, "basis": None, "held_from": None, "blocked_by": [], "replaced_by": []}
    return {"rule": proposal["rule"], "outcome": outcome, **empty, **proposal, **more}


def _of_rule(rows: pd.DataFrame, rule: str) -> pd.DataFrame:
    return rows[rows["rule"].eq(rule)]


def next_contact_of(case: Case) -> Told:
    """date, mode, rules (the leading one first), basis, overdue_since; blocked_by where there is no date."""
    return {
        "date": case.known("next_contact_date"), "mode": case.known("next_contact_mode"),
        "rules": split(case.known("next_contact_reason")), "basis": case.known("basis"),
        "overdue_since": case.known("overdue_since"), "blocked_by": split(case.known("blocked_by")),
    }  # fmt: skip


def tasks_of(case: Case) -> list[Told]:
    """The tasks of this plan; `planned_date` None is overflow."""
    tasks = case.rows(case.decision.tasks)
    others = [split(text) for text in tasks["other_rules"]]
    return [
        {**_named(task, case), "other_rules": rules}
        for task, rules in zip(records(tasks, *TASK), others, strict=True)
    ]


def earlier_tasks_of(case: Case) -> list[Told]:
    """Tasks published for a day before this one, oldest first."""
    given = case.rows(case.facts.given)
    earlier = given[given["planned_date"] < case.plan_day].drop_duplicates("task_id", keep="last")
    told = records(earlier.sort_values("planned_date", kind="stable"), *GIVEN)
    return [_named(task, case) for task in told]


def _named(task: Told, case: Case) -> Told:
    return {**task, "consultant_name": case.consultant_name(task["consultant"])}
