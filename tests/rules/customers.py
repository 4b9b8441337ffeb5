"""Hand-made frames for the rules: every column of docs/frames.md, typed, filled from keyword rows.

    customers(dict(status="initial"), dict(customer_id="C7", is_owner=True))
    activities(dict(at="2026-06-03 10:00"), dict(at="2026-06-04", mode="sms", is_attempt=False))

What a row does not say is empty, except for a reachable, open customer who enquired on 1 June.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.facts import BIRTHDAYS, DTYPES, fact_columns
from pipeline.rules.due import Records

D = date(2026, 6, 30)
AS_OF = AsOf.of(D, time(18, 0))

CUSTOMERS = {
    "customer_id": "text", "site": "text", "name": "text", "phone": "text", "phone_2": "text",
    "other_phone": "text", "masked_phone": "text", "wechat": "text", "is_wechat_connected": "flag",
    "customer_number": "text", "key_order": "whole", "preferred_name": "text", "preferred_mode": "text",
    "preferred_time": "text", "customer_type": "text", "referrer_phone": "text", "need_change": "text",
    "resistance": "text", "consultant": "text", "channel": "text", "lead_source": "text",
    "created_at": "moment", "has_enquiry": "flag", "newest_enquiry_at": "moment",
    "newest_enquiry_night": "day", "newest_enquiry_channel": "text", "status": "text",
    "status_stated_on": "day", "status_since": "day", "stated_grade": "text", "stated_grade_on": "day",
    "horizon": "text", "horizon_stated_on": "day", "horizon_deadline": "day", "competitors_named": "whole",
    "has_named_competitor": "flag", "topic_on": "day", "budget_low": "number", "budget_high": "number",
    "area_low": "number", "area_high": "number", "layout": "text", "district": "text", "school": "text",
    "decoration": "text", "floor": "text", "orientation": "text", "transport": "text", "usage": "text",
    "is_vague": "flag", "funds": "text", "is_vip": "flag", "refuses_profiling": "flag",
    "consent_phone": "text", "consent_sms": "text", "consent_wechat": "text", "consent_on": "day",
    "opted_out_modes": "text", "is_closed": "flag", "is_owner": "flag", "has_deposit": "flag",
    "deposit_on": "day", "contract_on": "day", "contracts": "whole", "contract_amount": "number",
    "agreed_on": "day", "agreed_stated_on": "day", "is_unreachable": "flag", "first_reached_at": "moment",
    "first_visit_at": "moment", "first_deposit_on": "day", "first_contract_on": "day",
    "first_contact_at": "moment", "last_contact_at": "moment", "last_attempt_at": "moment",
    "last_attempt_mode": "text",
    "last_touch_on": "day", "unanswered_streak": "whole", "retry_attempts": "whole", "last_retry_on": "day",
    "response_at": "moment", "second_activity_at": "moment", "can_phone": "flag", "can_sms": "flag",
    "can_wechat": "flag", "manual_grade": "text", "manual_grade_until": "day",
}  # fmt: skip
GRADED = {
    "grade": "text", "grade_provisional": "flag", "intent_grade": "text", "missing_facts": "text",
    "category": "text", "stage": "text",
}  # fmt: skip
ACTIVITIES = {
    **fact_columns("activities"), "customer_id": "text", "is_reached": "flag", "is_attempt": "flag",
    "is_contact": "flag", "is_outbound": "flag",
}  # fmt: skip
DEALS = {**fact_columns("deals"), "customer_id": "text", "cancelled_on": "day"}
COMPLAINTS = {**fact_columns("complaints"), "customer_id": "text"}
SURVEYS = {**fact_columns("surveys"), "customer_id": "text"}
MILESTONES = fact_columns("milestones")
UNITS = fact_columns("units")

ENQUIRY = {
    "created_at": "2026-06-01 10:00", "has_enquiry": True, "channel": "walk_in", "can_phone": True,
    "can_sms": True,
}  # fmt: skip
CALL = {"customer_id": "C1", "mode": "phone", "is_attempt": True, "is_outbound": True}


def customers(*rows: Mapping[str, object]) -> pd.DataFrame:
    """One row a customer, index customer_id (C1, C2, ... unless said), with grade columns (grade B unless said).

    The newest enquiry is the first one, known on its own day, unless said.
    """
    numbered = [
        {"customer_id": f"C{n + 1}", "key_order": n, "phone": f"+8613800{n:06d}"} for n in range(len(rows))
    ]
    full = [_enquiry({**number, **ENQUIRY, **row}) for number, row in zip(numbered, rows, strict=True)]
    graded = [{"grade": "B", "grade_provisional": False, **row} for row in full]
    return frame({**CUSTOMERS, **GRADED}, graded).set_index("customer_id")


def activities(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Outbound calls to C1 that nobody answered, unless said."""
    return frame(ACTIVITIES, [{**CALL, **row} for row in rows])


def deals(*rows: Mapping[str, object]) -> pd.DataFrame:
    return frame(DEALS, [{"customer_id": "C1", **row} for row in rows])


def records(**kinds: Sequence[Mapping[str, object]]) -> Records:
    """Complaints, surveys and birthdays of C1 unless said, and milestones."""
    columns = {"complaints": COMPLAINTS, "surveys": SURVEYS, "milestones": MILESTONES, "birthdays": BIRTHDAYS}
    own: dict[str, dict[str, object]] = {
        "milestones": {}, "birthdays": {"customer_id": "C1", "is_lunar": False, "is_family": False},
    }  # fmt: skip
    return Records(
        **{
            kind: frame(columns[kind], [{**own.get(kind, {"customer_id": "C1"}), **row} for row in rows])
            for kind, rows in kinds.items()
        }
    )


def units(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Units `U1`, `U2`, ... unless said; not marked main, on sale unless said."""
    return frame(UNITS, [{"unit": f"U{n + 1}", **row} for n, row in enumerate(rows)])


def frame(columns: Mapping[str, str], rows: list[dict[str, object]]) -> pd.DataFrame:
    """Typed columns; a name that is no column is a mistake in the test. Missing: empty, or 0 if whole."""
    unknown = {name for row in rows for name in row} - set(columns)
    if unknown:
        raise KeyError(f"no such column: {sorted(unknown)}")
    return pd.DataFrame(
        {name: column([row.get(name) for row in rows], kind) for name, kind in columns.items()}
    )


def column(values: list[object], kind: str) -> pd.Series:
    if kind in ("moment", "day"):
        return pd.Series([pd.Timestamp(str(v)) if v else pd.NaT for v in values], dtype="datetime64[us]")
    filled = [{"whole": 0}.get(kind) if v is None else v for v in values]
    return pd.Series(filled, dtype=DTYPES[kind])


def _enquiry(row: dict[str, object]) -> dict[str, object]:
    if not row["has_enquiry"]:
        return row
    newest = str(row.get("newest_enquiry_at", row["created_at"]))
    return {
        "newest_enquiry_at": newest,
        "newest_enquiry_night": newest[:10],
        "newest_enquiry_channel": row["channel"],
        **row,
    }
