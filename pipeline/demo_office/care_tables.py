"""The sheets about owners, events and words, as the office keeps them beside its lists."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.care import ITEMS
from pipeline.demo_office.codes import MINUTES_A_DAY, NEVER, Share, Whole, Words
from pipeline.demo_office.lexicon import Lexicon
from pipeline.demo_office.plan import day_number, export_minute
from pipeline.demo_office.tables import (
    Columns,
    Table,
    day_texts,
    objects,
    only,
    pick,
    serial_days,
    serials,
    unit_numbers,
)
from pipeline.demo_office.world import World, has_news

FAIR, HIGH = 6, 8  # scores from which on an answer is fair, or good
SCALE: Final = 10.0


def care_tables(world: World, lexicon: Lexicon, night: date, last: date, after: int) -> Iterator[Table]:
    """Complaints, surveys, profiles, events and words; after the first night (`after` is -1) only what changed
    since that minute. Events are dated around `last`, the last night. A sheet without rows is not written.
    """
    minute = export_minute(night)
    news = {
        "complaints": world.complaints[["opened_at", "responded_at", "closed_at"]],
        "surveys": world.surveys[["answered_at"]],
        "profiles": world.profiles[["stated_at"]],
        "milestones": pd.DataFrame({"told_at": told_at(lexicon, last)}),
    }
    tables = {
        "complaints": complaint_table(world, lexicon, night, minute),
        "surveys": survey_table(world, lexicon, night, minute),
        "profiles": profile_table(world, lexicon, night, minute),
        "milestones": milestone_table(world, lexicon, last, minute),
    }
    for kind, table in tables.items():
        if has_news(news[kind], after, minute):
            yield table
    if after < 0:
        yield phrase_table(world, lexicon)


def complaint_table(world: World, lexicon: Lexicon, night: date, minute: int) -> Table:
    """One row = one complaint or suggestion known at that minute, in order of time."""
    words = lexicon.care
    told = world.complaints[world.complaints["opened_at"] <= minute]
    people = world.people.iloc[told["person"]]
    category = told["category"].to_numpy()
    unit = world.deals.drop_duplicates("person", keep="last").set_index("person")["unit"]
    opened = told["opened_at"].to_numpy()
    columns: Columns = {
        "number": complaint_numbers(opened, words["complaint_number"]),
        "name": objects(people["name"]),
        "phone": objects(people["phone"]),
        "unit": unit_numbers(world.units, lexicon)[unit.reindex(told["person"]).to_numpy()],
        "opened": serials(opened),
        "kind": pick(words["kinds"], told["is_suggestion"].to_numpy().astype(np.int64)),
        "category": pick(words["categories"], category),
        "content": in_turn([words["complaints"][kind] for kind in category]),
        "responded": moments(told["responded_at"].to_numpy(), minute),
        "closed": moments(told["closed_at"].to_numpy(), minute),
        "handled_by": np.full(len(told), service_name(world), dtype=object),
    }
    title = lexicon.titles["complaints"].format(site=world.site.name, day=lexicon.long_day(night))
    return Table(
        "complaints", [title], columns, {"opened": "moment", "responded": "moment", "closed": "moment"}
    )


def survey_table(world: World, lexicon: Lexicon, night: date, minute: int) -> Table:
    """One row = one answer known at that minute, in order of time."""
    words = lexicon.care
    told = world.surveys[world.surveys["answered_at"] <= minute]
    people, score = world.people.iloc[told["person"]], told["score"].to_numpy()
    comments = [words["low_comments"], words["fair_comments"], words["high_comments"]]
    columns: Columns = {
        "name": objects(people["name"]),
        "phone": objects(people["phone"]),
        "answered": serial_days(told["answered_at"].to_numpy() // MINUTES_A_DAY),
        "occasion": np.full(len(told), words["survey_occasion"], dtype=object),
        "score": score.astype(np.float64).astype(object),
        "scale": np.full(len(told), SCALE, dtype=object),
        "comment": in_turn([comments[place] for place in np.digitize(score, (FAIR, HIGH))]),
    }
    title = lexicon.titles["surveys"].format(site=world.site.name, day=lexicon.long_day(night))
    return Table("surveys", [title], columns, {"answered": "day"})


def profile_table(world: World, lexicon: Lexicon, night: date, minute: int) -> Table:
    """One row = one customer whose form was begun by that minute."""
    told = world.profiles[world.profiles["stated_at"] <= minute]
    people = world.people.iloc[told["person"]]
    columns: Columns = {
        "name": objects(people["name"]),
        "phone": objects(people["phone"]),
        "stated": serial_days(told["stated_at"].to_numpy() // MINUTES_A_DAY),
        "birthday": day_texts_before(told["birthday"].to_numpy()),
        **{item: by_lot(lexicon.care["items"][item], told[item].to_numpy()) for item in ITEMS},
    }
    title = lexicon.titles["profiles"].format(site=world.site.name, day=lexicon.long_day(night))
    return Table("profiles", [title], columns, {"stated": "day"})


def milestone_table(world: World, lexicon: Lexicon, last: date, minute: int) -> Table:
    """One row = one event that was announced by that minute."""
    known = told_at(lexicon, last) <= minute
    events = [event for event, is_told in zip(lexicon.care["milestones"], known, strict=True) if is_told]
    columns: Columns = {
        "milestone": np.array([event["name"] for event in events], dtype=object),
        "type": np.array([event["type"] for event in events], dtype=object),
        "day": serial_days(
            np.array([day_number(last) + event["in_days"] for event in events], dtype=np.int64)
        ),
        "audience": np.array([event["audience"] for event in events], dtype=object),
    }
    title = lexicon.titles["milestones"].format(site=world.site.name)
    return Table("milestones", [title], columns, {"day": "day"})


def phrase_table(world: World, lexicon: Lexicon) -> Table:
    """One row = words of the office's own."""
    said = lexicon.care["phrases"]
    columns: Columns = {
        name: np.array([one[name] for one in said], dtype=object)
        for name in ("words", "rule", "resistance", "material")
    }
    return Table("phrases", [lexicon.titles["phrases"].format(site=world.site.name)], columns)


def told_at(lexicon: Lexicon, last: date) -> Whole:
    """The minute at which each event was announced: at opening, so many days before."""
    days = [event["in_days"] - event["told_before"] for event in lexicon.care["milestones"]]
    return export_minute(last) + np.array(days, dtype=np.int64) * MINUTES_A_DAY


def service_name(world: World) -> str:
    """The colleague of customer service, who is last on the roster."""
    return str(world.staff["name"].iloc[-1])


def complaint_numbers(opened: Whole, template: str) -> Words:
    years = opened.astype("datetime64[m]").astype("datetime64[Y]").astype(np.int64) + 1970
    texts = [template.format(year=year, number=place) for place, year in enumerate(years, 1)]
    return np.array(texts, dtype=object)


def moments(minutes: Whole, until: int) -> Words:
    """What had happened by then; nothing elsewhere."""
    return only(minutes <= until, serials(np.minimum(minutes, NEVER // MINUTES_A_DAY)))


def day_texts_before(days: Whole) -> Words:
    """Days as text, also those before 1970."""
    return (
        np.datetime_as_string(days.astype("datetime64[D]")).astype(object) if days.size else day_texts(days)
    )


def in_turn(choices: list[list[str]]) -> Words:
    """One of each list, another from row to row."""
    return np.array([texts[place % len(texts)] for place, texts in enumerate(choices)], dtype=object)


def by_lot(texts: list[str], lots: Share) -> Words:
    return pick(texts, (lots * len(texts)).astype(np.int64))
