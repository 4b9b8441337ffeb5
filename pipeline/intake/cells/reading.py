"""What a cell parser is given and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """An error a spreadsheet stored instead of a value, such as `#REF!`. The plain text `#N/A` is no such cell."""

    text: str


Cell = str | int | float | bool | datetime | date | time | timedelta | ErrorCell | None


@dataclass(frozen=True, slots=True)
class CellContext:
    """What a cell cannot say itself.

    spoken_date  the day the file speaks for: today, yesterday and days without a year are relative to it
    zone         the site's time zone; moments are naive and local to it
    unit         the unit in the header: 万 元 千元 ㎡ 坪 秒 分 月 % AED ...
    date1904     serial numbers count from 1904
    day_first    how the column writes `5/3/2026`; None: not decided
    year_first   how the column writes `26/3/20`; None: not decided
    header       the header as typed; decides the modes of an opt-out
    channels     the office's own channel words, as typed -> channel
    period       year and month (0: none) that title, sheet or file is about: the year of days without one
    scale        the highest mark of a column of stars or marks; 0: not known
    """

    spoken_date: date | None
    zone: ZoneInfo
    unit: str = ""
    date1904: bool = False
    day_first: bool | None = None
    year_first: bool | None = None
    header: str = ""
    channels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    scale: int = 0
    period: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields that one cell feeds, none for an empty cell, and the code of what is wrong with it, if anything.

    A cell may give values and a code: a channel nobody knows is kept and reported. `details` repeats a word
    of closed lists only, never what a person's own field says.
    """

    values: Mapping[str, object] = field(default_factory=dict)
    code: str = ""
    details: str = ""


NOTHING = Reading()
Parser = Callable[[Cell, CellContext], Reading]
