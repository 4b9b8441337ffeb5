"""Mobiles with hidden digits, such as 138****1234, find their customer by pattern and name (section 3)."""

import numpy as np
import pandas as pd

from pipeline.customers.columns import Codes, Column, Flags, as_text, look_up, unlike
from pipeline.customers.shared_numbers import national
from pipeline.customers.ties import tie


def tie_masked(rows: pd.DataFrame, groups: Codes, mobiles: Column, names: Column, is_founded: Flags) -> Codes:
    """Join rows of the same pattern and name, and these to the one customer whose mobile and name fit.

    `mobiles` repeats row numbers in its index; `names` are plain; `is_founded` says of a row whether its
    group is a customer, for only a customer can be joined.
    """
    has_both = rows["masked_phone"].notna() & names.notna()
    if not has_both.any():
        return groups
    masked_phone = as_text(rows.loc[has_both, "masked_phone"])
    pattern = (masked_phone + "|" + as_text(names[has_both])).reindex(rows.index)
    fitting = _fitting(masked_phone, groups, mobiles, names, is_founded)
    fitting = fitting[fitting["pattern"].isin(set(pattern.dropna()))].drop_duplicates()
    only = fitting[~fitting["pattern"].duplicated(keep=False)].set_index("pattern")["group"]
    masked = tie(groups, pattern)
    target = look_up(pattern, only)
    group_of_target = pd.Series(masked, index=groups).groupby(level=0).first()
    return tie(masked, pd.concat([look_up(target, group_of_target), pd.Series(masked)[target.isna()]]))


def _fitting(
    masked: Column, groups: Codes, mobiles: Column, names: Column, is_founded: Flags
) -> pd.DataFrame:
    """(pattern, group): each customer under every pattern and name its full mobiles and names fit."""
    known = mobiles[is_founded[mobiles.index.to_numpy()]]
    full = unlike(groups[known.index.to_numpy()], known)
    full = pd.DataFrame({"group": full["customer"], "full": national(full["text"])})
    named = unlike(groups[is_founded], names[is_founded]).set_axis(["group", "name"], axis=1)
    hidden = [full.assign(masked=written) for written in hidden_like(full["full"], masked)]
    if not hidden:
        return pd.DataFrame({"pattern": pd.Series(dtype="str"), "group": np.zeros(0, dtype="int64")})
    pairs = pd.concat(hidden).dropna().merge(named, on="group")
    return pd.DataFrame({"pattern": pairs["masked"] + "|" + pairs["name"], "group": pairs["group"]})


def hidden_like(full: Column, masked: Column) -> list[Column]:
    """National numbers as each shape of masked ones would show them; empty where the length does not fit."""
    shapes = masked.drop_duplicates().str.extract(r"^(?P<head>[^*]*)(?P<stars>\*+)(?P<tail>[^*]*)$").dropna()
    sizes = pd.DataFrame({name: shapes[name].str.len() for name in shapes}).drop_duplicates()
    return [_hide(full, head, stars, tail) for head, stars, tail in sizes.itertuples(index=False)]


def _hide(full: Column, head: int, stars: int, tail: int) -> Column:
    fits = full.str.len() == head + stars + tail
    return (full.str.slice(0, head) + "*" * stars + full.str.slice(head + stars)).where(fits)
