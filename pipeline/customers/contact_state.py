"""How a customer was last spoken to, and by what means he can be (Rules, section 4)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.customers.columns import encoded, end_of, look_up
from pipeline.vocabulary import GREETING_CAUSES, REACHED_OUTCOMES

CLOSING_OUTCOMES: Final = ("invalid_number", "wrong_person")
UNREACHED_OUTCOMES: Final = (
    "no_answer", "busy", "switched_off", "rejected", "invalid_number", "wrong_person", "no_reply",
)  # fmt: skip
MESSAGES: Final = ("wechat", "sms", "email")


def judge_activities(activities: pd.DataFrame) -> pd.DataFrame:
    """The activities with `direction` filled (outbound unless said) and is_outbound, is_reached, is_attempt,
    is_contact. An activity without a mode is judged as a call.
    """
    direction = activities["direction"].fillna("outbound")
    is_outbound = direction == "outbound"
    coded = {name: encoded(activities[name])[0] for name in ("mode", "outcome", "cause")}
    mode, cause = coded["mode"], coded["cause"]
    is_reached = ~is_outbound | _reached(activities.assign(**coded))
    is_greeting = cause.isin(GREETING_CAUSES)
    is_unasked_sms = mode.eq("sms").fillna(False) & activities["task_id"].isna() & cause.isna()
    return activities.assign(
        direction=direction.astype("str"),
        is_outbound=is_outbound.astype("boolean"),
        is_reached=is_reached.astype("boolean"),
        is_attempt=(is_outbound & ~is_greeting & ~is_unasked_sms).astype("boolean"),
        is_contact=(is_reached & ~(is_outbound & is_greeting & mode.isin(MESSAGES))).astype("boolean"),
    )


def _reached(activities: pd.DataFrame) -> "pd.Series[bool]":
    """What an outbound activity reached: a meeting or visit; a call that was answered, or that says nothing
    but lasted, or has words and no duration; a WeChat message that was not left unanswered.
    """
    mode, outcome = activities["mode"], activities["outcome"]
    duration = activities["duration_seconds"]
    has_words = activities["content"].fillna("") != ""
    is_silent = outcome.isna() & ((duration > 0) | (duration.isna() & has_words))
    is_answered = (mode.isna() | (mode == "phone")) & (outcome.isin(REACHED_OUTCOMES) | is_silent)
    is_read = (mode == "wechat") & ~outcome.isin(UNREACHED_OUTCOMES)
    return is_answered | is_read | mode.isin(("meeting", "visit"))


def contact_state(
    activities: pd.DataFrame,
    deals: pd.DataFrame,
    newest_enquiry_at: pd.Series,
    known_until: pd.Timestamp,
    told: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Index customer, one row each of `newest_enquiry_at`: first and last moments, streaks, responses.

    `activities` as from `judge_activities`, with `customer`; deposits, contracts, handovers and move-ins of
    `deals`, also of cancelled ones, are contacts once they have come, as is what `told` has: customer, at.
    Streaks count days.
    """
    customers = newest_enquiry_at.index
    parts = [activities.loc[activities["is_contact"], ["customer", "at"]], _deal_days(deals), told]
    contacts = pd.concat([part for part in parts if part is not None])
    contacts = contacts[contacts["at"] <= known_until]
    attempts = activities.loc[activities["is_attempt"].to_numpy(bool), ["customer", "at", "mode"]]
    answered_until = end_of(_last_of_last_day(contacts)).reindex(customers)
    unanswered = attempts[~(attempts["at"] <= look_up(attempts["customer"], answered_until))]
    unanswered = unanswered.assign(day=unanswered["at"].dt.normalize())
    calls = unanswered[unanswered["mode"].ne("sms").fillna(True)]
    reached = activities.loc[activities["is_reached"].to_numpy(bool), ["customer", "at"]]
    visits = activities.loc[activities["mode"].eq("visit").fillna(False).to_numpy(bool), ["customer", "at"]]
    contact, attempt = contacts.groupby("customer")["at"], attempts.groupby("customer")["at"]
    state = pd.DataFrame(
        {
            "first_contact_at": contact.min(),
            "last_contact_at": contact.max(),
            "last_attempt_at": attempt.max(),
            "first_reached_at": reached.groupby("customer")["at"].min(),
            "first_visit_at": visits.groupby("customer")["at"].min(),
            "last_attempt_mode": _last_stated_mode(attempts),
            "last_retry_on": unanswered.groupby("customer")["day"].max(),
        },
        index=customers,
    )
    touched = state[["last_contact_at", "last_attempt_at"]].max(axis=1)
    return state.assign(
        last_touch_on=touched.dt.normalize(),
        unanswered_streak=_count_days(calls).reindex(customers, fill_value=0),
        retry_attempts=_count_days(unanswered).reindex(customers, fill_value=0),
        **_responses(activities, newest_enquiry_at),
    )


