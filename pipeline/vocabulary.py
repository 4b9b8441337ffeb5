"""The words of the house, once: closed lists, and the columns of the frames that pass between the rooms.

Every list is in the order in which rules compare or people read it. Values are stable words, whatever the
language of the interface; what people read is in `locales/`.
"""

from typing import Final

# What a sheet of the office's own may be a list of; then our own workbooks that come back.
OFFICE_KINDS: Final = (
    "leads", "activities", "visits", "deals", "complaints", "surveys", "units", "consultants", "milestones",
    "channel_costs", "phrases", "profiles", "targets",
)  # fmt: skip
KINDS: Final = (*OFFICE_KINDS, "tasks", "after_sales", "manager", "rejected")
DISPOSITIONS: Final = ("accepted", "unchanged", "rejected", "ignored", "suppressed")
SEVERITIES: Final = ("error", "warning", "notice")

MODES: Final = ("phone", "wechat", "sms", "meeting", "visit", "email")
MESSAGE_MODES: Final = ("phone", "wechat", "sms")
DIRECTIONS: Final = ("inbound", "outbound")
OUTCOMES: Final = (
    "connected", "no_answer", "busy", "switched_off", "rejected", "invalid_number", "wrong_person",
    "wechat_added", "visit_agreed", "call_back", "not_interested", "bought_elsewhere", "agent",
    "do_not_disturb", "replied", "no_reply",
)  # fmt: skip
REACHED_OUTCOMES: Final = frozenset(
    {
        "connected", "call_back", "wechat_added", "visit_agreed", "not_interested", "bought_elsewhere",
        "agent", "do_not_disturb", "replied",
    }
)  # fmt: skip

STATUSES: Final = (
    "initial", "needs_clear", "comparing", "strong_intent", "deposit_pending", "closed", "not_now", "invalid",
)  # fmt: skip
STATUS_LADDER: Final = STATUSES[:6]
GRADES: Final = ("A", "B", "C")
PACES: Final = ("A", "B", "C", "not_now", "owner")
CATEGORIES: Final = ("potential", "interested", "closed")
STAGES: Final = ("first_contact", "needs", "decision", "after_sales")
CUSTOMER_TYPES: Final = ("first_home", "upgrade", "investment", "rental")
FUNDS: Final = ("sell_first", "needs_financing", "mortgage", "cash")

RULES: Final = (
    "complaint", "first_response", "agreed_date", "deposit_pending", "first_revisit", "handover", "retry",
    "cadence", "wake_up", "policy", "milestone", "survey", "birthday", "anniversary", "festival", "referral",
)  # fmt: skip
FIXED_RULES: Final = frozenset(
    {"complaint", "first_response", "agreed_date", "deposit_pending", "first_revisit", "handover"}
)
GREETING_CAUSES: Final = frozenset({"birthday", "anniversary", "festival", "milestone", "policy"})
FLAGS: Final = ("churn_warning", "neglected", "stuck", "requalify", "missing_facts", "waiting_for_consent")
BASES: Final = ("consent", "contract", "asked", "none")
BLOCKS: Final = ("no_basis", "opted_out", "unreachable", "invalid")
STEPS: Final = ("enquiry", "reached", "visit", "deposit", "deal")
VERDICTS: Final = ("better", "worse", "cannot_tell")
# What holds a customer back; a word of the office's own is as good.
RESISTANCES: Final = ("price", "competitor", "delivery", "location", "layout", "family", "policy")
# What may suit customers of a site all at once (房源配客).
NEWS: Final = ("new_unit", "price_cut", "milestone")
ROLES: Final = ("consultant", "customer_service", "site_manager")

CHANNELS: Final = (
    "walk_in", "phone_in", "douyin", "kuaishou", "xiaohongshu", "wechat_video", "official_account", "moments",
    "baidu", "anjuke", "58", "beike", "lianjia", "5i5j", "centaline", "fang", "leju", "broker",
    "everyone_sells", "referral", "friend", "staff", "outdoor", "elevator", "flyer", "outreach", "mall",
    "expo", "sms", "telemarketing", "press", "591", "rakuya", "unknown",
)  # fmt: skip

