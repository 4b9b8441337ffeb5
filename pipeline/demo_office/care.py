"""What is kept about customers besides their courtship: complaints, surveys, profiles."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import MINUTES_A_DAY, NEVER, Status, Whole
from pipeline.demo_office.progress import Progress

CATEGORIES: Final = 4
FRESH_DAYS: Final = np.array([1, 3, 6])  # unanswered, past its time, answered but open: every office has some
HISTORY_DAYS: Final = 70
SUGGESTION_SHARE: Final = 0.2
ASKED_SHARE, ASKED_AFTER = 0.75, 30
SCORE_SHARES: Final = (0.02, 0.02, 0.03, 0.05, 0.08, 0.15, 0.25, 0.25, 0.15)  # of 2 to 10
PROFILE_SHARE: Final = 0.35
ITEMS: Final = ("native_place", "education", "household", "hobby")
SOON: Final = 3  # birthdays in the days that follow
YOUNGEST, OLDEST = 24, 58


def draw_complaints(deals: pd.DataFrame, until_minute: int, rng: np.random.Generator) -> pd.DataFrame:
    """One row = one complaint of somebody with a contract, in order of time: `person, opened_at, responded_at,
    closed_at` (NEVER without), `category`, `is_suggestion`.
    """
    today = until_minute // MINUTES_A_DAY
    is_owner = (deals["contract_at"] < NEVER) & (deals["cancelled_at"] == NEVER)
    is_settled = is_owner & (deals["contract_at"] // MINUTES_A_DAY < today - HISTORY_DAYS)
    person = deals.loc[is_settled, "person"].to_numpy()
    person = rng.permutation(person)[: (person.size + 1) // 2]
    ago = rng.integers(12, HISTORY_DAYS, person.size)
    ago[: FRESH_DAYS.size] = FRESH_DAYS[: person.size]
    opened = (today - ago) * MINUTES_A_DAY + rng.integers(9 * 60 + 10, 16 * 60, person.size)
    responded = (opened // MINUTES_A_DAY + 1) * MINUTES_A_DAY + rng.integers(
        9 * 60 + 30, 12 * 60, person.size
    )
    closed = responded + rng.integers(2, 10, person.size) * MINUTES_A_DAY
    told = pd.DataFrame(
        {
            "person": person,
            "opened_at": opened,
            "responded_at": np.where(ago <= FRESH_DAYS[1], NEVER, responded),
            "closed_at": np.where(ago <= FRESH_DAYS[2], NEVER, closed),
            "category": rng.integers(0, CATEGORIES, person.size),
            "is_suggestion": (rng.random(person.size) < SUGGESTION_SHARE) & (ago > FRESH_DAYS[2]),
        }
    )
    return told.sort_values("opened_at", kind="stable", ignore_index=True)


def draw_surveys(deals: pd.DataFrame, until_minute: int, rng: np.random.Generator) -> pd.DataFrame:
    """One row = one answer a month after the handover, in order of time: `person, answered_at, score` (2 to 10)."""
    standing = deals[(deals["handover_day"] < NEVER) & (deals["cancelled_at"] == NEVER)]
    size = len(standing)
    answered = (standing["handover_day"].to_numpy() + ASKED_AFTER + rng.integers(1, 12, size)) * MINUTES_A_DAY
    answered = answered + rng.integers(9 * 60 + 30, 17 * 60, size)
    score = rng.choice(np.arange(2, 2 + len(SCORE_SHARES)), size, p=SCORE_SHARES)
    is_asked = (rng.random(size) < ASKED_SHARE) & (answered <= until_minute)
    told = pd.DataFrame({"person": standing["person"].to_numpy(), "answered_at": answered, "score": score})
    return told[is_asked].sort_values("answered_at", kind="stable", ignore_index=True)


def draw_profiles(
    people: pd.DataFrame, progress: Progress, until_minute: int, rng: np.random.Generator
) -> pd.DataFrame:
    """One row = one customer whose form was begun: `person, stated_at, birthday` (days since 1970), and a
    lot from 0 to 1 for each of `ITEMS`. The newest who agreed to be contacted have their birthdays soon.
    """
    known_at = progress.since[Status.NEEDS_CLEAR]
    is_begun = (known_at <= until_minute) & (rng.random(len(people)) < PROFILE_SHARE)
    person = np.flatnonzero(is_begun)
    stated = np.minimum(known_at[person] + MINUTES_A_DAY, until_minute)
    age = rng.integers(YOUNGEST * 365, OLDEST * 365, person.size)
    birthday = until_minute // MINUTES_A_DAY - age
    agreed = np.flatnonzero(people["consent"].to_numpy()[person] == 1)[-SOON:]
    birthday[agreed] = born_on(until_minute // MINUTES_A_DAY + 1 + np.arange(agreed.size), age[agreed] // 365)
    lots = pd.DataFrame(rng.random((person.size, len(ITEMS))), columns=list(ITEMS))
    return lots.assign(person=person, stated_at=stated, birthday=birthday)


def born_on(days: Whole, age: Whole) -> Whole:
    """The same day of the year, so many years earlier; at most the 28th of its month."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    place = np.minimum(days - months.astype("datetime64[D]").astype(np.int64), 27)
    first: Whole = (months - 12 * age).astype("datetime64[D]").astype(np.int64)
    return first + place
