"""What a night computed, handed to publishing: one `SiteResult` a site, one `NightResult` over all."""

from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from pipeline.config import Settings
from pipeline.facts import empty_frame, fact_columns
from pipeline.vocabulary import HANDED_OVER, PHRASE, SITE_NEWS, SUITED

SILENT = {"consultant_id": "text", "tasks": "whole"}


def _none(kind: str) -> pd.DataFrame:
    """No records of a kind, with the columns of facts that are about a customer."""
    return empty_frame({**fact_columns(kind), "customer_id": "text"})


@dataclass(frozen=True)
class SiteResult:
    """One site on plan day D.

    customers    index customer_id; the columns of docs/frames.md, the grade columns, `flags`, and of the next
                 contact: next_contact_date, next_contact_mode, next_contact_reason, overdue_since, basis,
                 blocked_by
    tasks        columns TASK_COLUMNS, D to D + 6 and overflow (planned_date empty)
    new_tasks    those of D that no earlier run of D gave
    activities   known activities with customer_id, newest last (for the last conversation)
    units        the site's units
    consultants  the roster, or a row per name that is present: consultant_id, name, role, is_active, capacity
    conversion   CONVERSION_COLUMNS and `young`
    quality      ledger counts: kind, disposition, count;  issue_counts: code, severity, count
    deals, complaints, surveys, decisions   those that stand, with customer_id
    silent       consultants with tasks of yesterday who handed in nothing: consultant_id, tasks
    phrases      the office's own words: current rows with the columns of vocabulary.PHRASE
    handed_over  customer_id, from_consultant, to_consultant, handed_on: the newest change of each customer
    news         what may suit many customers at once, and suited, whom it does: see rules.matching
    """

    site: str
    plan_day: date
    customers: pd.DataFrame
    tasks: pd.DataFrame
    new_tasks: pd.DataFrame
    activities: pd.DataFrame
    units: pd.DataFrame
    consultants: pd.DataFrame
    conversion: pd.DataFrame
    quality: pd.DataFrame
    issue_counts: pd.DataFrame
    deals: pd.DataFrame = field(default_factory=lambda: _none("deals"))
    complaints: pd.DataFrame = field(default_factory=lambda: _none("complaints"))
    surveys: pd.DataFrame = field(default_factory=lambda: _none("surveys"))
    decisions: pd.DataFrame = field(default_factory=lambda: _none("decisions"))
    silent: pd.DataFrame = field(default_factory=lambda: empty_frame(SILENT))
    phrases: pd.DataFrame = field(default_factory=lambda: empty_frame(PHRASE))
    handed_over: pd.DataFrame = field(default_factory=lambda: empty_frame(HANDED_OVER))
    news: pd.DataFrame = field(default_factory=lambda: empty_frame(SITE_NEWS))
    suited: pd.DataFrame = field(default_factory=lambda: empty_frame(SUITED))


@dataclass(frozen=True)
class NightResult:
    """All sites of one night. `folder` is the name under which it will be published."""

    plan_day: date
    as_of: str
    run_id: str
    version: str
    settings: Settings
    sites: list[SiteResult]
    known_until: datetime
    is_supplement: bool = False
    folder: str = ""
    warnings: list[str] = field(default_factory=list)
