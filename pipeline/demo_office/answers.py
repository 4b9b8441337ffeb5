"""How customers answer: the outcome of a call, message or visit."""

from typing import Final

import numpy as np

from pipeline.demo_office.codes import Mode, Outcome, Share, Whole
from pipeline.demo_office.progress import Progress

ANSWERS: Final = np.array(
    [
        Outcome.DO_NOT_DISTURB, Outcome.AGENT, Outcome.BOUGHT_ELSEWHERE, Outcome.NOT_INTERESTED,
        Outcome.VISIT_AGREED, Outcome.WECHAT_ADDED, Outcome.CALL_BACK, Outcome.CONNECTED,
    ]
)  # fmt: skip
SILENCES: Final = np.array([Outcome.NO_ANSWER, Outcome.BUSY, Outcome.SWITCHED_OFF, Outcome.REJECTED])
SILENCE_SHARES: Final = (0.70, 0.08, 0.07, 0.15)


def draw_outcomes(progress: Progress, who: Whole, mode: Whole, rng: np.random.Generator) -> Whole:
    """The outcome code of each event: none for visits and SMS."""
    luck = rng.random(who.size)
    answers = luck < progress.answer[who] * np.where(progress.talks[who] > 0, 1.08, 0.92)
    spoken = draw_answers(progress, who, rng)
    silent = rng.choice(SILENCES, who.size, p=SILENCE_SHARES)
    phone = np.select([progress.is_bogus[who], answers], [Outcome.INVALID_NUMBER, spoken], silent)
    message = np.where(answers, Outcome.REPLIED, Outcome.NO_REPLY)
    calling_in = np.where(
        rng.random(who.size) < 0.3 * progress.intent[who], Outcome.VISIT_AGREED, Outcome.CONNECTED
    )
    return np.select(
        [mode == Mode.PHONE, mode == Mode.WECHAT, mode == Mode.PHONE_IN],
        [phone, message, calling_in],
        Outcome.NONE,
    )


def draw_answers(progress: Progress, who: Whole, rng: np.random.Generator) -> Whole:
    """What those who pick up say, by a wheel of fortune of their own each."""
    wheel = np.cumsum(answer_shares(progress, who), axis=1)
    turn = rng.random(who.size) * wheel[:, -1]
    return np.asarray(ANSWERS[(turn[:, None] >= wheel).sum(axis=1)])


def answer_shares(progress: Progress, who: Whole) -> Share:
    """Weights of `ANSWERS`, one row per customer: the keener, the likelier a visit; coldness tires."""
    cold = 1 - progress.intent[who]
    talks = np.minimum(progress.talks[who], 5)
    is_new = progress.visits[who] == 0
    visit = progress.pull[who] * np.where(
        is_new, 0.05 + 0.6 * progress.intent[who] ** 1.4, 0.22 * progress.intent[who]
    )
    shares = [
        0.003 + 0.008 * cold,
        np.where(talks == 0, 0.014, 0.0) * (progress.channel[who] > 1),
        0.006 + 0.004 * talks,
        0.015 + 0.16 * cold**2,
        np.minimum(visit, 0.7),
        np.where(progress.has_wechat[who], 0.0, 0.26),
        np.full(who.size, 0.09),
    ]
    rest = np.maximum(1 - np.sum(shares, axis=0), 0.15)
    return np.column_stack([*shares, rest])
