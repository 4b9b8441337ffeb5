"""Text tables: encoding, delimiter and records of `.csv`, `.tsv` and "Unicode text"."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import PurePath
from typing import Final

import numpy as np
from charset_normalizer import from_bytes

from pipeline.intake.headers import meaning
from pipeline.intake.raw_tables import (
    LONGEST_CELL,
    RawFile,
    RawSheet,
    UnreadableFileError,
    is_visible,
    to_columns,
)

DELIMITERS: Final = (",", "\t", ";", "|")
_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_MARKUP: Final = ("<html", "<!doctype", "<table", "<?xml", "{\\rtf", "%pdf")
_SAMPLE: Final = 64 << 10
_SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
# Signs that stand in no table but in every picture, program and archive.
_BINARY: Final = re.compile(r"[\x00-\x08\x0e-\x19\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


def read_delimited(content: bytes, name: str) -> RawFile:
    """The one table of a text file; its sheet is the file's name without its ending.

    A row's number is that of its record as a spreadsheet shows it: blank records count, a `sep=` line does not.
    Raises UnreadableFileError.
    """
    text = decode(content)
    if not _is_text(text) or text[:64].lstrip().lower().startswith(_MARKUP) or not is_visible(text):
        raise UnreadableFileError
    told = _SEPARATOR_LINE.match(text)
    body = text[told.end() :] if told else text
    csv.field_size_limit(LONGEST_CELL)
    try:
        delimiter = told[1] if told else find_delimiter(body)
        rows, columns = to_columns(enumerate(_records(body, delimiter), start=1))
        counted = [i for i, cells in enumerate(_records(body, delimiter), 1) if is_visible("".join(cells))]
    except csv.Error as error:
        raise UnreadableFileError("file-malformed") from error
    return RawFile([RawSheet(PurePath(name).stem, rows, columns, np.array(counted, dtype=np.int64))])


def decode(content: bytes) -> str:
    """The text by its mark, as UTF-8 or UTF-16, else in the Chinese encoding that its headers make sense in."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding) or ""
    if b"\x00" in content[:_SAMPLE]:
        return _unmarked_utf16(content)
    text = _decoded(content, "utf-8")
    if text is not None:
        return text
    candidates = [t for t in (_decoded(content, e) for e in ("gb18030", "big5", "big5hkscs", "cp950")) if t]
    if candidates:
        return max(candidates, key=_sense)
    guess = from_bytes(content[:_SAMPLE]).best()
    text = _decoded(content, guess.encoding) if guess else None
    if text is None:
        raise UnreadableFileError
    return text


def find_delimiter(text: str) -> str:
    """The sign that makes most sense of a header, then the one that most first records have in equal number.

    Comma before the others.
    """
    start = text[:_SAMPLE]
    records = {sign: list(islice(_records(start, sign), 50)) for sign in DELIMITERS if sign in start}
    return max(records, key=lambda sign: (_headers(records[sign]), _regularity(records[sign])), default=",")


def _headers(records: list[list[str]]) -> int:
    """How many different things the best of the records says as a header."""
    return max((len({meaning(cell) for cell in cells} - {""}) for cells in records), default=0)


def _regularity(records: list[list[str]]) -> int:
    widths = Counter(len(cells) for cells in records if cells)
    return max(((width - 1) * lines for width, lines in widths.items()), default=0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without a mark has its zero bytes on one side: of every digit, comma and Latin letter."""
    sample = content[:_SAMPLE]
    low, high = sample[1::2].count(0), sample[::2].count(0)
    is_little = low > high
    if max(low, high) * 20 < len(sample) or min(low, high) * 20 > max(low, high):
        raise UnreadableFileError
    text = _decoded(content, "utf-16-le" if is_little else "utf-16-be")
    if text is None:
        raise UnreadableFileError
    return text


def _is_text(text: str) -> bool:
    """A few stray signs, or one in a thousand, are what systems leave in notes."""
    sample = text[:_SAMPLE]
    return "\x00" not in text and len(_BINARY.findall(sample)) <= max(3, len(sample) / 1000)


def _sense(text: str) -> float:
    """How many cells of the first records are headers we know, over all that are no plain Latin."""
    cells = [cell for cell in re.split(r"[,\t;|\r\n\"]+", text[:4096]) if cell and not cell.isascii()]
    return sum(1 for cell in cells if meaning(cell)) / max(1, len(cells))
