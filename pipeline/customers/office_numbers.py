"""The office's own customer numbers tie rows of one kind of list, unless they tie two people (section 3)."""

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Column, Flags, codes_of, look_up
from pipeline.customers.names import have_conflict
from pipeline.customers.ties import tie
from pipeline.customers.versions import newest, order_versions


def tie_office_numbers(rows: pd.DataFrame, groups: Codes, has_mobile: Flags) -> tuple[Codes, Flags]:
    """Join groups that carry the same number within one source; also whose number is ambiguous.

    A number is ambiguous when two of its groups have mobiles of their own (different ones, for else they
    were one group) and newest names that cannot be one person, and so is each of a chain of numbers that
    would bring two such together; it ties nobody.
    """
    is_numbered = rows["customer_number"].notna()
    if not is_numbered.any():
        return groups, np.zeros(len(rows), dtype=bool)
    codes = codes_of(rows["number_source"], rows["customer_number"])
    number = pd.Series(codes).where(is_numbered.to_numpy())
    links = pd.DataFrame({"group": groups, "number": number}).dropna().drop_duplicates()
    links = links[links["number"].duplicated(keep=False)]
    links["name"] = look_up(links["group"], _names_with_mobile(rows, groups, has_mobile, links["group"]))
    torn = set(have_conflict(links["number"], links["name"]))
    links = links[~links["number"].isin(torn)]
    chain = pd.Series(tie(links["group"].to_numpy(), links["number"].reset_index(drop=True)))
    torn_chains = have_conflict(chain, links["name"])
    torn |= set(links.loc[chain.isin(torn_chains).to_numpy(), "number"])
    is_ambiguous = number.isin(torn)
    return tie(groups, number.mask(is_ambiguous)), is_ambiguous.to_numpy()


def _names_with_mobile(rows: pd.DataFrame, groups: Codes, has_mobile: Flags, linked: Column) -> Column:
    """Group -> its newest name, of those linked groups that have a mobile."""
    with_mobile = pd.unique(groups[has_mobile])
    concerned = pd.Series(groups).isin(set(linked) & set(with_mobile)).to_numpy()
    history = order_versions(rows[concerned], groups[concerned])
    return newest(history.standing("name"))["name"]
