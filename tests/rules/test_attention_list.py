"""The manager's list on 30 June 2026: who waits longest, and how many wait."""

from collections.abc import Mapping

import pandas as pd
import pytest

from pipeline.config import PlanRules, Rules, Settings
from pipeline.rules.attention_list import attention_counts, attention_list
from tests.rules.customers import AS_OF, customers, frame

Row = Mapping[str, object]


def flagged(*rows: Row) -> pd.DataFrame:
    """Customers of S1, neglected unless said."""
    people = customers(*[{name: row[name] for name in row if name != "flags"} for row in rows])
    told = frame({"flags": "text"}, [{"flags": "neglected", **_only_flags(row)} for row in rows])
    consultant = people["consultant"].fillna("S1")
    return people.assign(flags=told["flags"].to_numpy(), consultant=consultant.where(consultant.ne("nobody")))


def _only_flags(row: Row) -> dict[str, object]:
    return {name: row[name] for name in row if name == "flags"}


CASES = [
    # id, flags, who, since, days
    ("neglected since the last try", "neglected", {"last_touch_on": "2026-06-10", "last_contact_at": "2026-05-01"},
     "2026-06-10", 20),
    ("never touched: since the enquiry", "neglected", {"created_at": "2026-06-09 23:00"}, "2026-06-09", 21),
    ("churning since the last contact", "churn_warning",
     {"last_touch_on": "2026-06-29", "last_contact_at": "2026-06-20 10:00"}, "2026-06-20", 10),
    ("stuck since the status", "stuck", {"status_since": "2026-05-31"}, "2026-05-31", 30),
    ("stuck without a status", "stuck", {"created_at": "2026-05-01 10:00"}, "2026-05-01", 60),
]  # fmt: skip


@pytest.mark.parametrize(("flags", "who", "since", "days"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_since_when(flags: str, who: Row, since: str, days: int) -> None:
    line = attention_list(flagged({**who, "flags": flags}), Settings(), AS_OF).iloc[0]
    assert (line["flag"], line["customer_id"]) == (flags, "C1")
    assert (line["since"], line["days"]) == (pd.Timestamp(since), days)


def test_the_longest_twenty_of_each_consultant_and_flag() -> None:
    """S1 neglects 21 since 1 to 21 May: the last one is only counted. S2 neglects one, and that one churns too."""
    people = flagged(
        *[{"last_touch_on": f"2026-05-{21 - n:02d}"} for n in range(21)],
        {"consultant": "S2", "flags": "churn_warning|neglected", "last_touch_on": "2026-06-01"},
    )
    found = attention_list(people, Settings(), AS_OF)
    assert found["flag"].tolist() == ["churn_warning", *["neglected"] * 21]
    mine = found[(found["consultant"] == "S1") & (found["flag"] == "neglected")]
    assert mine["since"].dt.day.tolist() == [*range(1, 21)]
    assert attention_counts(people).to_numpy().tolist() == [
        ["churn_warning", "S2", 1], ["neglected", "S1", 21], ["neglected", "S2", 1],
    ]  # fmt: skip


def test_ties_the_oldest_customer_then_the_smallest_key() -> None:
    same = {"last_touch_on": "2026-05-01"}
    people = flagged(
        {**same, "key_order": 3},
        {**same, "key_order": 2},
        {**same, "key_order": 4, "created_at": "2026-05-31"},
    )
    assert attention_list(people, Settings(), AS_OF)["customer_id"].tolist() == ["C3", "C2", "C1"]
    two = Settings(rules=Rules(plan=PlanRules(attention_rows=2)))
    assert attention_list(people, two, AS_OF)["customer_id"].tolist() == ["C3", "C2"]


def test_customers_of_nobody_have_a_list_too() -> None:
    people = flagged({"consultant": "nobody"}, {})
    found = attention_list(people, Settings(), AS_OF)
    assert found["consultant"].fillna("").tolist() == ["S1", ""]
    assert attention_counts(people)["consultant"].fillna("").tolist() == ["S1", ""]


def test_the_other_flags_are_counted_only() -> None:
    people = flagged(
        {"flags": "requalify|missing_facts|waiting_for_consent"}, {"flags": "missing_facts"}, {"flags": None}
    )
    assert attention_list(people, Settings(), AS_OF).empty
    assert attention_counts(people).to_numpy().tolist() == [
        ["requalify", "S1", 1], ["missing_facts", "S1", 2], ["waiting_for_consent", "S1", 1],
    ]  # fmt: skip


def test_all_is_well() -> None:
    people = flagged({"flags": None})
    assert list(attention_list(people, Settings(), AS_OF)) == [
        "flag",
        "consultant",
        "customer_id",
        "since",
        "days",
    ]
    assert list(attention_counts(people)) == ["flag", "consultant", "customers"]
