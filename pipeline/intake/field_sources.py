"""Which meanings of headers feed a field, best first, per kind of sheet."""

from collections.abc import Mapping
from typing import Final

from pipeline.intake.added_kinds import ADDED_MEANING_OF, Sources, added_sources


def _same(*names: str) -> Sources:
    return {name: (name,) for name in names}


WHO: Final[Sources] = {
    "name": ("customer_name", "bare_name", "contact_name", "given_name", "surname", "salutation", "nickname"),
    "preferred_name": ("salutation",), "phone": ("customer_phone", "mobile", "phone", "callee", "caller"),
    "phone_2": ("second_phone",), "other_phone": ("landline",), "wechat": ("wechat",),
    "customer_number": ("customer_number", "lead_number"),
}  # fmt: skip
PROFILE: Final[Sources] = {
    "updated_at": ("updated", "last_talk"), "consultant": ("consultant", "broker", "bare_name"),
    "consultant_number": ("consultant_number",), "stated_grade": ("grade",), "horizon": ("horizon",),
    "budget": ("budget",), "budget_low": ("budget_low",), "budget_high": ("budget_high",), "area": ("area",),
    "area_low": ("area_low",), "area_high": ("area_high",), "layout": ("layout", "product"),
    "customer_type": ("customer_type",), "competitors": ("competitor",), "next_date": ("next_date",),
    "content": ("content", "remark"), "status": ("status", "bare_status"),
    **_same(
        "district", "school", "decoration", "floor", "orientation", "transport", "usage", "funds", "referrer_phone",
        "preferred_mode", "preferred_time", "is_vip", "refuses_profiling", "consent", "consent_phone",
        "consent_sms", "consent_wechat", "need_change", "resistance",
    ),
}  # fmt: skip
# Lists of customers and deals say a birthday in passing; it is kept as an item of the profile.
BIRTHDAY: Final[Sources] = _same("item_birthday", "item_lunar_birthday")
DEAL: Final[Sources] = {
    "unit": ("unit",), "amount": ("amount", "price", "budget"), "deposit_date": ("deposit",),
    "contract_date": ("contract", "deal"), "handover_date": ("handover",), "move_in_date": ("moved_in",),
    "cancelled_date": ("cancelled",), "sign_by_date": ("sign_by",), "loan_date": ("loan_day",),
    "instalment_date": ("instalment_day",),
}  # fmt: skip
VISIT_DAYS: Final = ("visit", "registered", "date", "call_in", "created", "entered", "time", "at")
LEAD: Final[Sources] = {
    **WHO, "created_at": ("created", "registered", "entered", "call_in", "date", "time", "recorded"),
    "visit_at": ("visit",),
    **PROFILE, "updated_at": ("updated", "last_talk", "at"), "budget": ("budget", "price"),
    "channel": ("channel", "channel_detail"), **BIRTHDAY,
}  # fmt: skip
SOURCES: Final[Mapping[str, Sources]] = {
    "leads": LEAD,
    "visits": {
        **WHO, "visit_at": VISIT_DAYS, **PROFILE, "channel": ("channel", "channel_detail"),
        "updated_at": ("updated", "last_talk"), "budget": ("budget", "price"), **BIRTHDAY,
    },
    "activities": {
        **WHO, "at": ("at", "visit", "call_in", "date", "last_talk", "time", "registered", "created", "entered"),
        "recorded_at": ("recorded", "entered", "created", "registered"), **PROFILE,
        "duration_seconds": ("duration",),
        **_same("mode", "direction", "outcome", "next_mode", "next_aim", "promise", "material", "record_number"),
    },
    "deals": {**WHO, **PROFILE, **DEAL, "contract_date": ("contract", "deal", "date"), "budget": (), **BIRTHDAY},
    "units": {
        "unit": ("unit",), "layout": ("layout", "product"), "area": ("area", "unit_area"), "area_low": ("area_low",),
        "area_high": ("area_high",), "unit_price_total": ("price", "budget", "amount"), "is_main": ("is_main",),
        "is_on_sale": ("is_on_sale", "bare_status", "status"),
        **_same("district", "school", "decoration", "floor", "orientation", "transport", "usage"),
    },
    "consultants": {
        "consultant_id": ("consultant_number", "running"),
        "name": ("consultant", "bare_name", "broker", "contact_name"),
        "role": ("role",), "is_active": ("is_active", "bare_status"), "rest_days": ("rest_days",),
        "capacity": ("capacity",), "phone": ("mobile", "phone"),
    },
    **added_sources(WHO),
}  # fmt: skip
# Headers that only their values explain, and the fields they may feed, most likely first.
OPEN_MEANINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "bare_type": ("mode", "customer_type", "direction", "channel", "stated_grade", "layout"),
    "bare_status": ("status", "outcome"),
    "bare_intent": ("stated_grade", "status", "horizon"),
    "preferred_area": ("area", "district"),
    "contact_way": ("phone", "mode"),
    "visit_way": ("mode", "channel"),
}
# What a column says that the office mapped to a field itself.
MEANING_OF: Final = {
    "name": "customer_name", "phone": "customer_phone", "phone_2": "second_phone", "other_phone": "landline",
    "created_at": "created", "visit_at": "visit", "updated_at": "updated", "recorded_at": "recorded",
    "duration_seconds": "duration", "stated_grade": "grade", "competitors": "competitor", "deposit_date": "deposit",
    "contract_date": "contract", "handover_date": "handover", "move_in_date": "moved_in",
    "cancelled_date": "cancelled", "sign_by_date": "sign_by", "loan_date": "loan_day",
    "instalment_date": "instalment_day", "unit_price_total": "price", "consultant_id": "consultant_number",
    **ADDED_MEANING_OF,
}  # fmt: skip
