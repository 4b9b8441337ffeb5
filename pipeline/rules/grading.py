"""Grades: three dimensions, each A, B or C; the grade is the weakest (Rules, section 5)."""

from functools import reduce
from typing import Final

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.rules.grade_words import grade_sentence, next_step_sentence
from pipeline.rules.intent import grade_intent
from pipeline.rules.known import is_known
from pipeline.rules.need_match import grade_need_match
from pipeline.rules.purchasing_power import grade_purchasing_power, main_prices
from pipeline.rules.units_on_sale import units_on_sale
from pipeline.vocabulary import GRADES, STATUS_LADDER

__all__ = ["grade_customers", "grade_sentence", "next_step_sentence"]

DIMENSIONS: Final = ("intent", "purchasing_power", "need_match")
COUNTS_AS: Final = {"intent": "C", "purchasing_power": "B", "need_match": "B"}  # where it is unknown
FACTS_TO_ASK: Final = {"purchasing_power": "budget", "intent": "horizon", "need_match": "wants"}
UNGRADED: Final = [
    "grade", "computed_grade", "intent_grade", "purchasing_power_grade", "need_match_grade",
    "purchasing_power_coverage", "missing_facts", "best_units", "grade_next",
]  # fmt: skip


def grade_customers(
    customers: pd.DataFrame, units: pd.DataFrame, settings: Settings, as_of: AsOf
) -> pd.DataFrame:
    """One row a customer, same index.

    grade                      A, B, C; empty when closed or refusing profiling; a manager's while it is in force
    computed_grade             the same as the rules find it, whatever the manager says
    grade_provisional          some dimension is unknown and can be asked for
    missing_facts              what to ask: budget|horizon|wants
    intent_grade, purchasing_power_grade, need_match_grade    empty: unknown, or no data at this site
    purchasing_power_coverage  0 to 1
    grade_reason               `intent=A:status strong_intent|purchasing_power=B:coverage 3/5`, `closed` or
                               `refuses_profiling`; a dimension left out for the site is not named; a manager's grade
                               stands first, with its last day: `manual=A:until 2026-12-31|intent=...`
    grade_next                 steps joined by + that raise the grade: `ask:budget`, `deadline:3` (months),
                               `budget:4860000` (yuan), `want:layout`, `funds`, `status`; empty at A and
                               for owners
    category, stage            Rules, section 4
    best_units                 up to three units that meet most wants, joined by |, best first
    """
    dimensions = _dimensions(customers, units, settings, pd.Timestamp(as_of.plan_day))
    counted = {name: frame["grade"].fillna(COUNTS_AS[name]) for name, frame in dimensions.items()}
    grade = reduce(_weaker, counted.values())
    missing = {name: _is_missing(name, frame) for name, frame in dimensions.items()}
    graded = pd.DataFrame(
        {
            "grade": grade,
            "computed_grade": grade,
            "grade_provisional": reduce(pd.Series.__or__, missing.values()),
            **{f"{name}_grade": _column(dimensions, name, "grade", customers) for name in DIMENSIONS},
            "purchasing_power_coverage": _coverage(dimensions, customers),
            "grade_reason": _reason(dimensions, counted),
            "grade_next": _next_steps(dimensions, counted, grade).mask(is_known(customers["is_owner"])),
            "missing_facts": _missing_facts(missing, customers),
            "best_units": _column(dimensions, "need_match", "best_units", customers),
        },
        index=customers.index,
    )
    in_force = _with_manual_grade(graded, customers)
    return _with_standing(_without_ungraded(in_force, customers), customers)


def _dimensions(
    customers: pd.DataFrame, units: pd.DataFrame, settings: Settings, plan_day: pd.Timestamp
) -> dict[str, pd.DataFrame]:
    """Those the site has data for; intent always."""
    intent = grade_intent(customers, settings, plan_day)
    return {"intent": intent, **stock_dimensions(customers, units, settings)}


def stock_dimensions(
    customers: pd.DataFrame, units: pd.DataFrame, settings: Settings
) -> dict[str, pd.DataFrame]:
    """Purchasing power and need match, as far as the site has data: whatever the day, as long as the units are."""
    on_sale = units_on_sale(units)
    prices = main_prices(on_sale)
    dimensions = {}
    if len(prices):
        dimensions["purchasing_power"] = grade_purchasing_power(customers, prices, settings)
    if len(on_sale):
        dimensions["need_match"] = grade_need_match(customers, on_sale, settings)
    return dimensions


