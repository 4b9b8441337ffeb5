"""Small whole numbers for what happens in the made-up office; they point into the lists of the lexicon."""

from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Share = NDArray[np.float64]
Flag = NDArray[np.bool_]
Words = NDArray[np.object_]

MINUTES_A_DAY: Final = 1440
NEVER: Final = 2**60  # a minute no night reaches


class Channel(IntEnum):
    WALK_IN = 0
    PHONE_IN = 1
    DOUYIN = 2
    ANJUKE = 3
    BEIKE = 4
    REFERRAL = 5
    XIAOHONGSHU = 6
    BROKER = 7
    OUTREACH = 8
    OUTDOOR = 9


class Mode(IntEnum):
    PHONE = 0
    PHONE_IN = 1
    WECHAT = 2
    SMS = 3
    FIRST_VISIT = 4
    REVISIT = 5
    MEETING = 6


class Outcome(IntEnum):
    NONE = 0
    CONNECTED = 1
    NO_ANSWER = 2
    BUSY = 3
    SWITCHED_OFF = 4
    REJECTED = 5
    INVALID_NUMBER = 6
    WECHAT_ADDED = 7
    VISIT_AGREED = 8
    CALL_BACK = 9
    NOT_INTERESTED = 10
    BOUGHT_ELSEWHERE = 11
    AGENT = 12
    DO_NOT_DISTURB = 13
    REPLIED = 14
    NO_REPLY = 15


class Status(IntEnum):
    NEW = 0
    INITIAL = 1
    NEEDS_CLEAR = 2
    COMPARING = 3
    STRONG_INTENT = 4
    DEPOSIT_PENDING = 5
    CLOSED = 6
    NOT_NOW = 7
    INVALID = 8


class Fate(IntEnum):
    """What becomes of a lead besides the ordinary course."""

    ORDINARY = 0
    UNTOUCHED = 1  # came long ago, nobody ever called
    FRESH = 2  # came in the last hours, nobody has answered yet
    FORGOTTEN = 3  # a warm customer whom the consultant lost sight of


class Note(IntEnum):
    """The kinds of note a consultant writes."""

    EMPTY = 0
    NEEDS = 1
    DOUBT = 2
    LOAN = 3
    NEWS = 4
    VISIT_AGREED = 5
    CALL_BACK = 6
    WECHAT_ADDED = 7
    FIRST_VISIT = 8
    REVISIT = 9
    DEPOSIT = 10
    PENDING = 11
    SIGNED = 12
    OWNER = 13
    LOST = 14
    BOUGHT = 15
    AGENT = 16
    OPT_OUT = 17
    MISSED = 18
    NO_REPLY = 19
    SMS = 20
    BAD_NUMBER = 21
    CANCELLED = 22
    LAZY = 23


UNREACHED: Final = (
    Outcome.NO_ANSWER,
    Outcome.BUSY,
    Outcome.SWITCHED_OFF,
    Outcome.REJECTED,
    Outcome.INVALID_NUMBER,
    Outcome.NO_REPLY,
)


def is_reached(mode: Whole, outcome: Whole) -> Flag:
    """Did the customer take part: every visit, and whoever answered."""
    return np.asarray((mode != Mode.SMS) & ~np.isin(outcome, UNREACHED))
