"""A table that says several things in one row, or one thing in two ways: each reading of it is a view.

Wide call logs hold several activities in a row; in a record of calls the customer is the caller or the called.
Most tables have one view: all rows under all headers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from pipeline.intake.call_ends import CUSTOMER_ENDS, customer_ends, has_two_ends
from pipeline.intake.cells import CellContext
from pipeline.intake.cells.text import is_blank
from pipeline.intake.header_waves import SHARED_BY_WAVES, Waves, find_waves
from pipeline.intake.headers import Header, HeaderCell
from pipeline.intake.parsing import understood_share
from pipeline.intake.raw_tables import Cells
from pipeline.intake.row_sorting import Mask
from pipeline.intake.sheet_kinds import recognise_kind
from pipeline.intake.sheet_tables import Table

_DAYS = frozenset({"at", "visit", "date", "time", "last_talk", "call_in"})
_WHOM = frozenset(
    {"customer_phone", "mobile", "phone", "customer_name", "bare_name", "wechat", "customer_number"}
)
_FOUNDING = frozenset({"leads", "visits", "deals"})
_FOUNDED_BY = frozenset(
    {"created", "registered", "entered", "visit", "call_in", "date", "channel", "channel_detail", "budget", "deposit",
     "contract", "deal"}
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """Some rows of a table under some of its headers.

    said      field -> what the view says of all its rows, where no column does
    number    which of several activities of a row it reads; 0: there is one
    is_extra  its rows are entries of another view too: what it cannot date, it leaves out with a warning
    kind      of its rows, where not its own headers decide
    """

    header: Header
    chosen: Mask
    said: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    number: int = 0
    is_extra: bool = False
    kind: str | None = None


def views_of(table: Table, context: CellContext) -> list[View]:
    """How to read a table; every row is in at least one view."""
    every = np.ones(len(table.rows), dtype=bool)
    beside = _side_by_side(table)
    if len(beside) > 1:
        return beside
    if has_two_ends(table.header):
        return _by_call_end(table, context)
    waves = find_waves(table.header)
    return _by_wave(table, waves, context) if waves else [View(table.header, every)]


def _side_by_side(table: Table) -> list[View]:
    """Lists of people that stand beside each other, an empty column between them; each has whom it is about."""
    blocks = _blocks(table)
    if len(blocks) < 2:
        return []
    headers = [_with_cells(table.header, dict.fromkeys(set().union(*blocks) - block, "")) for block in blocks]
    views = [
        View(header, _filled(table.columns, [table.header.cells[place] for place in block]))
        for header, block in zip(headers, blocks, strict=True)
        if recognise_kind(cell.meaning for cell in header.cells)
        and {cell.meaning for cell in header.cells} & _WHOM
    ]
    if len(views) < len(blocks) or len(views) < 2:
        return []
    untold = ~np.logical_or.reduce([view.chosen for view in views])
    return [replace(views[0], chosen=views[0].chosen | untold), *views[1:]]


def _blocks(table: Table) -> list[set[int]]:
    """Positions of headers that stand together, parted by columns without any header or value."""
    blocks: list[set[int]] = [set()]
    for cell in table.header.cells:
        if cell.text or (table.columns[cell.position] != "").any():
            blocks[-1].add(cell.position)
        elif blocks[-1]:
            blocks.append(set())
    return [block for block in blocks if block]


def _by_call_end(table: Table, context: CellContext) -> list[View]:
    """Incoming calls with the caller as the customer, outgoing ones with the called; calls that nobody can tell."""
    ends = customer_ends(table.columns, table.header, context)
    kind = recognise_kind(cell.meaning for cell in table.header.cells)
    views = []
    for end, direction in CUSTOMER_ENDS.items():
        cells = [_end_cell(cell, end) for cell in table.header.cells]
        chosen = ends == end
        if chosen.any() or (end == "callee" and not len(ends)):
            said = MappingProxyType({"direction": direction} if end else {})
            views.append(View(replace(table.header, cells=cells), chosen, said, kind=kind))
    return views or [View(table.header, np.ones(len(table.rows), dtype=bool))]


def _end_cell(cell: HeaderCell, customer_end: str) -> HeaderCell:
    if cell.meaning not in ("caller", "callee"):
        return cell
    return replace(cell, meaning="customer_phone" if cell.meaning == customer_end else "")


def _by_wave(table: Table, waves: Waves, context: CellContext) -> list[View]:
    """Each activity of a row as an entry of its own, beside the enquiry where the row is one."""
    waves = _dated(_without_first_visit(waves), table.columns, context)
    of_waves = {cell.position for cells in waves.values() for cell in cells}
    base = _with_cells(table.header, dict.fromkeys(of_waves, ""))
    said = {cell.meaning for cell in base.cells}
    is_founding = recognise_kind(said) in _FOUNDING and bool(said & _FOUNDED_BY)
    views = [View(base, np.ones(len(table.rows), dtype=bool))] if is_founding else []
    untold = np.ones(len(table.rows), dtype=bool)
    for number, cells in sorted(waves.items()):
        filled = _filled(table.columns, cells)
        untold &= ~filled
        views.append(_wave(base, cells, filled, number, is_founding))
    if not is_founding:
        views[0] = replace(views[0], chosen=views[0].chosen | untold)
    return views


def _without_first_visit(waves: Waves) -> Waves:
    """The first visit is the row's own: it makes the row one of a visit register."""
    first = min(
        (n for n, cells in waves.items() if any(cell.meaning == "visit" for cell in cells)), default=0
    )
    kept = {n: [c for c in cells if n != first or c.meaning != "visit"] for n, cells in waves.items()}
    return {number: cells for number, cells in kept.items() if cells}


