"""From the enquiry to the deposit: what consultants do and how customers answer, in rounds.

A round is the next event of every customer who still has one ahead. What happens follows from the customer's
hidden intent, the channel's nature and the consultant's diligence; nothing looks ahead.
"""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.answers import draw_outcomes
from pipeline.demo_office.codes import (
    MINUTES_A_DAY,
    Channel,
    Fate,
    Flag,
    Mode,
    Note,
    Outcome,
    Share,
    Whole,
    is_reached,
)
from pipeline.demo_office.people import weekday
from pipeline.demo_office.plan import SitePlan
from pipeline.demo_office.progress import Progress

MAX_ROUNDS: Final = 90
LEAVING_OUTCOMES: Final = (
    Outcome.NOT_INTERESTED,
    Outcome.BOUGHT_ELSEWHERE,
    Outcome.AGENT,
    Outcome.DO_NOT_DISTURB,
    Outcome.INVALID_NUMBER,
)


def court(
    site: SitePlan, people: pd.DataFrame, staff: pd.DataFrame, until_minute: int, rng: np.random.Generator
) -> tuple[pd.DataFrame, Progress]:
    """Every event up to `until_minute`: rows `person, at, mode, outcome, next_day, note`, codes and minutes.

    `next_day` is the agreed day since 1970, -1 without one. Also where each customer stands at the end.
    """
    progress = Progress.start(people, staff, until_minute, rng)
    rounds = []
    for _ in range(MAX_ROUNDS):
        who = np.flatnonzero(progress.is_active & (progress.next_at <= progress.last_at))
        if not who.size:
            break
        rounds.append(one_round(site, progress, who, rng))
    return pd.concat(rounds, ignore_index=True), progress


def one_round(site: SitePlan, progress: Progress, who: Whole, rng: np.random.Generator) -> pd.DataFrame:
    """The next event of `who`; moves `progress` on."""
    at = progress.next_at[who]
    mode = draw_modes(progress, who, rng)
    outcome = draw_outcomes(progress, who, mode, rng)
    buys = decide_deposit(site, progress, who, mode, rng)
    progress.learn(who, at, mode, outcome, buys, rng)
    next_day = move_on(site, progress, who, at, mode, outcome, rng)
    return pd.DataFrame(
        {
            "person": who,
            "at": at,
            "mode": mode,
            "outcome": outcome,
            "next_day": next_day,
            "note": choose_notes(progress, who, mode, outcome, buys, rng),
        }
    )


def draw_modes(progress: Progress, who: Whole, rng: np.random.Generator) -> Whole:
    """A visit when one was agreed and the customer comes, else phone, or WeChat and SMS now and then."""
    luck = rng.random(who.size)
    is_first = progress.events[who] == 0
    channel = progress.channel[who]
    comes = progress.is_visit_due[who] & (luck < 0.55 + 0.4 * progress.intent[who])
    visit = np.where(progress.visits[who] == 0, Mode.FIRST_VISIT, Mode.REVISIT)
    return np.select(
        [
            is_first & (channel == Channel.WALK_IN),
            is_first & (channel == Channel.PHONE_IN),
            comes,
            progress.has_wechat[who] & (luck < 0.34),
            (progress.streak[who] >= 2) & (luck > 0.9),
        ],
        [Mode.FIRST_VISIT, Mode.PHONE_IN, visit, Mode.WECHAT, Mode.SMS],
        Mode.PHONE,
    )


def decide_deposit(
    site: SitePlan, progress: Progress, who: Whole, mode: Whole, rng: np.random.Generator
) -> Flag:
    """Who pays a deposit at this visit: intent, and a budget that fits."""
    is_visit = (mode == Mode.FIRST_VISIT) | (mode == Mode.REVISIT)
    means = np.clip((progress.fit[who] - 0.7) / 0.35, 0.05, 1.1)
    wish = site.eagerness * (0.03 + 0.55 * progress.intent[who] ** 2) * means
    readiness = np.where(mode == Mode.REVISIT, 1.4, 0.75) * ~(progress.fate[who] == Fate.FORGOTTEN)
    return np.asarray(is_visit & (rng.random(who.size) < wish * readiness))


