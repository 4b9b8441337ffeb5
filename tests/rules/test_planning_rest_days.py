"""Rest days in the plan for Tuesday 30 June to Monday 6 July 2026: S1 rests on Tuesdays."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import pytest

from pipeline.config import Site
from tests.rules.weeks import customers, given, plan, staff

TUESDAYS = {"S1": "tue"}


def response(customer_id: str = "C1") -> Mapping[str, object]:
    return {"customer_id": customer_id, "rule": "first_response", "due": "06-30", "latest": "06-30 11:00"}


def where(tasks: pd.DataFrame) -> dict[str, str]:
    """Customer -> consultant and day."""
    day = tasks["planned_date"].dt.strftime("%m-%d").fillna("over")
    return dict(zip(tasks["customer_id"], tasks["consultant"] + " " + day, strict=True))


@pytest.mark.parametrize(
    ("rule", "latest", "expected"),
    [
        pytest.param("first_response", "06-30 11:00", "S2 06-30", id="a colleague answers"),
        pytest.param("complaint", "07-01", "S2 06-30", id="a colleague sees to a complaint"),
        pytest.param("agreed_date", "06-30", "S1 06-30", id="an agreed date stays"),
        pytest.param("deposit_pending", "06-30", "S1 06-30", id="deposit pending stays"),
        pytest.param("first_revisit", "06-30 15:00", "S1 06-30", id="the revisit stays"),
        pytest.param("cadence", "07-02", "S1 07-01", id="the rest moves on"),
        pytest.param("retry", "06-30", "S1 over", id="unless it may not"),
    ],
)
def test_on_a_rest_day(rule: str, latest: str, expected: str) -> None:
    rows = [{"rule": rule, "due": "06-30", "latest": latest}]
    tasks = plan(rows, customers({}), staff(TUESDAYS, S1=10, S2=10))
    assert where(tasks) == {"C1": expected}
    assert tasks["is_on_rest_day"].tolist() == [expected == "S1 06-30"]


@pytest.mark.parametrize("rest_days", ["tue", "mon|tue", "2026-06-30", "2026-06-01|2026-06-30"])
def test_how_rest_days_are_said(rest_days: str) -> None:
    tasks = plan([response()], customers({}), staff({"S1": rest_days}, S1=10, S2=10))
    assert where(tasks) == {"C1": "S2 06-30"}


@pytest.mark.parametrize("rest_days", ["wed", "2026-07-01", "2025-06-30", ""])
def test_other_rest_days(rest_days: str) -> None:
    tasks = plan([response()], customers({}), staff({"S1": rest_days}, S1=10, S2=10))
    assert where(tasks) == {"C1": "S1 06-30"}


def test_the_colleague_with_the_most_room_after_all_fixed_tasks() -> None:
    """S2 has 5 - 2 = 3 places, S3 has 4; then 3 and 3, a tie by id; then S3 again."""
    agreed = [{"customer_id": f"C{n}", "rule": "agreed_date", "due": "06-30"} for n in (4, 5)]
    people = customers({}, {}, {}, {"consultant": "S2"}, {"consultant": "S2"})
    tasks = plan([response("C1"), response("C2"), response("C3"), *agreed], people,
                 staff(TUESDAYS, S1=10, S2=5, S3=4))  # fmt: skip
    assert {who: at for who, at in where(tasks).items() if who < "C4"} == {
        "C1": "S3 06-30", "C2": "S2 06-30", "C3": "S3 06-30",
    }  # fmt: skip


def test_movable_tasks_of_the_colleague_give_way() -> None:
    cadence = {"customer_id": "C2", "rule": "cadence", "due": "06-30", "latest": "07-02"}
    people = customers({}, {"consultant": "S2"})
    tasks = plan([cadence, response("C1")], people, staff(TUESDAYS, S1=10, S2=1))
    assert where(tasks) == {"C1": "S2 06-30", "C2": "S2 07-01"}


def test_what_was_given_at_noon_takes_room_too() -> None:
    before = given({"customer_id": "C9", "consultant": "S2"})
    tasks = plan([response()], customers({}), staff(TUESDAYS, S1=9, S2=2, S3=2), before)
    assert where(tasks) == {"C1": "S3 06-30"}


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param({"S1": "tue", "S2": "tue"}, "S1 07-01", id="the next day its own consultant"),
        pytest.param({"S1": "tue|wed", "S2": "tue"}, "S2 07-01", id="or who is there then"),
        pytest.param({"S1": "tue|wed", "S2": "tue|wed"}, "S1 07-02", id="or a day later"),
        pytest.param(
            dict.fromkeys(("S1", "S2"), "mon|tue|wed|thu|fri|sat|sun"), "S1 06-30", id="nobody all week"
        ),
    ],
)
def test_nobody_is_there(rest: Mapping[str, str], expected: str) -> None:
    tasks = plan([response()], customers({}), staff(rest, S1=10, S2=10))
    assert where(tasks) == {"C1": expected}


def test_a_closed_day_is_everybodys_rest_day() -> None:
    site = Site(closed_days=(date(2026, 6, 30),))
    rows = [
        response("C1"),
        {"customer_id": "C2", "rule": "agreed_date", "due": "06-30"},
        {"customer_id": "C3", "rule": "cadence", "due": "06-30", "latest": "07-02"},
    ]
    tasks = plan(rows, customers({}, {}, {}), staff(S1=10, S2=10), site=site)
    assert where(tasks) == {"C1": "S1 07-01", "C2": "S1 07-01", "C3": "S1 07-01"}
    assert tasks["moved_from"].tolist() == [pd.Timestamp("2026-06-30")] * 3


@pytest.mark.parametrize(
    ("rule", "rest", "expected"),
    [
        pytest.param("agreed_date", {"S1": "tue", "S2": "tue"}, "S1 07-01", id="nobody there: the next day"),
        pytest.param("agreed_date", {"S1": "tue"}, "S1 06-30", id="somebody there: it stays"),
        pytest.param("handover", {"S1": "tue|wed", "S2": "tue"}, "S1 07-01", id="stays when only S2 comes"),
    ],
)
def test_a_fixed_task_leaves_its_day_only_when_nobody_is_there(
    rule: str, rest: Mapping[str, str], expected: str
) -> None:
    rows = [{"rule": rule, "due": "06-30", "latest": "06-30"}]
    assert where(plan(rows, customers({}), staff(rest, S1=10, S2=10))) == {"C1": expected}


def test_two_fixed_tasks_that_meet_on_the_next_day_are_one() -> None:
    """Nobody is there on 30 June: the complaint of that day and the agreed date of the next become one task."""
    rows = [
        {"rule": "complaint", "due": "06-30", "latest": "07-02"},
        {"rule": "agreed_date", "due": "07-01", "latest": "07-01"},
    ]
    tasks = plan(rows, customers({}), staff({"S1": "tue"}, S1=1))
    assert where(tasks) == {"C1": "S1 07-01"}
    assert tasks[["rule", "other_rules"]].to_numpy().tolist() == [["complaint", "agreed_date"]]
