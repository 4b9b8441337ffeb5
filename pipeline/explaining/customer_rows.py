"""Every row that is about one customer, with file, sheet and row, and nothing of anybody else's."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from pipeline.customers import current_records
from pipeline.explaining.case import Case
from pipeline.explaining.values import Told, plain
from pipeline.vocabulary import CUSTOMER_RECORDS, FACTS

SPOKEN: Final = {
    "leads": "created_at", "activities": "at", "deals": "dated_at", "complaints": "opened_at",
    "surveys": "answered_at", "profiles": "stated_on",
}  # fmt: skip
INNER: Final = frozenset({"number_source", "stated_customer_id", "task_id"})
SOMEBODY_ELSES: Final = frozenset({"referrer_phone"})
HIDDEN: Final = "***"


def customer_rows(case: Case) -> list[Told]:
    """One record a row, oldest first: kind, at, own_at, is_current, file_id, file, sheet, row, values.

    `values` are the fields that say something, by their names. Of other people's data (a referrer's number,
    third persons in a profile) only that there is some. Of complaints, surveys and profiles the versions that
    stand; of the others replaced versions too, with `is_current` false.
    """
    kinds = dict(case.said.known)
    for kind in CUSTOMER_RECORDS:
        records = current_records(case.facts, kind, case.decision.derived, case.as_of)
        kinds[kind] = case.rows(records).assign(is_current=True)
    told = [row for kind, rows in kinds.items() for row in _rows(kind, rows, case)]
    return sorted(told, key=lambda row: (row["at"] or row["own_at"] or "", row["kind"], row["row"]))


def _rows(kind: str, rows: pd.DataFrame, case: Case) -> list[Told]:
    return [
        {
            "kind": kind,
            "at": plain(row[SPOKEN.get(kind, "own_at")]),
            "own_at": plain(row["own_at"]),
            "is_current": bool(row["is_current"]),
            **case.place(row),
            "values": _values(kind, row),
        }
        for row in rows.to_dict("records")
    ]


def _values(kind: str, row: Mapping[Any, Any]) -> Told:
    hidden = SOMEBODY_ELSES | ({"value"} if row.get("item_class") == "third_person" else set())
    values = {name: plain(row[name]) for name in FACTS[kind] if name not in INNER}
    return {
        name: HIDDEN if name in hidden else value
        for name, value in values.items()
        if value is not None and value != ""
    }
