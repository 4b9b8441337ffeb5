"""Whom a new unit, a price cut or a milestone suits, and whether it may be told to him."""

from dataclasses import replace
from datetime import time
from typing import Any

import pandas as pd
import pytest

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.facts import empty_facts, fact_columns
from pipeline.rules.consent import permissions
from pipeline.rules.matching import match_news, milestone_news, unit_news
from tests.rules.customers import AS_OF, D, customers, frame, units

Row = dict[str, Any]
OLD, LATE = "2026-06-23", "2026-06-24"  # D is 30 June: 7 days ago, 6 days ago
FIRST: Row = {"row_key": "other", "own_at": "2026-01-01", "price": 1e6, "unit": "9-901"}


def versions(*rows: Row) -> pd.DataFrame:
    """Versions of the price list's rows; each of a file of its own unless said. The list is older than a week."""
    numbered = [{"file_order": n, "sheet": "价目", "row": 2, "row_key": "a", "unit": "1-101", **row}
                for n, row in enumerate([FIRST, *rows])]  # fmt: skip
    return units(*({"spoken_date": row["own_at"], **row} for row in numbered))


UNITS = [
    # id, versions, (news, price before)
    ("listed long ago", [{"own_at": OLD, "price": 2e6}], []),
    ("listed within the week", [{"own_at": LATE, "price": 2e6}], [("new_unit", None)]),
    ("listed today", [{"own_at": "2026-06-30 09:00", "price": 2e6}], [("new_unit", None)]),
    ("listed tomorrow", [{"own_at": "2026-07-01", "price": 2e6}], []),
    ("listed, but not on sale", [{"own_at": LATE, "price": 2e6, "is_on_sale": False}], []),
    ("on sale again", [{"own_at": OLD, "is_on_sale": False}, {"own_at": LATE, "is_on_sale": True}],
     [("new_unit", None)]),
    ("sold meanwhile", [{"own_at": OLD, "price": 2e6}, {"own_at": LATE, "price": 1e6, "is_on_sale": False}], []),
    ("cut within the week", [{"own_at": OLD, "price": 2e6}, {"own_at": LATE, "price": 1.9e6}], [("price_cut", 2e6)]),
    ("cut eight days ago", [{"own_at": "2026-06-01", "price": 2e6}, {"own_at": OLD, "price": 1.9e6}], []),
    ("dearer", [{"own_at": OLD, "price": 2e6}, {"own_at": LATE, "price": 2.1e6}], []),
    ("cut twice", [{"own_at": OLD, "price": 2e6}, {"own_at": LATE, "price": 1.9e6},
                   {"own_at": "2026-06-29", "price": 1.8e6}], [("price_cut", 2e6)]),
    ("cut and raised again", [{"own_at": OLD, "price": 2e6}, {"own_at": LATE, "price": 1.9e6},
                              {"own_at": "2026-06-29", "price": 2e6}], []),
    ("no price before", [{"own_at": OLD}, {"own_at": LATE, "price": 1.9e6}], []),
    ("two rows of one list under one key", [{"own_at": LATE, "price": 2e6, "file_order": 7},
                                           {"own_at": LATE, "price": 3e6, "file_order": 7, "row": 3}], []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), [c[1:] for c in UNITS], ids=[c[0] for c in UNITS])
def test_unit_news(rows: list[Row], told: list[tuple[str, float | None]]) -> None:
    found = unit_news(versions(*rows), 7, AS_OF)
    before = [None if price != price else price for price in found["price_before"]]
    assert list(zip(found["news"], before, strict=True)) == told


def test_the_first_price_list_is_no_news() -> None:
    listed = versions({"own_at": LATE, "price": 2e6}).iloc[1:]
    assert unit_news(listed, 7, AS_OF).empty
    assert unit_news(listed.iloc[:0], 7, AS_OF).empty


