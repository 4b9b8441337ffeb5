"""Several nights: the first brings the history, the others what a day adds."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.demo_office import plan_office
from pipeline.demo_office.codes import MINUTES_A_DAY
from pipeline.demo_office.lexicon import load_lexicon
from pipeline.demo_office.plan import export_minute
from pipeline.demo_office.world import build_world, has_deal_news

UNTIL = date(2026, 11, 20)
NIGHTS = 4


@pytest.fixture(scope="module")
def drops(tmp_path_factory: pytest.TempPathFactory) -> list[list[Path]]:
    """The files of each of four nights."""
    office = plan_office("small", "zh", 7, UNTIL, NIGHTS)
    return [office.drop(night, tmp_path_factory.mktemp(f"{night:%m%d}")) for night in office.days]


def events_in(paths: list[Path]) -> list[tuple[Any, ...]]:
    """Customer, time and note of every call row with a number."""
    return [
        (row[1], row[2], row[6])
        for path in paths
        if path.name.startswith("通话记录")
        for row in load_workbook(path).worksheets[0].iter_rows(min_row=4, values_only=True)
        if row[1]
    ]


def leads_in(paths: list[Path]) -> list[tuple[Any, ...]]:
    listed = next(path for path in paths if path.name.startswith("客户台账"))
    return list(load_workbook(listed).worksheets[0].iter_rows(min_row=4, values_only=True))[:-1]


def test_days_end_with_until() -> None:
    assert plan_office("small", "en", 1, UNTIL, 3).days == [date(2026, 11, 18), date(2026, 11, 19), UNTIL]
    assert plan_office("small", "en", 1, UNTIL).days == [UNTIL]


def test_an_office_needs_a_night() -> None:
    with pytest.raises(ValueError, match="at least one"):
        plan_office("small", "zh", 1, UNTIL, 0)


def test_only_planned_nights_are_dropped(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="none of the planned"):
        plan_office("small", "zh", 1, UNTIL).drop(date(2026, 11, 19), tmp_path)


def test_later_nights_bring_the_list_and_the_calls_of_a_day(drops: list[list[Path]]) -> None:
    names = [[path.name for path in paths] for paths in drops]
    assert "人员名单.xlsx" in names[0]
    assert sum(name.startswith("通话记录") for name in names[0]) >= 8
    for day, later in zip((18, 19, 20), names[1:], strict=True):
        assert later[:2] == [f"客户台账_202611{day}.xlsx", f"通话记录_2026年11月{day - 1}日.xlsx"]
        assert set(later[2:]) <= {
            "认购签约台账.xlsx", "房源表.xlsx", "投诉登记.xlsx", "满意度调查.xlsx", "客户信息档案.xlsx",
            "营销节点.xlsx",
        }  # fmt: skip


def test_nights_together_bring_what_one_night_brings(drops: list[list[Path]], tmp_path: Path) -> None:
    at_once = plan_office("small", "zh", 7, UNTIL).drop(UNTIL, tmp_path)
    assert sorted(map(str, events_in(at_once))) == sorted(
        str(one) for paths in drops for one in events_in(paths)
    )
    assert leads_in(at_once) == leads_in(drops[-1])


def test_the_list_is_exported_whole_every_night(drops: list[list[Path]]) -> None:
    counts = [len(leads_in(paths)) for paths in drops]
    assert counts == sorted(counts)
    assert counts[0] >= 285
    first, second = ({(row[2], row[5]) for row in leads_in(paths)} for paths in drops[:2])
    assert first <= second


def test_no_list_knows_what_comes_after_its_export(drops: list[list[Path]]) -> None:
    for day, paths in zip((17, 18, 19, 20), drops, strict=True):
        asked = [row[5] for row in leads_in(paths) if isinstance(row[5], datetime)]
        updated = [row[16] for row in leads_in(paths)]
        assert max(asked + updated) <= datetime(2026, 11, day, 8, 40)


def test_deals_and_units_come_again_when_a_deal_changed() -> None:
    office = plan_office("small", "zh", 7, UNTIL, 15)
    world = build_world(office.sites[0], office.lexicon, 7, export_minute(UNTIL))
    seen = set()
    for night in office.days[1:]:
        names = {name for name, _ in office.files(world, night)}
        has_news = has_deal_news(world, export_minute(night) - MINUTES_A_DAY, export_minute(night))
        assert ({"认购签约台账.xlsx", "房源表.xlsx"} <= names) == has_news
        seen.add(has_news)
    assert seen == {True, False}


def test_the_inbox_is_left_clean(drops: list[list[Path]]) -> None:
    for paths in drops:
        assert sorted(paths[0].parent.iterdir()) == sorted(paths)


def shape(words: Any) -> Any:
    """Keys and the lengths of lists of codes."""
    return sorted(words) if isinstance(words, dict) else None


def test_both_languages_have_the_same_words() -> None:
    chinese, english = load_lexicon("zh"), load_lexicon("en")
    coded = (
        "channels", "statuses", "modes", "outcomes", "resistances", "purposes", "horizons", "layouts",
        "wanted_layouts", "orientations", "decorations", "unit_states", "roles", "states", "weekdays", "months",
        "quarters", "sites", "rivals",
    )  # fmt: skip
    assert {name: len(getattr(chinese, name)) for name in coded} == {
        name: len(getattr(english, name)) for name in coded
    }
    for name in ("files", "sheets", "titles", "phrases", "untidy", "headers"):
        assert shape(getattr(chinese, name)) == shape(getattr(english, name))
    for kind, headers in chinese.headers.items():
        assert list(headers) == list(english.headers[kind])
        assert len(set(headers.values())) == len(headers)
