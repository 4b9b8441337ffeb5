"""Everything behind one customer's grade and next contact, as data and in words; nothing of anybody else's."""

from pipeline.explaining.case import Case
from pipeline.explaining.customer_rows import customer_rows
from pipeline.explaining.dimensions import grade_of
from pipeline.explaining.lines import explanation_lines
from pipeline.explaining.permission import permission_of
from pipeline.explaining.responsible import consultant_of
from pipeline.explaining.standing_customer import flags_of, pace_of, state_of
from pipeline.explaining.standing_rules import earlier_tasks_of, next_contact_of, rules_of, tasks_of
from pipeline.explaining.values import Told

__all__ = ["Case", "explain", "explanation_lines"]


def explain(case: Case) -> Told:
    """The explanation as data: stable names and words, dates ISO, None where nothing is known."""
    aliases = case.decision.derived.aliases
    return {
        "customer_id": case.customer_id,
        "aliases": sorted(aliases[aliases == case.customer_id].index),
        "site": case.facts.site,
        "name": case.known("name"),
        "as_of": str(case.as_of),
        "plan_day": case.as_of.plan_day.isoformat(),
        "state": state_of(case),
        "grade": grade_of(case),
        "pace": pace_of(case),
        "next_contact": next_contact_of(case),
        "rules": rules_of(case),
        "permission": permission_of(case),
        "tasks": tasks_of(case),
        "earlier_tasks": earlier_tasks_of(case),
        "flags": flags_of(case),
        "consultant": consultant_of(case),
        "facts": customer_rows(case),
    }
