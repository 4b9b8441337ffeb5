"""What each customer has to get on which day of the plan, before it has a place (Rules, section 7)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.config import PlanRules
from pipeline.rules.known import is_known
from pipeline.rules.placement import NOT_GIVEN, SERVICE
from pipeline.rules.week import NOBODY, Week
from pipeline.vocabulary import FIXED_RULES, GRADES, RULES

RULE_ORDER: Final = {rule: place for place, rule in enumerate(RULES)}
REPEATING: Final = ("cadence", "retry")
GROUP_RULES: Final = ("festival", "milestone", "policy")
GROUP_MODES: Final = ("wechat", "sms")
LONG_MODES: Final = ("visit", "meeting")
HANDED_ON: Final = ("complaint", "first_response")  # somebody present does them
SERVICE_RULES: Final = (
    "complaint",
    "handover",
    "survey",
)  # customer service does them; of owners also these:
SERVICE_FOR_OWNERS: Final = REPEATING
SLOT: Final = ["customer_id", "day", "turn"]
SLOT_COLUMNS: Final = [
    *SLOT, "person", "cost", "rank", "is_group", "is_handed_on", "is_fixed", "last", "may_wait", "given_to",
]  # fmt: skip


def parts_of_week(
    allowed: pd.DataFrame, customers: pd.DataFrame, given: pd.DataFrame, rules: PlanRules, first: pd.Timestamp
) -> pd.DataFrame:
    """The proposals of the week, most urgent first within customer, day and turn.

    day       0 to `days_ahead`; what is overdue is on 0.  overdue  days, 0 for what has a window
    rank      smaller is more urgent: the rule in table order, then the earlier due
    is_fixed, is_group, is_service    as the rule alone has it
    turn      0; on day 0 of a customer who was `given` tasks today, the number of the one that does it

    Cadence and retry are left out when the customer has an earlier day. A fixed rule that no task given
    today names is a task of its own: an enquiry of the morning may not hide behind a call planned at night.
    """
    due = allowed["due_date"].dt.normalize()
    ahead = (due - first).dt.days
    who = customers.loc[allowed["customer_id"]].reset_index(drop=True)
    rule, overdue = allowed["rule"], (-ahead).clip(lower=0).mask(is_known(allowed["has_window"]), 0)
    parts = allowed.assign(
        day=ahead.clip(lower=0),
        overdue=overdue,
        rank=_rank(allowed),
        is_fixed=rule.isin(FIXED_RULES) & ((overdue <= rules.movable_after_days) | rule.eq("complaint")),
        is_group=rule.isin(GROUP_RULES) & ~is_known(who["is_vip"]).set_axis(allowed.index),
        is_service=rule.isin(SERVICE_RULES)
        | (rule.isin(SERVICE_FOR_OWNERS) & who["pace"].eq("owner").set_axis(allowed.index)),
    ).loc[ahead <= rules.days_ahead]
    earliest = parts.groupby("customer_id")["day"].transform("min")
    earliest = earliest.mask(parts["customer_id"].isin(given["customer_id"]), 0)
    parts = parts.loc[~(parts["rule"].isin(REPEATING) & (earliest < parts["day"]))]
    found: pd.DataFrame = parts.assign(turn=_turns(parts, given)).sort_values(
        [*SLOT, "rank"], ignore_index=True
    )
    return found


def slots_in_order(
    parts: pd.DataFrame,
    customers: pd.DataFrame,
    given: pd.DataFrame,
    week: Week,
    rules: PlanRules,
    first: pd.Timestamp,
) -> pd.DataFrame:
    """SLOT_COLUMNS, one row a customer, day and turn, led by its most urgent part, in order of placement."""
    slots = _merged(parts)
    who = customers.loc[slots["customer_id"]].reset_index(drop=True)
    latest = (slots["latest_at"].dt.normalize() - first).dt.days.fillna(rules.days_ahead + 1)
    own = who["consultant"].fillna(NOBODY).map(week.people).astype("int64")
    ranked = slots.assign(
        person=own.mask(slots["is_service"] & week.has_service, SERVICE),
        cost=cost_of(slots["mode"], rules),
        is_handed_on=slots["rule"].isin(HANDED_ON),
        last=latest.where(latest >= 0, rules.days_ahead).clip(upper=rules.days_ahead).astype("int64"),
        may_wait=latest > rules.days_ahead,
        given_to=_given_to(slots, given, week),
        is_movable=~slots["is_fixed"],
        fixed_until=slots["latest_at"].where(slots["is_fixed"]),
        group=_grade_order(who),
        least_overdue=-slots["overdue"].clip(upper=rules.overdue_order_days),
        silence=first - who["last_contact_at"],
        created_at=who["created_at"],
        key_order=who["key_order"],
    )
    keys = ["is_movable", "fixed_until", "group", "least_overdue", "silence", "created_at", "key_order"]
    return ranked.sort_values([*keys, "day", "turn"], ignore_index=True)[SLOT_COLUMNS]


def cost_of(modes: "pd.Series[str]", rules: PlanRules) -> "pd.Series[int]":
    """How much of a day's capacity a task takes: a visit counts 4."""
    cost = np.where(modes.isin(LONG_MODES), rules.visit_cost, 1)
    return pd.Series(cost, index=modes.index, dtype="int64")


