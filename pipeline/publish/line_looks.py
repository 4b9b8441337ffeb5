"""How the lines inside one cell look: what leads is bold, what is of second rank is quiet."""

from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.book import Book, Span, write_spans
from pipeline.publish.prepared_texts import LINES

# Lines that name a day lead with it: `11-17 电话`, `2025-03-02 WeChat`.
_DAY_LETTERS: Final = frozenset("0123456789-")


class LineLooks:
    """Writes texts of lines into cells; a line's look follows from how it begins."""

    def __init__(self, book: Book) -> None:
        colours, wording = book.colours, book.wording
        self._plain = book.style()
        self._bold = book.style(bold=True)
        self._quiet = book.style(font_color=colours.muted)
        self._label = book.style(bold=True, font_color=colours.accent)
        self._warning = book.style(bold=True, font_color=colours.bad)
        self._labels = tuple(wording(f"prepared.{name}", value="").strip() for name in LINES)
        self._urgent = wording("prepared.promises", value="").strip()
        self._reason = wording("today.why_grade", value="").strip()

    def write(self, sheet: Worksheet, row: int, column: int, field: str, text: str, style: Format) -> None:
        spans: list[Span] = []
        for number, line in enumerate(text.split("\n")):
            found = self._spans(field, line, is_first=number == 0)
            if number:
                found = [("\n" + found[0][0], found[0][1]), *found[1:]]
            spans += found
        write_spans(sheet, row, column, spans, style)

    def _spans(self, field: str, line: str, *, is_first: bool) -> list[Span]:
        if field == "why_now":
            quiet = self._quiet if line.startswith(self._reason) else self._plain
            return [(line, self._bold if is_first else quiet)]
        if field == "talks":
            day = line.split(" ")[0]
            return (
                [(day, self._bold), (line[len(day) :], self._plain)]
                if _is_day(day)
                else [(line, self._quiet)]
            )
        if field == "prepared":
            label = next((word for word in self._labels if line.startswith(word)), "")
            look = self._warning if label == self._urgent else self._label
            return [(label, look), (line[len(label) :], self._plain)] if label else [(line, self._plain)]
        return [(line, self._plain)]


def _is_day(word: str) -> bool:
    return len(word) >= 5 and set(word) <= _DAY_LETTERS
