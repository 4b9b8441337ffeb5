"""Filling in our own workbooks as people do: by the headers they see, in Excel's way or in LibreOffice's."""

import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def fill(
    path: Path, sheet: str, fills: dict[str | int, dict[str, Any]], saved: str = "2026-11-20 10:30"
) -> None:
    """Write cells by header: of the row whose first cell says so, or of the n-th row below the header.

    `saved`: when, in UTC; the site is eight hours ahead.
    """
    book = load_workbook(path)
    page = book[sheet]
    header = _header(page)
    place = {str(cell.value): cell.column for cell in page[header] if cell.value}
    for key, cells in fills.items():
        row = header + key if isinstance(key, int) else _row(page, header, key)
        for name, value in cells.items():
            page.cell(row, place[name], value)
    book.save(path)
    _say_saved(path, saved)


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by header, those without anything left out."""
    page = load_workbook(path)[sheet]
    header, *rows = page.iter_rows(min_row=_header(page), values_only=True)
    told = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return [row for row in told if any(value not in (None, "") for value in row.values())]


def saved_by_libreoffice(soffice: str, path: Path, folder: Path) -> None:
    """The same workbook, opened and saved by LibreOffice."""
    command = [soffice, "--headless", f"-env:UserInstallation=file://{folder / 'profile'}", "--convert-to"]
    subprocess.run(
        [*command, "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(path)], check=True,
        capture_output=True, timeout=180,
    )  # fmt: skip
    path.write_bytes((folder / path.name).read_bytes())


def _header(page: Worksheet) -> int:
    """The row with most texts of the first ten."""
    counts = {
        number: sum(isinstance(value, str) for value in row)
        for number, row in enumerate(page.iter_rows(min_row=1, max_row=6, values_only=True), start=1)
    }
    return 3 if counts[3] > 3 else max(counts, key=lambda number: counts[number])


def _row(page: Worksheet, header: int, key: str) -> int:
    column = [cell.value for cell in page["A"]]
    return next(number for number, value in enumerate(column, start=1) if value == key and number > header)


def _say_saved(path: Path, saved: str) -> None:
    """The moment at which it was saved, which openpyxl takes from the clock."""
    import zipfile

    at = datetime.fromisoformat(saved)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    core = parts["docProps/core.xml"].decode()
    start, end = core.index('W3CDTF">', core.index("dcterms:modified")) + 8, core.index("</dcterms:modified>")
    parts["docProps/core.xml"] = f"{core[:start]}{at:%Y-%m-%dT%H:%M:%S}Z{core[end:]}".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
