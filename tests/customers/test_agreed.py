"""The date agreed with the customer (Rules, section 6)."""

from functools import cache
from typing import Any

import pandas as pd
import pytest

from tests.customers.cases import Cases
from tests.customers.rows import Row, activity, deal, lead

ROW = {"phone": "1", "channel": "douyin"}


def version(tag: str, said_on: str, **cells: Any) -> Row:
    """A version of one lead row, in the list exported on a day; its own date is that day unless said."""
    return lead(tag, **{"own_at": said_on, "spoken_date": said_on, **ROW, **cells})


def call(tag: str, at: str = "2026-06-05 10:00", **cells: Any) -> Row:
    return activity(tag, at, phone="1", **cells)


AGREED: list[tuple[str, list[Row], str | None, str]] = [
    ("stated", [call("c", next_date="2026-06-08")], "2026-06-08", ""),
    ("the same day", [call("c", next_date="2026-06-05")], "2026-06-05", ""),
    ("before it was stated", [call("c", next_date="2026-06-04")], None, "c"),
    ("180 days later", [call("c", next_date="2026-12-02")], "2026-12-02", ""),
    ("181 days later", [call("c", next_date="2026-12-03")], None, "c"),
    (
        "a later one replaces it",
        [call("c", next_date="2026-06-08"), call("d", "2026-06-06", next_date="2026-06-20")],
        "2026-06-20",
        "",
    ),
    (
        "a later row without one does not",
        [call("c", next_date="2026-06-08"), call("d", "2026-06-06")],
        "2026-06-08",
        "",
    ),
    (
        "an ignored one does not",
        [call("c", next_date="2026-06-08"), call("d", "2026-06-06", next_date="2028-06-06")],
        "2026-06-08",
        "d",
    ),
    ("a lead's", [version("a2", "2026-06-02", next_date="2026-06-09")], "2026-06-09", ""),
    (
        "a repeated list's counts from its first day",
        [
            version("a2", "2026-06-02", next_date="2026-06-09"),
            version("a3", "2026-06-12", next_date="2026-06-09", layout="2"),
        ],
        "2026-06-09",
        "",
    ),
    (
        "a deal's does not count",
        [deal("d", phone="1", deposit_date="2026-06-02", next_date="2026-06-09")],
        None,
        "",
    ),
]


@cache
def agreed() -> Cases:
    return Cases([[lead("a", phone="1"), *rows] for _, rows, *_ in AGREED])


@pytest.mark.parametrize("n", range(len(AGREED)), ids=[case[0] for case in AGREED])
def test_agreed_date(n: int) -> None:
    _, _, on, far = AGREED[n]
    found = agreed().customer(n)["agreed_on"]
    assert pd.isna(found) if on is None else found == pd.Timestamp(on)
    assert agreed().codes(n) == ({far: "agreed-far"} if far else {})
