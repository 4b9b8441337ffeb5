"""A made-up morning of one site: ten tasks of one consultant, two of another, everything a row may say."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from pipeline.config import Settings
from pipeline.customers.customer_columns import CUSTOMER
from pipeline.facts import empty_facts, empty_frame
from pipeline.results import NightResult, SiteResult
from pipeline.vocabulary import ACTIVITY, TASK_COLUMNS
from pipeline.wording import Language, Wording

PLAN_DAY = date(2026, 11, 20)
D = pd.Timestamp(PLAN_DAY)

WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "names": ["王秀兰", "李建国", "陈思远", "赵敏", "周子轩", "孙丽华", "吴浩然", "郑雅文", "冯志强", "何梦瑶"],
        "called": ["王阿姨", None, "陈总", None, None, "孙姐", None, None, None, None],
        "times": ["上午十点后", None, "晚上七点以后", None, None, None, None, None, None, "周末"],
        "talks": [
            "想要三房朝南，最好带学区，孩子明年上小学；嫌公摊大，问能不能再优惠，老公周末一起来看",
            "看过两家竞品，觉得隔壁便宜，主要担心交付时间",
            "资金没问题，想锁定 8 栋高层，等太太出差回来定",
            None,
            "在抖音留资，问首付最低多少",
            "已认购 3-1202，周五补齐按揭资料",
            "说再看看，年底奖金下来再说",
            "改善型，想换四房，要先卖掉现在的房子",
            None,
            "问开盘时间和装修标准",
        ],
    },
    "en": {
        "names": ["Grace Wang", "James Li", "Simon Chen", "Mia Zhao", "Noah Zhou", "Helen Sun", "Leo Wu",
                  "Yvonne Zheng", "Victor Feng", "Amy He"],
        "called": ["Mrs Wang", None, "Mr Chen", None, None, "Helen", None, None, None, None],
        "times": ["after 10", None, "after 7 pm", None, None, None, None, None, None, "weekends"],
        "talks": [
            "Wants three bedrooms facing south near the school; finds the shared area large, comes on Saturday",
            "Has seen two competitors, thinks next door is cheaper, worried about delivery",
            "Money is no problem, wants block 8, waits for his wife to come back",
            None,
            "Left her number on Douyin, asked for the lowest down payment",
            "Booked 3-1202, brings the mortgage papers on Friday",
            "Wants to look around, after the year-end bonus",
            "Moving up to four bedrooms, must sell first",
            None,
            "Asked about the opening date and decoration",
        ],
    },
}  # fmt: skip

# rule, latest, mode, is_fixed, grade, other rules, flags: as the plan gave them
TASKS = [
    ("cadence", "2026-11-22 18:00", "phone", False, "A", "", "stuck"),
    ("agreed_date", "2026-11-20 18:00", "phone", True, "B", "cadence", ""),
    ("deposit_pending", "2026-11-20 18:00", "phone", True, "A", "", ""),
    ("first_response", "2026-11-20 10:00", "phone", True, "C", "", "missing_facts"),
    ("first_revisit", "2026-11-20 15:20", "wechat", True, "B", "", ""),
    ("handover", "2026-11-21 18:00", "visit", True, "", "", ""),
    ("retry", "2026-11-17 18:00", "wechat", False, "B", "", "churn_warning|neglected"),
    ("cadence", "2026-11-24 18:00", "wechat", False, "C", "", "requalify"),
    ("wake_up", "2026-12-11 18:00", "sms", False, "C", "", ""),
    ("birthday", "2026-11-23 18:00", "wechat", False, "C", "cadence", "missing_facts"),
]

REASONS = {
    "A": "intent=A:status strong_intent|purchasing_power=A:coverage 4/5|need_match=A:match 3/3",
    "B": "intent=B:status comparing|purchasing_power=B:coverage 3/5",
    "C": "intent=C:unknown|purchasing_power=B:unknown",
}
STEPS = {"B": "budget:4860000", "C": "ask:horizon"}


def customers(language: Language) -> pd.DataFrame:
    """Ten customers of C01 with tasks, two of C02, one of nobody."""
    words = WORDS[language]
    count = 13
    names = [*words["names"], *(["钱多多", "卫青"] if language == "zh" else ["Dora Qian", "Wei Qing"]), None]
    no: list[None] = [None] * 3
    text = {
        "name": names,
        "preferred_name": [*words["called"], *no],
        "preferred_time": [*words["times"], *no],
        "phone": [f"+86138{n:08d}" for n in range(1, 9)] + [None, "+886912345678", "+8613900000011", None, None],
        "other_phone": [None] * count,
        "masked_phone": [None] * 8 + ["138****6605"] + [None] * 4,
        "wechat": [None] * 11 + ["wei_qing88", None],
        "consultant": ["C01"] * 10 + ["C02", "C02", None],
        "grade": [row[4] or None for row in TASKS] + ["B", "C", None],
        "status": ["comparing", "comparing", "deposit_pending", "initial", "initial", "closed", "initial",
                   "needs_clear", "not_now", "initial", "comparing", None, None],
        "flags": [row[6] for row in TASKS] + ["", "waiting_for_consent", ""],
        "opted_out_modes": [None] * 6 + ["phone|sms"] + [None] * 6,
        "consent_phone": ["yes", None, None, None, "no"] + [None] * 8,
        "consent_sms": [None] * count,
        "consent_wechat": ["yes"] + [None] * 12,
        "missing_facts": [None, "budget", None, "budget|horizon|wants", "wants"] + [None] * 8,
        "next_contact_reason": [row[0] for row in TASKS] + ["cadence", None, None],
        "blocked_by": [None] * 11 + ["no_basis", "unreachable"],
        "grade_reason": [REASONS.get(row[4], "closed") for row in TASKS] + [REASONS["B"], REASONS["C"], None],
        "grade_next": [STEPS.get(row[4]) for row in TASKS] + [STEPS["B"], STEPS["C"], None],
        "intent_grade": [row[4] or None for row in TASKS] + ["B", "C", None],
        "purchasing_power_grade": [None] * count,
        "manager_decides": [None] * count,
        "need_match_grade": [None] * count,
    }  # fmt: skip
    told = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in text.items()})
    unsaid = {**empty_frame(CUSTOMER), **empty_frame({"stage": "text"})}
    blank = pd.DataFrame({name: column for name, column in unsaid.items() if name not in told})
    frame = told.join(blank.reindex(told.index))
    next_date = pd.Series([D] * 10 + [D + pd.Timedelta(days=3), pd.NaT, pd.NaT], dtype="datetime64[us]")
    return frame.assign(
        site="main",
        key_order=range(count),
        unanswered_streak=[0] * 6 + [2] + [0] * 6,
        is_closed=pd.array([False] * 5 + [True] + [False] * 7, dtype="boolean"),
        refuses_profiling=pd.array([False] * count, dtype="boolean"),
        grade_provisional=pd.array([False] * count, dtype="boolean"),
        purchasing_power_coverage=float("nan"),
        overdue_since=pd.Series(
            [pd.NaT] * 6 + [D - pd.Timedelta(days=4)] + [pd.NaT] * 6, dtype="datetime64[us]"
        ),
        next_contact_date=next_date,
        last_contact_at=pd.Series([D - pd.Timedelta(days=3)] * 3 + [pd.NaT] * 10, dtype="datetime64[us]"),
    ).set_axis(pd.Index([f"K{n:04d}" for n in range(1, count + 1)], name="customer_id"))


def tasks() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "task_id": [f"T{n:04d}" for n in range(1, 11)],
            "consultant": "C01",
            "customer_id": [f"K{n:04d}" for n in range(1, 11)],
            "rule": [row[0] for row in TASKS],
            "latest_at": pd.to_datetime([row[1] for row in TASKS]).astype("datetime64[us]"),
            "mode": [row[2] for row in TASKS],
            "is_fixed": pd.array([row[3] for row in TASKS], dtype="boolean"),
            "other_rules": [row[5] or None for row in TASKS],
            "site": "main",
            "is_group_message": pd.array([False] * 10, dtype="boolean"),
            "as_of": D,
            "planned_date": D,
        }
    )
    never = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]")
    return frame.assign(moved_from=never).reindex(columns=list(TASK_COLUMNS))


def activities(language: Language) -> pd.DataFrame:
    talks = WORDS[language]["talks"]
    spoken = [n for n, talk in enumerate(talks) if talk]
    said = pd.DataFrame(
        {
            "customer_id": [f"K{n + 1:04d}" for n in spoken],
            "at": [D - pd.Timedelta(days=3, hours=-14) for n in spoken],
            "mode": ["phone" if n % 2 else "meeting" for n in spoken],
            "content": [talks[n] for n in spoken],
            "is_contact": pd.array([True] * len(spoken), dtype="boolean"),
        }
    )
    blank = empty_frame({**ACTIVITY, "is_contact": "flag"}).reindex(said.index)
    return blank.assign(**said.astype({name: blank[name].dtype for name in said if name in blank}))


def morning(language: Language = "zh") -> tuple[SiteResult, NightResult, Wording]:
    none = pd.DataFrame()
    names = {"zh": ["林知夏", "周以安", "沈听澜"], "en": ["Nora Lin", "Ian Zhou", "Tess Shen"]}[language]
    roster = pd.DataFrame({"consultant_id": ["C01", "C02", "C03"], "name": names, "role": "consultant"})
    result = SiteResult(
        "main",
        PLAN_DAY,
        customers(language),
        tasks(),
        tasks(),
        activities(language),
        empty_facts("units"),
        roster,
        none,
        none,
        none,
    )
    night = NightResult(
        PLAN_DAY, "2026-11-20", "r1", "0.1.0", Settings(), [result], datetime(2026, 11, 19, 20, 0, 0)
    )
    return result, night, Wording(language)


def supplement(language: Language = "zh") -> tuple[SiteResult, NightResult, Wording]:
    result, night, wording = morning(language)
    return result, replace(night, is_supplement=True), wording
