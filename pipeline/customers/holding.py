"""Which consultant holds a customer (Rules, section 3)."""

import numpy as np
import pandas as pd

from pipeline.customers.kinds import ACTIVITY
from pipeline.customers.versions import History, newest


def current_holder(history: History, gifts: pd.DataFrame) -> "pd.Series[str]":
    """Customer -> consultant: the newest named in a lead, visit or deal row or in a gift.

    Who did an activity holds the customer only if nobody is ever named. `gifts`: customer, consultant,
    night, newest last; a row of the same day counts more than a gift, for it answers it.
    """
    standing = history.standing("consultant")
    is_doer = standing["kind"] == ACTIVITY
    given = gifts[["customer", "consultant"]].assign(
        stated_at=gifts["night"], place=np.arange(len(gifts)) - len(gifts)
    )
    said = pd.concat([standing.loc[~is_doer, given.columns], given], ignore_index=True)
    named = newest(said)["consultant"]
    did = newest(standing[is_doer])["consultant"]
    holders: pd.Series[str] = pd.concat([named, did[~did.index.isin(named.index)]]).astype("str")
    return holders.sort_index()


def ever_holders(history: History, gifts: pd.DataFrame) -> pd.DataFrame:
    """customer, consultant: everyone named in a lead, visit or deal row, and who holds the customer now."""
    named = history.rows.loc[history.rows["kind"] != ACTIVITY, ["customer", "consultant"]]
    holder = current_holder(history, gifts).rename("consultant").rename_axis("customer").reset_index()
    return pd.concat([named, holder], ignore_index=True).dropna().drop_duplicates()
