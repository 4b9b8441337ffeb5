"""Rows without any key join the one customer of exactly that name and the same consultant (section 3)."""

import pandas as pd

from pipeline.customers.columns import Codes, Column, unlike
from pipeline.customers.names import plain


def name_book(customers: Codes, names: Column, holders: pd.DataFrame) -> pd.DataFrame:
    """One row: a customer under one of its names and one of its consultants: customer, name, consultant.

    `customers` and the plain `names` go together; `holders` has customer and consultant: who is named in one of
    the customer's lead, visit or deal rows, or holds it now.
    """
    named = unlike(customers, names).rename(columns={"text": "name"})
    return named.merge(holders[["customer", "consultant"]].dropna().drop_duplicates(), on="customer")


def find_customers(names: Column, consultants: Column, book: pd.DataFrame) -> Column:
    """The customer of each (name, consultant), same index; empty where there is none, or several."""
    only = book[~book.duplicated(["name", "consultant"], keep=False)]
    wanted = pd.DataFrame({"name": plain(names).to_numpy(), "consultant": consultants.to_numpy()})
    is_known = wanted.notna().all(axis=1).to_numpy()
    found = wanted.merge(only, on=["name", "consultant"], how="left")["customer"]
    return found.where(is_known).set_axis(names.index)
