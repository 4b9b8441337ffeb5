"""A report read back as a reader sees it: its text, its tables by section, and everything it would load."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "rect", "circle", "input"}
LOADING = {"src", "href", "srcset", "poster", "action", "data", "xlink:href", "background"}


@dataclass
class Page(HTMLParser):
    """`tables[section]` is a list of tables, each a list of rows of cell texts (pictures' titles left out)."""

    html: str
    tables: dict[str, list[list[list[str]]]] = field(default_factory=dict)
    text: str = ""
    tags: set[str] = field(default_factory=set)
    loaded: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._section = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.loaded += [str(value) for name, value in attrs if name in LOADING or name.startswith("on")]
        if tag not in VOID:
            self._open.append(tag)
        if tag == "section":
            self._section = str(given.get("id", ""))
            self.tables.setdefault(self._section, [])
        if tag == "table":
            self.tables[self._section].append([])
        if tag == "tr":
            self.tables[self._section][-1].append([])
        if tag in ("td", "th"):
            self.tables[self._section][-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.text += data
        if "svg" in self._open and "title" in self._open:
            self.titles.append(data)
        elif "td" in self._open or "th" in self._open:
            row = self.tables[self._section][-1][-1]
            row[-1] = " ".join(f"{row[-1]} {data}".split())

    def row(self, section: str, name: str, table: int = 0) -> list[str]:
        """The one row of that section's table which begins with `name`."""
        found = [row for row in self.tables[section][table] if row[0] == name]
        assert len(found) == 1, (section, name, len(found))
        return found[0]
