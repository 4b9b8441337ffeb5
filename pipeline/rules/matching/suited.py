"""Whom each piece of news suits, and whether it may be told to him."""

from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from pipeline.config import Settings
from pipeline.facts import DTYPES
from pipeline.rules.call.fitting_units import Comparison, compare, over_budget
from pipeline.rules.consent import permit
from pipeline.rules.known import is_known
from pipeline.rules.matching.audience import invited
from pipeline.vocabulary import SUITED

RULE_OF: Final = {"new_unit": "policy", "price_cut": "policy", "milestone": "milestone"}
ASIDE: Final = ("not_now", "invalid")
PAIR: Final = {"news": "int64", "person": "int64", "met": "int64", "counted": "int64"}


def suited_customers(
    news: pd.DataFrame,
    on_sale: pd.DataFrame,
    customers: pd.DataFrame,
    permissions: pd.DataFrame,
    settings: Settings,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """How many customers each piece of news suits (columns `customers, proposed`, in the order of `news`), and
    SUITED: one row = one piece of news and one of its best customers, at most `news_customers` of each.

    A unit suits an open customer, neither not now nor invalid, who did not refuse profiling, if it meets at
    least the share of his stated wants that makes need match B, and is not above what his budget reaches;
    an unknown budget does not exclude. A cut that brings the unit within the budget suits also whoever stated
    no wants. A milestone suits its audience. `mode`: how it may be told (Rules, section 6, as for policy and
    milestones); customers who may not be told are marked: `is_proposed` is false, `blocked_by` says why.
    Best: may be told, budget known, share of wants, wants met, then customer_id.
    """
    is_event = news["news"].eq("milestone").to_numpy()
    by_unit, found = _by_unit(news, ~is_event, on_sale, customers, settings)
    pairs = pd.concat([by_unit, _by_audience(news, is_event, customers)], ignore_index=True)
    told = pairs.join(_permission(customers, permissions), on=["person", "rule"])
    told = told.assign(is_proposed=told["mode"].notna(), share=told["met"] / told["counted"].clip(lower=1))
    counts = told.groupby("news").agg(customers=("is_proposed", "size"), proposed=("is_proposed", "sum"))
    order = ["news", "is_proposed", "is_unsure", "share", "met", "person"]
    best = told.sort_values(order, ascending=[True, False, True, False, False, True], kind="stable")
    listed = best[best.groupby("news").cumcount() < settings.rules.call.news_customers]
    counted: pd.DataFrame = counts.reindex(range(len(news))).fillna(0).astype("int64")
    return counted, _typed(listed, news, customers, found)


def _by_unit(
    news: pd.DataFrame,
    is_unit: np.ndarray,
    on_sale: pd.DataFrame,
    customers: pd.DataFrame,
    settings: Settings,
) -> tuple[pd.DataFrame, "Comparison"]:
    """Pairs of positions in `news` and in `customers`; and the comparison of all customers with all units."""
    is_open = ~is_known(customers["is_closed"]) & ~customers["status"].isin(ASIDE).astype(bool)
    may_match = (is_open & ~is_known(customers["refuses_profiling"])).to_numpy()
    units = news[is_unit]
    found = compare(customers, units, settings, on_sale)
    share = Fraction(str(settings.rules.grading.match_for_b))
    counted = found.counted[:, None]
    fits = (counted > 0) & (found.met.astype("int64") * share.denominator >= counted * share.numerator)
    before = over_budget(customers, units["price_before"], settings.rules.grading.budget_tolerance)
    is_newly = (found.over == 0) & (before > 0)
    suits = ((fits & ~(found.over > 0)) | (is_newly & (counted == 0))) & may_match[:, None]
    unit, person = np.nonzero(suits.T)
    pairs = pd.DataFrame(
        {
            "news": np.flatnonzero(is_unit)[unit], "person": person, "met": found.met[person, unit],
            "counted": found.counted[person], "unit": unit, "is_unsure": np.isnan(found.over[person, unit]),
            "is_newly": is_newly[person, unit], "rule": "policy",
        }
    )  # fmt: skip
    return pairs.astype(PAIR), found


def _by_audience(news: pd.DataFrame, is_event: np.ndarray, customers: pd.DataFrame) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"news": place, "person": np.flatnonzero(invited(audience, customers))})
        for place, audience in enumerate(news["audience"].fillna(""))
        if is_event[place]
    ]
    pairs = pd.concat([pd.DataFrame({"news": [], "person": []}), *parts], ignore_index=True)
    told = pairs.assign(met=0, counted=0, unit=-1, is_unsure=False, is_newly=False, rule="milestone")
    return told.astype({**PAIR, "unit": "int64"})


def _permission(customers: pd.DataFrame, permissions: pd.DataFrame) -> pd.DataFrame:
    """Index (position of the customer, rule): `mode` it may be told in, else `blocked_by`."""
    asked = pd.DataFrame(
        {
            "customer_id": np.repeat(customers.index.to_numpy(), 2),
            "rule": np.tile(["policy", "milestone"], len(customers)),
            "person": np.repeat(np.arange(len(customers)), 2),
        }
    )
    allowed, blocked = permit(asked, permissions, customers)
    where = ["person", "rule"]
    modes = allowed.set_index(where)["mode"]
    places = asked.set_index(where)[[]]
    keyed = blocked.merge(asked, on=["customer_id", "rule"]).set_index(where)["blocked_by"]
    return places.join(modes).join(keyed)


def _typed(
    listed: pd.DataFrame, news: pd.DataFrame, customers: pd.DataFrame, found: "Comparison"
) -> pd.DataFrame:
    is_unit = listed["unit"] >= 0
    missed = pd.Series(np.nan, index=listed.index, dtype="str")
    missed[is_unit] = found.missed(
        listed.loc[is_unit, "person"].to_numpy(), listed.loc[is_unit, "unit"].to_numpy()
    )
    filled = pd.DataFrame(
        {
            "news_id": news["news_id"].to_numpy()[listed["news"]],
            "customer_id": customers.index.to_numpy()[listed["person"]],
            "wants_met": listed["met"], "wants_counted": listed["counted"], "missed": missed,
            "is_within_budget": pd.Series(True, listed.index, dtype="boolean").mask(
                listed["is_unsure"] | ~is_unit
            ),
            "is_newly_within_budget": listed["is_newly"], "mode": listed["mode"],
            "blocked_by": listed["blocked_by"], "is_proposed": listed["is_proposed"],
        }
    )  # fmt: skip
    typed = {name: filled[name].astype(DTYPES[kind]) for name, kind in SUITED.items()}
    return pd.DataFrame(typed).reset_index(drop=True)
