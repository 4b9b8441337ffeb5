"""What one site may set for itself, and where the parts of the data directory are."""

import re
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator, model_validator

from pipeline.config_problems import refused


@cache
def _time_zones() -> set[str]:
    return available_timezones()


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @field_validator("*", mode="before")
    @classmethod
    def no_other_kind_of_value(cls, value: Any, told: ValidationInfo) -> Any:
        """`true` is no number, and "30" or "yes" between quotes is a text."""
        kind = cls.model_fields[str(told.field_name)].annotation
        is_other = (
            isinstance(value, bool) if kind in (int, float) else kind is bool and not isinstance(value, bool)
        )
        if is_other or (kind in (int, float) and isinstance(value, str)):
            raise ValueError
        return value

    def ascending(self, *names: str) -> Self:
        """Refuses settings that do not rise in this order; equal ones are allowed."""
        for earlier, later in pairwise(names):
            if getattr(self, earlier) > getattr(self, later):
                raise refused("order", earlier=earlier, later=later)
        return self


class Site(Section):
    """What one site (案场) may set for itself."""

    timezone: str = "Asia/Shanghai"
    language: Literal["zh", "en"] = "zh"
    opening: time = time(9, 0)
    closing: time = time(18, 0)
    closed_days: tuple[date, ...] | None = None  # None: lunar New Year's Eve and the two days after
    public_holidays_closed: bool = False
    shared_numbers: tuple[str, ...] = ()
    columns: dict[str, str] = {}

    @field_validator("shared_numbers")
    @classmethod
    def numbers_of_phones(cls, numbers: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"\+?[\d\- ()]{3,25}", number) for number in numbers):
            raise refused("number")
        return numbers

    @field_validator("timezone")
    @classmethod
    def known_timezone(cls, name: str) -> str:
        if name not in _time_zones():
            near = get_close_matches(name, sorted(_time_zones()), n=1, cutoff=0.5) or ["Asia/Shanghai"]
            raise refused("timezone", near=near[0])
        return name

    @model_validator(mode="after")
    def opens_before_it_closes(self) -> Self:
        if self.opening >= self.closing:
            raise refused("order", earlier="opening", later="closing")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class FilePattern(Section):
    columns: dict[str, str] = {}


class Paths(Section):
    inbox: str | None = None
    outbox: str | None = None
    store: str | None = None
    archive: str | None = None
    log: str | None = None
    key: str | None = None
