"""A made-up night to look at: 300 customers of ten channels and six consultants, or as few as one likes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd

from pipeline.config import Settings
from pipeline.facts import empty_frame, fact_columns
from pipeline.results import NightResult, SiteResult
from pipeline.vocabulary import CONVERSION_COLUMNS, STEPS, TASK_COLUMNS

PLAN_DAY = date(2026, 11, 20)
CHANNELS = {  # channel -> share of customers, and how likely each further step is after the one before
    "douyin": (0.26, 0.55, 0.25, 0.30, 0.6),
    "xiaohongshu": (0.12, 0.60, 0.35, 0.30, 0.7),
    "walk_in": (0.14, 1.00, 0.95, 0.24, 0.8),
    "broker": (0.12, 0.85, 0.75, 0.30, 0.8),
    "referral": (0.08, 0.95, 0.80, 0.45, 0.9),
    "anjuke": (0.08, 0.50, 0.30, 0.20, 0.6),
    "phone_in": (0.07, 1.00, 0.45, 0.30, 0.7),
    "outdoor": (0.05, 0.70, 0.40, 0.20, 0.6),
    "wechat_video": (0.05, 0.60, 0.20, 0.20, 0.6),
    "某某楼盘业主群团购（春季专场）": (0.03, 0.80, 0.50, 0.30, 0.7),
}
CONSULTANTS = {
    "C01": "林知夏",
    "C02": "周以安",
    "C03": "许星河",
    "C04": "沈听澜",
    "C05": "顾南乔",
    "C06": "陆言川",
}
HORIZONS = {"enquiry": 0, "reached": 7, "visit": 30, "deposit": 180, "deal": 180}
FURTHEST = {"reached": "first_reached_at", "visit": "first_visit_at", "deposit": "first_deposit_on"}
RULE_SHARES = {
    "first_response": 0.10, "agreed_date": 0.16, "deposit_pending": 0.05, "first_revisit": 0.08,
    "handover": 0.02, "retry": 0.18, "cadence": 0.29, "wake_up": 0.12,
}  # fmt: skip


def customers(
    count: int, channels: Mapping[str, tuple[float, ...]] | None = None, seed: int = 7
) -> pd.DataFrame:
    """Made-up customers; the furthest steps are `first_*` columns, `step` is the number of steps reached."""
    random = np.random.default_rng(seed)
    shares: Mapping[str, tuple[float, ...]] = channels or CHANNELS
    names = list(shares)
    weights = np.array([share[0] for share in shares.values()])
    channel = random.choice(names, count, p=weights / weights.sum())
    age = (random.random(count) ** 1.3 * 520).astype(int)
    chances = np.array([shares[name][1:] for name in channel]).reshape(count, 4)
    steps = np.cumprod(random.random((count, 4)) < chances, axis=1).sum(axis=1)
    steps = np.where(age < 10, np.minimum(steps, 2), np.where(age < 25, np.minimum(steps, 3), steps))
    is_closed = steps == 4
    created = pd.Timestamp(PLAN_DAY) - pd.to_timedelta(age, unit="D")
    grade = np.where(is_closed, "", random.choice(["A", "B", "C"], count, p=[0.18, 0.34, 0.48]))
    is_unreachable = random.random(count) < 0.02
    held = random.choice([*CONSULTANTS, ""], count, p=[0.2, 0.18, 0.17, 0.16, 0.14, 0.13, 0.02])
    return pd.DataFrame(
        {
            "site": "main",
            "name": [f"客户{n:03d}" for n in range(count)],
            "phone": [f"+861390000{n:04d}" for n in range(count)],
            "consultant": held,
            "channel": channel,
            "created_at": created.astype("datetime64[us]"),
            "has_enquiry": pd.array([True] * count, dtype="boolean"),
            "step": steps,
            "status": np.where(
                is_closed, "closed", random.choice(["initial", "comparing", "not_now"], count)
            ),
            "is_closed": pd.array(is_closed, dtype="boolean"),
            "is_unreachable": pd.array(is_unreachable, dtype="boolean"),
            "refuses_profiling": pd.array(random.random(count) < 0.01, dtype="boolean"),
            "grade": grade,
            "grade_provisional": pd.array((random.random(count) < 0.3) & ~is_closed, dtype="boolean"),
            "intent_grade": np.where(random.random(count) < 0.1, "", "B"),
            "purchasing_power_grade": np.where(random.random(count) < 0.25, "", "A"),
            "need_match_grade": np.where(random.random(count) < 0.35, "", "B"),
            "flags": random.choice(
                [
                    "",
                    "missing_facts",
                    "churn_warning",
                    "neglected|missing_facts",
                    "stuck",
                    "waiting_for_consent",
                ],
                count,
                p=[0.55, 0.25, 0.06, 0.06, 0.03, 0.05],
            ),
            "blocked_by": random.choice(
                ["", "no_basis", "opted_out", "unreachable", "no_basis|opted_out", "invalid"],
                count,
                p=[0.8, 0.06, 0.05, 0.03, 0.02, 0.04],
            ),
            "overdue_since": np.where(
                random.random(count) < 0.09, np.datetime64("2026-11-15"), np.datetime64("NaT")
            ).astype("datetime64[us]"),
        },
        index=pd.Index([f"K{n:05d}" for n in range(count)], name="customer_id"),
    )


def conversion(people: pd.DataFrame, site: str = "main") -> pd.DataFrame:
    """Steps of the made-up customers, counted one channel and step at a time."""
    age = (pd.Timestamp(PLAN_DAY) - people["created_at"].dt.normalize()).dt.days
    rows = []
    for channel in sorted(people["channel"].unique()):
        mine = people["channel"] == channel
        for number, step in enumerate(STEPS):
            size, reached = int(mine.sum()), int((mine & (people["step"] >= number)).sum())
            rows.append(
                {
                    "site": site, "channel": channel, "step": step, "customers": size, "reached_step": reached,
                    "horizon_days": HORIZONS[step], "seen_rate": reached / size,
                    "young": int((mine & (age < HORIZONS[step])).sum()),
                    "verdict": "" if step == "enquiry" else "cannot_tell",
                }
            )  # fmt: skip
    return pd.DataFrame(rows, columns=[*CONVERSION_COLUMNS, "young"])


def tasks(people: pd.DataFrame, count: int, site: str = "main", seed: int = 11) -> pd.DataFrame:
    """Made-up tasks of D to D + 6, more of them on D, about one in forty without a day."""
    random = np.random.default_rng(seed)
    day = np.minimum(random.geometric(0.35, count) - 1, 6)
    planned = pd.Series(pd.Timestamp(PLAN_DAY) + pd.to_timedelta(day, unit="D")).astype("datetime64[us]")
    rule = random.choice(list(RULE_SHARES), count, p=list(RULE_SHARES.values()))
    fixed = np.isin(rule, ["first_response", "agreed_date", "deposit_pending", "first_revisit", "handover"])
    is_overflow = (random.random(count) < 0.025) & ~fixed
    made = pd.DataFrame(
        {
            "task_id": [f"T{n:05d}" for n in range(count)],
            "as_of": pd.Timestamp(PLAN_DAY),
            "site": site,
            "consultant": random.choice(list(CONSULTANTS), count, p=[0.30, 0.2, 0.16, 0.14, 0.12, 0.08]),
            "customer_id": random.choice(people.index, count) if count else [],
            "planned_date": planned.mask(is_overflow),
            "mode": np.where(
                rule == "handover",
                "visit",
                random.choice(["phone", "wechat", "visit"], count, p=[0.6, 0.36, 0.04]),
            ),
            "rule": rule,
            "is_fixed": pd.array(fixed, dtype="boolean"),
            "is_group_message": pd.array(np.zeros(count, bool), dtype="boolean"),
        }
    )
    made = made.reindex(columns=list(TASK_COLUMNS))
    if count > 20:
        made.loc[made.index[:12], "rule"] = "festival"
        made.loc[made.index[:12], "is_group_message"] = True
        made.loc[made.index[:12], "is_fixed"] = False
        made.loc[made.index[:12], "mode"] = "wechat"
        made.loc[made.index[:12], "planned_date"] = pd.Timestamp(PLAN_DAY)
    return made


def roster(names: dict[str, str] | None = None) -> pd.DataFrame:
    people = CONSULTANTS if names is None else names
    return pd.DataFrame(
        {
            "consultant_id": list(people),
            "name": list(people.values()),
            "role": "consultant",
            "is_active": pd.array([True] * len(people), dtype="boolean"),
            "capacity": [np.nan, *[40.0] * (len(people) - 1)] if people else [],
        }
    )


def quality(scale: int = 1) -> pd.DataFrame:
    rows = [
        ("leads", "accepted", 34), ("leads", "unchanged", 262), ("leads", "rejected", 4), ("leads", "ignored", 9),
        ("activities", "accepted", 118), ("activities", "unchanged", 640), ("activities", "rejected", 7),
        ("visits", "accepted", 12), ("deals", "accepted", 3), ("deals", "unchanged", 31), (None, "ignored", 16),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["kind", "disposition", "count"])
    return frame.assign(count=frame["count"] * scale)


def issue_counts() -> pd.DataFrame:
    rows = [
        ("phone-digits-lost", "error", 6), ("required-missing", "error", 3), ("customer-not-found", "error", 2),
        ("budget-unit", "warning", 14), ("future-date", "warning", 5), ("name-conflict", "warning", 3),
        ("channel-unknown", "notice", 1), ("waiting", "notice", 8),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["code", "severity", "count"])


def units(has_any: bool = True) -> pd.DataFrame:
    none = empty_frame(fact_columns("units"))
    return none.reindex(range(3)) if has_any else none


def site_result(
    site: str = "main",
    count: int = 300,
    channels: Mapping[str, tuple[float, ...]] | None = None,
    names: dict[str, str] | None = None,
    seed: int = 7,
) -> SiteResult:
    people = customers(count, channels, seed)
    planned = tasks(people, int(count * 1.6), site, seed)
    return SiteResult(
        site=site,
        plan_day=PLAN_DAY,
        customers=people,
        tasks=planned,
        new_tasks=planned[planned["planned_date"] == pd.Timestamp(PLAN_DAY)],
        activities=empty_frame(fact_columns("activities")),
        units=units(),
        consultants=roster(names),
        conversion=conversion(people, site),
        quality=quality(),
        issue_counts=issue_counts(),
    )


def first_night(site: str = "main") -> SiteResult:
    """An office's first night: three leads, no roster, no price list, no deal, nothing rejected."""
    people = customers(3, {"douyin": (0.5, 0.0, 0.0, 0.0, 0.0), "walk_in": (0.5, 0.0, 0.0, 0.0, 0.0)})
    people = people.assign(
        created_at=pd.Timestamp(PLAN_DAY) - timedelta(hours=6), consultant="", status="initial", flags="",
        blocked_by="", grade="C",
        overdue_since=pd.Series(pd.NaT, index=people.index, dtype="datetime64[us]"),
    )  # fmt: skip
    none = tasks(people, 0, site)
    return SiteResult(
        site, PLAN_DAY, people, none, none, empty_frame(fact_columns("activities")), units(has_any=False),
        roster({}), conversion(people, site),
        pd.DataFrame({"kind": ["leads"], "disposition": ["accepted"], "count": [3]}),
        pd.DataFrame({"code": [], "severity": [], "count": []}),
    )  # fmt: skip


def night(*sites: SiteResult, warnings: list[str] | None = None, is_supplement: bool = False) -> NightResult:
    return NightResult(
        plan_day=PLAN_DAY,
        as_of="2026-11-20",
        run_id="20261120-0001",
        version="0.1.0",
        settings=Settings(),
        sites=list(sites),
        known_until=datetime(2026, 11, 20, 23, 59, 59),
        is_supplement=is_supplement,
        warnings=warnings or [],
    )
