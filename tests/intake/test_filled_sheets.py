"""Sheets of the manager that come back: what counts as filled in, and what a decision needs."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.intake.filled_sheets import digest_of_row
from pipeline.intake.headers import meaning
from tests.intake.files import assert_conserved, codes, day, dispositions, facts, read
from tests.intake.test_own_workbooks import own_book

HEAD = {
    "客户编号": "stated_customer_id", "决定号": "decision_id", "原文": "given", "定级": "manual_grade",
    "有效至": "until_date", "转给": "consultant", "与谁合并": "merge_with", "VIP": "is_vip", "结案为": "closed_as",
    "解除拒联": "lift", "原因": "reason",
}  # fmt: skip


def manager_book(path: Path, *rows: dict[str, Any]) -> Path:
    mapped = [["plan_day", "2026-11-20"], ["facts", "决定", "decisions"]]
    mapped += [["决定", text, field] for text, field in HEAD.items()]
    cells = [[row.get(text) for text in HEAD] for row in rows]
    return own_book(path, "manager", "决定", [["经理决定 2026年11月3日"], list(HEAD), *cells], mapped)


def row(number: str, **cells: Any) -> dict[str, Any]:
    return {"客户编号": "main-000001", "决定号": number, **cells}


GRADED = {"定级": "A", "有效至": "2026-12-31", "原因": "全款客户"}
DECISIONS: list[tuple[str, dict[str, Any], str]] = [
    ("a grade with its day and reason", GRADED, "accepted"),
    ("a grade without a day", {**GRADED, "有效至": None}, "decision-incomplete"),
    ("a grade without a reason", {**GRADED, "原因": None}, "decision-incomplete"),
    ("a day without a grade", {"有效至": "2026-12-31", "VIP": "是"}, "decision-incomplete"),
    ("the last day is today", {**GRADED, "有效至": "2026-11-20"}, "accepted"),
    ("the last day was yesterday", {**GRADED, "有效至": "2026-11-19"}, "until-passed"),
    ("a day that there is not", {**GRADED, "有效至": "2026-02-30"}, "date-impossible"),
    ("a grade that there is not", {**GRADED, "定级": "甲乙"}, "grade-unknown"),
    ("half of it cannot be read", {"VIP": "也许", "转给": "陈一"}, "choice-unknown"),
    ("merged with itself", {"与谁合并": "main-000001"}, "merge-with-itself"),
    ("an opt-out lifted without a reason", {"解除拒联": "全部"}, "decision-incomplete"),
    ("an opt-out lifted", {"解除拒联": "电话", "原因": "来电要求"}, "accepted"),
    ("closed as something open", {"结案为": "对比选择"}, "choice-unknown"),
    ("closed", {"结案为": "无效"}, "accepted"),
    ("nothing decided", {"原因": "再看看"}, "required-missing"),
]  # fmt: skip


def test_each_decision_is_taken_or_says_what_it_lacks(tmp_path: Path) -> None:
    book = manager_book(
        tmp_path / "m.xlsx", *(row(f"N{n}", **cells) for n, (_, cells, _) in enumerate(DECISIONS))
    )
    reading = read(book)
    assert_conserved(reading)
    sheet = reading.sheets[0]
    assert sheet.kind == "manager"
    told, found = dispositions(sheet), codes(sheet)
    for place, (name, _, expected) in enumerate(DECISIONS, start=3):
        if expected == "accepted":
            assert told[place] == "accepted", name
        else:
            assert told[place] == "rejected", name
            assert expected in found[place], name


def test_a_decision_is_of_the_moment_when_it_was_saved(tmp_path: Path) -> None:
    sheet = read(manager_book(tmp_path / "m.xlsx", row("N1", **GRADED))).sheets[0]
    assert facts(sheet, "decisions", "stated_customer_id", "manual_grade", "until_date", "own_at", "spoken_date") == [
        ("main-000001", "A", day("2026-12-31"), day("2026-11-20 18:00"), day("2026-11-20")),
    ]  # fmt: skip


def test_what_we_published_is_no_statement(tmp_path: Path) -> None:
    fields = {HEAD[text]: value for text, value in {**row("N1"), **GRADED}.items() if text != "决定号"}
    given = digest_of_row({**fields, "until_date": datetime(2026, 12, 31)})
    same = row("N1", 原文=given, **GRADED)
    book = manager_book(tmp_path / "m.xlsx", same, {**same, "原因": "改了"}, {"决定号": "N3"}, {})
    assert list(dispositions(read(book).sheets[0]).values()) == ["unchanged", "accepted", "ignored"]


def test_a_copied_row_is_a_decision_of_its_own(tmp_path: Path) -> None:
    rows = [row("N1", VIP="是"), {**row("N1", VIP="是"), "客户编号": "main-000002"}]
    sheet = read(manager_book(tmp_path / "m.xlsx", *rows)).sheets[0]
    keys = {key for (key,) in facts(sheet, "decisions", "row_key")}
    assert len(keys) == 2


@pytest.mark.parametrize("cell", ["2026-12-31", datetime(2026, 12, 31)], ids=["text", "day"])
def test_a_day_says_the_same_as_text_and_as_a_day(cell: Any) -> None:
    assert digest_of_row({"until_date": cell}) == digest_of_row({"until_date": "2026-12-31 "})


def test_a_row_that_says_nothing_has_no_digest() -> None:
    assert digest_of_row({"a": "", "b": " "}) == ""


WATCHED = [
    ("约定签约日期", "sign_by"), ("签约截止日期", "sign_by"), ("签约日期", "contract"), ("放款日期", "loan_day"),
    ("按揭放款日期", "loan_day"), ("贷款方式", "funds"), ("回款日期", "instalment_day"),
    ("下期回款日期", "instalment_day"), ("付款日期", ""),
    ("Sign by", "sign_by"), ("Loan date", "loan_day"), ("Next instalment date", "instalment_day"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "said"), WATCHED, ids=[header for header, _ in WATCHED])
def test_headers_of_dates_between_deposit_and_handover(header: str, said: str) -> None:
    assert meaning(header) == said
