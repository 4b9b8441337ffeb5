"""Up to three units on sale, and what each lacks of what the customer wants."""

from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.rules.call.fitting_units import fitting_units
from tests.rules.customers import customers, units

Row = dict[str, Any]
THREE: Row = {"layout": "3", "area_low": 98.0, "area_high": 98.0}
OFFER: list[Row] = [
    {"unit": "1-101", "layout": "2", "area_low": 75.0, "area_high": 75.0, "orientation": "南", "price": 1_800_000.0},
    {"unit": "1-301", **THREE, "orientation": "北", "price": 2_400_000.0},
    {"unit": "1-302", **THREE, "orientation": "南", "price": 2_600_000.0},
    {"unit": "1-402", **THREE, "orientation": "南", "price": 2_700_000.0},
    {"unit": "2-501", "layout": "4", "area_low": 140.0, "area_high": 140.0, "orientation": "南", "price": 3.9e6},
    {"unit": "2-502", **THREE, "orientation": "南", "price": 2_500_000.0, "is_on_sale": False},
]  # fmt: skip

CASES = [
    # id, customer, (unit, missed, yuan over the budget with its 5 %)
    ("nothing wanted, nothing said", {"budget_high": 3e6}, []),
    ("three bedrooms south: the one that has both first; alike but dearer is not repeated",
     {"layout": "3", "orientation": "南"},
     [("1-302", "", None), ("1-101", "layout", None), ("1-301", "orientation", None)]),
    ("within the budget before beyond it", {"layout": "3", "orientation": "南", "budget_high": 2_000_000.0},
     [("1-302", "", 500_000.0), ("1-101", "layout", 0.0), ("1-301", "orientation", 300_000.0)]),
    ("of equally good ones the affordable first", {"orientation": "南", "budget_high": 1_700_000.0},
     [("1-101", "", 15_000.0), ("1-302", "", 815_000.0), ("2-501", "", 2_115_000.0)]),
    ("exactly the budget and its tolerance", {"layout": "2", "budget_high": 1_714_285.72}, [("1-101", "", 0.0)]),
    ("only the lower end is known", {"layout": "4", "budget_low": 4_000_000.0}, [("2-501", "", 0.0)]),
    ("a size between", {"area_low": 95.0, "area_high": 100.0}, [("1-301", "", None), ("1-302", "", None)]),
    ("nothing of what is wanted", {"layout": "5"}, []),
    ("owners are not sold to", {"layout": "3", "is_closed": True}, []),
    ("who refuses profiling is not matched", {"layout": "3", "refuses_profiling": True}, []),
]  # fmt: skip


@pytest.mark.parametrize(("person", "shown"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_fitting_units(person: Row, shown: list[tuple[str, str, float | None]]) -> None:
    found = fitting_units(customers(person), units(*OFFER), Settings())
    over = [None if yuan != yuan else yuan for yuan in found["over_budget"]]
    assert list(zip(found["unit"], found["missed"], over, strict=True)) == shown


def test_each_customer_has_units_of_his_own() -> None:
    people = customers({"layout": "2"}, {"customer_id": "C2"}, {"customer_id": "C3", "layout": "4"})
    found = fitting_units(people, units(*OFFER), Settings())
    assert list(zip(found["customer_id"], found["unit"], strict=True)) == [("C1", "1-101"), ("C3", "2-501")]


def test_a_site_without_a_price_list() -> None:
    assert fitting_units(customers({"layout": "2"}), units().iloc[:0], Settings()).empty
