"""The task workbook: what it says, what may be filled in, what comes back, and that nothing in it computes."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.publish.task_rows import customer_faces, customer_rows, today_rows
from pipeline.publish.task_workbook import TaskBooks, write_task_workbook
from pipeline.publish.today_columns import TODAY, choices
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Language, Wording
from tests.publish.office import PLAN_DAY, morning, supplement

HEADER_ROW = 4
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1",
    "@SUM(1)",
    "http://x.example/y",
    "mailto:a@x.example",
    "\t=1",
    "a\x0bb",
]
SOFFICE = shutil.which("soffice")


def opened(folder: Path, language: Language = "zh", consultant_id: str = "C01") -> Workbook:
    path = folder / f"{consultant_id}.xlsx"
    write_task_workbook(path, consultant_id, *morning(language))
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Workbook]:
    """The book of C01 in both languages, to read in."""
    folder = tmp_path_factory.mktemp("books")
    return {"zh": opened(folder, "zh"), "en": opened(folder, "en")}


@pytest.fixture(scope="module")
def today(books: dict[Language, Workbook]) -> Worksheet:
    return books["zh"]["今日"]


def rows_of(sheet: Worksheet, header_row: int = HEADER_ROW) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(min_row=header_row, values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def today_of(result: SiteResult, night: NightResult, wording: Wording) -> pd.DataFrame:
    return today_rows(result, night, customer_faces(result.customers, wording), wording)


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("zh", ["今日", "本周", "群发问候", "新客户", "我的客户", "交接", "怎么用"]),
        (
            "en",
            [
                "Today",
                "This week",
                "Group messages",
                "New customers",
                "My customers",
                "Handed over",
                "How to",
            ],
        ),
    ],
)
def test_the_sheets_and_the_hidden_map(
    books: dict[Language, Workbook], language: Language, titles: list[str]
) -> None:
    book = books[language]
    assert book.sheetnames == [*titles, "_callsheet"]
    assert book["_callsheet"].sheet_state == "veryHidden"


def test_the_title_says_whose_day_it_is(today: Worksheet) -> None:
    assert today["A1"].value == "今日跟进　林知夏　2026年11月20日 周五"
    assert "共 10 位客户" in today["A2"].value and "今天必须联系 4 位" in today["A2"].value
    assert "已过最迟时间 1 位" in today["A2"].value and "9:00 前、20:00 后不打电话" in today["A2"].value


def test_most_urgent_first(today: Worksheet) -> None:
    """Fixed ones by their latest moment, ties as the plan gave them; then the others as the plan gave them."""
    told = [(row["客户"], row["最迟"]) for row in rows_of(today)]
    assert told == [
        ("赵敏", datetime(2026, 11, 20, 10, 0)),
        ("周子轩", datetime(2026, 11, 20, 15, 20)),
        ("李建国", datetime(2026, 11, 20, 18, 0)),
        ("陈总\n陈思远", datetime(2026, 11, 20, 18, 0)),
        ("孙姐\n孙丽华", datetime(2026, 11, 21, 18, 0)),
        ("王阿姨\n王秀兰", datetime(2026, 11, 22, 18, 0)),
        ("吴浩然", datetime(2026, 11, 17, 18, 0)),
        ("郑雅文", datetime(2026, 11, 24, 18, 0)),
        ("冯志强", datetime(2026, 12, 11, 18, 0)),
        ("何梦瑶", datetime(2026, 11, 23, 18, 0)),
    ]


@pytest.mark.parametrize(
    ("customer", "header", "says"),
    [
        ("赵敏", "电话", "138 0000 0004"),
        ("冯志强", "电话", "138****6605"),
        ("何梦瑶", "电话", "+886912345678"),
        ("赵敏", "等级", "C"),
        ("孙姐\n孙丽华", "等级", None),
        ("赵敏", "建议方式", "电话\n9:00–20:00"),
        ("陈总\n陈思远", "建议方式", "电话\n方便时间：晚上七点以后\n9:00–20:00"),
        ("吴浩然", "建议方式", "微信\n不可用：电话、短信"),
        ("周子轩", "建议方式", "微信\n不可用：电话"),
        ("赵敏", "最近几次沟通", "还没有联系上过"),
        ("郑雅文", "最近几次沟通", "11-17 电话 改善型，想换四房，要先卖掉现在的房子"),
        ("吴浩然", "最近几次沟通", "11-17 面谈 说再看看，年底奖金下来再说\n此后 2 天没联系上"),
        ("陈总\n陈思远", "这次要点", None),
        ("李建国", "这次要点", "要问：总价您大概想控制在多少以内？\n可升级：确认预算能否到486万"),
    ],
)
def test_what_a_row_says(today: Worksheet, customer: str, header: str, says: str | None) -> None:
    rows = {row["客户"]: row for row in rows_of(today)}
    assert rows[customer][header] == says


def test_why_today_names_rule_deed_other_rules_flags_and_why_the_grade() -> None:
    result, night, wording = morning()
    why = today_of(result, night, wording).set_index("customer")["why_now"]
    assert why["李建国"].split("\n") == [
        wording("rule.agreed_date.why"), "→ " + wording("action.agreed_date"), "同时：按节奏跟进",
        "评级：意向B（对比选择）· 购买力B（预算够买主力房源的60%）",
    ]  # fmt: skip
    assert why["吴浩然"].split("\n")[2:4] == [wording("flag.churn_warning"), wording("flag.neglected")]


def test_a_mode_refused_but_allowed_by_contract_is_not_forbidden() -> None:
    """The owner refused calls, yet the contract allows this one: the row must not contradict itself."""
    result, night, wording = morning()
    customers = result.customers.assign(consent_phone="no", opted_out_modes=None)
    tasks = result.new_tasks.assign(mode="phone").head(1)
    how = today_of(replace(result, customers=customers, new_tasks=tasks), night, wording)["how"]
    assert how.tolist() == ["电话\n方便时间：上午十点后\n9:00–20:00"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_map_names_every_column_that_is_read_back(
    books: dict[Language, Workbook], language: Language
) -> None:
    book = books[language]
    lines = [
        [cell for cell in row if cell is not None] for row in book["_callsheet"].iter_rows(values_only=True)
    ]
    assert lines[:4] == [
        ["callsheet", "tasks"],
        ["plan_day", "2026-11-20"],
        ["site", "main"],
        ["consultant", "C01"],
    ]
    today, _, group, new = book.sheetnames[:4]
    header = [cell.value for cell in book[today][HEADER_ROW]]
    assert len(set(header)) == len(header) == len(TODAY)
    for title, header_text, _ in lines[4:]:
        assert [cell.value for cell in book[str(title)][HEADER_ROW]].count(header_text) == 1
    assert [line[2] for line in lines[4:] if line[0] == today] == [
        "task_id", "stated_customer_id", "cause", "planned_mode", "outcome", "content", "mode", "at", "need_change",
        "resistance", "promise", "promise_kept", "material", "status", "next_date", "next_mode", "next_aim", "budget",
        "horizon", "layout", "area", "orientation", "school", "funds", "competitors", "customer_type", "consent",
        "opt_out",
    ]  # fmt: skip
    assert [line[2] for line in lines[4:] if line[0] == group] == [
        "task_id", "stated_customer_id", "cause", "planned_mode", "is_done", "content", "opt_out",
    ]  # fmt: skip
    assert [line[2] for line in lines[4:] if line[0] == new][:5] == [
        "name", "phone", "wechat", "channel", "created_at",
    ]  # fmt: skip


def test_hidden_columns_carry_the_ids(today: Worksheet) -> None:
    first, *_, last = rows_of(today)
    assert (first["任务编号"], first["客户编号"], first["任务缘由"], first["计划方式"]) == (
        "T0004",
        "K0004",
        None,
        "phone",
    )
    assert (last["任务编号"], last["任务缘由"]) == ("T0010", "birthday")
    hidden = {letter for letter, column in today.column_dimensions.items() if column.hidden}
    assert "C" in hidden and "B" not in hidden


@pytest.mark.parametrize("language", ["zh", "en"])
def test_dropdowns_offer_the_words_of_the_language(
    books: dict[Language, Workbook], language: Language
) -> None:
    book = books[language]
    wording = Wording(language)
    offered = [
        rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation if rule.type == "list"
    ]
    fields = [
        "outcome", "mode", "resistance", "promise_kept", "status", "next_mode", "horizon", "layout", "orientation",
        "school", "funds", "customer_type", "consent", "opt_out",
    ]  # fmt: skip
    assert offered == [f'"{",".join(choices(field, wording))}"' for field in fields]
    assert all(len(words) <= 257 for words in offered if words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_column_to_fill_explains_itself(books: dict[Language, Workbook], language: Language) -> None:
    """Texts longer than Excel allows would make the whole rule vanish."""
    rules = books[language].worksheets[0].data_validations.dataValidation
    wording = Wording(language)
    asked = [column.header(wording) for column in TODAY if column.use == "asked"]
    assert [rule.promptTitle for rule in rules] == asked
    assert all(rule.prompt for rule in rules)


def test_closed_lists_refuse_other_words_and_open_ones_take_them(today: Worksheet) -> None:
    rules = today.data_validations.dataValidation
    by_title = {rule.promptTitle: rule for rule in rules}
    assert by_title["联系结果"].showErrorMessage and by_title["联系结果"].errorStyle in (None, "stop")
    assert not by_title["打算何时买"].showErrorMessage
    assert by_title["下次联系日期"].type == "date" and by_title["下次联系日期"].errorStyle == "warning"
    assert by_title["联系时间"].type == "date"
    assert str(by_title["联系结果"].sqref) == "O5:O14"


def test_cells_to_fill_stand_out_and_nothing_is_locked_away(today: Worksheet) -> None:
    assert not today.protection.sheet
    for place, column in enumerate(TODAY, start=1):
        cell = today.cell(HEADER_ROW + 1, place)
        assert (cell.fill.fgColor.rgb == "FFFFF7DF") == (column.use == "asked")
        assert cell.protection.locked == (column.use != "asked")
    assert today.freeze_panes == "H5" and today.auto_filter.ref == "A4:AL14"


def test_the_page_prints_landscape_with_header_and_reader(today: Worksheet) -> None:
    assert today.page_setup.orientation == "landscape" and today.page_setup.fitToHeight == 0
    assert today.print_title_rows == "$4:$4" and today.print_area == "'今日'!$A$1:$P$14"
    footer = str(today.HeaderFooter.oddFooter)
    assert "林知夏" in footer and "2026年11月20日" in footer


def test_my_customers_by_next_contact_never_ones_last() -> None:
    result, _, wording = morning()
    is_planned = pd.Series(result.customers.index != "K0002", index=result.customers.index)
    next_date = result.customers["next_contact_date"].where(is_planned)
    customers = result.customers.assign(next_contact_date=next_date)
    rows = customer_rows(result, customer_faces(customers, wording), wording)
    assert rows["customer_id"].tolist() == [f"K{n:04d}" for n in range(1, 13)]
    assert str(rows.loc["K0007", "reminders"]).split("\n") == [
        "已拖 4 天", "不可用：电话、短信", wording("flag.churn_warning"), wording("flag.neglected"),
    ]  # fmt: skip
    assert rows.at["K0012", "phone"] == "微信 wei_qing88"
    assert rows.at["K0012", "next_reason"] == wording("block.no_basis")
    assert rows.loc["K0004", "missing"] == "预算、购房时间、购房需求"
    later = customer_rows(replace(result, customers=customers), customer_faces(customers, wording), wording)
    assert later["customer_id"].tolist()[-2:] == ["K0002", "K0012"]


def test_my_customers_sheet_filters(books: dict[Language, Workbook]) -> None:
    sheet = books["zh"]["我的客户"]
    rows = rows_of(sheet, header_row=3)
    assert [row["客户编号"] for row in rows] == [f"K{n:04d}" for n in range(1, 11)]
    assert sheet.auto_filter.ref == "A3:L13" and rows[0]["上次联系"] == datetime(2026, 11, 17)


def test_a_day_without_tasks_is_still_a_sheet(tmp_path: Path) -> None:
    book = opened(tmp_path, consultant_id="C03")
    said = [cell for row in book["今日"].iter_rows(values_only=True) for cell in row if cell]
    assert "今天没有安排您联系的客户" in said and said[0] == "今日跟进　沈听澜　2026年11月20日 周五"
    assert "名下还没有客户" in str(book["我的客户"]["A2"].value)


def test_a_supplement_says_so_and_brings_no_other_list(tmp_path: Path) -> None:
    books = TaskBooks(*supplement())
    assert books.readers() == [("C01", "林知夏")]
    books.write(tmp_path / "book.xlsx", "C01")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["今日", "怎么用", "_callsheet"]
    assert book["今日"]["A1"].value == "今日跟进（补充）　林知夏　2026年11月20日 周五"


def test_readers_are_those_who_have_something() -> None:
    assert TaskBooks(*morning()).readers() == [("C01", "林知夏"), ("C02", "周以安")]


def hostile_morning(hostile: str) -> tuple[SiteResult, NightResult, Wording]:
    result, night, wording = morning()
    typed = ["name", "preferred_name", "preferred_time", "other_phone", "wechat", "masked_phone", "status"]
    customers = result.customers.assign(**dict.fromkeys(typed, hostile), phone=None)
    activities = result.activities.assign(content=hostile)
    roster = result.consultants.assign(name=hostile)
    return replace(result, customers=customers, activities=activities, consultants=roster), night, wording


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_typed_becomes_a_formula_or_a_link(tmp_path: Path, hostile: str) -> None:
    write_task_workbook(tmp_path / "book.xlsx", "C01", *hostile_morning(hostile))
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert not any("\x0b" in str(cell.value) for cell in cells)


def test_escapes_of_the_file_format_stay_text(tmp_path: Path) -> None:
    write_task_workbook(tmp_path / "book.xlsx", "C01", *hostile_morning("_x0041_"))
    row = rows_of(openpyxl.load_workbook(tmp_path / "book.xlsx")["今日"])[0]
    assert row["客户"].replace("_x005F_", "_") == "_x0041_"


def test_the_same_night_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_task_workbook(tmp_path / name, "C01", *morning())
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    said = openpyxl.load_workbook(tmp_path / "one.xlsx").properties
    assert said.created == said.modified == datetime(2026, 11, 19, 20, 0)


def test_nothing_that_was_handed_over_is_changed(tmp_path: Path) -> None:
    result, night, wording = morning()
    before = result.customers.copy(), result.new_tasks.copy(), result.activities.copy()
    write_task_workbook(tmp_path / "book.xlsx", "C01", result, night, wording)
    for was, now in zip(before, (result.customers, result.new_tasks, result.activities), strict=True):
        pd.testing.assert_frame_equal(was, now)


@pytest.mark.skipif(SOFFICE is None and "CI" not in os.environ, reason="LibreOffice is not installed")
def test_an_office_program_opens_and_keeps_it(tmp_path: Path) -> None:
    write_task_workbook(tmp_path / "book.xlsx", "C01", *morning())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    kept = tmp_path / "kept"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(kept)]
    subprocess.run([*command, str(tmp_path / "book.xlsx")], check=True, capture_output=True, timeout=180)
    book = openpyxl.load_workbook(kept / "book.xlsx")
    assert [row["任务编号"] for row in rows_of(book["今日"])][:2] == ["T0004", "T0005"]
    assert book["_callsheet"]["B1"].value == "tasks" and book["_callsheet"].sheet_state != "visible"
    assert len(book["今日"].data_validations.dataValidation) >= 8
    assert PLAN_DAY.isoformat() == book["_callsheet"]["B2"].value
