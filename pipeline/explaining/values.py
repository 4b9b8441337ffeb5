"""Cells as plain values, so that an explanation is data for any program."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Told = dict[str, Any]


def plain(value: Any) -> Any:
    """None for an empty cell; ISO text for a day or moment; whole numbers without a point."""
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d" if value == value.normalize() else "%Y-%m-%dT%H:%M:%S")
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def record(row: Mapping[Any, Any], *names: str) -> Told:
    """The cells of one row by these names, in this order."""
    return {name: plain(row[name]) for name in names}


def records(rows: pd.DataFrame, *names: str) -> list[Told]:
    """One record a row, in the order of `rows`."""
    return [record(row, *names) for row in rows.to_dict("records")]


def split(text: Any, mark: str = "|") -> list[str]:
    """The words of a joined list; none for an empty cell."""
    return str(text).split(mark) if plain(text) else []
