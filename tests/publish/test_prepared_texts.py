"""The prepared call as a consultant reads it, and the shipped words."""

from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from pipeline.facts import empty_facts
from pipeline.publish.handed_over_sheet import handed_over_rows
from pipeline.publish.phrase_book import PhraseBook, load_phrase_book
from pipeline.publish.task_rows import customer_faces, today_rows
from pipeline.publish.task_workbook import write_task_workbook
from pipeline.publish.week_sheet import week_rows
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Language, Wording
from tests.publish.office import D, morning
from tests.rules.customers import frame, units


def told_morning(language: Language = "zh") -> tuple[SiteResult, NightResult, Wording]:
    """The morning, with everything known of K0002 (李建国)."""
    result, night, wording = morning(language)
    is_him = result.customers.index == "K0002"
    wants = {"layout": "3", "orientation": "南", "resistance": "价格", "stage": "decision"}
    known = {name: result.customers[name].mask(is_him, value) for name, value in wants.items()}
    customers = result.customers.assign(
        **known, budget_high=result.customers["budget_high"].mask(is_him, 2_400_000.0)
    )
    his = result.activities["customer_id"].eq("K0002")
    activities = result.activities.assign(
        promise=result.activities["promise"].mask(his, "周六前发首付测算"),
        material=result.activities["material"].mask(his, "户型图|楼书"),
    )
    offer = units(
        {
            "unit": "3-1202",
            "layout": "3",
            "area_low": 118.0,
            "area_high": 118.0,
            "orientation": "南",
            "price": 2_500_000.0,
        },
        {
            "unit": "1-0301",
            "layout": "2",
            "area_low": 89.0,
            "area_high": 89.0,
            "orientation": "南",
            "price": 1_985_000.0,
        },
        {
            "unit": "5-0101",
            "layout": "3",
            "area_low": 120.0,
            "area_high": 120.0,
            "orientation": "北",
            "price": 2_650_000.0,
        },
    )
    return replace(result, customers=customers, activities=activities, units=offer), night, wording


def row_of(language: Language, name: str) -> dict[str, str]:
    result, night, wording = told_morning(language)
    rows = today_rows(result, night, customer_faces(result.customers, wording), wording)
    (row,) = rows[rows["customer"] == name].astype("str").to_dict("records")
    return {str(field): str(text) for field, text in row.items()}


def test_everything_that_is_known_stands_in_the_row() -> None:
    row = row_of("zh", "李建国")
    assert row["prepared"].split("\n") == [
        "待兑现：11-17 答应周六前发首付测算", "抗性：价格", "要问：总价您大概想控制在多少以内？",
        "可升级：确认预算能否到486万", "合适房源：", "· 3-1202 3房 118㎡ 250万（都符合）",
        "· 1-0301 2房 89㎡ 198.5万（缺户型）",
        "· 5-0101 3房 120㎡ 265万（缺朝向；超预算13万）", "给过（别再给）：户型图、楼书",
    ]  # fmt: skip
    assert row["words"].split("\n") == [
        "李建国您好，我是林知夏。上次说好今天跟您联系，您那边现在方便说两句吗？",
        "价格确实要算清楚。我把首付、月供和同区成交价给您列一张表，咱们一项一项对，看差在哪儿。",
        "您现在还差哪一点定不下来？说出来，我今天就去落实。", "您要是不方便接电话，跟我说一声，以后就不打扰了。",
    ]  # fmt: skip


def test_the_same_in_english() -> None:
    row = row_of("en", "James Li")
    assert row["prepared"].split("\n")[4:8] == [
        "Homes that fit:", "· 3-1202 3 bed 118㎡ 2,500,000 yuan (fits)",
        "· 1-0301 2 bed 89㎡ 1,985,000 yuan (not the layout wanted)",
        "· 5-0101 3 bed 120㎡ 2,650,000 yuan (not the orientation wanted; 130,000 yuan over budget)",
    ]  # fmt: skip
    assert row["words"].startswith("Hello James Li, this is Nora Lin. We said we would speak today")


def test_of_whom_nothing_is_known_nothing_is_said() -> None:
    result, night, wording = morning()
    nobody = result.customers.assign(
        **{
            name: pd.Series(None, result.customers.index, dtype="str")
            for name in ("missing_facts", "grade_next", "flags")
        },
        unanswered_streak=0,
    )
    quiet = replace(result, customers=nobody, activities=result.activities.iloc[:0])
    rows = today_rows(quiet, night, customer_faces(nobody, wording), wording)
    assert set(rows["prepared"]) == {""} and set(rows["talks"]) == {"还没有联系上过"}


