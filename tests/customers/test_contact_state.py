"""Reached, attempt, contact, streaks, and what can be used (Rules, section 4)."""

from functools import cache
from typing import Any

import pandas as pd
import pytest

from tests.customers.cases import Cases
from tests.customers.rows import Row, activity, deal, derive, lead, only

LEAD = lead("a", "2026-06-01 10:00", phone="1")


def act(mode: str, at: str = "2026-06-05 10:00", **cells: Any) -> Row:
    return activity(f"{mode} {at} {sorted(cells)}", at, mode, **{"phone": "1", **cells})


# name, activity, reached, attempt, contact
JUDGED: list[tuple[str, Row, bool, bool, bool]] = [
    ("answered", act("phone", outcome="connected"), True, True, True),
    ("call back later", act("phone", outcome="call_back"), True, True, True),
    ("do not disturb", act("phone", outcome="do_not_disturb"), True, True, True),
    ("nobody answered", act("phone", outcome="no_answer", content="未接"), False, True, False),
    ("hung up", act("phone", outcome="rejected", duration_seconds=3), False, True, False),
    ("switched off", act("phone", outcome="switched_off"), False, True, False),
    ("empty, lasted", act("phone", duration_seconds=40), True, True, True),
    ("empty, no length", act("phone", duration_seconds=0, content="说了"), False, True, False),
    ("empty, words", act("phone", content="说了"), True, True, True),
    ("empty, nothing", act("phone"), False, True, False),
    ("he called", act("phone", direction="inbound"), True, False, True),
    ("he called, missed", act("phone", direction="inbound", outcome="no_answer"), True, False, True),
    ("WeChat", act("wechat"), True, True, True),
    ("WeChat unanswered", act("wechat", outcome="no_reply"), False, True, False),
    ("WeChat call not taken", act("wechat", outcome="no_answer"), False, True, False),
    ("SMS", act("sms"), False, False, False),
    ("SMS for a task", act("sms", task_id="T1"), False, True, False),
    ("SMS answer", act("sms", direction="inbound"), True, False, True),
    ("meeting", act("meeting"), True, True, True),
    ("visit", act("visit", direction="inbound"), True, False, True),
    ("shown around", act("visit"), True, True, True),
    ("email", act("email"), False, True, False),
    ("greeting by WeChat", act("wechat", cause="festival", task_id="T1"), True, False, False),
    ("greeting by SMS", act("sms", cause="birthday", task_id="T1"), False, False, False),
    ("greeting by phone, answered", act("phone", cause="birthday", outcome="connected"), True, False, True),
    ("answer to a greeting", act("wechat", cause="festival", direction="inbound"), True, False, True),
    ("for a task", act("wechat", cause="cadence", task_id="T1"), True, True, True),
]


@cache
def judged() -> Cases:
    return Cases([[LEAD, row] for _, row, *_ in JUDGED])


@pytest.mark.parametrize("n", range(len(JUDGED)), ids=[case[0] for case in JUDGED])
def test_judged(n: int) -> None:
    told = judged().of_case("activities", n).iloc[0]
    assert told[["is_reached", "is_attempt", "is_contact"]].tolist() == list(JUDGED[n][2:])


def miss(at: str, **cells: Any) -> Row:
    return act("phone", at, outcome="no_answer", **cells)


def talk(at: str, **cells: Any) -> Row:
    return act("phone", at, outcome="connected", **cells)


def sms(at: str) -> Row:
    return act("sms", at, task_id="T1")


# name, rows, streak, attempts for retry, day of the last of these
STREAK: list[tuple[str, list[Row], int, int, str]] = [
    ("none", [], 0, 0, ""),
    ("two days", [miss("2026-06-05 10:00"), miss("2026-06-06 10:00")], 2, 2, "06-06"),
    ("twice a day is one", [miss("2026-06-05 10:00"), miss("2026-06-05 15:00")], 1, 1, "06-05"),
    (
        "an SMS for a task is a try, but no call",
        [miss("2026-06-05 10:00"), sms("2026-06-06 10:00")],
        1,
        2,
        "06-06",
    ),
    ("a contact ends it", [miss("2026-06-05 10:00"), talk("2026-06-06 10:00")], 0, 0, ""),
    ("after a contact", [talk("2026-06-05 10:00"), miss("2026-06-06 10:00")], 1, 1, "06-06"),
    ("later on the day of the contact", [talk("2026-06-05 10:00"), miss("2026-06-05 11:00")], 1, 1, "06-05"),
    ("earlier on the day of the contact", [miss("2026-06-05 09:00"), talk("2026-06-05 10:00")], 0, 0, ""),
    ("a contact without a time covers its day", [talk("2026-06-05"), miss("2026-06-05 11:00")], 0, 0, ""),
    (
        "a try without a time on the day of the contact",
        [talk("2026-06-05 10:00"), miss("2026-06-05")],
        0,
        0,
        "",
    ),
    (
        "a deposit is a contact",
        [miss("2026-06-04"), deal("d", phone="1", deposit_date="2026-06-05")],
        0,
        0,
        "",
    ),
    (
        "a handover to come is none",
        [miss("2026-06-04"), deal("d", phone="1", deposit_date="2026-06-01", handover_date="2026-07-05")],
        1,
        1,
        "06-04",
    ),
    (
        "a cancelled deposit is a contact",
        [miss("2026-06-04"), deal("d", phone="1", deposit_date="2026-06-05", cancelled_date="2026-06-06")],
        0,
        0,
        "",
    ),
    (
        "the handover of a cancelled deal is none",
        [
            deal(
                "d",
                phone="1",
                deposit_date="2026-06-01",
                cancelled_date="2026-06-02",
                handover_date="2026-06-20",
            ),
            miss("2026-06-04"),
        ],
        1,
        1,
        "06-04",
    ),
    ("a greeting is no contact", [miss("2026-06-04"), act("wechat", cause="festival")], 1, 1, "06-04"),
]


