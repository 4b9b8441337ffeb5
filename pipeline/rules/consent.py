"""May we contact this customer, and how? (Rules, section 6, "May we?")

Nothing here looks at more than one customer at a time, so the order of rows can never matter.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import ConsentRules, Settings
from pipeline.vocabulary import BASES, BLOCKS, MESSAGE_MODES, RULES

WAYS: Final = (*MESSAGE_MODES, "visit")  # what a task may be done by
CONSENT, CONTRACT, ASKED, NONE = range(len(BASES))

CONTRACT_RULES: Final = frozenset(
    {
        "handover", "survey", "complaint", "anniversary", "birthday", "festival", "cadence", "retry",
        "agreed_date", "referral",
    }
)  # fmt: skip
ASKED_RULES: Final = frozenset(
    {
        "first_response", "first_revisit", "cadence", "retry", "agreed_date", "deposit_pending", "complaint",
        "wake_up",
    }
)  # fmt: skip

CALL_FIRST: Final = ("phone", "wechat", "sms")
WECHAT_THEN_CALL: Final = ("wechat", "phone", "sms")
CALL_LAST: Final = ("wechat", "sms", "phone")
WRITE_ONLY: Final = ("wechat", "sms")

# The modes of each rule, or of each pace for the rules that follow the pace, in the order they are tried.
MODES_BY_RULE: Final = {
    "complaint": CALL_FIRST, "first_response": CALL_FIRST, "agreed_date": CALL_FIRST,
    "deposit_pending": CALL_FIRST, "first_revisit": WECHAT_THEN_CALL, "survey": WECHAT_THEN_CALL,
    "referral": WECHAT_THEN_CALL, "birthday": CALL_LAST, "anniversary": CALL_LAST, "festival": WRITE_ONLY,
    "milestone": WRITE_ONLY, "policy": WRITE_ONLY, "handover": ("visit",),
}  # fmt: skip
MODES_BY_PACE: Final = {
    "A": CALL_FIRST, "B": WECHAT_THEN_CALL, "C": CALL_LAST, "not_now": CALL_LAST, "owner": CALL_LAST,
}  # fmt: skip
PACED_RULES: Final = frozenset(RULES) - frozenset(MODES_BY_RULE)
VIP_RULES: Final = frozenset(rule for rule, modes in MODES_BY_RULE.items() if modes == WRITE_ONLY)
MODE_ORDERS: Final = {
    **MODES_BY_RULE,
    **{f"pace {pace}": modes for pace, modes in MODES_BY_PACE.items()},
    "vip": CALL_LAST,
}
NOT_A_MODE: Final = len(WAYS)


def permissions(customers: pd.DataFrame, settings: Settings, as_of: AsOf) -> pd.DataFrame:
    """What each customer allows: one row a customer, index customer_id, all columns plain booleans.

    For each of phone, wechat, sms, visit: `can_` (usable), `opted_out_`, `refused_` (a recorded no),
    `agreed_` (a recorded yes). `has_contract`; `has_asked`: an enquiry or a contact in the last `asked_days`
    (both ends count), never while the newest enquiry came by one of `never_asked_channels`: a contact with
    such a customer is most often our own call being picked up; `had_asked`: the newest enquiry was that
    young on its first night; `is_invalid`: the status forbids any task.
    """
    found = pd.DataFrame(index=customers.index)
    opted_out = "|" + customers["opted_out_modes"].fillna("") + "|"
    for mode in MESSAGE_MODES:
        found[f"can_{mode}"] = _plain(customers[f"can_{mode}"])
        found[f"opted_out_{mode}"] = opted_out.str.contains(f"|{mode}|", regex=False).astype(bool)
        found[f"refused_{mode}"] = customers[f"consent_{mode}"].eq("no").fillna(False).astype(bool)
        found[f"agreed_{mode}"] = customers[f"consent_{mode}"].eq("yes").fillna(False).astype(bool)
    # Consents are about calls and messages; a visit rests on the contract, and ends where every mode was refused.
    found["can_visit"] = ~_plain(customers["is_unreachable"])
    found["opted_out_visit"] = found[[f"opted_out_{mode}" for mode in MESSAGE_MODES]].all(axis=1)
    found["refused_visit"] = found["agreed_visit"] = False
    found["has_contract"] = _plain(customers["is_owner"])
    enquired, met = customers["newest_enquiry_at"], customers["last_contact_at"]
    newest = enquired.where(enquired.ge(met) | met.isna(), met)
    rules, first_night = settings.rules.consent, customers["newest_enquiry_night"]
    found["has_asked"] = _was_asked(customers, newest, pd.Timestamp(as_of.plan_day), rules)
    found["had_asked"] = _was_asked(customers, enquired, first_night, rules)
    found["is_invalid"] = customers["status"].eq("invalid").fillna(False).astype(bool)
    return found


def permit(
    proposals: pd.DataFrame,
    permissions: pd.DataFrame,
    customers: pd.DataFrame,
    is_churning: "pd.Series[bool] | None" = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Proposals that may be done, with `mode` and `basis`, and those that may not.

    `permissions` as above; of `customers` the columns `pace, preferred_mode, is_vip` are read. Allowed: the
    proposals' columns, with the first allowed mode (the preferred one first, if it is one of the rule's) and
    the best basis for it. Blocked: `customer_id, rule, blocked_by`; a usable mode counts as `opted_out` if
    it is, else as `no_basis`. A churning customer is tried another way than last time, if another is allowed.
    Both keep the order of `proposals`, numbered anew.
    """
    told = permissions.loc[proposals["customer_id"]]
    who = customers.loc[proposals["customer_id"], ["pace", "preferred_mode", "is_vip"]]
    ranks = _mode_ranks(proposals["rule"], who)
    bases = _best_bases(proposals["rule"].to_numpy(), told)
    usable = (ranks < NOT_A_MODE) & _matrix(told, "can")
    is_open = usable & ~_matrix(told, "opted_out")
    allowed = is_open & (bases < NONE) & ~told[["is_invalid"]].to_numpy()
    is_allowed = allowed.any(axis=1)

    tried = ranks if is_churning is None else ranks + NOT_A_MODE * _is_worn(proposals, customers, is_churning)
    chosen = np.where(allowed, tried, 2 * NOT_A_MODE + 1).argmin(axis=1)
    best = bases[np.arange(len(bases)), chosen]
    permitted = proposals.assign(
        mode=pd.array(np.array(WAYS)[chosen], dtype="str"), basis=pd.array(np.array(BASES)[best], dtype="str")
    )
    refused = proposals[["customer_id", "rule"]].assign(
        blocked_by=_reasons(told["is_invalid"].to_numpy(), usable, is_open)
    )
    return (
        permitted.loc[is_allowed].reset_index(drop=True),
        refused.loc[~is_allowed].reset_index(drop=True),
    )