# Columns of accepted rows, by type: text, moment (naive, local to the site), day, number, whole, flag.
PROVENANCE: Final = {
    "fact_id": "whole", "site": "text", "file_id": "text", "file_order": "whole", "sheet": "text",
    "row": "whole", "row_key": "text", "content_hash": "text", "own_at": "moment", "spoken_date": "day",
    "known_night": "day",
}  # fmt: skip
WHO: Final = {
    "name": "text", "phone": "text", "phone_2": "text", "other_phone": "text", "masked_phone": "text",
    "wechat": "text", "is_wechat_connected": "flag", "customer_number": "text", "number_source": "text",
    "stated_customer_id": "text",
}  # fmt: skip
PROFILE: Final = {
    "consultant": "text", "status": "text", "stated_grade": "text", "horizon": "text", "competitors": "text",
    "budget_low": "number", "budget_high": "number", "area_low": "number", "area_high": "number",
    "layout": "text", "district": "text", "school": "text", "decoration": "text", "floor": "text",
    "orientation": "text", "transport": "text", "usage": "text", "is_vague": "flag", "funds": "text",
    "customer_type": "text", "preferred_name": "text", "preferred_mode": "text", "preferred_time": "text",
    "referrer_phone": "text", "is_vip": "flag", "refuses_profiling": "flag", "consent_phone": "text",
    "consent_sms": "text", "consent_wechat": "text", "opt_out_modes": "text", "lifts_opt_out": "flag",
    "content": "text", "next_date": "day", "need_change": "text", "resistance": "text",
}  # fmt: skip

LEAD: Final = {**WHO, **PROFILE, "created_at": "moment", "channel": "text", "lead_source": "text"}
ACTIVITY: Final = {
    **WHO, **PROFILE, "at": "moment", "mode": "text", "direction": "text", "outcome": "text",
    "duration_seconds": "number", "recorded_at": "moment", "record_number": "text", "cause": "text",
    "task_id": "text", "promise": "text", "promise_kept": "flag", "material": "text", "next_mode": "text",
    "next_aim": "text",
}  # fmt: skip
DEAL: Final = {
    **WHO, **PROFILE, "unit": "text", "amount": "number", "deposit_date": "day", "contract_date": "day",
    "handover_date": "day", "move_in_date": "day", "cancelled_date": "day", "sign_by_date": "day",
    "loan_date": "day", "instalment_date": "day",
}  # fmt: skip
UNIT: Final = {
    "unit": "text", "layout": "text", "area_low": "number", "area_high": "number", "price": "number",
    "is_main": "flag", "is_on_sale": "flag", "district": "text", "school": "text", "decoration": "text",
    "floor": "text", "orientation": "text", "transport": "text", "usage": "text",
}  # fmt: skip
CONSULTANT: Final = {
    "consultant_id": "text", "name": "text", "role": "text", "is_active": "flag", "rest_days": "text",
    "capacity": "number", "phone": "text",
}  # fmt: skip
COMPLAINT: Final = {
    **WHO, "consultant": "text", "complaint_number": "text", "is_suggestion": "flag", "opened_at": "moment",
    "category": "text", "content": "text", "unit": "text", "first_response_at": "moment", "closed_at": "moment",
}  # fmt: skip
SURVEY: Final = {
    **WHO, "consultant": "text", "answered_at": "moment", "occasion": "text", "score": "number", "scale": "number",
    "content": "text",
}  # fmt: skip
MILESTONE: Final = {
    "milestone": "text", "milestone_type": "text", "milestone_date": "moment", "audience": "text",
    "attendees": "text",
}  # fmt: skip
CHANNEL_COST: Final = {"channel": "text", "lead_source": "text", "month": "day", "amount": "number"}
PHRASE: Final = {
    "words": "text", "rule": "text", "resistance": "text", "customer_type": "text", "stage": "text",
    "material": "text",
}  # fmt: skip
PROFILE_ITEM: Final = {
    **WHO, "consultant": "text", "item": "text", "item_class": "text", "value": "text", "stated_on": "day",
}  # fmt: skip
TARGET: Final = {
    "consultant": "text", "month": "day", "target_calls": "number", "target_visits": "number",
    "target_deals": "number",
}  # fmt: skip
# What a manager decides about one customer; `plan` to `is_settled` are of the weekly meeting.
DECISION: Final = {
    **WHO, "decision_id": "text", "manual_grade": "text", "until_date": "day", "consultant": "text",
    "merge_with": "text", "split_off": "text", "is_vip": "flag", "channel": "text", "lead_source": "text",
    "closed_as": "text", "opt_out_modes": "text", "lifts_opt_out": "flag", "reason": "text", "plan": "text",
    "owner": "text", "deadline": "day", "progress": "text", "is_settled": "flag",
}  # fmt: skip
FACTS: Final = {
    "leads": LEAD, "activities": ACTIVITY, "deals": DEAL, "units": UNIT, "consultants": CONSULTANT,
    "complaints": COMPLAINT, "surveys": SURVEY, "milestones": MILESTONE, "channel_costs": CHANNEL_COST,
    "phrases": PHRASE, "profiles": PROFILE_ITEM, "targets": TARGET, "decisions": DECISION,
}  # fmt: skip
# Kinds that found no customer; those about a customer among them. Of these, decisions may tie or part customers.
ADDED_KINDS: Final = tuple(list(FACTS)[5:])
CUSTOMER_RECORDS: Final = ("complaints", "surveys", "profiles", "decisions")
# What a manager may close a customer as.
CLOSINGS: Final = ("closed", "not_now", "invalid")
MILESTONE_TYPES: Final = ("opening", "open_day", "owner_party", "price_change", "policy_change", "festival")
ITEM_CLASSES: Final = ("basic", "personal", "sensitive", "third_person")

