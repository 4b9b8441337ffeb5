"""Placed parts become tasks: one customer on one day (Rules, section 7)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.rules.placement import LATER, OVERFLOW
from pipeline.rules.slots import GROUP_MODES, SLOT
from pipeline.rules.week import NOBODY, Week
from pipeline.vocabulary import TASK_COLUMNS

DAY: Final = pd.Timedelta(days=1)
TASK: Final = ["customer_id", "planned", "task_turn"]


def tasks_of(
    parts: pd.DataFrame, placed: pd.DataFrame, week: Week, customers: pd.DataFrame, first: pd.Timestamp
) -> pd.DataFrame:
    """TASK_COLUMNS, most urgent first within day and person, overflow last.

    Parts that came to lie on one day of one customer are one task, led by the most urgent; `placed` as from
    `place`. What waits for a later night has no row.
    """
    places = placed.assign(order=range(len(placed)))[[*SLOT, "person", "planned", "order"]]
    planned = parts.merge(places, on=SLOT, validate="many_to_one")
    planned = planned.assign(task_turn=planned["turn"].where(planned["planned"].eq(0), 0))
    planned = planned.loc[planned["planned"] != LATER].sort_values([*TASK, "rank"], ignore_index=True)
    by_task = planned.groupby(TASK, sort=True)
    leading = by_task.head(1)
    merged = leading.assign(
        latest_at=by_task["latest_at"].min().to_numpy(),
        is_fixed=by_task["is_fixed"].any().to_numpy(),
        is_group=by_task["is_group"].all().to_numpy() & leading["mode"].isin(GROUP_MODES),
        is_over=leading["planned"].eq(OVERFLOW),
    ).join(_other_rules(planned))
    merged = merged.drop(columns="occasion").merge(_occasions(planned), on=TASK, how="left")
    merged = merged.sort_values(["is_over", "planned", "person", "order"], ignore_index=True)
    return _described(merged, week, customers, first)


def _other_rules(planned: pd.DataFrame) -> "pd.Series[str]":
    """The rules after the leading one, each once, in table order; index of the task's leading part."""
    once = planned.drop_duplicates([*TASK, "rule"])
    is_leader = ~once.duplicated(TASK)
    leaders = pd.Series(once.index, index=once.index).where(is_leader).ffill().astype("int64")
    joined = once.loc[~is_leader].groupby(leaders.loc[~is_leader])["rule"].agg("|".join)
    return joined.astype("str").rename("other_rules")


def _occasions(planned: pd.DataFrame) -> pd.DataFrame:
    """What each task is about, each once, the leading rule's first: which festivals, whose birthday."""
    told = planned.loc[planned["occasion"].fillna("") != "", [*TASK, "occasion"]].drop_duplicates()
    found = told.groupby(TASK)["occasion"].agg("|".join)
    return found.astype("str").reset_index()


def _described(
    merged: pd.DataFrame, week: Week, customers: pd.DataFrame, first: pd.Timestamp
) -> pd.DataFrame:
    is_planned = merged["planned"] != OVERFLOW
    planned_date = (first + merged["planned"] * DAY).where(is_planned).astype("datetime64[us]")
    own_date = (first + merged["day"] * DAY).astype("datetime64[us]")
    people = merged["person"].to_numpy(dtype=int)
    is_absent = ~week.is_present[people, merged["planned"].clip(lower=0).to_numpy(dtype=int)]
    names = np.array([*week.people], dtype=object)[people]
    tasks = merged.assign(
        task_id=_task_ids(merged, planned_date, first),
        as_of=first.as_unit("us"),
        site=customers.loc[merged["customer_id"], "site"].to_numpy(),
        consultant=pd.Series(names, index=merged.index, dtype="str").replace(NOBODY, np.nan),
        planned_date=planned_date,
        due_date=merged["due_date"].dt.normalize().astype("datetime64[us]"),
        latest_at=merged["latest_at"].astype("datetime64[us]"),
        action=merged["rule"],
        is_group_message=merged["is_group"],
        moved_from=own_date.where(is_planned & (merged["planned"] != merged["day"])),
        is_on_rest_day=is_planned & is_absent,
    )
    return tasks[list(TASK_COLUMNS)]


def _task_ids(
    merged: pd.DataFrame, planned_date: "pd.Series[pd.Timestamp]", first: pd.Timestamp
) -> "pd.Series[str]":
    """Night, customer, day; and a number for what a later run of the day adds for the same customer."""
    ending = planned_date.dt.strftime("%m%d").fillna("over")
    number = ("-" + merged["task_turn"].astype("str")).where(merged["task_turn"] > 1, "")
    return f"{first:%Y%m%d}-" + merged["customer_id"] + "-" + ending + number
