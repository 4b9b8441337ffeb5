"""Stuck on 30 June 2026: grade A on each day from 9 June on, and no status above the one of 9 June."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.as_of import AsOf
from pipeline.config import DueRules, Rules, Settings
from pipeline.customers import Derived, derive_customers
from pipeline.deciding import stuck_customers
from pipeline.facts import Facts
from pipeline.rules.grading import grade_customers
from pipeline.vocabulary import STATUS_LADDER
from tests.customers.rows import AS_OF, D, Row, _row, activity, deal, facts, lead
from tests.torture.scale import IS_RELEASE

OLD = lead("enquiry", "2026-05-01 10:00", phone="1")


def said(day: str, status: str | None = None, **cells: Any) -> Row:
    """What a call on this day of 2026 noted (or of another year, if it is named)."""
    at = day if len(day) > 6 else f"2026-{day} 10:00"
    return activity(f"{at} {status} {cells}", at, phone="1", status=status, **cells)


def unit(day: str, price: float) -> Row:
    """What the price list of a day says of the one home: three rooms to the south."""
    about = {
        "unit": "1-101",
        "price": price,
        "spoken_date": f"2026-{day}",
        "layout": "3",
        "orientation": "south",
    }
    return _row("units", f"price list {day}", f"2026-{day}", about)


STRONG, PAID = "strong_intent", "deposit_pending"
BUYER = {"budget_high": 2e6, "layout": "3", "orientation": "south"}
CASES = [
    # id, rows, stuck
    ("strong intent since 8 June", [OLD, said("06-08", STRONG)], True),
    ("since 9 June", [OLD, said("06-09", STRONG)], True),
    ("since 10 June", [OLD, said("06-10", STRONG)], False),
    ("a customer since 9 June", [lead("x", "2026-06-09 10:00", phone="1", status=STRONG)], True),
    ("a customer since 10 June", [lead("x", "2026-06-10 10:00", phone="1", status=STRONG)], False),
    ("a step further: deposit pending", [OLD, said("06-01", STRONG), said("06-25", PAID)], False),
    ("today a step further", [OLD, said("06-01", STRONG), said("06-30", PAID)], False),
    ("the step was before", [OLD, said("06-01", STRONG), said("06-09", PAID)], True),
    ("a step back", [OLD, said("06-01", PAID), said("06-25", STRONG)], True),
    ("a step back and forth again", [OLD, said("06-01", PAID), said("06-20", STRONG), said("06-25", PAID)], True),
    ("not now for a day", [OLD, said("06-01", STRONG), said("06-15", "not_now"), said("06-16", STRONG)], False),
    ("B for a day", [OLD, said("06-01", STRONG), said("06-15", "comparing"), said("06-16", STRONG)], False),
    (
        "B for an hour", [OLD, said("06-01", STRONG), said("2026-06-15 10:00", "comparing"),
                          said("2026-06-15 11:00", STRONG)], True,
    ),
    ("the first status is a step", [OLD, said("06-01", horizon="m:3"), said("06-20", "initial")], False),
    ("strong intent said 90 days ago", [OLD | {"created_at": "2026-03-01", "own_at": "2026-03-01"},
                                        said("04-01", STRONG)], True),
    ("91 days ago", [OLD, said("03-31", STRONG)], False),
    ("said again the day after its 90 days", [OLD, said("03-12", STRONG), said("06-11", STRONG)], True),
    ("said again two days after", [OLD, said("03-12", STRONG), said("06-12", STRONG)], False),
    ("buys by 9 September", [OLD, said("06-01", horizon="d:2026-09-09")], True),
    ("by 10 September: B on 9 June", [OLD, said("06-01", horizon="d:2026-09-10")], False),
    ("the deadline was yesterday", [OLD, said("06-01", horizon="d:2026-06-29")], False),
    ("the deadline is today", [OLD, said("06-01", horizon="d:2026-06-30")], True),
    ("two competitors", [OLD, said("06-01", competitors="甲|乙")], True),
    ("two competitors until 18 June, then the deadline of 19 September comes near",
     [OLD, said("2025-12-20 10:00", competitors="甲|乙"), said("06-01", horizon="d:2026-09-19")], True),
    ("of 20 September: B on 19 June",
     [OLD, said("2025-12-20 10:00", competitors="甲|乙"), said("06-01", horizon="d:2026-09-20")], False),
    ("deposit paid", [OLD, deal("d", deposit_date="2026-06-09", phone="1")], True),
    ("deposit paid on 10 June", [OLD, deal("d", deposit_date="2026-06-10", phone="1")], False),
    ("contract signed today", [OLD, said("06-01", STRONG), deal("d", contract_date="2026-06-30", phone="1")], False),
    ("refuses profiling", [OLD, said("06-01", STRONG, refuses_profiling=True)], False),
    ("known as one person only since 25 June",
     [lead("a", "2026-05-01", phone="1"), lead("b", "2026-05-02", wechat="zhang_wei", status=STRONG),
      lead("c", "2026-06-25", phone="1", wechat="zhang_wei")], True),
    ("what is said tomorrow", [OLD, said("06-09", STRONG), said("07-01", "closed")], True),
]  # fmt: skip


UNIT_CASES = [
    # id, price lists, stuck
    ("can pay", [unit("06-01", 2e6)], True),
    ("could not pay for a day", [unit("06-01", 2e6), unit("06-15", 3e6), unit("06-16", 2e6)], False),
    ("dearer since today", [unit("06-01", 2e6), unit("06-30", 3e6)], False),
    ("cheap enough since 9 June", [unit("06-01", 3e6), unit("06-09", 2e6)], True),
    ("since 10 June", [unit("06-01", 3e6), unit("06-10", 2e6)], False),
    ("no price list before 20 June", [unit("06-20", 2e6)], True),
]


@pytest.fixture(scope="module")
def everybody() -> list[str]:
    """The ids of cases whose customer is stuck, all customers being of one site."""
    rows = [_of(n, row) for n, (_, case, _) in enumerate(CASES) for row in case]
    return [CASES[n][0] for n in sorted(stuck_numbers(facts(*rows), Settings(), AS_OF))]


@pytest.mark.parametrize(("case", "expected"), [(c[0], c[2]) for c in CASES], ids=[c[0] for c in CASES])
def test_stuck(case: str, expected: bool, everybody: list[str]) -> None:
    assert (case in everybody) is expected


@pytest.mark.parametrize(("lists", "expected"), [c[1:] for c in UNIT_CASES], ids=[c[0] for c in UNIT_CASES])
def test_stuck_with_a_price_list(lists: list[Row], expected: bool) -> None:
    rows = facts(OLD, said("06-01", STRONG, **BUYER), *lists)
    assert bool(stuck_numbers(rows, Settings(), AS_OF)) is expected


def _of(number: int, row: Row) -> Row:
    """The row as one of another customer."""
    keys = {"phone": f"+86139{number:08d}", "wechat": f"wechat_{number}"}
    return {**row, "tag": f"{number} {row['tag']}", **{key: own for key, own in keys.items() if row.get(key)}}


def test_at_noon_the_afternoon_is_unknown() -> None:
    rows = facts(OLD, said("06-01", STRONG), said("2026-06-30 15:00", PAID))
    at_noon, at_night = AsOf.of(datetime(2026, 6, 30, 12, 0), time(18, 0)), AS_OF
    assert [bool(stuck_numbers(rows, Settings(), as_of)) for as_of in (at_noon, at_night)] == [True, False]


def stuck_numbers(rows: Facts, rules: Settings, as_of: AsOf) -> set[int]:
    """The last digits of the mobiles of those who are stuck."""
    customers, derived = _graded(rows, rules, as_of)
    stuck = stuck_customers(rows, derived, customers, rules, as_of)
    return {int(phone[-4:]) for phone in customers.loc[stuck, "phone"]}


def _graded(rows: Facts, rules: Settings, as_of: AsOf) -> tuple[pd.DataFrame, Derived]:
    derived = derive_customers(rows, rules, as_of)
    graded = grade_customers(derived.customers, derived.units, rules, as_of)
    return derived.customers.join(graded), derived


FIVE_DAYS = Settings(rules=Rules(due=DueRules(stuck_days=5)))
SAYING = st.builds(
    said,
    st.integers(20, 30).map(lambda day: f"06-{day}"),
    st.sampled_from([None, None, "comparing", STRONG, STRONG, PAID, "not_now"]),
    horizon=st.sampled_from([None, None, "m:3", "d:2026-09-27", "d:2026-06-27"]),
    competitors=st.sampled_from([None, None, "甲|乙", "甲"]),
    budget_high=st.sampled_from([None, 2e6, 2e6, 3e6]),
    layout=st.just("3"),
    orientation=st.sampled_from(["south", "south", "north"]),
)
PRICES = st.builds(unit, st.integers(18, 30).map(lambda day: f"06-{day}"), st.sampled_from([2e6, 3e6]))
SITE = st.lists(st.lists(SAYING, min_size=1, max_size=6), min_size=30, max_size=30)


@settings(max_examples=100 if IS_RELEASE else 2, deadline=None)
@given(SITE, st.lists(PRICES, max_size=2))
def test_it_is_what_the_nights_would_have_said(site: list[list[Row]], prices: list[Row]) -> None:
    """Grades and statuses derived anew for each of the six days give the same answer."""
    told = [_of(n, row) for n, sayings in enumerate(site) for row in (OLD, *sayings)]
    rows = facts(*told, *prices)
    nights = [_night(rows, D - timedelta(days=back)) for back in range(5, -1, -1)]
    always_a = pd.concat([night["grade"].eq("A") for night in nights], axis=1).all(axis=1)
    no_further = pd.concat([night["height"] <= nights[0]["height"] for night in nights], axis=1).all(axis=1)
    expected = {int(phone[-4:]) for phone in always_a.index[always_a & no_further]}
    assert stuck_numbers(rows, FIVE_DAYS, AS_OF) == expected


def _night(rows: Facts, day: date) -> pd.DataFrame:
    """By mobile, the grade and how high the status is."""
    customers, _ = _graded(rows, FIVE_DAYS, AsOf.of(day, time(18, 0)))
    height = customers["status"].map({status: n for n, status in enumerate(STATUS_LADDER)}).fillna(-1)
    return customers.assign(height=height).set_index("phone")[["grade", "height"]]
