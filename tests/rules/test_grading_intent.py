"""Intent on 30 June 2026: 1 April is 90 days ago, 30 September 3 months ahead, 30 December 6 months ahead."""

from datetime import date, time

import pandas as pd
import pytest

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.rules.grading import grade_customers
from tests.rules.customers import AS_OF, GRADED, customers, units

LONG_AGO = "2025-06-30"
ENDS = "status_stated_on"

CASES = [
    # id, what is known, letter ("" unknown), why
    ("nothing stated", {}, "", "unknown"),
    ("strong intent today", {"status": "strong_intent", ENDS: "2026-06-30"}, "A", "status strong_intent"),
    ("strong intent 90 days ago", {"status": "strong_intent", ENDS: "2026-04-01"}, "A", "status strong_intent"),
    ("strong intent 91 days ago", {"status": "strong_intent", ENDS: "2026-03-31"}, "C", "status strong_intent"),
    ("deposit pending", {"status": "deposit_pending", ENDS: "2026-06-01"}, "A", "status deposit_pending"),
    ("deposit paid long ago", {"has_deposit": True, "deposit_on": LONG_AGO}, "A", "deposit"),
    ("needs clear", {"status": "needs_clear", ENDS: "2026-04-01"}, "B", "status needs_clear"),
    ("comparing", {"status": "comparing", ENDS: "2026-06-30"}, "B", "status comparing"),
    ("comparing too old", {"status": "comparing", ENDS: "2026-03-31"}, "C", "status comparing"),
    ("initial", {"status": "initial", ENDS: "2026-06-30"}, "C", "status initial"),
    ("one competitor", {"competitors_named": 1, "has_named_competitor": True}, "C", "competitor"),
    ("two competitors", {"competitors_named": 2, "has_named_competitor": True}, "A", "competitors 2"),
    ("competitors named long ago", {"has_named_competitor": True}, "C", "competitor"),
    ("buys today", {"horizon": "m:1", "horizon_deadline": "2026-06-30"}, "A", "deadline 3"),
    ("deadline passed yesterday", {"horizon": "m:1", "horizon_deadline": "2026-06-29"}, "", "unknown"),
    ("deadline in 3 months", {"horizon": "m:3", "horizon_deadline": "2026-09-30"}, "A", "deadline 3"),
    ("a day after 3 months", {"horizon": "m:4", "horizon_deadline": "2026-10-01"}, "B", "deadline 6"),
    ("deadline in 6 months", {"horizon": "m:6", "horizon_deadline": "2026-12-30"}, "B", "deadline 6"),
    ("a day after 6 months", {"horizon": "m:7", "horizon_deadline": "2026-12-31"}, "C", "horizon"),
    ("no hurry", {"horizon": "open"}, "C", "horizon"),
    ("asked about loans 90 days ago", {"topic_on": "2026-04-01"}, "B", "topic"),
    ("asked about loans 91 days ago", {"topic_on": "2026-03-31"}, "", "unknown"),
    ("stated A", {"stated_grade": "A", "stated_grade_on": "2026-04-01"}, "A", "stated_grade A"),
    ("stated H is A", {"stated_grade": "H", "stated_grade_on": "2026-06-01"}, "A", "stated_grade H"),
    ("stated B", {"stated_grade": "B", "stated_grade_on": "2026-06-01"}, "B", "stated_grade B"),
    ("stated D is C", {"stated_grade": "D", "stated_grade_on": "2026-06-01"}, "C", "stated_grade D"),
    ("stated A 91 days ago", {"stated_grade": "A", "stated_grade_on": "2026-03-31"}, "", "unknown"),
    (
        "stated A does not beat evidence of B",
        {"stated_grade": "A", "stated_grade_on": "2026-06-01", "topic_on": "2026-06-01"}, "B", "topic",
    ),
    (
        "stated A beats a weak status",
        {"stated_grade": "A", "stated_grade_on": "2026-06-01", "status": "initial", ENDS: "2026-06-01"},
        "A", "stated_grade A",
    ),
    ("not now caps a near deadline",
     {"status": "not_now", ENDS: LONG_AGO, "horizon": "m:3", "horizon_deadline": "2026-08-01"},
     "C", "status not_now"),
    ("not now after a deposit", {"status": "not_now", ENDS: "2026-06-01", "has_deposit": True}, "C",
     "status not_now"),
]  # fmt: skip


@pytest.mark.parametrize(("known", "letter", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_intent(known: dict[str, object], letter: str, why: str) -> None:
    graded = grade_customers(_bare(known), units(), Settings(), AS_OF).iloc[0]
    assert pd.isna(graded["intent_grade"]) if letter == "" else graded["intent_grade"] == letter
    assert graded["grade_reason"] == f"intent={letter or 'C'}:{why}"


def test_three_months_after_a_long_month_end_on_the_shorter_ones_last_day() -> None:
    as_of = AsOf.of(date(2026, 11, 30), time(18, 0))
    rows = customers(
        {"horizon": "m:3", "horizon_deadline": "2027-02-28"},
        {"horizon": "m:3", "horizon_deadline": "2027-03-01"},
    ).drop(columns=list(GRADED))
    assert grade_customers(rows, units(), Settings(), as_of)["intent_grade"].tolist() == ["A", "B"]


STEPS = [
    ("unknown", {}, "ask:horizon"),
    ("C needs a deadline within 6 months", {"status": "initial", ENDS: "2026-06-01"}, "deadline:6"),
    ("B needs a deadline within 3 months", {"status": "comparing", ENDS: "2026-06-01"}, "deadline:3"),
    ("A needs nothing", {"status": "strong_intent", ENDS: "2026-06-01"}, None),
    ("not now must come back", {"status": "not_now", ENDS: "2026-06-01", "has_deposit": True}, "status"),
    ("not now must come back and say when", {"status": "not_now", ENDS: "2026-06-01"}, "status+deadline:6"),
]


@pytest.mark.parametrize(("known", "step"), [c[1:] for c in STEPS], ids=[c[0] for c in STEPS])
def test_what_would_raise_intent(known: dict[str, object], step: str | None) -> None:
    graded = grade_customers(_bare(known), units(), Settings(), AS_OF).iloc[0]
    assert graded["grade_next"] == step if step else pd.isna(graded["grade_next"])


def _bare(known: dict[str, object]) -> pd.DataFrame:
    return customers(known).drop(columns=list(GRADED))
