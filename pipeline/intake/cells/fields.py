"""Which parser reads which field, and which fields each of them feeds."""

from collections.abc import Callable
from typing import Final

from pipeline.intake.cells.added_words import (
    item_parser,
    parse_category,
    parse_cost,
    parse_is_suggestion,
    parse_item,
    parse_milestone_type,
    parse_stage,
)
from pipeline.intake.cells.areas import area_parser
from pipeline.intake.cells.channels import parse_channel
from pipeline.intake.cells.consents import (
    parse_consent,
    parse_consent_phone,
    parse_consent_sms,
    parse_consent_wechat,
    parse_lift,
    parse_opt_out,
)
from pipeline.intake.cells.contacts import parse_direction, parse_mode, parse_outcome, parse_status
from pipeline.intake.cells.dates import date_parser
from pipeline.intake.cells.durations import parse_capacity, parse_duration
from pipeline.intake.cells.flags import (
    parse_is_active,
    parse_is_done,
    parse_is_main,
    parse_is_on_sale,
    parse_is_vip,
    parse_promise_kept,
    parse_refuses_profiling,
)
from pipeline.intake.cells.grades import parse_stated_grade
from pipeline.intake.cells.horizons import parse_horizon
from pipeline.intake.cells.layouts import parse_layout
from pipeline.intake.cells.money import amount_parser, budget_parser
from pipeline.intake.cells.months import count_parser, parse_month
from pipeline.intake.cells.phones import parse_referrer_phone, phone_parser
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.roster import parse_cause, parse_rest_days, parse_role
from pipeline.intake.cells.scores import parse_scale, parse_score
from pipeline.intake.cells.text import is_blank, sheet_error
from pipeline.intake.cells.texts import (
    consultant_parser,
    identifier_parser,
    list_parser,
    name_parser,
    own_number_parser,
    parse_preferred_time,
    text_parser,
    wants,
)
from pipeline.intake.cells.wants import (
    parse_customer_type,
    parse_decoration,
    parse_floor,
    parse_funds,
    parse_orientation,
    parse_school,
)
from pipeline.intake.cells.wechats import parse_wechat
from pipeline.intake.profile_items import MEANINGS as ITEM_FIELDS

_MOMENTS: Final = (
    "created_at", "at", "updated_at", "recorded_at", "visit_at", "opened_at", "first_response_at", "closed_at",
    "answered_at",
)  # fmt: skip
_PAST_DAYS: Final = ("deposit_date", "contract_date", "cancelled_date", "stated_on")
_PLANNED_DAYS: Final = (
    "next_date", "handover_date", "move_in_date", "until_date", "deadline", "sign_by_date", "loan_date",
    "instalment_date",
)  # fmt: skip
_PLANNED_MOMENTS: Final = ("milestone_date",)
DAY_FIELDS: Final = frozenset({*_PAST_DAYS, *_PLANNED_DAYS})
DATE_FIELDS: Final = DAY_FIELDS.union(_MOMENTS, _PLANNED_MOMENTS)
# Fields in which a word for nothing may be the value; their parsers decide themselves.
_NAMES: Final = frozenset({"name", "preferred_name", "consultant", "consultant_number"})
_ANSWERS: Final = frozenset(
    {
        "is_vip", "refuses_profiling", "consent", "consent_phone", "consent_sms", "consent_wechat",
        "opt_out", "is_main", "is_on_sale", "is_active", "is_settled",
    }
)  # fmt: skip
_FEEDS: Final[dict[str, tuple[str, ...]]] = {
    "channel": ("channel", "lead_source"), "budget": ("budget_low", "budget_high"), "area": ("area_low", "area_high"),
    "consent": ("consent_phone", "consent_sms", "consent_wechat"), "opt_out": ("opt_out_modes",),
    "unit_price_total": ("price",), "cost": ("amount",), "lift": ("lifts_opt_out", "opt_out_modes"),
}  # fmt: skip


def _as(field: str, parse: Parser, told: str = "mode") -> Parser:
    """The word another parser finds as `told`, and nothing else, for a field of another name."""

    def parse_renamed(cell: Cell, context: CellContext) -> Reading:
        reading = parse(cell, context)
        values = {field: reading.values[told]} if told in reading.values else {}
        return Reading(values, reading.code, reading.details)

    return parse_renamed


