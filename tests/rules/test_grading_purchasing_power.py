"""Purchasing power: the share of main units whose price is within the budget's upper end and 5 % more."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.rules.grading import grade_customers
from pipeline.rules.purchasing_power import grade_purchasing_power
from tests.rules.customers import AS_OF, GRADED, customers, units

WAN = 10_000
LADDER = [{"price": price * WAN} for price in (200, 300, 400, 500, 600)]

CASES = [
    # id, means, prices, letter, coverage, step of that dimension alone
    ("no budget", {}, LADDER, "", None, "ask:budget"),
    ("reaches four of five", {"budget_high": 500 * WAN}, LADDER, "A", 0.8, ""),
    ("5 % above the budget is within reach", {"budget_high": 480 * WAN}, LADDER, "A", 0.8, ""),
    ("exactly 5 % above", {"budget_high": 400 * WAN}, [{"price": 420 * WAN}], "A", 1.0, ""),
    ("a yuan more than 5 % above", {"budget_high": 400 * WAN}, [{"price": 420 * WAN + 1}], "C", 0.0, "budget"),
    ("three of five", {"budget_high": 450 * WAN}, LADDER, "B", 0.6, "budget"),
    ("exactly half", {"budget_high": 300 * WAN}, LADDER[:4], "B", 0.5, "budget"),
    ("two of five", {"budget_high": 300 * WAN}, LADDER, "C", 0.4, "budget"),
    ("only a lower end", {"budget_low": 600 * WAN}, LADDER, "A", 1.0, ""),
    ("the upper end counts", {"budget_low": 100 * WAN, "budget_high": 600 * WAN}, LADDER, "A", 1.0, ""),
    ("must sell first", {"budget_high": 600 * WAN, "funds": "sell_first"}, LADDER, "C", 1.0, "funds"),
    ("needs financing, no budget", {"funds": "needs_financing"}, LADDER, "C", None, "funds"),
    ("mortgage caps nothing", {"budget_high": 600 * WAN, "funds": "mortgage"}, LADDER, "A", 1.0, ""),
    ("mortgage is no budget", {"funds": "mortgage"}, LADDER, "", None, "ask:budget"),
    ("one capping word of two", {"budget_high": 600 * WAN, "funds": "mortgage|sell_first"}, LADDER, "C", 1.0,
     "funds"),
    ("main units only", {"budget_high": 200 * WAN},
     [{"price": 200 * WAN, "is_main": True}, {"price": 900 * WAN, "is_main": False}], "A", 1.0, ""),
    ("sold units do not count", {"budget_high": 200 * WAN},
     [{"price": 200 * WAN}, {"price": 900 * WAN, "is_on_sale": False}], "A", 1.0, ""),
    ("units without a price do not count", {"budget_high": 200 * WAN}, [{"price": 200 * WAN}, {}], "A", 1.0, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("means", "offer", "letter", "coverage", "step"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_purchasing_power(
    means: dict[str, object], offer: list[dict[str, object]], letter: str, coverage: float | None, step: str
) -> None:
    graded = _grade(means, offer)
    assert (
        pd.isna(graded["purchasing_power_grade"])
        if letter == ""
        else graded["purchasing_power_grade"] == letter
    )
    if coverage is None:
        assert pd.isna(graded["purchasing_power_coverage"])
    else:
        assert graded["purchasing_power_coverage"] == coverage
    assert _own_step(graded) == step


@pytest.mark.parametrize(
    "offer", [[], [{"price": 200 * WAN, "is_on_sale": False}]], ids=["no list", "sold out"]
)
def test_a_site_without_units_on_sale_grades_by_intent_alone(offer: list[dict[str, object]]) -> None:
    graded = _grade({"budget_high": 1.0, "funds": "sell_first"}, offer)
    assert graded["grade"] == "A"
    assert not graded["grade_provisional"]
    assert graded["grade_reason"] == "intent=A:deposit"


@given(
    prices=st.lists(st.integers(1, 10**9), min_size=1, max_size=12),
    budgets=st.lists(st.integers(1, 10**9), min_size=1, max_size=20),
)
@settings(deadline=None, max_examples=50)
def test_the_named_budget_reaches_the_next_letter_and_a_yuan_less_does_not(
    prices: list[int], budgets: list[int]
) -> None:
    graded = _by_budget(budgets, prices)
    limited = graded[graded["grade"] != "A"]
    named = limited["step"].str.removeprefix("budget:").astype("int64").tolist()
    reached = _by_budget(named, prices)["grade"].tolist()
    missed = _by_budget([yuan - 1 for yuan in named], prices)["grade"].tolist()
    before = limited["grade"].tolist()
    assert all(new < old for new, old in zip(reached, before, strict=True))
    assert all(less > new for less, new in zip(missed, reached, strict=True))


def _by_budget(budgets: list[int], prices: list[int]) -> pd.DataFrame:
    means = pd.DataFrame({"budget_low": None, "budget_high": budgets, "funds": None}).astype(
        {"budget_low": "float64", "budget_high": "float64", "funds": "str"}
    )
    return grade_purchasing_power(means, np.sort(np.array(prices)) * 100, Settings())


def _grade(means: dict[str, object], offer: list[dict[str, object]]) -> pd.Series:
    """Somebody of the highest intent who wants a home for living, so that nothing else limits."""
    who = {"has_deposit": True, "layout": "3", "usage": "home", **means}
    bare = customers(who).drop(columns=list(GRADED))
    fitting = [{"layout": "3", "usage": "home", **unit} for unit in offer]
    return grade_customers(bare, units(*fitting), Settings(), AS_OF).iloc[0]


def _own_step(graded: pd.Series) -> str:
    step = graded["grade_next"]
    return "" if pd.isna(step) else str(step).split(":" if str(step).startswith("budget") else " ")[0]
