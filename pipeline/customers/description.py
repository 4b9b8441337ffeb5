"""The frame of customers: everything that is known of each, one row a customer."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import contact_state, profile
from pipeline.customers.columns import as_text
from pipeline.customers.consents import derive_consents, derive_opt_outs
from pipeline.customers.deals import deal_state, vip_by_deals, vip_by_referrals
from pipeline.customers.decided import Decisions, decided_fields, lifted_opt_outs, overruled
from pipeline.customers.holding import current_holder, taken_over
from pipeline.customers.smallest_keys import ROW
from pipeline.customers.status import derive_status
from pipeline.customers.told_apart import ToldApart, numbers_of

DEAL_STATE = {
    "has_deal": False, "has_deposit": False, "is_owner": False, "contracts": 0, "contract_amount": 0.0,
}  # fmt: skip


def describe_customers(
    told: ToldApart,
    enquiries: pd.DataFrame,
    statuses: pd.DataFrame,
    agreed: pd.DataFrame,
    gifts: pd.DataFrame,
    decisions: Decisions,
    opt_outs: pd.DataFrame,
    settings: Settings,
    as_of: AsOf,
) -> pd.DataFrame:
    """Index customer; the columns of `customer_columns.CUSTOMER` but site.

    `told` has judged activities and deals; `statuses` as from `succession`; `gifts` with customer; `decisions` are
    placed; `opt_outs` are those of other sites.
    """
    customers = told.keys.index
    merged = profile.merge_fields(told.history, customers)
    state = _deal_state(told.facts["deals"], customers)
    plan_day = pd.Timestamp(as_of.plan_day)
    decided = decided_fields(decisions, customers, plan_day)
    parts = [
        decided[["manual_grade", "manual_grade_until"]],
        merged.drop(columns="is_vip"),
        enquiries,
        agreed.reindex(customers),
        state,
        derive_status(statuses, told.facts["deals"], state, enquiries["newest_enquiry_at"]),
        profile.derive_competitors(
            told.history, customers, plan_day, settings.rules.grading.competitors_days
        ),
        derive_consents(told.history).reindex(customers),
        taken_over(told.history, gifts).reindex(customers),
        _contacts(told, merged, enquiries["newest_enquiry_at"], as_of),
    ]
    return pd.concat(parts, axis=1).assign(
        key_order=told.keys["key_order"],
        is_unreachable=told.keys["key_kind"] == ROW,
        consultant=current_holder(told.history, gifts).reindex(customers),
        channel=overruled(enquiries["channel"], decided["decided_channel"]),
        lead_source=enquiries["lead_source"].where(
            decided["decided_channel"].isna(), decided["decided_lead_source"]
        ),
        is_vip=overruled(_is_vip(told, merged, state, settings), decided["decided_vip"]),
        topic_on=profile.newest_topic(told.facts["activities"], settings.rules.grading.topics),
        opted_out_modes=derive_opt_outs(told.history, _opt_outs_of_numbers(told, decisions, opt_outs, as_of)),
    )


def _deal_state(deals: pd.DataFrame, customers: pd.Index) -> pd.DataFrame:
    state = deal_state(deals).reindex(customers)
    return state.assign(**{name: _filled(state[name], empty) for name, empty in DEAL_STATE.items()})


def _filled(column: pd.Series, empty: float) -> pd.Series:
    return column.where(column.notna(), empty).astype(type(empty))


def _contacts(
    told: ToldApart, merged: pd.DataFrame, newest_enquiry_at: pd.Series, as_of: AsOf
) -> pd.DataFrame:
    """Moments of contact, and the modes that can be used."""
    activities, history = told.facts["activities"], told.history
    state = contact_state.contact_state(
        activities, told.facts["deals"], newest_enquiry_at, pd.Timestamp(as_of.known_until)
    )
    closed = contact_state.closed_numbers(activities, merged["phone"].fillna(merged["other_phone"]))
    usable = contact_state.usable_modes(
        profile.standing_numbers(history, "phone", "phone_2"),
        profile.standing_numbers(history, "other_phone"),
        closed,
        activities,
        merged,
    )
    return pd.concat([state, usable], axis=1)


def _is_vip(told: ToldApart, merged: pd.DataFrame, state: pd.DataFrame, settings: Settings) -> pd.Series:
    """By money, by number of contracts, by referrals, or by a manager's word."""
    rules = settings.rules.grading
    referrers = told.history.standing("referrer_phone")[["customer", "referrer_phone"]]
    referring = vip_by_referrals(referrers, numbers_of(told), rules.vip_referrals)
    by_deals = vip_by_deals(state, rules.vip_amount, rules.vip_contracts)
    by_word = merged["is_vip"].fillna(False).astype(bool)
    return by_deals | merged.index.isin(referring) | by_word


def _opt_outs_of_numbers(
    told: ToldApart, decisions: Decisions, opt_outs: pd.DataFrame, as_of: AsOf
) -> pd.DataFrame:
    """customer, modes, stated_at, lifts: said in other sites, lifted by managers, and said of a number that
    customers whom a manager parted still share.
    """
    parts = [opt_outs_elsewhere(told, opt_outs, as_of), lifted_opt_outs(decisions)]
    if len(decisions.versions):
        parts.append(opt_outs_elsewhere(told, opt_outs_of_shared(told), as_of))
    return pd.concat(parts, ignore_index=True)


def opt_outs_of_shared(told: ToldApart) -> pd.DataFrame:
    """phone, wechat, modes, stated_at, lifts: what rows say of numbers that several customers have."""
    numbers = numbers_of(told)
    shared = numbers.loc[numbers["number"].duplicated(), "number"]
    rows = told.history.rows
    names = {"opt_out_modes": "modes", "own_at": "stated_at", "lifts_opt_out": "lifts"}
    said = rows[rows["opt_out_modes"].notna() | rows["lifts_opt_out"].notna()].rename(columns=names)
    columns = ["phone", "wechat", *names.values()]
    said = said.assign(**{name: as_text(said[name]) for name in ("phone", "phone_2", "wechat", "modes")})
    second = said.assign(phone=said["phone_2"], wechat=None)
    told_of = pd.concat([said[columns], second[columns]], ignore_index=True)
    return told_of[told_of["phone"].isin(shared) | told_of["wechat"].isin(shared)]


def opt_outs_elsewhere(told: ToldApart, opt_outs: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """customer, modes, stated_at, lifts: what other sites know of the customer's own numbers."""
    known = opt_outs[~(opt_outs["stated_at"] > pd.Timestamp(as_of.known_until))]
    numbers = numbers_of(told)
    parts = [
        known.merge(numbers, left_on=key, right_on="number")[["customer", "modes", "stated_at", "lifts"]]
        for key in ("phone", "wechat")
    ]
    return pd.concat(parts, ignore_index=True)
