"""Status, pace and flags of a customer, each with what it comes from (Rules, sections 4 and 6)."""

from pipeline.explaining.case import Case
from pipeline.explaining.values import Told, plain, split
from pipeline.rules.pace import is_deposit_pending


def state_of(case: Case) -> Told:
    """What the rules see of the customer: status, category, stage, last contact and attempts, all as of D."""
    status = case.said.newest("status").to_dict("records")
    is_said = bool(status) and status[0]["status"] == case.known("status")
    return {
        "created_at": case.known("created_at"),
        "newest_enquiry_at": case.known("newest_enquiry_at"),
        "channel": case.known("channel"),
        "status": case.known("status"),
        "status_since": case.known("status_since"),
        "status_source": case.statement(status[0]) if is_said else None,
        "category": case.known("category"),
        "stage": case.known("stage"),
        "is_vip": bool(case.known("is_vip")),
        "last_contact_at": case.known("last_contact_at"),
        "last_attempt_at": case.known("last_attempt_at"),
        "unanswered_streak": case.known("unanswered_streak"),
    }


def pace_of(case: Case) -> Told:
    """pace, cadence_days, and reason: `grade`, `owner`, `not_now`, `deposit`, `new`, `strong`, `no_profile`."""
    pace = case.known("pace")
    days = case.settings.rules.due.cadence_days.model_dump()
    return {"pace": pace, "cadence_days": days.get(pace), "reason": _pace_reason(pace, case)}


def _pace_reason(pace: str, case: Case) -> str:
    grade = case.known("grade")
    if pace in ("owner", "not_now"):
        return pace
    if grade is None and pace == "B":
        return "no_profile"
    if pace == grade:
        return "grade"
    one = case.decision.customers.loc[[case.customer_id]]
    if pace == "A" and bool(is_deposit_pending(one, case.settings, case.plan_day).iloc[0]):
        return "deposit"
    return "new" if pace == "A" else "strong"


def flags_of(case: Case) -> list[Told]:
    """One record a flag, with the figures that raised it."""
    rules, pace = case.settings.rules.due, case.known("pace")
    cadence = rules.cadence_days.model_dump().get(pace, 0)
    figures: dict[str, Told] = {
        "churn_warning": {
            "unanswered_days": case.known("unanswered_streak"), "limit_days": rules.churn_attempts.get(pace)
        },
        "neglected": {
            "last_touch_on": case.known("last_touch_on"), "limit_days": rules.neglected_factor * cadence
        },
        "requalify": {"deadline": case.known("horizon_deadline")},
        "missing_facts": {"missing_facts": split(case.known("missing_facts"))},
    }  # fmt: skip
    return [{"flag": flag, **figures.get(flag, {})} for flag in split(plain(case.who["flags"]))]