def _weaker(one: "pd.Series[str]", other: "pd.Series[str]") -> "pd.Series[str]":
    """The later letter: C is weaker than B than A."""
    return one.where(one >= other, other)


def _is_missing(name: str, frame: pd.DataFrame) -> "pd.Series[bool]":
    """Unknown, and asking would help; wants that no unit can be compared with are not asked for."""
    return frame["is_missing"] if name == "need_match" else frame["grade"].isna()


def _column(
    dimensions: dict[str, pd.DataFrame], name: str, column: str, customers: pd.DataFrame
) -> "pd.Series[str]":
    if name in dimensions:
        return dimensions[name][column]
    return pd.Series(np.nan, index=customers.index, dtype="str")


def _coverage(dimensions: dict[str, pd.DataFrame], customers: pd.DataFrame) -> "pd.Series[float]":
    if "purchasing_power" in dimensions:
        return dimensions["purchasing_power"]["coverage"]
    return pd.Series(np.nan, index=customers.index, dtype="float64")


def _reason(dimensions: dict[str, pd.DataFrame], counted: dict[str, "pd.Series[str]"]) -> "pd.Series[str]":
    parts = [f"{name}=" + counted[name] + ":" + frame["reason"] for name, frame in dimensions.items()]
    return reduce(lambda one, other: one + "|" + other, parts)


def _next_steps(
    dimensions: dict[str, pd.DataFrame], counted: dict[str, "pd.Series[str]"], grade: "pd.Series[str]"
) -> "pd.Series[str]":
    """The steps of every dimension that limits; empty at A."""
    limiting = [
        frame["step"].where(counted[name].eq(grade) & grade.ne("A"), "") for name, frame in dimensions.items()
    ]
    steps = reduce(lambda one, other: _joined(one, other, "+"), limiting)
    return steps.where(steps.ne(""))


def _missing_facts(missing: dict[str, "pd.Series[bool]"], customers: pd.DataFrame) -> "pd.Series[str]":
    empty = pd.Series("", index=customers.index, dtype="str")
    asked = [empty.mask(missing[name], fact) for name, fact in FACTS_TO_ASK.items() if name in missing]
    facts = reduce(lambda one, other: _joined(one, other, "|"), asked)
    return facts.where(facts.ne(""))


def _joined(one: "pd.Series[str]", other: "pd.Series[str]", mark: str) -> "pd.Series[str]":
    return one + pd.Series(mark, index=one.index, dtype="str").where(one.ne("") & other.ne(""), "") + other


def _with_manual_grade(graded: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """A manager's grade instead of the computed one; it is no provisional one, and says so before the reasons."""
    manual = customers["manual_grade"]
    until = customers["manual_grade_until"].dt.strftime("%Y-%m-%d").astype("str")
    grade = graded["grade"].where(manual.isna(), manual)
    reason = ("manual=" + manual + ":until " + until + "|" + graded["grade_reason"]).astype("str")
    return graded.assign(
        grade=grade,
        grade_provisional=graded["grade_provisional"] & manual.isna(),
        grade_reason=reason.where(manual.notna(), graded["grade_reason"]),
        grade_next=graded["grade_next"].mask(grade.eq("A")),
    )


def _without_ungraded(graded: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Closed customers have no grade; of those who refuse profiling nothing is computed to be kept."""
    is_closed, refuses = is_known(customers["is_closed"]), is_known(customers["refuses_profiling"])
    is_ungraded = is_closed | refuses
    reason = graded["grade_reason"].mask(refuses, "refuses_profiling").mask(is_closed, "closed")
    blank = graded[UNGRADED].mask(is_ungraded)
    provisional = (graded["grade_provisional"] & ~is_ungraded).astype("boolean")
    return graded.assign(**blank, grade_reason=reason, grade_provisional=provisional)


def _with_standing(graded: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """`category` and `stage` (Rules, section 4)."""
    is_closed, status = is_known(customers["is_closed"]), customers["status"]
    is_decided = status.isin(STATUS_LADDER[STATUS_LADDER.index("comparing") :])
    is_met = status.eq("needs_clear") | customers["first_reached_at"].notna()
    category = np.select([is_closed, graded["grade"].isin(GRADES[:2])], ["closed", "interested"], "potential")
    stage = np.select([is_closed, is_decided, is_met], ["after_sales", "decision", "needs"], "first_contact")
    return graded.assign(
        category=pd.Series(category, graded.index, dtype="str"),
        stage=pd.Series(stage, graded.index, dtype="str"),
    )
