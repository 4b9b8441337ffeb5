"""What the documents say is what the program does."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, RootModel

from pipeline.config import Settings, load_settings
from pipeline.exporting import TABLES

HOME = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
EMPTY_BY_DEFAULT = {"closed_days", "sites", "files", "columns", "channels", "paths", "fingerprint"}


def helped(*command: str) -> str:
    run = subprocess.run(
        [sys.executable, str(HOME / "run.py"), *command, "--help"],
        capture_output=True, text=True, check=True,
        env={"COLUMNS": "200", "HOME": "/nonexistent", "LANG": "en_US.UTF-8"},
    )  # fmt: skip
    return run.stdout


@pytest.fixture(scope="module")
def commands() -> dict[str, str]:
    listed = re.findall(r"^\W*([a-z]+) {2,}\S", helped().partition("Commands")[2], re.MULTILINE)
    return {name: helped(name) for name in listed}


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_stands_in_the_readme(readme: str, commands: dict[str, str]) -> None:
    text = (HOME / readme).read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `python run\.py (\w+)([^`]*)`", text, re.MULTILINE))
    assert set(told) == set(commands)
    for name, options in told.items():
        assert set(re.findall(r"--[a-z-]+", options)) == set(re.findall(r"--[a-z-]+", commands[name])) - {
            "--help"
        }


@pytest.mark.parametrize("readme", READMES)
def test_every_exported_table_stands_in_the_readme(readme: str) -> None:
    text = (HOME / readme).read_text(encoding="utf-8")
    assert [name for name in TABLES if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md", "docs/decisions/README.md"])
def test_links_lead_somewhere(document: str) -> None:
    path = HOME / document
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (HOME / "Makefile").read_text(encoding="utf-8")
    wanted = set(re.findall(r"`?make ([a-z]+)", (HOME / "README.md").read_text(encoding="utf-8")))
    assert {"demo", "test"} <= wanted
    assert [target for target in wanted if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_the_shipped_config_holds_every_default_and_no_other() -> None:
    shipped = load_settings(HOME / "config.toml")
    assert shipped.model_copy(update={"fingerprint": ""}) == Settings()


def keys_of(model: type[BaseModel], above: str = "") -> list[str]:
    keys = []
    for name, field in model.model_fields.items():
        kind: Any = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, RootModel):
            keys += keys_of(kind, f"{above}{name}.")
        else:
            keys.append(f"{above}{name}")
    return keys


def test_every_key_is_explained_where_it_stands() -> None:
    text = (HOME / "config.toml").read_text(encoding="utf-8")
    names = {key.rpartition(".")[2] for key in keys_of(Settings)} - EMPTY_BY_DEFAULT
    assert [
        name for name in sorted(names) if not re.search(rf"^(# )?{name} = |^\[.*{name}\]", text, re.MULTILINE)
    ] == []


def test_changelog_names_the_version() -> None:
    from pipeline import __version__

    assert f"## {__version__}" in (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
