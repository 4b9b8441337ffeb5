"""What the rules look at besides customers, activities and deals."""

from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from pipeline.facts import BIRTHDAYS, empty_frame, fact_columns

_OF_CUSTOMER: Final = {"customer_id": "text"}


@dataclass(frozen=True)
class Records:
    """One site's records as they stand; `customer_id` is empty while a record waits for its customer.

    complaints, surveys, milestones   columns of their kind;  birthdays   columns BIRTHDAYS
    """

    complaints: pd.DataFrame = field(
        default_factory=lambda: empty_frame({**fact_columns("complaints"), **_OF_CUSTOMER})
    )
    surveys: pd.DataFrame = field(
        default_factory=lambda: empty_frame({**fact_columns("surveys"), **_OF_CUSTOMER})
    )
    milestones: pd.DataFrame = field(default_factory=lambda: empty_frame(fact_columns("milestones")))
    birthdays: pd.DataFrame = field(default_factory=lambda: empty_frame(BIRTHDAYS))
