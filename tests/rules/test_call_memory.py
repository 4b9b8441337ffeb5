"""What a consultant should remember: last talks, promises not kept, materials given, what holds back."""

from typing import Any

import pandas as pd
import pytest

from pipeline.rules.call.materials import given_materials
from pipeline.rules.call.promises import open_promises
from pipeline.rules.call.resistance import known_resistance, resistance_kind
from pipeline.rules.call.talks import last_talks
from pipeline.vocabulary import RESISTANCES
from tests.rules.customers import D, activities, customers

TODAY = pd.Timestamp(D)  # 30 June 2026
Row = dict[str, Any]


def said(*rows: Row) -> pd.DataFrame:
    return activities(*({"is_contact": True, **row} for row in rows))


def test_the_last_three_talks_newest_first() -> None:
    talks = last_talks(
        said(
            {"at": "2026-06-01 09:00", "content": "第一次"},
            {"at": "2026-06-10 09:00", "content": "没接", "is_contact": False},
            {"at": "2026-06-05 09:00", "content": "第二次", "mode": "visit"},
            {"at": "2026-06-20 09:00", "content": "第四次"},
            {"at": "2026-06-12 09:00", "content": None, "mode": "wechat"},
            {"at": "2026-06-12 10:00", "content": "别人的", "customer_id": "C2"},
        ),
        3,
    )
    mine = talks[talks["customer_id"] == "C1"]
    assert mine["at"].dt.strftime("%m-%d").tolist() == ["06-20", "06-12", "06-05"]
    assert mine["mode"].tolist() == ["phone", "wechat", "visit"]
    assert talks.loc[talks["customer_id"] == "C2", "content"].tolist() == ["别人的"]


PROMISE: Row = {"at": "2026-06-20 10:00", "promise": "周六前发首付测算"}
PROMISES = [
    # id, rows, what is still open
    ("nobody promised anything", [{"at": "2026-06-20 10:00"}], []),
    ("promised and nothing since", [PROMISE], ["周六前发首付测算"]),
    ("said done later", [PROMISE, {"at": "2026-06-22 10:00", "promise_kept": True}], []),
    ("said not done yet", [PROMISE, {"at": "2026-06-22 10:00", "promise_kept": False}], ["周六前发首付测算"]),
    ("done was said before the promise", [{"at": "2026-06-19 10:00", "promise_kept": True}, PROMISE],
     ["周六前发首付测算"]),
    ("the record that says done promises anew",
     [PROMISE, {"at": "2026-06-22 10:00", "promise_kept": True, "promise": "申请优惠"}], ["申请优惠"]),
    ("the material it names was given later", [PROMISE, {"at": "2026-06-23 10:00", "material": "楼书|首付测算"}],
     []),
    ("given in the same breath", [{**PROMISE, "material": "首付测算"}], []),
    ("given before it was promised", [{"at": "2026-06-10 10:00", "material": "首付测算"}, PROMISE],
     ["周六前发首付测算"]),
    ("another material", [PROMISE, {"at": "2026-06-23 10:00", "material": "楼书"}], ["周六前发首付测算"]),
    ("given to somebody else", [PROMISE, {"at": "2026-06-23 10:00", "material": "首付测算", "customer_id": "C2"}],
     ["周六前发首付测算"]),
    ("one letter of a material is no name", [PROMISE, {"at": "2026-06-23 10:00", "material": "首"}],
     ["周六前发首付测算"]),
    ("promised twice is one", [PROMISE, {**PROMISE, "at": "2026-06-25 10:00"}], ["周六前发首付测算"]),
    ("180 days ago", [{**PROMISE, "at": "2026-01-01 23:00"}], ["周六前发首付测算"]),
    ("181 days ago", [{**PROMISE, "at": "2025-12-31 23:00"}], []),
    ("two, oldest first", [{"at": "2026-06-21", "promise": "乙"}, {"at": "2026-06-20", "promise": "甲"}],
     ["甲", "乙"]),
    ("blanks promise nothing", [{"at": "2026-06-21", "promise": "  "}], []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "still_open"), [c[1:] for c in PROMISES], ids=[c[0] for c in PROMISES])
def test_promises(rows: list[Row], still_open: list[str]) -> None:
    found = open_promises(said(*rows), TODAY, 180)
    assert found.loc[found["customer_id"] == "C1", "promise"].tolist() == still_open


def test_a_repeated_promise_has_the_day_it_was_first_made() -> None:
    found = open_promises(said(PROMISE, {**PROMISE, "at": "2026-06-25 10:00"}), TODAY, 180)
    assert found["promised_on"].tolist() == [pd.Timestamp("2026-06-20")]


def test_materials_once_each_with_the_newest_day() -> None:
    found = given_materials(
        said(
            {"at": "2026-06-01 10:00", "material": "户型图|Brochure"},
            {"at": "2026-06-09 10:00", "material": "brochure | 价目表"},
            {"at": "2026-06-09 11:00", "material": None},
        )
    )
    days = found["given_on"].dt.strftime("%m-%d")
    assert list(zip(found["material"], days, strict=True)) == [
        ("brochure", "06-09"), ("价目表", "06-09"), ("户型图", "06-01"),
    ]  # fmt: skip


def test_resistance_of_the_last_half_year_and_the_one_that_stands() -> None:
    people = customers({"resistance": "限购"}, {"customer_id": "C2"})
    rows = said(
        {"at": "2026-01-01 10:00", "resistance": "价格"},
        {"at": "2025-12-31 10:00", "resistance": "学校远"},
        {"at": "2026-06-01 10:00", "resistance": "交付|价格"},
    )
    found = known_resistance(people, rows, TODAY, 180)
    assert found["resistance"].tolist() == ["限购", "交付", "价格"]
    assert found["stated_on"].isna().tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("价格", "price"), ("太贵了", "price"), ("竞品", "competitor"), ("隔壁便宜", "competitor"),
        ("交付", "delivery"), ("怕烂尾", "delivery"), ("地段", "location"), ("离地铁太远", "location"),
        ("户型", "layout"), ("公摊大", "layout"), ("家人意见", "family"), ("老公不同意", "family"),
        ("政策", "policy"), ("贷款批不下来", "policy"), ("Price", "price"), ("delivery", "delivery"),
        ("没想好", "没想好"), ("Not sure", "not sure"),
    ],
)  # fmt: skip
def test_kinds_of_resistance(typed: str, kind: str) -> None:
    assert resistance_kind(typed) == kind
    assert resistance_kind(kind) == kind


def test_every_known_kind_is_itself() -> None:
    assert [resistance_kind(kind) for kind in RESISTANCES] == list(RESISTANCES)


def test_nothing_known_says_nothing() -> None:
    nothing = said().iloc[:0]
    assert last_talks(nothing, 3).empty
    assert open_promises(nothing, TODAY, 180).empty
    assert given_materials(nothing).empty
    assert known_resistance(customers({}), nothing, TODAY, 180).empty
