"""The report as HTML: the right numbers, every word in the reader's language, nothing hostile, nothing loaded."""

import json
import re
from itertools import product
from typing import Final

import pytest
from babel.numbers import format_percent

from pipeline.config import Settings
from pipeline.issues import CODES
from pipeline.publish.daily_note import daily_note
from pipeline.publish.figures import site_figures
from pipeline.publish.notation import Notation
from pipeline.publish.palette import palette
from pipeline.publish.report import group_report, site_report
from pipeline.publish.report_data import report_data
from pipeline.publish.theme import load_theme
from pipeline.results import NightResult, SiteResult
from pipeline.vocabulary import STEPS
from pipeline.wording import Language, Wording, catalogue
from tests.publish import night as made
from tests.publish.page import Page

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
RESULT = made.site_result("翡翠湾")
FIRST = made.first_night("江山赋")
NIGHT = made.night(RESULT, FIRST, made.site_result("云栖里", 90, seed=5), warnings=["key-sheet-missing"])
HOSTILE = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ 7*7 }}"
STABLE_WORD: Final = re.compile(r"\b[a-z]+_[a-z_]+\b|\b(?:report|note|channel|step|rule|block)\.\w+")


def pages(language: Language) -> dict[str, Page]:
    words = Wording(language)
    return {
        "site": Page(site_report(RESULT, NIGHT, words)),
        "first night": Page(site_report(FIRST, made.night(FIRST, is_supplement=True), words)),
        "group": Page(group_report(NIGHT, words)),
        "group of nothing": Page(group_report(made.night(), words)),
    }


