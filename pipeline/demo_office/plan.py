"""How big a made-up office is: one `SitePlan` per site."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import numpy as np

from pipeline.demo_office.codes import MINUTES_A_DAY
from pipeline.demo_office.lexicon import Lexicon

Size = Literal["small", "medium"]
Period = Literal["month", "quarter"]

EXPORT_MINUTE: Final = 8 * 60 + 40  # exports are taken in the morning, before the first call of the day
INITIALS: Final = ("YX", "LA", "HG", "WX")


@dataclass(frozen=True)
class SitePlan:
    """Counts of one site; `folder` is the inbox's sub-folder, empty for an office of one site.

    `past_days` history before `until`; `untouched`, `fresh`, `forgotten` leads of these fates (see `Fate`);
    `untidy` untidy cells of each sort; `eagerness` scales how readily visitors buy.
    """

    position: int
    name: str
    folder: str
    initials: str
    leads: int
    consultants: int
    consultants_left: int
    listed_units: int
    past_days: int
    untouched: int
    fresh: int
    forgotten: int
    untidy: int
    eagerness: float
    persistence: float
    calls_per: Period
    phone_offset: int


SMALL: Final = SitePlan(
    position=0, name="", folder="", initials="YX", leads=300, consultants=6, consultants_left=1,
    listed_units=24, past_days=240, untouched=26, fresh=6, forgotten=5, untidy=1, eagerness=0.58,
    persistence=1.0, calls_per="month", phone_offset=0,
)  # fmt: skip
MEDIUM: Final = SitePlan(
    position=0, name="", folder="", initials="", leads=12_500, consultants=50, consultants_left=4,
    listed_units=160, past_days=400, untouched=700, fresh=30, forgotten=120, untidy=5, eagerness=0.16,
    persistence=2.15, calls_per="quarter", phone_offset=0,
)  # fmt: skip


def plan_sites(size: Size, lexicon: Lexicon, seed: int) -> list[SitePlan]:
    """The sites of an office of that size; a small office is one site that drops straight into the inbox."""
    offset = seed * 7919 % 10**7
    if size == "small":
        return [replace(SMALL, name=lexicon.sites[0], phone_offset=offset)]
    return [
        replace(
            MEDIUM, position=number, name=name, folder=name, initials=INITIALS[number], phone_offset=offset
        )
        for number, name in enumerate(lexicon.sites)
    ]


def export_minute(night: date) -> int:
    """When the exports of a night are taken, in minutes since 1970; nothing later is in them."""
    return day_number(night) * MINUTES_A_DAY + EXPORT_MINUTE


def day_number(day: date) -> int:
    """Days since 1970."""
    return int(np.datetime64(day, "D").astype(np.int64))


def generator(seed: int, site: SitePlan, part: int) -> np.random.Generator:
    """A stream of its own for each part of a site, so that a change in one leaves the others as they are."""
    return np.random.default_rng([seed % 2**64, site.position, part])
