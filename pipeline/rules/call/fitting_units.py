"""Which units on sale to speak of, and what each of them lacks of what the customer wants."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from pipeline.config import Settings
from pipeline.rules.known import is_known
from pipeline.rules.need_match import FEATURES
from pipeline.rules.units_on_sale import units_on_sale
from pipeline.rules.wants import NOT_STATED, compare_wants

SHOWN: Final = ["unit", "layout", "area_low", "area_high", "price"]


@dataclass(frozen=True)
class Comparison:
    """Customer x unit. `counted`: how many wants of each customer count; `met`: how many the unit meets;
    `over`: yuan above what the budget reaches, NaN unknown; `lacking`: kind of want -> where a stated one is missed.
    """

    counted: np.ndarray
    met: np.ndarray
    over: np.ndarray
    lacking: dict[str, np.ndarray]

    def missed(self, person: np.ndarray, unit: np.ndarray) -> np.ndarray:
        """The kinds that each of these units lacks of what each of these customers wants, joined by |."""
        told = np.full(len(person), "", dtype=object)
        for kind, is_missed in self.lacking.items():
            bar = np.where(told == "", "", "|")
            told = np.where(is_missed[person, unit], told + bar + kind, told)
        return told


def compare(
    people: pd.DataFrame, units: pd.DataFrame, settings: Settings, on_sale: pd.DataFrame | None = None
) -> Comparison:
    """Every customer with every unit; the wants and tolerances are those of the grade (Rules, section 5).

    A kind of want for which no unit `on_sale` (else none of `units`) has a value is left out.
    """
    rules = settings.rules.grading
    met = np.zeros((len(people), len(units)), dtype="int8")
    lacking: dict[str, np.ndarray] = {}
    counted = np.zeros(len(people), dtype="int64")
    for want in compare_wants(people, units, rules.area_tolerance):
        is_stated = want.codes != NOT_STATED
        if want.is_met is None and (on_sale is None or not _is_offered(want.kind, on_sale)):
            continue
        is_met = np.zeros(met.shape, dtype=bool)
        if want.is_met is not None and len(want.is_met):
            is_met = want.is_met[np.where(is_stated, want.codes, 0)] & is_stated[:, None]
        met += is_met
        counted += is_stated
        lacking[want.kind] = ~is_met & is_stated[:, None]
    return Comparison(counted, met, over_budget(people, units["price"], rules.budget_tolerance), lacking)


def _is_offered(kind: str, on_sale: pd.DataFrame) -> bool:
    columns = ["area_low", "area_high"] if kind == "area" else [kind]
    return bool(on_sale[columns].notna().to_numpy().any())


def fitting_units(people: pd.DataFrame, units: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row a customer and unit, up to `units` of them, best first: customer_id, SHOWN, missed, over_budget.

    `units` are current versions; of units alike in all that wants are about the cheapest speaks for all. Best:
    most wants met, then within the budget, then cheapest, then by name. A unit that meets no want is not
    spoken of; customers who stated no want that counts, who own already or refuse profiling have no rows.
    """
    on_sale = units_on_sale(units).drop_duplicates(FEATURES, ignore_index=True)
    is_meant = ~is_known(people["is_closed"]) & ~is_known(people["refuses_profiling"])
    who = people[is_meant]
    if on_sale.empty or who.empty:
        return _rows(who, on_sale, np.zeros(0, int), np.zeros(0, int), None)
    found = compare(who, on_sale, settings)
    rank = found.met.astype("int64") * 2 - (np.nan_to_num(found.over, nan=0.0) > 0)
    best = np.argsort(-rank, axis=1, kind="stable")[:, : settings.rules.call.units]
    person = np.repeat(np.arange(len(who)), best.shape[1])
    unit = best.reshape(-1)
    is_shown = found.met[person, unit] > 0
    return _rows(who, on_sale, person[is_shown], unit[is_shown], found)


def _rows(
    who: pd.DataFrame, units: pd.DataFrame, person: np.ndarray, unit: np.ndarray, found: Comparison | None
) -> pd.DataFrame:
    shown = units[SHOWN].iloc[unit].reset_index(drop=True)
    missed = found.missed(person, unit) if found else np.zeros(0, dtype=object)
    over = found.over[person, unit] if found else np.zeros(0)
    return shown.assign(
        customer_id=pd.Series(who.index[person], dtype="str"),
        missed=pd.Series(missed, dtype="str"),
        over_budget=pd.Series(over, dtype="float64"),
    )[["customer_id", *SHOWN, "missed", "over_budget"]]


def over_budget(people: pd.DataFrame, prices: "pd.Series[float]", tolerance: float) -> np.ndarray:
    """Customer x price: how much it is above the budget's upper end with its tolerance, never below 0; in whole
    cents. NaN: one of them is unknown.
    """
    budget = people["budget_high"].fillna(people["budget_low"])
    reach = 1 + Fraction(str(tolerance))
    limits = _cents(budget.fillna(0)) * reach.numerator // reach.denominator
    over = np.maximum(_cents(prices.fillna(0))[None, :] - limits[:, None], 0) / 100
    is_unknown = budget.isna().to_numpy()[:, None] | prices.isna().to_numpy()[None, :]
    return np.where(is_unknown, np.nan, over)


def _cents(yuan: "pd.Series[float]") -> np.ndarray:
    return np.rint(yuan.to_numpy(dtype="float64") * 100).astype("int64")
