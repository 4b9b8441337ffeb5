"""The figures of a night, each counted here once more in the slow and plain way."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.publish.channel_figures import channels, leaders
from pipeline.publish.figures import site_figures, words_in
from pipeline.publish.totals import total
from pipeline.publish.workload import workloads
from pipeline.results import SiteResult
from pipeline.vocabulary import CONVERSION_COLUMNS, DISPOSITIONS, RULES, STEPS
from tests.publish import night as made

RESULT = made.site_result()
FIGURES = site_figures(RESULT, Settings())
PEOPLE = RESULT.customers.to_dict("records")
TASKS = RESULT.tasks.to_dict("records")


@pytest.mark.parametrize("number, step", list(enumerate(STEPS)))
def test_every_step_of_every_channel(number: int, step: str) -> None:
    for channel in FIGURES.channels:
        mine = [p for p in PEOPLE if p["channel"] == channel.channel]
        assert channel.steps[step].customers == len(mine)
        assert channel.steps[step].reached == sum(p["step"] >= number for p in mine)
    assert FIGURES.steps[step].reached == sum(p["step"] >= number for p in PEOPLE)


def test_customers_and_grades() -> None:
    grades = Counter(p["grade"] or "none" for p in PEOPLE)
    assert FIGURES.grades == {grade: grades[grade] for grade in ("A", "B", "C", "none")}
    assert FIGURES.provisional == sum(p["grade_provisional"] and p["grade"] != "" for p in PEOPLE)
    assert FIGURES.customers["open"] == sum(not p["is_closed"] and p["status"] != "invalid" for p in PEOPLE)
    first_day = pd.Timestamp("2026-11-14")
    assert FIGURES.customers["new"] == sum(p["created_at"] >= first_day for p in PEOPLE)


@pytest.mark.parametrize(
    "created, is_new",
    [("2026-11-13 23:59", False), ("2026-11-14 00:00", True), ("2026-11-20 18:00", True)],
    ids=["the day before", "the first of seven days", "D itself"],
)
def test_new_in_seven_days_counts_d_and_six_days_before(created: str, is_new: bool) -> None:
    people = made.customers(1).assign(created_at=pd.Timestamp(created))
    assert site_figures(_with(people), Settings()).customers["new"] == int(is_new)


def test_what_needs_a_decision() -> None:
    flags = Counter(flag for p in PEOPLE for flag in p["flags"].split("|"))
    for flag in ("churn_warning", "neglected", "stuck", "waiting_for_consent", "missing_facts"):
        assert FIGURES.attention[flag] == flags[flag]
    assert FIGURES.attention["overdue"] == sum(not pd.isna(p["overdue_since"]) for p in PEOPLE)
    assert FIGURES.attention["overflow"] == sum(pd.isna(t["planned_date"]) for t in TASKS)
    assert FIGURES.attention["unassigned"] == sum(
        p["consultant"] == "" and not p["is_unreachable"] and p["status"] != "invalid" for p in PEOPLE
    )
    reasons = Counter(reason for p in PEOPLE for reason in p["blocked_by"].split("|") if reason)
    assert FIGURES.blocked == dict(reasons)


def test_tasks_of_today_by_rule() -> None:
    today = [t for t in TASKS if t["planned_date"] == pd.Timestamp(made.PLAN_DAY)]
    assert {row.rule: row.tasks for row in FIGURES.rule_tasks} == Counter(t["rule"] for t in today)
    assert [row.rule for row in FIGURES.rule_tasks] == [
        r for r in RULES if any(t["rule"] == r for t in today)
    ]
    counts = FIGURES.tasks_today
    assert counts["total"] == len(today) == counts["fixed"] + counts["movable"] + counts["group_messages"]
    assert counts["fixed"] == sum(t["is_fixed"] for t in today)
    assert counts["group_messages"] == sum(t["is_group_message"] for t in today) == 12


def test_workload_of_every_consultant_and_day() -> None:
    own = [t for t in TASKS if not t["is_group_message"]]
    for person in FIGURES.workloads:
        mine = [t for t in own if t["consultant"] == person.consultant]
        for day in person.days:
            planned = [t for t in mine if t["planned_date"] == pd.Timestamp(day.day)]
            assert day.fixed == sum(t["is_fixed"] for t in planned)
            assert day.fixed + day.movable == len(planned)
            assert day.load == sum(4 if t["mode"] == "visit" else 1 for t in planned)
            assert day.fixed_load == sum(4 if t["mode"] == "visit" else 1 for t in planned if t["is_fixed"])
        assert person.overflow == sum(pd.isna(t["planned_date"]) for t in mine)
    assert [w.name for w in FIGURES.workloads] == list(made.CONSULTANTS.values())
    assert [day.day for day in FIGURES.workloads[0].days] == [
        made.PLAN_DAY + timedelta(days=n) for n in range(7)
    ]


def test_capacity_is_the_rosters_or_the_offices() -> None:
    people = made.roster().assign(capacity=[12.0, float("nan"), 40.0, 40.0, 40.0, 40.0])
    found = workloads(_with(RESULT.customers, consultants=people), Settings())
    assert [w.capacity for w in found[:2]] == [12, 40]


def test_two_consultants_of_one_name_are_told_apart() -> None:
    people = made.roster({"C01": "张伟", "C02": "张伟", "C03": "李娜"})
    found = workloads(_with(RESULT.customers, consultants=people), Settings())
    assert [w.name for w in found[:3]] == ["张伟 (C01)", "张伟 (C02)", "李娜"]


def test_a_manager_is_listed_only_with_tasks() -> None:
    people = made.roster({"M01": "罗经理", "S01": "白客服", "C01": "林知夏"}).assign(
        role=["site_manager", "customer_service", "consultant"]
    )
    tasks = made.tasks(made.customers(5), 1).assign(consultant="S01")
    found = workloads(_with(RESULT.customers, people, tasks), Settings())
    assert [w.name for w in found] == ["白客服", "林知夏"]


def test_who_left_is_not_listed_but_who_has_tasks_is() -> None:
    people = made.roster({"C01": "张伟", "C02": "李娜"}).assign(
        is_active=pd.array([False, True], dtype="boolean")
    )
    tasks = made.tasks(made.customers(5), 0)
    assert [w.consultant for w in workloads(_with(RESULT.customers, people, tasks), Settings())] == ["C02"]
    late = made.tasks(made.customers(5), 1).assign(consultant="离职的小陈", is_group_message=False)
    found = workloads(_with(RESULT.customers, people, late), Settings())
    assert [(w.consultant, w.load > 0 or w.overflow > 0) for w in found] == [
        ("C02", False),
        ("离职的小陈", True),
    ]


def test_rows_and_issues() -> None:
    assert FIGURES.row_totals == {
        "accepted": 167, "unchanged": 933, "rejected": 11, "ignored": 25, "suppressed": 0,
    }  # fmt: skip
    assert [kind.kind for kind in FIGURES.rows] == ["leads", "activities", "visits", "deals", ""]
    assert [issue.code for issue in FIGURES.issues] == [
        "phone-digits-lost", "required-missing", "customer-not-found", "budget-unit", "future-date",
        "name-conflict", "waiting", "channel-unknown",
    ]  # fmt: skip


def test_what_could_not_be_judged() -> None:
    judged = [
        p for p in PEOPLE if not p["is_closed"] and p["status"] != "invalid" and not p["refuses_profiling"]
    ]
    assert FIGURES.unjudged["no_units"] == 0
    assert FIGURES.unjudged["no_purchasing_power"] == sum(p["purchasing_power_grade"] == "" for p in judged)
    assert FIGURES.unjudged["no_need_match"] == sum(p["need_match_grade"] == "" for p in judged)
    assert FIGURES.unjudged["no_intent"] == sum(p["intent_grade"] == "" for p in judged)
    assert FIGURES.unjudged["refuses_profiling"] == sum(p["refuses_profiling"] for p in PEOPLE)
    assert FIGURES.unjudged["unreachable"] == sum(p["is_unreachable"] for p in PEOPLE)
    age = [(pd.Timestamp(made.PLAN_DAY) - p["created_at"]).days for p in PEOPLE]
    assert FIGURES.unjudged["young"] == sum(days < 180 for days in age)


def test_without_a_unit_list_the_reason_is_the_list_and_not_the_customer() -> None:
    first = site_figures(made.first_night(), Settings())
    assert first.unjudged["no_units"] == 3
    assert first.unjudged["no_purchasing_power"] == first.unjudged["no_need_match"] == 0


def test_the_total_is_the_sum_of_the_sites() -> None:
    other = site_figures(made.site_result("云栖里", 120, seed=3), Settings())
    both = total([FIGURES, other])
    assert both.grades == {g: FIGURES.grades[g] + other.grades[g] for g in FIGURES.grades}
    assert both.attention == {a: FIGURES.attention[a] + other.attention[a] for a in FIGURES.attention}
    assert both.row_totals == {d: 2 * FIGURES.row_totals[d] for d in DISPOSITIONS}
    for step in STEPS:
        assert both.steps[step].reached == FIGURES.steps[step].reached + other.steps[step].reached
    douyin = {f.site: next(c for c in f.channels if c.channel == "douyin") for f in (FIGURES, other, both)}
    assert douyin[""].customers == douyin["main"].customers + douyin["云栖里"].customers


def test_the_total_of_no_site_is_all_zeros() -> None:
    nothing = total([])
    assert nothing.channels == [] and nothing.tasks_today["total"] == 0
    assert set(nothing.attention.values()) == {0} and nothing.steps["deal"].rate is None


def _rows(*rows: tuple[str | None, str, int, int, int]) -> pd.DataFrame:
    made_rows = pd.DataFrame(rows, columns=["channel", "step", "customers", "reached_step", "young"])
    horizon = made_rows["step"].map({"visit": 30, "deal": 180}).astype("Int64")
    columns = [*CONVERSION_COLUMNS, "young"]
    return made_rows.assign(horizon_days=horizon, verdict=None).reindex(columns=columns)


def test_channels_stand_by_deals_then_visits_then_name() -> None:
    found = channels(
        _rows(
            ("抖音", "enquiry", 90, 90, 0), ("抖音", "visit", 90, 30, 0), ("抖音", "deal", 90, 1, 0),
            ("b", "enquiry", 9, 9, 0), ("b", "visit", 9, 5, 0), ("b", "deal", 9, 2, 0),
            ("a", "enquiry", 9, 9, 0), ("a", "visit", 9, 5, 0), ("a", "deal", 9, 2, 0),
            (None, "enquiry", 4, 4, 0),
        )
    )  # fmt: skip
    assert [channel.channel for channel in found] == ["a", "b", "抖音", "unknown"]
    step, first = leaders(found)
    assert (step, [channel.channel for channel in first]) == ("deal", ["a", "b"])
    assert found[3].steps["deal"].verdict == "cannot_tell" and found[3].steps["enquiry"].verdict == ""


@pytest.mark.parametrize(
    "customers, young, is_young",
    [(100, 50, False), (100, 51, True), (5, 0, False), (4, 0, True), (10, 5, False), (9, 5, True)],
    ids=["half", "more than half", "five old ones", "four old ones", "five of ten", "four old of nine"],
)
def test_a_young_channel_is_not_called_bad(customers: int, young: int, is_young: bool) -> None:
    step = channels(_rows(("抖音", "deal", customers, 0, young)))[0].steps["deal"]
    assert step.is_young is is_young


def test_words_in_lists() -> None:
    lists = pd.Series(["stuck|neglected", "", None, "stuck", "churn_warning"])
    assert words_in(lists, ["stuck", "neglected", "requalify"]) == {
        "stuck": 2,
        "neglected": 1,
        "requalify": 0,
    }


def _with(
    people: pd.DataFrame, consultants: pd.DataFrame | None = None, tasks: pd.DataFrame | None = None
) -> SiteResult:
    planned = RESULT.tasks if tasks is None else tasks
    roster = RESULT.consultants if consultants is None else consultants
    return SiteResult(
        "main", date(2026, 11, 20), people, planned, planned, RESULT.activities, RESULT.units, roster,
        RESULT.conversion, RESULT.quality, RESULT.issue_counts,
    )  # fmt: skip
