"""The columns of the blank workbooks: which fields of each kind an office fills in, and what each accepts."""

from dataclasses import dataclass
from typing import Final, Literal

from pipeline.intake.cells.fields import DATE_FIELDS
from pipeline.intake.judging import needed_groups, read_from
from pipeline.intake.profile_items import ITEMS, PREFIX, kept_items
from pipeline.vocabulary import (
    CUSTOMER_TYPES,
    GRADES,
    MILESTONE_TYPES,
    MODES,
    OFFICE_KINDS,
    OUTCOMES,
    ROLES,
    RULES,
    STAGES,
    STATUSES,
)
from pipeline.wording import Wording

Need = Literal["required", "one_of", "free"]
FIELDS: Final = {
    "leads": (
        "name phone wechat created_at channel consultant status stated_grade budget area layout horizon "
        "customer_type funds competitors consent opt_out next_date content"
    ),
    "activities": (
        "name phone wechat at mode outcome content need_change resistance promise material status next_date "
        "next_mode next_aim consultant"
    ),
    "visits": (
        "name phone wechat visit_at channel consultant status stated_grade budget area layout horizon competitors "
        "consent opt_out content"
    ),
    "deals": (
        "name phone unit amount deposit_date contract_date handover_date move_in_date cancelled_date consultant"
    ),
    "complaints": (
        "name phone unit complaint_number opened_at is_suggestion category content first_response_at closed_at "
        "consultant"
    ),
    "surveys": "name phone answered_at occasion score scale content consultant",
    "units": (
        "unit layout area unit_price_total is_main is_on_sale district school decoration floor orientation transport "
        "usage"
    ),
    "consultants": "consultant_id name role is_active phone rest_days capacity",
    "milestones": "milestone milestone_type milestone_date audience attendees",
    "channel_costs": "channel month cost",
    "phrases": "words rule resistance customer_type stage material",
    "profiles": "name phone stated_on",
    "targets": "consultant month target_calls target_visits target_deals",
}  # fmt: skip
CLOSED: Final = {
    "status": ("status", STATUSES), "mode": ("mode", MODES), "next_mode": ("mode", MODES),
    "outcome": ("outcome", OUTCOMES), "customer_type": ("customer_type", CUSTOMER_TYPES),
    "consent": ("consent", ("yes", "no")), "role": ("role", ROLES), "rule": ("rule", RULES),
    "stage": ("stage", STAGES),
    "milestone_type": ("milestone_type", MILESTONE_TYPES),
}  # fmt: skip
YES_OR_NO: Final = frozenset({"is_main", "is_on_sale", "is_active"})
# A word of one's own is as welcome as one of the list.
OPEN: Final = frozenset({"channel", "resistance", "horizon", "milestone_type"})
_TODAY: Final = frozenset({"horizon", "resistance", "opt_out"})
_WIDTHS: Final = {
    "content": 40, "words": 60, "next_aim": 22, "promise": 24, "need_change": 24, "material": 20, "audience": 26,
    "attendees": 30, "competitors": 22, "name": 16, "phone": 16, "milestone": 26,
}  # fmt: skip
# What the file's day stands in for when it is missing; a template asks for it all the same.
_ASKED_FOR: Final = frozenset({"created_at", "visit_at"})


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of one kind's blank workbook, in the words of one language."""

    field: str
    header: str
    note: str
    example: str
    choices: tuple[str, ...]
    need: Need
    width: float

    @property
    def is_date(self) -> bool:
        return self.field in DATE_FIELDS

    @property
    def is_open(self) -> bool:
        return self.field in OPEN


def template_columns(
    kind: str, wording: Wording, kept: frozenset[str] = kept_items(())
) -> list[TemplateColumn]:
    """The columns in their order; of a profile the items that the office keeps."""
    assert kind in OFFICE_KINDS
    items = [f"{PREFIX}{name}" for name in ITEMS if name in kept] if kind == "profiles" else []
    return [_column(kind, field, wording) for field in [*FIELDS[kind].split(), *items]]


def choices(field: str, wording: Wording) -> tuple[str, ...]:
    """The words of a column's dropdown; none: it has no dropdown."""
    if field in CLOSED:
        group, words = CLOSED[field]
        return tuple(wording(f"{group}.{word}") for word in words)
    if field == "stated_grade":
        return GRADES
    key = f"today.choices.{field}" if field in _TODAY else f"template.choices.{field}"
    key = "template.choices.yes_no" if field in YES_OR_NO else key
    return tuple(wording(key).split("|")) if wording.has(key) else ()


def need_of(kind: str, field: str) -> Need:
    """Whether a row must say the field, or one of several."""
    if field in _ASKED_FOR and kind in ("leads", "visits"):
        return "required"
    groups = [read_from(group) for group in needed_groups(kind)]
    shown = [[name for name in group if name in FIELDS[kind].split()] for group in groups]
    group = next((group for group in shown if field in group), [])
    return "free" if not group else "required" if len(group) == 1 else "one_of"


def _column(kind: str, field: str, wording: Wording) -> TemplateColumn:
    need = need_of(kind, field)
    mark = "" if need == "free" else wording(f"template.{need}")
    example = _said("example", kind, field, wording)
    return TemplateColumn(
        field=field,
        header=_said("header", kind, field, wording) + mark,
        note=_said("note", kind, field, wording) or wording("template.note.item"),
        example=wording(example[1:]) if example.startswith("@") else example,
        choices=choices(field, wording),
        need=need,
        width=_WIDTHS.get(field, 17 if field in DATE_FIELDS else 14),
    )


def _said(what: str, kind: str, field: str, wording: Wording) -> str:
    """The text of a field, this kind's own before the one of all kinds; "" where there is none."""
    keys = (f"template.{what}.{kind}.{field}", f"template.{what}.{field}")
    return next((wording(key) for key in keys if wording.has(key)), "")