PAGES = {language: pages(language) for language in LANGUAGES}
EVERY_PAGE = list(product(LANGUAGES, PAGES["zh"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_channel_table_shows_the_counts_of_the_customers(language: Language) -> None:
    page, words = PAGES[language]["site"], Wording(language)
    people = RESULT.customers.to_dict("records")
    for channel in {p["channel"] for p in people}:
        mine = [p for p in people if p["channel"] == channel]
        row = page.row("channels", words.word("channel", channel), table=1)
        assert row[2] == str(len(mine))
        for number in range(1, len(STEPS)):
            reached = sum(p["step"] >= number for p in mine)
            rate = format_percent(reached / len(mine), "0.0%", locale="en")
            assert row[2 + number] == f"{rate} {reached}/{len(mine)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headline_names_the_channel_with_most_deals_and_both_counts(language: Language) -> None:
    people = RESULT.customers.to_dict("records")
    deals = {c: sum(p["step"] == 4 for p in people if p["channel"] == c) for c in made.CHANNELS}
    best = max(deals, key=lambda channel: deals[channel])
    size = sum(p["channel"] == best for p in people)
    headline = re.findall(r'<p class="answer">(.*?)</p>', PAGES[language]["site"].html)[0]
    assert Wording(language).word("channel", best) in headline
    assert {str(deals[best]), str(size)} <= set(re.findall(r"\d+", headline))


def test_group_report_has_a_row_per_site_and_the_total() -> None:
    page = PAGES["zh"]["group"]
    sizes = {
        site.site: int(((site.customers["status"] != "invalid") & ~site.customers["is_closed"]).sum())
        for site in NIGHT.sites
    }
    for site, size in sizes.items():
        assert page.row("sites", site)[1] == str(size)
    assert page.row("sites", "合计")[1] == str(sum(sizes.values()))
    assert "workload" not in page.tables


@pytest.mark.parametrize(("language", "name"), EVERY_PAGE)
def test_no_key_and_no_stable_word_is_left_on_the_page(language: Language, name: str) -> None:
    page = PAGES[language][name]
    assert STABLE_WORD.findall(page.text) == []
    assert "{" not in page.text and "nan" not in page.text.lower().split()
    if language == "en":
        office = "".join([*(s.site for s in NIGHT.sites), *made.CHANNELS, *made.CONSULTANTS.values()])
        assert set(re.findall(r"[\u4e00-\u9fff]", page.text)) <= set(office)


@pytest.mark.parametrize(("language", "name"), EVERY_PAGE)
def test_page_is_whole_in_itself(language: Language, name: str) -> None:
    page = PAGES[language][name]
    assert page.tags.isdisjoint({"script", "iframe", "object", "img", "form", "base", "a"})
    assert page.loaded == ["data:,"]
    assert "url(" not in page.html and "@import" not in page.html and "http://" not in page.html
    assert page.html.startswith("<!DOCTYPE html>") and page.html.count("<h1>") == 1
    assert page.html.count("<svg") == page.html.count("</svg>")


@pytest.mark.parametrize(("language", "name"), EVERY_PAGE)
def test_no_customer_is_named(language: Language, name: str) -> None:
    for person in RESULT.customers.head(40).to_dict("records"):
        assert person["name"] not in PAGES[language][name].text
    assert "+86139" not in PAGES[language][name].html and "K0000" not in PAGES[language][name].html


@pytest.mark.parametrize(("language", "name"), EVERY_PAGE)
def test_every_picture_says_what_it_shows(language: Language, name: str) -> None:
    html = PAGES[language][name].html
    pictures = re.findall(r"<svg(.*?)</svg>", html, flags=re.DOTALL)
    assert all('aria-hidden="true"' in one or re.search(r"<title>\S[^<]*</title>", one) for one in pictures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_of_the_office_are_only_text(language: Language) -> None:
    channels = {HOSTILE: (0.5, 0.9, 0.9, 0.9, 0.9), "右\u202e左\x07": (0.5, 0.9, 0.9, 0.9, 0.9)}
    site = made.site_result(HOSTILE, 60, channels, {"C01": HOSTILE, "C02": "坏\x1b"})
    words = Wording(language)
    for html in (site_report(site, made.night(site), words), group_report(made.night(site), words)):
        page = Page(html)
        assert page.tags.isdisjoint({"script", "img"}) and page.loaded == ["data:,"]
        assert "<script>alert('x')</script>" in page.text and "{{ 7*7 }}" in page.text
        assert re.search("[\x07\x1b\u202e]", html) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_night_says_what_is_missing_and_shows_no_rate_of_nothing(language: Language) -> None:
    page, words = PAGES[language]["first night"], Wording(language)
    assert words("report.tasks.none") in page.text
    assert words("report.workload.none") in page.text
    assert words("report.quality.no_issues") in page.text
    assert words("report.supplement") in page.text
    assert words("report.unjudged.no_units") in page.text
    assert page.row("channels", words.word("step", "visit"))[1:] == ["0", "0.0% 0/3", "—"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_both_languages_have_the_same_places_to_fill(language: Language) -> None:
    mine, other = (catalogue(one) for one in ("zh", "en"))
    keys = {key for key in (*mine, *other) if key.startswith(("report.", "note."))}
    for key in keys:
        assert sorted(re.findall(r"{\w+}", mine[key])) == sorted(re.findall(r"{\w+}", other[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_issue_has_a_short_name(language: Language) -> None:
    named = {
        key.removeprefix("report.issue.") for key in catalogue(language) if key.startswith("report.issue.")
    }
    assert named == set(CODES)


@pytest.mark.parametrize(
    ("first", "second", "answered"),
    [
        ((0, 0), (0, 0), "已有 20 组咨询客户，还没有联系上的记录"),
        ((3, 0), (1, 0), "到访最多的是甲：10 组客户到访 3 组，30.0%"),
        ((3, 2), (9, 2), "签约最多的渠道并列：乙、甲，各签 2 组"),
        ((3, 1), (9, 2), "签约最多的是乙：10 组客户签了 2 组，20.0%"),
    ],
    ids=["nobody came", "visits only", "level", "fewer visits, fewer deals"],
)
def test_the_answer(first: tuple[int, int], second: tuple[int, int], answered: str) -> None:
    people = made.customers(20).assign(channel=["甲"] * 10 + ["乙"] * 10)
    steps = [_step(place, *first) for place in range(10)] + [_step(place, *second) for place in range(10)]
    site = made.first_night()
    result = SiteResult(
        **{**site.__dict__, "customers": people, "conversion": made.conversion(people.assign(step=steps))}
    )
    html = site_report(result, made.night(result), Wording("zh"))
    assert f'<p class="answer">{answered}</p>' in html


def _step(place: int, visits: int, deals: int) -> int:
    """The first customers of a channel sign, the next ones only visit."""
    return 4 if place < deals else 2 if place < visits else 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_daily_note_is_short_plain_and_without_customers(language: Language) -> None:
    note = daily_note(NIGHT, Wording(language))
    lines = note.splitlines()
    assert 10 <= len(lines) <= 12 and note.endswith("\n")
    assert STABLE_WORD.findall(note) == [] and "客户0" not in note and "+86" not in note
    tasks = sum(site_figures(site, Settings()).tasks_today["total"] for site in NIGHT.sites)
    assert str(tasks) in lines[1]


def test_daily_note_of_an_empty_office_still_speaks() -> None:
    note = daily_note(made.night(), Wording("zh"))
    assert "今日任务 0 项" in note and "还没有咨询客户" in note


def test_report_data_has_the_numbers_of_the_page_and_survives_json() -> None:
    data = json.loads(json.dumps(report_data(NIGHT), ensure_ascii=False, allow_nan=False))
    assert [site["site"] for site in data["sites"]] == ["翡翠湾", "江山赋", "云栖里"]
    deal = data["total"]["steps"]["deal"]
    assert deal["reached_step"] == sum(site["steps"]["deal"]["reached_step"] for site in data["sites"])
    assert deal["seen_rate"] == deal["reached_step"] / deal["customers"]
    assert data["plan_day"] == "2026-11-20" and data["sites"][0]["workload"][0]["consultant"] == "C01"
    assert "客户0" not in json.dumps(data, ensure_ascii=False)


def test_report_data_without_a_site() -> None:
    data = report_data(made.night())
    assert data["sites"] == [] and data["total"]["steps"]["deal"]["seen_rate"] is None


def test_same_night_same_bytes() -> None:
    again: NightResult = made.night(made.site_result("翡翠湾"), FIRST)
    assert site_report(again.sites[0], again, Wording("zh")) == site_report(
        RESULT, made.night(RESULT, FIRST), Wording("zh")
    )


TEXT_ON: Final = [
    ("ink", "paper"), ("ink", "wash"), ("ink", "input"), ("ink", "band"), ("quiet", "paper"), ("quiet", "band"),
    ("quiet", "wash"), ("accent", "paper"), ("accent", "wash"), ("alarm", "paper"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_contrast_of_text_is_at_least_four_and_a_half(text: str, ground: str) -> None:
    colours = palette(load_theme())
    lighter, darker = sorted((_luminance(colours[text]), _luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("抖\n音", "抖 音"), ("左\u202e右", "左 右"), ("\ud800坏", "坏"), ("  张  ", "张"), ("👍", "👍")],
    ids=["line break", "right-to-left mark", "half a character", "spaces", "emoji"],
)
def test_names_hold_only_what_prints(typed: str, shown: str) -> None:
    assert Notation.clean(typed) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0.0%"),
        (1 / 3, "33.3%"),
        (1.0, "100.0%"),
        (None, "—"),
    ],
)
def test_percent(value: float | None, shown: str) -> None:
    assert [Notation(Wording(language)).percent(value) for language in LANGUAGES] == [shown, shown]
