"""Which consultant holds a customer (Rules, section 3)."""

import numpy as np
import pandas as pd

from pipeline.customers.columns import as_text
from pipeline.customers.kinds import ACTIVITY
from pipeline.customers.versions import History, newest


def current_holder(history: History, gifts: pd.DataFrame) -> "pd.Series[str]":
    """Customer -> consultant: the newest named in a lead, visit or deal row or in a gift.

    Who did an activity holds the customer only if nobody is ever named. `gifts`: customer, consultant,
    night, newest last. A gift answers every row that its night knew, whatever the row's own date; of rows
    that came later one of the same day counts more than the gift.
    """
    standing = history.standing("consultant")
    is_doer = (standing["kind"] == ACTIVITY).to_numpy()
    given = _given(gifts, standing[~is_doer])
    stated = standing.loc[~is_doer, given.columns]
    stated = stated.assign(consultant=as_text(stated["consultant"]))
    named = newest(pd.concat([stated, given], ignore_index=True))["consultant"]
    did = as_text(newest(standing[is_doer])["consultant"])
    holders: pd.Series[str] = pd.concat([named, did[~did.index.isin(named.index)]]).astype("str")
    return holders.sort_index()


def taken_over(history: History, gifts: pd.DataFrame) -> pd.DataFrame:
    """Index customer: `taken_from`, who held the customer before the present holder, and `taken_on`, the day of
    the change; only of customers who changed hands. Who did an activity holds nobody.
    """
    stated = history.stated("consultant")
    named = stated[(stated["kind"] != ACTIVITY).to_numpy()]
    named = named.assign(consultant=as_text(named["consultant"]))
    given = _given(gifts, named)
    said = pd.concat([named[given.columns], given], ignore_index=True)
    said = said.sort_values(["customer", "stated_at", "place"], kind="stable")
    before = said.groupby("customer")["consultant"].shift()
    changes = said.assign(taken_from=before)[before.notna() & (before != said["consultant"])]
    last = changes.drop_duplicates("customer", keep="last").set_index("customer")
    return pd.DataFrame({"taken_from": last["taken_from"], "taken_on": last["stated_at"].dt.normalize()})


def _given(gifts: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """customer, consultant, stated_at, place: gifts as statements that come before any row of the same moment."""
    return gifts[["customer", "consultant"]].assign(
        stated_at=_answering(gifts, named), place=np.arange(len(gifts)) - len(gifts)
    )


def _answering(gifts: pd.DataFrame, named: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The moment from which each gift counts: its night, or just after the newest row that its night knew."""
    before = gifts[["customer", "night"]].reset_index().merge(named, on="customer")
    known = before[before["known_night"] <= before["night"]]
    newest_known = known.groupby("index")["stated_at"].max() + pd.Timedelta(microseconds=1)
    answered = newest_known.reindex(gifts.index)
    return gifts["night"].where(answered.isna() | (gifts["night"] >= answered), answered)


def ever_holders(history: History, gifts: pd.DataFrame) -> pd.DataFrame:
    """customer, consultant: everyone named in a lead, visit or deal row, and who holds the customer now."""
    named = history.rows.loc[history.rows["kind"] != ACTIVITY, ["customer", "consultant"]]
    named = named.assign(consultant=as_text(named["consultant"]))
    holder = current_holder(history, gifts).rename("consultant").rename_axis("customer").reset_index()
    return pd.concat([named, holder], ignore_index=True).dropna().drop_duplicates()
