"""The columns of the frame of customers, with their types."""

from typing import Any, Final

import pandas as pd

from pipeline.facts import DTYPES

CUSTOMER: Final = {
    "site": "text", "name": "text", "phone": "text", "phone_2": "text", "other_phone": "text",
    "masked_phone": "text", "wechat": "text", "is_wechat_connected": "flag", "customer_number": "text",
    "key_order": "whole", "preferred_name": "text", "preferred_mode": "text", "preferred_time": "text",
    "customer_type": "text", "referrer_phone": "text", "need_change": "text", "resistance": "text",
    "consultant": "text", "channel": "text", "lead_source": "text", "created_at": "moment",
    "has_enquiry": "flag", "newest_enquiry_at": "moment", "newest_enquiry_night": "day",
    "newest_enquiry_channel": "text", "status": "text", "status_stated_on": "day", "status_since": "day",
    "manual_grade": "text", "manual_grade_until": "day",
    "stated_grade": "text", "stated_grade_on": "day", "horizon": "text", "horizon_stated_on": "day",
    "horizon_deadline": "day", "competitors_named": "whole", "has_named_competitor": "flag",
    "topic_on": "day", "budget_low": "number", "budget_high": "number", "area_low": "number",
    "area_high": "number", "layout": "text", "district": "text", "school": "text", "decoration": "text",
    "floor": "text", "orientation": "text", "transport": "text", "usage": "text", "is_vague": "flag",
    "funds": "text", "is_vip": "flag", "refuses_profiling": "flag", "consent_phone": "text",
    "consent_sms": "text", "consent_wechat": "text", "consent_on": "day", "opted_out_modes": "text",
    "is_closed": "flag", "is_owner": "flag", "has_deposit": "flag", "deposit_on": "day",
    "contract_on": "day", "contracts": "whole", "contract_amount": "number", "agreed_on": "day",
    "agreed_stated_on": "day", "is_unreachable": "flag", "first_reached_at": "moment",
    "first_visit_at": "moment", "first_deposit_on": "day", "first_contract_on": "day",
    "first_contact_at": "moment", "last_contact_at": "moment", "last_attempt_at": "moment",
    "last_attempt_mode": "text",
    "last_touch_on": "day", "unanswered_streak": "whole", "retry_attempts": "whole", "last_retry_on": "day",
    "response_at": "moment", "second_activity_at": "moment", "can_phone": "flag", "can_sms": "flag",
    "can_wechat": "flag", "taken_from": "text", "taken_on": "day",
}  # fmt: skip


_DTYPES: Final = {kind: pd.Series(dtype=dtype).dtype for kind, dtype in DTYPES.items()}


def typed_customers(columns: pd.DataFrame) -> pd.DataFrame:
    """All columns in order and of their types; days without a time of day."""
    typed = {name: _typed(columns[name], kind) for name, kind in CUSTOMER.items()}
    return pd.DataFrame(typed, index=columns.index)


def _typed(column: "pd.Series[Any]", kind: str) -> "pd.Series[Any]":
    if column.dtype != _DTYPES[kind]:
        column = column.astype(DTYPES[kind])
    return column.dt.normalize() if kind == "day" else column
