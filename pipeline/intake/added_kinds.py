"""Sheets of the kinds that few offices have: how they are known, and which meanings feed their fields."""

from collections.abc import Mapping
from typing import Final

from pipeline.intake.profile_items import MEANINGS as ITEM_MEANINGS
from pipeline.intake.profile_items import PREFIX

Sources = Mapping[str, tuple[str, ...]]

_KEYS: Final = {
    "customer_phone", "mobile", "phone", "caller", "callee", "second_phone", "landline", "wechat",
    "customer_number", "lead_number",
}  # fmt: skip
_NAMES: Final = {"customer_name", "bare_name", "contact_name", "salutation", "nickname"}
_TARGETS: Final = {"target_calls", "target_visits", "target_deals"}
_DAYS: Final = {"milestone_day", "date", "time", "at"}
# What only lists of enquiries, visits, calls and deals say; a satisfaction beside it is one of their columns.
_ENQUIRY: Final = {
    "created", "visit", "channel", "budget", "deposit", "contract", "horizon", "outcome", "duration", "next_date",
}  # fmt: skip
_LEAST_ITEMS: Final = 4
_LEAD_LIST: Final = {
    "registered", "call_in", "layout", "area", "product", "status", "grade", "price", "customer_type",
}  # fmt: skip


def recognise_added(said: set[str]) -> str | None:
    """The kind among these that headers of such meanings make together; None: none of them."""
    is_about_people = bool(said & (_KEYS | _NAMES))
    if said & _TARGETS and not said & _KEYS:
        return "targets"
    if not is_about_people:
        return _about_the_office(said)
    if said & _ENQUIRY:
        return None
    if said & {"complaint_number", "complaint_opened", "complaint_category", "complaint_closed"}:
        return "complaints"
    if "score" in said or ("grade" in said and said & {"survey_at", "occasion"}):
        return "surveys"
    if "complaint_content" in said:
        return "complaints"
    if "profile_item" in said and said & {"profile_value", "content"}:
        return "profiles"
    has_items = len([meaning for meaning in said if meaning.startswith(PREFIX)]) >= _LEAST_ITEMS
    return "profiles" if has_items and not said & _LEAD_LIST else None


def _about_the_office(said: set[str]) -> str | None:
    if said & {"words"}:
        return "phrases"
    if (
        said & {"channel", "channel_detail"}
        and said & {"cost", "needless", "amount"}
        and said & {"month", "date"}
    ):
        return "channel_costs"
    if said & {"milestone", "milestone_type"} and said & _DAYS:
        return "milestones"
    return None


def added_sources(who: Sources) -> Mapping[str, Sources]:
    """Kind -> field -> meanings, best first; `who`: the fields that say who a customer is."""
    who = {name: meanings for name, meanings in who.items() if name != "preferred_name"}
    handler = {"consultant": ("consultant", "broker"), "consultant_number": ("consultant_number",)}
    return {
        "complaints": {
            **who, **handler, "complaint_number": ("complaint_number", "record_number"),
            "opened_at": ("complaint_opened", "registered", "created", "date", "call_in", "at", "time", "entered"),
            "category": ("complaint_category", "bare_type"), "is_suggestion": ("is_suggestion",),
            "first_response_at": ("first_response",), "closed_at": ("complaint_closed", "deal"),
            "content": ("complaint_content", "content", "remark"), "unit": ("unit",), "updated_at": ("updated",),
        },
        "surveys": {
            **who, **handler,
            "answered_at": ("survey_at", "at", "date", "registered", "first_response", "time", "created"),
            "score": ("score", "grade"), "scale": ("scale",), "occasion": ("occasion", "mode", "bare_type"),
            "content": ("complaint_content", "content", "remark"), "updated_at": ("updated",),
        },
        "milestones": {
            "milestone": ("milestone", "bare_name", "content"),
            "milestone_type": ("milestone_type", "mode", "bare_type"),
            "milestone_date": ("milestone_day", "date", "at", "time"), "audience": ("audience",),
            "attendees": ("attendees",), "updated_at": ("updated",),
        },
        "channel_costs": {
            "channel": ("channel", "channel_detail"), "month": ("month", "date"),
            "cost": ("cost", "amount", "needless"), "updated_at": ("updated",),
        },
        "phrases": {
            "words": ("words",), "rule": ("situation_rule",), "resistance": ("phrase_resistance", "resistance"),
            "customer_type": ("phrase_type", "customer_type"), "stage": ("phrase_stage", "status", "bare_status"),
            "material": ("phrase_material", "material"), "updated_at": ("updated",),
        },
        "profiles": {
            **who, **handler, "item": ("profile_item",), "value": ("profile_value", "content"),
            "stated_on": ("updated", "recorded", "entered", "registered", "date", "created"),
            **{name: (name,) for name in ITEM_MEANINGS},
        },
        "targets": {
            "consultant": ("consultant", "bare_name", "broker"), "consultant_number": ("consultant_number",),
            "month": ("month", "date"), **{name: (name,) for name in sorted(_TARGETS)}, "updated_at": ("updated",),
        },
    }  # fmt: skip


# What a column says that the office mapped to a field itself.
ADDED_MEANING_OF: Final = {
    "opened_at": "complaint_opened", "first_response_at": "first_response", "closed_at": "complaint_closed",
    "category": "complaint_category", "answered_at": "survey_at", "milestone_date": "milestone_day",
    "rule": "situation_rule", "item": "profile_item", "value": "profile_value",
}  # fmt: skip
# A field that another kind has under this name too, and what it is read as here.
READ_AS: Final = {("channel_costs", "amount"): "cost"}
