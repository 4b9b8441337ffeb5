"""Birthdays as people write them, and which of them are greeted."""

import pandas as pd
import pytest

from pipeline.config import ProfileRules
from pipeline.customers import birthdays_of
from pipeline.customers.birthdays import read_birthdays

TEXTS = [
    # as typed, days: month-day, with "moon" where it is lunar
    ("1990-05-20", "5-20"), ("1990-05-20 00:00:00", "5-20"), ("1990年5月20日", "5-20"), ("5月20日", "5-20"),
    ("5.20", "5-20"), ("19900520", "5-20"), ("90.5.20", "5-20"), ("20 May 1990", "5-20"), ("May 20", "5-20"),
    ("一九九〇年五月二十日", "5-20"), ("05/20/1990", "5-20"), ("20/05/1990", "5-20"), ("05/05/1990", "5-5"),
    ("05/06/1990", ""), ("2月29日", "2-29"), ("2月30日", ""), ("13月1日", ""), ("1990年", ""),
    ("五月", ""), ("38岁", ""),
    ("农历八月十五", "8-15 moon"), ("农历1990年8月15", "8-15 moon"), ("正月初一", "1-1 moon"),
    ("腊月廿三", "12-23 moon"),
    ("闰六月初一", "6-1 moon"), ("农历二月三十", "2-30 moon"), ("大宝2015.6.1，小宝2018年3月2日", "6-1 3-2"),
    ("儿子6月1日；女儿8岁", "6-1"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "days"), TEXTS, ids=[c[0] for c in TEXTS])
def test_how_birthdays_are_written(typed: str, days: str) -> None:
    found = [f"{day.month}-{day.day}" + " moon" * day.is_lunar for day in read_birthdays(typed)]
    assert " ".join(found) == days


ITEMS = [
    # id, items (item, class, value), kept classes, dropped, days
    ("one", [("birthday", "basic", "5月20日")], (), (), ["5-20"]),
    ("in the column for lunar ones", [("lunar_birthday", "basic", "8月15日")], (), (), ["8-15 moon"]),
    ("who has a lunar one keeps that", [("birthday", "basic", "9月30日"), ("lunar_birthday", "basic", "8月15")], (),
     (), ["8-15 moon"]),
    ("the family's, where the office keeps them", [("children_birth_dates", "third_person", "6月1日")],
     ("third_person",), (), ["6-1 family"]),
    ("the family's, where it does not", [("children_birth_dates", "third_person", "6月1日")], (), (), []),
    ("an item that was dropped", [("birthday", "basic", "5月20日")], (), ("birthday",), []),
    ("of another kind", [("car", "personal", "5月20日")], (), (), []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("items", "kept", "dropped", "days"), [c[1:] for c in ITEMS], ids=[c[0] for c in ITEMS]
)
def test_which_birthdays_are_greeted(
    items: list[tuple[str, str, str]], kept: tuple[str, ...], dropped: tuple[str, ...], days: list[str]
) -> None:
    profiles = pd.DataFrame(items, columns=["item", "item_class", "value"], dtype="str").assign(
        customer_id="C1"
    )
    waiting = profiles.assign(customer_id=None)
    rules = ProfileRules.model_validate({"kept_classes": kept, "dropped_items": dropped})
    found = birthdays_of(pd.concat([profiles, waiting]).astype("str"), rules)
    said = [
        f"{row['month']}-{row['day']}" + " moon" * bool(row["is_lunar"]) + " family" * bool(row["is_family"])
        for row in found.to_dict(orient="records")
    ]
    assert said == days
