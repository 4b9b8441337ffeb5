"""Why a customer has this grade: each dimension with what decided it (Rules, section 5)."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from pipeline.explaining.case import Case
from pipeline.explaining.values import Told, plain, records, split
from pipeline.rules.grading import FACTS_TO_ASK
from pipeline.rules.need_match import FEATURES
from pipeline.rules.units_on_sale import units_on_sale
from pipeline.rules.wants import NOT_STATED, compare_wants

# The fields that each dimension looks at; those in one tuple are one value.
FIELDS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "intent": (("status",), ("horizon",), ("competitors",), ("stated_grade",)),
    "purchasing_power": (("budget_low", "budget_high"), ("funds",)),
    "need_match": (
        ("layout",), ("area_low", "area_high"), ("school",), ("decoration",), ("floor",), ("orientation",),
        ("transport",), ("usage",), ("is_vague",),
    ),
}  # fmt: skip
# The first word of a reason -> the field whose statement decided; `match` is decided by all wants together.
DECIDED_BY: Final = {
    "status": "status", "deadline": "horizon", "horizon": "horizon", "competitors": "competitors",
    "competitor": "competitors", "stated_grade": "stated_grade", "coverage": "budget", "funds": "funds",
    "vague": "is_vague", "deposit": "deposit", "topic": "topic",
}  # fmt: skip


def grade_of(case: Case) -> Told:
    """grade, computed_grade (the same unless a manager set the grade), is_provisional, reason, dimensions,
    missing_facts, next_steps, best_units, history.

    One dimension: dimension, grade (None: unknown), counts_as, is_limiting, reason (stable words), evidence.
    Closed customers and those who refuse profiling have no dimensions. `history`: the published changes.
    """
    reason = case.known("grade_reason")
    return {
        "grade": case.known("grade"),
        "computed_grade": _computed(case),
        "is_provisional": bool(case.known("grade_provisional")),
        "reason": reason,
        "dimensions": [_dimension(part, case) for part in split(reason) if part.partition("=")[0] in FIELDS],
        "missing_facts": split(case.known("missing_facts")),
        "next_steps": split(case.known("grade_next"), "+"),
        "best_units": split(case.known("best_units")),
        "history": records(case.rows(case.grades), "date", "from_grade", "to_grade", "reason"),
    }


def _dimension(part: str, case: Case) -> Told:
    """`part` is one of `grade_reason`: `purchasing_power=B:coverage 3/5`."""
    name, _, graded = part.partition("=")
    counts_as, _, reason = graded.partition(":")
    grade = case.known(f"{name}_grade")
    evidence = [found for fields in FIELDS[name] for found in _said(fields, case)]
    evidence += _happened(case) if name == "intent" else []
    evidence = _with_matches(evidence, case) if name == "need_match" else evidence
    return {
        "dimension": name,
        "grade": grade,
        "counts_as": counts_as,
        "is_limiting": counts_as == _computed(case) != "A",
        "reason": reason,
        "missing_fact": FACTS_TO_ASK[name] if grade is None and reason == "unknown" else None,
        "evidence": _judged(evidence, reason.partition(" ")[0], case),
    }


def _computed(case: Case) -> str | None:
    """The grade that the dimensions give; a manager's may be in force instead."""
    found: str | None = case.known("computed_grade" if "computed_grade" in case.who else "grade")
    return found


def _said(fields: tuple[str, ...], case: Case) -> list[Told]:
    """What was said newest in these fields, and where (of competitors all that stands); empty if nothing was."""
    said = case.said.all(fields[0]) if fields == ("competitors",) else case.said.newest(*fields)
    name = fields[0].removesuffix("_low")
    return [
        {"field": name, "value": _value(row, fields), **case.statement(row)}
        for row in said.to_dict("records")
    ]


def _value(row: Mapping[Any, Any], fields: tuple[str, ...]) -> Any:
    """A range as `low-high`, an open end left out; a single number as it is."""
    values = [plain(row[field]) for field in fields]
    if len(set(values)) == 1:
        return values[0]
    return "-".join("" if value is None else str(value) for value in values)


def _happened(case: Case) -> list[Told]:
    """Evidence that is no field: a deposit, and the newest talk about loans, decoration or the opening."""
    deals = case.rows(case.decision.derived.deals).dropna(subset="deposit_date")
    told = [
        {"field": "deposit", "value": plain(deal["unit"]), "stated_on": plain(deal["deposit_date"])}
        | case.place(deal)
        for deal in deals.to_dict("records")
    ]
    talks = case.rows(case.decision.derived.activities)
    talks = talks[talks["at"].dt.normalize() == case.who["topic_on"]]
    words = (talks["content"].fillna("") + " " + talks["need_change"].fillna("")).str.lower()
    for talk, text in zip(talks.to_dict("records"), words, strict=True):
        found = [topic for topic in case.settings.rules.grading.topics if topic.lower() in text]
        if found:
            talked = {"field": "topic", "value": "|".join(found), "stated_on": case.known("topic_on")}
            told.append(talked | case.place(talk))
    return told


def _with_matches(evidence: list[Told], case: Case) -> list[Told]:
    """Wants with `is_met` by the best unit on sale; None: no unit has a value, so the want is left out."""
    met = _met_by_best(case)
    return [
        {**found, "is_met": met[found["field"]]} if found["field"] in met else found for found in evidence
    ]


def _met_by_best(case: Case) -> dict[str, bool | None]:
    on_sale = units_on_sale(case.decision.derived.units)
    if on_sale.empty:
        return {}
    units = on_sale.drop_duplicates(FEATURES).reset_index(drop=True)
    one = case.decision.customers.loc[[case.customer_id]]
    wants = compare_wants(one, units, case.settings.rules.grading.area_tolerance)
    stated = {want.kind: want for want in wants if want.codes[0] != NOT_STATED}
    counted = {kind: want.is_met[0] for kind, want in stated.items() if want.is_met is not None}
    best = int(np.sum(list(counted.values()), axis=0).argmax()) if counted else 0
    return {kind: bool(counted[kind][best]) if kind in counted else None for kind in stated}


def _judged(evidence: list[Told], word: str, case: Case) -> list[Told]:
    """With `decides`, and `is_expired`: said too long ago to count, or a deadline that has passed."""
    told = []
    for found in evidence:
        decides = DECIDED_BY.get(word) == found["field"] or (
            word == "match" and found.get("is_met") is not None
        )
        told.append({**found, **_age(found, case), "decides": decides})
    return sorted(told, key=lambda found: not found["decides"])


def _age(found: Told, case: Case) -> Told:
    rules = case.settings.rules.grading
    days = {
        "status": rules.status_days, "competitors": rules.competitors_days, "topic": rules.topics_days,
        "stated_grade": rules.stated_grade_days,
    }  # fmt: skip
    if found["field"] == "horizon":
        deadline = case.known("horizon_deadline")
        is_past = deadline is not None and pd.Timestamp(deadline) < case.plan_day
        return {"deadline": deadline, "is_expired": is_past}
    age = (case.plan_day - pd.Timestamp(found["stated_on"])).days
    return {"is_expired": age > days.get(found["field"], age)}