MILESTONES = [
    ("2026-06-29", "opening", False), ("2026-06-30", "opening", True), ("2026-07-07", "open_day", True),
    ("2026-07-08", "open_day", False), ("2026-06-24", "price_change", True), ("2026-06-23", "price_change", False),
    ("2026-06-24", "festival", False),
]  # fmt: skip


@pytest.mark.parametrize(("day", "kind", "is_news"), MILESTONES)
def test_milestones(day: str, kind: str, is_news: bool) -> None:
    row: Row = {"row_key": "m", "milestone": "某日", "milestone_type": kind, "milestone_date": day}
    assert len(milestone_news(frame(fact_columns("milestones"), [row]), 7, AS_OF)) == is_news


THREE: Row = {"layout": "3", "orientation": "南", "school": "实验"}
CONSENT: Row = {"consent_phone": "yes", "consent_wechat": "yes", "can_wechat": True, "pace": "B"}

PEOPLE = [
    # id, customer, is suited, wants met, missed, within the budget
    ("all of it, budget unknown", THREE, True, 3, "", None),
    ("all of it, budget enough", {**THREE, "budget_high": 2e6}, True, 3, "", True),
    ("just enough with 5 %", {**THREE, "budget_high": 1_904_761.91}, True, 3, "", True),
    ("too dear", {**THREE, "budget_high": 1.9e6}, False, 0, "", None),
    ("half of it", {"layout": "3", "orientation": "北"}, True, 1, "orientation", None),
    ("less than half", {"layout": "4", "orientation": "北", "school": "实验"}, False, 0, "", None),
    ("a school that this unit lacks but others have counts", {"layout": "3", "floor": "low"}, True, 1, "floor", None),
    ("nothing wanted", {}, False, 0, "", None),
    ("a closed customer", {**THREE, "is_closed": True}, False, 0, "", None),
    ("not now", {**THREE, "status": "not_now"}, False, 0, "", None),
    ("invalid", {**THREE, "status": "invalid"}, False, 0, "", None),
    ("refuses profiling", {**THREE, "refuses_profiling": True}, False, 0, "", None),
]  # fmt: skip
NEW: Row = {"own_at": LATE, "price": 2e6, **THREE}


