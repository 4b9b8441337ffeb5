"""The weekly customer meeting: hard cases, and what was agreed about each. Pure."""

import pandas as pd

from pipeline.publish.attention_rows import days_in_deposit, names_of
from pipeline.publish.safe_text import shortened, shown_texts
from pipeline.publish.task_rows import joined, labels
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Wording

PLAN_MARK = "plan "
MOST = 15  # hard cases of one consultant; whoever has a plan stands here besides
TALK_WIDTH = 90
AGREED = ["plan", "owner", "deadline", "progress"]


def meeting_rows(
    result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording
) -> pd.DataFrame:
    """One row: one open customer who is stuck, whose deposit waits too long, who is A or B and answers no more, or
    is A and resists; and everybody with a plan that is not settled, those past their deadline first.

    `customer, phone, grade, consultant, status, why, last_talk, resistance` texts, `stated_customer_id`,
    `decision_id`, and to fill in `plan, owner, progress` (texts), `deadline` (day), `is_settled` (empty).
    """
    customers = result.customers
    agreed = plans(result)
    why, hardness = _hard(result, night, wording)
    is_planned = pd.Series(customers.index.isin(agreed.index), index=customers.index)
    ranked = (
        hardness.where(hardness > 0)
        .groupby(customers["consultant"].fillna(""))
        .rank(ascending=False, method="first")
    )
    chosen = customers[(ranked <= MOST) | is_planned]
    told = agreed.reindex(chosen.index)
    rows = pd.DataFrame(
        {
            **faces.loc[chosen.index, ["customer", "phone", "grade"]],
            "consultant": names_of(chosen["consultant"], result, wording),
            "status": labels(chosen["status"], "status", wording),
            "why": why.loc[chosen.index].where(why.loc[chosen.index] != "", wording("meeting.why.planned")),
            "last_talk": _last_talks(result, chosen.index, wording),
            "resistance": labels(chosen["resistance"], "resistance", wording),
            **{name: told[name] if name == "deadline" else shown_texts(told[name]) for name in AGREED},
            "stated_customer_id": chosen.index,
            "decision_id": PLAN_MARK + chosen.index,
            "place": hardness.loc[chosen.index],
        }
    )
    return rows.sort_values(["deadline", "place"], ascending=[True, False], kind="stable", ignore_index=True)


def plans(result: SiteResult) -> pd.DataFrame:
    """Index customer_id: the newest unsettled plan of each customer, columns AGREED."""
    said = result.decisions
    said = said[said["decision_id"].fillna("").str.startswith(PLAN_MARK) & said["customer_id"].notna()]
    newest = said.sort_values("own_at", kind="stable").drop_duplicates("customer_id", keep="last")
    standing = newest[
        ~newest["is_settled"].fillna(False).astype(bool) & newest[AGREED].notna().any(axis="columns")
    ]
    return standing.set_index("customer_id")[AGREED]


def _hard(
    result: SiteResult, night: NightResult, wording: Wording
) -> tuple["pd.Series[str]", "pd.Series[float]"]:
    """Why a customer is a hard case, in words, and how hard: by reasons, then by days without movement."""
    customers, plan_day = result.customers, pd.Timestamp(result.plan_day)
    is_open = ~customers["is_closed"].fillna(False).astype(bool) & ~customers["status"].isin(
        ["not_now", "invalid"]
    )
    flags = customers["flags"].fillna("").astype("str")
    reasons = {
        "stuck": flags.str.contains("stuck"),
        "deposit": days_in_deposit(customers, plan_day) > night.settings.rules.due.deposit_daily_days,
        "silent": flags.str.contains("churn_warning") & customers["grade"].isin(["A", "B"]),
        "resists": customers["grade"].eq("A") & customers["resistance"].notna(),
        "overdue": customers["grade"].eq("A") & customers["overdue_since"].notna(),
    }
    told = [_told(is_found & is_open, wording(f"meeting.why.{key}")) for key, is_found in reasons.items()]
    count = sum((is_found & is_open).astype("float64") for is_found in reasons.values())
    days = (plan_day - customers["last_touch_on"].fillna(customers["created_at"])).dt.days.clip(0, 999)
    return joined(told), (count + days.fillna(0) / 1000).where(count > 0, 0.0)


def _told(is_found: "pd.Series[bool]", text: str) -> "pd.Series[str]":
    return pd.Series("", index=is_found.index, dtype="str").mask(is_found.fillna(False), text)


def _last_talks(result: SiteResult, customers: pd.Index, wording: Wording) -> "pd.Series[str]":
    """Day, mode and what was said in the newest contact that says anything."""
    told = result.activities
    told = told[told["is_contact"].fillna(False).astype(bool) & told["content"].notna()]
    newest = told.drop_duplicates("customer_id", keep="last").set_index("customer_id").reindex(customers)
    content = shown_texts(newest["content"]).map(lambda text: shortened(text, TALK_WIDTH)).astype("str")
    when = newest["at"].dt.strftime("%m-%d").fillna("")
    return joined([joined([when, labels(newest["mode"], "mode", wording)], " "), content])


def unsettled_count(rows: pd.DataFrame) -> int:
    return int(rows["plan"].ne("").sum())


def late_count(rows: pd.DataFrame, plan_day: pd.Timestamp) -> int:
    return int((rows["deadline"] < plan_day).sum())
