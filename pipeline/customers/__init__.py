"""Facts -> who each person is now: one row a customer, and whose every row is (Rules, sections 2 to 4)."""

import pandas as pd

from pipeline.customers.added_records import current_records, doubts, whose_records
from pipeline.customers.birthdays import birthdays_of
from pipeline.customers.by_name import find_customers
from pipeline.customers.derivation import derive_customers
from pipeline.customers.derived import Derived
from pipeline.customers.earlier_days import EarlierDays, look_back
from pipeline.customers.presence import people_there

__all__ = [
    "Derived", "EarlierDays", "birthdays_of", "current_records", "derive_customers", "doubts", "find_by_name",
    "look_back", "people_there", "whose_records",
]  # fmt: skip


def find_by_name(rows: pd.DataFrame, derived: Derived) -> "pd.Series[str]":
    """The customer_id of each row without any key, same index; empty where it leads to none or to several.

    `rows` are of another kind than leads, with columns name and consultant: they join the one customer of
    exactly that name with the same consultant. Rules, section 3.
    """
    consultants = derived.roster.resolve(rows["consultant"])
    return find_customers(rows["name"], consultants, derived.names).astype("str")
