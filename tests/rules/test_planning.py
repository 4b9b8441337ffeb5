"""The plan for Tuesday 30 June to Monday 6 July 2026."""

from collections.abc import Mapping

import pandas as pd
import pytest

from pipeline.rules.planning import not_yet_given
from pipeline.vocabulary import TASK_COLUMNS
from tests.rules.customers import AS_OF
from tests.rules.weeks import NOTHING_GIVEN, customers, days, given, plan, staff, wanted

Row = Mapping[str, object]
PLENTY = staff(S1=40)


def cadence(customer_id: str = "C1", due: str = "06-30", latest: str = "07-06", **more: object) -> Row:
    return {"customer_id": customer_id, "rule": "cadence", "due": due, "latest": latest, **more}


def agreed(customer_id: str = "C1", due: str = "06-30", **more: object) -> Row:
    return {"customer_id": customer_id, "rule": "agreed_date", "due": due, **more}


def test_one_task_in_full() -> None:
    task = plan([cadence(due="06-28", latest="07-01", mode="wechat")], customers({"site": "main"}), PLENTY)
    assert list(task.columns) == list(TASK_COLUMNS)
    assert task.astype(object).where(task.notna(), None).to_dict(orient="records") == [
        {
            "task_id": "20260630-C1-0630", "as_of": pd.Timestamp("2026-06-30"), "site": "main",
            "consultant": "S1", "customer_id": "C1", "planned_date": pd.Timestamp("2026-06-30"),
            "due_date": pd.Timestamp("2026-06-28"), "latest_at": pd.Timestamp("2026-07-01 18:00"),
            "mode": "wechat", "action": "cadence", "rule": "cadence", "other_rules": None, "is_fixed": False,
            "is_group_message": False, "moved_from": None, "occasion": None,
            "is_on_rest_day": False,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([cadence(due="06-29")], ["06-30"], id="overdue: on D"),
        pytest.param([cadence(due="06-30")], ["06-30"], id="due on D"),
        pytest.param([cadence(due="07-06")], ["07-06"], id="due on the last day"),
        pytest.param([cadence(due="07-07", latest="07-14")], [], id="due the day after"),
        pytest.param(
            [agreed(due="07-01"), cadence(due="07-03")], ["07-01"], id="cadence after a task: left out"
        ),
        pytest.param(
            [cadence(due="07-01"), agreed(due="07-03")], ["07-01", "07-03"], id="cadence before one"
        ),
        pytest.param([agreed(due="07-03"), cadence(due="07-03")], ["07-03"], id="on one day: one task"),
        pytest.param(
            [agreed(due="06-30"), {"rule": "retry", "due": "07-01"}], ["06-30"], id="retry: left out"
        ),
        pytest.param(
            [agreed(due="06-30"), {"rule": "survey", "due": "07-01"}], ["06-30", "07-01"], id="survey: not"
        ),
    ],
)
def test_the_days_of_one_customer(rows: list[Row], expected: list[str]) -> None:
    assert days(plan(rows, customers({}), PLENTY)).get("C1", []) == expected


def test_a_merged_task_is_led_by_the_most_urgent_rule() -> None:
    rows: list[Row] = [
        {"rule": "survey", "due": "06-20", "latest": "07-04", "mode": "wechat"},
        {"rule": "wake_up", "due": "06-10", "latest": "07-10", "mode": "wechat"},
        {"rule": "agreed_date", "due": "06-30", "latest": "07-05", "mode": "phone"},
    ]
    task = plan(rows, customers({}), PLENTY).iloc[0]
    assert (task["rule"], task["other_rules"]) == ("agreed_date", "wake_up|survey")
    assert (task["mode"], task["due_date"]) == ("phone", pd.Timestamp("2026-06-30"))
    assert task["latest_at"] == pd.Timestamp("2026-07-04 18:00")
    assert task["is_fixed"]


def test_a_merged_task_says_all_it_is_about() -> None:
    rows: list[Row] = [
        {"rule": "festival", "due": "06-30", "latest": "07-02", "occasion": "mid_autumn|national_day"},
        {"rule": "birthday", "due": "06-30", "latest": "07-03", "occasion": "family"},
        {"rule": "cadence", "due": "06-30", "latest": "07-02", "occasion": ""},
    ]
    tasks = plan([*rows, agreed("C2")], customers({}, {}), PLENTY).set_index("customer_id")
    assert tasks["occasion"].fillna("").to_dict() == {"C1": "family|mid_autumn|national_day", "C2": ""}


@pytest.mark.parametrize(
    ("rule", "due", "is_fixed"),
    [
        pytest.param("agreed_date", "06-23", True, id="7 days overdue"),
        pytest.param("agreed_date", "06-22", False, id="8 days overdue: can move"),
        pytest.param("complaint", "06-01", True, id="a complaint stays fixed"),
        pytest.param("first_revisit", "06-30", True, id="revisit"),
        pytest.param("retry", "06-30", False, id="retry"),
    ],
)
def test_what_is_fixed(rule: str, due: str, is_fixed: bool) -> None:
    task = plan([{"rule": rule, "due": due, "latest": due}], customers({}), PLENTY)
    assert task["is_fixed"].tolist() == [is_fixed]


