"""One site's whole story up to the last night: a pure function of the plan, the words, the seed and the day."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.care import draw_complaints, draw_profiles, draw_surveys
from pipeline.demo_office.codes import NEVER, Channel, Mode
from pipeline.demo_office.courtship import court
from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.notes import draw_durations, write_notes
from pipeline.demo_office.people import make_people, make_staff
from pipeline.demo_office.plan import SitePlan, generator
from pipeline.demo_office.progress import Progress
from pipeline.demo_office.sales import after_deposit, finish, make_deals, make_units

REPEAT_SHARE: Final = 0.06


@dataclass(frozen=True)
class World:
    """`events` in order of time; `repeats` (`person, at`): visitors whom the desk registered a second time."""

    site: SitePlan
    seed: int
    until_minute: int
    staff: pd.DataFrame
    people: pd.DataFrame
    progress: Progress
    events: pd.DataFrame
    deals: pd.DataFrame
    units: pd.DataFrame
    repeats: pd.DataFrame
    complaints: pd.DataFrame
    surveys: pd.DataFrame
    profiles: pd.DataFrame


def build_world(site: SitePlan, lexicon: Lexicon, seed: int, until_minute: int) -> World:
    """Staff, customers, what happened between them, and what was sold."""
    staff = make_staff(site, lexicon, until_minute, generator(seed, site, 1))
    people = make_people(site, staff, lexicon, until_minute, generator(seed, site, 2))
    courtship, progress = court(site, people, staff, until_minute, generator(seed, site, 3))
    deals = make_deals(people, progress, until_minute, generator(seed, site, 4))
    units, deals = make_units(site, deals, generator(seed, site, 5))
    later = after_deposit(progress, deals, until_minute, generator(seed, site, 6))
    finish(progress, deals)
    events = pd.concat([courtship, later]).sort_values(["at", "person"], kind="stable", ignore_index=True)
    events = write_notes(events, people, lexicon, generator(seed, site, 7))
    events["duration"] = draw_durations(events, generator(seed, site, 8))
    repeats = draw_repeats(events, people, generator(seed, site, 9))
    complaints = draw_complaints(deals, until_minute, generator(seed, site, 10))
    surveys = draw_surveys(deals, until_minute, generator(seed, site, 11))
    profiles = draw_profiles(people, progress, until_minute, generator(seed, site, 12))
    return World(
        site, seed, until_minute, staff, people, progress, events, deals, units, repeats,
        complaints, surveys, profiles,
    )  # fmt: skip


def draw_repeats(events: pd.DataFrame, people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Visitors who came through another channel and were written down as walk-ins on the day of the visit."""
    visits = events.loc[events["mode"] == Mode.FIRST_VISIT, ["person", "at"]]
    came_otherwise = people["channel"].to_numpy()[visits["person"]] != Channel.WALK_IN
    chosen: pd.DataFrame = visits.loc[came_otherwise & (rng.random(len(visits)) < REPEAT_SHARE)]
    return chosen


def has_deal_news(world: World, after: int, until: int) -> bool:
    """Did a deposit, contract or cancellation fall in this span of minutes (start excluded)?"""
    return has_news(world.deals[["deposit_at", "contract_at", "cancelled_at"]], after, until)


def has_news(moments: pd.DataFrame, after: int, until: int) -> bool:
    """Does any of these minutes fall in the span (start excluded)?"""
    at = moments.to_numpy()
    return bool(((at > after) & (at <= until) & (at < NEVER)).any())
