"""Raw columns of one sheet -> typed values, a column per field of the vocabulary, and what could not be read."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import pandas as pd

from pipeline.intake.cells import PARSERS, CellContext, ParsedColumn, parse_column
from pipeline.intake.headers import HeaderCell
from pipeline.intake.joined_cells import joined_name, joined_unit
from pipeline.intake.raw_tables import Cells, RowNumbers
from pipeline.intake.sheet_kinds import Columns

CELL_ISSUES = ["row", "column", "header", "field", "code", "details"]
_LEADING_DAY = re.compile(
    r"\s*((?:(?:\d{4}|\d{2})\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}[日号號]?(?:\s*\d{1,2}[:：]\d{2})?)(?![\d./-])"
)
_ADDED_UP = ("opt_out_modes", "lifts_opt_out")


@dataclass(frozen=True)
class ParsedSheet:
    """`fields`: index row, a column per field that any column of the sheet feeds. `issues`: CELL_ISSUES."""

    fields: pd.DataFrame
    issues: pd.DataFrame


def parse_sheet(columns: list[Cells], rows: RowNumbers, mapped: Columns, context: CellContext) -> ParsedSheet:
    """Read every mapped column. A field's own column counts before what another column says of it by the way."""
    index = pd.Index(rows, name="row")
    own: dict[str, pd.Series] = {}
    others: list[pd.Series] = []
    issues = []
    read = [(name, cell) for name, cell in mapped.fields.items() if name in PARSERS]
    placed = [*read, *(("opt_out", cell) for cell in mapped.opt_outs)]
    for name, header in placed:
        cells = pd.Series(_cells_of(columns, name, header, mapped), index=index, dtype=object)
        parsed = parse_column(cells, name, replace(context, unit=header.unit, header=header.text))
        for fed, column in parsed.values.items():  # noqa: PD011
            if fed == name and name not in own:
                own[name] = column
            else:
                others.append(column)
        issues.append(_issues_of(parsed, cells, name, header))
    return ParsedSheet(_merged(own, others, index), pd.concat([_no_issues(), *issues], ignore_index=True))


def column_letter(position: int) -> str:
    """0 -> `A`, 26 -> `AA`."""
    letters = ""
    while position >= 0:
        letters = chr(65 + position % 26) + letters
        position = position // 26 - 1
    return letters


def understood_share(cells: Cells, name: str, context: CellContext, part: str = "") -> float:
    """Share of a column's different values (the first hundred) that a field's parser understands."""
    different = list(dict.fromkeys(str(cell) for cell in cells[:20_000] if cell != ""))[:100]
    different = [_leading_day(text) for text in different] if part else different
    if not different:
        return 0.0
    parsed = parse_column(pd.Series(different, dtype=object), name, context)
    read = parsed.values  # noqa: PD011
    is_read = parsed.codes == ""
    return float((is_read & read[name].notna() if name in read else is_read).mean())


def _cells_of(columns: list[Cells], name: str, header: HeaderCell, mapped: Columns) -> list[object]:
    cells: list[object] = columns[header.position].tolist()
    if header.part:
        return [_leading_day(cell) if isinstance(cell, str) else cell for cell in cells]
    if clock := mapped.day_of.get(name):
        return [_moment(*pair) for pair in zip(cells, columns[clock.position].tolist(), strict=True)]
    if parts := mapped.joined.get(name):
        join = joined_name if name == "name" else joined_unit
        return [join(told) for told in zip(*(columns[cell.position] for cell in parts), strict=True)]
    return cells


def _leading_day(text: str) -> str:
    """The day, and the time of day, that a note begins with; "" if it begins otherwise."""
    found = _LEADING_DAY.match(text)
    return found[1] if found else ""


def _moment(day: object, clock: object) -> object:
    """A day and a time of day from two cells; a time cell that holds a whole moment stands for both."""
    if isinstance(clock, datetime) and clock.year > 1904:
        return clock
    if day == "" or clock == "":
        return day
    if isinstance(clock, datetime | time):
        told = f"{clock:%H:%M:%S}"
    elif isinstance(clock, float) and 0 <= clock < 1:
        told = str(timedelta(seconds=round(clock * 86400)))
    elif isinstance(clock, str) and len(clock.strip()) > 9:
        return clock
    elif isinstance(clock, str):
        told = clock
    else:
        return day
    if isinstance(day, date):
        return f"{day:%Y-%m-%d} {told}"
    return f"{day} {told}" if isinstance(day, str) else day


def _merged(own: dict[str, pd.Series], others: list[pd.Series], index: pd.Index) -> pd.DataFrame:
    values = dict(own)
    for column in others:
        name = str(column.name)
        if name not in values:
            values[name] = column
        elif name == "opt_out_modes":
            values[name] = _united(values[name], column)
        elif name == "lifts_opt_out":
            values[name] = values[name].fillna(False) | column.fillna(False)
        else:
            values[name] = values[name].where(values[name].notna(), column)
    if {"phone", "phone_2"} <= values.keys():
        moved = values["phone"].isna() & values["phone_2"].notna()
        values["phone"] = values["phone"].where(~moved, values["phone_2"])
        values["phone_2"] = values["phone_2"].where(~moved & (values["phone_2"] != values["phone"]))
    return pd.DataFrame(values, index=index, copy=False)


def _united(one: pd.Series, other: pd.Series) -> pd.Series:
    """Two lists of modes as one, each mode once, in the order of their letters."""
    pairs = pd.DataFrame({"one": one.fillna(""), "other": other.fillna("")}).agg("|".join, axis="columns")
    unions = {pair: "|".join(sorted(set(pair.split("|")) - {""})) or None for pair in pairs.unique()}
    return pairs.map(unions).astype("str")


def _issues_of(parsed: ParsedColumn, cells: pd.Series, name: str, header: HeaderCell) -> pd.DataFrame:
    """One line per cell that something is wrong with; a channel nobody knows only once per word."""
    is_wrong = parsed.codes != ""
    if not is_wrong.any():
        return _no_issues()
    repeated = (parsed.codes == "channel-unknown") & cells.astype(str).duplicated()
    wrong = is_wrong & ~repeated
    return pd.DataFrame(
        {
            "row": cells.index[wrong], "column": column_letter(header.position), "header": header.text, "field": name,
            "code": parsed.codes[wrong].to_numpy(), "details": parsed.details[wrong].to_numpy(),
        }
    )  # fmt: skip


def _no_issues() -> pd.DataFrame:
    texts = dict.fromkeys(CELL_ISSUES[1:], "str")
    return pd.DataFrame(columns=CELL_ISSUES).astype({"row": "int64", **texts})
