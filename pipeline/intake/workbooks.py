"""Files -> raw tables, by what they hold and never by their ending."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.intake import open_document, open_xml, packages, sheet_records
from pipeline.intake.delimited import decode, read_delimited
from pipeline.intake.raw_tables import RawFile, UnreadableFileError

LARGEST_FILE: Final = 256 << 20
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_PAGE: Final = ("<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<div", "<style", "<tr")
_SAMPLE: Final = 4096
_ENCODING: Final = re.compile(rb"\b(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
# Offices name the small set and use the large one.
_WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}


def read_raw(path: Path, name: str, passwords: Sequence[str] = ()) -> RawFile:
    """Every sheet of a workbook, hidden ones too, or the one table of a text file.

    Raises UnreadableFileError.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFileError("file-too-large")
    return read_content(path.read_bytes(), name, passwords)


def read_content(content: bytes, name: str, passwords: Sequence[str] = ()) -> RawFile:
    """The same of a file's bytes."""
    if content.startswith(_COMPOUND):
        return _read_compound(content, name, passwords)
    if content.startswith(packages.ZIP_STARTS):
        return _read_package(content)
    if not content.strip(b"\0 \t\r\n"):
        raise UnreadableFileError("file-empty")
    return _read_text(content, name)


def _read_package(content: bytes) -> RawFile:
    package = packages.open_package(content)
    parts = set(package.namelist())
    try:
        if open_xml.WORKBOOK in parts:
            return open_xml.read_open_xml(content, package)
        if sheet_records.WORKBOOK in parts:
            return sheet_records.read_binary_workbook(content, package)
        if open_document.CONTENT in parts:
            return open_document.read_open_document(content, package)
    except (*packages.DAMAGED, KeyError, IndexError) as error:
        raise UnreadableFileError("file-damaged") from error
    raise UnreadableFileError


def _read_compound(content: bytes, name: str, passwords: Sequence[str]) -> RawFile:
    from pipeline.intake.encryption import opened
    from pipeline.intake.old_workbooks import read_old_workbook

    plain = opened(content, passwords)
    return read_old_workbook(plain) if plain.startswith(_COMPOUND) else read_content(plain, name)


def _read_text(content: bytes, name: str) -> RawFile:
    from pipeline.intake.web_tables import read_web_tables
    from pipeline.intake.xml_tables import MARK, read_xml_tables

    start = content[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start.startswith(b"<") and b"\0" not in start:
        return read_delimited(content, name)
    text = _decoded(content)
    start_text = text[:_SAMPLE].lstrip("\ufeff \t\r\n").lower()
    if MARK in text[:_SAMPLE]:
        return read_xml_tables(text)
    if start_text.startswith(_PAGE) or "<html" in start_text or "<table" in start_text:
        return read_web_tables(text, name)
    return read_delimited(content, name)


def _decoded(content: bytes) -> str:
    """The text of a page or XML file, in the encoding that it names itself if that fits."""
    found = _ENCODING.search(content[:_SAMPLE])
    named = found[1].decode("ascii", errors="replace").lower() if found else ""
    try:
        return content.decode(_WIDER.get(named, named)) if named else decode(content)
    except (LookupError, UnicodeDecodeError):
        return decode(content)