def match(
    people: list[Row], rows: list[Row], milestones: list[Row] | None = None, settings: Settings | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    rules, listed = settings or Settings(), versions(*rows)
    others = units({"unit": "8-801", "floor": "low"})
    who = _customers(people)
    told = frame(fact_columns("milestones"), milestones or [])
    return match_news(
        listed, pd.concat([listed, others]), told, who, permissions(who, rules, AS_OF), rules, AS_OF
    )


def _customers(people: list[Row]) -> pd.DataFrame:
    known = [{name: value for name, value in {**CONSENT, **row}.items() if name != "pace"} for row in people]
    return customers(*known).assign(pace="B")


@pytest.mark.parametrize(
    ("person", "is_suited", "met", "missed", "within"), [c[1:] for c in PEOPLE], ids=[c[0] for c in PEOPLE]
)
def test_whom_a_new_unit_suits(
    person: Row, is_suited: bool, met: int, missed: str, within: bool | None
) -> None:
    news, suited = match([person], [NEW])
    assert news["news"].tolist() == ["new_unit"] and news["customers"].tolist() == [int(is_suited)]
    assert len(suited) == is_suited
    if is_suited:
        (row,) = suited.to_dict("records")
        budget = None if pd.isna(row["is_within_budget"]) else row["is_within_budget"]
        assert (row["wants_met"], row["missed"], budget) == (met, missed, within)
        assert row["is_proposed"] and row["mode"] == "wechat"


CUT = [{"own_at": OLD, "price": 2.2e6, **THREE}, NEW]


@pytest.mark.parametrize(
    ("person", "is_suited", "is_newly"),
    [
        ({**THREE, "budget_high": 2e6}, True, True),
        ({**THREE, "budget_high": 2.2e6}, True, False),
        ({"budget_high": 2e6}, True, True),
        ({"budget_high": 2.2e6}, False, False),
        ({"budget_high": 1.8e6}, False, False),
    ],
    ids=["now within reach", "always was", "no wants, now within reach", "no wants", "still too dear"],
)  # fmt: skip
def test_whom_a_price_cut_suits(person: Row, is_suited: bool, is_newly: bool) -> None:
    news, suited = match([person], CUT)
    assert news["news"].tolist() == ["price_cut"] and len(suited) == is_suited
    assert suited["is_newly_within_budget"].tolist() == [is_newly] * is_suited


@pytest.mark.parametrize(
    ("person", "blocked_by"),
    [
        ({"opted_out_modes": "phone|sms|wechat"}, "opted_out"),
        ({"consent_phone": None, "consent_wechat": None}, "no_basis"),
        ({"can_phone": False, "can_sms": False, "can_wechat": False}, "unreachable"),
    ],
    ids=["opted out", "an enquiry allows no campaign", "no way to reach"],
)
def test_who_may_not_be_told_is_marked_and_not_proposed(person: Row, blocked_by: str) -> None:
    news, suited = match([{**THREE, **person}], [NEW])
    assert suited["blocked_by"].tolist() == [blocked_by] and suited["mode"].isna().all()
    assert suited["is_proposed"].tolist() == [False]
    assert (news["customers"].tolist(), news["proposed"].tolist()) == ([1], [0])


def test_the_best_first_and_no_more_than_wanted() -> None:
    people = [
        {"layout": "3", "orientation": "北"}, THREE, {**THREE, "budget_high": 2e6},
        {**THREE, "opted_out_modes": "phone|sms|wechat"},
    ]  # fmt: skip
    rules = Settings().rules
    few = rules.model_copy(update={"call": rules.call.model_copy(update={"news_customers": 3})})
    news, suited = match(people, [NEW], settings=Settings().model_copy(update={"rules": few}))
    assert suited["customer_id"].tolist() == ["C3", "C2", "C1"]
    assert (news["customers"].tolist(), news["proposed"].tolist()) == ([4], [3])


AUDIENCES = [
    ("", ["C1", "C2"]), ("A、B级", ["C1"]), ("业主", ["C4"]), ("暂不考虑", ["C3"]), ("实验", ["C2"]),
    ("owner, A", ["C1", "C4"]),
]  # fmt: skip


@pytest.mark.parametrize(("audience", "meant"), AUDIENCES)
def test_a_milestone_suits_its_audience(audience: str, meant: list[str]) -> None:
    people: list[Row] = [
        {"grade": "A"}, {"grade": "C", "school": "实验"}, {"grade": "C", "status": "not_now"},
        {"grade": None, "is_closed": True, "is_owner": True},
    ]  # fmt: skip
    row = {"row_key": "m", "milestone": "开放日", "milestone_type": "open_day", "milestone_date": "2026-07-01",
           "audience": audience}  # fmt: skip
    news, suited = match(people, [], [row])
    assert news["milestone"].tolist() == ["开放日"]
    assert sorted(suited["customer_id"]) == meant and suited["is_within_budget"].isna().all()


def test_a_quiet_week() -> None:
    news, suited = match([THREE], [])
    assert news.empty and suited.empty
    none = customers().iloc[:0].assign(pace="B")
    empty = match_news(
        empty_facts("units"), empty_facts("units"), empty_facts("milestones"), none,
        permissions(none, Settings(), AS_OF), Settings(), AS_OF,
    )  # fmt: skip
    assert empty[0].empty and empty[1].empty


def test_the_news_of_an_earlier_day_do_not_know_the_later_list() -> None:
    before = replace(AS_OF, plan_day=AsOf.of(D.replace(day=23), time(18, 0)).plan_day)
    assert unit_news(versions(NEW), 7, before).empty
