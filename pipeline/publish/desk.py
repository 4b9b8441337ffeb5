"""Whose workbook it is, and for which day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Desk:
    """`reader`: the consultant's name; `day_in_words`: the plan day as people write it."""

    site: str
    consultant_id: str
    reader: str
    plan_day: date
    day_in_words: str
    agreed_max_days: int
    is_supplement: bool
