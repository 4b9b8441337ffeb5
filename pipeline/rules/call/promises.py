"""What was promised to a customer and is not known to be kept."""

import pandas as pd

from pipeline.rules.call.materials import material_keys
from pipeline.rules.known import is_known


def open_promises(activities: pd.DataFrame, plan_day: pd.Timestamp, days: int) -> pd.DataFrame:
    """customer_id, promised_on, promise: those of the last `days` days (both ends count), oldest first.

    A promise is kept when a later record says that what was promised is done, or when a material that the
    promise names was given in the same record or later. The same words promised again are one promise, dated
    when they were first said since they were last kept.
    """
    promised_on = activities["at"].dt.normalize()
    is_recent = promised_on >= plan_day - pd.Timedelta(days=days)
    said = activities.loc[activities["promise"].notna() & is_recent, ["customer_id", "at", "promise"]]
    said = said.assign(promise=said["promise"].str.strip())
    said = said[said["promise"] != ""]
    still_open = said[~(_is_said_done(said, activities) | _is_given(said, activities))]
    once = still_open.sort_values("at", kind="stable").drop_duplicates(["customer_id", "promise"])
    dated = once.assign(promised_on=once["at"].dt.normalize())
    found: pd.DataFrame = dated[["customer_id", "promised_on", "promise"]].reset_index(drop=True)
    return found


def _is_said_done(said: pd.DataFrame, activities: pd.DataFrame) -> "pd.Series[bool]":
    """A record says so; what that record itself promises is not meant."""
    done = activities[is_known(activities["promise_kept"])]
    last_done = done.groupby("customer_id")["at"].max().reindex(said["customer_id"]).set_axis(said.index)
    is_done: pd.Series[bool] = said["at"] < last_done
    return is_done


def _is_given(said: pd.DataFrame, activities: pd.DataFrame) -> "pd.Series[bool]":
    """A material whose name stands in the promise (答应发户型图) was given then or later."""
    rows = activities.loc[activities["material"].notna(), ["customer_id", "at", "material"]]
    given = rows.assign(material=rows["material"].str.split("|")).explode("material")
    given = given.assign(material=material_keys(given["material"].astype("str")))
    given = given[given["material"].str.len() >= 2]
    numbered = said.assign(number=range(len(said)), words=material_keys(said["promise"]))
    pairs = numbered.merge(given, on="customer_id", suffixes=("", "_given"))
    pairs = pairs[pairs["at_given"] >= pairs["at"]]
    is_named = [name in words for name, words in zip(pairs["material"], pairs["words"], strict=True)]
    kept = set(pairs.loc[is_named, "number"])
    return pd.Series([number in kept for number in range(len(said))], index=said.index, dtype=bool)
