"""What always holds between the rules, whatever a customer's history."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings, Site
from pipeline.rules.due import propose
from tests.rules.customers import AS_OF, activities, customers, deals

DAYS = st.none() | st.integers(-40, 10).map(
    lambda n: str(pd.Timestamp("2026-06-30") + pd.Timedelta(days=n))[:10]
)
PAST = st.none() | st.integers(-40, 0).map(
    lambda n: str(pd.Timestamp("2026-06-30") + pd.Timedelta(days=n))[:10]
)
HISTORY = st.fixed_dictionaries(
    {
        "grade": st.sampled_from(["A", "B", "C"]),
        "status": st.sampled_from(
            [None, "initial", "strong_intent", "deposit_pending", "not_now", "invalid"]
        ),
        "status_since": PAST,
        "status_stated_on": PAST,
        "created_at": PAST.map(lambda day: day or "2026-01-01"),
        "newest_enquiry_night": PAST.map(lambda day: day or "2026-06-30"),
        "agreed_on": DAYS,
        "agreed_stated_on": PAST.map(lambda day: day or "2026-05-20"),
        "last_touch_on": PAST,
        "response_at": PAST,
        "second_activity_at": PAST,
        "unanswered_streak": st.integers(0, 5),
        "retry_attempts": st.integers(0, 6),
        "last_retry_on": PAST.map(lambda day: day or "2026-06-01"),
        "is_closed": st.booleans(),
        "has_deposit": st.booleans(),
        "deposit_on": PAST,
    }
)
ONE_OF = {"agreed_date", "deposit_pending", "retry", "wake_up", "cadence"}


@given(st.lists(HISTORY, min_size=1, max_size=25))
@settings(deadline=None, max_examples=40)
def test_what_always_holds(histories: list[dict[str, object]]) -> None:
    rows = customers(*histories)
    proposals = propose(
        rows, activities(), deals(), pd.Series(True, index=rows.index), Settings(), Site(), AS_OF
    )
    assert not proposals.duplicated(["customer_id", "rule"]).any()
    assert proposals.notna().all(axis=None)
    for customer_id, rules in proposals.groupby("customer_id")["rule"].agg(set).items():
        assert len(rules & ONE_OF) <= 1, customer_id
        assert not ("first_response" in rules and rules & {"retry", "cadence", "first_revisit"}), customer_id
        assert not ("first_revisit" in rules and "agreed_date" in rules), customer_id
    assert set(proposals["customer_id"]) == set(rows.index), "nobody is forgotten"
    assert not (proposals["latest_at"] < proposals["due_date"]).any()


def test_nobody_has_nothing_due() -> None:
    rows = customers()
    proposals = propose(rows, activities(), deals(), pd.Series(dtype=bool), Settings(), Site(), AS_OF)
    assert list(proposals.columns) == [
        "customer_id",
        "rule",
        "due_date",
        "latest_at",
        "has_window",
        "occasion",
    ]
    assert len(proposals) == 0


def test_nothing_that_was_handed_in_is_written_to() -> None:
    rows = customers(
        {"agreed_on": "2026-06-30", "agreed_stated_on": "2026-06-30", "last_touch_on": "2026-06-30"}
    )
    done = activities({"at": "2026-06-30 10:00", "next_date": "2026-06-30"})
    before = rows.copy(), done.copy()
    propose(rows, done, deals(), pd.Series(True, index=rows.index), Settings(), Site(), AS_OF)
    assert rows.equals(before[0])
    assert done.equals(before[1])
