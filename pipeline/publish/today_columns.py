"""The columns of the sheet Today: what they are called, how wide, what may be chosen or typed in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, Literal

from pipeline.vocabulary import CUSTOMER_TYPES, FUNDS, MODES, OUTCOMES, STATUSES
from pipeline.wording import Wording

RECENT_DAYS: Final = 60  # how far back a contact may lie before we ask whether the date is a slip


@dataclass(frozen=True, slots=True)
class Column:
    """`told` columns are ours to fill, `hidden` ones too and read back, `asked` ones are the consultant's.

    `area`: how the wordings of its header and note begin.
    """

    field: str
    width: float
    use: Literal["told", "hidden", "asked"]
    area: str = "today"

    def header(self, wording: Wording) -> str:
        return wording(f"{self.area}.header.{self.field}")


# Hidden columns stand between shown ones: whoever selects a part of the sheet and sorts it takes them along.
# The first two to fill stand before the rest, since they are enough, and end the printed page.
TODAY: Final = (
    Column("position", 5, "told"),
    Column("customer", 12, "told"),
    Column("task_id", 10, "hidden"),
    Column("stated_customer_id", 10, "hidden"),
    Column("cause", 10, "hidden"),
    Column("planned_mode", 10, "hidden"),
    Column("phone", 15, "told"),
    Column("grade", 6, "told"),
    Column("why_now", 34, "told"),
    Column("latest_at", 12, "told"),
    Column("how", 13, "told"),
    Column("talks", 34, "told"),
    Column("prepared", 46, "told"),
    Column("words", 44, "told"),
    Column("outcome", 11, "asked"),
    Column("content", 34, "asked"),
    Column("mode", 10, "asked"),
    Column("at", 16, "asked"),
    Column("need_change", 22, "asked"),
    Column("resistance", 12, "asked"),
    Column("promise", 22, "asked"),
    Column("promise_kept", 13, "asked"),
    Column("material", 20, "asked"),
    Column("status", 11, "asked"),
    Column("next_date", 13, "asked"),
    Column("next_mode", 10, "asked"),
    Column("next_aim", 20, "asked"),
    Column("budget", 13, "asked"),
    Column("horizon", 13, "asked"),
    Column("layout", 10, "asked"),
    Column("area", 12, "asked"),
    Column("orientation", 10, "asked"),
    Column("school", 12, "asked"),
    Column("funds", 12, "asked"),
    Column("competitors", 16, "asked"),
    Column("customer_type", 11, "asked"),
    Column("consent", 10, "asked"),
    Column("opt_out", 12, "asked"),
)
PLACES: Final = {column.field: place for place, column in enumerate(TODAY)}
FIRST_ASKED: Final = PLACES["outcome"]
LAST_PRINTED: Final = PLACES["content"]
LAST_FROZEN: Final = PLACES["phone"]

CLOSED_CHOICES: Final = {
    "outcome": ("outcome", OUTCOMES),
    "mode": ("mode", MODES),
    "next_mode": ("mode", MODES),
    "status": ("status", STATUSES),
    "consent": ("consent", ("yes", "no")),
    "funds": ("funds", FUNDS),
    "customer_type": ("customer_type", CUSTOMER_TYPES),
}
# A word of one's own is as welcome.
OPEN_CHOICES: Final = frozenset({"resistance", "horizon", "layout", "orientation", "school", "channel"})


def choices(field: str, wording: Wording) -> list[str]:
    """The words of a column's dropdown; none: it has no dropdown."""
    if field in CLOSED_CHOICES:
        group, words = CLOSED_CHOICES[field]
        return [wording(f"{group}.{word}") for word in words]
    key = f"today.choices.{field}"
    return wording(key).split("|") if wording.has(key) else []


def rule_for(column: Column, plan_day: date, agreed_max_days: int, wording: Wording) -> dict[str, Any]:
    """What a column to fill accepts and the note it shows, as the workbook's own data validation."""
    field = column.field
    in_three_days = plan_day + timedelta(days=3)
    example = {"at": f"{plan_day} 14:30", "created_at": f"{plan_day}"}.get(field, f"{in_three_days}")
    note = {
        "input_title": column.header(wording),
        "input_message": wording(f"{column.area}.note.{field}", example=example, day=plan_day),
        "error_title": wording("today.error.title"),
    }
    if field in ("at", "created_at"):
        recent = timedelta(days=RECENT_DAYS)
        return {**note, **_days("at", plan_day - recent, plan_day + recent, example, wording)}
    if field == "next_date":
        latest = plan_day + timedelta(days=agreed_max_days)
        return {**note, **_days(field, plan_day, latest, example, wording)}
    words = choices(field, wording)
    if not words:
        return {**note, "validate": "any"}
    error = (
        {"show_error": False} if field in OPEN_CHOICES else {"error_message": wording("today.error.choice")}
    )
    return {**note, "validate": "list", "source": words, **error}


def _days(field: str, first: date, last: date, example: str, wording: Wording) -> dict[str, Any]:
    """Days from `first` to the end of `last`; a warning that may be overruled, since the reader understands
    more ways to write a day than Excel does.
    """
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": datetime.combine(first, time.min),
        "maximum": datetime.combine(last, time(23, 59, 59)),
        "error_type": "warning",
        "error_message": wording(f"today.error.{field}", example=example, first=first, last=last),
    }
