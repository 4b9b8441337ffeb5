"""Which end of a recorded call is the customer: the caller of an incoming one, the called of an outgoing one."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.intake.cells import CellContext, parse_column
from pipeline.intake.cells.text import typed
from pipeline.intake.headers import Header
from pipeline.intake.parsing import understood_share
from pipeline.intake.raw_tables import Cells

# The customer's end -> the direction that goes with it; "": nobody can tell.
CUSTOMER_ENDS: Final = {"caller": "inbound", "callee": "outbound", "": ""}
_ENDS: Final = ("caller", "callee")
_OTHER_PHONES: Final = frozenset({"customer_phone", "mobile", "phone"})
_OFTEN: Final = 3  # an office's line is in this many times as many calls as a customer's number


def has_two_ends(header: Header) -> bool:
    """Caller and called stand in two columns, and no other column names the customer's number."""
    said = [cell.meaning for cell in header.cells]
    return all(said.count(end) == 1 for end in _ENDS) and not set(said) & _OTHER_PHONES


def customer_ends(columns: list[Cells], header: Header, context: CellContext) -> npt.NDArray[np.str_]:
    """Per row `caller` or `callee`: by the direction where a column tells it, else by which number recurs.

    "" where neither tells.
    """
    told = _told_directions(columns, header, context)
    ends = {direction: end for end, direction in CUSTOMER_ENDS.items() if end}
    by_direction = [ends.get(direction, "") for direction in told]
    by_number = _by_number(*[_numbers(columns, header, end) for end in _ENDS])
    return np.array(
        [told or guess for told, guess in zip(by_direction, by_number, strict=True)], dtype=np.str_
    )


def _told_directions(columns: list[Cells], header: Header, context: CellContext) -> list[str]:
    for cell in header.cells:
        if cell.meaning in ("direction", "bare_type", "mode"):
            column = columns[cell.position]
            if understood_share(column, "direction", context) > 0.5:
                parsed = parse_column(
                    pd.Series(column, dtype=object), "direction", replace(context, header=cell.text)
                )
                return list(parsed.values["direction"].fillna(""))  # noqa: PD011
    return [""] * len(columns[0])


def _by_number(callers: list[str], callees: list[str]) -> list[str]:
    """The customer's is the other end than the office's line, which recurs; consultants may call from mobiles."""
    calls = Counter([*callers, *callees])
    return [_end(caller, callee, calls) for caller, callee in zip(callers, callees, strict=True)]


def _end(caller: str, callee: str, calls: Counter[str]) -> str:
    if calls[caller] >= _OFTEN * calls[callee]:
        return "callee"
    return "caller" if calls[callee] >= _OFTEN * calls[caller] else ""


def _numbers(columns: list[Cells], header: Header, end: str) -> list[str]:
    position = next(cell.position for cell in header.cells if cell.meaning == end)
    return [re.sub(r"\D", "", typed(cell)) for cell in columns[position]]
