"""The plan of one site for D to D + 6 (Rules, section 7)."""

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import PlanRules, Settings, Site
from pipeline.rules.known import is_known
from pipeline.rules.placement import place
from pipeline.rules.slots import cost_of, parts_of_week, slots_in_order
from pipeline.rules.tasks import tasks_of
from pipeline.rules.week import NOBODY, Week, week_of


def plan_week(
    allowed: pd.DataFrame,
    customers: pd.DataFrame,
    roster: pd.DataFrame,
    given: pd.DataFrame,
    settings: Settings,
    site: Site,
    as_of: AsOf,
) -> pd.DataFrame:
    """One row is one task: one customer on one day, TASK_COLUMNS, most urgent first within day and person.

    `allowed` as from `permit`; `customers` with `grade`, `pace` and the owner of tonight as `consultant`;
    `roster` as from `present_roster`; `given` are published tasks, of which those of an earlier run of this D
    count: the customer keeps that task (the row here has the same task_id) and its load counts.
    `planned_date` is empty for overflow. `due_date`, `mode` and who does it are the leading rule's,
    `latest_at` is the earliest, `moved_from` the day the task left, `action` the leading rule.
    `is_on_rest_day` marks what stays with somebody who is not there that day. What may wait for a later night
    has no row. The same proposals in any order give the same plan.
    """
    rules, first = settings.rules.plan, pd.Timestamp(as_of.plan_day)
    today = given.loc[given["as_of"].eq(first) & given["planned_date"].eq(first)].reset_index(drop=True)
    parts = parts_of_week(allowed, customers, today, rules, first)
    holders = customers.loc[parts["customer_id"].unique(), "consultant"]
    people = {*holders.fillna(NOBODY), *today["consultant"].fillna(NOBODY)}
    week = week_of(roster, people, rules, site, as_of.plan_day)
    _put_given(today, week, rules)
    placed = place(slots_in_order(parts, customers, today, week, rules, first), week)
    return tasks_of(parts, placed, week, customers, first)


def not_yet_given(tasks: pd.DataFrame, given: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """The tasks of D that no earlier run of D published; `tasks` as from `plan_week`."""
    is_today = tasks["planned_date"].eq(pd.Timestamp(as_of.plan_day))
    return tasks.loc[is_today & ~tasks["task_id"].isin(given["task_id"])].reset_index(drop=True)


def _put_given(today: pd.DataFrame, week: Week, rules: PlanRules) -> None:
    """The load of the tasks given earlier today, of which group messages have none."""
    people = today["consultant"].fillna(NOBODY).map(week.people).to_numpy(dtype=int)
    costs = cost_of(today["mode"], rules).mask(is_known(today["is_group_message"]), 0)
    np.add.at(week.load[:, 0], people, costs)
    np.add.at(week.tasks[:, 0], people, 1)
