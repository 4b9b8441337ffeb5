"""What a customer bought: deposits, contracts, cancellations (Rules, section 4)."""

import pandas as pd

from pipeline.customers.columns import is_true, look_up
from pipeline.customers.kinds import DEAL


def judge_deals(deals: pd.DataFrame, statuses: pd.DataFrame) -> pd.DataFrame:
    """The deals with `cancelled_on`, the day a deal ended, and `dealt_on`, its first day.

    `deals`: known facts, current versions, with `customer` and `thing_no`. `statuses`: all statements of a
    status, see `status.succession`. 退房 as the status of a lead or an activity ends all deals that the
    customer has on that day, as the status of a deal that deal; a cancelled date ends its own. The earliest
    counts.
    """
    dealt_on = deals[["deposit_date", "contract_date"]].min(axis=1).fillna(deals["dated_at"])
    dealt = deals.assign(dealt_on=dealt_on.dt.normalize(), deal=range(len(deals)))
    said = statuses.loc[statuses["status"] == "cancelled"]
    said = said.assign(said_on=said["stated_at"].dt.normalize())
    of_deals = said["kind"] == DEAL
    own = dealt[["deal", "thing_no"]].merge(said.loc[of_deals, ["thing_no", "said_on"]], on="thing_no")
    by_customer = dealt[["deal", "customer", "dealt_on"]].merge(
        said.loc[~of_deals, ["customer", "said_on"]], on="customer"
    )
    by_customer = by_customer[by_customer["said_on"] >= by_customer["dealt_on"]]
    ends = pd.concat([own[["deal", "said_on"]], by_customer[["deal", "said_on"]]], ignore_index=True)
    ended_on = look_up(dealt["deal"], ends.groupby("deal")["said_on"].min()).astype("datetime64[us]")
    cancelled_on = pd.concat([dealt["cancelled_date"], ended_on], axis=1).min(axis=1)
    return dealt.assign(cancelled_on=cancelled_on.astype("datetime64[us]")).drop(columns="deal")


def deal_state(deals: pd.DataFrame) -> pd.DataFrame:
    """Index customer (those with a deal): has_deposit, deposit_on, contract_on, contracts,
    contract_amount, first_deposit_on, first_contract_on, is_owner, has_deal. Cancelled deals count only for
    `has_deal`; `deposit_on` is the newest deposit that is paid while there is no contract for it.
    """
    standing = deals[deals["cancelled_on"].isna()]
    is_pending = standing["deposit_date"].notna() & standing["contract_date"].isna()
    signed = standing[standing["contract_date"].notna()].groupby("customer")
    state = pd.DataFrame(
        {
            "has_deal": True,
            "deposit_on": standing[is_pending].groupby("customer")["deposit_date"].max(),
            "first_deposit_on": standing.groupby("customer")["deposit_date"].min(),
            "first_contract_on": signed["contract_date"].min(),
            "contract_on": signed["contract_date"].max(),
            "contracts": signed.size(),
            "contract_amount": signed["amount"].sum(),
        },
        index=pd.Index(sorted(deals["customer"].unique()), dtype="int64"),
    )
    return state.assign(
        has_deposit=state["deposit_on"].notna(),
        is_owner=state["contract_on"].notna(),
        contracts=state["contracts"].fillna(0).astype("int64"),
        contract_amount=state["contract_amount"].fillna(0.0),
    )


def vip_by_deals(state: pd.DataFrame, amount: float, contracts: int) -> "pd.Series[bool]":
    """Contracts of so much money together, or so many of them."""
    return is_true((state["contract_amount"] >= amount) | (state["contracts"] >= contracts))


def vip_by_referrals(referrers: pd.DataFrame, numbers: pd.DataFrame, referrals: int) -> pd.Index:
    """Customers whose number so many distinct other customers gave as their referrer's.

    `referrers`: customer, referrer_phone; `numbers`: customer, number, without shared mobiles.
    """
    named = referrers.dropna().drop_duplicates().rename(columns={"customer": "referred"})
    pairs = numbers.drop_duplicates().merge(named, left_on="number", right_on="referrer_phone")
    pairs = pairs[pairs["customer"] != pairs["referred"]]
    counts = pairs.groupby("customer")["referred"].nunique()
    return counts.index[counts >= referrals]
