"""Working time of one site: opening hours minus closed days (Rules, section 1).

Moments and days are naive and local to the site. An empty moment stays empty, the index stays as it was.
Opening hours include their end: a latest moment of exactly closing is still inside them.
"""

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from functools import cache

import holidays
import numpy as np
import pandas as pd
from holidays.countries.china import ChinaStaticHolidays

from pipeline.config import Site
from pipeline.rules.calendars import LUNAR_YEARS, lunar_day

DAY = np.timedelta64(1, "D")
MINUTE = np.timedelta64(1, "m")
LAST_PUBLISHED_YEAR = max(ChinaStaticHolidays.special_public_holidays)  # days off in lieu come year by year


class WorkingTime:
    """When one site works. Every method takes a column and works over its unique values."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._opening = _minutes(site.opening)
        self._closing = _minutes(site.closing)

    def deadline(self, starts: "pd.Series[pd.Timestamp]", minutes: int) -> "pd.Series[pd.Timestamp]":
        """The moment `minutes` of working time after each start.

        A start while closed counts from the next opening; what ends exactly at closing ends that day, not
        at the next opening. A start of 00:00 is taken as that moment (for whole days: `closing_after_day`).
        """
        length = int((self._closing - self._opening) / MINUTE)

        def after(moments: np.ndarray) -> np.ndarray:
            days = moments.astype("datetime64[D]")
            open_days = self._open_days(days.min(), days.max(), minutes // length + 2)
            at = np.searchsorted(open_days, days)
            is_open = open_days[at] == days
            worked = np.clip((moments - days) - self._opening, 0, self._closing - self._opening)
            total = np.where(is_open, worked, np.timedelta64(0, "us")) + minutes * MINUTE
            further = np.maximum(0, -(-total // (length * MINUTE)) - 1)  # a full day ends at its closing
            rest = total - further * (length * MINUTE)
            return open_days[at + further] + self._opening + rest

        return _over_unique(starts, after)

    def closing_on_or_after(self, moments: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
        """A latest moment inside opening hours as it is, else the next closing after it."""

        def move(moments: np.ndarray) -> np.ndarray:
            days = moments.astype("datetime64[D]")
            open_days = self._open_days(days.min(), days.max(), 2)
            at = np.searchsorted(open_days, days)
            is_open = open_days[at] == days
            past = is_open & (moments - days > self._closing)
            inside = is_open & (moments - days >= self._opening) & ~past
            return np.where(inside, moments, open_days[at + past] + self._closing)

        return _over_unique(moments, move)

    def closing_on_or_before(self, moments: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
        """A latest moment inside opening hours as it is, else the newest closing before it."""

        def move(moments: np.ndarray) -> np.ndarray:
            days = moments.astype("datetime64[D]")
            open_days = self._open_days_until(days.min(), days.max())
            at = np.searchsorted(open_days, days, side="right") - 1
            is_open = open_days[at] == days
            has_opened = is_open & (moments - days >= self._opening)
            inside = has_opened & (moments - days <= self._closing)
            last = open_days[at - (is_open & ~has_opened)] + self._closing
            return np.where(inside, moments, last)

        return _over_unique(moments, move)

    def closing_after_day(self, days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
        """The closing of the first open day after each day (times of day are ignored)."""

        def closing(moments: np.ndarray) -> np.ndarray:
            whole = moments.astype("datetime64[D]")
            open_days = self._open_days(whole.min(), whole.max(), 2)
            return open_days[np.searchsorted(open_days, whole, side="right")] + self._closing

        return _over_unique(days, closing)

    def closing_of(self, days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
        """The hour of closing on each day itself, open or not: the latest moment of a whole day."""
        return _over_unique(days, lambda moments: moments.astype("datetime64[D]") + self._closing)

    def is_open_day(self, days: "pd.Series[pd.Timestamp]") -> "pd.Series[bool]":
        """Whether the site opens on each day; an empty day is not open."""
        known = days.dropna().to_numpy().astype("datetime64[D]")
        closed = self._closed_days(known.min(), known.max()) if len(known) else known
        return days.notna() & ~days.dt.normalize().isin(pd.DatetimeIndex(closed))

    def unknown_years(self, days: "pd.Series[pd.Timestamp]") -> tuple[int, ...]:
        """Years among the days whose closed days no calendar knows; none are assumed there, so say so."""
        years = {int(year) for year in days.dt.year.dropna().unique()}
        is_lunar, is_public = self._site.closed_days is None, self._site.public_holidays_closed
        return tuple(
            year
            for year in sorted(years)
            if (is_lunar and year not in LUNAR_YEARS) or (is_public and year > LAST_PUBLISHED_YEAR)
        )

    def _open_days(self, first: np.datetime64, last: np.datetime64, after: int) -> np.ndarray:
        """Every open day from `first` on, with at least `after` of them later than `last`."""
        span = after
        while True:
            days = np.arange(first, last + (span + 1) * DAY)
            open_days: np.ndarray = np.setdiff1d(
                days, self._closed_days(days[0], days[-1]), assume_unique=True
            )
            if np.count_nonzero(open_days > last) >= after:
                return open_days
            span *= 2

    def _open_days_until(self, first: np.datetime64, last: np.datetime64) -> np.ndarray:
        """Every open day up to `last`, with at least one of them earlier than `first`."""
        span = 2
        while True:
            days = np.arange(first - span * DAY, last + DAY)
            open_days: np.ndarray = np.setdiff1d(
                days, self._closed_days(days[0], days[-1]), assume_unique=True
            )
            if (open_days < first).any():
                return open_days
            span *= 2

    def _closed_days(self, first: np.datetime64, last: np.datetime64) -> np.ndarray:
        closed: set[date] = set(self._site.closed_days or ())
        for year in range(_year(first), _year(last) + 1):
            closed |= _new_year_days(year) if self._site.closed_days is None else frozenset()
            closed |= _public_holidays(year) if self._site.public_holidays_closed else frozenset()
        days = _days(closed)
        return days[(days >= first) & (days <= last)]


@cache
def _new_year_days(year: int) -> frozenset[date]:
    """Lunar New Year's Eve and the two days after it; none in a year the library does not know."""
    new_year = lunar_day(year, 1, 1)
    return frozenset(new_year + timedelta(days=offset) for offset in (-1, 0, 1)) if new_year else frozenset()


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("CN", years=year))


def _days(dates: Iterable[date]) -> np.ndarray:
    return np.array(sorted(dates), dtype="datetime64[D]")


def _year(day: np.datetime64) -> int:
    return int(day.astype("datetime64[Y]").astype(int)) + 1970


def _minutes(moment: time) -> np.timedelta64:
    return np.timedelta64(moment.hour * 60 + moment.minute, "m")


def _over_unique(
    column: "pd.Series[pd.Timestamp]", change: Callable[[np.ndarray], np.ndarray]
) -> "pd.Series[pd.Timestamp]":
    """`change` on each different moment once; empties stay."""
    codes, moments = pd.factorize(column.astype("datetime64[us]"))
    changed = np.full(len(moments) + 1, np.datetime64("NaT", "us"))
    if len(moments):
        changed[:-1] = change(np.asarray(moments, dtype="datetime64[us]")).astype("datetime64[us]")
    return pd.Series(changed[codes], index=column.index, name=column.name, dtype="datetime64[us]")
