"""Cadence and retry by pace. D is 30 June 2026; latest moments are closings at 18:00."""

import pytest

from tests.rules.standing import rules_of, standing

OWNER = {"is_closed": True, "is_owner": True, "grade": None}
NOT_NOW = {"status": "not_now", "grade": "C"}
CADENCE = [
    # id, who, last attempt or contact, line
    ("A", {"grade": "A"}, "2026-06-28", "cadence 07-01 -> 07-02 18:00"),
    ("B", {"grade": "B"}, "2026-06-28", "cadence 07-05 -> 07-07 18:00"),
    ("C", {"grade": "C"}, "2026-06-28", "cadence 07-28 -> 08-04 18:00"),
    ("not now", NOT_NOW, "2026-06-28", "cadence 09-26 -> 10-10 18:00"),
    ("owner", OWNER, "2026-06-28", "cadence 09-26 -> 10-10 18:00"),
    ("never touched", {"grade": "B"}, None, "cadence 06-08 -> 06-10 18:00"),
]


@pytest.mark.parametrize(("who", "last", "line"), [c[1:] for c in CADENCE], ids=[c[0] for c in CADENCE])
def test_cadence(who: dict[str, object], last: str | None, line: str) -> None:
    assert standing({**who, "last_touch_on": last}) == [line]


A, B, C = {"grade": "A"}, {"grade": "B"}, {"grade": "C"}
RETRY = [
    # id, who, days with attempts, line; the last attempt was on 29 June
    ("A, 1st", A, 1, "retry 06-30 -> 07-01 18:00"),
    ("A, 2nd", A, 2, "retry 06-30 -> 07-01 18:00"),
    ("A, 3rd: the cadence", A, 3, "retry 07-02 -> 07-03 18:00"),
    ("A, 4th: 30 days", A, 4, "retry 07-29 -> 07-30 18:00"),
    ("A, 9th: 30 days", A, 9, "retry 07-29 -> 07-30 18:00"),
    ("B, 1st", B, 1, "retry 07-01 -> 07-03 18:00"),
    ("B, 3rd", B, 3, "retry 07-06 -> 07-08 18:00"),
    ("B, 4th", B, 4, "retry 07-29 -> 07-31 18:00"),
    ("C, 2nd", C, 2, "retry 07-06 -> 07-13 18:00"),
    ("C, 3rd", C, 3, "retry 07-29 -> 08-05 18:00"),
    ("not now, 1st", NOT_NOW, 1, "retry 07-29 -> 08-12 18:00"),
    ("not now, 3rd", NOT_NOW, 3, "retry 09-27 -> 10-11 18:00"),
    ("owner, 2nd", OWNER, 2, "retry 07-29 -> 08-12 18:00"),
    ("owner, 4th: the cadence is longer than 30 days", OWNER, 4, "retry 09-27 -> 10-11 18:00"),
    ("deposit pending for long, 1st", {"grade": "C", "has_deposit": True, "deposit_on": "2026-05-01",
     "status": "deposit_pending", "status_since": "2026-05-01"}, 1, "retry 06-30 -> 07-01 18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "attempts", "line"), [c[1:] for c in RETRY], ids=[c[0] for c in RETRY])
def test_retry(who: dict[str, object], attempts: int, line: str) -> None:
    tried = {"unanswered_streak": attempts, "retry_attempts": attempts, "last_retry_on": "2026-06-29"}
    assert standing({**who, **tried, "last_touch_on": "2026-06-29"}) == [line]


def test_an_sms_alone_is_no_retry_but_does_the_cadence() -> None:
    who = {"retry_attempts": 1, "last_retry_on": "2026-06-29", "last_touch_on": "2026-06-29"}
    assert standing(who) == ["cadence 07-06 -> 07-08 18:00"]


def test_an_sms_after_an_unanswered_call_counts_as_the_second_attempt() -> None:
    who = {"grade": "B", "unanswered_streak": 1, "retry_attempts": 2, "last_retry_on": "2026-06-29",
           "last_touch_on": "2026-06-29"}  # fmt: skip
    assert standing(who) == ["retry 07-01 -> 07-03 18:00"]


TRIED = {
    "unanswered_streak": 1,
    "retry_attempts": 1,
    "last_retry_on": "2026-06-20",
    "last_touch_on": "2026-06-20",
}
HOLDS = [
    # id, who, rules that hold
    ("retry replaces the cadence", TRIED, {"retry"}),
    ("a fresh enquiry replaces both", {**TRIED, "newest_enquiry_at": "2026-06-29 10:00"}, {"first_response"}),
    ("an agreed date replaces both", {**TRIED, "agreed_on": "2026-07-09", "agreed_stated_on": "2026-06-20"},
     {"agreed_date"}),
    ("a fresh enquiry beside an agreed date",
     {"newest_enquiry_at": "2026-06-29 10:00", "agreed_on": "2026-07-09", "agreed_stated_on": "2026-06-20"},
     {"first_response", "agreed_date"}),
    ("a fresh enquiry beside a deposit", {"newest_enquiry_at": "2026-06-29 10:00", "status": "deposit_pending",
     "status_stated_on": "2026-06-29", "status_since": "2026-06-29"}, {"first_response", "deposit_pending"}),
    ("revisit beside the cadence", {"created_at": "2026-06-29 10:00", "response_at": "2026-06-29 10:30",
     "last_touch_on": "2026-06-29"}, {"first_revisit", "cadence"}),
    ("revisit beside a retry", {"created_at": "2026-06-29 10:00", "response_at": "2026-06-29 10:30", **TRIED},
     {"first_revisit", "retry"}),
    ("old, untouched, woken", {"created_at": "2026-06-01 10:00", "newest_enquiry_night": "2026-06-30"}, {"wake_up"}),
    ("retry goes before waking", {"created_at": "2026-06-22 10:00", "newest_enquiry_night": "2026-06-30", **TRIED},
     {"retry"}),
    ("invalid customers are proposed, to be blocked", {"status": "invalid"}, {"cadence"}),
]  # fmt: skip


@pytest.mark.parametrize(("who", "rules"), [c[1:] for c in HOLDS], ids=[c[0] for c in HOLDS])
def test_which_rules_hold(who: dict[str, object], rules: set[str]) -> None:
    assert rules_of(who) == rules
