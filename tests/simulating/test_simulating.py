"""`simulate`: the same facts under another config.toml, beside today's (Rules, sections 5 to 7)."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.comparing import comparison_lines
from pipeline.config import load_settings
from pipeline.simulating import simulate
from pipeline.wording import Wording
from tests.explaining.asking import CALLS, LEADS, drop_units, lead
from tests.nights.office import Office, Silent


@pytest.fixture
def known(office: Office) -> Office:
    """Ten customers of Zhou Min, each reached on 13 November, budget 310 wan: 1 of 4 main units.

    Purchasing power C, so grade C, pace B by the horizon of three months (intent A): cadence due on the 20th.
    """
    drop_units(office)
    people = [(f"客户{sign}", f"1390002000{n}") for n, sign in enumerate("甲乙丙丁戊己庚辛壬癸")]
    rows = [
        lead(name, phone, "2026-11-13 10:00", budget=310, layout="2室", area=95, horizon="3个月内")
        for name, phone in people
    ]
    office.drop("台账.xlsx", LEADS, rows, sheet="客户台账")
    talks = [[name, phone, "2026-11-13 11:00", "去电", "已接通", "好", "周敏", ""] for name, phone in people]
    talks += [[name, phone, "2026-11-13 15:00", "去电", "已接通", "好", "周敏", ""] for name, phone in people]
    office.drop("通话.xlsx", CALLS, talks, sheet="通话记录")
    office.night("2026-11-20")
    return office


def tried(office: Office, other: str) -> dict[str, Any]:
    path = office.root / "other.toml"
    path.write_text(other, encoding="utf-8")
    session = office.session()
    return simulate(path, load_settings(path), session.needed_store(), session.settings, Silent())


def tasks(told: dict[str, Any]) -> list[tuple[str, int, int]]:
    return [(task["date"][5:], task["today"], task["under"]) for task in told["sites"][0]["tasks"]]


def test_the_same_settings_change_nothing(known: Office) -> None:
    told = tried(known, "")
    assert told["differences"] == []
    assert told["sites"][0]["grade_changes"] == []
    assert tasks(told) == [("11-20", 10, 10)]
    assert told["sites"][0]["overflow"] == {"today": 0, "under": 0, "by_consultant": []}


def test_who_changes_grade_is_counted_and_named(known: Office) -> None:
    # 310 x 1.05 = 325.5: one of four units, 25 %: B once 25 % suffice.
    told = tried(known, "[rules.grading]\ncoverage_for_b = 0.25")
    assert told["differences"] == [{"key": "rules.grading.coverage_for_b", "today": 0.5, "under": 0.25}]
    [change] = told["sites"][0]["grade_changes"]
    assert (change["from"], change["to"], change["customers"]) == ("C", "B", 10)
    assert change["customer_ids"] == [f"main-{n:06d}" for n in range(1, 11)]
    assert told["totals"]["grades"]["today"] == {"A": 0, "B": 0, "C": 10, "none": 0}
    assert told["totals"]["grades"]["under"] == {"A": 0, "B": 10, "C": 0, "none": 0}


@pytest.mark.parametrize(
    ("capacity", "expected", "overflow"),
    [
        # Due on Friday the 20th, at the latest on the 22nd: three days of 40, of 4, of 3.
        pytest.param(40, [("11-20", 10, 10)], 0, id="room for all"),
        pytest.param(4, [("11-20", 10, 4), ("11-21", 0, 4), ("11-22", 0, 2)], 0, id="three days"),
        pytest.param(3, [("11-20", 10, 3), ("11-21", 0, 3), ("11-22", 0, 3)], 1, id="one too many"),
    ],
)
def test_a_smaller_day_moves_tasks(
    known: Office, capacity: int, expected: list[tuple[str, int, int]], overflow: int
) -> None:
    told = tried(known, f"[rules.plan]\ncapacity = {capacity}")
    assert tasks(told) == expected
    assert told["sites"][0]["overflow"]["today"] == 0
    assert told["sites"][0]["overflow"]["under"] == overflow


def test_today_is_what_the_night_published(known: Office) -> None:
    published = known.table("tasks")
    assert len(published[published["planned_date"] == "2026-11-20"]) == 10
    assert tasks(tried(known, ""))[0][1] == 10


def test_simulating_changes_nothing(known: Office) -> None:
    before = {name: table.to_csv() for name, table in known.tables().items()}
    files = sorted(path for path in known.data.rglob("*") if path.is_file())
    tried(known, "[rules.plan]\ncapacity = 1")
    assert {name: table.to_csv() for name, table in known.tables().items()} == before
    assert sorted(path for path in known.data.rglob("*") if path.is_file()) == files


def test_tables_that_only_matter_while_reading_are_named(known: Office) -> None:
    assert tried(known, '[channels]\n"小红书种草" = "xiaohongshu"')["not_tried"] == ["channels"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_text_names_customers_by_number_only(known: Office, language: Any) -> None:
    told = tried(known, "[rules.grading]\ncoverage_for_b = 0.25\n[rules.plan]\ncapacity = 3")
    page = "\n".join(comparison_lines(told, Wording(language)))
    assert "客户甲" not in page and "1390002" not in page
    assert "main-000001" in page and "10→3" in page
    assert "simulate." not in page and "{" not in page and "None (" not in page


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    from pipeline.errors import ConfigurationError

    with pytest.raises(ConfigurationError):
        load_settings(tmp_path / "none.toml")
