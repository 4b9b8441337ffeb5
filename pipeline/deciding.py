"""One site's night, from facts to a plan: pure, so that any worker can compute a site alone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import (
    Derived,
    birthdays_of,
    current_records,
    derive_customers,
    doubts,
    look_back,
)
from pipeline.facts import Facts, joined
from pipeline.insight.conversion import conversion
from pipeline.insight.handing_in import handed_in_nothing
from pipeline.results import SiteResult
from pipeline.rules import (
    assignment,
    attention,
    consent,
    due,
    grading,
    next_contact,
    pace,
    planning,
    standing_still,
)
from pipeline.rules.grade_history import grade_changes
from pipeline.rules.handovers import handed_over
from pipeline.rules.matching import match_news
from pipeline.rules.roster import present_roster
from pipeline.vocabulary import CONVERSION_COLUMNS, CUSTOMER_COLUMNS, PHRASE


@dataclass(frozen=True)
class SiteDecision:
    """What a night decides for one site.

    customers    index customer_id; columns of docs/frames.md, grades, next contact, flags
    tasks        TASK_COLUMNS, this run's plan;  gifts  customers given tonight;  derived  who is who
    proposals    every rule that stands, before consent;  allowed, blocked  what became of them
    permissions  what each customer allows;  propose  what `due.propose` says with another `replaced_by`
    wake_ups     WAKE_UPS, the places given tonight in the row of those who wake up
    handed_over  HANDED_OVER;  news, suited  SITE_NEWS and SUITED
    """

    derived: Derived
    customers: pd.DataFrame
    tasks: pd.DataFrame
    gifts: pd.DataFrame
    wake_ups: pd.DataFrame
    roster: pd.DataFrame
    conversion: pd.DataFrame
    proposals: pd.DataFrame
    allowed: pd.DataFrame
    blocked: pd.DataFrame
    permissions: pd.DataFrame
    propose: Callable[..., pd.DataFrame]
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
    given = _standing_places(facts, derived)
    contactable, plan_day = consent.contactable(permissions), pd.Timestamp(as_of.plan_day)
    woken = due.wake_up_places(customers, contactable, given, settings.rules.due, plan_day)
    places, records = joined([given, woken]), records_of(facts, derived, settings, as_of)
    propose = partial(
        due.propose, customers, derived.activities, derived.deals, records, places, settings, site, as_of
    )
    proposals = propose()
    customers = customers.assign(manager_decides=due.manager_decides(customers, proposals, settings, as_of))
    is_churning = attention.is_churning(customers, customers["pace"], settings)
    allowed, blocked = consent.permit(proposals, permissions, customers, is_churning)
    allowed = due.hold_back(allowed, derived.activities, customers, settings, site, as_of)
    customers = customers.join(next_contact.next_contact(allowed, blocked, settings, as_of))
    stuck = stuck_customers(facts, derived, customers, settings, as_of)
    in_row = due.places_given(customers, places, plan_day).index
    flags = attention.flags(customers, allowed, blocked, in_row, stuck, settings, as_of)
    customers = customers.assign(flags=flags)
    tasks = planning.plan_week(allowed, customers, roster, facts.given, settings, site, as_of)
    rates = conversion(customers, settings, as_of)
    milestones = records.milestones
    news, suited = match_news(facts.units, derived.units, milestones, customers, permissions, settings, as_of)
    return SiteDecision(
        derived,
        customers,
        tasks,
        gifts,
        woken,
        roster,
        rates,
        proposals,
        allowed,
        blocked,
        permissions,
        propose,
        changed,
        news,
        suited,
    )


def stuck_customers(
    facts: Facts, derived: Derived, customers: pd.DataFrame, settings: Settings, as_of: AsOf
) -> "pd.Index[str]":
    """Who was A for weeks without a step further: only those who are A today are looked at again."""
    days = settings.rules.due.stuck_days
    old = customers["created_at"].dt.normalize() <= pd.Timestamp(as_of.plan_day) - pd.Timedelta(days=days)
    candidates: pd.Index[str] = customers.index[customers["grade"].eq("A") & old]
    if candidates.empty:
        return candidates
    earlier = look_back(facts, derived, candidates, days, settings, as_of)
    return standing_still.stuck(earlier.states, earlier.days, earlier.units, settings)


def records_of(facts: Facts, derived: Derived, settings: Settings, as_of: AsOf) -> due.Records:
    """Complaints, surveys, milestones and birthdays as they stand, with whose they are."""
    stand = {
        kind: current_records(facts, kind, derived, as_of)
        for kind in ("complaints", "surveys", "milestones", "profiles")
    }
    birthdays = birthdays_of(stand.pop("profiles"), settings.rules.profiles)
    return due.Records(**stand, birthdays=birthdays)


def unknown_years(sites: list[str], settings: Settings, as_of: AsOf) -> tuple[int, ...]:
    """Years ahead that the calendar of one of the sites does not know."""
    return tuple(
        sorted({year for site in sites for year in due.unknown_years(settings.for_site(site), as_of)})
    )


def _standing_places(facts: Facts, derived: Derived) -> pd.DataFrame:
    """The places in the row of those who wake up, under the customer numbers that stand."""
    numbers = facts.wake_ups["customer_id"]
    stands = derived.aliases.reindex(numbers).astype("str").set_axis(numbers.index)
    return facts.wake_ups.assign(customer_id=stands.where(stands.notna(), numbers))


def site_result(
    decision: SiteDecision, facts: Facts, quality: pd.DataFrame, issue_counts: pd.DataFrame, as_of: AsOf
) -> SiteResult:
    """What publishing needs of the decision. New tasks: those of D that no earlier run of D gave."""
    derived = decision.derived
    records = {
        kind: current_records(facts, kind, derived, as_of) for kind in ("complaints", "surveys", "decisions")
    }
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
        deals=derived.deals,
        **records,
        silent=handed_in_nothing(facts.given, derived.activities, decision.roster, as_of),
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
        "wake_ups": decision.wake_ups.assign(site=result.site),
        "tasks": pd.concat([result.new_tasks, later]),
        "grades": grade_changes(decision.customers, grades, as_of),
        "customers": customer_snapshot(decision.customers),
        "conversion": decision.conversion[list(CONVERSION_COLUMNS)],
    }


def customer_snapshot(customers: pd.DataFrame) -> pd.DataFrame:
    """The customers as other programs read them: CUSTOMER_COLUMNS."""
    return customers.rename_axis("customer_id").reset_index()[list(CUSTOMER_COLUMNS)]
