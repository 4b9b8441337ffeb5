"""Files made to hurt, by code: bombs, lies, damage and disguises, each with the codes that may be said of it.

`READ` among the codes means that the file may also be read, as long as both counts of its rows agree.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha512
from typing import NamedTuple

import xlsxwriter

READ = "read"
DAMAGE = frozenset({"file-damaged", "file-malformed", "file-unreadable", "file-crashed", "file-rows-differ"})
ANY = DAMAGE | {
    READ,
    "file-encrypted",
    "file-too-large",
    "file-timeout",
    "file-suspicious",
    "file-bomb",
    "file-empty",
}
SHEET, STRINGS, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
RELATIONS, PROPERTIES = "xl/_rels/workbook.xml.rels", "docProps/core.xml"
XML_PARTS = (SHEET, STRINGS, WORKBOOK, RELATIONS, PROPERTIES)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Hostile(NamedTuple):
    name: str
    file_name: str
    content: Callable[[], bytes]
    codes: frozenset[str]


def good_workbook(rows: int = 30) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, ["客户姓名", "联系电话", "登记日期", "客户来源"])
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, [f"王{row}", f"138{row:08}", "2026-11-03", "抖音"])
    return target.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(good_workbook())
    return zipped({**parts, name: change(parts[name])})


def with_rows(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet holds this XML between `<sheetData>` and its end."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return zipped({**parts_of(good_workbook()), SHEET: sheet})


def open_document(rows: str, manifest: str = "<manifest/>", head: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="客户">{rows}</table:table>'
    end = "</office:spreadsheet></office:body></office:document-content>"
    content = f'<?xml version="1.0"?>{head}<office:document-content {names}>{body}{end}'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def every_variant() -> list[Hostile]:
    return [
        *_cut(), *_flipped(), *_definitions(), *_ill_formed(), *_packages(), *_sheets(), *_documents(),
        *_disguises(), *_texts(), *_old_formats(),
    ]  # fmt: skip


def _cut() -> Iterator[Hostile]:
    whole = good_workbook()
    for step in range(1, 31):
        yield Hostile(
            f"cut at {step}/31", "a.xlsx", partial(_start_of, whole, len(whole) * step // 31), DAMAGE
        )


def _flipped() -> Iterator[Hostile]:
    whole = good_workbook()
    for step in range(30):
        yield Hostile(f"flipped at {step}/30", "a.xlsx", partial(_flip, whole, len(whole) * step // 30), ANY)


def _start_of(content: bytes, length: int) -> bytes:
    return content[:length]


def _disguised(start: bytes) -> bytes:
    return start + b"".join(sha512(start + bytes([n])).digest() for n in range(200))


def _encoded(text: Callable[[], str]) -> bytes:
    return text().encode()


def _flip(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def _definitions() -> Iterator[Hostile]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    kinds = {
        "laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>',
        "outside": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        "parameter": '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>',
        "bare": "<!DOCTYPE a>",
    }
    for part in XML_PARTS:
        for kind, text in kinds.items():
            yield Hostile(
                f"definitions {kind} {part}", "a.xlsx",
                partial(with_part, part, partial(_after_declaration, text=text.encode())),
                frozenset({"file-suspicious"}),
            )  # fmt: skip


def _after_declaration(content: bytes, text: bytes) -> bytes:
    end = content.find(b"?>") + 2
    return content[:end] + text + content[end:]


def _ill_formed() -> Iterator[Hostile]:
    kinds: dict[str, Callable[[bytes], bytes]] = {
        "half": lambda xml: xml[: len(xml) // 2],
        "no end": lambda xml: xml[: xml.rfind(b"</")],
        "wrong end": lambda xml: xml[: xml.rfind(b"</")] + b"</other>",
        "control sign": lambda xml: xml[: xml.rfind(b"</")] + b"\x01" + xml[xml.rfind(b"</") :],
        "no utf-8": lambda xml: xml[: xml.rfind(b"</")] + b"\xff\xfe" + xml[xml.rfind(b"</") :],
        "bare &": lambda xml: xml[: xml.rfind(b"</")] + b" & " + xml[xml.rfind(b"</") :],
        "unknown entity": lambda xml: xml[: xml.rfind(b"</")] + b"&nosuch;" + xml[xml.rfind(b"</") :],
        "empty": lambda xml: b"",
        "no xml": lambda xml: b"hello",
    }
    for part in XML_PARTS:
        for kind, change in kinds.items():
            yield Hostile(f"ill-formed {kind} {part}", "a.xlsx", partial(with_part, part, change), DAMAGE)


def _packages() -> Iterator[Hostile]:
    bomb = frozenset({"file-bomb"})
    good = good_workbook()
    yield Hostile("bomb: a sheet of 100 MB of blanks", "a.xlsx", lambda: _bomb(100), bomb)
    yield Hostile("bomb: parts that say they are large", "a.xlsx", _many_large_parts, bomb)
    yield Hostile("bomb: 6,000 parts", "a.xlsx", _many_parts, bomb)
    yield Hostile("parts that share bytes", "a.xlsx", _overlapping, frozenset({"file-suspicious"}))
    yield Hostile("a part twice", "a.xlsx", _doubled, frozenset({"file-suspicious"}))
    yield Hostile("says less than it unpacks to", "a.xlsx", lambda: _lying(_bomb(100), 1000), DAMAGE)
    yield Hostile("says more than it unpacks to", "a.xlsx", lambda: _lying(good, 1 << 26), DAMAGE | bomb)
    yield Hostile("says four gigabytes", "a.xlsx", lambda: _lying(good, 0xFFFFFFF0), bomb)
    yield Hostile("parts with a password", "a.xlsx", lambda: _flagged(good), frozenset({"file-encrypted"}))
    yield Hostile("unknown packing", "a.xlsx", lambda: _packed_as(good, 99), DAMAGE)
    yield Hostile("a zip in a zip", "a.xlsx", lambda: zipped({"b.xlsx": good}), DAMAGE)
    yield Hostile("an empty zip", "a.xlsx", lambda: zipped({}), DAMAGE)
    yield Hostile("no sheet in it", "a.xlsx", lambda: _without(SHEET), DAMAGE)
    yield Hostile("no relations", "a.xlsx", lambda: _without(RELATIONS), DAMAGE)
    yield Hostile("no strings", "a.xlsx", lambda: _without(STRINGS), DAMAGE)
    yield Hostile("no content types", "a.xlsx", lambda: _without("[Content_Types].xml"), ANY)
    yield Hostile("no styles", "a.xlsx", lambda: _without("xl/styles.xml"), ANY)
    yield Hostile("names that climb", "a.xlsx", lambda: zipped({**parts_of(good), "../../x": "x"}), ANY)
    yield Hostile("sheet outside", "a.xlsx", lambda: _relation("../../../../etc/hostname"), DAMAGE)
    yield Hostile("sheet on the net", "a.xlsx", lambda: _relation("http://127.0.0.1:9/x"), DAMAGE)
    yield Hostile("a comment of 60 KB", "a.xlsx", lambda: _commented(good), ANY)
    yield Hostile("something before the zip", "a.xlsx", lambda: b"MZ" + good, DAMAGE)
    yield Hostile("two zips, one after the other", "a.xlsx", lambda: good + good, ANY)


def _bomb(megabytes: int) -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{" " * (megabytes << 20)}</sheetData></worksheet>'
    return zipped({**parts_of(good_workbook(1)), SHEET: sheet})


def _many_large_parts() -> bytes:
    content = zipped({**parts_of(good_workbook(1)), **{f"xl/media/{n}": "x" for n in range(10)}})
    for part in range(10):
        content = _lying(content, 150 << 20, f"xl/media/{part}")
    return content


def _many_parts() -> bytes:
    return zipped({**parts_of(good_workbook(1)), **{f"xl/media/{n}": "" for n in range(6000)}})


def _overlapping() -> bytes:
    """The directory names the same bytes twice."""
    good = good_workbook()
    start = good.index(b"PK\x01\x02")
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        count, size = len(package.namelist()), good.index(b"PK\x05\x06") - start
    first = good[start : start + 46 + struct.unpack_from("<H", good, start + 28)[0]]
    again = first.replace(b"[Content_Types].xml", b"xl/sheet_again.xml2")
    end = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, size + len(again), start, 0
    )  # fmt: skip
    return good[: start + size] + again + end


def _doubled() -> bytes:
    target = io.BytesIO(good_workbook())
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("xl/worksheets/sheet2.xml", "<worksheet/>")
    return target.getvalue().replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml")


def _directory_places(content: bytes, part: str = SHEET) -> int:
    """Where the directory speaks of a part."""
    place = content.index(b"PK\x01\x02")
    while content[place + 46 : place + 46 + len(part)] != part.encode():
        place = content.index(b"PK\x01\x02", place + 1)
    return place


def _lying(content: bytes, size: int, part: str = SHEET) -> bytes:
    place = _directory_places(content, part) + 24
    return content[:place] + struct.pack("<L", size) + content[place + 4 :]


def _flagged(content: bytes) -> bytes:
    place = _directory_places(content) + 8
    return content[:place] + b"\x01" + content[place + 1 :]


def _packed_as(content: bytes, method: int) -> bytes:
    place = _directory_places(content) + 10
    return content[:place] + struct.pack("<H", method) + content[place + 2 :]


def _commented(content: bytes) -> bytes:
    return content[:-2] + struct.pack("<H", 60_000) + b"x" * 60_000


def _without(part: str) -> bytes:
    return zipped({name: content for name, content in parts_of(good_workbook()).items() if name != part})


def _relation(target: str) -> bytes:
    return with_part(RELATIONS, lambda xml: xml.replace(b"worksheets/sheet1.xml", target.encode()))


def _sheets() -> Iterator[Hostile]:
    cell = '<c r="A1" t="inlineStr"><is><t>王五</t></is></c>'
    far = '<c r="XFD1048576"><v>1</v></c>'
    sheets: dict[str, tuple[Callable[[], bytes], frozenset[str]]] = {
        "dimension of everything": (lambda: _dimension("A1:XFD1048576"), frozenset({READ})),
        "dimension of one cell": (lambda: _dimension("A1"), frozenset({READ})),
        "dimension backwards": (lambda: _dimension("D31:A1"), ANY),
        "dimension of nothing": (lambda: _dimension(""), ANY),
        "dimension beyond": (lambda: _dimension("A1:ZZZZZZZ99999999999"), ANY),
        "a cell in the far corner": (
            lambda: with_rows(f'<row r="1">{cell}</row><row r="1048576">{far}</row>'),
            frozenset({"file-too-large"}),
        ),
        "a cell in the last row": (
            lambda: with_rows(f'<row r="1">{cell}</row><row r="1048576"><c r="B1048576"><v>1</v></c></row>'),
            frozenset({READ}),
        ),
        "a million styled empty rows": (_styled_rows, frozenset({READ})),
        "300,000 rows of styled empty cells": (_styled_cells, frozenset({READ})),
        "row 0": (lambda: with_rows(f'<row r="0">{cell}</row>'), ANY),
        "row 4294967297": (lambda: with_rows(f'<row r="4294967297">{cell}</row>'), ANY),
        "row -1": (lambda: with_rows(f'<row r="-1">{cell}</row>'), ANY),
        "row x": (lambda: with_rows(f'<row r="x">{cell}</row>'), ANY),
        "cells of another row": (lambda: with_rows(f'<row r="7">{cell}</row>'), DAMAGE | {READ}),
        "the same row twice": (lambda: with_rows(f'<row r="1">{cell}</row><row r="1">{cell}</row>'), ANY),
        "a row in a row": (lambda: with_rows(f'<row r="1"><row r="2">{cell}</row></row>'), ANY),
        "cells that name no place": (lambda: with_rows('<row r="1"><c r="?"><v>1</v></c></row>'), ANY),
        "a column beyond all": (lambda: with_rows('<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>'), ANY),
        "a string that there is not": (
            lambda: with_rows('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'), ANY,
        ),
        "a string before the first": (lambda: with_rows('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), ANY),
        "a number that is none": (lambda: with_rows('<row r="1"><c r="A1"><v>abc</v></c></row>'), ANY),
        "a number without end": (lambda: with_rows('<row r="1"><c r="A1"><v>1e99999</v></c></row>'), ANY),
        "a type nobody knows": (lambda: with_rows('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'), ANY),
        "a style that there is not": (
            lambda: with_rows('<row r="1"><c r="A1" s="99999999"><v>1</v></c></row>'), ANY,
        ),
        "100,000 elements deep": (
            lambda: with_rows(f'<row r="1">{"<c>" * 100_000}{"</c>" * 100_000}</row>'), ANY,
        ),
        "a text of 8 MB": (
            lambda: with_rows(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{_noise(8 << 20)}</t></is></c></row>'),
            ANY,
        ),
        "everything merged": (
            lambda: with_rows(
                f'<row r="1">{cell}</row>', after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            ),
            ANY,
        ),
        "merged nonsense": (
            lambda: with_rows(f'<row r="1">{cell}</row>', after='<mergeCells><mergeCell ref="?:"/></mergeCells>'),
            ANY,
        ),
        "50,000 merged ranges": (_many_merged, ANY),
        "5,000 sheets": (_many_sheets, frozenset({"file-too-large"})),
        "two sheets of a name": (
            lambda: with_part(WORKBOOK, lambda xml: xml.replace(b"</sheets>", _sheet_line("客户", 1) + b"</sheets>")),
            frozenset({"file-suspicious"}),
        ),
        "a sheet named like a path": (
            lambda: with_part(WORKBOOK, lambda xml: xml.replace("客户".encode(), b"../../etc/passwd")), ANY,
        ),
        "no sheets": (lambda: with_part(WORKBOOK, _no_sheets), ANY),
    }  # fmt: skip
    for name, (content, codes) in sheets.items():
        yield Hostile(f"sheet: {name}", "a.xlsx", content, codes)


def _noise(length: int) -> str:
    """Letters that do not shrink to a two-hundredth."""
    return "".join(f"{n:x}" for n in range(length // 7))


def _dimension(place: str) -> bytes:
    return with_part(
        SHEET, lambda xml: xml.replace(b'<dimension ref="A1:D31"/>', f'<dimension ref="{place}"/>'.encode())
    )


def _styled_rows() -> bytes:
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, 1_048_577))
    return with_rows('<row r="1"><c r="A1"><v>1</v></c></row>' + rows)


def _styled_cells() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 300_001))
    return with_rows('<row r="1"><c r="A1"><v>1</v></c></row>' + rows)


def _many_merged() -> bytes:
    ranges = "".join(f'<mergeCell ref="A{n}:B{n + 9}"/>' for n in range(1, 50_001))
    return with_rows('<row r="1"><c r="A1"><v>1</v></c></row>', after=f"<mergeCells>{ranges}</mergeCells>")


def _sheet_line(name: str, number: int) -> bytes:
    return f'<sheet name="{name}" sheetId="{number}" r:id="rId1"/>'.encode()


def _many_sheets() -> bytes:
    lines = b"".join(_sheet_line(f"s{n}", n) for n in range(2, 5_000))
    return with_part(WORKBOOK, lambda xml: xml.replace(b"</sheets>", lines + b"</sheets>"))


def _no_sheets(xml: bytes) -> bytes:
    return xml[: xml.index(b"<sheet ")] + xml[xml.index(b"</sheets>") :]


def _documents() -> Iterator[Hostile]:
    cell = '<table:table-cell office:value-type="string"><text:p>王五</text:p></table:table-cell>'
    rows = {
        "a row a billion times": f'<table:table-row table:number-rows-repeated="999999999">{cell}</table:table-row>',
        "a row minus one times": f'<table:table-row table:number-rows-repeated="-1">{cell}</table:table-row>',
        "a cell a billion times": "<table:table-row>"
        + cell.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="999999999"')
        + "</table:table-row>",
        "empty rows to the end": f"<table:table-row>{cell}</table:table-row><table:table-row "
        'table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>",
        "50,000 elements deep": f"<table:table-row>{'<table:table-cell>' * 50_000}{'</table:table-cell>' * 50_000}"
        "</table:table-row>",
        "a number that is none": '<table:table-row><table:table-cell office:value-type="float" '
        'office:value="abc"><text:p>abc</text:p></table:table-cell></table:table-row>',
        "a day that is none": '<table:table-row><table:table-cell office:value-type="date" '
        'office:date-value="2026-99-99"><text:p>x</text:p></table:table-cell></table:table-row>',
        "unclosed": "<table:table-row>",
    }
    for name, xml in rows.items():
        yield Hostile(f"ods: {name}", "a.ods", partial(open_document, xml), ANY)
    laughs = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    yield Hostile(
        "ods: definitions", "a.ods", lambda: open_document("", head=laughs), frozenset({"file-suspicious"})
    )
    locked = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    yield Hostile("ods: password", "a.ods", lambda: open_document("", locked), frozenset({"file-encrypted"}))


def _disguises() -> Iterator[Hostile]:
    starts = {
        "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "photo": b"\xff\xd8\xff\xe0\0\x10JFIF\0", "pdf": b"%PDF-1.7\n%\xe2\xe3",
        "program": b"\x7fELF\2\1\1\0", "windows program": b"MZ\x90\0\3\0\0\0", "gzip": b"\x1f\x8b\x08\0\0\0\0\0",
        "rar": b"Rar!\x1a\x07\1\0", "7z": b"7z\xbc\xaf\x27\x1c\0\4", "film": b"\0\0\0\x18ftypmp42\0\0\0\0",
        "database": b"SQLite format 3\0\x10\0", "rtf": b"{\\rtf1\\ansi 2026}", "java": b"\xca\xfe\xba\xbe\0\0\0\x34",
        "noise": b"\xa5",
    }  # fmt: skip
    for name, start in starts.items():
        for ending in ("xlsx", "xls", "csv"):
            yield Hostile(
f"disguise: {name}.{ending}", f"a.{ending}", partial(_disguised, start), DAMAGE | {"file-empty"},
            )  # fmt: skip


def _texts() -> Iterator[Hostile]:
    table = "<table><tr><td>{}</td></tr></table>"
    sheet = '<?xml version="1.0"?>{}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    sheet += 'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>{}'
    end = "</Table></Worksheet></Workbook>"
    texts: dict[str, Callable[[], str]] = {
        "csv: 20 MB in one line": lambda: "a" * (20 << 20),
        "csv: a quote that never ends": lambda: '姓名,电话\n"王五,138\n' * 50_000,
        "csv: a million quotes": lambda: '"' * 1_000_000,
        "csv: 200,000 columns": lambda: "a," * 200_000,
        "csv: a million empty lines": lambda: "a,b\n" + "\n" * 1_000_000 + "c,d\n",
        "csv: carriage returns only": lambda: "姓名,电话\r王五,138\r" * 1000,
        "csv: formulas": lambda: "姓名,电话\n=cmd|' /C calc'!A0,138\n",
        "csv: only a separator line": lambda: "sep=,\n",
        "html: a cell a billion wide": lambda: "<table><tr><td colspan=999999999>a</td></tr></table>",
        "html: a cell 65,000 wide, often": lambda: table.format("a" + "<td colspan=65000>a</td>" * 1000),
        "html: a cell a billion high": lambda: "<table><tr><td rowspan=999999999>a</td></tr></table>",
        "html: 20,000 tables deep": lambda: "<table><tr><td>" * 20_000 + "a",
        "html: a tag that never ends": lambda: "<table><tr><td " + 'a="b ' * 100_000,
        "html: a comment that never ends": lambda: "<table><tr><td>a</td></tr><!-- " + "-" * 1_000_000,
        "html: script": lambda: "<html>" + table.format("<script>fetch('//x')</script>a") + "</html>",
        "html: 30,000 open tags": lambda: "<table><tr>" + "<td><b><i>" * 10_000,
        "html: many <": lambda: "<html>" + "<" * 200_000 + table.format("a"),
        "html: many &": lambda: "<html>" + table.format("&" * 500_000 + "&#99999999999;&#0;"),
        "html: half a tag": lambda: "<table><tr><td>a</td></tr></tab",
        "html: nothing but tags": lambda: "<html><table><tr></tr></table></html>",
        "xml: definitions": lambda: sheet.format('<!DOCTYPE a [<!ENTITY x "y">]>', "") + end,
        "xml: a row beyond all": lambda: sheet.format("", '<Row ss:Index="999999999"/>') + end,
        "xml: a column beyond all": lambda: sheet.format("", '<Row><Cell ss:Index="999999999"/></Row>') + end,
        "xml: a row x": lambda: sheet.format("", '<Row ss:Index="x"/>') + end,
        "xml: a number that is none": lambda: sheet.format(
            "", '<Row><Cell><Data ss:Type="Number">abc</Data></Cell></Row>') + end,
        "xml: a day that is none": lambda: sheet.format(
            "", '<Row><Cell><Data ss:Type="DateTime">2026-99-99</Data></Cell></Row>') + end,
        "xml: half of it": lambda: sheet.format("", "<Row><Cell><Data"),
        "xml: 50,000 deep": lambda: sheet.format("", "<Row>" + "<b>" * 50_000 + "</b>" * 50_000 + "</Row>") + end,
        "xml: something else": lambda: '<?xml version="1.0"?><a><b/></a>',
    }  # fmt: skip
    for name, text in texts.items():
        ending = name.split(":")[0].replace("html", "xls")
        yield Hostile(name, f"a.{ending}", partial(_encoded, text), ANY)
    yield Hostile(
        "csv: utf-16 with half a sign", "a.csv", lambda: "姓名,电话\n".encode("utf-16") + b"\1", ANY
    )
    yield Hostile("csv: a mark alone", "a.csv", lambda: b"\xef\xbb\xbf", DAMAGE | {"file-empty"})
    yield Hostile(
        "csv: two encodings in one", "a.csv", lambda: "姓名\n".encode() + "电话\n".encode("gbk"), ANY
    )


def _old_formats() -> Iterator[Hostile]:
    mark = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head = mark + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    yield Hostile("xls: a mark alone", "a.xls", lambda: mark, DAMAGE)
    yield Hostile("xls: zeros", "a.xls", lambda: mark + bytes(5000), DAMAGE)
    yield Hostile("xls: ones", "a.xls", lambda: mark + b"\xff" * 5000, DAMAGE)
    for sectors in (1, 0x7FFFFFFF, 0xFFFFFFFF):
        numbers = struct.pack("<LLLLLLLLL", 0, sectors, 0, 0, 4096, 0, sectors, 0, sectors)
        yield Hostile(
            f"xls: says {sectors} sectors", "a.xls",
            partial(bytes, head + numbers + bytes(436 + 2048)), DAMAGE | {"file-too-large", "file-timeout"},
        )  # fmt: skip
        loop = struct.pack("<128L", *[0] * 128)  # every sector is followed by the first
        yield Hostile(
            f"xls: sectors in a circle, {sectors}", "a.xls",
            partial(bytes, head + numbers + bytes(436) + loop * 4), DAMAGE | {"file-too-large", "file-timeout"},
        )  # fmt: skip
    book = b'<Relationships><Relationship Id="r" Target="s.bin" Type="x"/></Relationships>'
    for name, records in {
        "a length beyond the end": b"\x00\xff\xff\xff\x7f",
        "half a record": b"\x00\x11\x01",
        "half a number": b"\x80",
        "a row beyond all": b"\x00\x04\xff\xff\xff\xff\x05\x10" + bytes(16),
        "nothing": b"",
    }.items():
        sheet = struct.pack("<BBBLL", 0x9C, 0x01, 18, 0, 1) + b"\1\0\0\0r\0" + b"\1\0\0\0a\0"
        parts = {"xl/workbook.bin": sheet, "xl/_rels/workbook.bin.rels": book, "xl/s.bin": records}
        yield Hostile(f"xlsb: {name}", "a.xlsb", partial(zipped, parts), ANY)
