"""From whom the present consultant took a customer over, and on which day."""

from typing import Any

import pandas as pd
import pytest

from pipeline.facts import GIFTS
from tests.customers.rows import activity, decided, derive, lead, only

Row = dict[str, Any]


def named(own_at: str, consultant: str | None, **cells: Any) -> Row:
    """The customer's one enquiry, as a list of that day told it."""
    return lead(
        own_at, phone="1", channel="x", own_at=own_at, spoken_date=own_at, consultant=consultant, **cells
    )


CASES = [
    # id, rows, (from, on)
    ("always the same", [named("2026-06-02", "李娜"), named("2026-06-05", "李娜")], None),
    ("nobody before", [named("2026-06-02", None), named("2026-06-05", "李娜")], None),
    ("another one named later", [named("2026-06-02", "李娜"), named("2026-06-05", "赵敏")], ("李娜", "2026-06-05")),
    ("repeated since: the day it was first said",
     [named("2026-06-02", "李娜"), named("2026-06-05", "赵敏"), named("2026-06-09", "赵敏")], ("李娜", "2026-06-05")),
    ("twice: the newest change",
     [named("2026-06-02", "李娜"), named("2026-06-05", "赵敏"), named("2026-06-09", "王芳")], ("赵敏", "2026-06-09")),
    ("who called took nobody over",
     [named("2026-06-02", "李娜"), activity("c", "2026-06-05", phone="1", consultant="赵敏")], None),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_taken_over(rows: list[Row], told: tuple[str, str] | None) -> None:
    customer = only(derive(*rows))
    if told is None:
        assert pd.isna(customer["taken_from"]) and pd.isna(customer["taken_on"])
    else:
        assert (customer["taken_from"], customer["taken_on"]) == (told[0], pd.Timestamp(told[1]))


def test_a_gift_takes_a_customer_over_on_its_night() -> None:
    rows = [lead("a", phone="1", consultant="李娜", own_at="2026-06-02", row_key="key")]
    numbers = derive(*rows).numbers.assign(night=pd.Timestamp("2026-06-02"))
    gift = {"customer_id": numbers["customer_id"].iloc[0], "consultant": "赵敏", "night": "2026-06-11"}
    customer = only(derive(*rows, numbers=numbers, gifts=decided(GIFTS, gift)))
    assert (customer["taken_from"], customer["taken_on"]) == ("李娜", pd.Timestamp("2026-06-11"))
