"""What customer service watches, on 30 June (Rules, section 6)."""

from typing import Any

import pandas as pd
import pytest

from pipeline.config import Settings, Site
from pipeline.facts import fact_columns
from pipeline.rules import after_sales
from pipeline.rules.due.answers import Answers, find_answers
from pipeline.rules.due.records import Records
from tests.customers.rows import frame
from tests.rules.customers import activities

D = pd.Timestamp("2026-06-30")


def deals(*rows: dict[str, Any]) -> pd.DataFrame:
    typed = {**fact_columns("deals"), "customer_id": "text", "cancelled_on": "day"}
    return frame(typed, [{"customer_id": "C1", "unit": "1-101", **row} for row in rows])


def records(kind: str, *rows: dict[str, Any]) -> pd.DataFrame:
    return frame(
        {**fact_columns(kind), "customer_id": "text"}, [{"customer_id": "C1", **row} for row in rows]
    )


def answered(said: pd.DataFrame, surveys: pd.DataFrame | None = None) -> Answers:
    told = records("surveys") if surveys is None else surveys
    return find_answers(said, deals(), Records(surveys=told), D + pd.Timedelta(hours=18))


HANDOVERS: list[tuple[str, dict[str, Any], str | None, int]] = [
    ("today", {"handover_date": "2026-06-30"}, None, 1),
    ("three days ago is the last day", {"handover_date": "2026-06-27"}, None, 1),
    ("four days ago is over", {"handover_date": "2026-06-26"}, None, 0),
    ("in a week it is shown", {"handover_date": "2026-07-07"}, None, 1),
    ("in eight days not yet", {"handover_date": "2026-07-08"}, None, 0),
    ("visited the day after", {"handover_date": "2026-06-28"}, "2026-06-29 10:00", 0),
    ("a visit before does not count", {"handover_date": "2026-06-28"}, "2026-06-27 10:00", 1),
    ("cancelled", {"handover_date": "2026-06-28", "cancelled_on": "2026-06-20"}, None, 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("deal", "visit", "lines"), [c[1:] for c in HANDOVERS], ids=[c[0] for c in HANDOVERS]
)
def test_handovers(deal: dict[str, Any], visit: str | None, lines: int) -> None:
    said = activities({"at": visit, "mode": "visit"}) if visit else activities().iloc[:0]
    assert len(after_sales.handovers_due(deals(deal), answered(said), Settings(), Site(), D)) == lines


SURVEYS: list[tuple[str, dict[str, Any], str | None, list[str]]] = [
    ("a month after handover", {"handover_date": "2026-05-30"}, None, ["handover"]),
    ("a month, cut to the month's last day", {"handover_date": "2026-05-31"}, None, ["handover"]),
    ("the fourteenth day", {"handover_date": "2026-05-16"}, None, ["handover"]),
    ("the fifteenth", {"handover_date": "2026-05-15"}, None, []),
    ("three months after moving in", {"move_in_date": "2026-03-30"}, None, ["move_in"]),
    ("answered inside", {"handover_date": "2026-05-20"}, "2026-06-25", []),
    ("answered before", {"handover_date": "2026-05-20"}, "2026-06-19", ["handover"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("deal", "asked_on", "occasions"), [c[1:] for c in SURVEYS], ids=[c[0] for c in SURVEYS]
)
def test_surveys(deal: dict[str, Any], asked_on: str | None, occasions: list[str]) -> None:
    told = records("surveys", {"answered_at": asked_on, "score": 9.0}) if asked_on else records("surveys")
    answers = answered(activities().iloc[:0], told)
    assert (
        after_sales.surveys_due(deals(deal), answers, Settings(), Site(), D)["occasion"].tolist() == occasions
    )


def test_a_talk_in_its_days_answers_a_survey_as_it_does_the_task() -> None:
    talk = activities({"at": "2026-06-25 10:00", "mode": "phone", "is_contact": True, "is_reached": True})
    handed_over = deals({"handover_date": "2026-05-20"})
    assert after_sales.surveys_due(handed_over, answered(talk), Settings(), Site(), D).empty


PASSED: list[tuple[str, dict[str, Any], list[tuple[str, int]]]] = [
    ("the seventh day after the deposit", {"deposit_date": "2026-06-23"}, []),
    ("the eighth", {"deposit_date": "2026-06-22"}, [("unsigned", 1)]),
    ("an agreed day of signing counts instead", {"deposit_date": "2026-06-01", "sign_by_date": "2026-06-29"},
     [("unsigned", 1)]),
    ("signing is due today", {"deposit_date": "2026-06-01", "sign_by_date": "2026-06-30"}, []),
    ("signed", {"deposit_date": "2026-06-01", "contract_date": "2026-06-20"}, []),
    ("loan and instalment",
     {"contract_date": "2026-05-01", "loan_date": "2026-06-20", "instalment_date": "2026-06-29"},
     [("loan", 10), ("instalment", 1)]),
    ("handed over", {"contract_date": "2026-05-01", "loan_date": "2026-06-20", "handover_date": "2026-06-30"}, []),
    ("cancelled", {"deposit_date": "2026-06-01", "cancelled_on": "2026-06-10"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("deal", "lines"), [c[1:] for c in PASSED], ids=[c[0] for c in PASSED])
def test_dates_that_passed(deal: dict[str, Any], lines: list[tuple[str, int]]) -> None:
    found = after_sales.passed_dates(deals(deal), Settings(), D)
    assert list(zip(found["matter"], found["days"], strict=True)) == lines


def test_the_clock_of_a_complaint() -> None:
    told = records(
        "complaints",
        {"opened_at": "2026-06-28 09:30", "content": "timed"},
        {"opened_at": "2026-06-28", "content": "day"},
        {"opened_at": "2026-06-20 10:00", "first_response_at": "2026-06-21 10:00", "content": "answered"},
        {"opened_at": "2026-06-20 10:00", "closed_at": "2026-06-21 10:00", "content": "closed"},
    )
    answers = answered(activities().iloc[:0])
    now = D + pd.Timedelta(hours=18)
    found = after_sales.open_complaints(told, answers, Settings(), Site(), D, now)
    assert found["content"].tolist() == ["timed", "day", "answered"]
    assert found["response_by"].tolist()[:2] == [
        pd.Timestamp("2026-06-30 09:30"), pd.Timestamp("2026-06-30 18:00"),
    ]  # fmt: skip
    assert found["open_days"].tolist() == [2, 2, 10]