def _wave(base: Header, cells: list[HeaderCell], filled: Mask, number: int, is_extra: bool) -> View:
    own = {cell.position: cell for cell in cells if not cell.part}
    kept = [
        own.get(
            cell.position,
            cell if not is_extra or cell.meaning in SHARED_BY_WAVES else replace(cell, meaning=""),
        )
        for cell in base.cells
    ]
    is_visit = any(cell.meaning == "visit" for cell in cells)
    said = MappingProxyType({"mode": "visit", "direction": "inbound"} if is_visit else {})
    header = replace(base, cells=[*kept, *[cell for cell in cells if cell.part]])
    return View(header, filled, said, number, is_extra, "activities")


def _dated(waves: Waves, columns: list[Cells], context: CellContext) -> Waves:
    """What `第一次电联` holds: its day or, where no column of the activities is one, words that may begin with it."""
    has_day = {n: any(cell.meaning in _DAYS for cell in cells) for n, cells in waves.items()}
    talks = [cell for cells in waves.values() for cell in cells if cell.meaning == "bare_talk"]
    notes = talks or [cell for cells in waves.values() for cell in cells if cell.meaning == "content"]
    are_days = not any(has_day.values()) and _share(talks, columns, context) > 0.5
    begin_with_days = (
        not any(has_day.values()) and not are_days and _share(notes, columns, context, "day") > 0.5
    )
    plain = "at" if are_days else "content"
    dated = {}
    for number, cells in waves.items():
        told = [replace(cell, meaning=plain) if cell.meaning == "bare_talk" else cell for cell in cells]
        note = next((cell for cell in told if cell.meaning == "content"), None)
        days = [replace(note, meaning="at", part="day")] if begin_with_days and note else []
        dated[number] = [*told, *days]
    return dated


def _share(cells: list[HeaderCell], columns: list[Cells], context: CellContext, part: str = "") -> float:
    if not cells:
        return 0.0
    return understood_share(np.concatenate([columns[cell.position] for cell in cells]), "at", context, part)


def _with_cells(header: Header, meanings: Mapping[int, str]) -> Header:
    cells = [replace(c, meaning=meanings[c.position]) if c.position in meanings else c for c in header.cells]
    return replace(header, cells=cells)


def _filled(columns: list[Cells], cells: list[HeaderCell]) -> Mask:
    filled = np.zeros(len(columns[0]), dtype=bool)
    for position in {cell.position for cell in cells}:
        filled |= np.fromiter(
            (not is_blank(cell) for cell in columns[position]), dtype=bool, count=len(filled)
        )
    return filled
