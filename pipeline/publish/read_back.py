"""Our sheets that come back filled in: which of their columns are read as which fields."""

from collections.abc import Collection, Mapping
from typing import Final

from pipeline.wording import Language, Wording

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


# Sheets that come back filled in: area -> kind of fact, and field of the sheet -> field that it is read back as.
READ_BACK: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "decisions": ("decisions", {"customer": "stated_customer_id", **_same(
        "decision_id", "given", "manual_grade", "until_date", "consultant", "merge_with", "split_off", "is_vip",
        "channel", "closed_as", "lift", "reason",
    )}),
    "meeting": ("decisions", _same(
        "stated_customer_id", "decision_id", "given", "plan", "owner", "deadline", "progress", "is_settled",
    )),
    "complaints": ("complaints", {"unit_told": "unit", "handled_by": "consultant", **_same(
        "stated_customer_id", "given", "complaint_number", "category", "content", "is_suggestion", "opened_at",
        "first_response_at", "closed_at",
    )}),
    "handovers": ("activities", _same("stated_customer_id", "given", "at", "content", "promise")),
    "surveys": ("surveys", _same(
        "stated_customer_id", "given", "occasion", "score", "scale", "answered_at", "content",
    )),
}  # fmt: skip


def map_of(area: str, title: str, headers: Collection[str], wording: Wording) -> list[list[str]]:
    """The map of a sheet of ours with these headers; empty for one that is only read."""
    if area not in READ_BACK:
        return []
    kind, meanings = READ_BACK[area]
    named = {field: wording(f"{area}.header.{field}") for field in meanings}
    found = [[title, header, meanings[field]] for field, header in named.items() if header in headers]
    return [["facts", title, kind], *found]


def area_of(headers: Collection[str]) -> tuple[str, Wording] | None:
    """Which of our sheets that come back has these headers, and its language; None: none of them."""
    for language in LANGUAGES:
        wording = Wording(language)
        for area, (_, meanings) in READ_BACK.items():
            if {wording(f"{area}.header.{field}") for field in meanings} <= set(headers):
                return area, wording
    return None
