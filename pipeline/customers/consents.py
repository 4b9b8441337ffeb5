"""What a customer allowed, and what was refused for good (Rules, section 6)."""

from typing import Final

import numpy as np
import pandas as pd

from pipeline.customers.columns import Flags, as_text, encoded, end_of, instants, is_true
from pipeline.customers.versions import History
from pipeline.vocabulary import MESSAGE_MODES

OPT_OUT_OUTCOME: Final = "do_not_disturb"
OPT_OUT_BY_OUTCOME: Final = "phone|sms"


def derive_consents(history: History) -> pd.DataFrame:
    """Index customer: consent_phone, consent_sms, consent_wechat, `yes` or `no`, the newest dated statement;
    consent_on, the day of the newest yes that stands.

    `no` wins a tie: a date without a time counts for a no as the end of its day, for a yes as its beginning.
    """
    stated = {mode: _newest_consent(history, f"consent_{mode}") for mode in MESSAGE_MODES}
    consents = pd.DataFrame({f"consent_{mode}": stated[mode]["consent"] for mode in MESSAGE_MODES})
    agreed = [said["stated_at"].where(said["consent"] == "yes") for said in stated.values()]
    consents["consent_on"] = pd.concat(agreed, axis=1).max(axis=1).dt.normalize()
    return consents


def _newest_consent(history: History, field: str) -> pd.DataFrame:
    said = history.standing(field).rename(columns={field: "consent"})[["customer", "consent", "stated_at"]]
    said = said.assign(consent=as_text(said["consent"]))
    is_no = said["consent"].eq("no")
    counts_at = said["stated_at"].mask(is_no, end_of(said["stated_at"]))
    order = np.lexsort((is_no, instants(counts_at), said["customer"]))
    return said.iloc[order].drop_duplicates("customer", keep="last").set_index("customer")


def opt_out_said(rows: pd.DataFrame) -> "pd.Series[str]":
    """The modes a row opts out of; the outcome 勿扰 says phone and SMS where nothing else does."""
    is_said = rows["outcome"].eq(OPT_OUT_OUTCOME).fillna(False) & ~is_true(rows["lifts_opt_out"])
    said = as_text(rows["opt_out_modes"])
    return encoded(said.where(said.notna() | ~is_said, OPT_OUT_BY_OUTCOME))[0]


def derive_opt_outs(history: History, elsewhere: pd.DataFrame) -> "pd.Series[str]":
    """Customer -> modes opted out of and not lifted by a later row, in the order of MESSAGE_MODES.

    Every version of every row counts: a correction withdraws nothing, only a row that lifts does (one that
    names no mode lifts all). `elsewhere`: customer, modes, stated_at, lifts, said of the customer's numbers in
    other sites. A date without a time counts for an opt-out as the end of its day.
    """
    in_force = [_opted_out(history, elsewhere, mode) for mode in MESSAGE_MODES]
    customers = in_force[0].union(in_force[1]).union(in_force[2])
    choice = sum(customers.isin(those).astype("int64") << n for n, those in enumerate(in_force))
    return pd.Series(_TEXTS[choice], index=customers, dtype="str")


_TEXTS: Final = np.array(
    ["|".join(mode for n, mode in enumerate(MESSAGE_MODES) if choice >> n & 1) for choice in range(8)],
    dtype=object,
)


def _opted_out(history: History, elsewhere: pd.DataFrame, mode: str) -> pd.Index:
    """The customers whose newest opt-out of the mode no later row lifts."""
    rows = history.rows[["customer", "own_at", "opt_out_modes", "lifts_opt_out"]]
    there = elsewhere.set_axis(["customer", "opt_out_modes", "own_at", "lifts_opt_out"], axis=1)
    out, lift = (_says(rows, mode, is_lift) for is_lift in (False, True))
    out_there, lift_there = (_says(there, mode, is_lift) for is_lift in (False, True))
    dated = ["customer", "own_at"]
    outs = pd.concat([rows.loc[out & _first_said(history, out), dated], there.loc[out_there, dated]])
    lifts = pd.concat([rows.loc[lift & _first_said(history, lift), dated], there.loc[lift_there, dated]])
    out_at = end_of(outs.groupby("customer")["own_at"].max())
    lifted_at = lifts.groupby("customer")["own_at"].max().reindex(out_at.index)
    return out_at.index[~(lifted_at > out_at)]


def _says(statements: pd.DataFrame, mode: str, is_lift: bool) -> Flags:
    """Rows that opt out of the mode, or that lift it: a lifting row that names no mode lifts all."""
    lifts, modes = is_true(statements["lifts_opt_out"]), statements["opt_out_modes"]
    names_it = is_true(modes.str.contains(mode, regex=False).astype("boolean"))
    return (lifts & (names_it | modes.isna()) if is_lift else names_it & ~lifts).to_numpy(bool)


def _first_said(history: History, said: Flags) -> Flags:
    """Where a version says what the version before it did not."""
    things = history.rows["thing_no"].to_numpy()
    is_repeated = np.zeros(len(said), dtype=bool)
    is_repeated[1:] = said[:-1] & (things[1:] == things[:-1])
    return ~is_repeated
