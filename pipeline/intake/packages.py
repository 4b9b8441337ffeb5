"""Zip packages: what their directory may say, and XML parts that are checked while they are read."""

import zipfile
import zlib
from io import BytesIO
from itertools import pairwise
from pyexpat import ExpatError, ParserCreate
from typing import IO, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.intake.raw_tables import UnreadableFileError

ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
MOST_PARTS: Final = 5_000
MOST_BYTES: Final = 1 << 30  # of all parts, unpacked
# Office files shrink to a fiftieth at most, endless empty rows included; deflate itself can do a thousandth.
MOST_RATIO: Final = 200
RATIO_COUNTS_FROM: Final = 16 << 20
# A part larger than this is checked at its beginning only: all of it would cost as much as counting its rows.
CHECKED_BYTES: Final = 64 << 20
DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
_HAS_PASSWORD: Final = 0x1
_LOCAL_HEADER: Final = 30


def open_package(content: bytes) -> zipfile.ZipFile:
    """The zip, once its directory says nothing that no office file says.

    `zipfile` reads no byte more than the directory says and compares the checksum at the end of each part, so
    that what is checked here binds. Raises UnreadableFileError.
    """
    try:
        package = zipfile.ZipFile(BytesIO(content))
    except (*DAMAGED, ValueError) as error:
        raise UnreadableFileError("file-damaged") from error
    parts = package.infolist()
    if any(part.flag_bits & _HAS_PASSWORD for part in parts):
        raise UnreadableFileError("file-encrypted")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES or _swells(parts):
        raise UnreadableFileError("file-bomb")
    if len({part.filename for part in parts}) < len(parts) or _overlap(parts):
        raise UnreadableFileError("file-suspicious")
    return package


def is_whole(content: bytes) -> bool:
    """The zip is complete and every checksum fits; one that is refused anyway counts as whole."""
    try:
        return open_package(content).testzip() is None
    except DAMAGED:
        return False
    except UnreadableFileError as error:
        return error.code != "file-damaged"


def parse_part(package: zipfile.ZipFile, name: str) -> Element:
    """A small XML part as a tree, without document types or entities. Raises UnreadableFileError."""
    try:
        tree: Element = fromstring(package.read(name), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableFileError("file-suspicious") from error
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableFileError("file-malformed") from error
    return tree


class XmlStream:
    """An XML part that refuses to go on where it is malformed or brings definitions of its own.

    The bare parser, since no element is of interest here: handlers would cost more than reading the sheet.
    Raises UnreadableFileError while it is read.
    """

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self._stream: IO[bytes] = package.open(name)
        self._parser = ParserCreate()
        self._parser.StartDoctypeDeclHandler = _refuse
        self._is_small = package.getinfo(name).file_size <= CHECKED_BYTES
        self._is_checked = True

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        if self._is_checked:
            try:
                self._parser.Parse(piece, not piece or size < 0)
            except ExpatError as error:
                raise UnreadableFileError("file-malformed") from error
            self._is_checked = self._is_small
        return piece


def _refuse(*_about: object) -> None:
    raise UnreadableFileError("file-suspicious")


def _swells(parts: list[zipfile.ZipInfo]) -> bool:
    return any(
        part.file_size > RATIO_COUNTS_FROM and part.file_size > MOST_RATIO * part.compress_size
        for part in parts
    )


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Two parts share bytes: a small file that unpacks for ever."""
    ordered = sorted(parts, key=lambda part: part.header_offset)
    return any(
        first.header_offset + _LOCAL_HEADER + len(first.filename) + first.compress_size > second.header_offset
        for first, second in pairwise(ordered)
    )
