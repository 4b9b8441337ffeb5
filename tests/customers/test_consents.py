"""Consent and opt-out (Rules, section 6)."""

from functools import cache
from typing import Any

import pandas as pd
import pytest

from pipeline.facts import OPT_OUTS
from tests.customers.cases import Cases
from tests.customers.rows import Row, activity, decided, derive, lead, only


def row(tag: str, at: str, **cells: Any) -> Row:
    return lead(tag, "2026-06-01", **{"phone": "1", "own_at": at, "spoken_date": at[:10], **cells})


def yes(at: str, **cells: Any) -> Row:
    return row(f"yes {at}", at, consent_sms="yes", **cells)


def no(at: str, **cells: Any) -> Row:
    return row(f"no {at}", at, consent_sms="no", **cells)


CONSENT: list[tuple[str, list[Row], str | None, str]] = [
    ("unknown", [row("a", "2026-06-01")], None, ""),
    ("yes", [yes("2026-06-02")], "yes", "06-02"),
    ("no later", [yes("2026-06-02"), no("2026-06-03")], "no", ""),
    ("yes later", [no("2026-06-02"), yes("2026-06-03")], "yes", "06-03"),
    ("a tie", [yes("2026-06-02 10:00"), no("2026-06-02 10:00", layout="2")], "no", ""),
    ("a no without a time, on one day", [no("2026-06-02"), yes("2026-06-02 10:00")], "no", ""),
    ("a yes without a time, on one day", [yes("2026-06-02"), no("2026-06-02 10:00")], "no", ""),
    (
        "a yes repeated by the list",
        [yes("2026-06-02", channel="x"), no("2026-06-03"), yes("2026-06-04", channel="x", layout="2")],
        "no",
        "",
    ),
]


@cache
def consents() -> Cases:
    return Cases([rows for _, rows, *_ in CONSENT])


@pytest.mark.parametrize("n", range(len(CONSENT)), ids=[case[0] for case in CONSENT])
def test_consent(n: int) -> None:
    customer, (_, _, consent, on) = consents().customer(n), CONSENT[n]
    assert (None if pd.isna(customer["consent_sms"]) else customer["consent_sms"]) == consent
    assert ("" if pd.isna(customer["consent_on"]) else f"{customer['consent_on']:%m-%d}") == on


def out(at: str, modes: str = "phone|sms", **cells: Any) -> Row:
    return row(f"out {at} {modes}", at, opt_out_modes=modes, **cells)


def lift(at: str, **cells: Any) -> Row:
    return row(f"lift {at}", at, lifts_opt_out=True, **cells)


LIST = {"channel": "list"}
OPT_OUT: list[tuple[str, list[Row], str]] = [
    ("none", [row("a", "2026-06-01")], ""),
    ("two modes", [out("2026-06-02")], "phone|sms"),
    ("in order", [out("2026-06-02", "wechat"), out("2026-06-03", "phone")], "phone|wechat"),
    (
        "outcome",
        [row("a", "2026-06-01"), activity("c", "2026-06-02", phone="1", outcome="do_not_disturb")],
        "phone|sms",
    ),
    ("a yes does not lift", [out("2026-06-02"), yes("2026-06-03")], "phone|sms"),
    ("lifted later", [out("2026-06-02"), lift("2026-06-03")], ""),
    ("lifted before", [out("2026-06-04"), lift("2026-06-03")], "phone|sms"),
    ("lifted on its day, no time", [out("2026-06-03"), lift("2026-06-03 10:00")], "phone|sms"),
    ("one mode lifted", [out("2026-06-02"), lift("2026-06-03", opt_out_modes="sms")], "phone"),
    (
        "repeated by the list after it was lifted",
        [out("2026-06-02", **LIST), lift("2026-06-03"), out("2026-06-04", layout="2", **LIST)],
        "",
    ),
    (
        "said again after it was lifted",
        [out("2026-06-02"), lift("2026-06-03"), out("2026-06-04")],
        "phone|sms",
    ),
    (
        "a newer version without it withdraws nothing",
        [out("2026-06-02", **LIST), row("b", "2026-06-03", **LIST)],
        "phone|sms",
    ),
    (
        "a corrected activity withdraws nothing",
        [
            row("a", "2026-06-01"),
            activity("c", "2026-06-02 10:00", phone="1", outcome="do_not_disturb", spoken_date="2026-06-03"),
            activity("d", "2026-06-02 10:00", phone="1", outcome="connected", spoken_date="2026-06-04"),
        ],
        "phone|sms",
    ),
    (
        "said of his other number",
        [row("a", "2026-06-01", phone_2="2"), out("2026-06-02", phone="2")],
        "phone|sms",
    ),
]


@cache
def opt_outs() -> Cases:
    return Cases([rows for _, rows, _ in OPT_OUT])


@pytest.mark.parametrize("n", range(len(OPT_OUT)), ids=[case[0] for case in OPT_OUT])
def test_opt_out(n: int) -> None:
    found = opt_outs().customer(n)["opted_out_modes"]
    assert ("" if pd.isna(found) else found) == OPT_OUT[n][2]


ELSEWHERE: list[tuple[str, dict[str, Any], str]] = [
    ("his mobile", {"phone": "+8613800000001"}, "phone|sms"),
    ("his WeChat", {"wechat": "zhang_wei"}, "phone|sms"),
    ("another's mobile", {"phone": "+8613800000002"}, ""),
    ("yet to come", {"phone": "+8613800000001", "stated_at": "2026-07-01"}, ""),
]


@pytest.mark.parametrize(("said", "modes"), [e[1:] for e in ELSEWHERE], ids=[e[0] for e in ELSEWHERE])
def test_opt_out_in_another_site(said: dict[str, Any], modes: str) -> None:
    opt_outs = decided(OPT_OUTS, {"modes": "phone|sms", "stated_at": "2026-06-02", **said})
    rows = [lead("a", phone="1", wechat="zhang_wei")]
    found = only(derive(*rows, opt_outs=opt_outs))["opted_out_modes"]
    assert ("" if pd.isna(found) else found) == modes
    lifted = decided(
        OPT_OUTS,
        {"modes": "phone|sms", "stated_at": "2026-06-02", **said},
        {"lifts": True, "phone": "+8613800000001", "stated_at": "2026-06-03"},
    )
    assert pd.isna(only(derive(*rows, opt_outs=lifted))["opted_out_modes"])


def test_an_opt_out_on_a_shared_number_is_only_for_who_said_it() -> None:
    names = ["张伟", "王芳", "李强", "赵敏"]
    rows = [lead(name, phone="1", name=name) for name in names]
    rows[0]["opt_out_modes"] = "phone|sms"
    elsewhere = decided(OPT_OUTS, {"phone": "+8613800000001", "modes": "wechat", "stated_at": "2026-06-02"})
    found = derive(*rows, opt_outs=elsewhere).customers.set_index("name")["opted_out_modes"]
    assert found.dropna().to_dict() == {"张伟": "phone|sms"}
