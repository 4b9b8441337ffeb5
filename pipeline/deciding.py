"""One site's night, from facts to a plan: pure, so that any worker can compute a site alone."""

from dataclasses import dataclass

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import Derived, current_records, derive_customers, doubts
from pipeline.facts import Facts
from pipeline.insight.conversion import conversion
from pipeline.results import SiteResult
from pipeline.rules import assignment, attention, consent, due, grading, next_contact, pace, planning
from pipeline.rules.handovers import handed_over
from pipeline.rules.matching import match_news
from pipeline.rules.roster import present_roster
from pipeline.vocabulary import CONVERSION_COLUMNS, CUSTOMER_COLUMNS, PHRASE


@dataclass(frozen=True)
class SiteDecision:
    """What a night decides for one site.

    customers    index customer_id; columns of docs/frames.md, grades, next contact, flags
    tasks        TASK_COLUMNS, this run's plan;  gifts  customers given tonight;  derived  who is who
    handed_over  HANDED_OVER;  news, suited  SITE_NEWS and SUITED
    """

    derived: Derived
    customers: pd.DataFrame
    tasks: pd.DataFrame
    gifts: pd.DataFrame
    roster: pd.DataFrame
    conversion: pd.DataFrame
    handed_over: pd.DataFrame
    news: pd.DataFrame
    suited: pd.DataFrame


def decide_site(facts: Facts, settings: Settings, as_of: AsOf) -> SiteDecision:
    """Grades, what is due, who does it and when, for one site on plan day D."""
    site = settings.for_site(facts.site)
    derived = derive_customers(facts, settings, as_of)
    graded = grading.grade_customers(derived.customers, derived.units, settings, as_of)
    customers = derived.customers.join(graded)
    customers = customers.assign(pace=pace.paces(customers, as_of, settings))
    roster = present_roster(
        derived.consultants, derived.leads, derived.activities, derived.deals, settings, as_of
    )
    owners, gifts = assignment.assign(customers, roster, facts.gifts)
    changed = handed_over(customers, owners, pd.Timestamp(as_of.plan_day))
    customers = customers.assign(consultant=owners)
    permissions = consent.permissions(customers, settings, as_of)
    proposals = due.propose(
        customers, derived.activities, derived.deals, consent.contactable(permissions), settings, site, as_of
    )
    is_churning = attention.is_churning(customers, customers["pace"], settings)
    allowed, blocked = consent.permit(proposals, permissions, customers, is_churning)
    allowed = due.hold_back(allowed, derived.activities, settings, site, as_of)
    customers = customers.join(next_contact.next_contact(allowed, blocked, settings, as_of))
    customers = customers.assign(flags=attention.flags(customers, allowed, blocked, settings, as_of))
    tasks = planning.plan_week(allowed, customers, roster, facts.given, settings, site, as_of)
    rates = conversion(customers, settings, as_of)
    milestones = current_records(facts, "milestones", derived, as_of)
    news, suited = match_news(facts.units, derived.units, milestones, customers, permissions, settings, as_of)
    return SiteDecision(derived, customers, tasks, gifts, roster, rates, changed, news, suited)


def site_result(
    decision: SiteDecision, facts: Facts, quality: pd.DataFrame, issue_counts: pd.DataFrame, as_of: AsOf
) -> SiteResult:
    """What publishing needs of the decision. New tasks: those of D that no earlier run of D gave."""
    derived = decision.derived
    return SiteResult(
        site=facts.site,
        plan_day=as_of.plan_day,
        customers=decision.customers,
        tasks=decision.tasks,
        new_tasks=planning.not_yet_given(decision.tasks, facts.given, as_of),
        activities=derived.activities.sort_values("at", kind="stable"),
        units=derived.units,
        consultants=decision.roster,
        conversion=decision.conversion,
        quality=quality,
        issue_counts=_with_doubts(issue_counts, doubts(facts, derived, as_of)),
        phrases=current_records(facts, "phrases", derived, as_of)[list(PHRASE)],
        handed_over=decision.handed_over,
        news=decision.news,
        suited=decision.suited,
    )


def _with_doubts(issue_counts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Counts of what reading the files found, and of what only all of them together show."""
    counted = found.value_counts(["code", "severity"]).reset_index()
    together = pd.concat([issue_counts, counted[["code", "severity", "count"]]], ignore_index=True)
    return together.groupby(["code", "severity"], sort=False)["count"].sum().reset_index()


def decided_tables(
    decision: SiteDecision, result: SiteResult, grades: pd.DataFrame, as_of: AsOf
) -> dict[str, pd.DataFrame]:
    """The night's own facts of one site, by the names of `store.tables.DECISIONS`."""
    night = pd.Timestamp(as_of.plan_day)
    later = result.tasks[result.tasks["planned_date"] != pd.Timestamp(as_of.plan_day)]
    return {
        "numbers": decision.derived.numbers.assign(site=result.site, night=night),
        "gifts": decision.gifts.assign(site=result.site, night=night),
        "tasks": pd.concat([result.new_tasks, later]),
        "grades": grade_changes(decision.customers, grades, as_of),
        "customers": customer_snapshot(decision.customers),
        "conversion": decision.conversion[list(CONVERSION_COLUMNS)],
    }


def customer_snapshot(customers: pd.DataFrame) -> pd.DataFrame:
    """The customers as other programs read them: CUSTOMER_COLUMNS."""
    return customers.rename_axis("customer_id").reset_index()[list(CUSTOMER_COLUMNS)]


def grade_changes(customers: pd.DataFrame, known: pd.DataFrame, as_of: AsOf) -> pd.DataFrame:
    """One row: one customer whose grade is not the one last published; `known` is the grade history."""
    last = known.drop_duplicates("customer_id", keep="last").set_index("customer_id")["to_grade"]
    before = last.reindex(customers.index)
    is_changed = before.fillna("") != customers["grade"].fillna("")
    changed = customers[is_changed]
    return pd.DataFrame(
        {
            "site": changed["site"], "customer_id": changed.index,
            "date": pd.Timestamp(as_of.plan_day), "from_grade": before[is_changed],
            "to_grade": changed["grade"], "reason": changed["grade_reason"],
        }
    ).reset_index(drop=True)  # fmt: skip
