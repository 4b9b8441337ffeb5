"""Where each customer stands while the story of the office unfolds."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import (
    MINUTES_A_DAY,
    NEVER,
    Fate,
    Flag,
    Mode,
    Outcome,
    Share,
    Status,
    Whole,
    is_reached,
)
from pipeline.demo_office.people import IN_PERSON

CONSENT_NO = 2


@dataclass
class Progress:
    """One entry per customer in each array; `since[status]` is the first minute of each status, or NEVER.

    The one thing here that changes in place: copying fifteen arrays in each of ninety rounds costs more than
    the rounds themselves.
    """

    channel: Whole
    intent: Share
    answer: Share
    pull: Share
    fit: Share
    fate: Whole
    is_bogus: Flag
    is_refusing: Flag
    diligence: Share
    rest_day: Whole
    last_at: Whole
    next_at: Whole
    is_active: Flag
    is_visit_due: Flag
    has_wechat: Flag
    events: Whole
    talks: Whole
    visits: Whole
    streak: Whole
    since: dict[Status, Whole]
    opted_out_at: Whole
    wechat_at: Whole

    @classmethod
    def start(
        cls, people: pd.DataFrame, staff: pd.DataFrame, until_minute: int, rng: np.random.Generator
    ) -> Self:
        """Before anybody was called: the first event of each customer is planned."""
        size = len(people)
        consultant = people["consultant"].to_numpy()
        fate = people["fate"].to_numpy()
        is_refusing = people["consent"].to_numpy() == CONSENT_NO
        diligence = staff["diligence"].to_numpy()[consultant]
        return cls(
            channel=people["channel"].to_numpy(),
            intent=people["intent"].to_numpy(),
            answer=people["answer"].to_numpy(),
            pull=people["pull"].to_numpy(),
            fit=people["fit"].to_numpy(),
            fate=fate,
            is_bogus=people["is_bogus"].to_numpy(),
            is_refusing=is_refusing,
            diligence=diligence,
            rest_day=staff["rest_day"].to_numpy()[consultant],
            last_at=last_minutes(people, staff, until_minute, rng),
            next_at=first_minutes(people, diligence, rng),
            is_active=~np.isin(fate, (Fate.UNTOUCHED, Fate.FRESH)),
            is_visit_due=np.zeros(size, dtype=bool),
            has_wechat=np.zeros(size, dtype=bool),
            events=np.zeros(size, dtype=np.int64),
            talks=np.zeros(size, dtype=np.int64),
            visits=np.zeros(size, dtype=np.int64),
            streak=np.zeros(size, dtype=np.int64),
            since={status: np.full(size, NEVER) for status in Status},
            opted_out_at=np.full(size, NEVER),
            wechat_at=np.full(size, NEVER),
        )

    def warmth(self, who: Whole) -> Share:
        """How keen the customer seems to the consultant by now."""
        return self.intent[who] + 0.10 * self.visits[who] + 0.02 * np.minimum(self.talks[who], 4)

    def may_call(self, who: Whole) -> Flag:
        """Not after an opt-out, a recorded no or a deposit (which has its own story)."""
        has_paid = self.since[Status.DEPOSIT_PENDING][who] < NEVER
        return np.asarray((self.opted_out_at[who] == NEVER) & ~self.is_refusing[who] & ~has_paid)

    def learn(
        self, who: Whole, at: Whole, mode: Whole, outcome: Whole, buys: Flag, rng: np.random.Generator
    ) -> None:
        """Take in one event each: counts, and the first minute of every status that follows from it."""
        reached = is_reached(mode, outcome)
        is_visit = (mode == Mode.FIRST_VISIT) | (mode == Mode.REVISIT)
        self.events[who] += 1
        self.talks[who] += reached
        self.visits[who] += is_visit
        self.streak[who] = np.where(reached, 0, self.streak[who] + (mode != Mode.SMS))
        self.has_wechat[who] |= outcome == Outcome.WECHAT_ADDED
        keen = self.intent[who] > 0.62
        understood = reached & (rng.random(who.size) < 0.45 + 0.1 * self.talks[who])
        self.mark(Status.INITIAL, who, at, reached)
        self.mark(Status.NEEDS_CLEAR, who, at, understood | is_visit)
        self.mark(Status.COMPARING, who, at, is_visit | (understood & (self.talks[who] >= 4)))
        self.mark(Status.STRONG_INTENT, who, at, (is_visit & keen) | (self.visits[who] >= 2))
        self.mark(Status.DEPOSIT_PENDING, who, at, buys)
        self.leave(who, at, outcome)

    def leave(self, who: Whole, at: Whole, outcome: Whole) -> None:
        """Those whose answer ends the courtship."""
        not_now = (Outcome.NOT_INTERESTED, Outcome.BOUGHT_ELSEWHERE, Outcome.DO_NOT_DISTURB)
        self.mark(Status.NOT_NOW, who, at, np.isin(outcome, not_now))
        self.mark(Status.INVALID, who, at, np.isin(outcome, (Outcome.AGENT, Outcome.INVALID_NUMBER)))
        stops = who[outcome == Outcome.DO_NOT_DISTURB]
        self.opted_out_at[stops] = at[outcome == Outcome.DO_NOT_DISTURB]
        adds = (outcome == Outcome.WECHAT_ADDED) & (self.wechat_at[who] == NEVER)
        self.wechat_at[who[adds]] = at[adds]

    def mark(self, status: Status, who: Whole, at: Whole, happens: Flag) -> None:
        """The first time a status is reached counts."""
        first = who[happens]
        self.since[status][first] = np.minimum(self.since[status][first], at[happens])


def last_minutes(
    people: pd.DataFrame, staff: pd.DataFrame, until_minute: int, rng: np.random.Generator
) -> Whole:
    """After this minute nothing happens: the export, the consultant's last day, or a customer lost sight of."""
    left_at: Whole = staff["left_at"].to_numpy()[people["consultant"]]
    silent = until_minute - rng.integers(16, 40, len(people)) * MINUTES_A_DAY
    is_forgotten = people["fate"].to_numpy() == Fate.FORGOTTEN
    end = np.where(is_forgotten, silent, until_minute)
    return np.asarray(np.minimum(left_at, end))


def first_minutes(people: pd.DataFrame, diligence: Share, rng: np.random.Generator) -> Whole:
    """When each is answered first: at once in person, else by diligence, in opening hours, sometimes days late."""
    size = len(people)
    created = people["created"].to_numpy()
    delay = np.exp(rng.normal(3.1 + 1.6 * (1 - diligence), 0.9)).astype(np.int64)
    days_late = np.where(rng.random(size) < 0.12 * (1 - diligence), rng.integers(1, 5, size), 0)
    at = created + np.minimum(delay, 600) + days_late * MINUTES_A_DAY
    minute = at % MINUTES_A_DAY
    opening = rng.integers(9 * 60 + 2, 10 * 60 + 30, size)
    day = at // MINUTES_A_DAY + (minute > 20 * 60)
    is_open = (minute >= 9 * 60) & (minute <= 20 * 60)
    answered = np.where(is_open, at, day * MINUTES_A_DAY + opening)
    return np.where(np.isin(people["channel"].to_numpy(), IN_PERSON), created, answered)
