"""A manager's grade is the one in force; what the rules find is kept beside it (Rules, section 5)."""

from typing import Any

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.rules.grading import grade_customers, grade_sentence
from pipeline.rules.pace import paces
from pipeline.wording import Wording
from tests.rules.customers import AS_OF, GRADED, customers, units

UNTIL = {"manual_grade_until": "2026-07-10"}
# of a customer without any evidence, whom the rules grade C: what else is known; grade, computed, category, pace
CASES: list[tuple[str, dict[str, Any], tuple[str | None, str | None, str, str]]] = [
    ("by the rules", {}, ("C", "C", "potential", "C")),
    ("raised by the manager", {"manual_grade": "A", **UNTIL}, ("A", "C", "interested", "A")),
    ("raised to B", {"manual_grade": "B", **UNTIL}, ("B", "C", "interested", "B")),
    ("put down although new", {"manual_grade": "C", "newest_enquiry_at": "2026-06-25 10:00", **UNTIL},
     ("C", "C", "potential", "C")),
    ("a strong intent still paces at B",
     {"manual_grade": "C", "status": "strong_intent", "status_stated_on": "2026-06-20", **UNTIL},
     ("C", "B", "potential", "B")),
    ("closed: no grade", {"manual_grade": "A", "is_closed": True, **UNTIL}, (None, None, "closed", "owner")),
    ("refuses profiling: no grade", {"manual_grade": "A", "refuses_profiling": True, **UNTIL},
     (None, None, "potential", "B")),
]  # fmt: skip


def graded(**known: Any) -> "pd.Series[Any]":
    people = customers(known).drop(columns=list(GRADED))
    found = people.join(grade_customers(people, units({"unit": "U1", "price": 3e6}), Settings(), AS_OF))
    return found.assign(pace=paces(found, AS_OF, Settings())).iloc[0]


@pytest.mark.parametrize(("known", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_grade_in_force(known: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    found = graded(**known)[["grade", "computed_grade", "category", "pace"]]
    assert tuple(None if pd.isna(value) else value for value in found) == expected


def test_both_grades_are_said() -> None:
    found = graded(manual_grade="A", **UNTIL)
    assert found["grade_reason"].startswith("manual=A:until 2026-07-10|intent=C:")
    assert not found["grade_provisional"]
    sentence = grade_sentence(found.to_frame().T, Wording("zh")).iloc[0]
    assert "经理定级 A" in sentence
    assert "2026-07-10" in sentence


def test_nothing_is_asked_for_at_a_manual_a() -> None:
    assert pd.isna(graded(manual_grade="A", **UNTIL)["grade_next"])
    assert graded(manual_grade="B", **UNTIL)["grade_next"]
