"""All customers of a site with all fields its manager may see, and yesterday's follow-up log. Pure."""

import pandas as pd

from pipeline.publish.attention_rows import names_of
from pipeline.publish.safe_text import shown_texts
from pipeline.publish.task_rows import labels
from pipeline.results import SiteResult
from pipeline.rules.grading import grade_sentence, next_step_sentence
from pipeline.vocabulary import MESSAGE_MODES
from pipeline.wording import Wording

WORDS = {
    "status": "status", "category": "category", "stage": "stage", "customer_type": "customer_type",
    "channel": "channel", "missing_facts": "missing", "next_contact_reason": "rule",
    "opted_out_modes": "mode", "blocked_by": "block", "next_contact_mode": "mode", "layout": "layout",
}  # fmt: skip
AS_TYPED = ("name", "wechat", "resistance", "need_change", "district", "lead_source")
AS_THEY_ARE = (
    "created_at", "budget_low", "budget_high", "area_low", "area_high", "horizon_deadline", "last_contact_at",
    "unanswered_streak", "next_contact_date", "overdue_since", "manual_grade_until",
)  # fmt: skip


def all_customer_rows(result: SiteResult, faces: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """One row a customer, by number."""
    customers = result.customers.sort_index()
    yes = wording("decisions.yes")
    return pd.DataFrame(
        {
            "customer_id": customers.index,
            "phone": faces["phone"].reindex(customers.index),
            "consultant": names_of(customers["consultant"], result, wording),
            "grade": customers["grade"].fillna(""),
            "computed_grade": customers["computed_grade"].fillna(""),
            "why_grade": shown_texts(grade_sentence(customers, wording)),
            "next_step": shown_texts(next_step_sentence(customers, wording)),
            "is_vip": _told(customers["is_vip"], yes),
            **{name: labels(customers[name], group, wording) for name, group in WORDS.items()},
            **{name: shown_texts(customers[name]) for name in AS_TYPED},
            **{name: customers[name] for name in AS_THEY_ARE},
            "flags": labels(customers["flags"], "flag", wording, wording("list.between_sentences")),
            "consents": _consents(customers, wording),
            "refuses_profiling": _told(customers["refuses_profiling"], yes),
        }
    ).reset_index(drop=True)


def log_rows(result: SiteResult, wording: Wording) -> pd.DataFrame:
    """One row: one activity since yesterday, newest first, and how many hours later it was recorded."""
    since = pd.Timestamp(result.plan_day) - pd.Timedelta(days=1)
    told = result.activities[result.activities["at"] >= since].sort_values(
        "at", ascending=False, kind="stable"
    )
    people = result.customers.reindex(told["customer_id"]).set_axis(told.index)
    lag = (told["recorded_at"] - told["at"]).dt.total_seconds() / 3600
    has_time = told["at"] != told["at"].dt.normalize()
    return pd.DataFrame(
        {
            "at": told["at"],
            "consultant": names_of(told["consultant"].fillna(people["consultant"]), result, wording),
            "customer": shown_texts(people["name"]),
            "grade": people["grade"].astype("str").fillna(""),
            **{name: labels(told[name], name, wording) for name in ("mode", "outcome", "status")},
            "resistance": labels(told["resistance"], "resistance", wording),
            **{name: shown_texts(told[name]) for name in ("content", "need_change", "promise")},
            "next_date": told["next_date"],
            "lag": lag.where(has_time & (lag >= 0)).round(1),
            "customer_id": told["customer_id"],
        }
    ).reset_index(drop=True)


def _told(flags: pd.Series, text: str) -> "pd.Series[str]":
    return pd.Series("", index=flags.index, dtype="str").mask(flags.fillna(False).astype(bool), text)


def _consents(customers: pd.DataFrame, wording: Wording) -> "pd.Series[str]":
    """The modes the customer allowed, and those refused."""
    told = pd.Series("", index=customers.index, dtype="str")
    for answer in ("yes", "no"):
        modes = pd.Series("", index=customers.index, dtype="str")
        for mode in MESSAGE_MODES:
            modes = modes + modes.mask(
                customers[f"consent_{mode}"].eq(answer).fillna(False), f"{mode}|"
            ).where(customers[f"consent_{mode}"].eq(answer).fillna(False), "")
        named = labels(modes, "mode", wording)
        told = told + (wording(f"consent.{answer}") + " " + named + " ").where(named != "", "")
    return told.str.strip()
