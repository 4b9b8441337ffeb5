"""How numbers, days and names are written on a page, by language."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal, format_percent

from pipeline.wording import Wording

LOCALES: Final = {"zh": "zh_CN", "en": "en"}
# Control and bidirectional marks, lone halves of a character: they break a line, turn it around, or no file
# can hold them.
UNPRINTABLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+"
)


class Notation:
    """Numbers and days as one language writes them; names cleaned of what does not print."""

    def __init__(self, words: Wording) -> None:
        self.words = words
        self.locale = LOCALES[words.language]

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float | None) -> str:
        """One decimal; a share of nothing is a dash."""
        if share is None:
            return self.words("report.none")
        return format_percent(share, "#,##0.0%", locale=self.locale)

    def share(self, part: int, whole: int) -> str:
        return self.percent(part / whole if whole else None)

    def day(self, value: date) -> str:
        return format_date(value, "full", locale=self.locale)

    def short_day(self, value: date) -> str:
        return format_skeleton("MEd", value, locale=self.locale)

    def known_until(self, value: datetime) -> str:
        """`value` is the last moment known: the end of a day, or an instant."""
        if value.time().replace(microsecond=0) == time(23, 59, 59):
            return self.words("report.known_day", day=format_date(value, "long", locale=self.locale))
        moment = format_datetime(value, "medium", locale=self.locale)
        return self.words("report.known_at", moment=moment)

    def label(self, group: str, word: object) -> str:
        """The label of a stable word, or the office's own word."""
        return self.clean(self.words.word(group, word))

    def listed(self, names: list[str]) -> str:
        return self.words("list.separator").join(names)

    @staticmethod
    def clean(text: object) -> str:
        return UNPRINTABLE.sub(" ", str(text)).strip()

    def site(self, name: str) -> str:
        """How people call a site; the one without a folder of its own has no name."""
        return self.clean(self.words.word("site", name))

    def filters(self) -> dict[str, Callable[..., str]]:
        """For templates."""
        return {
            "number": self.number, "percent": self.percent, "day": self.day, "short_day": self.short_day,
            "clean": self.clean, "site": self.site,
        }  # fmt: skip
