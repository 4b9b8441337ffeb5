"""Who looks after a customer, and why (Rules, sections 3 and 7)."""

import pandas as pd

from pipeline.explaining.case import Case
from pipeline.explaining.values import Told, plain


def consultant_of(case: Case) -> Told:
    """consultant (id), name, reason, and by the reason where or when; `instead_of`: whom the rows name.

    reason `given_now` (nobody, or somebody who is not there), `given` (a gift of an earlier night), `named` (a
    lead, visit or deal row), `did` (nobody was ever named; did the newest activity), `nobody`.
    """
    consultant = case.known("consultant")
    held = plain(case.decision.derived.customers.loc[case.customer_id, "consultant"])
    reason: Told = {"reason": "nobody"}
    if case.customer_id in set(case.decision.gifts["customer_id"]):
        reason = {"reason": "given_now", "instead_of": held}
    elif consultant is not None:
        reason = _held(consultant, case)
    return {"consultant": consultant, "name": case.consultant_name(consultant), **reason}


def _held(consultant: str, case: Case) -> Told:
    named = case.said.newest("consultant", kinds=("leads", "deals"))
    gifts = case.rows(case.facts.gifts)
    newest = gifts.sort_values("night", kind="stable").tail(1)
    row = named.to_dict("records")
    if (
        len(newest)
        and newest["consultant"].iloc[0] == consultant
        and not _is_named_later(newest, named, consultant)
    ):
        return {"reason": "given", "given_on": plain(newest["night"].iloc[0])}
    if row and row[0]["consultant"] == consultant:
        return {"reason": "named", **case.statement(row[0])}
    did = case.said.newest("consultant", kinds=("activities",)).to_dict("records")
    return {"reason": "did", **(case.statement(did[0]) if did else {})}


def _is_named_later(gift: pd.DataFrame, named: pd.DataFrame, consultant: str) -> bool:
    is_later = named["stated_at"] > gift["night"].iloc[0]
    return bool((is_later & named["consultant"].eq(consultant)).any())
