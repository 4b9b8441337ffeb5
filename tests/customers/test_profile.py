"""Versions, stated-on days and merged fields (Rules, sections 2 and 3)."""

from functools import cache
from typing import Any

import pandas as pd
import pytest

from pipeline.facts import GIFTS
from tests.customers.cases import Cases
from tests.customers.rows import Row, activity, codes, deal, decided, derive, lead, only, person

ROW = {"phone": "1", "channel": "douyin"}


def version(tag: str, said_on: str, **cells: Any) -> Row:
    """A version of one lead row, in the list exported on a day; its own date is that day unless said."""
    return lead(tag, **{"own_at": said_on, "spoken_date": said_on, **ROW, **cells})


def call(tag: str, at: str = "2026-06-05 10:00", **cells: Any) -> Row:
    return activity(tag, at, phone="1", **cells)


FIELD: list[tuple[str, list[Row], str, object]] = [
    (
        "newest version",
        [version("a", "2026-06-02", layout="2"), version("b", "2026-06-03", layout="3")],
        "layout",
        "3",
    ),
    (
        "an older value stays",
        [version("a", "2026-06-02", layout="2"), version("b", "2026-06-03")],
        "layout",
        "2",
    ),
    (
        "by the day the file speaks for, before own date",
        [version("a", "2026-06-02", layout="2", own_at="2026-06-09"), version("b", "2026-06-03", layout="3")],
        "layout",
        "3",
    ),
    (
        "by own date on one day",
        [
            version("a", "2026-06-03", layout="2", own_at="2026-06-02 10:00"),
            version("b", "2026-06-03", layout="3", own_at="2026-06-02 09:00"),
        ],
        "layout",
        "2",
    ),
    (
        "by file, sheet and row at last",
        [
            version("a", "2026-06-03", layout="2", file="f", row=9),
            version("b", "2026-06-03", layout="3", file="f", row=10),
        ],
        "layout",
        "3",
    ),
    (
        "between rows: newest own date",
        [
            lead("a", phone="1", layout="2", own_at="2026-06-09"),
            lead("b", phone="1", layout="3", own_at="2026-06-08"),
        ],
        "layout",
        "2",
    ),
    (
        "a repetition is no newer",
        [
            version("a", "2026-06-02", layout="2"),
            call("c", layout="3"),
            version("b", "2026-06-09", layout="2", budget_low=1e6),
        ],
        "layout",
        "3",
    ),
    (
        "said again after another value it is newer",
        [
            version("a", "2026-06-02", layout="2"),
            version("b", "2026-06-03", layout="4"),
            call("c", layout="3"),
            version("d", "2026-06-09", layout="2"),
        ],
        "layout",
        "2",
    ),
    (
        "an older version of an activity is gone",
        [
            version("a", "2026-06-01"),
            call("c", layout="3", spoken_date="2026-06-06"),
            call("d", content="改", spoken_date="2026-06-07"),
        ],
        "layout",
        None,
    ),
    (
        "a new budget replaces both ends",
        [lead("a", phone="1", budget_high=3e6), call("c", budget_low=4e6)],
        "budget_high",
        None,
    ),
    (
        "first touch is the earliest that names one",
        [
            lead("a", "2026-06-01", phone="1", channel=None),
            lead("b", "2026-06-02", phone="1", channel="douyin"),
            lead("c", "2026-06-03", phone="1", channel="baidu"),
        ],
        "channel",
        "douyin",
    ),
    (
        "newest enquiry's channel",
        [
            lead("a", "2026-06-01", phone="1", channel="douyin"),
            lead("c", "2026-06-03", phone="1", channel="baidu"),
        ],
        "newest_enquiry_channel",
        "baidu",
    ),
    (
        "earliest enquiry",
        [lead("a", "2026-06-03", phone="1"), lead("b", "2026-06-02", phone="1")],
        "created_at",
        pd.Timestamp("2026-06-02"),
    ),
    (
        "newest enquiry",
        [lead("a", "2026-06-03", phone="1"), lead("b", "2026-06-02", phone="1")],
        "newest_enquiry_at",
        pd.Timestamp("2026-06-03"),
    ),
    (
        "an enquiry goes before a deal",
        [lead("a", "2026-06-03", phone="1"), deal("d", phone="1", deposit_date="2026-06-02")],
        "created_at",
        pd.Timestamp("2026-06-03"),
    ),
    (
        "night of the newest enquiry",
        [
            version("a", "2026-06-02", known_night="2026-06-03"),
            version("b", "2026-06-04", known_night="2026-06-05", layout="2"),
        ],
        "newest_enquiry_night",
        pd.Timestamp("2026-06-03"),
    ),
    (
        "tonight if no night knew it",
        [version("a", "2026-06-02")],
        "newest_enquiry_night",
        pd.Timestamp("2026-06-30"),
    ),
    (
        "two competitors",
        [lead("a", phone="1", competitors="万科|保利"), call("c", competitors="保利")],
        "competitors_named",
        2,
    ),
    (
        "competitor of 180 days ago",
        [lead("a", "2026-01-01", phone="1", competitors="万科")],
        "competitors_named",
        1,
    ),
    (
        "competitor of 181 days ago",
        [lead("a", "2025-12-31", phone="1", competitors="万科")],
        "competitors_named",
        0,
    ),
    ("ever", [lead("a", "2025-12-31", phone="1", competitors="万科")], "has_named_competitor", True),
    (
        "topic",
        [lead("a", phone="1"), call("c", content="问了贷款"), call("d", "2026-06-06", content="你好")],
        "topic_on",
        pd.Timestamp("2026-06-05"),
    ),
    (
        "topic in English",
        [lead("a", phone="1"), call("c", content="asked about a Mortgage")],
        "topic_on",
        pd.Timestamp("2026-06-05"),
    ),
    (
        "horizon of a repeated list",
        [version("a", "2026-06-02", horizon="m:1"), version("b", "2026-06-09", horizon="m:1", layout="2")],
        "horizon_deadline",
        pd.Timestamp("2026-07-02"),
    ),
    (
        "stated grade's day",
        [
            version("a", "2026-06-02", stated_grade="A"),
            version("b", "2026-06-09", stated_grade="A", layout="2"),
        ],
        "stated_grade_on",
        pd.Timestamp("2026-06-02"),
    ),
]


