"""Hand-made facts: short rows, typed frames, and the customers derived from them.

    derived = derive(lead("w1", phone="1", name="张伟"), call("c1", phone="1", at="2026-06-02 10:00"))

A row has a tag, by which tests find it again: `whose(derived, "c1")`. `phone="1"` is +8613800000001. Every row
lies in a file of its own, in the order given, unless `file` says otherwise; its own date is the day it speaks
of, its file speaks for 20 June.
"""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import Derived, derive_customers
from pipeline.facts import DTYPES, Facts, empty_frame, fact_columns
from pipeline.vocabulary import FACTS

SITE = "御名峰"
D = date(2026, 6, 30)
AS_OF = AsOf.of(D, time(18, 0))
Row = dict[str, Any]


def mobile(short: str) -> str:
    return f"+86138{int(short):08d}" if short.isdigit() and len(short) < 9 else short


def lead(tag: str, created_at: str = "2026-06-01 10:00", **cells: Any) -> Row:
    """An enquiry through a channel of its own, unless said: else it were a version of another on that day."""
    return _row("leads", tag, created_at, {"created_at": created_at, "channel": tag, **cells})


def activity(tag: str, at: str, mode: str = "phone", **cells: Any) -> Row:
    return _row("activities", tag, at, {"at": at, "mode": mode, **cells})


def deal(tag: str, unit: str = "1-101", **cells: Any) -> Row:
    days = [str(cells[day]) for day in ("deposit_date", "contract_date") if day in cells]
    return _row("deals", tag, min(days, default="2026-06-01"), {"unit": unit, **cells})


def person(tag: str, **cells: Any) -> Row:
    """A row of the roster."""
    return _row("consultants", tag, "2026-06-01", cells)


def _row(kind: str, tag: str, own_at: str, cells: Mapping[str, Any]) -> Row:
    numbers = {key: mobile(cells[key]) for key in ("phone", "phone_2", "referrer_phone") if cells.get(key)}
    known = {"own_at": own_at, "spoken_date": "2026-06-20", "sheet": "Sheet1", "row": 2, "site": SITE}
    return {"kind": kind, "tag": tag, **known, **cells, **numbers}


def facts(*rows: Row, **decided: pd.DataFrame) -> Facts:
    """The rows as facts; `fact_id` is the position, files are ordered as first named."""
    files = {name: n for n, name in enumerate(dict.fromkeys(_file(row) for row in rows))}
    filled = [
        {
            **row,
            "fact_id": n,
            "file_id": _file(row),
            "file_order": row.get("file_order", files[_file(row)]),
            "row_key": row.get("row_key", _row_key(row)),
            "content_hash": row.get("content_hash", str(sorted(map(str, row.items())))),
        }
        for n, row in enumerate(rows)
    ]
    frames = {
        kind: frame(fact_columns(kind), [row for row in filled if row["kind"] == kind]) for kind in FACTS
    }
    return Facts(SITE, **frames, **decided)


def _file(row: Row) -> str:
    return str(row.get("file", row["tag"]))


def _row_key(row: Row) -> str:
    keys = ("phone", "wechat", "customer_number", "other_phone", "masked_phone", "name")
    strongest = next((f"{key} {row[key]}" for key in keys if row.get(key)), f"{_file(row)} {row['row']}")
    about = [row.get(key, "") for key in ("created_at", "channel", "at", "mode", "unit")]
    return f"{row['kind']} {strongest} {about}"


def frame(columns: Mapping[str, str], rows: list[Row]) -> pd.DataFrame:
    """Typed columns; what a row does not say is empty, or 0 if whole."""
    return pd.DataFrame(
        {name: column([row.get(name) for row in rows], kind) for name, kind in columns.items()}
    )


def column(values: list[Any], kind: str) -> "pd.Series[Any]":
    if kind in ("moment", "day"):
        return pd.Series([pd.Timestamp(str(v)) if v else pd.NaT for v in values], dtype="datetime64[us]")
    filled = [{"whole": 0}.get(kind) if v is None else v for v in values]
    return pd.Series(filled, dtype=DTYPES[kind])


def decided(columns: Mapping[str, str], *rows: Row) -> pd.DataFrame:
    return frame(columns, list(rows)) if rows else empty_frame(dict(columns))


def derive(
    *rows: Row, as_of: AsOf = AS_OF, settings: Settings | None = None, **decisions: pd.DataFrame
) -> Derived:
    return derive_customers(facts(*rows, **decisions), settings or Settings(), as_of)


def owners(derived: Derived, *rows: Row) -> dict[str, str]:
    """Tag -> customer_id of the rows that have one; `rows` as they were given."""
    ids: dict[int, str] = {}
    for kind in ("leads", "activities", "deals"):
        told = getattr(derived, kind)
        ids |= dict(zip(told["fact_id"], told["customer_id"], strict=True))
    return {row["tag"]: ids[n] for n, row in enumerate(rows) if n in ids}


def groups(*rows: Row, **options: Any) -> list[str]:
    """The customers as sorted tags joined by a blank: ["a b", "c"]; rows that have none are left out."""
    return grouped(derive(*rows, **options), *rows)


def grouped(derived: Derived, *rows: Row) -> list[str]:
    told = owners(derived, *rows)
    return sorted(
        " ".join(sorted(tag for tag in told if told[tag] == customer_id))
        for customer_id in set(told.values())
    )


def codes(derived: Derived, *rows: Row) -> dict[str, str]:
    """Tag -> issue codes joined by a blank."""
    found: dict[str, str] = {}
    for fact_id, code in derived.issues.sort_values("code")[["fact_id", "code"]].itertuples(index=False):
        tag = rows[fact_id]["tag"]
        found[tag] = f"{found[tag]} {code}" if tag in found else code
    return found


def only(derived: Derived) -> "pd.Series[Any]":
    """The one customer there is."""
    assert len(derived.customers) == 1
    return derived.customers.iloc[0]


def decision(tag: str, customer: str, own_at: str = "2026-06-21 18:00", **cells: Any) -> Row:
    """A manager's row about the customer with the short number `customer`."""
    named = {"stated_customer_id": f"{SITE}-{int(customer):06d}", "row_key": tag, **cells}
    if "merge_with" in cells:
        named["merge_with"] = f"{SITE}-{int(cells['merge_with']):06d}"
    return _row("decisions", tag, own_at, named)
