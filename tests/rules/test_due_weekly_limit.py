"""At most three days of any seven with outbound activity. D is 30 June 2026."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings, Site
from pipeline.rules.due import hold_back
from tests.rules.customers import AS_OF, activities, customers
from tests.rules.standing import Rows


def calls(*days: int) -> list[dict[str, object]]:
    """Calls on days of June."""
    return [{"at": f"2026-06-{day:02} 10:00"} for day in days]


HELD = [
    # id, outbound, due, latest, moved to, latest then
    ("nothing yet", [], "06-30", "07-02", "06-30", "07-02"),
    ("two days", calls(28, 29), "06-30", "07-02", "06-30", "07-02"),
    ("three days: until the first leaves the seven", calls(24, 25, 28), "06-30", "07-02", "07-01", "07-03"),
    ("the first left the seven today", calls(23, 25, 28), "06-30", "07-02", "06-30", "07-02"),
    ("three days in a row until yesterday", calls(27, 28, 29), "06-30", "07-02", "07-04", "07-06"),
    ("today has one already", calls(27, 28, 30), "06-30", "07-02", "06-30", "07-02"),
    ("three calls on one day are one day", calls(28, 28, 28), "06-30", "07-02", "06-30", "07-02"),
    ("overdue: moves on from today", calls(27, 28, 29), "06-28", "06-29", "07-04", "07-05"),
    ("overdue with room stays overdue", calls(28, 29), "06-28", "06-29", "06-28", "06-29"),
    ("due later: the days before that day", calls(27, 28, 29), "07-03", "07-05", "07-04", "07-06"),
    ("due when there is room again", calls(27, 28, 29), "07-04", "07-06", "07-04", "07-06"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("done", "due", "latest", "to", "then"), [c[1:] for c in HELD], ids=[c[0] for c in HELD]
)
def test_held_back(done: Rows, due: str, latest: str, to: str, then: str) -> None:
    assert _held(done, due, latest) == (to, then)


NOT_COUNTED = [
    ("SMS", {"mode": "sms"}),
    ("group messages", {"mode": "wechat", "cause": "festival"}),
    ("calls of the customer", {"is_outbound": False}),
    ("somebody else's", {"customer_id": "C2"}),
]


@pytest.mark.parametrize("what", [c[1] for c in NOT_COUNTED], ids=[c[0] for c in NOT_COUNTED])
def test_not_counted(what: dict[str, object]) -> None:
    done = [{**call, **what} for call in calls(27, 28, 29)]
    assert _held(done, "06-30", "07-02") == ("06-30", "07-02")


def test_a_personal_greeting_by_phone_counts() -> None:
    done = [{**call, "cause": "festival"} for call in calls(27, 28, 29)]
    assert _held(done, "06-30", "07-02") == ("07-04", "07-06")


@pytest.mark.parametrize(
    ("rule", "mode", "is_held"),
    [
        ("retry", "phone", True), ("cadence", "wechat", True), ("wake_up", "phone", True),
        ("first_revisit", "wechat", True), ("cadence", "sms", False), ("first_response", "phone", False),
        ("agreed_date", "phone", False), ("deposit_pending", "phone", False), ("complaint", "phone", False),
        ("handover", "visit", False),
    ],
)  # fmt: skip
def test_what_is_held_back(rule: str, mode: str, is_held: bool) -> None:
    expected = "07-04" if is_held else "06-30"
    assert _held(calls(27, 28, 29), "06-30", "07-02", rule, mode)[0] == expected


GREETINGS = [
    # id, rule, mode, is a VIP, held back
    ("a group message", "festival", "wechat", False, False),
    ("an invitation by WeChat", "milestone", "wechat", False, False),
    ("a VIP's is an ordinary task", "festival", "wechat", True, True),
    ("a VIP's SMS", "festival", "sms", True, False),
    ("a birthday is no group message", "birthday", "wechat", False, True),
]


@pytest.mark.parametrize(
    ("rule", "mode", "is_vip", "is_held"), [c[1:] for c in GREETINGS], ids=[c[0] for c in GREETINGS]
)
def test_which_greetings_are_held_back(rule: str, mode: str, is_vip: bool, is_held: bool) -> None:
    expected = "07-04" if is_held else "06-30"
    assert _held(calls(27, 28, 29), "06-30", "07-02", rule, mode, is_vip=is_vip)[0] == expected


@pytest.mark.parametrize(("is_vip", "to"), [(False, "06-30"), (True, "07-04")])
def test_greetings_sent_to_a_vip_count(is_vip: bool, to: str) -> None:
    done = [{**call, "mode": "wechat", "cause": "festival"} for call in calls(27, 28, 29)]
    assert _held(done, "06-30", "07-02", is_vip=is_vip)[0] == to


def test_a_latest_moment_that_would_fall_on_a_closed_day_moves_to_the_next_closing() -> None:
    site = Site(closed_days=(pd.Timestamp("2026-07-06").date(),))
    assert _held(calls(27, 28, 29), "06-30", "07-02", site=site) == ("07-04", "07-07")


@given(
    done=st.lists(st.integers(20, 30), max_size=12),
    due=st.integers(0, 20).map(lambda days: pd.Timestamp("2026-06-20") + pd.Timedelta(days=days)),
)
@settings(deadline=None, max_examples=60)
def test_no_seven_days_ever_have_more_than_three_because_of_us(done: list[int], due: pd.Timestamp) -> None:
    to, _ = _held(calls(*done), f"{due:%m-%d}", f"{due:%m-%d}")
    day = max(pd.Timestamp(f"2026-{to}"), pd.Timestamp("2026-06-30"))
    before = {pd.Timestamp(2026, 6, n) for n in done}
    window = {d for d in before if day - pd.Timedelta(days=7) < d < day}
    assert len(window) < 3 or day in before


def _held(
    done: Rows,
    due: str,
    latest: str,
    rule: str = "cadence",
    mode: str = "phone",
    site: Site | None = None,
    is_vip: bool = False,
) -> tuple[str, str]:
    allowed = pd.DataFrame(
        {
            "customer_id": ["C0", "C1"],
            "rule": ["cadence", rule],
            "due_date": pd.to_datetime(["2026-06-30", f"2026-{due}"]).astype("datetime64[us]"),
            "latest_at": pd.to_datetime(["2026-06-30 18:00", f"2026-{latest} 18:00"]).astype(
                "datetime64[us]"
            ),
            "mode": ["phone", mode],
        }
    )
    held = hold_back(
        allowed, activities(*done), customers({"is_vip": is_vip}), Settings(), site or Site(), AS_OF
    )
    assert held.iloc[0].equals(allowed.iloc[0])
    return f"{held['due_date'].iloc[1]:%m-%d}", f"{held['latest_at'].iloc[1]:%m-%d}"
