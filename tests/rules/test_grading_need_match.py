"""Need match: how much of what somebody wants the best unit on sale has."""

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.rules.grading import grade_customers
from tests.rules.customers import AS_OF, GRADED, customers, units

THREE = {"layout": "3", "area_low": 98.0, "area_high": 98.0, "school": "实验小学", "floor": "8-15"}
TWO = {"layout": "2", "area_low": 75.0, "area_high": 75.0, "decoration": "精装", "floor": "low"}
OFFER = [THREE, TWO]

CASES = [
    # id, wants, units, letter, reason, step
    ("nothing said", {}, OFFER, "", "unknown", "ask:wants"),
    ("only vague words", {"is_vague": True}, OFFER, "C", "vague", "ask:wants"),
    ("vague words beside a want", {"is_vague": True, "layout": "3"}, OFFER, "B", "match 1/1", "ask:wants"),
    ("one want, met: still one to ask", {"layout": "3"}, OFFER, "B", "match 1/1", "ask:wants"),
    ("two wants, both met", {"layout": "3", "school": "实验小学"}, OFFER, "A", "match 2/2", ""),
    ("met by two different units is not met", {"layout": "3", "decoration": "精装"}, OFFER, "B", "match 1/2",
     "want:decoration"),
    ("one of three", {"layout": "4", "school": "外国语", "decoration": "精装"}, OFFER, "C", "match 1/3",
     "want:layout"),
    ("none met", {"layout": "5"}, OFFER, "C", "match 0/1", "want:layout"),
    ("nobody knows the transport of any unit", {"transport": "地铁"}, OFFER, "", "no_data", ""),
    ("what cannot be compared is left out", {"layout": "3", "school": "实验小学", "transport": "地铁"}, OFFER,
     "A", "match 2/2", ""),
    ("two or three bedrooms", {"layout": "2|3", "decoration": "精装"}, OFFER, "A", "match 2/2", ""),
    ("a word for a layout", {"layout": "duplex", "usage": "自住"},
     [{"layout": "duplex|3", "usage": "自住|投资"}], "A", "match 2/2", ""),
    ("the region is no want", {"district": "滨江"}, OFFER, "", "unknown", "ask:wants"),
    ("sold units do not fit", {"layout": "3"}, [{**THREE, "is_on_sale": False}, TWO], "C", "match 0/1",
     "want:layout"),
    ("a unit without a price fits", {"layout": "3", "school": "实验小学"}, [THREE], "A", "match 2/2", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wants", "offer", "letter", "reason", "step"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_need_match(
    wants: dict[str, object], offer: list[dict[str, object]], letter: str, reason: str, step: str
) -> None:
    graded = _grade(wants, offer)
    assert pd.isna(graded["need_match_grade"]) if letter == "" else graded["need_match_grade"] == letter
    assert graded["grade_reason"].split("need_match=")[1] == f"{letter or 'B'}:{reason}"
    assert ("" if pd.isna(graded["grade_next"]) else graded["grade_next"]) == step
    assert graded["grade_provisional"] == (reason == "unknown")


AREAS = [
    # id, wanted from, to, the unit's, fits
    ("single 90: 10 % less", 90, 90, (81, 81), True),
    ("single 90: more than 10 % less", 90, 90, (80.99, 80.99), False),
    ("single 90: 10 % more", 90, 90, (99, 99), True),
    ("single 90: more than 10 % more", 90, 90, (99.01, 99.01), False),
    ("range: the upper end counts", 90, 110, (110, 110), True),
    ("range: beyond the upper end", 90, 110, (110.5, 110.5), False),
    ("range: the lower end counts", 90, 110, (90, 90), True),
    ("ranges touch", 90, 110, (110, 140), True),
    ("range inside", 90, 110, (80, 140), True),
    ("at most 50", None, 50, (45, 45), True),
    ("at most 50, larger", None, 50, (51, 51), False),
    ("100 and more", 100, None, (180, 180), True),
    ("unit with one number", 90, 110, (95, None), True),
    ("unit without an area, where others have one", 90, 110, (None, None), False),
]


@pytest.mark.parametrize(("low", "high", "unit", "fits"), [c[1:] for c in AREAS], ids=[c[0] for c in AREAS])
def test_area(
    low: float | None, high: float | None, unit: tuple[float | None, float | None], fits: bool
) -> None:
    offer: list[dict[str, object]] = [{"layout": "3", "area_low": unit[0], "area_high": unit[1]}]
    offer.append({"layout": "1", "area_low": 1.0})
    graded = _grade({"layout": "3", "area_low": low, "area_high": high}, offer)
    assert graded["need_match_grade"] == ("A" if fits else "B")


FLOORS = [
    ("same word", "high", "high", True),
    ("another word", "high", "low", False),
    ("one of two words", "middle|high", "middle", True),
    ("floor inside the wanted ones", "8-15", "10", True),
    ("last wanted floor", "8-15", "15", True),
    ("a floor above", "8-15", "16", False),
    ("the wanted floor inside the unit's", "10", "8-15", True),
    ("half inside", "8-15", "12-20", False),
    ("a word says nothing about numbers", "high", "30", False),
]


@pytest.mark.parametrize(("want", "offer", "fits"), [c[1:] for c in FLOORS], ids=[c[0] for c in FLOORS])
def test_floor(want: str, offer: str, fits: bool) -> None:
    graded = _grade({"layout": "3", "floor": want}, [{"layout": "3", "floor": offer}])
    assert graded["need_match_grade"] == ("A" if fits else "B")


def test_the_cheapest_of_equally_good_units_comes_first_and_three_are_named() -> None:
    offer: list[dict[str, object]] = [
        {"unit": "dear", "layout": "3", "floor": "low", "price": 9.0},
        {"unit": "cheap", "layout": "3", "floor": "high", "price": 5.0},
        {"unit": "small", "layout": "2", "floor": "low", "price": 1.0},
        {"unit": "middling", "layout": "3", "floor": "middle", "price": 7.0},
        {"unit": "priceless", "layout": "3", "floor": "1"},
    ]
    graded = _grade({"layout": "3"}, offer)
    assert graded["best_units"] == "cheap|middling|dear"


def test_units_that_meet_nothing_are_not_named() -> None:
    assert pd.isna(_grade({"layout": "5"}, OFFER)["best_units"])


def test_many_customers_are_compared_as_one_by_one() -> None:
    rows: list[dict[str, object]] = [{"layout": str(n % 4), "school": f"S{n % 3}"} for n in range(60)]
    offer: list[dict[str, object]] = [{"layout": str(n), "school": f"S{n}"} for n in range(3)]
    together = _graded(rows, offer)["need_match_grade"].tolist()
    assert together == ["A" if n % 4 == n % 3 else "B" for n in range(60)]


def _grade(wants: dict[str, object], offer: list[dict[str, object]]) -> pd.Series:
    return _graded([wants], offer).iloc[0]


def _graded(wants: list[dict[str, object]], offer: list[dict[str, object]]) -> pd.DataFrame:
    """People of the highest intent who can pay everything."""
    rich = {"has_deposit": True, "budget_high": 1e12}
    bare = customers(*({**rich, **want} for want in wants)).drop(columns=list(GRADED))
    return grade_customers(bare, units(*offer), Settings(), AS_OF)
