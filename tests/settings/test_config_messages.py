"""Whatever is wrong in config.toml is said at once: which key, on which line, and what is allowed."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings, load_settings
from pipeline.errors import ConfigurationError, said
from pipeline.session import checked
from pipeline.wording import Wording


def refusal(tmp_path: Path, content: str | bytes, language: Any = "en") -> list[str]:
    """The lines that say what is wrong; none if nothing is."""
    path = tmp_path / "config.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        checked(load_settings(path))
    except ConfigurationError as error:
        assert error.exit_code == 2
        lines = said(error, Wording(language)).splitlines()
        return [line.strip() for line in lines[1:]] or lines
    return []


WRONG = [
    pytest.param("[rules.plan]\ncapacity = 0", "rules.plan.capacity", "a whole number above 0", id="none"),
    pytest.param("[rules.plan]\ncapacity = -3", "rules.plan.capacity", "a whole number above 0", id="negative"),
    pytest.param("[rules.plan]\ncapacity = 2.5", "rules.plan.capacity", "a whole number above 0", id="fraction"),
    pytest.param("[rules.plan]\ncapacity = true", "rules.plan.capacity", "a whole number above 0", id="yes"),
    pytest.param('[rules.plan]\ncapacity = "40"', "rules.plan.capacity", "a whole number above 0", id="text"),
    pytest.param("[rules.plan]\ndays_ahead = -1", "rules.plan.days_ahead", "a whole number, 0 or more", id="days"),
    pytest.param("[rules.grading]\ncoverage_for_a = 80", "rules.grading.coverage_for_a", "a number from 0 to 1",
                 id="80 is no share"),
    pytest.param("[rules.grading]\nbudget_tolerance = 5", "rules.grading.budget_tolerance", "a number from 0 to 1",
                 id="5 is no share"),
    pytest.param('[site]\nlanguage = "fr"', "site.language", 'one of: "zh", "en"', id="language"),
    pytest.param('[site]\nopening = "nine"', "site.opening", "a time such as 09:00:00", id="time"),
    pytest.param("[site]\nclosed_days = [5]", "site.closed_days", "a date such as 2027-02-05", id="day"),
    pytest.param("[site]\nshared_numbers = [4008001234]", "site.shared_numbers", "a text in straight quotes",
                 id="number without quotes"),
    pytest.param('[site]\npublic_holidays_closed = "no"', "site.public_holidays_closed", "true or false", id="flag"),
    pytest.param("[rules.due.churn_attempts]\nA = 0", "rules.due.churn_attempts.A", "a whole number above 0",
                 id="in a table of paces"),
    pytest.param('[rules.time]\nleap_birthday = "02-30"', "rules.time.leap_birthday", '"02-28", "03-01"', id="leap"),
    pytest.param("rules = 3", "rules", "a table", id="table"),
    pytest.param("[passwords]\nall = 3", "passwords.all", "a text in straight quotes", id="password"),
    pytest.param('[sites."河畔"]\nlanguage = "fr"', 'sites."河畔".language', 'one of: "zh", "en"', id="of a site"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "key", "allowed"), WRONG)
def test_a_wrong_value_names_the_key_and_what_is_allowed(
    tmp_path: Path, content: str, key: str, allowed: str
) -> None:
    [line] = refusal(tmp_path, content)
    assert line.startswith(f"line {1 if content.startswith('rules =') else 2}: {key} ")
    assert allowed in line


UNKNOWN = [
    pytest.param("[rule.plan]\ncapacity = 3", "rule", "rules", id="a table"),
    pytest.param("[rules.plans]\ncapacity = 3", "rules.plans", "rules.plan", id="a table below"),
    pytest.param("[rules.plan]\ncapacitty = 3", "rules.plan.capacitty", "rules.plan.capacity", id="a key"),
    pytest.param("[rules]\ncapacity = 3", "rules.capacity", "rules.plan.capacity", id="of another table"),
    pytest.param("[rules.due.cadence_days]\nnotnow = 9", "rules.due.cadence_days.notnow",
                 "rules.due.cadence_days.not_now", id="a pace"),
    pytest.param("[rules.due.churn_attempts]\nowners = 9", "rules.due.churn_attempts.owners",
                 "rules.due.churn_attempts.owner", id="a pace of a free table"),
    pytest.param("[site]\nlangauge = 'zh'", "site.langauge", "site.language", id="of the site"),
    pytest.param("[sites.'云栖里']\nclosign = 18:00:00", 'sites."云栖里".closign', 'sites."云栖里".closing',
                 id="of one site"),
    pytest.param("[files.'a*.xlsx']\ncolumn = 3", 'files."a*.xlsx".column', 'files."a*.xlsx".columns',
                 id="of some files"),
    pytest.param("[paths]\ninbx = 'x'", "paths.inbx", "paths.inbox", id="a path"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "key", "near"), UNKNOWN)
def test_an_unknown_key_names_the_nearest_known_one(
    tmp_path: Path, content: str, key: str, near: str
) -> None:
    assert any(
        f"{key} is no known setting; the nearest is {near}" in line for line in refusal(tmp_path, content)
    )


ORDERS = [
    pytest.param("[site]\nopening = 18:00:00", "opening", "closing", id="opening at closing"),
    pytest.param("[rules.due.cadence_days]\nA = 8", "A", "B", id="A slower than B"),
    pytest.param("[rules.due.retry_days]\nC = 31", "C", "not_now", id="C slower than not now"),
    pytest.param("[rules.grading]\nmonths_for_a = 7", "months_for_a", "months_for_b", id="months"),
    pytest.param("[rules.grading]\ncoverage_for_b = 0.81", "coverage_for_b", "coverage_for_a", id="coverage"),
    pytest.param("[rules.due]\noutbound_max_days = 8", "outbound_max_days", "outbound_window_days", id="limit"),
    pytest.param("[site]\nclosing = 20:00:00\n[sites.x]\nopening = 20:00:00", "opening", "closing", id="of a site"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "earlier", "later"), ORDERS)
def test_what_makes_no_sense_together_is_refused(
    tmp_path: Path, content: str, earlier: str, later: str
) -> None:
    [line] = refusal(tmp_path, content)
    assert f"{earlier} must not be more (or later) than {later}" in line


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("[rules.due.cadence_days]\nA = 7", id="A as slow as B"),
        pytest.param("[rules.due.churn_attempts]\nA = 1", id="one line of a table"),
        pytest.param(
            "[site]\nclosing = 20:00:00\n[sites.x]\nopening = 19:00:00", id="a site over the general one"
        ),
        pytest.param("[rules.grading]\ncoverage_for_b = 0.8", id="the same coverage"),
        pytest.param('[channels]\n"小区大喇叭" = "loudspeaker"', id="a channel of their own"),
        pytest.param('[columns]\n"客户大名" = "name"', id="a header of their own"),
        pytest.param("\ufeff[site]\nlanguage = 'en'", id="saved by an editor of Windows"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_makes_sense_is_taken(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path, content) == []


def test_a_table_with_one_line_keeps_the_other_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[rules.due.churn_attempts]\nA = 1\n[rules.due.cadence_days]\nA = 2\n", encoding="utf-8")
    due = load_settings(path).rules.due
    assert due.churn_attempts == {"A": 1, "B": 2, "C": 3, "owner": 3}
    assert due.cadence_days.model_dump() == {"A": 2, "B": 7, "C": 30, "not_now": 90, "owner": 90}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('[site]\ntimezone = "Asia/Shangai"', "Asia/Shanghai", id="time zone"),
        pytest.param('[channels]\n"小某书" = "xiaohongsu"', "xiaohongshu", id="channel"),
        pytest.param('[rules.consent]\nnever_asked_channels = ["telemarketin"]', "telemarketing", id="bought list"),
        pytest.param('[columns]\n"客户大名" = "nmae"', "name", id="field"),
        pytest.param('[sites.x.columns]\n"客户大名" = "fone"', "phone", id="field of a site"),
        pytest.param('[rules.profiles]\ndropped_items = ["drinkng"]', "drinking", id="item of the profile"),
    ],
)  # fmt: skip
def test_a_word_that_is_nearly_known_is_named(tmp_path: Path, content: str, expected: str) -> None:
    [line] = refusal(tmp_path, content)
    assert line.endswith(f"the nearest is {expected}") or f"the nearest is {expected} " in line


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param("[site]\nlanguage = zh", "line 2", id="no quotes"),
        pytest.param("[site]\nopening = 9:00", "line 2", id="a time in short"),
        pytest.param("[site]\nlanguage = 'zh'\nlanguage = 'en'", "line 3 sets again", id="twice"),
    ],
)
def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path, content: str, line: str) -> None:
    assert line in "\n".join(refusal(tmp_path, content))


def test_all_problems_are_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    content = "[rules.plan]\ncapacity = 0\n[site]\nlangauge = 'zh'\n[sites.x]\nopning = 1\n[paths]\nkey = 3\n"
    assert [line.split(":")[0] for line in refusal(tmp_path, content)] == [
        "line 2",
        "line 4",
        "line 6",
        "line 8",
    ]


def test_the_same_is_said_in_chinese(tmp_path: Path) -> None:
    assert refusal(tmp_path, "[rules.plan]\ncapacitty = 3\ncapacity = 0", "zh") == [
        "第 2 行　没有 rules.plan.capacitty 这一项，最接近的是 rules.plan.capacity",
        "第 3 行　rules.plan.capacity 的值不对，应写：大于 0 的整数",
    ]


def test_no_message_repeats_a_value(tmp_path: Path) -> None:
    told = refusal(
        tmp_path, '[passwords]\nall = ["s3cret", 5]\n[site]\nlanguage = "s3cret"\n[paths]\ns3 = "s3cret"'
    )
    assert len(told) == 3
    assert "s3cret" not in "\n".join(told)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("content", [case.values[0] for case in (*WRONG, *UNKNOWN, *ORDERS)])
def test_every_message_is_worded(tmp_path: Path, language: str, content: str) -> None:
    text = "\n".join(refusal(tmp_path, content, language))
    assert text and "{" not in text and "Message(" not in text


def test_defaults_make_sense_together() -> None:
    assert Settings.model_validate(Settings().model_dump(exclude={"passwords"}))
