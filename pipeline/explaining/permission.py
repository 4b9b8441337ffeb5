"""May we contact this customer, how, and who says so (Rules, section 6, "May we?")."""

import pandas as pd

from pipeline.explaining.case import Case
from pipeline.explaining.values import Told, plain, split
from pipeline.vocabulary import MESSAGE_MODES


def permission_of(case: Case) -> Told:
    """modes (a record each), opt_outs, and the grounds: has_contract, is_asked, asked_until, is_bought_list,
    is_invalid, is_unreachable.

    One mode: mode, is_usable, is_opted_out, consent (`yes`, `no`, None) with when and where it was said.
    `asked_until`: the last day on which the customer's own enquiry or contact is a basis.
    """
    told = case.decision.permissions.loc[case.customer_id]
    channel = case.known("newest_enquiry_channel")
    bought = case.settings.rules.consent.never_asked_channels
    return {
        "modes": [_mode(mode, case) for mode in MESSAGE_MODES],
        "opt_outs": _opt_outs(case),
        "has_contract": bool(told["has_contract"]),
        "is_asked": bool(told["has_asked"]),
        "asked_until": _asked_until(case),
        "is_bought_list": channel in bought,
        "is_invalid": bool(told["is_invalid"]),
        "is_unreachable": bool(case.known("is_unreachable")),
    }


def _mode(mode: str, case: Case) -> Told:
    told = case.decision.permissions.loc[case.customer_id]
    consent = case.known(f"consent_{mode}")
    said = case.said.newest(f"consent_{mode}")
    rows = [row for row in said.to_dict("records") if row[f"consent_{mode}"] == consent]
    return {
        "mode": mode,
        "is_usable": bool(told[f"can_{mode}"]),
        "is_opted_out": bool(told[f"opted_out_{mode}"]),
        "consent": consent,
        "consent_source": case.statement(rows[0]) if rows else None,
    }


def _opt_outs(case: Case) -> list[Told]:
    """Where it was said; rows of other sites say it for the number, but where is no business of this site."""
    in_force = set(split(case.known("opted_out_modes")))
    here = [
        {"modes": modes, "is_other_site": False, **case.statement(row)}
        for row in case.said.all("opt_out_modes").to_dict("records")
        if (modes := [mode for mode in split(row["opt_out_modes"]) if mode in in_force])
    ]
    return here + _elsewhere(case, in_force)


def _elsewhere(case: Case, in_force: set[str]) -> list[Told]:
    stated = case.facts.opt_outs
    numbers = {
        number
        for kind in case.said.known.values()
        for column in ("phone", "phone_2")
        for number in kind[column].dropna()
    }
    ids = {wechat for kind in case.said.known.values() for wechat in kind["wechat"].dropna()}
    is_own = (stated["phone"].isin(numbers) | stated["wechat"].isin(ids)) & ~stated["lifts"].fillna(
        False
    ).astype(bool)
    own = stated[is_own & ~(stated["stated_at"] > pd.Timestamp(case.as_of.known_until))]
    told = [
        {"modes": [mode for mode in split(row["modes"]) if mode in in_force], "is_other_site": True,
         "stated_on": plain(row["stated_at"].normalize())}
        for row in own.drop_duplicates(["modes", "stated_at"]).to_dict("records")
    ]  # fmt: skip
    return [one for one in told if one["modes"]]


def _asked_until(case: Case) -> str | None:
    moments = [case.who["newest_enquiry_at"], case.who["last_contact_at"]]
    known = [moment.normalize() for moment in moments if pd.notna(moment)]
    days = pd.Timedelta(days=case.settings.rules.consent.asked_days)
    return plain(max(known) + days) if known else None