FULL_CASES = [
    # C1 (fixed) fills the only place of S1 on 30 June; what becomes of C2's task
    pytest.param(cadence("C2", latest="07-06"), "07-01", id="moves to the next day"),
    pytest.param(cadence("C2", latest="07-01"), "07-01", id="up to its latest day"),
    pytest.param(cadence("C2", latest="06-30"), "over", id="not past it: overflow"),
    pytest.param(cadence("C2", due="06-20", latest="06-29"), "07-01", id="latest past: any day"),
    pytest.param(agreed("C2"), "06-30", id="fixed tasks are never refused"),
    pytest.param(agreed("C2", due="06-10", latest="06-10"), "07-01", id="long overdue agreed date moves"),
]


@pytest.mark.parametrize(("row", "expected"), FULL_CASES)
def test_no_room_on_its_day(row: Row, expected: str) -> None:
    tasks = plan([agreed("C1"), row], customers({}, {}), staff(S1=1))
    assert days(tasks) == {"C1": ["06-30"], "C2": [expected]}
    moved = tasks.set_index("customer_id")["moved_from"].dt.strftime("%m-%d").fillna("").to_dict()
    assert moved == {"C1": "", "C2": "06-30" if expected.startswith("07") else ""}


@pytest.mark.parametrize(
    ("has_window", "expected"),
    [
        pytest.param(False, {"C1": ["06-30"], "C2": ["07-01"]}, id="overdue goes first"),
        pytest.param(True, {"C1": ["07-01"], "C2": ["06-30"]}, id="what has a window is never overdue"),
    ],
)
def test_a_window_is_not_overdue(has_window: bool, expected: dict[str, list[str]]) -> None:
    rows = [
        {**cadence("C1", due="06-25"), "rule": "survey", "has_window": has_window},
        cadence("C2", due="06-28"),
    ]
    people = customers({}, {"last_contact_at": "2026-06-01"})
    first = customers({}, {})  # without the window C1 is longer overdue; with it the newer contact decides
    tasks = plan(rows, people if has_window else first, staff(S1=1))
    assert days(tasks) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [agreed(due="06-20", latest="06-20")], ("06-20", "06-20", "07-01", "06-30"), id="overdue"
        ),
        pytest.param(
            [cadence(due="06-29", latest="07-05")], ("06-29", "07-05", "07-01", "06-30"), id="moved"
        ),
        pytest.param(
            [cadence(due="07-01", latest="07-05")], ("07-01", "07-05", "07-01", ""), id="on its own day"
        ),
    ],
)
def test_the_days_of_a_task(rows: list[Row], expected: tuple[str, str, str, str]) -> None:
    """due, latest, planned, moved from; S1's only place of 30 June is taken."""
    tasks = plan([agreed("C2"), *rows], customers({}, {}), staff(S1=1)).set_index("customer_id")
    names = ["due_date", "latest_at", "planned_date", "moved_from"]
    found = tasks.loc["C1", names].astype("datetime64[us]").dt.strftime("%m-%d").fillna("")
    assert tuple(found) == expected


def test_no_room_all_week() -> None:
    """S1 does one a day and has an agreed date on each: the rest waits, or goes to the manager."""
    every_day = [agreed(f"C{n + 1}", due=f"{pd.Timestamp('2026-06-30') + pd.Timedelta(days=n):%m-%d}")
                 for n in range(7)]  # fmt: skip
    rows = [
        *every_day,
        cadence("C8", due="06-30", latest="07-06"),
        cadence("C9", due="06-30", latest="07-07"),
        cadence("C10", due="06-01", latest="06-08"),
    ]
    tasks = plan(rows, customers(*[{}] * 10), staff(S1=1))
    assert {who: found for who, found in days(tasks).items() if who in ("C8", "C9", "C10")} == {
        "C8": ["over"],  # its latest day is inside the week
        "C10": ["over"],  # its latest day is past
    }  # C9 may still be done on 7 July
    over = tasks.loc[tasks["planned_date"].isna()]
    assert over["task_id"].tolist() == ["20260630-C10-over", "20260630-C8-over"]
    assert over["consultant"].tolist() == ["S1", "S1"]


def test_a_visit_counts_four() -> None:
    rows: list[Row] = [{"rule": "handover", "due": "06-30", "mode": "visit"}, cadence("C2"), cadence("C3")]
    tasks = plan(rows, customers({}, {}, {}), staff(S1=5))
    assert days(tasks) == {"C1": ["06-30"], "C2": ["06-30"], "C3": ["07-01"]}


def test_each_consultant_has_a_capacity_of_his_own() -> None:
    people = customers({}, {}, {"consultant": "S2"}, {"consultant": "S2"})
    tasks = plan([cadence(f"C{n}") for n in range(1, 5)], people, staff(S1=1, S2=2))
    assert days(tasks) == {"C1": ["06-30"], "C2": ["07-01"], "C3": ["06-30"], "C4": ["06-30"]}


