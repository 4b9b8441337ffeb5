"""`template KIND`: a filled template is read without any issue, and its example row is never read."""

import csv
import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.blank_workbooks import make_template
from pipeline.config import Settings
from pipeline.errors import ConfigurationError
from pipeline.intake.profile_items import kept_items
from pipeline.intake.reading import FileReading, SheetReading
from pipeline.publish.template_columns import FIELDS, TemplateColumn, choices, need_of, template_columns
from pipeline.publish.template_workbook import EXAMPLE_ROW, HEADER_ROW
from pipeline.vocabulary import OFFICE_KINDS
from pipeline.wording import Language, Wording
from tests.intake.files import assert_conserved, dispositions, read, workbook

LANGUAGES: tuple[Language, ...] = ("zh", "en")
EACH = [(kind, language) for kind in OFFICE_KINDS for language in LANGUAGES]
IDS = [f"{kind}-{language}" for kind, language in EACH]
each_kind = pytest.mark.parametrize(("kind", "language"), EACH, ids=IDS)


def blank(tmp_path: Path, kind: str, language: Language) -> Path:
    path = make_template(kind, tmp_path / f"{kind}.xlsx", Settings(), Wording(language))
    assert path.exists()
    return path


def filled(tmp_path: Path, kind: str, language: Language, rows: list[list[str]]) -> Path:
    """The template with rows typed below the example, as a spreadsheet program saves it."""
    path = blank(tmp_path, kind, language)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for number, cells in enumerate(rows, start=EXAMPLE_ROW + 2):
        for place, cell in enumerate(cells, start=1):
            sheet.cell(number, place).value = cell or None
    book.save(path)
    return path


def example(kind: str, language: Language) -> list[str]:
    return [column.example for column in template_columns(kind, Wording(language))]


def the_list(reading: FileReading) -> SheetReading:
    assert_conserved(reading)
    return reading.sheets[0]


@each_kind
def test_a_filled_template_is_read_without_any_issue(kind: str, language: Language, tmp_path: Path) -> None:
    reading = read(filled(tmp_path, kind, language, [example(kind, language)]))
    sheet = the_list(reading)
    assert sheet.kind == kind
    assert dispositions(sheet) == {4: "ignored", 5: "accepted"}
    assert sheet.unmapped == []
    assert [part.issues.to_dict("records") for part in reading.sheets] == [[] for _ in reading.sheets]


@each_kind
def test_every_column_feeds_its_own_field(kind: str, language: Language, tmp_path: Path) -> None:
    sheet = the_list(read(blank(tmp_path, kind, language)))
    shown = {"unit_price_total": "price", "visit_at": "at", "cost": "amount"}
    columns = template_columns(kind, Wording(language))
    assert list(sheet.columns.items()) == [
        (c.header, "value" if c.field.startswith("item_") else shown.get(c.field, c.field)) for c in columns
    ]


@each_kind
def test_a_blank_template_says_nothing(kind: str, language: Language, tmp_path: Path) -> None:
    reading = read(blank(tmp_path, kind, language))
    assert dispositions(the_list(reading)) == {4: "ignored"}
    assert all(part.issues.empty for part in reading.sheets)


@each_kind
def test_exactly_the_example_is_ignored(kind: str, language: Language, tmp_path: Path) -> None:
    """Written over, it is an entry like any other; moved down, it is an example still."""
    cells = example(kind, language)
    marked = [Wording(language)("template.example") + cells[0], *cells[1:]]
    path = filled(tmp_path, kind, language, [cells, cells, cells, marked])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(EXAMPLE_ROW + 1, 1).value = cells[0] + "2"
    book.save(path)
    expected = {**dict.fromkeys(range(4, 8), "accepted"), 8: "ignored"}
    assert dispositions(the_list(read(path))) == expected


@each_kind
def test_saved_as_csv_it_is_read_alike(kind: str, language: Language, tmp_path: Path) -> None:
    columns = template_columns(kind, Wording(language))
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.header for column in columns])
        writer.writerow(
            [Wording(language)("template.example") + columns[0].example, *example(kind, language)[1:]]
        )
        writer.writerow(example(kind, language))
    sheet = the_list(read(path))
    assert sheet.kind == kind
    assert dispositions(sheet) == {2: "ignored", 3: "accepted"}
    assert sheet.issues.empty


def test_a_remark_that_gives_an_example_is_no_example(tmp_path: Path) -> None:
    head = ["客户姓名", "手机号", "登记日期", "来源", "备注"]
    row = ["王芳", "13800138000", "2026-11-03", "抖音", "例如带书房的三房"]
    sheet = the_list(read(workbook(tmp_path / "leads.xlsx", {"S": [head, row]})))
    assert dispositions(sheet) == {2: "accepted"}