def _last_stated_mode(attempts: pd.DataFrame) -> "pd.Series[str]":
    """The mode of each customer's newest attempt that says one; `attempts` are in order of time."""
    stated = attempts[attempts["mode"].notna()]
    return stated[~stated["customer"].duplicated(keep="last")].set_index("customer")["mode"]


def _deal_days(deals: pd.DataFrame) -> pd.DataFrame:
    """What happened in a deal, to the day it was cancelled."""
    happening = ["deposit_date", "contract_date", "handover_date", "move_in_date"]
    days = deals.melt(["customer", "cancelled_on"], happening, value_name="at").dropna(subset="at")
    return days.loc[~(days["at"] > days["cancelled_on"]), ["customer", "at"]]


def _last_of_last_day(contacts: pd.DataFrame) -> pd.Series:
    """The newest contact of each customer; one without a time, if its day has one, for it covers the day."""
    day = contacts["at"].dt.normalize()
    ranked = contacts.assign(day=day, is_whole_day=contacts["at"] == day)
    newest_day = look_up(ranked["customer"], ranked.groupby("customer")["day"].max())
    ranked = ranked[ranked["day"] == newest_day]
    ordered = ranked.sort_values(["customer", "day", "is_whole_day", "at"])
    return ordered.drop_duplicates("customer", keep="last").set_index("customer")["at"]


def _count_days(activities: pd.DataFrame) -> pd.Series:
    return activities.drop_duplicates(["customer", "day"]).groupby("customer").size().astype("int64")


def _responses(activities: pd.DataFrame, newest_enquiry_at: pd.Series) -> dict[str, pd.Series]:
    """The first and the second activity on or after the day of the newest enquiry."""
    enquired_on = look_up(activities["customer"], newest_enquiry_at.dt.normalize())
    later = activities.loc[activities["at"].dt.normalize() >= enquired_on, ["customer", "at"]]
    later = later.sort_values(["customer", "at"])
    turn = later.groupby("customer").cumcount()
    moments = [later[turn == n].set_index("customer")["at"].reindex(newest_enquiry_at.index) for n in (0, 1)]
    return {"response_at": moments[0], "second_activity_at": moments[1]}


def closed_numbers(activities: pd.DataFrame, main_numbers: "pd.Series[str]") -> pd.DataFrame:
    """customer, number: numbers that turned out dead or somebody else's, until the customer is reached there.

    A call that names no number was made to the customer's main one.
    """
    concerned = activities.loc[activities["outcome"].isin(CLOSING_OUTCOMES), "customer"].unique()
    told = ["customer", "at", "mode", "outcome", "is_reached", "phone", "other_phone"]
    calls = activities.loc[activities["customer"].isin(concerned), told]
    main = look_up(calls["customer"], main_numbers)
    number = calls["phone"].fillna(calls["other_phone"]).fillna(main)
    calls = calls.assign(number=number).dropna(subset="number")
    is_dead = calls["outcome"].isin(CLOSING_OUTCOMES)
    is_alive = calls["is_reached"].to_numpy(bool) & calls["mode"].fillna("phone").isin(("phone", "sms"))
    key = ["customer", "number"]
    dead_at = calls[is_dead].groupby(key)["at"].max()
    alive_at = end_of(calls[is_alive & ~is_dead].groupby(key)["at"].max()).reindex(dead_at.index)
    return dead_at[~(alive_at > dead_at)].index.to_frame(index=False)


def usable_modes(
    numbers: pd.DataFrame,
    landlines: pd.DataFrame,
    closed: pd.DataFrame,
    activities: pd.DataFrame,
    profile: pd.DataFrame,
) -> pd.DataFrame:
    """Index of `profile`: can_phone, can_sms, can_wechat.

    `numbers` and `landlines` are customer, number: every number that stands; `closed` as from
    `closed_numbers`.
    """
    is_wechat = activities["mode"].eq("wechat").fillna(False).astype(bool)
    by_wechat = (is_wechat & activities["is_reached"].to_numpy(bool)) | activities["outcome"].eq(
        "wechat_added"
    ).fillna(False).astype(bool)
    on_wechat = set(activities.loc[by_wechat, "customer"])
    has_mobile = profile.index.isin(_open(numbers, closed))
    has_landline = profile.index.isin(_open(landlines, closed))
    has_wechat = profile["wechat"].notna() | profile["is_wechat_connected"].fillna(False).astype(bool)
    return pd.DataFrame(
        {
            "can_phone": pd.array(has_mobile | has_landline, dtype="boolean"),
            "can_sms": pd.array(has_mobile, dtype="boolean"),
            "can_wechat": (has_wechat | profile.index.isin(on_wechat)).astype("boolean"),
        },
        index=profile.index,
    )


def _open(numbers: pd.DataFrame, closed: pd.DataFrame) -> np.ndarray:
    known = numbers.drop_duplicates()
    is_closed = pd.MultiIndex.from_frame(known).isin(pd.MultiIndex.from_frame(closed))
    return known.loc[~is_closed, "customer"].unique()
