"""A second run at noon of Tuesday 30 June 2026: what was given in the morning, and what came since."""

from collections.abc import Mapping
from datetime import datetime, time

import pandas as pd
import pytest

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.deciding import decide_site
from pipeline.facts import GIVEN
from pipeline.rules.planning import not_yet_given
from tests.customers.rows import activity, facts, lead
from tests.rules.customers import AS_OF
from tests.rules.weeks import customers, given, plan, staff

Row = Mapping[str, object]
OFFICE = staff(S1=3, S2=3)


def due(rule: str, customer_id: str = "C1", **more: object) -> Row:
    return {"customer_id": customer_id, "rule": rule, "due": "06-30", "latest": "06-30 11:15", **more}


def supplement(rows: list[Row], people: pd.DataFrame, *before: Row) -> list[str]:
    """`task_id consultant rule` of the new tasks."""
    published = given(*before)
    new = not_yet_given(plan(rows, people, OFFICE, published), published, AS_OF)
    return (new["task_id"] + " " + new["consultant"] + " " + new["rule"]).tolist()


CASES = [
    # id, what stands at noon, what was given in the morning, the supplement
    ("a new customer's enquiry", [due("first_response")], [], ["20260630-C1-0630 S1 first_response"]),
    ("the same first response", [due("first_response")], [{"rule": "first_response"}], []),
    ("a call was planned, then he enquired", [due("first_response")], [{}],
     ["20260630-C1-0630-2 S1 first_response"]),
    ("a message goes out, then he enquired", [due("first_response"), due("festival", mode="wechat")],
     [{"rule": "festival", "is_group_message": True}], ["20260630-C1-0630-2 S1 first_response"]),
    ("a call was planned, then he complained", [due("complaint")], [{}], ["20260630-C1-0630-2 S1 complaint"]),
    ("it stood among the other rules", [due("first_response")],
     [{"rule": "complaint", "other_rules": "first_response|survey"}], []),
    ("the call still stands", [due("cadence")], [{}], []),
    ("another reason to do the same call", [due("survey"), due("cadence")], [{}], []),
    ("the third run of the day", [due("first_response")],
     [{}, {"task_id": "20260630-C1-0630-2", "rule": "first_response"}], []),
    ("then he complained", [due("complaint")],
     [{}, {"task_id": "20260630-C1-0630-2", "rule": "first_response"}], ["20260630-C1-0630-3 S1 complaint"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "before", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_supplement(rows: list[Row], before: list[Row], expected: list[str]) -> None:
    morning = [{"customer_id": "C1", "consultant": "S1", **row} for row in before]
    assert supplement(rows, customers({}), *morning) == expected


def test_the_new_task_goes_to_who_does_it_now() -> None:
    """The morning's call stays with S2, who has it on paper; the enquiry goes to the customer's consultant."""
    rows = [due("cadence", latest="07-02"), due("first_response")]
    published = given({"customer_id": "C1", "consultant": "S2"})
    tasks = plan(rows, customers({}), OFFICE, published)
    assert tasks[["task_id", "consultant", "rule"]].to_numpy().tolist() == [
        ["20260630-C1-0630-2", "S1", "first_response"],
        ["20260630-C1-0630", "S2", "cadence"],
    ]


def test_a_night_that_was_never_published_gave_nothing() -> None:
    """Yesterday's tasks, published or not, do not stand in for today's; the cadence is due and is given."""
    yesterday = {
        "customer_id": "C1", "task_id": "20260629-C1-0630", "as_of": "2026-06-29", "planned_date": "2026-06-30",
    }  # fmt: skip
    assert supplement([due("cadence", latest="07-02")], customers({}), yesterday) == [
        "20260630-C1-0630 S1 cadence"
    ]


def test_the_load_of_the_morning_counts_once() -> None:
    """S1 does three a day: two given in the morning, one of them still to do; one more fits."""
    rows = [due("cadence", f"C{n}", latest="07-03") for n in (1, 3, 4)]
    people = customers({}, {}, {}, {})
    before = ({"customer_id": "C1"}, {"customer_id": "C2"})
    assert supplement(rows, people, *before) == ["20260630-C3-0630 S1 cadence"]


def test_who_enquires_again_at_a_quarter_past_ten() -> None:
    """His weekly call was given at night. He writes at 10:15: the noon run gives the first response."""
    rows = [
        lead("June", "2026-06-20 10:00", phone="1", consultant="李娜", status="needs_clear"),
        activity("first call", "2026-06-20 10:30", phone="1", outcome="connected", consultant="李娜"),
        activity("second call", "2026-06-23 11:00", phone="1", outcome="connected", consultant="李娜"),
    ]
    night = decide_site(facts(*rows), Settings(), AsOf.of(datetime(2026, 6, 29, 23, 0), time(18, 0)))
    assert night.tasks["rule"].tolist() == ["cadence"]
    published = night.tasks[list(GIVEN)]
    again = lead("again", "2026-06-30 10:15", phone="1", consultant="李娜")
    at_noon = AsOf.of(datetime(2026, 6, 30, 12, 0), time(18, 0))
    noon = decide_site(facts(*rows, again, given=published), Settings(), at_noon)
    new = not_yet_given(noon.tasks, published, at_noon)
    assert new[["rule", "consultant"]].to_numpy().tolist() == [["first_response", "李娜"]]
    assert new["latest_at"].tolist() == [pd.Timestamp("2026-06-30 11:15")]
    quiet = decide_site(facts(*rows, given=published), Settings(), at_noon)
    assert not_yet_given(quiet.tasks, published, at_noon).empty
