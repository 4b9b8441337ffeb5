"""The next contact of a customer. D is 30 June 2026."""

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.rules.next_contact import next_contact
from tests.rules.customers import AS_OF

Proposal = tuple[str, str, str, bool]

CASES = [
    # id, (rule, due, mode, has a window), date, rules, mode, overdue since
    ("one ahead", [("cadence", "07-03", "phone", False)], "07-03", "cadence", "phone", None),
    ("one today", [("cadence", "06-30", "phone", False)], "06-30", "cadence", "phone", None),
    ("one overdue", [("cadence", "06-29", "wechat", False)], "06-30", "cadence", "wechat", "06-29"),
    ("the earliest day", [("cadence", "07-03", "phone", False), ("first_revisit", "07-01", "wechat", False)],
     "07-01", "first_revisit", "wechat", None),
    ("two overdue and due today: most urgent leads",
     [("cadence", "06-20", "wechat", False), ("first_response", "06-30", "phone", False)],
     "06-30", "first_response|cadence", "phone", "06-20"),
    ("a window is never overdue", [("birthday", "06-28", "wechat", True)], "06-30", "birthday", "wechat", None),
    ("a window beside an overdue rule",
     [("birthday", "06-25", "wechat", True), ("cadence", "06-28", "sms", False)],
     "06-30", "cadence|birthday", "sms", "06-28"),
    ("the same rule twice: the earlier leads, said once",
     [("complaint", "06-30", "wechat", False), ("complaint", "06-28", "phone", False)],
     "06-30", "complaint", "phone", "06-28"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("proposals", "date", "rules", "mode", "overdue"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_next_contact(
    proposals: list[Proposal], date: str, rules: str, mode: str, overdue: str | None
) -> None:
    found = next_contact(_allowed(proposals), _blocked(), Settings(), AS_OF).loc["C1"]
    assert f"{found['next_contact_date']:%m-%d}" == date
    assert found["next_contact_reason"] == rules
    assert (found["next_contact_mode"], found["basis"]) == (mode, f"basis of {mode}")
    assert (None if pd.isna(found["overdue_since"]) else f"{found['overdue_since']:%m-%d}") == overdue
    assert pd.isna(found["blocked_by"])


def test_blocked_only_where_nothing_is_allowed() -> None:
    blocked = _blocked(("C1", "opted_out"), ("C2", "opted_out"), ("C2", "no_basis|opted_out"))
    found = next_contact(_allowed([("cadence", "07-03", "phone", False)]), blocked, Settings(), AS_OF)
    assert found["blocked_by"].fillna("").to_dict() == {"C1": "", "C2": "no_basis|opted_out"}
    assert (
        found.loc["C2", ["next_contact_date", "next_contact_reason", "next_contact_mode", "basis"]]
        .isna()
        .all()
    )


def test_nothing_stands() -> None:
    found = next_contact(_allowed([]), _blocked(), Settings(), AS_OF)
    assert len(found) == 0
    assert found.index.name == "customer_id"
    assert found["next_contact_date"].dtype == "datetime64[us]"


def _allowed(proposals: list[Proposal]) -> pd.DataFrame:
    due = pd.Series([f"2026-{due}" for _, due, _, _ in proposals], dtype="str").astype("datetime64[us]")
    modes = pd.Series([mode for _, _, mode, _ in proposals], dtype="str")
    return pd.DataFrame(
        {
            "customer_id": pd.Series("C1", index=due.index, dtype="str"),
            "rule": pd.Series([rule for rule, *_ in proposals], dtype="str"),
            "due_date": due,
            "latest_at": due + pd.Timedelta(hours=18),
            "has_window": pd.Series([window for *_, window in proposals], dtype="boolean"),
            "mode": modes,
            "basis": "basis of " + modes,
        }
    )


def _blocked(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {"customer_id": [who for who, _ in rows], "rule": "cadence", "blocked_by": [why for _, why in rows]},
        dtype="str",
    )
