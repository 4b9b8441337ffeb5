"""Who of the roster is there to be given a customer."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.known_rows import stated_by
from pipeline.customers.roster import current_consultants, read_roster


def people_there(named: "pd.Series[str]", consultants: pd.DataFrame, as_of: AsOf) -> "pd.Series[bool]":
    """Which of these names and numbers are somebody of the roster who has not left; of no roster everybody is.

    `consultants`: all accepted rows of the roster.
    """
    people = current_consultants(stated_by(consultants, as_of))
    present = people[people["is_active"].fillna(True).astype(bool)]
    if people.empty:
        return named.notna()
    return read_roster(present, named).resolve(named).isin(present["consultant_id"])
