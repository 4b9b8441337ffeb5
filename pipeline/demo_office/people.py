"""Who works in the office and who asks there: staff, and customers with their hidden intent and wants."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import MINUTES_A_DAY, NEVER, Channel, Fate, Share, Whole, Words
from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.plan import SitePlan


class ChannelNature(NamedTuple):
    """How a channel's customers truly are; the report should find out."""

    share: float
    intent: float
    answer: float
    pull: float  # how readily they come for a visit
    bogus: float  # numbers that do not exist


NATURE: Final = {
    Channel.WALK_IN: ChannelNature(0.13, 0.52, 0.80, 1.0, 0.005),
    Channel.PHONE_IN: ChannelNature(0.08, 0.48, 0.76, 0.9, 0.005),
    Channel.DOUYIN: ChannelNature(0.21, 0.26, 0.44, 0.4, 0.11),
    Channel.ANJUKE: ChannelNature(0.13, 0.38, 0.58, 0.7, 0.05),
    Channel.BEIKE: ChannelNature(0.12, 0.46, 0.66, 0.9, 0.02),
    Channel.REFERRAL: ChannelNature(0.09, 0.68, 0.86, 1.3, 0.0),
    Channel.XIAOHONGSHU: ChannelNature(0.08, 0.33, 0.52, 0.55, 0.05),
    Channel.BROKER: ChannelNature(0.07, 0.48, 0.70, 1.1, 0.02),
    Channel.OUTREACH: ChannelNature(0.05, 0.18, 0.40, 0.3, 0.10),
    Channel.OUTDOOR: ChannelNature(0.04, 0.36, 0.56, 0.7, 0.02),
}
IN_PERSON: Final = (Channel.WALK_IN, Channel.PHONE_IN)
ONLINE: Final = (Channel.DOUYIN, Channel.ANJUKE, Channel.BEIKE, Channel.XIAOHONGSHU)
LAYOUT_AREAS: Final = np.array([79, 98, 118, 143])
LAYOUT_SHARES: Final = (0.15, 0.36, 0.32, 0.17)
PRICE_PER_SQM: Final = (2.65, 3.1, 2.2, 3.6)  # ten thousand yuan, by site
PHONES_PER_SITE: Final = 2_000_000
RIVALS: Final = 5
HORIZON_INTENTS: Final = np.array([0.75, 0.55, 0.40, 0.25])


def make_staff(site: SitePlan, lexicon: Lexicon, until_minute: int, rng: np.random.Generator) -> pd.DataFrame:
    """One row = one colleague: consultants first (those who left among them), then a manager and service.

    `role` and `rest_day` (0 = Monday) are codes; `left_at` in minutes; `diligence` between 0 and 1.
    """
    size = site.consultants + 2
    role = np.zeros(size, dtype=np.int64)
    role[-2:] = (1, 2)
    left_at = np.full(size, NEVER)
    leavers = np.arange(1, 1 + site.consultants_left)
    left_at[leavers] = (
        until_minute - rng.integers(22, 60, leavers.size) * MINUTES_A_DAY + 10 * 60
    )  # 18:40 of their last day
    return pd.DataFrame(
        {
            "number": [f"{site.initials}{number:03d}" for number in range(1, size + 1)],
            "name": distinct_names(size, lexicon, rng),
            "role": role,
            "left_at": left_at,
            "rest_day": rng.integers(0, 5, size),
            "capacity": np.where(role == 0, rng.choice([30, 35, 40], size), 0),
            "diligence": rng.uniform(0.35, 0.95, size),
        }
    )


def make_people(
    site: SitePlan, staff: pd.DataFrame, lexicon: Lexicon, until_minute: int, rng: np.random.Generator
) -> pd.DataFrame:
    """One row = one customer, in order of `created` (minutes); hidden traits and what the clerk writes down."""
    channel = draw_channels(site.leads, rng)
    nature = np.array([NATURE[Channel(code)] for code in range(len(NATURE))])[channel]
    created = draw_enquiries(site, channel, until_minute, rng)
    intent = np.clip(rng.normal(nature[:, 1], 0.17), 0.02, 0.98)
    fate = draw_fates(site, channel, created, until_minute, rng)
    intent = np.where(fate == Fate.FORGOTTEN, rng.uniform(0.78, 0.95, site.leads), intent)
    people = pd.DataFrame(
        {
            "name": names(site.leads, lexicon, rng),
            "phone": phones(site, np.arange(site.leads)),
            "channel": channel,
            "created": created,
            "consultant": draw_consultants(site, staff, created, rng),
            "fate": fate,
            "intent": intent,
            "answer": np.clip(rng.normal(nature[:, 2], 0.15), 0.08, 0.97),
            "pull": nature[:, 3],
            "is_bogus": (rng.random(site.leads) < nature[:, 4]) & (fate == Fate.ORDINARY),
            "consent": draw_consent(channel, rng),
            "has_time": rng.random(site.leads) > np.where(channel == Channel.WALK_IN, 0.25, 0.0),
        }
    )
    known = pd.concat([people, draw_wants(site, intent, rng)], axis=1)
    return known.sort_values("created", kind="stable", ignore_index=True)


