"""The shape of the house: imports go one way, the clock is read in one place, both languages are complete."""

import ast
import re
import string
from pathlib import Path

import pytest

from pipeline.issues import CODES
from pipeline.wording import LOCALES, catalogue

HOME = Path(__file__).parent.parent
PIPELINE = HOME / "pipeline"
WORDS = {
    "vocabulary", "issues", "errors", "config", "as_of", "facts", "results", "wording", "workspace",
    "config_problems", "config_site", "passwords", "care_settings", "call_settings",
}  # fmt: skip
# What each room may import, besides itself. The pure rooms touch neither disk nor clock.
MAY_IMPORT = {
    **dict.fromkeys(WORDS, WORDS),
    "customers": WORDS,
    "rules": WORDS,
    "insight": WORDS,
    "intake": WORDS,
    "store": WORDS | {"intake"},
    "publish": WORDS | {"rules", "insight", "intake", "customers"},
    "demo_office": WORDS,
    "deciding": WORDS | {"customers", "rules", "insight"},
    "explaining": WORDS | {"customers", "rules", "deciding"},
    "comparing": WORDS | {"deciding"},
    "simulating": WORDS | {"comparing", "deciding", "night", "store"},
    "asking": WORDS | {"customers", "deciding", "explaining", "intake", "store"},
    "night": WORDS | {"store"},
    "taking_in": WORDS | {"customers", "intake", "store", "night"},
    "account": WORDS | {"intake", "store", "night", "taking_in"},
    "messages": WORDS,
    "command_help": WORDS,
    "exporting": WORDS | {"customers", "store", "messages"},
    "status": WORDS | {"publish"},
    "checking": WORDS | {"customers", "intake", "store", "taking_in", "messages"},
    "blank_workbooks": WORDS | {"intake", "publish"},
    "demonstration": WORDS | {"demo_office", "store"},
    "nightly": WORDS | {"deciding", "intake", "night", "publish", "store", "taking_in", "account"},
    "session": WORDS | {"intake", "night", "nightly", "status", "store"},
    "cli": WORDS
    | {
        "session",
        "checking",
        "exporting",
        "demonstration",
        "demo_office",
        "blank_workbooks",
        "asking",
        "explaining",
        "comparing",
        "simulating",
        "config",
        "command_help",
    },
}
SOURCES = sorted(PIPELINE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PIPELINE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    rooms = {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    direct = [
        node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "pipeline"
    ]
    rooms |= {alias.name for node in direct for alias in node.names if alias.name != "__version__"}
    return rooms


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PIPELINE)))
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert imported_rooms(path) - MAY_IMPORT[room] - {room} == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PIPELINE)))
def test_only_the_command_line_reads_the_clock(path: Path) -> None:
    reads = re.findall(
        r"(?:date\.today|datetime\.(?:now|utcnow|today)|Timestamp\.(?:now|today)|time\.time)\(",
        path.read_text(encoding="utf-8"),
    )
    assert room_of(path) == "cli" or not reads


def test_modules_fit_two_screens() -> None:
    lengths = {path.relative_to(HOME): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def fields_of(text: str) -> set[str]:
    """The placeholders of a text; an amount is said in 万 in Chinese and in yuan in English."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return {"amount" if name in ("wan", "yuan") else name for name in names}


def test_both_languages_are_complete() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert set(chinese) ^ set(english) == set()
    assert {key for key in chinese if not chinese[key] or not english[key]} == set()
    assert {key for key in chinese if fields_of(chinese[key]) != fields_of(english[key])} == set()


def test_no_key_stands_in_two_catalogues() -> None:
    for language in ("zh", "en"):
        keys = [
            line
            for path in (LOCALES / language).glob("*.po")
            for line in path.read_text(encoding="utf-8").splitlines()
            if line.startswith("msgid") and line != 'msgid ""'
        ]
        assert sorted({key for key in keys if keys.count(key) > 1}) == []


@pytest.mark.parametrize("code", CODES)
def test_every_issue_says_what_is_wrong_and_what_to_do(code: str) -> None:
    for texts in (catalogue("zh"), catalogue("en")):
        assert texts[f"issue.{code}"]
        assert texts[f"issue.{code}.hint"]
        assert fields_of(texts[f"issue.{code}"]) <= {"header", "details"}


def test_every_error_has_words() -> None:
    raised = {
        name
        for path in SOURCES
        for name in re.findall(r"Error\(\s*\"([a-z_]+\.[a-z_]+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 10
    assert {name for name in raised if f"error.{name}" not in catalogue("zh")} == set()
