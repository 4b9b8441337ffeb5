"""What clerks mistype: cells and rows that the night has to judge, always the same ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import MINUTES_A_DAY, Fate, Status, Whole
from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.people import phones
from pipeline.demo_office.plan import generator
from pipeline.demo_office.tables import Table, lead_rows
from pipeline.demo_office.world import World

SPARE_NUMBERS: Final = 1_000_000  # beyond those of the site's customers
FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
STRAY_DAYS: Final = 3

Cell = object
Mistype = Callable[[str, date], Cell]
Fault = tuple[str, Mistype]


def untidy_leads(table: Table, world: World, lexicon: Lexicon, minute: int) -> Table:
    """The lead list with some cells mistyped, at most one in a row; the customers who have them never change."""
    rows = lead_rows(world, minute).drop_duplicates("person")
    position = pd.Series(rows.index, index=rows["person"])
    columns = {name: cells.copy() for name, cells in table.columns.items()}
    for person, (name, mistype) in mistyped(world, lexicon):
        if person in position.index:
            row = int(position[person])
            phone = str(world.people["phone"].iloc[person])
            columns[name][row] = mistype(phone, day_of(int(world.people["created"].iloc[person])))
    return replace(table, columns=columns)


def mistyped(world: World, lexicon: Lexicon) -> list[tuple[int, Fault]]:
    """Which customer has which mistyped field: broken numbers and dates where nobody ever got through."""
    rng = generator(world.seed, world.site, 10)
    people, old = world.people, world.until_minute - 61 * MINUTES_A_DAY
    untouched = np.flatnonzero(people["fate"] == Fate.UNTOUCHED)
    known = np.flatnonzero(world.progress.since[Status.NEEDS_CLEAR] < old)
    hidden = hidden_faults(world, lexicon) * world.site.untidy
    plain = plain_faults(lexicon) * world.site.untidy
    return [
        *zip(sample(untouched, len(hidden), rng), hidden, strict=False),
        *zip(sample(known, len(plain), rng), plain, strict=False),
    ]


def hidden_faults(world: World, lexicon: Lexicon) -> list[Fault]:
    """Faults in who and when."""
    spare = phones(world.site, SPARE_NUMBERS + np.arange(world.site.untidy))
    return [
        ("phone", lambda phone, _: f"{float(phone):.5E}"),
        ("phone", lambda phone, _: f"{phone[:3]}****{phone[-4:]}"),
        ("phone", lambda phone, _: phone[:-1]),
        ("phone", lambda phone, _: f"{phone}/{spare[int(phone) % len(spare)]}"),
        ("created", lambda _, day: lexicon.untidy["bad_date"].format(year=day.year)),
        ("channel", lambda *_: lexicon.unknown_channel),
        ("name", lambda *_: None),
    ]


def plain_faults(lexicon: Lexicon) -> list[Fault]:
    """Faults and oddities in what the customer wants, and numbers that can still be read."""
    dotted = lexicon.untidy["dotted_date"]
    return [
        *(("budget", constant(text)) for text in lexicon.untidy["budgets"]),
        ("created", lambda _, day: dotted.format(year=day.year, month=day.month, day=day.day)),
        ("budget", constant(50_000.0)),
        ("area", constant("90-110")),
        ("phone", lambda phone, _: f"{phone}{lexicon.phone_note}"),
        ("phone", lambda phone, _: phone.translate(FULL_WIDTH)),
    ]


def constant(cell: Cell) -> Mistype:
    return lambda *_: cell


def day_of(minute: int) -> date:
    return date(1970, 1, 1) + timedelta(days=minute // MINUTES_A_DAY)


def sample(people: Whole, size: int, rng: np.random.Generator) -> list[int]:
    return [int(person) for person in rng.permutation(people)[:size]]


def stray_calls(world: World, lexicon: Lexicon) -> pd.DataFrame:
    """Calls to people whom no list knows, as `call_table` fields plus `at_minute`: one by name only, one by phone."""
    at = world.until_minute - STRAY_DAYS * MINUTES_A_DAY + np.array([125, 248])
    return pd.DataFrame(
        {
            "at_minute": at,
            "name": [lexicon.unknown_name, lexicon.unknown_name],
            "phone": ["", phones(world.site, np.array([SPARE_NUMBERS + 900_000]))[0]],
            "mode": lexicon.modes[0],
            "outcome": lexicon.outcomes[1],
            "duration": [64.0, 120.0],
            "content": lexicon.phrases["lazy"][0],
            "consultant": world.staff["name"].iloc[0],
        }
    )
