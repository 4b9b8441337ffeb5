"""Who had tasks yesterday and handed in nothing (Rules, section 8)."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.facts import empty_frame
from pipeline.results import SILENT


def handed_in_nothing(
    given: pd.DataFrame, activities: pd.DataFrame, roster: pd.DataFrame, as_of: AsOf
) -> pd.DataFrame:
    """consultant_id and tasks, by id: active people with tasks published for the day before D of which no row of
    that day came, neither in a task workbook nor in any other list. Nobody where no night was published for it.
    """
    yesterday = pd.Timestamp(as_of.plan_day) - pd.Timedelta(days=1)
    of_day = given[given["as_of"].eq(yesterday) & given["planned_date"].eq(yesterday)]
    days = activities[["at", "recorded_at"]].apply(lambda moments: moments.dt.normalize())
    said = activities[days.eq(yesterday).any(axis="columns")]
    by_task = given.loc[given["task_id"].isin(said["task_id"].dropna()), "consultant"]
    active = roster.loc[roster["is_active"], "consultant_id"]
    tasks = of_day.drop_duplicates("task_id")["consultant"].value_counts().sort_index()
    silent = tasks[tasks.index.isin(active) & ~tasks.index.isin({*said["consultant"].dropna(), *by_task})]
    found = pd.DataFrame({"consultant_id": silent.index, "tasks": silent.to_numpy()})
    return pd.concat([empty_frame(SILENT), found.astype({"consultant_id": "str"})], ignore_index=True)
