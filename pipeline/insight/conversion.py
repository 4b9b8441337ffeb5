"""How far each channel's customers came, as seen on D (Rules, section 8)."""

import numpy as np
import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import ConversionRules, Settings
from pipeline.vocabulary import CONVERSION_COLUMNS, STEPS

FIRST = {
    "reached": "first_reached_at",
    "visit": "first_visit_at",
    "deposit": "first_deposit_on",
    "deal": "first_contract_on",
}


def conversion(customers: pd.DataFrame, settings: Settings, as_of: AsOf) -> pd.DataFrame:
    """One row a site, first-touch channel and step, channels by size, CONVERSION_COLUMNS and `young`.

    The cohort are customers with an enquiry; without a channel they are of channel `unknown`. `customers`:
    all of them; `reached_step`: those who have come to the step or beyond by D, however fast; `seen_rate` the
    share; `young`: those not yet `horizon_days` old on D, whether they have come or not. The step enquiry has
    neither horizon nor verdict. Matured rate, interval and cost are empty, the verdict `cannot_tell`.
    """
    cohort = customers.loc[customers["has_enquiry"].fillna(False).astype(bool)]
    age = (pd.Timestamp(as_of.plan_day) - cohort["created_at"].dt.normalize()).dt.days
    channels = cohort[["site"]].assign(channel=cohort["channel"].fillna("unknown"))
    horizons = _horizons(settings.rules.conversion)
    came = step_times(cohort).notna()
    steps = [
        channels.assign(
            step=step,
            customers=1,
            reached_step=came.get(step, True),
            young=age < horizons[step] if step in horizons else False,
        )
        for step in STEPS
    ]
    counts = (
        pd.concat(steps, ignore_index=True)
        .groupby(["site", "channel", "step"], as_index=False)[["customers", "reached_step", "young"]]
        .sum()
        .astype({"customers": "int64", "reached_step": "int64", "young": "int64"})
    )
    return _in_reading_order(_described(counts, horizons))


def step_times(customers: pd.DataFrame) -> pd.DataFrame:
    """When each customer came to each step after the enquiry, one column a step; empty: not yet.

    A step's time is the earliest of its own and all later steps'; before created_at it counts as that day.
    """
    latest_step_first = [*FIRST][::-1]
    own = customers[[FIRST[step] for step in latest_step_first]].to_numpy(dtype="datetime64[us]")
    earliest = np.fmin.accumulate(own, axis=1)  # passes over what is empty
    came = np.where(np.isnat(earliest), earliest, np.fmax(earliest, customers[["created_at"]].to_numpy()))
    return pd.DataFrame(came, index=customers.index, columns=latest_step_first)[[*FIRST]]


def _horizons(rules: ConversionRules) -> dict[str, int]:
    return {
        "reached": rules.reached_days,
        "visit": rules.visit_days,
        "deposit": rules.deposit_days,
        "deal": rules.deal_days,
    }


def _described(counts: pd.DataFrame, horizons: dict[str, int]) -> pd.DataFrame:
    unknown = pd.Series(float("nan"), index=counts.index)
    return counts.assign(
        horizon_days=counts["step"].map(horizons).astype("Int64"),
        seen_rate=counts["reached_step"] / counts["customers"],
        matured_rate=unknown,
        low=unknown,
        high=unknown,
        verdict=pd.Series("cannot_tell", index=counts.index, dtype="str").mask(counts["step"] == "enquiry"),
        cost_per_step=unknown,
    )[[*CONVERSION_COLUMNS, "young"]]


def _in_reading_order(rates: pd.DataFrame) -> pd.DataFrame:
    step_order = rates["step"].map({step: place for place, step in enumerate(STEPS)})
    return (
        rates.assign(smallest=-rates["customers"], step_order=step_order)
        .sort_values(["site", "smallest", "channel", "step_order"], ignore_index=True)
        .drop(columns=["smallest", "step_order"])
    )
