"""What a run was told about time, and the plan day D that follows from it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self


@dataclass(frozen=True, slots=True)
class AsOf:
    """`told` is the date or instant given; `known_until` the last moment known; `plan_day` is D."""

    told: date | datetime
    known_until: datetime
    plan_day: date

    @classmethod
    def of(cls, told: date | datetime, plan_after: time) -> Self:
        """A date: known to its end, and D. An instant: known up to it; D is the next day from `plan_after`."""
        if not isinstance(told, datetime):
            return cls(told, datetime.combine(told, time.max), told)
        later = told.time() >= plan_after
        return cls(told, told, told.date() + timedelta(days=1) if later else told.date())

    @classmethod
    def parse(cls, text: str, plan_after: time) -> Self:
        """From a command's words: `2026-06-30`, `2026-06-30T18:00`. Raises ValueError."""
        told = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
        return cls.of(told, plan_after)

    def __str__(self) -> str:
        return self.told.isoformat()