def draw_wants(site: SitePlan, intent: Share, rng: np.random.Generator) -> pd.DataFrame:
    """What each customer is after: layout code, area, budget (ten thousand yuan), `fit` of budget to price."""
    layout = rng.choice(len(LAYOUT_AREAS), site.leads, p=LAYOUT_SHARES)
    price = LAYOUT_AREAS[layout] * PRICE_PER_SQM[site.position]
    fit = np.exp(rng.normal(0.03, 0.17, site.leads))
    resistance = rng.integers(0, 6, site.leads)
    rivals = (rng.random((site.leads, RIVALS)) < (0.08 + 0.25 * intent)[:, None]) @ (1 << np.arange(RIVALS))
    wish = np.clip(intent + rng.normal(0, 0.12, site.leads), 0, 1)
    return pd.DataFrame(
        {
            "layout": layout,
            "area": (np.round(rng.normal(LAYOUT_AREAS[layout], 5) / 5) * 5).astype(np.int64),
            "has_area_range": rng.random(site.leads) < 0.2,
            "budget": (np.round(price * fit / 10) * 10).astype(np.int64),
            "fit": fit,
            "resistance": np.where(fit < 0.9, 0, resistance),
            "rivals": rivals.astype(np.int64),
            "horizon": (wish[:, None] < HORIZON_INTENTS).sum(axis=1),
            "purpose": rng.choice(3, site.leads, p=(0.45, 0.45, 0.10)),
        }
    )


def draw_channels(size: int, rng: np.random.Generator) -> Whole:
    shares = np.array([nature.share for nature in NATURE.values()])
    return rng.choice(len(shares), size, p=shares / shares.sum())


def draw_enquiries(site: SitePlan, channel: Whole, until_minute: int, rng: np.random.Generator) -> Whole:
    """When each asked: busier at weekends and towards the end; the newest `fresh` since yesterday evening."""
    today = until_minute // MINUTES_A_DAY
    days = np.arange(today - site.past_days, today)
    weights = np.linspace(0.8, 1.2, days.size) * np.where(weekday(days) >= 5, 1.6, 1.0)
    day = np.sort(rng.choice(days, site.leads, p=weights / weights.sum()))
    office = rng.triangular(9.2, 14.5, 17.8, site.leads)
    online = rng.triangular(7.0, 20.0, 23.8, site.leads)
    hour = np.where(np.isin(channel, IN_PERSON), office, online)
    created = day * MINUTES_A_DAY + (hour * 60).astype(np.int64)
    newest = np.flatnonzero(np.isin(channel, ONLINE))[-site.fresh :]
    evening, morning = rng.integers(540, 840, newest.size), rng.integers(15, 150, newest.size)
    created[newest] = until_minute - np.where(rng.random(newest.size) < 0.5, evening, morning)
    return created.astype(np.int64)


def draw_fates(
    site: SitePlan, channel: Whole, created: Whole, until_minute: int, rng: np.random.Generator
) -> Whole:
    """A `Fate` each; those who came in person are never untouched."""
    age = (until_minute - created) // MINUTES_A_DAY
    by_wire = ~np.isin(channel, IN_PERSON)
    fate = np.full(channel.size, int(Fate.ORDINARY))
    fate[created > until_minute - 14 * 60] = Fate.FRESH
    for kind, count, candidates in (
        (Fate.UNTOUCHED, site.untouched, by_wire & (age > 61)),
        (Fate.FORGOTTEN, site.forgotten, (age > 55) & (age < 160)),
    ):
        free = np.flatnonzero(candidates & (fate == Fate.ORDINARY))
        fate[rng.choice(free, min(count, free.size), replace=False)] = kind
    return fate


def draw_consultants(site: SitePlan, staff: pd.DataFrame, created: Whole, rng: np.random.Generator) -> Whole:
    """Positions in `staff`; who has left gets nobody new."""
    first = rng.integers(0, site.consultants, created.size)
    present = np.flatnonzero((staff["left_at"] == NEVER) & (staff["role"] == 0))
    second = rng.choice(present, created.size)
    return np.where(created < staff["left_at"].to_numpy()[first], first, second)


def draw_consent(channel: Whole, rng: np.random.Generator) -> Whole:
    """0 nothing recorded, 1 yes, 2 no; only who stands at the desk is asked so plainly that he says no."""
    at_desk = channel == Channel.WALK_IN
    luck = rng.random(channel.size)
    return np.where(luck < np.where(at_desk, 0.72, 0.45), 1, np.where(at_desk & (luck > 0.94), 2, 0))


def phones(site: SitePlan, numbers: Whole) -> Words:
    """Made-up mobiles `1990` + 7 digits, each once in the whole office: a scramble that is one to one."""
    slot = site.position * PHONES_PER_SITE + numbers.astype(np.int64)
    return (1990 * 10**7 + (slot * 6_180_339 + site.phone_offset) % 10**7).astype(str).astype(object)


def names(size: int, lexicon: Lexicon, rng: np.random.Generator) -> Words:
    """Surname and given name, common surnames more often; many people share a name, as in life."""
    is_surname_first = lexicon.name_join == ""
    weights = 1 / (np.arange(len(lexicon.surnames)) + 4.0)
    surname = np.array(list(lexicon.surnames), dtype=object)[
        rng.choice(len(lexicon.surnames), size, p=weights / weights.sum())
    ]
    given = np.array(lexicon.given, dtype=object)[rng.integers(0, len(lexicon.given), size)]
    joined: Words = surname + given if is_surname_first else given + lexicon.name_join + surname
    return joined


def distinct_names(size: int, lexicon: Lexicon, rng: np.random.Generator) -> list[str]:
    drawn = pd.unique(pd.Series(names(size * 4 + 20, lexicon, rng), dtype=object))
    return [str(name) for name in drawn[:size]]


def weekday(days: Whole) -> Whole:
    """0 = Monday, for days since 1970 (a Thursday)."""
    return (days + 3) % 7
