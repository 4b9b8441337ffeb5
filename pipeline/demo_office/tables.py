"""The office's sheets as its clerks type them: codes and minutes become words, dates and amounts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import MINUTES_A_DAY, NEVER, Channel, Flag, Whole, Words
from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.standing import standing
from pipeline.demo_office.world import World

Form = Literal["moment", "day"]
Columns = dict[str, Words]

EXCEL_EPOCH_DAYS: Final = 25_569
MOVE_IN_AFTER, LOAN_AFTER, PAID_LATE = 21, 25, 9  # days
LEAD_FORMS: Final[dict[str, Form]] = {"created": "moment", "updated": "moment", "next_date": "day"}
DEAL_FORMS: Final[dict[str, Form]] = {
    "deposit": "day",
    "contract": "day",
    "handover": "day",
    "move_in": "day",
    "loan": "day",
    "cancelled": "day",
}


@dataclass(frozen=True)
class Table:
    """One sheet: titles above, a column per field (text, number or None in its cells), a line below or none."""

    kind: str
    titles: list[str]
    columns: Columns
    forms: dict[str, Form] = field(default_factory=dict)
    footer: list[str] = field(default_factory=list)


def lead_table(world: World, lexicon: Lexicon, night: date, minute: int) -> Table:
    """One row = one enquiry known at that minute, in order of time; a second line for repeated ones."""
    rows = lead_rows(world, minute)
    people, now = world.people.iloc[rows["person"]], standing(world, minute).iloc[rows["person"]]
    size, is_known = len(rows), now["is_understood"].to_numpy()
    columns: Columns = {
        "number": np.arange(1.0, size + 1).astype(object),
        "name": objects(people["name"]),
        "phone": typed_phones(people["phone"].to_numpy(), people.index.to_numpy()),
        "wechat": where(now["has_wechat"], lexicon.wechat_added),
        "channel": pick(lexicon.channels, rows["channel"].to_numpy()),
        "created": enquiry_moments(rows["at"].to_numpy(), people["has_time"].to_numpy()),
        "consultant": objects(world.staff["name"].iloc[people["consultant"]]),
        "grade": objects(now["grade"]),
        "status": pick(lexicon.statuses, now["status"].to_numpy()),
        "budget": only(
            is_known, (people["budget"].to_numpy() * float(lexicon.money_per_cell)).astype(object)
        ),
        "area": only(is_known, wanted_areas(people)),
        "layout": only(is_known, pick(lexicon.wanted_layouts, people["layout"].to_numpy())),
        "purpose": only(is_known, pick(lexicon.purposes, people["purpose"].to_numpy())),
        "horizon": only(is_known, pick(lexicon.horizons, people["horizon"].to_numpy())),
        "rivals": only(is_known, pick(rival_lists(lexicon), people["rivals"].to_numpy())),
        "next_date": serial_days(now["next_day"].to_numpy()),
        "updated": serials(now["updated"].to_numpy()),
        "consent": pick(["", lexicon.yes, lexicon.no], people["consent"].to_numpy()),
        "opt_out": where(now["is_opted_out"], lexicon.yes),
    }
    title = lexicon.titles["leads"].format(site=world.site.name, day=lexicon.long_day(night))
    footer = [lexicon.total, lexicon.total_text.format(count=size)]
    return Table("leads", [title, lexicon.merged_note], columns, LEAD_FORMS, footer)


def lead_rows(world: World, minute: int) -> pd.DataFrame:
    """`person, at, channel` of every line of the list at that minute, in order of time."""
    first = world.people[["created", "channel"]].rename(columns={"created": "at"})
    first = first.rename_axis("person").reset_index()
    both = pd.concat([first, world.repeats.assign(channel=int(Channel.WALK_IN))])
    known = both[both["at"] <= minute]
    return known.sort_values(["at", "person"], kind="stable", ignore_index=True)


def call_table(world: World, lexicon: Lexicon, events: pd.DataFrame, night: date, period: str) -> Table:
    """One row = one event, as the call system exports it: moments are text."""
    people = world.people.iloc[events["person"]]
    duration = events["duration"].to_numpy()
    columns: Columns = {
        "name": objects(people["name"]),
        "phone": objects(people["phone"]),
        "at": texts(events["at"].to_numpy(), "m"),
        "mode": pick(lexicon.modes, events["mode"].to_numpy()),
        "outcome": pick(lexicon.outcomes, events["outcome"].to_numpy()),
        "duration": only(duration >= 0, duration.astype(np.float64).astype(object)),
        "content": objects(events["content"]),
        "next_date": day_texts(events["next_day"].to_numpy()),
        "consultant": objects(world.staff["name"].iloc[people["consultant"]]),
        "resistance": pick([*lexicon.resistances, ""], events["resistance"].to_numpy()),
    }
    title = lexicon.titles["calls"].format(site=world.site.name, period=period)
    return Table("calls", [title, lexicon.exported.format(day=lexicon.long_day(night))], columns)


def deal_table(world: World, lexicon: Lexicon, night: date, minute: int) -> Table:
    """One row = one deposit known at that minute, in order of time."""
    deals = world.deals[world.deals["deposit_at"] <= minute]
    people, unit = world.people.iloc[deals["person"]], deals["unit"].to_numpy()
    price = world.units["price"].to_numpy()[unit] * deals["discount"].to_numpy()
    known = {
        name: deals[name].where(deals[name] <= minute, NEVER).to_numpy() // MINUTES_A_DAY
        for name in ("deposit_at", "contract_at", "cancelled_at")
    }
    is_signed = known["contract_at"] < NEVER // MINUTES_A_DAY
    columns: Columns = {
        "name": objects(people["name"]),
        "phone": objects(people["phone"]),
        "unit": unit_numbers(world.units, lexicon)[unit],
        "amount": (np.round(price, 1) * lexicon.money_per_cell).round(1).astype(object),
        "deposit": serial_days(known["deposit_at"]),
        "contract": serial_days(known["contract_at"]),
        "handover": serial_days(np.where(is_signed, deals["handover_day"], -1)),
        "move_in": serial_days(move_in_days(deals, minute)),
        "loan": serial_days(loan_days(deals, known["contract_at"], minute)),
        "cancelled": serial_days(known["cancelled_at"]),
        "consultant": objects(world.staff["name"].iloc[people["consultant"]]),
    }
    title = lexicon.titles["deals"].format(site=world.site.name, day=lexicon.long_day(night))
    return Table("deals", [title], columns, DEAL_FORMS)


def move_in_days(deals: pd.DataFrame, minute: int) -> Whole:
    """Three weeks after the handover, once they have come; -1 before."""
    day = deals["handover_day"].to_numpy() + MOVE_IN_AFTER
    return np.where(day <= minute // MINUTES_A_DAY, day, -1)


def loan_days(deals: pd.DataFrame, contract_day: Whole, minute: int) -> Whole:
    """When the bank should pay; -1 when no loan is awaited, or some days after, when it has paid."""
    day = contract_day + LOAN_AFTER + deals["person"].to_numpy() % 7
    is_awaited = (deals["cancelled_at"].to_numpy() > minute) & (day > minute // MINUTES_A_DAY - PAID_LATE)
    return np.where(is_awaited & (contract_day < NEVER // MINUTES_A_DAY), day, -1)


def roster_table(world: World, lexicon: Lexicon, minute: int) -> Table:
    """One row = one colleague, those who left among them."""
    staff = world.staff
    capacity = staff["capacity"].to_numpy()
    columns: Columns = {
        "number": objects(staff["number"]),
        "name": objects(staff["name"]),
        "role": pick(lexicon.roles, staff["role"].to_numpy()),
        "state": pick(lexicon.states, (staff["left_at"] <= minute).to_numpy().astype(np.int64)),
        "rest_day": pick(lexicon.weekdays, staff["rest_day"].to_numpy()),
        "capacity": only(capacity > 0, capacity.astype(np.float64).astype(object)),
    }
    return Table("roster", [lexicon.titles["roster"].format(site=world.site.name)], columns)


def with_rows(table: Table, added: pd.DataFrame) -> Table:
    """The table with more rows below; fields that `added` lacks stay empty."""
    filler = np.full(len(added), None, dtype=object)
    columns = {
        name: np.concatenate([cells, objects(added[name]) if name in added else filler])
        for name, cells in table.columns.items()
    }
    return replace(table, columns=columns)


def objects(values: "pd.Series[str]") -> Words:
    return np.asarray(values.astype(object).to_numpy(), dtype=object)


def pick(words: Sequence[str], codes: Whole) -> Words:
    return np.array(words, dtype=object)[codes]


def where(flags: "pd.Series[bool]", word: str) -> Words:
    return np.where(flags.to_numpy(), word, "").astype(object)


def only(flags: Flag, cells: Words) -> Words:
    """The cells where the flag stands, nothing elsewhere."""
    kept = cells.copy()
    kept[~flags] = None
    return kept


def serials(minutes: Whole) -> Words:
    """Minutes since 1970 as the numbers by which spreadsheets count days."""
    return ((minutes + EXCEL_EPOCH_DAYS * MINUTES_A_DAY) / MINUTES_A_DAY).astype(object)


def serial_days(days: Whole) -> Words:
    is_known = (days >= 0) & (days < NEVER // MINUTES_A_DAY)
    return only(is_known, (days + float(EXCEL_EPOCH_DAYS)).astype(object))


def enquiry_moments(minutes: Whole, has_time: Flag) -> Words:
    """The desk notes only the day now and then."""
    return np.where(has_time, serials(minutes), serials(minutes // MINUTES_A_DAY * MINUTES_A_DAY))


def texts(minutes: Whole, unit: Literal["m", "D"]) -> Words:
    if not minutes.size:
        return np.array([], dtype=object)
    written = np.datetime_as_string(minutes.astype("datetime64[m]"), unit=unit)
    return np.char.replace(written, "T", " ").astype(object)


def day_texts(days: Whole) -> Words:
    return np.where(days >= 0, texts(np.maximum(days, 0) * MINUTES_A_DAY, "D"), "").astype(object)


def typed_phones(numbers: Words, person: Whole) -> Words:
    """Most as they are, some with spaces, dashes or the country in front; always the same for one person."""
    text = pd.Series(numbers, dtype="str")
    spaced = text.str[:3] + " " + text.str[3:7] + " " + text.str[7:]
    return np.select(
        [person % 29 == 3, person % 37 == 5, person % 53 == 7],
        [spaced, spaced.str.replace(" ", "-"), "+86 " + text],
        text,
    ).astype(object)


def wanted_areas(people: pd.DataFrame) -> Words:
    area = people["area"].to_numpy()
    text = (area - 5).astype(str).astype(object) + "-" + (area + 10).astype(str).astype(object)
    return np.where(people["has_area_range"].to_numpy(), text, area.astype(np.float64).astype(object))


def rival_lists(lexicon: Lexicon) -> list[str]:
    """The competitors of each mask of bits."""
    joint = "、" if lexicon.name_join == "" else ", "
    sets = [[name for bit, name in enumerate(lexicon.rivals) if mask >> bit & 1] for mask in range(32)]
    return [joint.join(names) for names in sets]


def unit_numbers(units: pd.DataFrame, lexicon: Lexicon) -> Words:
    places = zip(units["building"], units["floor"], units["door"], strict=True)
    texts = [
        lexicon.unit_number.format(building=building, floor=floor, door=door)
        for building, floor, door in places
    ]
    return np.array(texts, dtype=object)
