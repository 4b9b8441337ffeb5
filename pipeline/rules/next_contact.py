"""The next contact of each customer, whatever the capacity (Rules, section 6)."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.vocabulary import BLOCKS, RULES


def next_contact(
    allowed: pd.DataFrame,
    blocked: pd.DataFrame,
    settings: Settings,  # noqa: ARG001  every stage takes the settings
    as_of: AsOf,
) -> pd.DataFrame:
    """One row a customer of `allowed` or `blocked`, index customer_id.

    next_contact_date    the earliest day, not before D, on which something allowed is due
    next_contact_reason  the rules due by that day, joined by |, in the order of RULES
    next_contact_mode, basis   of the leading rule: the first of RULES, then the earlier due
    overdue_since        the earliest due day before D of rules without a window
    blocked_by           only where nothing is allowed: every reason once, in the order of BLOCKS; unreachable only
                         where no rule found a mode that could be used
    """
    plan_day = pd.Timestamp(as_of.plan_day)
    due_now = _due_on_next_day(allowed, plan_day)
    leading = due_now.drop_duplicates("customer_id").set_index("customer_id")
    reasons = _joined(due_now.drop_duplicates(["customer_id", "rule"]), "rule")
    overdue = allowed[(allowed["due_date"] < plan_day) & ~allowed["has_window"].astype(bool)]
    contacts = pd.DataFrame(
        {
            "next_contact_date": leading["day"],
            "next_contact_reason": reasons.reindex(leading.index).astype("str"),
            "next_contact_mode": leading["mode"],
            "basis": leading["basis"],
            "overdue_since": overdue.groupby("customer_id")["due_date"].min().reindex(leading.index),
        }
    )
    reasons_against = _blocked_by(blocked[~blocked["customer_id"].isin(leading.index)])
    everyone = contacts.index.union(reasons_against.index).rename("customer_id")
    return contacts.reindex(everyone).assign(blocked_by=reasons_against.reindex(everyone).astype("str"))


def _due_on_next_day(allowed: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """The proposals of each customer's next day, most urgent first."""
    day = allowed["due_date"].mask(allowed["due_date"] < plan_day, plan_day)
    is_next = day == day.groupby(allowed["customer_id"]).transform("min")
    order = allowed["rule"].map({rule: place for place, rule in enumerate(RULES)})
    dated: pd.DataFrame = allowed.assign(day=day, order=order).loc[is_next]
    return dated.sort_values(["customer_id", "order", "due_date", "latest_at"], kind="stable")


def _blocked_by(blocked: pd.DataFrame) -> "pd.Series[str]":
    blocks = {block: place for place, block in enumerate(BLOCKS)}
    pairs = blocked.drop_duplicates(["customer_id", "blocked_by"])
    reasons = pairs.assign(reason=pairs["blocked_by"].str.split("|")).explode("reason")
    reasons = reasons.assign(order=reasons["reason"].map(blocks))
    is_usable = reasons["reason"].ne("unreachable").groupby(reasons["customer_id"]).transform("any")
    reasons = reasons[~is_usable | reasons["reason"].ne("unreachable")]
    once = reasons.drop_duplicates(["customer_id", "reason"]).sort_values(["customer_id", "order"])
    return _joined(once, "reason")


def _joined(rows: pd.DataFrame, words: str) -> "pd.Series[str]":
    """Index customer_id: the words of each customer's rows joined by |, in their order. Few have more than two."""
    turn = rows.groupby("customer_id").cumcount()
    told = rows.set_index("customer_id")[words].astype("str")
    joined = told[(turn == 0).to_numpy()]
    for n in range(1, int(turn.max()) + 1 if len(turn) else 0):
        more = told[(turn == n).to_numpy()]
        joined = joined.mask(joined.index.isin(more.index), joined + "|" + more.reindex(joined.index))
    return joined.sort_index()