def move_on(
    site: SitePlan,
    progress: Progress,
    who: Whole,
    at: Whole,
    mode: Whole,
    outcome: Whole,
    rng: np.random.Generator,
) -> Whole:
    """Plan the next event of `who`, or let them go; the agreed days."""
    reached = is_reached(mode, outcome)
    warmth = progress.warmth(who)
    gap = draw_gaps(warmth, outcome, reached, rng)
    is_fixed = np.isin(outcome, (Outcome.VISIT_AGREED, Outcome.CALL_BACK))
    is_willing = ~np.isin(outcome, LEAVING_OUTCOMES) & (rng.random(who.size) < 0.6)
    agrees = reached & (is_fixed | is_willing)
    day = working_day(at // MINUTES_A_DAY + gap, progress.rest_day[who], outcome == Outcome.VISIT_AGREED)
    late = np.where(agrees & (rng.random(who.size) < 0.2), rng.integers(1, 6, who.size), 0)
    stays = draw_stays(site, progress, who, outcome, reached, warmth, rng)
    progress.is_visit_due[who] = (outcome == Outcome.VISIT_AGREED) | wants_revisit(mode, warmth, rng)
    closing = np.where(progress.is_visit_due[who], 17 * 60 + 30, 19 * 60 + 40)
    progress.next_at[who] = (day + late) * MINUTES_A_DAY + rng.integers(9 * 60 + 5, closing)
    progress.is_active[who] &= stays
    return np.where(agrees & progress.may_call(who), day, -1)


def draw_gaps(warmth: Share, outcome: Whole, reached: Flag, rng: np.random.Generator) -> Whole:
    """Days until the next event: soon after an agreement or for warm customers, a month for cold ones."""
    size = warmth.size
    after_talk = np.select(
        [outcome == Outcome.CALL_BACK, outcome == Outcome.VISIT_AGREED, warmth > 0.62, warmth > 0.38],
        [
            rng.integers(1, 3, size),
            rng.integers(1, 6, size),
            rng.integers(2, 5, size),
            rng.integers(5, 10, size),
        ],
        rng.integers(14, 33, size),
    )
    after_silence = np.where(warmth > 0.38, rng.integers(1, 4, size), rng.integers(2, 11, size))
    return np.where(reached, after_talk, after_silence)


def working_day(day: Whole, rest_day: Whole, is_visit: Flag) -> Whole:
    """The day itself, or the next when the consultant rests; visits that fall early in the week slip on."""
    slipped = day + (is_visit & (weekday(day) < 2))
    return np.asarray(slipped + (weekday(slipped) == rest_day))


def wants_revisit(mode: Whole, warmth: Share, rng: np.random.Generator) -> Flag:
    is_visit = (mode == Mode.FIRST_VISIT) | (mode == Mode.REVISIT)
    return np.asarray(is_visit & (rng.random(mode.size) < warmth * 0.8))


def draw_stays(
    site: SitePlan,
    progress: Progress,
    who: Whole,
    outcome: Whole,
    reached: Flag,
    warmth: Share,
    rng: np.random.Generator,
) -> Flag:
    """Who is followed up further: not after a no, not for ever unanswered, and some are simply forgotten."""
    streak = progress.streak[who]
    gives_up = np.select(
        [~reached & (streak >= 6), ~reached & (streak >= 3), reached & (warmth < 0.38)],
        [0.6, 0.25, 0.13],
        0.0,
    )
    forgets = 0.012 + 0.05 * (1 - progress.diligence[who])
    luck = rng.random(who.size)
    return (
        ~np.isin(outcome, LEAVING_OUTCOMES)
        & progress.may_call(who)
        & (luck > (gives_up + forgets) / site.persistence)
    )


def choose_notes(
    progress: Progress, who: Whole, mode: Whole, outcome: Whole, buys: Flag, rng: np.random.Generator
) -> Whole:
    """The kind of note: what happened, or a lazy word from the less diligent."""
    luck = rng.random(who.size)
    talk = np.select(
        [progress.talks[who] <= 1, luck < 0.36, luck < 0.56], [Note.NEEDS, Note.DOUBT, Note.LOAN], Note.NEWS
    )
    is_talk = np.isin(outcome, (Outcome.CONNECTED, Outcome.REPLIED))
    note = np.select(
        [buys, mode == Mode.FIRST_VISIT, mode == Mode.REVISIT, mode == Mode.SMS, is_talk],
        [Note.DEPOSIT, Note.FIRST_VISIT, Note.REVISIT, Note.SMS, talk],
        NOTE_OF_OUTCOME[outcome],
    )
    is_lazy = is_talk & (rng.random(who.size) < 0.16 * (1 - progress.diligence[who]))
    is_silent = (note == Note.MISSED) & (luck < 0.55)
    return np.select([is_lazy, is_silent], [Note.LAZY, Note.EMPTY], note)


NOTE_OF_OUTCOME: Final = np.array(
    [
        Note.EMPTY, Note.NEWS, Note.MISSED, Note.MISSED, Note.MISSED, Note.MISSED, Note.BAD_NUMBER,
        Note.WECHAT_ADDED, Note.VISIT_AGREED, Note.CALL_BACK, Note.LOST, Note.BOUGHT, Note.AGENT,
        Note.OPT_OUT, Note.NEWS, Note.NO_REPLY,
    ]
)  # fmt: skip
