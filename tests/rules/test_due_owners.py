"""Handover, surveys, the day of the purchase, referrals. Latest moments are closings at 18:00."""

from datetime import date

import pytest

from tests.rules.customers import records
from tests.rules.standing import Rows, only, proposed

OWNER = {"is_closed": True, "is_owner": True, "grade": None, "created_at": "2025-01-01 10:00"}
Case = dict[str, object]


def day(text: str) -> date:
    return date.fromisoformat(text)


HANDOVER = [
    # id, D, the deal, activities, line
    ("months ahead", "2026-05-01", {}, [], "06-30 -> 07-03 18:00"),
    ("the day", "2026-06-30", {}, [], "06-30 -> 07-03 18:00"),
    ("the last day", "2026-07-03", {}, [], "06-30 -> 07-03 18:00"),
    ("a day late", "2026-07-04", {}, [], None),
    ("visited the day before", "2026-06-30", {}, [{"at": "2026-06-29 10:00"}], "06-30 -> 07-03 18:00"),
    ("visited on the day", "2026-07-01", {}, [{"at": "2026-06-30 10:00"}], None),
    ("called in vain on the last day", "2026-07-03", {}, [{"at": "2026-07-03 10:00"}], None),
    ("cancelled", "2026-06-30", {"cancelled_on": "2026-06-01"}, [], None),
]


@pytest.mark.parametrize(
    ("on", "deal", "done", "line"), [c[1:] for c in HANDOVER], ids=[c[0] for c in HANDOVER]
)
def test_handover(on: str, deal: Case, done: Rows, line: str | None) -> None:
    bought = [{"handover_date": "2026-06-30", "contract_date": "2026-01-05", **deal}]
    assert only("handover", proposed([OWNER], done, bought, day(on))) == ([line] if line else [])


REACHED = {"is_contact": True, "is_reached": True}
SURVEY = [
    # id, D, deal days, what was done, surveys, line
    ("a month after the last of May", "2026-06-29", {"handover_date": "2026-05-31"}, [], [],
     "06-30 -> 07-14 18:00 handover"),
    ("a month after the last of January", "2026-02-01", {"handover_date": "2026-01-31"}, [], [],
     "02-28 -> 03-14 18:00 handover"),
    ("its last day", "2026-07-14", {"handover_date": "2026-05-31"}, [], [], "06-30 -> 07-14 18:00 handover"),
    ("a day late", "2026-07-15", {"handover_date": "2026-05-31"}, [], [], None),
    ("three months after moving in", "2026-07-01", {"move_in_date": "2026-03-30"}, [], [],
     "06-30 -> 07-14 18:00 move_in"),
    ("both: the next one", "2026-07-01", {"handover_date": "2026-06-05", "move_in_date": "2026-04-20"}, [], [],
     "07-05 -> 07-19 18:00 handover"),
    ("both: the first is over", "2026-07-20", {"handover_date": "2026-06-05", "move_in_date": "2026-06-20"}, [], [],
     "09-20 -> 10-04 18:00 move_in"),
    ("answered", "2026-07-02", {"handover_date": "2026-05-31"}, [], [{"answered_at": "2026-07-01"}], None),
    ("answered a day early", "2026-07-02", {"handover_date": "2026-05-31"}, [], [{"answered_at": "2026-06-29"}],
     "06-30 -> 07-14 18:00 handover"),
    ("talked", "2026-07-02", {"handover_date": "2026-05-31"}, [{"at": "2026-07-01 10:00", **REACHED}], [], None),
    ("called in vain", "2026-07-02", {"handover_date": "2026-05-31"}, [{"at": "2026-07-01 10:00"}], [],
     "06-30 -> 07-14 18:00 handover"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "days", "done", "answers", "line"), [c[1:] for c in SURVEY], ids=[c[0] for c in SURVEY]
)
def test_survey(on: str, days: Case, done: Rows, answers: Rows, line: str | None) -> None:
    told = records(surveys=answers)
    assert only("survey", proposed([OWNER], done, [days], day(on), told)) == ([line] if line else [])


MESSAGE = {"mode": "wechat", "is_attempt": False}
ANNIVERSARY = [
    # id, D, contract, line
    ("three days before", "2026-06-27", "2024-06-30", "06-27 -> 06-30 18:00"),
    ("29 February", "2026-02-25", "2024-02-29", "02-25 -> 02-28 18:00"),
    ("over New Year", "2026-12-31", "2025-01-02", "12-30 -> 01-02 18:00"),
]