# The fields of WHO and PROFILE that are about a person; no message, log or error shows their values.
PERSONAL_FIELDS: Final = frozenset(
    {
        *WHO, "preferred_name", "referrer_phone", "content", "need_change", "promise", "resistance", "attendees",
        "value", "reason", "split_off", "plan", "progress",
    }
) - {"number_source", "is_wechat_connected"}  # fmt: skip

CUSTOMER_COLUMNS: Final = (
    "customer_id", "site", "name", "phone", "wechat", "consultant", "channel", "created_at", "status",
    "category", "stage", "customer_type", "is_vip", "grade", "computed_grade", "grade_provisional",
    "grade_reason", "grade_next", "intent_grade", "purchasing_power_grade", "purchasing_power_coverage",
    "need_match_grade", "stated_grade", "last_contact_at", "unanswered_streak", "next_contact_date",
    "next_contact_mode", "next_contact_reason", "overdue_since", "basis", "consent_phone", "consent_sms",
    "consent_wechat", "opted_out_modes", "blocked_by", "flags",
)  # fmt: skip
HANDED_OVER: Final = {
    "customer_id": "text", "from_consultant": "text", "to_consultant": "text", "handed_on": "day",
}  # fmt: skip
SITE_NEWS: Final = {
    "news_id": "text", "news": "text", "happened_on": "day", "unit": "text", "layout": "text", "area_low": "number",
    "area_high": "number", "price": "number", "price_before": "number", "milestone": "text",
    "milestone_type": "text", "audience": "text", "customers": "whole", "proposed": "whole",
}  # fmt: skip
SUITED: Final = {
    "news_id": "text", "customer_id": "text", "wants_met": "whole", "wants_counted": "whole", "missed": "text",
    "is_within_budget": "flag", "is_newly_within_budget": "flag", "mode": "text", "blocked_by": "text",
    "is_proposed": "flag",
}  # fmt: skip
TASK_COLUMNS: Final = (
    "task_id", "as_of", "site", "consultant", "customer_id", "planned_date", "due_date", "latest_at", "mode",
    "action", "rule", "other_rules", "is_fixed", "is_group_message", "moved_from", "occasion",
    "is_on_rest_day",
)  # fmt: skip
GRADE_COLUMNS: Final = ("customer_id", "date", "from_grade", "to_grade", "reason")
CONVERSION_COLUMNS: Final = (
    "site", "channel", "step", "customers", "reached_step", "horizon_days", "seen_rate", "matured_rate",
    "low", "high", "verdict", "cost_per_step",
)  # fmt: skip
LEAD_COLUMNS: Final = (
    "file_id", "sheet", "row", "customer_id", "site", "name", "phone", "wechat", "created_at", "channel",
    "lead_source", "consultant", "budget_low", "budget_high", "area_low", "area_high", "layout",
    "horizon_deadline", "stated_grade", "status", "consent_phone", "consent_sms", "consent_wechat",
)  # fmt: skip
ACTIVITY_COLUMNS: Final = (
    "file_id", "sheet", "row", "customer_id", "site", "at", "mode", "direction", "outcome", "is_reached",
    "consultant", "content", "next_date", "resistance", "need_change", "recorded_at",
)  # fmt: skip
DEAL_COLUMNS: Final = (
    "file_id", "sheet", "row", "customer_id", "site", "unit", "amount", "deposit_date", "contract_date",
    "handover_date", "move_in_date", "cancelled_date",
)  # fmt: skip
_WHERE: Final = ("file_id", "sheet", "row")
_WHOSE: Final = (*_WHERE, "customer_id", "site", "name", "phone", "wechat", "consultant")
RECORD_COLUMNS: Final = {
    kind: (*_WHOSE, *(name for name in FACTS[kind] if name not in (*WHO, "consultant")))
    if kind in CUSTOMER_RECORDS
    else (*_WHERE, "site", *FACTS[kind])
    for kind in ADDED_KINDS
}
ROW_COLUMNS: Final = ("file_id", "sheet", "row", "kind", "disposition", "codes", "customer_id")
ISSUE_COLUMNS: Final = (
    "file_id", "sheet", "row", "column", "header", "field", "code", "severity", "message", "closed",
)  # fmt: skip