def offered(kind: str, language: Language) -> list[tuple[TemplateColumn, str]]:
    columns = template_columns(kind, Wording(language))
    return [(column, word) for column in columns for word in column.choices]


@each_kind
def test_every_word_of_a_dropdown_is_understood(kind: str, language: Language, tmp_path: Path) -> None:
    columns, cells = template_columns(kind, Wording(language)), example(kind, language)
    places = {column.field: place for place, column in enumerate(columns)}
    rows: list[list[Any]] = []
    for column, word in offered(kind, language):
        row = list(cells)
        row[places[column.field]] = word
        rows.append(row)
    if not rows:
        return
    sheet = the_list(read(workbook(tmp_path / "all.xlsx", {"S": [[c.header for c in columns], *rows]})))
    assert sheet.issues.empty, sheet.issues.to_string()
    assert "rejected" not in dispositions(sheet).values()


@each_kind
def test_a_row_without_what_is_required_is_rejected(kind: str, language: Language, tmp_path: Path) -> None:
    columns, cells = template_columns(kind, Wording(language)), example(kind, language)
    required = [place for place, column in enumerate(columns) if column.need == "required"]
    if kind in ("leads", "visits"):
        required = []  # their day may be that of the file
    rows = [[*cells[:place], "", *cells[place + 1 :]] for place in required]
    sheet = the_list(
        read(workbook(tmp_path / "all.xlsx", {"S": [[c.header for c in columns], cells, *rows]}))
    )
    assert set(dispositions(sheet).values()) <= {"accepted", "rejected"}
    assert list(dispositions(sheet).values())[1:] == ["rejected"] * len(rows)


NEEDS = [
    ("leads", "phone", "one_of"),
    ("leads", "created_at", "required"),
    ("leads", "budget", "free"),
    ("activities", "at", "required"),
    ("surveys", "score", "required"),
    ("units", "unit_price_total", "required"),
    ("units", "layout", "one_of"),
    ("channel_costs", "cost", "required"),
    ("targets", "target_calls", "one_of"),
    ("milestones", "milestone_date", "required"),
    ("phrases", "words", "required"),
    ("profiles", "item_sex", "free"),
]


@pytest.mark.parametrize(("kind", "field", "need"), NEEDS)
def test_required_marks(kind: str, field: str, need: str) -> None:
    assert need_of(kind, field) == need


@each_kind
def test_every_column_has_a_header_and_a_note(kind: str, language: Language) -> None:
    columns = template_columns(kind, Wording(language), kept_items(("sensitive", "third_person")))
    assert all(column.header and column.note for column in columns)
    assert len({column.header for column in columns}) == len(columns)


@each_kind
def test_headers_carry_notes_and_lists_dropdowns(kind: str, language: Language, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(blank(tmp_path, kind, language)).worksheets[0]
    columns = template_columns(kind, Wording(language))
    for place, column in enumerate(columns, start=1):
        comment = sheet.cell(HEADER_ROW + 1, place).comment
        assert comment is not None
        assert column.note in comment.text
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(lists) == len([column for column in columns if column.choices])
    assert all(len(rule.formula1) <= 257 for rule in lists)


def test_sensitive_items_appear_where_the_office_keeps_them(tmp_path: Path) -> None:
    settings = Settings.model_validate({"rules": {"profiles": {"kept_classes": ["third_person"]}}})
    for chosen, is_there in ((Settings(), False), (settings, True)):
        path = make_template("profiles", tmp_path / "p.xlsx", chosen, Wording("zh"))
        headers = [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][HEADER_ROW + 1]]
        assert ("子女生日" in headers) == is_there


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        hashlib.sha256(make_template("leads", tmp_path / name, Settings(), Wording("zh")).read_bytes())
        for name in ("a.xlsx", "b.xlsx")
    )
    assert first.hexdigest() == second.hexdigest()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").properties.created == datetime(2000, 1, 1)


@pytest.mark.parametrize(
    ("kind", "out"),
    [("tasks", "x.xlsx"), ("lead", "x.xlsx"), ("leads", "x.csv"), ("leads", "no/such/x.xlsx")],
)
def test_what_cannot_be_made(kind: str, out: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        make_template(kind, tmp_path / out, Settings(), Wording("zh"))


def test_a_filled_template_is_not_overwritten_by_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_template("leads", None, Settings(), Wording("zh"))
    with pytest.raises(ConfigurationError):
        make_template("leads", None, Settings(), Wording("zh"))


def test_no_dropdown_is_for_a_field_that_no_template_has() -> None:
    fields = {field for names in FIELDS.values() for field in names.split()}
    assert {field for field in fields if choices(field, Wording("zh"))} <= fields
