"""Pandera's schemas of the typed facts: the net under parsers and judging. Nothing is coerced, nothing dropped."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

from pipeline.facts import DTYPES
from pipeline.intake.profile_items import ITEMS
from pipeline.intake.reading import FACT_EXTRAS
from pipeline.vocabulary import (
    CLOSINGS,
    CUSTOMER_TYPES,
    DIRECTIONS,
    FACTS,
    GRADES,
    ITEM_CLASSES,
    MODES,
    OUTCOMES,
    ROLES,
    RULES,
    STAGES,
    STATUSES,
)

_E164: Final = r"^\+[1-9]\d{6,14}$"
_ANY_MODE: Final = "|".join(MODES)
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "mode": MODES, "next_mode": MODES, "preferred_mode": MODES, "direction": DIRECTIONS, "outcome": OUTCOMES,
    "status": (*STATUSES, "cancelled"), "stated_grade": GRADES, "customer_type": CUSTOMER_TYPES, "cause": RULES,
    "role": ROLES, "consent_phone": ("yes", "no"), "consent_sms": ("yes", "no"), "consent_wechat": ("yes", "no"),
    "rule": RULES, "stage": STAGES, "item_class": ITEM_CLASSES, "item": tuple(ITEMS),
    "manual_grade": GRADES, "closed_as": CLOSINGS,
}  # fmt: skip
_SHAPES: Final[Mapping[str, str]] = {
    "phone": _E164, "phone_2": _E164, "referrer_phone": _E164, "wechat": r"^[a-z0-9_-]{6,20}$",
    "masked_phone": r"^[\d+*]*\*", "opt_out_modes": rf"^(?:{_ANY_MODE})(?:\|(?:{_ANY_MODE}))*$",
    "row_key": r"^[0-9a-f]{32}$", "content_hash": r"^[0-9a-f]{32}$",
}  # fmt: skip
_POSITIVE: Final = frozenset(
    {"budget_low", "budget_high", "area_low", "area_high", "price", "amount", "scale"}
)
_NOT_NEGATIVE: Final = frozenset(
    {"duration_seconds", "capacity", "score", "target_calls", "target_visits", "target_deals"}
)
_ALWAYS: Final = {
    "leads": {"created_at"}, "activities": {"at"}, "deals": set[str](), "units": {"price"}, "consultants": set[str](),
    "complaints": {"opened_at"}, "surveys": {"answered_at", "score"}, "milestones": {"milestone_date"},
    "channel_costs": {"channel", "month", "amount"}, "phrases": {"words"},
    "profiles": {"item", "item_class", "value"}, "targets": {"consultant", "month"}, "decisions": set[str](),
}  # fmt: skip
_RANGES: Final = (("budget_low", "budget_high"), ("area_low", "area_high"), ("score", "scale"))
_SEVERAL_A_ROW: Final = frozenset({"profiles"})


def invalid_rows(facts: pd.DataFrame, kind: str) -> dict[int, str]:
    """Row -> field for every row that breaks the schema of its kind; the index of `facts` is not looked at.

    A frame without the right columns or types is our own mistake and raises.
    """
    checked = facts.set_index("row", drop=False)
    try:
        schema(kind).validate(checked, lazy=True)
    except pa.errors.SchemaErrors as error:
        failures = error.failure_cases
        if failures["index"].isna().any():
            raise
        return {
            int(row): str(field) for row, field in zip(failures["index"], failures["column"], strict=True)
        }
    return {}


@cache
def schema(kind: str) -> Any:
    """One kind of fact: exact types, closed lists, plausible numbers; each row at most once, but for items."""
    types = {**FACT_EXTRAS, **FACTS[kind]}
    needed = {*FACT_EXTRAS, *_ALWAYS[kind]}
    columns = {
        name: pa.Column(DTYPES[of], _checks(name, kind), nullable=name not in needed)
        for name, of in types.items()
    }
    ranges = [_in_order(low, high) for low, high in _RANGES if low in types]
    return pa.DataFrameSchema(
        columns,
        checks=ranges,
        index=pa.Index("int64", unique=kind not in _SEVERAL_A_ROW),
        strict=True,
        coerce=False,
    )


def _checks(name: str, kind: str) -> list[Any]:
    if name in _WORDS:
        return [pa.Check.isin(_WORDS[name])]
    if name in _SHAPES and kind != "consultants":
        return [pa.Check.str_matches(_SHAPES[name])]
    if name in _POSITIVE and (name, kind) != ("amount", "channel_costs"):
        return [pa.Check.gt(0)]
    return [pa.Check.ge(0)] if name in _NOT_NEGATIVE or name == "amount" else []


def _in_order(low: str, high: str) -> Any:
    def is_in_order(facts: pd.DataFrame) -> pd.Series:
        return facts[low].isna() | facts[high].isna() | (facts[low] <= facts[high])

    return pa.Check(is_in_order, name=f"{low}_to_{high}")
