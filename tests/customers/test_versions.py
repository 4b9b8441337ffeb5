"""The same thing said twice, and what is known on a day (Rules, sections 1 and 2)."""

from datetime import date, datetime, time
from functools import cache
from typing import Any

import pandas as pd
import pytest

from pipeline.as_of import AsOf
from tests.customers.cases import Cases
from tests.customers.rows import Row, activity, deal, derive, lead, only


def version(tag: str, said_on: str, **cells: Any) -> Row:
    """A version of one lead row, in the list exported on a day; its own date is that day."""
    row = {"phone": "1", "channel": "douyin", "own_at": said_on, "spoken_date": said_on}
    return lead(tag, **{**row, **cells})


def call(tag: str, at: str = "2026-06-05 10:00", **cells: Any) -> Row:
    return activity(tag, at, phone="1", **cells)


THINGS: list[tuple[str, list[Row], int]] = [
    ("same minute and mode", [call("c", content="甲"), call("d", "2026-06-05 10:00:40", content="乙")], 1),
    ("next minute", [call("c"), call("d", "2026-06-05 10:01")], 2),
    ("other mode", [call("c"), call("d", mode="sms")], 2),
    ("other record number", [call("c", record_number="1"), call("d", record_number="2")], 2),
    (
        "no time, same beginning",
        [
            call("c", "2026-06-05", content="一二三四五六七八九十" * 2 + "甲"),
            call("d", "2026-06-05", content="一二三四五六七八九十" * 2 + "乙"),
        ],
        1,
    ),
    (
        "no time, other words",
        [call("c", "2026-06-05", content="甲"), call("d", "2026-06-05", content="乙")],
        2,
    ),
    ("a time, other words", [call("c", content="甲"), call("d", content="乙")], 1),
]


@cache
def things() -> Cases:
    return Cases([[lead("a", phone="1"), *rows] for _, rows, _ in THINGS])


@pytest.mark.parametrize("n", range(len(THINGS)), ids=[case[0] for case in THINGS])
def test_the_same_activity_twice(n: int) -> None:
    assert len(things().of_case("activities", n)) == THINGS[n][2]


def test_the_same_deal_twice_and_another_unit() -> None:
    rows = [
        deal("old", phone="1", deposit_date="2026-06-02", amount=3e6, spoken_date="2026-06-03"),
        deal("new", phone="1", deposit_date="2026-06-02", amount=2.9e6, spoken_date="2026-06-04"),
        deal("other", "1-102", phone="1", deposit_date="2026-06-02"),
    ]
    assert derive(*rows).deals["fact_id"].tolist() == [1, 2]


KNOWN: list[tuple[str, AsOf, int]] = [
    ("the day before", AsOf.of(date(2026, 6, 4), time(18)), 0),
    ("its day", AsOf.of(date(2026, 6, 5), time(18)), 1),
    ("a minute before", AsOf.of(datetime(2026, 6, 5, 9, 59), time(18)), 0),
    ("its minute", AsOf.of(datetime(2026, 6, 5, 10, 0), time(18)), 1),
]


@pytest.mark.parametrize(("as_of", "count"), [k[1:] for k in KNOWN], ids=[k[0] for k in KNOWN])
def test_what_is_dated_later_waits(as_of: AsOf, count: int) -> None:
    derived = derive(lead("a", phone="1"), call("c"), as_of=as_of)
    assert len(derived.activities) == count
    assert derived.waiting.empty


def test_a_deal_to_come_waits_and_a_planned_handover_does_not() -> None:
    rows = [
        deal(
            "d", phone="1", deposit_date="2026-06-05", contract_date="2026-07-01", handover_date="2027-06-01"
        ),
        deal("e", "1-102", phone="1", contract_date="2026-07-02"),
    ]
    told = derive(*rows).deals
    assert told["fact_id"].tolist() == [0]
    assert told["contract_date"].isna().all()
    assert told["handover_date"].tolist() == [pd.Timestamp("2027-06-01")]


def test_what_was_stated_later_is_unknown_to_an_earlier_day() -> None:
    rows = [version("a", "2026-06-02", layout="2"), version("b", "2026-06-20", layout="3")]
    assert only(derive(*rows, as_of=AsOf.of(date(2026, 6, 19), time(18))))["layout"] == "2"
