"""Who of customer service does what: K1 and K2, in the plan for Tuesday 30 June to Monday 6 July 2026."""

from collections.abc import Mapping

import pandas as pd
import pytest

from tests.rules.test_planning_rest_days import where
from tests.rules.weeks import customers, given, plan, staff

Row = Mapping[str, object]
OWNER = {"is_closed": True, "is_owner": True, "grade": None}
BOTH = {"S1": 10, "K1": 10, "K2": 10}
SERVICE = ("K1", "K2")


def task(rule: str, customer_id: str = "C1", **more: object) -> Row:
    return {"customer_id": customer_id, "rule": rule, "due": "06-30", "latest": "07-03", **more}


@pytest.mark.parametrize(
    ("rule", "who", "expected"),
    [
        pytest.param("complaint", {}, "K1", id="a complaint"),
        pytest.param("handover", OWNER, "K1", id="a handover"),
        pytest.param("survey", OWNER, "K1", id="a survey"),
        pytest.param("cadence", OWNER, "K1", id="the cadence of an owner"),
        pytest.param("retry", OWNER, "K1", id="the retry of an owner"),
        pytest.param("cadence", {}, "S1", id="the cadence of a buyer"),
        pytest.param("cadence", {"status": "not_now"}, "S1", id="the cadence at pace not now"),
        pytest.param("cadence", {"is_owner": True}, "S1", id="the cadence of an owner who looks again"),
        pytest.param("agreed_date", OWNER, "S1", id="an owner's agreed date"),
        pytest.param("anniversary", OWNER, "S1", id="an owner's anniversary"),
        pytest.param("referral", OWNER, "S1", id="a referral"),
        pytest.param("first_response", {}, "S1", id="a first response"),
    ],
)
def test_what_customer_service_does(rule: str, who: Row, expected: str) -> None:
    assert where(plan([task(rule)], customers(who), staff({}, SERVICE, **BOTH))) == {
        "C1": f"{expected} 06-30"
    }


def test_without_customer_service_the_consultant_does_it() -> None:
    assert where(plan([task("complaint")], customers({}), staff(S1=10))) == {"C1": "S1 06-30"}


def test_who_has_left_is_no_customer_service() -> None:
    office = staff({}, SERVICE, **BOTH)
    office = office.assign(is_active=office["consultant_id"].eq("S1"))
    assert where(plan([task("complaint")], customers({}), office)) == {"C1": "S1 06-30"}


def test_the_fewest_tasks_that_day_then_by_id() -> None:
    """One by one: K1, K2, K1; on 1 July both have none again."""
    rows = [task("survey", f"C{n}") for n in (1, 2, 3)] + [task("survey", "C4", due="07-01")]
    people = customers(*[{**OWNER, "key_order": n} for n in range(4)])
    assert where(plan(rows, people, staff({}, SERVICE, **BOTH))) == {
        "C1": "K1 06-30", "C2": "K2 06-30", "C3": "K1 06-30", "C4": "K1 07-01",
    }  # fmt: skip


def test_tasks_are_counted_not_their_length() -> None:
    """K1 has a handover visit, which takes four places but is one task; a tie goes to K1."""
    rows = [task("handover", "C1", mode="visit"), task("survey", "C2"), task("survey", "C3")]
    people = customers(*[{**OWNER, "key_order": n} for n in range(3)])
    tasks = where(plan(rows, people, staff({}, SERVICE, **BOTH)))
    assert tasks == {"C1": "K1 06-30", "C2": "K2 06-30", "C3": "K1 06-30"}


def test_what_was_given_this_morning_counts() -> None:
    before = given({"customer_id": "C9", "consultant": "K1", "rule": "survey"})
    tasks = plan([task("complaint")], customers({}), staff({}, SERVICE, **BOTH), before)
    assert where(tasks) == {"C1": "K2 06-30"}


def test_fixed_tasks_are_dealt_out_first() -> None:
    """The complaint of C2 goes to K1 although C1 stands before it: then the survey of C1 to K2."""
    rows = [task("survey", "C1"), task("complaint", "C2")]
    people = customers({**OWNER, "key_order": 1}, {**OWNER, "key_order": 2})
    tasks = plan(rows, people, staff({}, SERVICE, **BOTH))
    assert where(tasks) == {"C1": "K2 06-30", "C2": "K1 06-30"}