@cache
def fields() -> Cases:
    return Cases([rows for _, rows, *_ in FIELD])


@pytest.mark.parametrize("n", range(len(FIELD)), ids=[case[0] for case in FIELD])
def test_field(n: int) -> None:
    _, _, field, value = FIELD[n]
    found = fields().customer(n)[field]
    assert pd.isna(found) if value is None else found == value


def test_the_newest_mobile_is_shown_first() -> None:
    rows = [lead("a", phone="1", wechat="zhang_wei"), lead("b", "2026-06-02", phone="2", wechat="zhang_wei")]
    assert only(derive(*rows))[["phone", "phone_2"]].tolist() == ["+8613800000002", "+8613800000001"]


CONSULTANT: list[tuple[str, list[Row], str]] = [
    (
        "newest named",
        [
            lead("a", phone="1", consultant="李娜"),
            deal("d", phone="1", deposit_date="2026-06-05", consultant="赵敏"),
        ],
        "赵敏",
    ),
    (
        "who called does not own",
        [lead("a", phone="1", consultant="李娜"), call("c", consultant="赵敏")],
        "李娜",
    ),
    (
        "unless nobody is named",
        [lead("a", phone="1"), call("c", consultant="赵敏"), call("d", "2026-06-06", consultant="李娜")],
        "李娜",
    ),
    (
        "roster's id by name",
        [person("p", consultant_id="S07", name="李 娜"), lead("a", phone="1", consultant="李娜")],
        "S07",
    ),
    (
        "roster's id by id",
        [person("p", consultant_id="S07", name="李娜"), lead("a", phone="1", consultant="S07")],
        "S07",
    ),
    (
        "not on the roster",
        [person("p", consultant_id="S07", name="李娜"), lead("a", phone="1", consultant="赵敏")],
        "赵敏",
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [c[1:] for c in CONSULTANT], ids=[c[0] for c in CONSULTANT])
def test_consultant(rows: list[Row], expected: str) -> None:
    assert only(derive(*rows))["consultant"] == expected


@pytest.mark.parametrize(
    ("night", "expected"), [("2026-06-09", "李娜"), ("2026-06-11", "赵敏"), ("2026-07-01", "李娜")]
)
def test_a_gift_holds_until_a_newer_row_names_somebody(night: str, expected: str) -> None:
    rows = [lead("a", phone="1", consultant="李娜", own_at="2026-06-10", row_key="key")]
    numbers = derive(*rows).numbers.assign(night=pd.Timestamp("2026-06-02"))
    gift = {"customer_id": numbers["customer_id"].iloc[0], "consultant": "赵敏", "night": night}
    assert only(derive(*rows, numbers=numbers, gifts=decided(GIFTS, gift)))["consultant"] == expected


def test_a_name_not_on_the_roster_is_said() -> None:
    rows = [person("p", consultant_id="S07", name="李娜"), lead("a", phone="1", consultant="赵敏")]
    assert codes(derive(*rows), *rows) == {"a": "consultant-unknown"}
