"""The words of the made-up office: one TOML file per language, with the same keys in both."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["zh", "en"]
Headers = dict[str, str]


@dataclass(frozen=True)
class Lexicon:
    """Lists that codes point into keep the order of their code; templates hold {named} places."""

    day: str
    sentence_join: str
    sentence_end: str
    money: str
    money_per_cell: int
    surnames: Sequence[str]
    given: Sequence[str]
    name_join: str
    merged_note: str
    exported: str
    total: str
    total_text: str
    unknown_name: str
    unknown_channel: str
    phone_note: str
    weekdays: Sequence[str]
    months: Sequence[str]
    quarters: Sequence[str]
    month_period: str
    quarter_period: str
    day_period: str
    sites: Sequence[str]
    rivals: Sequence[str]
    channels: Sequence[str]
    statuses: Sequence[str]
    modes: Sequence[str]
    outcomes: Sequence[str]
    resistances: Sequence[str]
    purposes: Sequence[str]
    horizons: Sequence[str]
    layouts: Sequence[str]
    wanted_layouts: Sequence[str]
    orientations: Sequence[str]
    decorations: Sequence[str]
    school: str
    unit_number: str
    unit_states: Sequence[str]
    roles: Sequence[str]
    states: Sequence[str]
    yes: str
    no: str
    wechat_added: str
    files: dict[str, str]
    sheets: dict[str, str]
    titles: dict[str, str]
    headers: dict[str, Headers]
    phrases: dict[str, list[str]]
    doubts: dict[str, list[list[str]]]
    untidy: dict[str, Any]
    care: dict[str, Any]

    def long_day(self, day: date) -> str:
        """A day with its year, as it stands in titles."""
        return self.day_period.format(year=day.year, month=day.month, day=day.day)

    def short_day(self, day: date) -> str:
        """A day without its year, as it stands in notes."""
        return self.day.format(day=day.day, month=self.months[day.month - 1])

    def amount(self, wan: int) -> str:
        """A sum in words; `wan` counts ten thousand yuan."""
        return self.money.format(wan=wan, yuan=wan * 10_000)


@cache
def load_lexicon(language: Language) -> Lexicon:
    """The words of one language; a missing or unknown key is a TypeError."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as opened:
        return Lexicon(**tomllib.load(opened))
