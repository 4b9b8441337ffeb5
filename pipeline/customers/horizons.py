"""When somebody means to buy, as a day: a stated horizon and the day it was stated (Rules, section 4)."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd
from lunardate import LunarDate

from pipeline.customers.columns import Column, codes_of

MONTHS_AFTER_SPRING_FESTIVAL: Final = 3
DAYS_TO_LANTERN_FESTIVAL: Final = 15
LAST_LUNAR_YEAR: Final = 2099


def deadlines(horizons: Column, stated_on: Column) -> Column:
    """The last day of each horizon; empty for `open` and for nothing stated. Works on unique pairs."""
    is_stated = (horizons.notna() & stated_on.notna()).to_numpy()
    said, on = horizons[is_stated], stated_on[is_stated].dt.normalize()
    pair = codes_of(said, on)
    first = np.flatnonzero(~pd.Series(pair).duplicated().to_numpy())
    days = [deadline(*told) for told in zip(said.iloc[first], on.iloc[first].dt.date, strict=True)]
    found = np.full(len(horizons), np.datetime64("NaT"), dtype="datetime64[us]")
    found[is_stated] = np.array(days, dtype="datetime64[us]")[pair]
    return pd.Series(found, index=horizons.index)


def deadline(horizon: str, stated_on: date) -> date | None:
    """One horizon's last day.

    `m:3` is three months after the stated day, cut to the month's last day; `d:2026-09-30` that day;
    year_end and second_half the stated year's last day; next_year_first_half 30 June of the next year;
    spring_festival the lunar New Year's Eve on or after the stated day; after_spring_festival three months
    after the next lunar New Year's Day, until the Lantern Festival of this year's. `open` has none.
    """
    kind, _, value = horizon.partition(":")
    if kind == "m":
        return _months_after(stated_on, int(value))
    if kind == "d":
        return date.fromisoformat(value)
    if kind in ("year_end", "second_half"):
        return date(stated_on.year, 12, 31)
    if kind == "next_year_first_half":
        return date(stated_on.year + 1, 6, 30)
    if kind == "spring_festival":
        return _next_eve(stated_on)
    if kind == "after_spring_festival":
        eve = _next_eve(stated_on - timedelta(days=DAYS_TO_LANTERN_FESTIVAL))
        return None if eve is None else _months_after(eve + timedelta(days=1), MONTHS_AFTER_SPRING_FESTIVAL)
    return None


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _next_eve(day: date) -> date | None:
    """The lunar New Year's Eve on or after a day."""
    eve = _new_year_eve(day.year)
    return _new_year_eve(day.year + 1) if eve is not None and eve < day else eve


def _new_year_eve(year: int) -> date | None:
    """None for a year that the lunar calendar at hand does not know well."""
    if year > LAST_LUNAR_YEAR:
        return None
    new_year: date = LunarDate(year, 1, 1).to_solar_date()
    return new_year - timedelta(days=1)
