"""What the clerk's customer list says of each customer at the minute of the export."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import Channel, Share, Status, Whole, Words
from pipeline.demo_office.world import World

LADDER: Final = (
    Status.INITIAL,
    Status.NEEDS_CLEAR,
    Status.COMPARING,
    Status.STRONG_INTENT,
    Status.DEPOSIT_PENDING,
    Status.CLOSED,
    Status.NOT_NOW,
    Status.INVALID,
)


def standing(world: World, minute: int) -> pd.DataFrame:
    """One row = one customer: `status`, `grade`, `updated`, `next_day` (-1 none), `is_understood`,
    `has_wechat`, `is_opted_out`, as of that minute; rows of customers who come later are meaningless.
    """
    status = statuses(world, minute)
    events = world.events[world.events["at"] <= minute]
    newest = events.groupby("person")[["at", "next_day"]].last().reindex(world.people.index)
    is_done = status >= Status.CLOSED
    since = world.progress.since[Status.NEEDS_CLEAR]
    at_desk = world.people["channel"].to_numpy() == Channel.WALK_IN
    created = world.people["created"].to_numpy()
    return pd.DataFrame(
        {
            "status": status,
            "grade": stated_grades(status, world.people["intent"].to_numpy()),
            "updated": np.fmax(newest["at"].to_numpy(), created).astype(np.int64),
            "next_day": np.where(is_done, -1, newest["next_day"].fillna(-1).to_numpy()).astype(np.int64),
            "is_understood": (since <= minute) | at_desk,
            "has_wechat": world.progress.wechat_at <= minute,
            "is_opted_out": world.progress.opted_out_at <= minute,
        }
    )


def statuses(world: World, minute: int) -> Whole:
    """The furthest status reached; what ends a courtship comes after the ladder."""
    status = np.full(len(world.people), int(Status.NEW))
    for step in LADDER:
        status = np.where(world.progress.since[step] <= minute, step, status)
    return status


def stated_grades(status: Whole, intent: Share) -> Words:
    """The letter the consultant typed: strong or keen A, fair B, else C; none before the first talk."""
    grade = np.select(
        [
            np.isin(status, (Status.NEW, Status.INVALID)),
            status == Status.NOT_NOW,
            (status >= Status.STRONG_INTENT) | ((status >= Status.NEEDS_CLEAR) & (intent > 0.66)),
            intent > 0.36,
        ],
        ["", "C", "A", "B"],
        "C",
    )
    return grade.astype(object)
