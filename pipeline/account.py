"""What a night did, as `run.json` and `nightly --json` tell it, and the three lines of `status.txt`."""

from typing import Any, Final

import pandas as pd

from pipeline import __version__
from pipeline.facts import joined
from pipeline.intake.inbox import LeftAlone
from pipeline.night import Night
from pipeline.store import decisions
from pipeline.taking_in import Account
from pipeline.vocabulary import DISPOSITIONS, GRADES

# A year ahead that no calendar knows; the other warnings are about files.
CALENDAR: Final = "calendar-year-unknown"


def told(
    night: Night,
    accounts: list[Account],
    left: list[LeftAlone],
    decided: dict[str, pd.DataFrame] | None = None,
    folder: str | None = None,
    unknown_years: tuple[int, ...] = (),
) -> dict[str, Any]:
    """The account of one run; `decided` are the tables it publishes (None: nothing new to publish);
    `unknown_years` are those ahead that no calendar knows.
    """
    with night.store.reading() as connection:
        known = {name: decisions.published(connection, name) for name in ("customers", "tasks")}
    customers = decided["customers"] if decided else known["customers"]
    tasks = joined([known["tasks"], decided["tasks"]]) if decided else known["tasks"]
    counted = [sheet for account in accounts for sheet in account["sheets"]]
    return {
        "run_id": night.run_id, "as_of": str(night.as_of), "version": __version__,
        "config_sha256": night.settings.fingerprint, "started_at": night.started_at.isoformat(),
        "finished_at": night.clock.now().isoformat(timespec="seconds"), "files": accounts,
        "totals": {name: sum(sheet[name] for sheet in counted) for name in ("rows", *DISPOSITIONS)},
        "customers": len(customers), "grades": _grade_counts(customers["grade"]),
        **_task_counts(tasks, pd.Timestamp(night.as_of.plan_day)),
        "warnings": [
            *[{"code": item.reason, "name": item.name} for item in left],
            *[{"code": CALENDAR, "name": str(year)} for year in unknown_years],
        ],
        "published": folder,
    }  # fmt: skip


def _grade_counts(grades: pd.Series) -> dict[str, int]:
    counted = {grade: int((grades == grade).sum()) for grade in GRADES}
    return {**counted, "none": len(grades) - sum(counted.values())}


def _task_counts(tasks: pd.DataFrame, plan_day: pd.Timestamp) -> dict[str, Any]:
    """The tasks of D, earlier runs of D included, and how many found no room."""
    of_night = tasks[tasks["as_of"] == plan_day]
    today = of_night[of_night["planned_date"] == plan_day].drop_duplicates("task_id")
    by_consultant = today["consultant"].value_counts().sort_index()
    return {
        "tasks": {"total": len(today), "by_consultant": {str(k): int(v) for k, v in by_consultant.items()}},
        "overflow": int(of_night.loc[of_night["planned_date"].isna(), "task_id"].nunique()),
    }