@cache
def streaks() -> Cases:
    return Cases([[LEAD, *rows] for _, rows, *_ in STREAK])


@pytest.mark.parametrize("n", range(len(STREAK)), ids=[case[0] for case in STREAK])
def test_streak(n: int) -> None:
    customer, (_, _, streak, attempts, last_on) = streaks().customer(n), STREAK[n]
    day = customer["last_retry_on"]
    found = (
        "" if pd.isna(day) else f"{day:%m-%d}",
        customer["unanswered_streak"],
        customer["retry_attempts"],
    )
    assert found == (last_on, streak, attempts)


def test_moments() -> None:
    rows = [
        miss("2026-06-02 09:00"),
        talk("2026-06-03 10:00"),
        act("visit", "2026-06-04", direction="inbound"),
        miss("2026-06-07 11:00"),
    ]
    customer = only(derive(LEAD, *rows))
    expected = {
        "first_reached_at": "2026-06-03 10:00",
        "first_contact_at": "2026-06-03 10:00",
        "first_visit_at": "2026-06-04",
        "last_contact_at": "2026-06-04",
        "last_attempt_at": "2026-06-07 11:00",
        "last_touch_on": "2026-06-07",
        "response_at": "2026-06-02 09:00",
        "second_activity_at": "2026-06-03 10:00",
    }
    assert {name: customer[name] for name in expected} == {n: pd.Timestamp(at) for n, at in expected.items()}


@pytest.mark.parametrize(
    ("at", "answered"), [("2026-05-31 23:00", False), ("2026-06-01 09:00", True), ("2026-06-01", True)]
)
def test_an_activity_of_the_enquirys_day_answers_it(at: str, answered: bool) -> None:
    assert pd.notna(only(derive(LEAD, miss(at)))["response_at"]) == answered


USABLE: list[tuple[str, list[Row], str]] = [
    ("mobile", [LEAD], "phone sms"),
    ("landline", [lead("a", other_phone="+862112345678")], "phone"),
    ("WeChat id", [lead("a", wechat="zhang_wei")], "wechat"),
    ("WeChat connected", [lead("a", phone="1", is_wechat_connected=True)], "phone sms wechat"),
    ("added on WeChat", [LEAD, act("phone", outcome="wechat_added")], "phone sms wechat"),
    ("reached on WeChat", [LEAD, act("wechat")], "phone sms wechat"),
    ("not reached on WeChat", [LEAD, act("wechat", outcome="no_reply")], "phone sms"),
    ("dead number", [LEAD, act("phone", outcome="invalid_number")], ""),
    ("somebody else's", [LEAD, act("phone", outcome="wrong_person")], ""),
    ("switched off", [LEAD, act("phone", outcome="switched_off")], "phone sms"),
    (
        "dead, reached later",
        [LEAD, act("phone", outcome="invalid_number"), talk("2026-06-06 10:00")],
        "phone sms",
    ),
    ("dead, reached before", [LEAD, act("phone", outcome="invalid_number"), talk("2026-06-04 10:00")], ""),
    (
        "dead, reached on WeChat",
        [LEAD, act("phone", outcome="invalid_number"), act("wechat", "2026-06-06")],
        "wechat",
    ),
    (
        "dead, but another number",
        [LEAD, act("phone", outcome="invalid_number"), lead("b", "2026-06-07", phone="1", phone_2="2")],
        "phone sms",
    ),
    (
        "dead, but a landline",
        [lead("a", phone="1", other_phone="+862112345678"), act("phone", outcome="invalid_number")],
        "phone",
    ),
    ("masked only", [lead("a", masked_phone="138****1234", name="张伟")], ""),
]


@cache
def usable() -> Cases:
    return Cases([rows for _, rows, _ in USABLE])


@pytest.mark.parametrize("n", range(len(USABLE)), ids=[case[0] for case in USABLE])
def test_usable(n: int) -> None:
    customer = usable().customer(n)
    assert " ".join(mode for mode in ("phone", "sms", "wechat") if customer[f"can_{mode}"]) == USABLE[n][2]
