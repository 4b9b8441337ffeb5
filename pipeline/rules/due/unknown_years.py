"""Years ahead that no calendar knows: said, never guessed (Rules, section 1)."""

from datetime import timedelta
from typing import Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Site
from pipeline.rules.calendars import LUNAR_YEARS
from pipeline.rules.working_time import WorkingTime

_DEADLINES_REACH: Final = timedelta(days=31)
_GREETINGS_REACH: Final = timedelta(days=366)


def unknown_years(site: Site, as_of: AsOf) -> tuple[int, ...]:
    """Years whose closed days the coming month needs, or whose festivals and lunar birthdays the coming year does,
    and that are not known: those days are taken as open, those greetings are not planned.
    """
    first = as_of.plan_day
    soon = pd.Series(pd.to_datetime([first, first + _DEADLINES_REACH]))
    greeted = {first.year, (first + _GREETINGS_REACH).year} - set(LUNAR_YEARS)
    return tuple(sorted({*WorkingTime(site).unknown_years(soon), *greeted}))