@pytest.mark.parametrize(
    ("rule", "rest", "expected"),
    [
        pytest.param("complaint", {"K1": "tue"}, "K2 06-30", id="complaint: who is there"),
        pytest.param("complaint", {"K1": "tue", "K2": "tue"}, "S1 06-30", id="complaint: else a consultant"),
        pytest.param("survey", {"K1": "tue"}, "K2 06-30", id="survey: who is there"),
        pytest.param("survey", {"K1": "tue", "K2": "tue|wed"}, "K1 07-01", id="survey: else another day"),
        pytest.param("handover", {"K1": "tue"}, "K2 06-30", id="handover: who is there"),
        pytest.param("handover", {"K1": "tue", "K2": "tue"}, "K1 06-30", id="handover: else it stays"),
        pytest.param(
            "complaint", {"K1": "tue", "K2": "tue", "S1": "tue"}, "K1 07-01", id="nobody: the next day"
        ),
    ],
)
def test_rest_days_of_customer_service(rule: str, rest: Mapping[str, str], expected: str) -> None:
    tasks = plan([task(rule)], customers(OWNER), staff(rest, SERVICE, **BOTH))
    assert where(tasks) == {"C1": expected}
    assert tasks["is_on_rest_day"].tolist() == [rule == "handover" and rest.get("K2") == "tue"]


def test_customer_service_answers_an_enquiry_when_no_consultant_is_there() -> None:
    office = staff({"S1": "tue", "S2": "tue"}, SERVICE, S2=10, **BOTH)
    tasks = plan([task("first_response")], customers({}), office)
    assert where(tasks) == {"C1": "K1 06-30"}


def test_a_full_day_of_customer_service() -> None:
    """K1 can do one a day and K2 two: the fourth survey moves, however many places S1 has."""
    rows = [task("survey", f"C{n}") for n in range(1, 5)]
    people = customers(*[{**OWNER, "key_order": n} for n in range(4)])
    assert where(plan(rows, people, staff({}, SERVICE, S1=40, K1=1, K2=2))) == {
        "C1": "K1 06-30", "C2": "K2 06-30", "C3": "K2 06-30", "C4": "K1 07-01",
    }  # fmt: skip


MERGED = [
    # two rules of one customer and day; who, leading rule, due, latest
    pytest.param("complaint", "agreed_date", "K1 complaint", id="the complaint leads"),
    pytest.param("agreed_date", "survey", "S1 agreed_date", id="the agreed date leads"),
    pytest.param("survey", "birthday", "K1 survey", id="the survey leads"),
    pytest.param("handover", "cadence", "K1 handover", id="both are for customer service"),
]


@pytest.mark.parametrize(("one", "other", "expected"), MERGED)
def test_the_leading_rule_of_a_merged_task_decides_who(one: str, other: str, expected: str) -> None:
    rows = [task(other, due="06-28", latest="07-01"), task(one, due="06-29", latest="07-02")]
    tasks = plan(rows, customers(OWNER), staff({}, SERVICE, **BOTH)).iloc[0]
    assert f"{tasks['consultant']} {tasks['rule']}" == expected
    assert (tasks["other_rules"], tasks["due_date"]) == (other, pd.Timestamp("2026-06-29"))
    assert tasks["latest_at"] == pd.Timestamp("2026-07-01 18:00")


def test_a_task_that_moves_to_a_day_decides_who_does_both_if_it_leads() -> None:
    """S1 is full on 30 June, so C1's long overdue agreed date moves to 1 July, where K1 was to hand over C1's
    home; the agreed date leads, so S1 does both, and K1 has no task more than K2: the survey of C3 is K1's."""
    rows = [
        task("agreed_date", "C2"),
        task("agreed_date", "C1", due="06-10", latest="06-10"),
        task("handover", "C1", due="07-01", latest="07-04", mode="visit"),
        task("survey", "C3", due="07-01", latest="07-10"),
    ]
    people = customers({**OWNER, "key_order": 2}, {"key_order": 1}, {**OWNER, "key_order": 3})
    tasks = plan(rows, people, staff({}, SERVICE, S1=1, K1=9, K2=9))
    assert where(tasks) == {"C2": "S1 06-30", "C1": "S1 07-01", "C3": "K1 07-01"}
    joined = tasks.set_index("customer_id").loc["C1"]
    assert (joined["rule"], joined["other_rules"]) == ("agreed_date", "handover")
    assert (joined["due_date"], joined["moved_from"]) == (
        pd.Timestamp("2026-06-10"),
        pd.Timestamp("2026-06-30"),
    )
