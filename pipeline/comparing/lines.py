"""A comparison for people: what the other settings would change, in tables that fit a terminal."""

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from pipeline.comparing.sites import NO_GRADE, SIDES, Told
from pipeline.vocabulary import GRADES
from pipeline.wording import Wording

NAMED: Final = 8  # customers of one change that are named on the screen; --json names all
GAP: Final = "  "


def comparison_lines(told: Told, words: Wording) -> list[str]:
    """What differs between the two files, then each site."""
    lines = [words("simulate.title", file=told["under"]), "", words("simulate.differences")]
    lines += [f"  {_difference(one, words)}" for one in told["differences"]] or [
        "  " + words("simulate.differences.none")
    ]
    if told["not_tried"]:
        tables = words("list.separator").join(f"[{name}]" for name in told["not_tried"])
        lines.append("  " + words("simulate.not_tried", tables=tables))
    for site in told["sites"]:
        lines += ["", *_site_lines(site, words)]
    return lines


def _difference(one: Told, words: Wording) -> str:
    today, under = (_value(one[side], words) for side in SIDES)
    return words("simulate.difference", setting=one["key"], today=today, under=under)


def _value(value: Any, words: Wording) -> str:
    if value is None:
        return words("simulate.unset")
    if isinstance(value, bool):
        return str(value).lower()
    return words("list.separator").join(map(str, value)) if isinstance(value, list) else str(value)


def _site_lines(site: Told, words: Wording) -> list[str]:
    name = _clean(words.word("site", site["site"]))
    lines = [words("simulate.site", site=name, day=site["plan_day"]), ""]
    lines += _grade_table(site, words)
    lines += ["", words("simulate.changes")]
    lines += [_change(change, words) for change in site["grade_changes"]] or [
        "  " + words("simulate.changes.none")
    ]
    lines += ["", words("simulate.tasks"), *_task_table(site, words)]
    overflow = site["overflow"]
    lines += ["", words("simulate.overflow", today=overflow["today"], under=overflow["under"])]
    messages = site["group_messages"]
    if any(messages.values()):
        lines.append(words("simulate.group_messages", **messages))
    return lines


def _grade_table(site: Told, words: Wording) -> list[str]:
    heads = [words("simulate.grade"), words("simulate.today"), words("simulate.under")]
    rows = [
        [words.word("grade", grade), *(str(site["grades"][side][grade]) for side in SIDES)]
        for grade in (*GRADES, NO_GRADE)
    ]
    return _table([heads, *rows])


def _change(change: Told, words: Wording) -> str:
    ids = change["customer_ids"]
    key = "simulate.change" if len(ids) <= NAMED else "simulate.change.many"
    was, now = words.word("grade", change["from"]), words.word("grade", change["to"])
    named = words("list.separator").join(ids[:NAMED])
    return "  " + words(key, was=was, now=now, count=len(ids), named=named)


def _task_table(site: Told, words: Wording) -> list[str]:
    """A row a person, a column a day, each cell `12 -> 10`, or one number where nothing changes."""
    days = sorted({task["date"] for task in site["tasks"]})
    people: dict[str, dict[str, tuple[int, int]]] = {}
    for task in site["tasks"]:
        name = _clean(task["consultant_name"] or words("simulate.nobody"))
        people.setdefault(name, {})[task["date"]] = task["today"], task["under"]
    if not people:
        return ["  " + words("simulate.tasks.none")]
    rows = [[name, *(_cell(cells.get(day, (0, 0))) for day in days)] for name, cells in people.items()]
    sums = [
        _cell(
            (
                sum(c.get(day, (0, 0))[0] for c in people.values()),
                sum(c.get(day, (0, 0))[1] for c in people.values()),
            )
        )
        for day in days
    ]
    return _table([["", *(day[5:] for day in days)], *rows, [words("simulate.together"), *sums]])


def _cell(counts: tuple[int, int]) -> str:
    today, under = counts
    return str(today) if today == under else f"{today}→{under}"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell; the first to the left, the others to the right."""
    widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    return [
        GAP
        + GAP.join(
            cell + " " * (width - _width(cell)) if n == 0 else " " * (width - _width(cell)) + cell
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Places on a terminal: a Chinese sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _clean(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
