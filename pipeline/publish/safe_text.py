"""Hostile text made harmless: what people typed, on its way into cells and file names.

Cells are written as strings only, never guessed; what is left to guard against is the reader's own program:
a string that begins like a formula becomes one when the sheet is saved as CSV and opened again, or when its
cell is edited.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from itertools import accumulate
from typing import Final

import pandas as pd

CELL_LIMIT: Final = 32_000  # Excel cuts at 32,767 and calls the file damaged
_FORBIDDEN: Final = "".join(
    f"{chr(first)}-{chr(last)}"
    for first, last in (
        (0x00, 0x08),
        (0x0B, 0x0C),
        (0x0E, 0x1F),
        (0x7F, 0x9F),
        (0xFFFE, 0xFFFF),
        (0xFFF9, 0xFFFB),
    )
)
_UNSEEN: Final = "".join(
    f"{chr(first)}-{chr(last)}"
    for first, last in (
        (0x200B, 0x200B),
        (0x200E, 0x200F),
        (0x202A, 0x202E),
        (0x2066, 0x2069),
        (0xFEFF, 0xFEFF),
    )
)
CONTROL: Final = re.compile(f"[{_FORBIDDEN}\ud800-\udfff]")
UNSEEN: Final = re.compile(f"[{_UNSEEN}]")
BREAKS: Final = re.compile("\r\n|[\r\u2028\u2029]")
FORMULA_START: Final = re.compile(r"^\s*[=+\-@|%\t]")
WIDE: Final = str.maketrans({"=": "＝", "+": "＋", "-": "－", "@": "＠", "|": "｜", "%": "％", "\t": " "})
PLAIN_NUMBER: Final = re.compile(r"^\+?[0-9][0-9 ]*$")

NAME_BYTES: Final = 100  # of the 255 a file system allows, id and name each
NAME_SIGNS: Final = frozenset("-_.,+()[]@#&·、，。（）【】《》「」—")
RESERVED: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")}
)
SHEET_NAME_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")


def plain_text(value: str) -> str:
    """The text as typed, without what no cell can hold: control characters, lone halves, overlength."""
    return CONTROL.sub("", BREAKS.sub("\n", value))[:CELL_LIMIT]


def shown_text(value: str) -> str:
    """Text to read, not to read back: without invisible marks that reorder what is read, and with a first
    character that would begin a formula in its full-width form, which looks the same and computes nothing.
    """
    text = UNSEEN.sub("", plain_text(value)).strip()
    if not FORMULA_START.match(text) or PLAIN_NUMBER.match(text):
        return text
    return text[:1].translate(WIDE) + text[1:]


def shown_texts(values: pd.Series) -> pd.Series:
    """`shown_text` of a column, computed once per different value; an unknown value is an empty text."""
    filled = values.astype("str").fillna("")
    made_safe = {value: shown_text(value) for value in filled.unique()}
    return filled.map(made_safe).astype("str")


def clean_name(text: str, limit: int = NAME_BYTES) -> str:
    """What of a text may stand in a file name: letters, digits and marks of any script and `NAME_SIGNS`.

    Everything else is one blank; cut to `limit` bytes of UTF-8 between characters. May be empty.
    """
    kept = "".join(letter if _is_allowed(letter) else " " for letter in unicodedata.normalize("NFC", text))
    joined = re.sub(r"\s+", " ", kept).strip(" .-")
    return joined.encode("utf-8")[:limit].decode("utf-8", errors="ignore").rstrip(" .-")


def safe_file_name(text: str) -> str:
    """A name for a file or folder, never empty: the text itself where it may stand, else what may stay of it and
    a short hash, so that two texts never share a name.
    """
    shown = clean_name(text)
    return shown if shown == text != "" and not _is_reserved(text) else _with_hash([shown], text)


def file_name_for(consultant_id: str, name: str) -> str:
    """`<id> <name>`, to which the ending is added: two different ids never share a file, on any file system.

    An id that is one clean word begins the name and tells it apart from every other. Any other id (with
    blanks, changed by cleaning, or in a case that another id could share where case does not count) also ends
    it with a short hash of itself. A name equal to the id (an office without a roster) is not repeated.
    """
    shown_id, shown_name = clean_name(consultant_id), clean_name(name)
    parts = [shown_id, "" if shown_name == shown_id else shown_name]
    return (
        " ".join(filter(None, parts))
        if _is_one_clean_word(consultant_id)
        else _with_hash(parts, consultant_id)
    )


def sheet_names(names: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """Titles that Excel accepts, as close to `names` as possible, no two equal (case ignored)."""
    taken = {name.casefold() for name in reserved} | {"history"}
    titles: list[str] = []
    for number, name in enumerate(names, start=1):
        wanted = SHEET_NAME_FORBIDDEN.sub(" ", UNSEEN.sub("", plain_text(name))).replace("\n", " ")
        base = _cut_title(wanted.strip(" '"), 31) or f"Sheet{number}"
        title, copy = base, 2
        while title.casefold() in taken:
            title, copy = f"{_cut_title(base, 26)} ({copy})", copy + 1
        taken.add(title.casefold())
        titles.append(title)
    return titles


def _cut_title(text: str, units: int) -> str:
    """Excel counts the 31 letters of a title in UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore").strip(" '")


def _is_allowed(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter in NAME_SIGNS


def _with_hash(parts: list[str], text: str) -> str:
    name = " ".join(filter(None, [*parts, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]]))
    return f"_{name}" if _is_reserved(name) else name  # `nul.xlsx 1a2b.xlsx` is still NUL to Windows


def _is_reserved(name: str) -> bool:
    return name.split(".")[0].strip().upper() in RESERVED


def _is_one_clean_word(consultant_id: str) -> bool:
    """Of all ids that differ only in case one is in usual case: `S001`, `Emma`; the others are not."""
    folded = consultant_id.casefold()
    usual = folded.upper() if any(map(str.isdigit, folded)) else folded.title()
    return clean_name(consultant_id) == consultant_id == usual != "" and not (
        " " in consultant_id or _is_reserved(consultant_id)
    )


def display_width(text: str) -> int:
    """Chinese letters are two wide, others one."""
    return len(text) if text.isascii() else len(text) + sum(map("\u2e7f".__lt__, text))


def shortened(text: str, width: int) -> str:
    """One line of at most `width`, cut with an ellipsis."""
    line = " ".join(text.split())
    if display_width(line) <= width:
        return line
    widths = accumulate(display_width(letter) for letter in line)
    return line[: sum(reached < width for reached in widths)].rstrip() + "…"
