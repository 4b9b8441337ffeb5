"""How grades changed from night to night (Rules, section 5): what was published is kept for good."""

import pandas as pd

from pipeline.as_of import AsOf


def grade_changes(customers: pd.DataFrame, known: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """One row: one customer whose grade is not the one last published by the plan day.

    `site, customer_id, date` (the plan day), `from_grade, to_grade` (empty: none, before the first grade, after
    closing, or where profiling is refused), `reason`. A grade that only becomes or stops being provisional is
    the same grade. `known` is the grade history, oldest run first.
    """
    before = grades_on(known, pd.Timestamp(as_of.plan_day)).reindex(customers.index)
    is_changed = before.fillna("") != customers["grade"].fillna("")
    changed = customers[is_changed]
    return pd.DataFrame(
        {
            "site": changed["site"], "customer_id": changed.index,
            "date": pd.Timestamp(as_of.plan_day), "from_grade": before[is_changed],
            "to_grade": changed["grade"], "reason": changed["grade_reason"],
        }
    ).reset_index(drop=True)  # fmt: skip


def grades_on(history: pd.DataFrame, day: pd.Timestamp) -> "pd.Series[str]":
    """customer_id -> the grade that stood published on a day: that of the newest change up to it, both ends
    counted. Who had no grade then has none or is not there.

    `history`: rows as from `grade_changes`, oldest run first; of two changes on one day the later run's counts.
    """
    until = history[history["date"] <= day].sort_values("date", kind="stable")
    newest = until.drop_duplicates("customer_id", keep="last").set_index("customer_id")
    grades: pd.Series[str] = newest["to_grade"]
    return grades
