"""Stuck: grade A for three weeks, and not a step further (Rules, section 6)."""

import pandas as pd

from pipeline.config import Settings
from pipeline.rules.grading import COUNTS_AS, stock_dimensions
from pipeline.rules.intent import grade_intent
from pipeline.rules.known import is_known
from pipeline.vocabulary import STATUS_LADDER


def stuck(
    states: pd.DataFrame, days: pd.DataFrame, units: dict[pd.Timestamp, pd.DataFrame], settings: Settings
) -> "pd.Index[str]":
    """The customers who were A on each day, and on none of them had a status above that of the first.

    `states`: one row is what was known of a customer (`customer_id`) for some days, with the columns that
    grades are made of; `days`: one row a customer and day, by customer and day, with its `state` and
    competitors_named; `units`: those of the site from each of these days on. No status is below every other;
    not now and invalid are no step.
    """
    on_day = states.loc[days["state"]].reset_index(drop=True)
    on_day = on_day.assign(competitors_named=days["competitors_named"].to_numpy())
    day = days["day"].reset_index(drop=True)
    intent = grade_intent(on_day, settings, day)["grade"].fillna(COUNTS_AS["intent"])
    height = on_day["status"].map({status: place for place, status in enumerate(STATUS_LADDER)}).fillna(-1)
    start = height.groupby(on_day["customer_id"]).transform("first")
    stands = intent.eq("A") & _is_fit(states, days, units, settings) & (height <= start)
    always = stands.groupby(on_day["customer_id"]).all()
    found: pd.Index[str] = always.index[always]
    return found


def _is_fit(
    states: pd.DataFrame, days: pd.DataFrame, units: dict[pd.Timestamp, pd.DataFrame], settings: Settings
) -> "pd.Series[bool]":
    """Graded at all, and A in all that the units of that day decide."""
    open_ones = ~is_known(states["is_closed"]) & ~is_known(states["refuses_profiling"])
    fit = open_ones.reindex(days["state"]).reset_index(drop=True)
    starts = sorted(units)
    for start, end in zip(starts, [*starts[1:], pd.Timestamp.max], strict=True):
        is_then = days["day"].between(start, end, inclusive="left").to_numpy()
        for name, frame in stock_dimensions(states, units[start], settings).items():
            is_a = frame["grade"].fillna(COUNTS_AS[name]).eq("A").reindex(days["state"])
            fit &= is_a.to_numpy() | ~is_then
    return fit
