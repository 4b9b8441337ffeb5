"""Rules with a window: it stands before it opens, and ends answered or unanswered (Rules, section 6)."""

import pandas as pd

from pipeline.rules.due.proposal import proposals_of


def windows_of(
    customer_ids: "pd.Series[str]",
    opens_at: "pd.Series[pd.Timestamp]",
    latest_at: "pd.Series[pd.Timestamp]",
    occasion: "pd.Series[str] | str" = "",
) -> pd.DataFrame:
    """One row: one window of one customer. Rows without a customer or a day are left out."""
    windows = pd.DataFrame(
        {"customer_id": customer_ids, "opens_at": opens_at, "latest_at": latest_at, "occasion": occasion}
    )
    whole: pd.DataFrame = windows.dropna(subset=["customer_id", "opens_at", "latest_at"])
    return whole.reset_index(drop=True)


def next_windows(
    rule: str, windows: pd.DataFrame, answers: pd.DataFrame, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """Proposals: of each customer the first window that has not ended and that nothing inside it answered."""
    ahead = not_ended(windows, plan_day)
    return first_of(rule, ahead[~is_answered(ahead, answers, plan_day)])


def first_of(rule: str, windows: pd.DataFrame) -> pd.DataFrame:
    """Proposals: the first window of each customer; of several that open together the one that ends first."""
    order = ["customer_id", "opens_at", "latest_at", "occasion"]
    first = windows.sort_values(order, kind="stable").drop_duplicates("customer_id").set_index("customer_id")
    return proposals_of(rule, first["opens_at"], first["latest_at"], True, first["occasion"])


def not_ended(windows: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """A window ends with the day of its latest moment."""
    ahead: pd.DataFrame = windows[windows["latest_at"].dt.normalize() >= plan_day]
    return ahead.reset_index(drop=True)


def is_answered(windows: pd.DataFrame, answers: pd.DataFrame, plan_day: pd.Timestamp) -> "pd.Series[bool]":
    """Whether something lies inside, both days included; `answers`: customer_id, at.

    What has no time of day may have come after a window opened that day.
    """
    is_open = windows["opens_at"].dt.normalize() <= plan_day
    found = pd.Series(False, index=windows.index)
    if not is_open.any():
        return found
    open_now = windows.loc[is_open, ["customer_id", "opens_at", "latest_at"]]
    earliest = open_now["opens_at"].min().normalize()
    recent = answers.loc[answers["at"] >= earliest, ["customer_id", "at"]].drop_duplicates()
    pairs = open_now.rename_axis("window").reset_index().merge(recent, on="customer_id")
    day, opens_on = pairs["at"].dt.normalize(), pairs["opens_at"].dt.normalize()
    is_after = (pairs["at"] >= pairs["opens_at"]) | ((pairs["at"] == day) & (day == opens_on))
    is_inside = is_after & (day <= pairs["latest_at"].dt.normalize())
    found.loc[pairs.loc[is_inside, "window"].unique()] = True
    return found
