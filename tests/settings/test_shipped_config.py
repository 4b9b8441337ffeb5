"""The config.toml that is shipped lists every default, each explained in both languages where it stands."""

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Settings
from pipeline.config_problems import key_lines, known_keys

SHIPPED = (Path(__file__).parent.parent.parent / "config.toml").read_text(encoding="utf-8")
LINES = SHIPPED.splitlines()
# Without a line of their own: what offices add as tables of their own names, and what is no setting.
FREE = {
    ("sites",),
    ("columns",),
    ("files",),
    ("channels",),
    ("passwords",),
    ("site", "columns"),
    ("fingerprint",),
}
KEYS = [key for key in known_keys(Settings) if key not in FREE]


def with_examples() -> dict[tuple[str, ...], int]:
    """The line of every key, also of those that stand as an example behind a #."""
    return key_lines(re.sub(r"^# (?=[a-z_]+ = )", "", SHIPPED, flags=re.MULTILINE))


def explanation(line: int) -> str:
    """The comment lines above a line (1, ...); keys right below each other share one."""
    above = line - 2
    while above >= 0 and re.match(r"^(# )?[\w\"]+ = |^\[", LINES[above]):
        above -= 1
    said = []
    while above >= 0 and LINES[above].startswith("#"):
        said.append(LINES[above])
        above -= 1
    return "\n".join(said)


@pytest.mark.parametrize("key", KEYS, ids=".".join)
def test_every_setting_stands_in_the_file_with_an_explanation(key: tuple[str, ...]) -> None:
    line = with_examples().get(key)
    assert line is not None, "the shipped config.toml lacks this setting"
    said = explanation(line)
    assert re.search(r"[\u4e00-\u9fff]", said), "no explanation in Chinese"
    assert re.search(r"[A-Za-z]{3}", said), "no explanation in English"


@pytest.mark.parametrize("key", sorted(FREE - {("fingerprint",), ("site", "columns")}), ids=".".join)
def test_tables_of_free_names_have_an_example(key: tuple[str, ...]) -> None:
    assert re.search(rf"\[{key[0]}[.\]]", SHIPPED)


def test_no_line_of_the_file_is_unknown() -> None:
    known: Any = set(known_keys(Settings))
    tables = {key[:n] for key in known for n in range(len(key))}
    free = {
        key for key in with_examples() if key[0] in ("sites", "files", "columns", "channels", "passwords")
    }
    paces = {key for key in with_examples() if key[:-1] in known}
    assert set(with_examples()) - known - tables - free - paces == set()
