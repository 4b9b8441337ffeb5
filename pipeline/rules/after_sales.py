"""What customer service watches: visits after handover, surveys, complaints, dates between deposit and handover.

These lists propose no day and place no task; what is due, and who may be contacted, the rules of section 6 decide.
"""

from typing import Final

import pandas as pd

from pipeline.config import Settings, Site
from pipeline.rules.due.answers import Answers
from pipeline.rules.due.complaints import is_taken_up, respond_by
from pipeline.rules.due.complaints import open_complaints as standing_complaints
from pipeline.rules.due.owners import handover_windows, survey_windows
from pipeline.rules.due.windows import is_answered, not_ended
from pipeline.rules.working_time import WorkingTime

AHEAD_DAYS: Final = 7


def handovers_due(
    deals: pd.DataFrame, answers: Answers, settings: Settings, site: Site, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """The deals handed over from three days before D to a week after it, by day, that no activity in the three
    days answered: customer_id, unit, due, latest.
    """
    windows = handover_windows(deals, settings.rules.care, WorkingTime(site))
    return _near(windows, answers.activities, plan_day)


def surveys_due(
    deals: pd.DataFrame, answers: Answers, settings: Settings, site: Site, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """Surveys one month after handover and three after move-in, from a week before their first day to the last of
    their fourteen, that no survey or contact inside has answered: customer_id, unit, occasion, due, latest.
    """
    windows = survey_windows(deals, settings.rules.care, WorkingTime(site))
    return _near(windows, answers.contacts, plan_day)


def open_complaints(
    complaints: pd.DataFrame,
    answers: Answers,
    settings: Settings,
    site: Site,
    plan_day: pd.Timestamp,
    known_until: pd.Timestamp,
) -> pd.DataFrame:
    """Complaints and suggestions that nobody closed, with `response_by` (of the rule), `is_answered` (a response is
    recorded, or somebody tried since) and `open_days`. Unanswered ones first, then by their latest moment.
    """
    standing = standing_complaints(complaints, known_until)
    opened = standing["opened_at"]
    told = standing.assign(
        response_by=respond_by(opened, settings.rules.care, WorkingTime(site), plan_day),
        open_days=(plan_day - opened.dt.normalize()).dt.days,
        is_answered=is_taken_up(standing, answers),
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


def _near(windows: pd.DataFrame, answers: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """The windows that open within a week or have, have not ended, and that nothing inside answered, by day."""
    ahead = not_ended(windows, plan_day)
    near = ahead[ahead["opens_at"] <= plan_day + pd.Timedelta(days=AHEAD_DAYS)].reset_index(drop=True)
    left = near[~is_answered(near, answers, plan_day)].drop_duplicates()
    told = left.rename(columns={"opens_at": "due", "latest_at": "latest"})
    return told.sort_values(["due", "customer_id"], kind="stable", ignore_index=True)
