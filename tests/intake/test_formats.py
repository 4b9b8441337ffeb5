"""Every format gives the same rows, whatever the file is called, and each format's rows are counted a second way.

xlsx by a library; xls and ods written by LibreOffice from such a workbook (skipped where it is not installed);
xlsb by the small writer beside these tests; web pages and XML workbooks as exports write them, by hand.
"""

import os
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pipeline.intake.cells import ErrorCell
from pipeline.intake.raw_tables import RawFile, RawSheet, UnreadableFileError
from pipeline.intake.workbooks import read_raw
from tests.intake.binary_workbook import BLANK, Cell, write_binary_workbook
from tests.intake.files import dispositions, facts, read

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None and not os.environ.get("CI"), reason="LibreOffice writes this file and is not installed"
)


def rows_of(sheet: RawSheet) -> dict[int, tuple[Any, ...]]:
    assert sheet.is_complete
    return dict(zip(sheet.rows.tolist(), zip(*sheet.columns, strict=True), strict=True))


def read_named(path: Path, name: str = "") -> RawFile:
    return read_raw(path, name or path.name)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with what sheets have: an empty first column and row, days, errors, merged and styled cells."""
    path = tmp_path_factory.mktemp("mixed") / "台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day, moment = (
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        )
        red = book.add_format({"bg_color": "red"})
        sheet = book.add_worksheet("客户")
        sheet.write_row(1, 1, ["姓名", "电话", "登记日期", "预算(万)", "顾问"])
        sheet.write_row(3, 1, ["王五", "13800138000"])
        sheet.write_datetime(3, 3, datetime(2026, 11, 3), day)
        sheet.write_number(3, 4, 300)
        sheet.merge_range(3, 5, 4, 5, "李顾问")
        sheet.write_row(4, 1, ["赵六", 13900139000])
        sheet.write_datetime(4, 3, datetime(2026, 11, 4, 14, 30), moment)
        sheet.write_formula(4, 4, "=1/0", None, "#DIV/0!")
        sheet.write_string(6, 1, "　")
        sheet.write_formula(8, 1, "=NA()", None, "#N/A")
        for row in range(20, 400):
            sheet.write_blank(row, 0, None, red)
        sheet.write_comment("B4", "批注")
        hidden = book.add_worksheet("隐藏")
        hidden.write(0, 0, "姓名")
        hidden.hide()
    return path


@pytest.fixture(scope="module")
def converted(mixed: Path) -> dict[str, Path]:
    """The same workbook as LibreOffice saves it."""
    assert OFFICE, "LibreOffice is missing"
    for kind in ("xls", "ods"):
        home = f"-env:UserInstallation=file://{mixed.parent}/office"
        subprocess.run(
            [OFFICE, home, "--headless", "--convert-to", kind, "--outdir", str(mixed.parent), str(mixed)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return {kind: mixed.with_suffix(f".{kind}") for kind in ("xls", "ods")}


def assert_mixed(raw: RawFile) -> None:
    people, hidden = raw.sheets
    assert (people.name, hidden.name) == ("客户", "隐藏")
    assert rows_of(people) == {
        2: ("", "姓名", "电话", "登记日期", "预算(万)", "顾问"),
        4: ("", "王五", "13800138000", date(2026, 11, 3), 300, "李顾问"),
        5: ("", "赵六", 13900139000, datetime(2026, 11, 4, 14, 30), ErrorCell("#DIV/0!"), ""),
        9: ("", ErrorCell("#N/A"), "", "", "", ""),
    }
    assert people.merged == [(4, 5, 5, 5)]
    assert rows_of(hidden) == {1: ("姓名",)}
    assert raw.modified is not None


@pytest.mark.parametrize("ending", ["xlsx", "csv", "xls", "doc", ""])
def test_a_workbook_whatever_it_is_called(mixed: Path, ending: str) -> None:
    assert_mixed(read_named(mixed, f"台账.{ending}"))


@needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx", "csv"])
def test_old_and_open_workbooks(converted: dict[str, Path], kind: str, ending: str) -> None:
    assert_mixed(read_named(converted[kind], f"台账.{ending}"))


@needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_cut_old_and_open_workbooks_are_damaged(
    converted: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    whole = converted[kind].read_bytes()
    for tenth in range(1, 10):
        path = tmp_path / "a"
        path.write_bytes(whole[: len(whole) * tenth // 10])
        reading = read(path)
        assert (reading.outcome, reading.sheets) == ("unreadable", []), tenth


def test_binary_workbooks(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        [None, "姓名", "电话", "预算(万)", "同意"],
        [],
        [None, "王五", 13800138000, 300.5, True],
        [BLANK, BLANK],
        [None, "　"],
        [None, "#N/A", "#DIV/0!"],
    ]
    path = write_binary_workbook(tmp_path / "台账.xls", {"客户": rows, "二": [["姓名"]]})
    people, second = read_named(path).sheets
    assert rows_of(people) == {
        1: ("", "姓名", "电话", "预算(万)", "同意"),
        3: ("", "王五", 13800138000, 300.5, True),
        6: ("", ErrorCell("#N/A"), ErrorCell("#DIV/0!"), "", ""),
    }
    assert (second.name, rows_of(second)) == ("二", {1: ("姓名",)})


def test_strict_workbooks(mixed: Path, tmp_path: Path) -> None:
    """What "Strict Open XML" changes are the name spaces."""
    other = tmp_path / "b.xlsx"
    with zipfile.ZipFile(mixed) as old, zipfile.ZipFile(other, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            content = content.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            ).replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
            )  # fmt: skip
            new.writestr(part, content)
    assert_mixed(read_named(other))


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>客户</title>
<style>td {{ color: red }}</style><!--[if gte mso 9]><xml><x:Name>客户</x:Name></xml><![endif]--></head><body>
<h2>十一月来访客户</h2>
<table border=1><thead><tr><th>姓名</th><th>电话</th><th>登记日期</th><th>顾问</th></tr></thead>
<tr><td>王五</td><td x:str style='mso-number-format:"\\@"'>13800138000</td><td>2026-11-03</td>
<td rowspan=2>李顾问</td></tr>
<tr><td>赵&nbsp;六<br>赵太太</td><td colspan="2">13900139000</td></tr>
<tr></tr>
<tr><td>钱七 &amp; 孙八</td><td>13700137000
</td><td></td><td>&nbsp;</td></tr>
</table><p>共 3 位</p></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "utf-8-sig")]
)
def test_web_pages_dressed_as_workbooks(tmp_path: Path, charset: str, encoding: str) -> None:
    """A heading is a row; an empty row counts; a cell over two rows is merged; the page may lie about its signs."""
    path = tmp_path / "来访.xls"
    path.write_bytes(PAGE.format(charset=charset).encode(encoding))
    (sheet,) = read_named(path).sheets
    assert (sheet.name, sheet.merged) == ("来访", [(3, 3, 4, 3), (4, 1, 4, 2)])
    assert rows_of(sheet) == {
        1: ("十一月来访客户", "", "", ""),
        2: ("姓名", "电话", "登记日期", "顾问"),
        3: ("王五", "13800138000", "2026-11-03", "李顾问"),
        4: ("赵\xa0六\n赵太太", "13900139000", "", ""),
        6: ("钱七 & 孙八", "13700137000", "", ""),
        7: ("共 3 位", "", "", ""),
    }


def test_cells_beside_one_over_two_rows_stay_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        "<table><tr><td rowspan=2>李顾问<td>王五<tr><td>赵六<tr><td>周顾问<td>钱七</table>", encoding="utf-8"
    )
    (sheet,) = read_named(path).sheets
    assert rows_of(sheet) == {1: ("李顾问", "王五"), 2: ("", "赵六"), 3: ("周顾问", "钱七")}


BOOK = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40"><Styles><Style ss:ID="s1"/></Styles>
<Worksheet ss:Name="客户"><Table ss:ExpandedColumnCount="4"><Column ss:Width="60"/>
<Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">电话</Data></Cell>
<Cell><Data ss:Type="String">登记日期</Data></Cell><Cell><Data ss:Type="String">预算(万)</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">王<html:B>五</html:B></Data></Cell>
<Cell><Data ss:Type="Number">13800138000</Data></Cell>
<Cell><Data ss:Type="DateTime">2026-11-03T14:30:00.000</Data></Cell>
<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
<Row><Cell ss:Index="3"><Data ss:Type="DateTime">2026-11-04T00:00:00.000</Data></Cell></Row>
<Row ss:Span="2"/><Row><Cell ss:StyleID="s1"/></Row>
<Row><Cell><Data ss:Type="String">赵&amp;六</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="空"><Table/></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312", "UTF-16"])
def test_xml_dressed_as_workbooks(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "台账.xls"
    path.write_bytes(BOOK.format(encoding=encoding).encode("gb18030" if encoding == "GB2312" else encoding))
    sheet, empty = read_named(path).sheets
    assert (sheet.name, empty.name, sheet.merged) == ("客户", "空", [(4, 0, 5, 0)])
    assert rows_of(sheet) == {
        1: ("姓名", "电话", "登记日期", "预算(万)"),
        4: ("王五", 13800138000, datetime(2026, 11, 3, 14, 30), ErrorCell("#N/A")),
        5: ("", "", datetime(2026, 11, 4), ""),
        10: ("赵&六", True, "", ""),
    }
    assert len(empty.rows) == 0


def test_tabs_dressed_as_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_bytes("姓名\t电话\t登记日期\n王五\t13800138000\t2026-11-03\n".encode("gb18030"))
    sheet = read(path).sheets[0]
    assert dispositions(sheet) == {2: "accepted"}
    assert facts(sheet, "leads", "name", "phone") == [("王五", "+8613800138000")]


def test_columns_are_named_as_the_sheet_shows_them(tmp_path: Path) -> None:
    """The table starts in column C: an issue in its second column is an issue of column D."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row("C3", ["姓名", "电话"])
        sheet.write_row("C4", ["王五", "1380013"])
    issues = read(path).sheets[0].issues
    assert issues.loc[issues["code"] == "phone-invalid", ["row", "column"]].to_numpy().tolist() == [[4, "D"]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(
            "姓名\x01\x02\x03\x04\x05\x06\x07,电话\n".encode(), "file-unreadable", id="signs of no table"
        ),
        pytest.param(b"\0a" * 40 + b"a\0" * 40, "file-unreadable", id="zeros on both sides"),
    ],
)
def test_what_is_no_text(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=why):
        read_named(path)
