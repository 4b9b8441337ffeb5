"""Which status a customer has, since when, and whether the case is closed (Rules, sections 3 and 4)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.customers.columns import as_text, encoded, end_of, instants, is_true, look_up
from pipeline.customers.kinds import ACTIVITY, DEAL, LEAD
from pipeline.customers.versions import History
from pipeline.vocabulary import STATUS_LADDER

OPEN: Final = STATUS_LADDER[:5]
ASIDE: Final = ("not_now", "invalid")
STATUS_OF_OUTCOME: Final = {"bought_elsewhere": "not_now", "not_interested": "not_now", "agent": "invalid"}
SAID, CANCELLED, DEPOSIT, CONTRACT = range(4)


def status_said(rows: pd.DataFrame) -> "pd.Series[str]":
    """The status that a row states; where none is typed, the one its outcome amounts to."""
    said, outcome = as_text(rows["status"]), rows["outcome"]
    is_told = said.isna() & outcome.isin(list(STATUS_OF_OUTCOME))
    told = as_text(outcome[is_told]).map(STATUS_OF_OUTCOME)
    return encoded(said.where(~is_told, told.reindex(said.index)))[0]


def succession(history: History) -> pd.DataFrame:
    """All statements of a status that ever held: those of lead versions until the next, of all else the
    version that counts. Columns as of `History.stated`.
    """
    stated = history.stated("status")
    stated = stated[stated["is_current"] | (stated["kind"] == LEAD)]
    stated = stated.assign(status=as_text(stated["status"]))
    later = stated.iloc[::-1].groupby("thing_no")["stated_at"]
    next_at = later.cummin().groupby(stated["thing_no"]).shift(1).reindex(stated.index)
    return stated[next_at.isna() | (stated["stated_at"] < next_at)]


def derive_status(
    statuses: pd.DataFrame, deals: pd.DataFrame, state: pd.DataFrame, newest_enquiry_at: pd.Series
) -> pd.DataFrame:
    """Index customer: status (empty if none was ever stated), status_stated_on, status_since, is_closed.

    `deals` as from `judge_deals`; `state` has the columns of `deal_state` for every customer. A deposit
    holds against all statuses but not now and invalid stated on a later day; a contract against all, until
    the customer is re-opened, and then only what was stated on later days counts.
    """
    events = _events(statuses, deals)
    closed_on = state["contract_on"].fillna(_stated_closed_on(statuses, state))
    is_reopened = _is_reopened(closed_on, statuses, newest_enquiry_at)
    first_on = state["first_contract_on"].mask(is_reopened)
    events = events.assign(
        day=events["at"].dt.normalize(),
        reopened_on=look_up(events["customer"], closed_on[is_reopened]),
        signed_on=look_up(events["customer"], first_on),
    )
    is_past = events["day"] <= events["reopened_on"]
    is_after_deal = (events["day"] > events["signed_on"]) & (events["event"] != CONTRACT)
    standing = _without_doubts_of_deposit(events[~is_past & ~is_after_deal])
    found = _last_run(standing).reindex(state.index)
    is_signed = state["is_owner"] | (found["status"].eq("closed").fillna(False) & ~state["has_deal"])
    return found.assign(is_closed=(is_signed & ~is_reopened).astype("boolean"))


def _events(statuses: pd.DataFrame, deals: pd.DataFrame) -> pd.DataFrame:
    """Whatever sets a status, in order: customer, at, place, status, event. A deal's day counts to its end.

    退房 as the status of a deal is in its `cancelled_on`.
    """
    standing = deals["cancelled_on"].isna()
    is_of_deal = (statuses["kind"] == DEAL) & (statuses["status"] == "cancelled")
    said = statuses[~is_of_deal].rename(columns={"stated_at": "at"})
    said = said.assign(event=SAID, status=said["status"].replace("cancelled", "not_now"))
    parts = [
        (deals[standing], "deposit_date", "deposit_pending", DEPOSIT),
        (deals[standing], "contract_date", "closed", CONTRACT),
        (deals[~standing], "cancelled_on", "not_now", CANCELLED),
    ]
    columns = ["customer", "at", "place", "status", "event"]
    dated = [
        rows.assign(at=end_of(rows[day].dt.normalize()), status=status, event=event)[columns]
        for rows, day, status, event in parts
    ]
    events = pd.concat([said[columns], *dated], ignore_index=True).dropna(subset="at")
    order = np.lexsort((events["place"], events["event"], instants(events["at"]), events["customer"]))
    return events.iloc[order].reset_index(drop=True)


def _stated_closed_on(statuses: pd.DataFrame, state: pd.DataFrame) -> pd.Series:
    """The day the newest status, closed, was stated, of customers without any deal."""
    order = np.lexsort((statuses["place"], instants(statuses["stated_at"]), statuses["customer"]))
    last = statuses.iloc[order].drop_duplicates("customer", keep="last").set_index("customer")
    last = last[last["status"].eq("closed")]
    without_deal = last[~last.index.isin(state.index[state["has_deal"]])]
    closed_on: pd.Series = without_deal["stated_at"].dt.normalize().reindex(state.index)
    return closed_on


def _is_reopened(closed_on: pd.Series, statuses: pd.DataFrame, newest_enquiry_at: pd.Series) -> pd.Series:
    """An enquiry, or an activity stating an open status, on a day after the newest contract."""
    said = statuses[(statuses["kind"] == ACTIVITY) & statuses["status"].isin(OPEN)]
    said_on = said.groupby("customer")["stated_at"].max().dt.normalize().reindex(closed_on.index)
    enquired_on = newest_enquiry_at.dt.normalize().reindex(closed_on.index)
    return is_true((said_on > closed_on) | (enquired_on > closed_on))


def _without_doubts_of_deposit(events: pd.DataFrame) -> pd.DataFrame:
    """While a deposit is paid, only not now and invalid change the status; another deal's end does not."""
    is_aside = (events["event"] == SAID) & events["status"].isin(ASIDE)
    at = events["at"]
    paid_at = at.where(events["event"] == DEPOSIT).groupby(events["customer"]).ffill()
    aside_at = at.where(is_aside).groupby(events["customer"]).ffill()
    is_held = paid_at.notna() & ~(aside_at > paid_at)
    is_doubt = ~is_aside & (events["status"] != "deposit_pending") & (events["event"] != CONTRACT)
    return events[~(is_held & is_doubt)]


def _last_run(events: pd.DataFrame) -> pd.DataFrame:
    """Index customer: the last status, the day it was last set, and the first day of its unbroken run."""
    customer, status = events["customer"], events["status"]
    starts = (customer != customer.shift()) | (status != status.shift())
    since = events["day"].where(starts).ffill()
    last = events.assign(status_since=since).drop_duplicates("customer", keep="last")
    columns = {"status": "status", "day": "status_stated_on", "status_since": "status_since"}
    return last.set_index("customer")[list(columns)].rename(columns=columns)