ORDER_CASES = [
    # the first customer is planned before the second: S1 does one a day
    pytest.param({"grade": "A"}, {"grade": "B"}, {}, {}, id="A before B"),
    pytest.param({"grade": "B"}, {"grade": "C"}, {}, {"due": "06-01"}, id="B before a long overdue C"),
    pytest.param({"grade": "C"}, {"grade": None, "is_closed": True}, {}, {}, id="C before owners"),
    pytest.param({"grade": None}, {"grade": "C"}, {}, {}, id="who refuses profiling counts as B"),
    pytest.param({}, {}, {"due": "06-20"}, {"due": "06-21"}, id="longer overdue first"),
    pytest.param(
        {"last_contact_at": "2026-06-02"},
        {},
        {"due": "05-31"},
        {"due": "05-01"},
        id="30 days overdue at most",
    ),
    pytest.param(
        {"last_contact_at": "2026-06-02"},
        {"last_contact_at": "2026-06-01"},
        {},
        {},
        id="newest contact first",
    ),
    pytest.param({"last_contact_at": "2020-01-01"}, {}, {}, {}, id="no contact last"),
    pytest.param(
        {"created_at": "2026-01-01"}, {"created_at": "2026-01-02"}, {}, {}, id="oldest customer first"
    ),
    pytest.param({"key_order": 1}, {"key_order": 2}, {}, {}, id="smallest key first"),
]


@pytest.mark.parametrize(("first", "second", "first_due", "second_due"), ORDER_CASES)
def test_the_order(first: Row, second: Row, first_due: Row, second_due: Row) -> None:
    """Tried with the first customer above and below the second."""
    for ids in (("C1", "C2"), ("C2", "C1")):
        people = customers({**first, "customer_id": ids[0]}, {**second, "customer_id": ids[1]})
        rows = [
            {**cadence(ids[0]), **first_due, "latest": "07-06"},
            {**cadence(ids[1]), **second_due, "latest": "07-06"},
        ]
        assert days(plan(rows, people, staff(S1=1))) == {ids[0]: ["06-30"], ids[1]: ["07-01"]}


def test_a_moved_task_joins_the_one_that_is_there() -> None:
    """S1 does two a day. C3's wake-up finds no room on 30 June and joins its agreed date without taking any
    on 1 July, where C4 still fits."""
    rows = [
        agreed("C1"),
        agreed("C2"),
        {"customer_id": "C3", "rule": "wake_up", "due": "06-30", "latest": "07-20", "mode": "wechat"},
        agreed("C3", due="07-01"),
        cadence("C4", due="07-01"),
    ]
    tasks = plan(rows, customers({}, {}, {}, {"grade": "C"}), staff(S1=2))
    assert days(tasks) == {"C1": ["06-30"], "C2": ["06-30"], "C3": ["07-01"], "C4": ["07-01"]}
    joined = tasks.set_index("customer_id").loc["C3"]
    assert (joined["rule"], joined["other_rules"], joined["is_fixed"]) == ("agreed_date", "wake_up", True)
    assert (joined["task_id"], joined["mode"]) == ("20260630-C3-0701", "phone")
    assert pd.isna(joined["moved_from"])


def test_a_task_given_earlier_today_is_not_doubled_and_takes_its_room() -> None:
    rows = [cadence("C1"), cadence("C2"), cadence("C3")]
    before = given({"customer_id": "C2"}, {"customer_id": "gone"})
    tasks = plan(rows, customers({}, {}, {}), staff(S1=3), before)
    assert days(tasks) == {"C1": ["06-30"], "C2": ["06-30"], "C3": ["07-01"]}
    new = not_yet_given(tasks, before, AS_OF)
    assert new["customer_id"].tolist() == ["C1"]


def test_a_given_task_stays_with_who_got_it_and_answers_for_the_cadence() -> None:
    people = customers({"consultant": "S2"}, {})
    before = given({"customer_id": "C1", "consultant": "S1", "rule": "agreed_date"}, {"customer_id": "C2"})
    tasks = plan([agreed("C1"), cadence("C2", due="07-03")], people, staff(S1=3, S2=3), before)
    assert tasks[["customer_id", "consultant"]].to_numpy().tolist() == [["C1", "S1"]]


def test_tasks_of_other_days_do_not_count_as_given_today() -> None:
    before = given(
        {"customer_id": "C1", "as_of": "2026-06-29"},
        {"customer_id": "C2", "planned_date": "2026-07-01"},
    )
    tasks = plan([cadence("C1"), cadence("C2")], customers({}, {}), staff(S1=2), before)
    assert days(tasks) == {"C1": ["06-30"], "C2": ["06-30"]}


def test_customers_of_nobody_are_planned_without_a_name() -> None:
    tasks = plan(
        [agreed("C1"), cadence("C2")], customers({"consultant": None}, {"consultant": None}), staff()
    )
    assert tasks["consultant"].isna().all()
    assert days(tasks) == {"C1": ["06-30"], "C2": ["06-30"]}


def test_nothing_to_do() -> None:
    tasks = plan(wanted(), customers({}), PLENTY, NOTHING_GIVEN)
    assert list(tasks.columns) == list(TASK_COLUMNS)
    assert tasks.empty