def _is_worn(
    proposals: pd.DataFrame, customers: pd.DataFrame, is_churning: "pd.Series[bool]"
) -> npt.NDArray[np.bool_]:
    """Proposal x way: the way in which a customer who does not answer was tried last."""
    churns = is_churning.reindex(proposals["customer_id"]).fillna(False).to_numpy(bool)
    last = customers["last_attempt_mode"].reindex(proposals["customer_id"]).to_numpy(object)
    is_worn: npt.NDArray[np.bool_] = churns[:, None] & (last[:, None] == np.array(WAYS, dtype=object))
    return is_worn


def contactable(permissions: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a wake-up could use some mode on the first night of the newest enquiry; index customer_id.

    Asked on that night, not tonight: who lapses meanwhile keeps his place, so that the others keep theirs.
    """
    rules = np.full(len(permissions), "wake_up", dtype=object)
    that_night = permissions.assign(has_asked=permissions["had_asked"])
    is_open = _matrix(permissions, "can") & ~_matrix(permissions, "opted_out")
    messages = slice(len(MESSAGE_MODES))  # WAYS begins with them
    allowed = (is_open & (_best_bases(rules, that_night) < NONE))[:, messages].any(axis=1)
    return pd.Series(allowed & ~permissions["is_invalid"].to_numpy(), index=permissions.index)


def _was_asked(
    customers: pd.DataFrame, newest: "pd.Series[pd.Timestamp]", on: Any, rules: ConsentRules
) -> "pd.Series[bool]":
    """Whether `newest`, an enquiry or a contact, is at most `asked_days` before the day `on`."""
    is_bought = customers["newest_enquiry_channel"].isin(rules.never_asked_channels).astype(bool)
    is_recent: pd.Series[bool] = on - newest.dt.normalize() <= pd.Timedelta(days=rules.asked_days)
    return is_recent & ~is_bought


def _mode_ranks(rules: "pd.Series[str]", who: pd.DataFrame) -> np.ndarray:
    """One row a proposal, one column for each of WAYS: its place among the rule's modes, -1 if preferred."""
    is_vip = _plain(who["is_vip"]).to_numpy() & rules.isin(VIP_RULES).to_numpy()
    paced = ("pace " + who["pace"]).to_numpy(dtype=object)
    keys = np.where(rules.isin(PACED_RULES), paced, rules.to_numpy(dtype=object))
    keys[is_vip] = "vip"
    table = np.array(
        [[order.index(way) if way in order else NOT_A_MODE for way in WAYS] for order in MODE_ORDERS.values()]
    )
    place = pd.Index(MODE_ORDERS, dtype=object).get_indexer(pd.Index(keys, dtype=object))
    if (place < 0).any():
        raise KeyError(f"no modes for {sorted(set(keys[place < 0].astype(str)))}")
    ranks = table[place]
    preferred = who["preferred_mode"].to_numpy(dtype=object)[:, None] == np.array(WAYS, dtype=object)[None, :]
    return np.where(preferred & (ranks < NOT_A_MODE), -1, ranks)


def _best_bases(rules: np.ndarray, told: pd.DataFrame) -> np.ndarray:
    """One row a proposal, one column for each of WAYS: the position in BASES of the best basis there is."""
    by_asking = (np.isin(rules, list(ASKED_RULES)) & told["has_asked"].to_numpy())[:, None]
    by_asking = by_asking & ~_matrix(told, "refused")
    by_contract = (np.isin(rules, list(CONTRACT_RULES)) & told["has_contract"].to_numpy())[:, None]
    bases = np.where(by_contract, CONTRACT, np.where(by_asking, ASKED, NONE))
    return np.where(_matrix(told, "agreed"), CONSENT, bases)


def _reasons(is_invalid: np.ndarray, usable: np.ndarray, is_open: np.ndarray) -> np.ndarray:
    """`blocked_by` of proposals without an allowed mode, its words in the order of BLOCKS."""
    no_basis, opted_out, unreachable, invalid = BLOCKS
    lacks_basis, is_opted_out = is_open.any(axis=1), (usable & ~is_open).any(axis=1)
    return np.select(
        [is_invalid, ~usable.any(axis=1), lacks_basis & is_opted_out, is_opted_out],
        [invalid, unreachable, f"{no_basis}|{opted_out}", opted_out],
        no_basis,
    )


def _matrix(told: pd.DataFrame, what: str) -> np.ndarray:
    return told[[f"{what}_{way}" for way in WAYS]].to_numpy(dtype=bool)


def _plain(flags: "pd.Series[bool]") -> "pd.Series[bool]":
    """Unknown counts as no."""
    return flags.fillna(False).astype(bool)
