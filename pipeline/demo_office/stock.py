"""The unit list of a night: what is on sale, and what was taken lately."""

from datetime import date

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import NEVER, Flag
from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.sales import RECENTLY_TAKEN
from pipeline.demo_office.tables import Columns, Table, pick, unit_numbers, where
from pipeline.demo_office.world import World

ON_SALE, RESERVED, SOLD = 0, 1, 2


def unit_table(world: World, lexicon: Lexicon, night: date, minute: int) -> Table:
    """One row = one unit on sale, or among the few taken last; in order of their number."""
    states = unit_states(world, minute)
    is_listed = (states["state"] == ON_SALE).to_numpy() | newest(states)
    units = world.units.assign(state=states["state"])[is_listed]
    units = units.sort_values(["building", "floor", "door"], ignore_index=True)
    columns: Columns = {
        "unit": unit_numbers(units, lexicon),
        "layout": pick(lexicon.layouts, units["layout"].to_numpy()),
        "area": units["area"].to_numpy().astype(object),
        "price": (units["price"].to_numpy() * lexicon.money_per_cell).astype(object),
        "main": pick([lexicon.no, lexicon.yes], units["is_main"].to_numpy().astype(np.int64)),
        "state": pick(lexicon.unit_states, units["state"].to_numpy()),
        "orientation": pick(lexicon.orientations, units["orientation"].to_numpy()),
        "decoration": pick(lexicon.decorations, units["is_bare"].to_numpy().astype(np.int64)),
        "school": where(units["has_school"], lexicon.school),
    }
    title = lexicon.titles["units"].format(site=world.site.name, day=lexicon.long_day(night))
    return Table("units", [title], columns)


def unit_states(world: World, minute: int) -> pd.DataFrame:
    """`state` and `taken_at` (-1 on sale) of each unit at that minute; a cancelled one is on sale again."""
    deals = world.deals[(world.deals["deposit_at"] <= minute) & (world.deals["cancelled_at"] > minute)]
    unit = deals["unit"].to_numpy()
    state = np.full(len(world.units), ON_SALE)
    state[unit] = np.where(deals["contract_at"] <= minute, SOLD, RESERVED)
    taken_at = np.full(len(world.units), -1)
    taken_at[unit] = deals["deposit_at"]
    return pd.DataFrame({"state": state, "taken_at": taken_at})


def newest(states: pd.DataFrame) -> Flag:
    """The few units taken last."""
    taken = states["taken_at"].to_numpy()
    if (taken >= 0).sum() <= RECENTLY_TAKEN:
        return np.asarray(taken >= 0)
    return np.asarray((taken >= np.sort(taken)[-RECENTLY_TAKEN]) & (taken < NEVER))
