"""Flags on 30 June 2026: churn warning, neglected, requalify, missing facts, waiting for consent."""

from collections.abc import Mapping, Sequence

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.rules.attention import flags
from tests.rules.customers import AS_OF, customers

TODAY = {"last_touch_on": "2026-06-30"}
OWNER = {"grade": None, "is_closed": True}
CASES = [
    # id, who, flags
    ("all is well", TODAY, ""),
    ("deposit paid: pace A, two tries", {**TODAY, "grade": "B", "has_deposit": True, "unanswered_streak": 2},
     "churn_warning"),
    ("C, but strong intent: pace B, two tries", {
        **TODAY, "grade": "C", "status": "strong_intent", "status_stated_on": "2026-06-20", "unanswered_streak": 2,
    }, "churn_warning"),
    ("refuses profiling: pace B, two tries", {**TODAY, "grade": None, "unanswered_streak": 2}, "churn_warning"),
    ("not now, 180 days", {"status": "not_now", "last_touch_on": "2026-01-01"}, ""),
    ("not now, 181 days", {"status": "not_now", "last_touch_on": "2025-12-31"}, "neglected"),
    ("A, one try unanswered", {**TODAY, "grade": "A", "unanswered_streak": 1}, ""),
    ("A, two tries", {**TODAY, "grade": "A", "unanswered_streak": 2}, "churn_warning"),
    ("B, two tries", {**TODAY, "grade": "B", "unanswered_streak": 2}, "churn_warning"),
    ("C, two tries", {**TODAY, "grade": "C", "unanswered_streak": 2}, ""),
    ("C, three tries", {**TODAY, "grade": "C", "unanswered_streak": 3}, "churn_warning"),
    ("owner, two tries", {**TODAY, **OWNER, "unanswered_streak": 2}, ""),
    ("owner, three tries", {**TODAY, **OWNER, "unanswered_streak": 3}, "churn_warning"),
    ("not now, nine tries", {**TODAY, "status": "not_now", "unanswered_streak": 9}, ""),
    ("A, 6 days", {"grade": "A", "last_touch_on": "2026-06-24"}, ""),
    ("A, 7 days", {"grade": "A", "last_touch_on": "2026-06-23"}, "neglected"),
    ("B, 14 days", {"grade": "B", "last_touch_on": "2026-06-16"}, ""),
    ("B, 15 days", {"grade": "B", "last_touch_on": "2026-06-15"}, "neglected"),
    ("C, 61 days", {"grade": "C", "last_touch_on": "2026-04-30"}, "neglected"),
    ("owner, 180 days", {**OWNER, "last_touch_on": "2026-01-01"}, ""),
    ("owner, 181 days", {**OWNER, "last_touch_on": "2025-12-31"}, "neglected"),
    ("B, never touched, enquired 14 days ago", {"created_at": "2026-06-16 23:00"}, ""),
    ("B, never touched, enquired 15 days ago", {"created_at": "2026-06-15 01:00"}, "neglected"),
    ("neglected, but agreed for today", {"last_touch_on": "2026-06-01", "agreed_on": "2026-06-30"}, ""),
    ("neglected, agreed date passed", {"last_touch_on": "2026-06-01", "agreed_on": "2026-06-29"}, "neglected"),
    ("nobody could reach them anyway", {"is_unreachable": True}, ""),
    ("deadline yesterday", {**TODAY, "horizon_deadline": "2026-06-29"}, "requalify"),
    ("deadline today", {**TODAY, "horizon_deadline": "2026-06-30"}, ""),
    ("deadline passed, has bought", {**TODAY, **OWNER, "horizon_deadline": "2026-06-29"}, ""),
    ("facts to ask for", {**TODAY, "missing_facts": "budget|wants"}, "missing_facts"),
    ("invalid", {"status": "invalid", "unanswered_streak": 9, "missing_facts": "budget"}, ""),
    ("several, in order", {"unanswered_streak": 3, "horizon_deadline": "2026-06-01", "missing_facts": "budget"},
     "churn_warning|neglected|requalify|missing_facts"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_flags(who: dict[str, object], expected: str) -> None:
    assert _flags(who, allowed=["C1"], blocked={}) == expected


BLOCKED = [
    # id, allowed, blocked by, flags
    ("no basis for anything", [], "no_basis", "waiting_for_consent"),
    ("no basis for one, opted out of another", [], "no_basis|opted_out", "waiting_for_consent"),
    ("opted out of everything", [], "opted_out", ""),
    ("no number", [], "unreachable", ""),
    ("something else is allowed", ["C1"], "no_basis", ""),
    ("somebody else is allowed", ["C2"], "no_basis", "waiting_for_consent"),
]


@pytest.mark.parametrize(
    ("allowed", "reason", "expected"), [c[1:] for c in BLOCKED], ids=[c[0] for c in BLOCKED]
)
def test_waiting_for_consent(allowed: list[str], reason: str, expected: str) -> None:
    assert _flags(TODAY, allowed, {"C1": reason}) == expected


WOKEN = [
    # id, who besides never touched and new tonight, has a place in the row, flags
    ("has a place", {}, True, ""),
    ("could not be contacted on the first night", {}, False, "neglected"),
    ("has a place, an agreed date comes first", {"agreed_on": "2026-03-01"}, True, ""),
    ("has a place, a call from before the enquiry is unanswered", {
        "newest_enquiry_at": "2026-06-10 10:00", "last_touch_on": "2026-06-09", "unanswered_streak": 1,
    }, True, ""),
    ("has a place, called since", {"newest_enquiry_at": "2026-06-10 10:00", "last_touch_on": "2026-06-10"}, True,
     "neglected"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "has_place", "expected"), [c[1:] for c in WOKEN], ids=[c[0] for c in WOKEN])
def test_nobody_is_neglected_while_waiting_to_be_woken(
    who: dict[str, object], has_place: bool, expected: str
) -> None:
    sleeper = {"newest_enquiry_night": "2026-06-30", **who}
    assert _flags(sleeper, allowed=["C1"], blocked={}, in_row=["C1"] if has_place else []) == expected


STUCK = [
    # id, who, flags
    ("stuck", TODAY, "stuck"),
    ("in its place among others", {"last_touch_on": "2026-06-01", "horizon_deadline": "2026-06-01"},
     "neglected|stuck|requalify"),
    ("not if invalid", {**TODAY, "status": "invalid"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("who", "expected"), [c[1:] for c in STUCK], ids=[c[0] for c in STUCK])
def test_stuck(who: dict[str, object], expected: str) -> None:
    assert _flags(who, allowed=["C1"], blocked={}, stuck=["C1", "C2"]) == expected


def _flags(
    who: Mapping[str, object],
    allowed: list[str],
    blocked: dict[str, str],
    stuck: Sequence[str] = (),
    in_row: Sequence[str] = (),
) -> str:
    may = pd.DataFrame({"customer_id": pd.Series(allowed, dtype="str")})
    reasons = {"customer_id": list(blocked), "rule": "cadence", "blocked_by": list(blocked.values())}
    may_not = pd.DataFrame(reasons, dtype="str")
    found = flags(customers(who), may, may_not, pd.Index(in_row), pd.Index(stuck), Settings(), AS_OF)
    return "" if found.isna().iloc[0] else str(found.iloc[0])