def test_the_office_s_own_words_come_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    result, night, wording = told_morning()
    own = frame(
        {
            "words": "text",
            "rule": "text",
            "resistance": "text",
            "customer_type": "text",
            "stage": "text",
            "material": "text",
        },
        [
            {"words": "{name}，{me}跟您约好的", "rule": "agreed_date", "material": "利率表|楼书"},
            {"words": "=贵有贵的道理", "resistance": "价格"},
        ],
    )
    path = tmp_path_factory.mktemp("own") / "C01.xlsx"
    write_task_workbook(path, "C01", replace(result, phrases=own), night, wording)
    sheet = openpyxl.load_workbook(path)["今日"]
    header = {cell.value: cell.column or 0 for cell in sheet[4]}
    (row,) = [row for row in sheet.iter_rows(min_row=5) if row[1].value == "李建国"]
    words = str(row[header["可以这样说"] - 1].value)
    assert words.split("\n")[:2] == ["李建国，林知夏跟您约好的", "=贵有贵的道理"]
    assert str(row[header["这次要点"] - 1].value).endswith("可以给：利率表")


def test_who_took_over_reads_the_history_who_gave_away_only_the_name() -> None:
    result, night, wording = told_morning()
    changes = pd.DataFrame(
        {
            "customer_id": ["K0002", "K0003", "K0004"], "from_consultant": ["C02", "C09", "C02"],
            "to_consultant": ["C01", "C01", "C01"],
            "handed_on": [D, pd.Timestamp("2026-10-22"), pd.Timestamp("2026-10-21")],
        }
    ).astype({"handed_on": "datetime64[us]"})  # fmt: skip
    changed = replace(result, handed_over=changes)
    rows = handed_over_rows(changed, night, customer_faces(result.customers, wording), wording)
    mine, hers = rows[rows["consultant"] == "C01"], rows[rows["consultant"] == "C02"]
    assert mine["direction"].tolist() == ["接自 周以安", "接自 C09"]
    assert mine["known"].tolist()[0].split("\n") == [
        "待兑现：11-17 答应周六前发首付测算", "抗性：价格", "给过（别再给）：户型图、楼书",
    ]  # fmt: skip
    assert mine["talks"].tolist()[0].startswith("11-17 电话 看过两家竞品")
    (given,) = hers.to_dict("records")
    assert (given["customer"], given["direction"]) == ("李建国", "转给 林知夏")
    assert {given[name] for name in ("phone", "grade", "status", "talks", "known")} == {""}


def test_the_week_by_day_without_overflow() -> None:
    result, _, wording = morning()
    days = result.tasks["planned_date"].mask(result.tasks.index == 0, D + pd.Timedelta(days=2))
    tasks = result.tasks.assign(
        planned_date=days.mask(result.tasks.index == 1),
        moved_from=days.where(result.tasks.index == 0, pd.NaT) - pd.Timedelta(days=1),
    )
    rows = week_rows(replace(result, tasks=tasks), customer_faces(result.customers, wording), wording)
    assert len(rows) == 9 and rows["planned_date"].is_monotonic_increasing
    assert rows.iloc[-1][["customer", "rules", "mode", "remark"]].tolist() == [
        "王阿姨\n王秀兰", "按节奏跟进", "电话", "原定 11-21，已顺延",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_shipped_words_are_complete_and_plain(language: Language) -> None:
    book = load_phrase_book(language)
    assert isinstance(book, PhraseBook) and not book.phrases["words"].isna().any()
    filled = [
        book.filled(words, {"name": "", "me": "", "site": ""}, "festival") for words in book.phrases["words"]
    ]
    assert not any("{" in words or "  " in words or " ," in words for words in filled)


def test_a_phrase_book_that_lacks_a_rule_says_which() -> None:
    whole = load_phrase_book("zh").model_dump()
    del whole["rule"]["survey"]
    with pytest.raises(ValueError, match="survey"):
        PhraseBook(**whole)


def test_a_site_without_price_list_or_phrases() -> None:
    result, night, wording = morning()
    bare = replace(result, units=empty_facts("units"), phrases=result.phrases.iloc[:0])
    rows = today_rows(bare, night, customer_faces(result.customers, wording), wording)
    assert not rows["prepared"].str.contains("合适房源").any() and (rows["words"] != "").all()
