"""Pace: the grade, raised by warm signs; not now and owner are paces of their own. D is 30 June 2026."""

import pytest

from pipeline.config import Settings
from pipeline.rules.pace import paces
from tests.rules.customers import AS_OF, customers

PACES = [
    # id, who, pace
    ("grade A", {"grade": "A"}, "A"),
    ("grade B", {"grade": "B"}, "B"),
    ("grade C", {"grade": "C"}, "C"),
    ("C with intent A", {"grade": "C", "intent_grade": "A"}, "B"),
    ("C with intent B", {"grade": "C", "intent_grade": "B"}, "C"),
    ("A is not lowered", {"grade": "A", "intent_grade": "A"}, "A"),
    ("C, strong intent 90 days ago",
     {"grade": "C", "status": "strong_intent", "status_stated_on": "2026-04-01"}, "B"),
    ("C, strong intent 91 days ago",
     {"grade": "C", "status": "strong_intent", "status_stated_on": "2026-03-31"}, "C"),
    ("provisional, enquired 14 days ago",
     {"grade": "C", "grade_provisional": True, "created_at": "2026-06-16 10:00"}, "A"),
    ("provisional, enquired 15 days ago",
     {"grade": "C", "grade_provisional": True, "created_at": "2026-06-15 23:00"}, "C"),
    ("new, not provisional", {"grade": "C", "created_at": "2026-06-29 10:00"}, "C"),
    ("deposit paid", {"grade": "C", "has_deposit": True, "status": "deposit_pending"}, "A"),
    ("deposit pending stated lately",
     {"grade": "C", "status": "deposit_pending", "status_stated_on": "2026-04-01"}, "A"),
    ("deposit pending stated too long ago",
     {"grade": "C", "status": "deposit_pending", "status_stated_on": "2026-03-31"}, "C"),
    ("not now", {"grade": "C", "status": "not_now", "status_stated_on": "2025-01-01"}, "not_now"),
    ("not now after a deposit", {"grade": "C", "status": "not_now", "has_deposit": True}, "not_now"),
    ("not now, provisional and new",
     {"grade": "C", "status": "not_now", "grade_provisional": True, "created_at": "2026-06-29 10:00"}, "not_now"),
    ("closed", {"grade": None, "is_closed": True}, "owner"),
    ("owner who looks again", {"grade": "B", "is_owner": True}, "B"),
    ("refuses profiling", {"grade": None, "refuses_profiling": True}, "B"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "pace"), [c[1:] for c in PACES], ids=[c[0] for c in PACES])
def test_pace(who: dict[str, object], pace: str) -> None:
    assert paces(customers(who), AS_OF, Settings()).tolist() == [pace]
