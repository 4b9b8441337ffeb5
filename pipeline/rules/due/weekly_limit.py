"""Nobody hears from us on more than three days of any seven (Rules, section 6)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, Site
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime

EXCEPTED: Final = frozenset({"complaint", "first_response", "agreed_date", "deposit_pending", "handover"})
GROUP_CAUSES: Final = frozenset({"festival", "milestone", "policy"})


def hold_back(
    allowed: pd.DataFrame,
    activities: pd.DataFrame,
    customers: pd.DataFrame,
    settings: Settings,
    site: Site,
    as_of: AsOf,
) -> pd.DataFrame:
    """`allowed` (proposals with `mode`) with the days that would be one too many moved to the first free one.

    Counted are days with outbound activity other than SMS and group messages; a day that has one already is
    free. SMS, group messages and the excepted rules are not held back; a VIP's greeting is no group message.
    `latest_at` moves along by as many days, to a closing if that day is closed.
    """
    rules, plan_day = settings.rules.due, pd.Timestamp(as_of.plan_day)
    vips = customers.index[is_known(customers["is_vip"])]
    is_free = allowed["rule"].isin(EXCEPTED) | allowed["mode"].eq("sms")
    is_held = ~is_free & ~_is_group_message(allowed, "rule", vips)
    busy = _outbound_days(activities, vips, plan_day - pd.Timedelta(days=rules.outbound_window_days))
    first = allowed["due_date"].mask(allowed["due_date"] < plan_day, plan_day)
    free = first.where(~is_held, _first_free(first, allowed["customer_id"].where(is_held), busy, settings))
    is_moved = free > first
    moved = WorkingTime(site).closing_on_or_after(
        (allowed["latest_at"] + (free - allowed["due_date"]))[is_moved]
    )
    return allowed.assign(
        due_date=allowed["due_date"].mask(is_moved, free),
        latest_at=allowed["latest_at"].mask(is_moved, moved.reindex(allowed.index)),
    )


def _is_group_message(rows: pd.DataFrame, cause: str, vips: "pd.Index[str]") -> "pd.Series[bool]":
    is_group = rows[cause].isin(GROUP_CAUSES) & rows["mode"].isin(["wechat", "sms"])
    return is_group & ~rows["customer_id"].isin(vips)


def _outbound_days(activities: pd.DataFrame, vips: "pd.Index[str]", since: pd.Timestamp) -> pd.DataFrame:
    """One row a customer and day."""
    is_group_message = _is_group_message(activities, "cause", vips)
    counts = is_known(activities["is_outbound"]) & activities["mode"].ne("sms") & ~is_group_message
    recent = activities[counts & (activities["at"] >= since)]
    return pd.DataFrame(
        {"customer_id": recent["customer_id"], "day": recent["at"].dt.normalize()}
    ).drop_duplicates()


def _first_free(
    first: "pd.Series[pd.Timestamp]", customer_ids: "pd.Series[str]", busy: pd.DataFrame, settings: Settings
) -> "pd.Series[pd.Timestamp]":
    """The first day from `first` on with room in the 7 days that end with it, or with an activity of its own.

    Only those days can be full: nothing is known of the days after.
    """
    window, most = settings.rules.due.outbound_window_days, settings.rules.due.outbound_max_days
    place = pd.DataFrame({"place": np.arange(len(first)), "customer_id": customer_ids, "first": first})
    pairs = place.merge(busy, on="customer_id")
    free = first.to_numpy(copy=True)
    is_open = np.isin(np.arange(len(first)), pairs["place"])
    for later in range(window + 1):
        day = pairs["first"] + pd.Timedelta(days=later)
        counts = np.bincount(
            pairs["place"],
            weights=(pairs["day"] < day) & (pairs["day"] > day - pd.Timedelta(days=window)),
            minlength=len(first),
        )
        has_own = np.bincount(pairs["place"], weights=pairs["day"] == day, minlength=len(first)) > 0
        is_free = is_open & ((counts < most) | has_own)
        free[is_free] += np.timedelta64(later, "D")
        is_open &= ~is_free
    return pd.Series(free, index=first.index)
