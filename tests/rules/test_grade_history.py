"""How grades changed, night by night."""

from datetime import date

import pandas as pd
import pytest

from pipeline.rules.grade_history import grade_changes, grades_on
from pipeline.vocabulary import GRADE_COLUMNS
from tests.rules.customers import AS_OF, customers, frame
from tests.rules.standing import plan_on

HISTORY = {
    "site": "text", "customer_id": "text", "date": "day", "from_grade": "text", "to_grade": "text",
    "reason": "text",
}  # fmt: skip


def history(*rows: tuple[str, str | None]) -> pd.DataFrame:
    """Published changes of C1: the day of 2026 and the grade since then, oldest run first."""
    return frame(HISTORY, [{"customer_id": "C1", "date": f"2026-{day}", "to_grade": to} for day, to in rows])


CASES = [
    # id, published before, the customer tonight, from -> to
    ("a new customer", [], {"grade": "B"}, "- -> B"),
    ("the same grade", [("06-29", "B")], {"grade": "B"}, ""),
    ("better", [("06-01", "C"), ("06-29", "B")], {"grade": "A"}, "B -> A"),
    ("back to what it was", [("06-01", "A"), ("06-29", "B")], {"grade": "A"}, "B -> A"),
    ("closed", [("06-29", "A")], {"grade": None, "is_closed": True}, "A -> -"),
    ("closed since long", [("06-01", "A"), ("06-02", None)], {"grade": None, "is_closed": True}, ""),
    ("re-opened", [("06-01", "A"), ("06-02", None)], {"grade": "C"}, "- -> C"),
    ("a new owner", [], {"grade": None, "is_closed": True}, ""),
    ("no longer provisional", [("06-29", "B")], {"grade": "B", "grade_provisional": False}, ""),
    ("now provisional", [("06-29", "B")], {"grade": "B", "grade_provisional": True}, ""),
    ("a second run of the day", [("06-29", "B"), ("06-30", "A")], {"grade": "A"}, ""),
    ("a second run sees more", [("06-29", "B"), ("06-30", "A")], {"grade": "C"}, "A -> C"),
    ("a day caught up later: what stood then", [("06-29", "B"), ("07-02", "A")], {"grade": "A"}, "B -> A"),
]


@pytest.mark.parametrize(("before", "who", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_changes(before: list[tuple[str, str | None]], who: dict[str, object], expected: str) -> None:
    people = customers({**who, "site": "main"}).assign(grade_reason="why")
    changes = grade_changes(people, history(*before), AS_OF)
    told = changes["from_grade"].fillna("-") + " -> " + changes["to_grade"].fillna("-")
    assert told.tolist() == [line for line in [expected] if line]
    assert set(GRADE_COLUMNS) < set(changes)
    if expected:
        assert changes[["site", "customer_id", "date", "reason"]].to_numpy().tolist() == [
            ["main", "C1", pd.Timestamp("2026-06-30"), "why"]
        ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("2026-03-31", None, id="the day before the first night"),
        pytest.param("2026-04-01", "B", id="the first night"),
        pytest.param("2026-04-09", "B", id="the day before it changed"),
        pytest.param("2026-04-10", "A", id="the day it changed, by the later run"),
        pytest.param("2026-05-31", "A", id="between"),
        pytest.param("2026-06-01", "", id="closed: none"),
    ],
)
def test_the_grade_that_stood_published(day: str, expected: str | None) -> None:
    told = history(("04-01", "B"), ("04-10", "C"), ("04-10", "A"), ("06-01", None))
    found = grades_on(told, pd.Timestamp(day)).fillna("").to_dict()
    assert found == ({} if expected is None else {"C1": expected})


def test_night_after_night_the_history_says_what_each_night_published() -> None:
    nights = {2: "B", 3: "B", 4: "A", 8: None, 9: "C"}
    told = history()
    for day, grade in nights.items():
        people = customers({"grade": grade, "site": "main"}).assign(grade_reason="why")
        told = pd.concat([told, grade_changes(people, told, plan_on(date(2026, 6, day)))], ignore_index=True)
    assert told["from_grade"].fillna("-").tolist() == ["-", "B", "A", "-"]
    stood = [grades_on(told, pd.Timestamp(2026, 6, day)).fillna("-").iloc[0] for day in range(2, 10)]
    assert stood == ["B", "B", "A", "A", "A", "A", "-", "C"]
