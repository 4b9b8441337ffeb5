"""docs/kinds.md says what the program does: every kind and field, headers that are understood, what is needed."""

import re
from pathlib import Path

import pytest

from pipeline.intake.added_kinds import Sources
from pipeline.intake.cells import PARSERS
from pipeline.intake.field_sources import SOURCES
from pipeline.intake.headers import meaning_and_unit
from pipeline.intake.judging import needed_groups, read_from
from pipeline.intake.profile_items import ITEMS, PREFIX
from pipeline.intake.sheet_kinds import sources
from pipeline.vocabulary import OFFICE_KINDS, RECORD_COLUMNS

DOCUMENT = (Path(__file__).parent.parent.parent / "docs" / "kinds.md").read_text(encoding="utf-8")
# Names of export columns under which the configuration knows these fields.
READ_AS = {"price": "unit_price_total", ("channel_costs", "amount"): "cost"}
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)


def table(kind: str, part: int = 0) -> dict[str, tuple[list[str], str]]:
    """field -> headers and need (or class) of one kind's table; the profile has a second one, of its items."""
    sections = re.split(r"^## ", DOCUMENT, flags=re.MULTILINE)
    section = next(text for text in sections if text.startswith(f"{kind} "))
    tables = re.split(r"^\| --- .*$", section, flags=re.MULTILINE)[1:]
    rows = {name: (headers.split("、"), last.strip()) for name, headers, last in ROW.findall(tables[part])}
    return {READ_AS.get((kind, name), READ_AS.get(name, name)): row for name, row in rows.items()}


def fields_of(kind: str) -> Sources:
    known = sources(kind, {"deposit"}) if kind in ("leads", "visits") else SOURCES[kind]
    return {name: meanings for name, meanings in known.items() if meanings and not name.startswith(PREFIX)}


def test_every_kind_is_described() -> None:
    assert re.findall(r"^## (\w+) [^\x00-\x7f]", DOCUMENT, re.MULTILINE) == list(OFFICE_KINDS)


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_every_field_is_described(kind: str) -> None:
    told = set(table(kind)) - {"opt_out"}
    assert told == set(fields_of(kind))
    assert told <= set(PARSERS)


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_the_headers_are_understood(kind: str) -> None:
    known = {**fields_of(kind), "opt_out": ("opt_out",)}
    wrong = {
        (name, header)
        for name, (headers, _) in table(kind).items()
        for header in headers
        if meaning_and_unit(header)[0] not in known[name]
    }
    assert wrong == set()


@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_what_is_needed(kind: str) -> None:
    told = table(kind)
    groups = [{name for name in read_from(group) if name in told} for group in needed_groups(kind)]
    alone = {name for group in groups if len(group) == 1 for name in group}
    assert {name for name, (_, need) in told.items() if need == "required"} == alone
    letters = {need[-1] for _, need in told.values() if need.startswith("one of")}
    described = [
        {name for name, (_, need) in told.items() if need == f"one of {letter}"} for letter in letters
    ]
    assert sorted(map(sorted, described)) == sorted(sorted(group) for group in groups if len(group) > 1)


def test_every_item_of_the_profile_is_described() -> None:
    items = table("profiles", 1)
    assert {name: item_class for name, (_, item_class) in items.items()} == {
        name: item.item_class for name, item in ITEMS.items()
    }
    for name, (headers, _) in items.items():
        assert [meaning_and_unit(header)[0] for header in headers] == [PREFIX + name] * len(headers)


def test_the_tables_of_export_are_named() -> None:
    end = DOCUMENT.partition("## What `export` shows")[2]
    assert [kind for kind in RECORD_COLUMNS if f"`{kind}`" not in end] == []
