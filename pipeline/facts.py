"""What is known about one site: accepted rows, and what the program itself decided and published."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from pipeline.vocabulary import FACTS, PROVENANCE

DTYPES: dict[str, Any] = {
    "text": "str", "moment": "datetime64[us]", "day": "datetime64[us]", "number": "float64",
    "whole": "int64", "flag": "boolean",
}  # fmt: skip


def empty_frame(columns: dict[str, str]) -> pd.DataFrame:
    """No rows, but every column with its type; `columns` as in `vocabulary`."""
    return _empty_frame(tuple(columns.items())).copy()


@cache
def _empty_frame(columns: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=DTYPES[kind]) for name, kind in columns})


def joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames of the same columns, one below the other; the empty ones only give the types."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else parts[0]


def fact_columns(kind: str) -> dict[str, str]:
    """Every column of one kind of fact, provenance first, with its type."""
    return {**PROVENANCE, **FACTS[kind]}


def empty_facts(kind: str) -> pd.DataFrame:
    return empty_frame(fact_columns(kind))


NUMBERS = {"customer_id": "text", "row_key": "text", "night": "day"}
GIFTS = {"customer_id": "text", "consultant": "text", "night": "day"}
GIVEN = {
    "task_id": "text", "as_of": "day", "customer_id": "text", "consultant": "text", "planned_date": "day",
    "due_date": "day", "latest_at": "moment", "mode": "text", "rule": "text", "other_rules": "text",
    "is_group_message": "flag",
}  # fmt: skip
WAKE_UPS = {"customer_id": "text", "night": "day", "place": "whole", "of": "whole"}
# One row: a day of every year that is greeted, the customer's own or one of the family's.
BIRTHDAYS = {"customer_id": "text", "month": "whole", "day": "whole", "is_lunar": "flag", "is_family": "flag"}
OPT_OUTS = {"phone": "text", "wechat": "text", "modes": "text", "stated_at": "moment", "lifts": "flag"}


@dataclass(frozen=True)
class Facts:
    """One site's facts. Every frame has the columns of `fact_columns(kind)`; a row is one accepted version.

    numbers    customer number -> the row (row_key) it was first given for, and the night
    gifts      customers given to a consultant, newest last
    given      published tasks of earlier nights and of earlier runs of this night
    wake_ups   old leads by the night that first knew them: place (from 0) in that night's row, and of how many
    opt_outs   opt-outs stated in the other sites, by number
    """

    site: str
    leads: pd.DataFrame = field(default_factory=lambda: empty_facts("leads"))
    activities: pd.DataFrame = field(default_factory=lambda: empty_facts("activities"))
    deals: pd.DataFrame = field(default_factory=lambda: empty_facts("deals"))
    units: pd.DataFrame = field(default_factory=lambda: empty_facts("units"))
    consultants: pd.DataFrame = field(default_factory=lambda: empty_facts("consultants"))
    complaints: pd.DataFrame = field(default_factory=lambda: empty_facts("complaints"))
    surveys: pd.DataFrame = field(default_factory=lambda: empty_facts("surveys"))
    milestones: pd.DataFrame = field(default_factory=lambda: empty_facts("milestones"))
    channel_costs: pd.DataFrame = field(default_factory=lambda: empty_facts("channel_costs"))
    phrases: pd.DataFrame = field(default_factory=lambda: empty_facts("phrases"))
    profiles: pd.DataFrame = field(default_factory=lambda: empty_facts("profiles"))
    targets: pd.DataFrame = field(default_factory=lambda: empty_facts("targets"))
    decisions: pd.DataFrame = field(default_factory=lambda: empty_facts("decisions"))
    numbers: pd.DataFrame = field(default_factory=lambda: empty_frame(NUMBERS))
    gifts: pd.DataFrame = field(default_factory=lambda: empty_frame(GIFTS))
    given: pd.DataFrame = field(default_factory=lambda: empty_frame(GIVEN))
    wake_ups: pd.DataFrame = field(default_factory=lambda: empty_frame(WAKE_UPS))
    opt_outs: pd.DataFrame = field(default_factory=lambda: empty_frame(OPT_OUTS))