@pytest.mark.parametrize(
    ("on", "signed", "line"), [c[1:] for c in ANNIVERSARY], ids=[c[0] for c in ANNIVERSARY]
)
def test_anniversary(on: str, signed: str, line: str) -> None:
    assert only("anniversary", proposed([OWNER], [], [{"contract_date": signed}], day(on))) == [line]


YEARS = [
    # id, D, contract, what was done, the day it is due
    ("three days before", "2026-06-27", "2024-06-30", [], "2026-06-27"),
    ("on the day", "2026-06-30", "2024-06-30", [], "2026-06-27"),
    ("the day after", "2026-07-01", "2024-06-30", [], "2027-06-27"),
    ("signed today", "2026-06-30", "2026-06-30", [], "2027-06-27"),
    ("greeted", "2026-06-29", "2024-06-30", [{"at": "2026-06-28 10:00", **MESSAGE}], "2027-06-27"),
    ("greeted too early", "2026-06-29", "2024-06-30", [{"at": "2026-06-26 10:00", **MESSAGE}], "2026-06-27"),
    ("called in vain", "2026-06-29", "2024-06-30", [{"at": "2026-06-28 10:00"}], "2026-06-27"),
    ("talked", "2026-06-29", "2024-06-30", [{"at": "2026-06-28 10:00", **REACHED}], "2027-06-27"),
]  # fmt: skip


@pytest.mark.parametrize(("on", "signed", "done", "due"), [c[1:] for c in YEARS], ids=[c[0] for c in YEARS])
def test_the_year_of_an_anniversary(on: str, signed: str, done: Rows, due: str) -> None:
    found = proposed([OWNER], done, [{"contract_date": signed}], day(on))
    assert f"{found.loc[found['rule'].eq('anniversary'), 'due_date'].iloc[0]:%Y-%m-%d}" == due


def test_of_two_purchases_the_next_day_counts() -> None:
    bought = [{"contract_date": "2024-09-01"}, {"contract_date": "2025-07-10"}]
    assert only("anniversary", proposed([OWNER], [], bought, day("2026-06-30"))) == ["07-07 -> 07-10 18:00"]


SCORES = [
    # id, score, scale, satisfied
    ("4 of 5", 4, 5, True), ("3.9 of 5", 3.9, 5, False), ("8 of 10", 8, 10, True), ("7 of 10", 7, 10, False),
    ("7.2 of 9", 7.2, 9, True), ("4, no scale: of 5", 4, None, True), ("5, no scale: of 5", 5, None, True),
    ("5.5, no scale: of 10", 5.5, None, False), ("8, no scale: of 10", 8, None, True),
    ("10, no scale: of 10", 10, None, True), ("11, no scale: of 100", 11, None, False),
    ("80, no scale: of 100", 80, None, True), ("79, no scale: of 100", 79, None, False),
]  # fmt: skip


@pytest.mark.parametrize(("score", "scale", "is_due"), [c[1:] for c in SCORES], ids=[c[0] for c in SCORES])
def test_who_is_satisfied(score: float, scale: float | None, is_due: bool) -> None:
    told = records(surveys=[{"answered_at": "2026-06-23", "score": score, "scale": scale}])
    found = only("referral", proposed([OWNER], on=day("2026-06-30"), told=told))
    assert found == (["06-30 -> 07-30 18:00"] if is_due else [])


HAPPY: Case = {"answered_at": "2026-06-23 15:00", "score": 5, "scale": 5}
REFERRAL = [
    # id, D, surveys, what was done, line
    ("on its last day", "2026-07-30", [HAPPY], [], "06-30 -> 07-30 18:00"),
    ("over: once more 183 days after that", "2026-07-31", [HAPPY], [], "12-30 -> 01-29 18:00"),
    ("talked: once more", "2026-07-02", [HAPPY], [{"at": "2026-07-01 10:00", **REACHED}], "12-30 -> 01-29 18:00"),
    ("called in vain", "2026-07-02", [HAPPY], [{"at": "2026-07-01 10:00"}], "06-30 -> 07-30 18:00"),
    ("the newest survey counts", "2026-07-02", [HAPPY, {**HAPPY, "answered_at": "2026-06-25", "score": 2}], [], None),
    ("the newest has no score", "2026-07-02", [HAPPY, {"answered_at": "2026-06-25"}], [], "06-30 -> 07-30 18:00"),
    ("both times over", "2027-01-30", [HAPPY], [], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "answers", "done", "line"), [c[1:] for c in REFERRAL], ids=[c[0] for c in REFERRAL]
)
def test_referral(on: str, answers: Rows, done: Rows, line: str | None) -> None:
    told = records(surveys=answers)
    assert only("referral", proposed([OWNER], done, [], day(on), told)) == ([line] if line else [])
