"""Who works at a site: the roster, or everyone whom rows name (Rules, section 7)."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings

COLUMNS = ["consultant_id", "name", "role", "is_active", "capacity", "rest_days"]


def present_roster(
    consultants: pd.DataFrame,
    leads: pd.DataFrame,
    activities: pd.DataFrame,
    deals: pd.DataFrame,
    settings: Settings,
    as_of: AsOf,
) -> pd.DataFrame:
    """One row a person of one site, by consultant_id, nothing empty but `rest_days`.

    `consultants`: the roster, one row a person with an id for everyone; an empty role is a consultant,
    nothing said about leaving is active. Without any: a row for each name of the other frames
    from the last `named_days` days (both ends count), or, if there is none, for each ever named; the name
    is then the id.
    """
    found = (
        consultants[COLUMNS]
        if len(consultants)
        else _named(leads, activities, deals, settings.rules.plan.named_days, as_of)
    )
    return found.assign(
        name=found["name"].fillna(found["consultant_id"]),
        role=found["role"].fillna("consultant"),
        is_active=found["is_active"].fillna(True).astype(bool),
        capacity=found["capacity"].fillna(settings.rules.plan.capacity),
    ).sort_values("consultant_id", ignore_index=True)


def _named(
    leads: pd.DataFrame, activities: pd.DataFrame, deals: pd.DataFrame, named_days: int, as_of: AsOf
) -> pd.DataFrame:
    stated = [
        rows[["consultant", day]].set_axis(["consultant", "on"], axis=1)
        for rows, day in ((leads, "own_at"), (activities, "at"), (deals, "own_at"))
    ]
    named = pd.concat(stated, ignore_index=True).dropna(subset="consultant")
    is_recent = named["on"] >= pd.Timestamp(as_of.plan_day) - pd.Timedelta(days=named_days)
    names = named.loc[is_recent if is_recent.any() else slice(None), "consultant"].drop_duplicates()
    return pd.DataFrame(
        {
            "consultant_id": names,
            "name": names,
            "role": "consultant",
            "is_active": True,
            "capacity": float("nan"),
            "rest_days": pd.Series(dtype="str"),
        },
        index=names.index,
    )
