"""Those who bought: handover, surveys, the day of the purchase, referrals (Rules, section 6)."""

from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from pipeline.care_settings import CareRules
from pipeline.rules.calendars import years_around
from pipeline.rules.due.answers import Answers
from pipeline.rules.due.proposal import end_of_day
from pipeline.rules.due.windows import next_windows, windows_of
from pipeline.rules.working_time import WorkingTime

DAY = pd.Timedelta(days=1)
SCALES = (5, 10, 100)


def handover(
    deals: pd.DataFrame, answers: Answers, rules: CareRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """From the day of handover to 3 days after it, until an activity lies inside."""
    return next_windows("handover", handover_windows(deals, rules, hours), answers.activities, plan_day)


def handover_windows(deals: pd.DataFrame, rules: CareRules, hours: WorkingTime) -> pd.DataFrame:
    """One row: the days of one handover that stands, as from `windows_of`, with its `unit`."""
    standing = _not_cancelled(deals)
    return _of_units(standing, standing["handover_date"], rules.handover_days, hours)


def survey(
    deals: pd.DataFrame, answers: Answers, rules: CareRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """One month after handover and three after moving in, each for 14 days, until a survey or contact inside."""
    return next_windows("survey", survey_windows(deals, rules, hours), answers.contacts, plan_day)


def survey_windows(deals: pd.DataFrame, rules: CareRules, hours: WorkingTime) -> pd.DataFrame:
    """One row: the days of one survey, as from `windows_of`, with its `unit`; occasion `handover` or `move_in`."""
    standing = _not_cancelled(deals)
    after = {"handover": rules.survey_handover_months, "move_in": rules.survey_move_in_months}
    parts = [
        _of_units(
            standing, _months_after(standing[f"{event}_date"], months), rules.survey_days, hours
        ).assign(occasion=event)
        for event, months in after.items()
    ]
    return pd.concat(parts, ignore_index=True)


def anniversary(
    deals: pd.DataFrame, answers: Answers, rules: CareRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """From 3 days before to the day on which a contract was signed some years ago."""
    standing = _not_cancelled(deals).dropna(subset="contract_date")
    parts = []
    for year in years_around(plan_day):
        on = _same_day_in(year, standing["contract_date"])
        opens = on - rules.anniversary_days * DAY
        parts.append(windows_of(standing["customer_id"], opens, end_of_day(on, hours)))
    return next_windows("anniversary", pd.concat(parts, ignore_index=True), answers.heard, plan_day)


def referral(
    surveys: pd.DataFrame,
    answers: Answers,
    rules: CareRules,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
    known_until: pd.Timestamp,
) -> pd.DataFrame:
    """7 days after the newest survey with a score, if that was at least 0.8 of its scale, and once more 183 days
    after that; each for 30 days, until a contact inside.
    """
    scored = surveys[surveys["score"].notna() & (surveys["answered_at"] <= known_until)]
    newest = scored.sort_values("answered_at", kind="stable").drop_duplicates("customer_id", keep="last")
    happy = newest[share_of_scale(newest) >= float(rules.referral_share)]
    first = happy["answered_at"].dt.normalize() + rules.referral_days * DAY
    starts = [first, first + rules.referral_again_days * DAY]
    parts = [_lasting(happy["customer_id"], start, rules.referral_window_days, hours) for start in starts]
    return next_windows("referral", pd.concat(parts, ignore_index=True), answers.contacts, plan_day)


def share_of_scale(surveys: pd.DataFrame) -> "pd.Series[float]":
    """The score over its scale; where none was said, 100 for scores above 10, 10 above 5, else 5.

    Exact: 7.2 of 9 is 0.8, which divided as floats falls short of it.
    """
    score, small, middle = surveys["score"], *SCALES[:2]
    by_size = score.gt(middle).map({True: float(SCALES[2]), False: float(middle)}).where(score > small, small)
    scale = surveys["scale"].where(surveys["scale"] > 0, by_size)
    shares = [float(Fraction(str(one)) / Fraction(str(of))) for one, of in zip(score, scale, strict=True)]
    return pd.Series(shares, index=surveys.index, dtype="float64")


def _not_cancelled(deals: pd.DataFrame) -> pd.DataFrame:
    return deals[deals["cancelled_on"].isna()]


def _lasting(
    customer_ids: "pd.Series[str]", starts: "pd.Series[pd.Timestamp]", days: int, hours: WorkingTime
) -> pd.DataFrame:
    starts = starts.dt.normalize()
    return windows_of(customer_ids, starts, end_of_day(starts + days * DAY, hours))


def _of_units(
    deals: pd.DataFrame, starts: "pd.Series[pd.Timestamp]", days: int, hours: WorkingTime
) -> pd.DataFrame:
    is_whole = deals["customer_id"].notna() & starts.notna()
    windows = _lasting(deals.loc[is_whole, "customer_id"], starts[is_whole], days, hours)
    return windows.assign(unit=deals.loc[is_whole, "unit"].to_numpy())


def _same_day_in(year: int, days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    """The same day of that year, cut to the month's last day; empty where the year is not a later one."""
    january = np.datetime64(f"{year:04}-01", "M")
    months = january + (days.dt.month.to_numpy("int64") - 1)
    last = (months + 1).astype("datetime64[D]") - 1
    same = months.astype("datetime64[D]") + (days.dt.day.to_numpy("int64") - 1)
    found = pd.Series(np.minimum(same, last), index=days.index).astype("datetime64[us]")
    return found.where(days.dt.year < year)


def _months_after(days: "pd.Series[pd.Timestamp]", months: int) -> "pd.Series[Any]":
    """The same day n calendar months on, cut to the month's last day."""
    return days.dt.normalize() + pd.DateOffset(months=months)
