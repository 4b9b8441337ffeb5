"""Intent: how soon and how surely somebody buys (Rules, section 5)."""

from typing import TypeAlias

import numpy as np
import pandas as pd

from pipeline.config import Settings
from pipeline.rules.known import is_known

Day: TypeAlias = "pd.Timestamp | pd.Series[pd.Timestamp]"


def grade_intent(customers: pd.DataFrame, settings: Settings, plan_day: Day) -> pd.DataFrame:
    """One row a customer: `grade` (empty: unknown), `reason` and `step` as stable words.

    `plan_day`: one day for all, or one for each row.

    The strongest evidence that is not too old; the newest stated grade counts only where nothing else gives
    A or B.
    "In the last n days" includes the day n days ago; a deadline of today and of the last day both count.
    """
    evidence = _evidence(customers, settings, plan_day)
    masks = [mask for _, mask, _ in evidence]
    strongest = pd.DataFrame(
        {
            "grade": np.select(masks, [grade for grade, _, _ in evidence], default=""),
            "reason": np.select(masks, [reason for _, _, reason in evidence], default="unknown"),
        },
        index=customers.index,
        dtype="str",
    )
    return _with_step(_capped(strongest, customers["status"].eq("not_now")), settings)


def is_status_evidence(customers: pd.DataFrame, settings: Settings, plan_day: Day) -> "pd.Series[bool]":
    """Whether the status was stated so lately that it counts as evidence."""
    return customers["status_stated_on"] >= plan_day - pd.Timedelta(days=settings.rules.grading.status_days)


def _evidence(
    customers: pd.DataFrame, settings: Settings, plan_day: Day
) -> list[tuple[str, "pd.Series[bool]", np.ndarray | str]]:
    """(grade, who has it, reason), strongest first."""
    rules = settings.rules.grading
    fresh = customers["status"].where(is_status_evidence(customers, settings, plan_day))
    deadline = customers["horizon_deadline"]
    stated = customers["stated_grade"].where(
        customers["stated_grade_on"] >= plan_day - pd.Timedelta(days=rules.stated_grade_days)
    )
    topic_since = plan_day - pd.Timedelta(days=rules.topics_days)
    has_horizon = customers["horizon"].notna() & ~(deadline < plan_day)
    is_ahead = deadline >= plan_day
    status_reason = _words("status", customers["status"])
    stated_reason = _words("stated_grade", customers["stated_grade"])
    within_a = is_ahead & (deadline <= _months_after(plan_day, rules.months_for_a))
    within_b = is_ahead & (deadline <= _months_after(plan_day, rules.months_for_b))
    competitors = customers["competitors_named"]
    return [
        ("A", is_known(customers["has_deposit"]), "deposit"),
        ("A", fresh.isin(["strong_intent", "deposit_pending"]), status_reason),
        ("A", competitors >= rules.competitors_for_a, _words("competitors", competitors.astype("str"))),
        ("A", within_a, f"deadline {rules.months_for_a}"),
        ("B", fresh.isin(["needs_clear", "comparing"]), status_reason),
        ("B", within_b, f"deadline {rules.months_for_b}"),
        ("B", customers["topic_on"] >= topic_since, "topic"),
        ("A", stated.isin(["H", "A"]), stated_reason),
        ("B", stated.eq("B"), stated_reason),
        ("C", stated.notna(), stated_reason),
        ("C", customers["status"].notna(), status_reason),
        ("C", has_horizon, "horizon"),
        ("C", is_known(customers["has_named_competitor"]), "competitor"),
    ]  # fmt: skip


def _capped(strongest: pd.DataFrame, is_not_now: "pd.Series[bool]") -> pd.DataFrame:
    is_capped = is_not_now & strongest["grade"].isin(["A", "B"])
    return strongest.assign(
        is_capped=is_capped,
        is_not_now=is_not_now,
        grade=strongest["grade"].mask(is_capped, "C"),
        reason=strongest["reason"].mask(is_not_now, "status not_now"),
    )


def _with_step(graded: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """What would raise it: who is not-now must come back, and needs a deadline too if nothing else speaks."""
    rules = settings.rules.grading
    grade = graded["grade"]
    steps = [
        (grade.eq("A"), ""),
        (grade.eq(""), "ask:horizon"),
        (graded["is_capped"], "status"),
        (graded["is_not_now"], f"status+deadline:{rules.months_for_b}"),
        (grade.eq("B"), f"deadline:{rules.months_for_a}"),
    ]
    step = np.select([m for m, _ in steps], [s for _, s in steps], default=f"deadline:{rules.months_for_b}")
    return graded.assign(grade=grade.where(grade.ne("")), step=pd.Series(step, graded.index, dtype="str"))[
        ["grade", "reason", "step"]
    ]


def _months_after(day: Day, months: int) -> Day:
    """The same day n calendar months on, cut to the month's last day."""
    return day + pd.DateOffset(months=months)


def _words(word: str, argument: "pd.Series[str]") -> np.ndarray:
    return np.asarray((f"{word} " + argument).fillna(""), dtype=object)
