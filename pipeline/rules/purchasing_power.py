"""Purchasing power: the share of the main units on sale that a budget covers (Rules, section 5)."""

from fractions import Fraction

import numpy as np
import pandas as pd

from pipeline.config import GradingRules, Settings
from pipeline.rules.known import is_known

CAPPING_FUNDS = ("sell_first", "needs_financing")
UNKNOWN = -1


def main_prices(on_sale: pd.DataFrame) -> np.ndarray:
    """Prices of the main units on sale in whole cents, ascending; of all on sale where none is marked main.

    Units without a price are left out. Empty: the site has no data for this dimension.
    """
    priced = on_sale[on_sale["price"].notna()]
    is_main = is_known(priced["is_main"])
    return np.sort(_cents((priced[is_main] if is_main.any() else priced)["price"]))


def grade_purchasing_power(customers: pd.DataFrame, prices: np.ndarray, settings: Settings) -> pd.DataFrame:
    """One row a customer: `grade` (empty: unknown), `coverage` (0 to 1), `reason` and `step` as stable words.

    `prices` as of `main_prices`, at least one. A unit is covered when its price <= the budget's upper end
    (the lower end where there is none) x 1.05; compared in whole cents: a share of exactly 4/5 is an A.
    Having to sell or to find financing first caps at C, also without a budget.
    """
    rules = settings.rules.grading
    budget = customers["budget_high"].fillna(customers["budget_low"])
    covered = _covered(budget, prices, rules)
    uncapped = _thresholds(covered, len(prices), rules)
    funds = _capping_funds(customers["funds"])
    is_capped = np.asarray(funds.ne(""))
    grade = np.where(is_capped, "C", uncapped)
    step = _budget_step(uncapped, prices, rules)
    cases = [is_capped & (uncapped == "C"), is_capped, uncapped == ""]
    coverage = np.char.add(np.char.add("coverage ", covered.astype(str)), f"/{len(prices)}")
    known = np.where(covered == UNKNOWN, "unknown", coverage)
    return pd.DataFrame(
        {
            "grade": _text(grade, customers).where(grade != ""),
            "coverage": np.where(covered == UNKNOWN, np.nan, covered / len(prices)),
            "reason": _text(
                np.where(is_capped, np.char.add("funds ", funds.to_numpy(str)), known), customers
            ),
            "step": _text(
                np.select(cases, [np.char.add("funds+", step), "funds", "ask:budget"], step), customers
            ),
        },
        index=customers.index,
    )


def _covered(budget: "pd.Series[float]", prices: np.ndarray, rules: GradingRules) -> np.ndarray:
    """How many of the prices each budget reaches; UNKNOWN without a budget."""
    reach = 1 + Fraction(str(rules.budget_tolerance))
    limits = _cents(budget.fillna(0)) * reach.numerator // reach.denominator
    return np.where(budget.isna(), UNKNOWN, np.searchsorted(prices, limits, side="right"))


def _thresholds(covered: np.ndarray, units: int, rules: GradingRules) -> np.ndarray:
    is_a = covered >= _units_needed(rules.coverage_for_a, units)
    is_b = covered >= _units_needed(rules.coverage_for_b, units)
    return np.select([covered == UNKNOWN, is_a, is_b], ["", "A", "B"], default="C")


def _budget_step(grades: np.ndarray, prices: np.ndarray, rules: GradingRules) -> np.ndarray:
    """The smallest budget in whole yuan that reaches the next letter; none at A."""
    to_a = f"budget:{_budget_for(rules.coverage_for_a, prices, rules)}"
    to_b = f"budget:{_budget_for(rules.coverage_for_b, prices, rules)}"
    return np.select([grades == "C", grades == "B"], [to_b, to_a], default="")


def _budget_for(share: float, prices: np.ndarray, rules: GradingRules) -> int:
    dearest = int(prices[max(_units_needed(share, len(prices)), 1) - 1])
    return int(-(-dearest // ((1 + Fraction(str(rules.budget_tolerance))) * 100)))


def _units_needed(share: float, units: int) -> int:
    return int(-(-units * Fraction(str(share)) // 1))


def _capping_funds(funds: "pd.Series[str]") -> "pd.Series[str]":
    """The first word that caps; empty text where none does."""
    said = funds.fillna("")
    words = {text: text.split("|") for text in said.unique()}
    first = {text: next((w for w in CAPPING_FUNDS if w in found), "") for text, found in words.items()}
    return said.map(first).astype("str")


def _cents(yuan: "pd.Series[float]") -> np.ndarray:
    return np.rint(yuan.to_numpy(dtype="float64") * 100).astype("int64")


def _text(values: np.ndarray, customers: pd.DataFrame) -> "pd.Series[str]":
    return pd.Series(values, index=customers.index, dtype="str")
