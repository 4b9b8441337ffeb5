"""From the deposit on: units taken, contracts, cancellations, handovers, and the calls around them."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import MINUTES_A_DAY, NEVER, Flag, Mode, Note, Outcome, Status, Whole
from pipeline.demo_office.people import LAYOUT_AREAS, LAYOUT_SHARES, PRICE_PER_SQM
from pipeline.demo_office.plan import SitePlan
from pipeline.demo_office.progress import Progress

STILL_PENDING: Final = 3  # the newest deposits wait for their contract, so that every office has some
RECENTLY_TAKEN: Final = 6  # units of the list that are taken already
DOORS, FLOORS = 4, 26
UNITS_A_BUILDING: Final = DOORS * FLOORS
MAIN_LAYOUTS: Final = (1, 2)
PENDING_CALLS, OWNER_CALLS = 8, 5


def make_deals(
    people: pd.DataFrame, progress: Progress, until_minute: int, rng: np.random.Generator
) -> pd.DataFrame:
    """One row = one deposit, in order of time: `person, layout, deposit_at, contract_at, cancelled_at,
    handover_day` (NEVER without), `discount`. Nothing lies after `until_minute` but a fixed handover.
    """
    since = progress.since[Status.DEPOSIT_PENDING]
    person = np.flatnonzero(since < NEVER)
    person = person[np.argsort(since[person], kind="stable")]
    deposit_at, size = since[person], person.size
    contract_at = deposit_at // MINUTES_A_DAY + rng.integers(6, 26, size)
    contract_at = contract_at * MINUTES_A_DAY + rng.integers(10 * 60, 17 * 60, size)
    contract_at = np.where(np.arange(size) >= size - STILL_PENDING, NEVER, contract_at)
    contract_at = np.where(contract_at > until_minute, NEVER, contract_at)
    cancelled_at = draw_cancellations(deposit_at, contract_at, until_minute, rng)
    contract_at = np.where(contract_at > cancelled_at, NEVER, contract_at)
    handover = contract_at // MINUTES_A_DAY + rng.integers(60, 150, size)
    is_fixed = (handover <= until_minute // MINUTES_A_DAY + 30) & (cancelled_at == NEVER)
    return pd.DataFrame(
        {
            "person": person,
            "layout": people["layout"].to_numpy()[person],
            "deposit_at": deposit_at,
            "contract_at": contract_at,
            "cancelled_at": cancelled_at,
            "handover_day": np.where(is_fixed, handover, NEVER),
            "discount": rng.uniform(0.96, 1.0, size),
        }
    )


def draw_cancellations(
    deposit_at: Whole, contract_at: Whole, until_minute: int, rng: np.random.Generator
) -> Whole:
    """One in fourteen cancels, half of them after the contract; the one in the middle always does."""
    size = deposit_at.size
    after_deposit = deposit_at + rng.integers(3, 6, size) * MINUTES_A_DAY
    after_contract = contract_at + rng.integers(8, 40, size) * MINUTES_A_DAY
    cancelled_at = np.where(rng.random(size) < 0.5, after_deposit, after_contract)
    changes_mind = (rng.random(size) < 0.07) | (np.arange(size) == size // 2)
    middle = np.arange(size) == size // 2
    cancelled_at = np.where(middle, after_deposit, cancelled_at)
    is_newest = np.arange(size) >= size - STILL_PENDING
    happens = changes_mind & (cancelled_at <= until_minute) & (~is_newest | (size <= STILL_PENDING))
    return np.where(happens, cancelled_at, NEVER)


def finish(progress: Progress, deals: pd.DataFrame) -> None:
    """The statuses that follow from contracts and cancellations."""
    person = deals["person"].to_numpy()
    progress.since[Status.CLOSED][person] = deals["contract_at"]
    progress.since[Status.NOT_NOW][person] = deals["cancelled_at"]


def make_units(
    site: SitePlan, deals: pd.DataFrame, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The building and who took what: units (one row each) and `deals` with `unit`, a position in units.

    Each layout has as many units as were taken plus its share of those still on sale.
    """
    layouts = np.arange(len(LAYOUT_AREAS))
    taken = np.bincount(deals["layout"], minlength=layouts.size)
    free = np.maximum(np.round(np.array(LAYOUT_SHARES) * (site.listed_units - RECENTLY_TAKEN)), 1).astype(int)
    layout = np.repeat(layouts, taken + free)
    buildings = max(4 + site.listed_units // 16, layout.size // UNITS_A_BUILDING + 1)
    place = rng.permutation(buildings * UNITS_A_BUILDING)[: layout.size]
    floor = place // DOORS % FLOORS + 2
    orientation = rng.choice(4, layout.size, p=(0.35, 0.4, 0.15, 0.1))
    area = LAYOUT_AREAS[layout] + rng.choice([-1.2, -0.6, 0.0, 0.5], layout.size)
    per_sqm = PRICE_PER_SQM[site.position] * (0.95 + 0.004 * floor) * np.where(orientation == 1, 1.02, 1.0)
    units = pd.DataFrame(
        {
            "building": place // UNITS_A_BUILDING + 1,
            "floor": floor,
            "door": place % DOORS + 1,
            "layout": layout,
            "area": area,
            "price": np.round(area * per_sqm),
            "is_main": np.isin(layout, MAIN_LAYOUTS),
            "orientation": orientation,
            "is_bare": rng.random(layout.size) < 0.2,
            "has_school": np.isin(place // UNITS_A_BUILDING % 3, (0, 1)),
        }
    )
    first = np.concatenate([[0], np.cumsum(taken + free)[:-1]])
    turn = deals.groupby("layout").cumcount().to_numpy()
    return units, deals.assign(unit=first[deals["layout"]] + turn)


def after_deposit(
    progress: Progress, deals: pd.DataFrame, until_minute: int, rng: np.random.Generator
) -> pd.DataFrame:
    """The events after each deposit, columns as from `court`: chasing papers, signing, cancelling, owners' care.

    The consultant calls until his last day; who signs or cancels does so in person whoever is there.
    """
    person = deals["person"].to_numpy()
    deposit, contract, cancelled = (
        deals[name].to_numpy() for name in ("deposit_at", "contract_at", "cancelled_at")
    )
    calls_end = np.minimum(progress.last_at[person], cancelled)
    pending = steps(deposit, rng.integers(1, 4, (deals.shape[0], PENDING_CALLS)), rng)
    owner_gaps = np.column_stack(
        [rng.integers(2, 5, deals.shape[0]), rng.integers(75, 100, (deals.shape[0], OWNER_CALLS - 1))]
    )
    owner = steps(contract, owner_gaps, rng)
    parts = [
        calls(person, pending, np.minimum(calls_end, contract)[:, None], Note.PENDING, rng),
        calls(person, owner, calls_end[:, None], Note.OWNER, rng),
        meetings(person, contract, Note.SIGNED, contract < NEVER),
        meetings(person, cancelled, Note.CANCELLED, cancelled < NEVER),
    ]
    events: pd.DataFrame = pd.concat(parts, ignore_index=True)
    is_call = events["mode"].to_numpy() == Mode.PHONE
    is_refusing = progress.is_refusing[events["person"]]
    kept = (events["at"].to_numpy() <= until_minute) & ~(is_call & is_refusing)
    happened: pd.DataFrame = events.loc[kept]
    return happened


def steps(start: Whole, gaps: Whole, rng: np.random.Generator) -> Whole:
    """Minutes of a row of calls: days after `start`, in opening hours."""
    day = (start // MINUTES_A_DAY)[:, None] + np.cumsum(gaps, axis=1)
    return day * MINUTES_A_DAY + rng.integers(9 * 60 + 20, 18 * 60, gaps.shape)


def calls(person: Whole, at: Whole, end: Whole, note: Note, rng: np.random.Generator) -> pd.DataFrame:
    """Phone calls up to `end`, four of five answered."""
    is_made = (at < end).ravel()
    answered = rng.random(is_made.size) < 0.8
    rows = pd.DataFrame(
        {
            "person": np.repeat(person, at.shape[1]),
            "at": at.ravel(),
            "mode": int(Mode.PHONE),
            "outcome": np.where(answered, Outcome.CONNECTED, Outcome.NO_ANSWER),
            "next_day": -1,
            "note": np.where(answered, note, Note.MISSED),
        }
    )
    return rows[is_made]


def meetings(person: Whole, at: Whole, note: Note, happens: Flag) -> pd.DataFrame:
    """One meeting each for those to whom it happens."""
    rows = pd.DataFrame(
        {
            "person": person,
            "at": at,
            "mode": int(Mode.MEETING),
            "outcome": int(Outcome.NONE),
            "next_day": -1,
            "note": int(note),
        }
    )
    return rows[happens]