def _total(field: str, parse: Parser) -> Parser:
    """The parser behind what is alike for all fields: errors of the sheet, and nothing said."""
    has_own_blanks = field in _NAMES or field in _ANSWERS
    error_code = "date-impossible" if field in DATE_FIELDS else "cell-error-value"

    def parse_cell(cell: Cell, context: CellContext) -> Reading:
        error = sheet_error(cell)
        if error:
            is_hidden_date = set(error) == {"#"}
            return Reading(code=error_code if is_hidden_date else "cell-error-value", details=error)
        if is_blank(cell) and not (has_own_blanks and isinstance(cell, str) and cell.strip()):
            return NOTHING
        return parse(cell, context)

    return parse_cell


def _parsers() -> dict[str, Parser]:
    parsers: dict[str, Parser] = {
        "phone": phone_parser(("phone", "phone_2"), "other_phone"),
        "phone_2": phone_parser(("phone_2",), "other_phone"),
        "other_phone": phone_parser((), "other_phone"),
        "referrer_phone": parse_referrer_phone, "wechat": parse_wechat, "duration_seconds": parse_duration,
        "mode": parse_mode, "direction": parse_direction, "outcome": parse_outcome, "status": parse_status,
        "preferred_mode": _as("preferred_mode", parse_mode), "next_mode": _as("next_mode", parse_mode),
        "stated_grade": parse_stated_grade, "channel": parse_channel, "horizon": parse_horizon,
        "budget": budget_parser("budget_low", "budget_high"), "budget_low": budget_parser("budget_low", ""),
        "budget_high": budget_parser("", "budget_high"), "amount": amount_parser("amount"),
        "unit_price_total": amount_parser("price"), "area": area_parser("area_low", "area_high"),
        "area_low": area_parser("area_low", ""), "area_high": area_parser("", "area_high"),
        "layout": wants(parse_layout), "school": wants(parse_school), "decoration": wants(parse_decoration),
        "floor": wants(parse_floor), "orientation": wants(parse_orientation), "funds": parse_funds,
        "customer_type": parse_customer_type, "preferred_time": parse_preferred_time, "is_vip": parse_is_vip,
        "refuses_profiling": parse_refuses_profiling, "consent": parse_consent,
        "consent_phone": parse_consent_phone, "consent_sms": parse_consent_sms,
        "is_done": parse_is_done, "promise_kept": parse_promise_kept,
        "consent_wechat": parse_consent_wechat, "opt_out": parse_opt_out, "is_main": parse_is_main,
        "is_on_sale": parse_is_on_sale, "role": parse_role, "is_active": parse_is_active,
        "rest_days": parse_rest_days, "capacity": parse_capacity, "cause": parse_cause,
        "rule": _as("rule", parse_cause, "cause"), "stage": parse_stage, "score": parse_score, "scale": parse_scale,
        "month": parse_month, "cost": parse_cost, "milestone_type": parse_milestone_type, "item": parse_item,
        "is_suggestion": parse_is_suggestion, "category": parse_category, "lift": parse_lift,
        "manual_grade": _as("manual_grade", parse_stated_grade, "stated_grade"),
        "closed_as": _as("closed_as", parse_status, "status"),
        "is_settled": _as("is_settled", parse_is_vip, "is_vip"),
    }  # fmt: skip
    families: list[tuple[tuple[str, ...], Callable[[str], Parser]]] = [
        (("name", "preferred_name"), name_parser),
        (("consultant", "consultant_number"), consultant_parser),
        (
            (
                "customer_number",
                "record_number",
                "consultant_id",
                "complaint_number",
            ),
            identifier_parser,
        ),
        (("task_id", "decision_id", "stated_customer_id", "merge_with"), own_number_parser),
        (
            (
                "content",
                "next_aim",
                "need_change",
                "promise",
                "unit",
                "site",
                "occasion",
                "milestone",
                "audience",
                "attendees",
                "words",
                "split_off",
                "reason",
                "plan",
                "owner",
                "progress",
            ),
            text_parser,
        ),
        (("target_calls", "target_visits", "target_deals"), count_parser),
        (("value", *ITEM_FIELDS), item_parser),
        (("competitors", "material", "resistance"), list_parser),
        (("district", "transport", "usage"), lambda field: wants(list_parser(field))),
        (_MOMENTS, lambda field: date_parser(field, is_day=False)),
        (_PLANNED_MOMENTS, lambda field: date_parser(field, is_day=False, is_future=True)),
        (_PAST_DAYS, lambda field: date_parser(field, is_day=True)),
        (_PLANNED_DAYS, lambda field: date_parser(field, is_day=True, is_future=True)),
    ]
    return parsers | {field: make(field) for fields, make in families for field in fields}


PARSERS: Final[dict[str, Parser]] = {field: _total(field, parse) for field, parse in _parsers().items()}
FEEDS: Final[dict[str, tuple[str, ...]]] = {field: _FEEDS.get(field, (field,)) for field in PARSERS}
