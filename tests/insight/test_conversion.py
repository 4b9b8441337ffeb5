"""Conversion as seen on 30 June 2026: horizons are 7, 30, 180 and 180 days."""

from collections.abc import Mapping

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.insight.conversion import conversion, step_times
from pipeline.vocabulary import CONVERSION_COLUMNS, STEPS
from tests.rules.customers import AS_OF, customers


def seen(*rows: Mapping[str, object]) -> pd.DataFrame:
    return conversion(customers(*rows), Settings(), AS_OF)


def reached(*rows: Mapping[str, object]) -> dict[str, int]:
    """Step -> how many came to it."""
    found = seen(*rows)
    return dict(zip(found["step"], found["reached_step"], strict=True))


@pytest.mark.parametrize(
    ("who", "steps"),
    [
        pytest.param({}, 1, id="only enquired"),
        pytest.param({"first_reached_at": "2026-06-02 10:00"}, 2, id="reached"),
        pytest.param({"first_visit_at": "2026-06-02 10:00"}, 3, id="who visited was reached"),
        pytest.param({"first_deposit_on": "2026-06-02"}, 4, id="who paid a deposit has visited"),
        pytest.param({"first_contract_on": "2026-06-02"}, 5, id="who signed did everything before"),
        pytest.param(
            {"first_contract_on": "2026-06-02", "first_reached_at": "2026-06-05"}, 5, id="in whatever order"
        ),
    ],
)
def test_a_later_step_proves_the_earlier_ones(who: Mapping[str, object], steps: int) -> None:
    assert list(reached({"site": "main", **who}).values()) == [1] * steps + [0] * (5 - steps)


def test_when_a_step_was_reached() -> None:
    people = customers(
        {"first_reached_at": "2026-06-05 10:00", "first_visit_at": "2026-06-03 15:00"},
        {"created_at": "2026-06-10 09:00", "first_reached_at": "2026-05-01 10:00"},
    )
    times = step_times(people)
    assert times["reached"].tolist() == [pd.Timestamp("2026-06-03 15:00"), pd.Timestamp("2026-06-10 09:00")]
    assert times["visit"].dropna().tolist() == [pd.Timestamp("2026-06-03 15:00")]
    assert times[["deposit", "deal"]].isna().all(axis=None)


def test_rates_by_channel() -> None:
    found = seen(
        {"site": "main", "channel": "douyin", "first_visit_at": "2026-06-20 10:00"},
        {"site": "main", "channel": "douyin", "first_reached_at": "2026-06-20 10:00"},
        {"site": "main", "channel": "douyin"},
        {"site": "main", "channel": "walk_in", "first_visit_at": "2026-06-01 10:00"},
        {"site": "main", "channel": None},
    )
    rates = found.set_index(["channel", "step"])["seen_rate"]
    assert found["channel"].drop_duplicates().tolist() == ["douyin", "unknown", "walk_in"]
    assert found["step"].tolist() == [*STEPS] * 3
    assert rates["douyin"].tolist() == [1.0, 2 / 3, 1 / 3, 0.0, 0.0]
    assert rates["walk_in"].tolist() == [1.0, 1.0, 1.0, 0.0, 0.0]
    assert rates["unknown"].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("created_at", "young"),
    [
        pytest.param("2026-06-24 23:59", [0, 1, 1, 1, 1], id="6 days old"),
        pytest.param("2026-06-23 23:59", [0, 0, 1, 1, 1], id="7 days old"),
        pytest.param("2026-06-01 08:00", [0, 0, 1, 1, 1], id="29 days old"),
        pytest.param("2026-05-31 08:00", [0, 0, 0, 1, 1], id="30 days old"),
        pytest.param("2026-01-02 08:00", [0, 0, 0, 1, 1], id="179 days old"),
        pytest.param("2026-01-01 08:00", [0, 0, 0, 0, 0], id="180 days old"),
    ],
)
def test_who_is_too_young_to_tell(created_at: str, young: list[int]) -> None:
    found = seen({"site": "main", "created_at": created_at})
    assert found["young"].tolist() == young


def test_what_cannot_be_told_yet_is_empty() -> None:
    found = seen({"site": "main"})
    assert list(found.columns) == [*CONVERSION_COLUMNS, "young"]
    assert found["verdict"].fillna("").tolist() == ["", *["cannot_tell"] * 4]
    assert found["horizon_days"].fillna(0).tolist() == [0, 7, 30, 180, 180]
    assert found[["matured_rate", "low", "high", "cost_per_step"]].isna().all(axis=None)


def test_only_customers_with_an_enquiry_are_a_cohort() -> None:
    found = seen({"site": "main", "has_enquiry": False, "first_contract_on": "2026-06-02"})
    assert found.empty
    assert list(found.columns) == [*CONVERSION_COLUMNS, "young"]
