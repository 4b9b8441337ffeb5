"""What customer service watches: visits after handover, surveys, complaints, dates between deposit and handover.

These lists propose no day and place no task; what is due, and who may be contacted, the rules of section 6 decide.
"""

from typing import Final

import pandas as pd

from pipeline.config import Settings, Site

HANDOVER_DAYS: Final = 3
AHEAD_DAYS: Final = 7
SURVEY_MONTHS: Final = {"handover": ("handover_date", 1), "move_in": ("move_in_date", 3)}
SURVEY_DAYS: Final = 14
RESPONSE: Final = pd.Timedelta(hours=48)


def handovers_due(deals: pd.DataFrame, activities: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """The deals handed over from three days before D to a week after it, by day, that no activity in the three
    days answered: customer_id, unit, due, latest.
    """
    due = _standing(deals, "handover_date")
    due = due.assign(latest=due["due"] + pd.Timedelta(days=HANDOVER_DAYS))
    is_near = (due["latest"] >= plan_day) & (due["due"] <= plan_day + pd.Timedelta(days=AHEAD_DAYS))
    return _unanswered(due[is_near], activities, "at")


def surveys_due(deals: pd.DataFrame, surveys: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """Surveys one month after handover and three after move-in, from a week before their first day to the last of
    their fourteen, that no survey inside has answered: customer_id, unit, occasion, due, latest.
    """
    parts = []
    for occasion, (day, months) in SURVEY_MONTHS.items():
        of_day = _standing(deals, day)
        due = of_day["due"] + pd.DateOffset(months=months) if len(of_day) else of_day["due"]
        parts.append(of_day.assign(due=due, occasion=occasion))
    told = pd.concat(parts, ignore_index=True)
    told = told.assign(latest=told["due"] + pd.Timedelta(days=SURVEY_DAYS))
    is_near = (told["latest"] >= plan_day) & (told["due"] <= plan_day + pd.Timedelta(days=AHEAD_DAYS))
    return _unanswered(told[is_near], surveys, "answered_at")


def open_complaints(complaints: pd.DataFrame, site: Site, plan_day: pd.Timestamp) -> pd.DataFrame:
    """Complaints that nobody closed, with `response_by` (48 hours after it was opened; of a day without a time the
    closing of the second day after it) and `open_days`. Unanswered ones first, then by their latest moment.
    """
    standing = complaints[complaints["closed_at"].isna() & complaints["customer_id"].notna()]
    opened = standing["opened_at"]
    closing = pd.Timedelta(hours=site.closing.hour, minutes=site.closing.minute)
    is_day = opened == opened.dt.normalize()
    told = standing.assign(
        response_by=(opened + RESPONSE).mask(is_day, opened + RESPONSE + closing),
        open_days=(plan_day - opened.dt.normalize()).dt.days,
        is_answered=standing["first_response_at"].notna(),
    )
    return told.sort_values(["is_answered", "response_by"], kind="stable", ignore_index=True)


def passed_dates(deals: pd.DataFrame, settings: Settings, plan_day: pd.Timestamp) -> pd.DataFrame:
    """One line for each date between deposit and handover that has passed, the longest ago first: customer_id,
    unit, amount, matter, due, days.

    matter  `unsigned`: deposit paid, no contract, and the days of daily calls are over or the agreed day of
            signing has passed;  `loan`, `instalment`: that day of a deal that is neither cancelled nor handed over
    """
    standing = deals[deals["cancelled_on"].isna() & ~(deals["handover_date"] <= plan_day)]
    grace = pd.Timedelta(days=settings.rules.due.deposit_daily_days)
    unsigned = standing[standing["deposit_date"].notna() & standing["contract_date"].isna()]
    sign_by = unsigned["sign_by_date"].fillna(unsigned["deposit_date"] + grace)
    parts = [_lines(unsigned, "unsigned", sign_by)]
    parts += [_lines(standing, matter, standing[f"{matter}_date"]) for matter in ("loan", "instalment")]
    told = pd.concat(parts, ignore_index=True)
    told = told[told["due"] < plan_day]
    told = told.assign(days=(plan_day - told["due"]).dt.days)
    return told.sort_values(
        ["days", "customer_id"], ascending=[False, True], kind="stable", ignore_index=True
    )


def _lines(deals: pd.DataFrame, matter: str, due: pd.Series) -> pd.DataFrame:
    told = deals[["customer_id", "unit", "amount"]].assign(matter=matter, due=due)
    return told[told["due"].notna()]


def _standing(deals: pd.DataFrame, day: str) -> pd.DataFrame:
    standing = deals.loc[deals["cancelled_on"].isna() & deals[day].notna(), ["customer_id", "unit", day]]
    return standing.rename(columns={day: "due"}).drop_duplicates()


def _unanswered(due: pd.DataFrame, answers: pd.DataFrame, at: str) -> pd.DataFrame:
    """Those without an answer of their customer on one of their days."""
    numbered = due.reset_index(drop=True)
    pairs = numbered.reset_index().merge(answers[["customer_id", at]].dropna(), on="customer_id")
    day = pairs[at].dt.normalize()
    answered = pairs.loc[(day >= pairs["due"]) & (day <= pairs["latest"]), "index"]
    left = numbered[~numbered.index.isin(answered)]
    return left.sort_values(["due", "customer_id"], kind="stable", ignore_index=True)