def _rank(allowed: pd.DataFrame) -> "pd.Series[int]":
    keys = allowed[["due_date", "latest_at", "customer_id"]].assign(order=allowed["rule"].map(RULE_ORDER))
    ordered = keys.sort_values(["order", "due_date", "latest_at", "customer_id"], kind="stable")
    return pd.Series(np.arange(len(ordered)), index=ordered.index).reindex(allowed.index)


def _turns(parts: pd.DataFrame, given: pd.DataFrame) -> "pd.Series[int]":
    """Which of the tasks given today does each part of day 0; a new fixed one is the customer's next."""
    numbered = given.assign(turn=given.groupby("customer_id").cumcount() + 1)
    last = numbered.groupby("customer_id")["turn"].max().reindex(parts["customer_id"]).set_axis(parts.index)
    rules = (numbered["rule"] + "|" + numbered["other_rules"].fillna("")).str.split("|")
    named = numbered.assign(rule=rules).explode("rule").drop_duplicates(["customer_id", "rule"])
    turns = named.set_index(["customer_id", "rule"])["turn"]
    stated = turns.reindex(pd.MultiIndex.from_frame(parts[["customer_id", "rule"]])).set_axis(parts.index)
    turn = stated.fillna(last + parts["is_fixed"]).fillna(0)
    return turn.where(parts["day"].eq(0), 0).astype("int64")


def _merged(parts: pd.DataFrame) -> pd.DataFrame:
    """The leading part of each slot, with the earliest latest moment, fixed if a part is, a group message if
    all are."""
    by_slot = parts.groupby(SLOT, sort=True)
    leading = by_slot.head(1).reset_index(drop=True)
    return leading.assign(
        latest_at=by_slot["latest_at"].min().to_numpy(),
        is_fixed=by_slot["is_fixed"].any().to_numpy(),
        is_group=by_slot["is_group"].all().to_numpy() & leading["mode"].isin(GROUP_MODES),
    )


def _given_to(slots: pd.DataFrame, given: pd.DataFrame, week: Week) -> "pd.Series[int]":
    """Who got the task earlier today; NOT_GIVEN for what is still to be placed."""
    turn = given.groupby("customer_id").cumcount() + 1
    keys = pd.MultiIndex.from_arrays([given["customer_id"], turn])
    people = pd.Series(given["consultant"].fillna(NOBODY).map(week.people).to_numpy(), index=keys)
    found = people.reindex(pd.MultiIndex.from_frame(slots[["customer_id", "turn"]]))
    return found.fillna(NOT_GIVEN).astype("int64").set_axis(slots.index)


def _grade_order(customers: pd.DataFrame) -> "pd.Series[int]":
    """A, B, C, then owners; an open customer without a grade refuses profiling and counts as B."""
    order = customers["grade"].map({grade: n for n, grade in enumerate(GRADES)}).fillna(GRADES.index("B"))
    return order.mask(is_known(customers["is_closed"]), len(GRADES)).astype("int64")
