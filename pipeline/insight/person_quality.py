"""How well each person's customers are known, and how they are written up (Rules, section 8)."""

import numpy as np
import pandas as pd

DAYS = 30
EMPTY_RECORD = (
    r"^[\s。.,，!！]*(?:已?联系|已?跟进|已?沟通|正常|ok|done|contacted|followed up|called)?[\s。.,，!！]*$"
)


def quality_by_person(
    customers: pd.DataFrame, activities: pd.DataFrame, roster: pd.DataFrame, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """One row: one active person of the roster, by id, then others who hold customers or wrote anything in the last
    30 days, "" (nobody) last.

    consultant; customers; no_phone, no_budget, no_horizon, no_wants: shares of the open customers (empty without
    any); overdue, no_date: counts of open customers who are overdue, or have no next contact; records, and
    empty_records: share of them that say nothing but that there was contact; lag_hours: median from a talk to its
    record, of those with both times.
    """
    owner = customers["consultant"].fillna("")
    open_ones = customers[
        ~customers["is_closed"].fillna(False).astype(bool) & ~customers["status"].eq("invalid")
    ]
    missing = open_ones["missing_facts"].fillna("").astype("str")
    held = (
        pd.DataFrame(
            {
                "no_phone": open_ones["phone"].isna(),
                **{f"no_{fact}": missing.str.contains(fact) for fact in ("budget", "horizon", "wants")},
            }
        )
        .groupby(open_ones["consultant"].fillna(""))
        .mean()
    )
    counts = (
        pd.DataFrame(
            {"overdue": open_ones["overdue_since"].notna(), "no_date": open_ones["next_contact_date"].isna()}
        )
        .groupby(open_ones["consultant"].fillna(""))
        .sum()
    )
    found = pd.concat(
        [owner.value_counts().rename("customers"), held, counts, _records(activities, owner, plan_day)],
        axis=1,
    )
    found = found.assign(
        **{name: found[name].fillna(0) for name in ("customers", "overdue", "no_date", "records")}
    )
    active = roster.loc[roster["is_active"].fillna(True).astype(bool), "consultant_id"]
    others = found.index[(found["customers"] > 0) | (found["records"] > 0)].difference(
        pd.Index([*active, ""])
    )
    everybody = [*sorted(active), *others, *([""] if found["customers"].get("", 0) else [])]
    known = found.reindex(everybody).rename_axis("consultant").reset_index()
    return known.fillna(dict.fromkeys(("customers", "overdue", "no_date", "records"), 0))


def _records(activities: pd.DataFrame, owner: "pd.Series[str]", plan_day: pd.Timestamp) -> pd.DataFrame:
    """Index consultant: records, empty_records, lag_hours."""
    recent = activities[activities["at"] >= plan_day - pd.Timedelta(days=DAYS)]
    whose = (
        recent["consultant"].fillna(owner.reindex(recent["customer_id"]).set_axis(recent.index)).fillna("")
    )
    lag = (recent["recorded_at"] - recent["at"]).dt.total_seconds() / 3600
    has_time = recent["at"] != recent["at"].dt.normalize()
    is_empty = recent["content"].fillna("").str.lower().str.match(EMPTY_RECORD)
    told = pd.DataFrame({"is_empty": is_empty, "lag": lag.where(has_time & (lag >= 0))}).groupby(whose)
    if recent.empty:
        return pd.DataFrame({"records": [], "empty_records": [], "lag_hours": np.zeros(0)})
    return pd.DataFrame(
        {"records": told.size(), "empty_records": told["is_empty"].mean(), "lag_hours": told["lag"].median()}
    )
