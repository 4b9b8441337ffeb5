"""`--help` and mistyped commands speak to whoever reads them."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline.cli import app
from pipeline.command_help import config_of, language_of, terminal_language
from pipeline.wording import Wording

HOME = Path(__file__).parent.parent.parent


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(HOME / "run.py"), *arguments]
    told = {"COLUMNS": "120", "HOME": "/nonexistent", "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=told)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_and_option_has_a_text(language: Any) -> None:
    words, root = Wording(language), typer.main.get_command(app)
    commands: dict[str, Any] = {"run": root, **root.commands}  # type: ignore[attr-defined]
    keys = [f"help.{name}" for name in commands]
    keys += [f"help.{name}.{option.name}" for name, command in commands.items() for option in command.params]
    assert [key for key in keys if not words.has(key)] == []


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        pytest.param("zh_CN.UTF-8", "夜间处理", id="Chinese terminal"),
        pytest.param("en_US.UTF-8", "Run the night", id="English terminal"),
        pytest.param("C.UTF-8", "夜间处理", id="as the office is configured"),
    ],
)
def test_help_is_in_the_readers_language(lang: str, expected: str) -> None:
    told = run("--help", LANG=lang)
    assert told.returncode == 0
    assert expected in told.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["explan"], "explain", id="a command"),
        pytest.param(["explain"], "CUSTOMER", id="something missing"),
        pytest.param(["nightly", "--asof", "3"], "--as-of", id="an option"),
        pytest.param(["demo", "--size", "huge"], "small, medium", id="a value"),
        pytest.param(["simulate", "--under", "/nonexistent/x.toml"], "/nonexistent/x.toml", id="a file"),
    ],
)
def test_a_mistyped_command_names_what_may_be_meant(arguments: list[str], expected: str) -> None:
    told = run("--data", "/nonexistent/data", *arguments)
    assert told.returncode == 2
    assert expected in told.stderr
    assert any("\u4e00" <= sign <= "\u9fff" for sign in told.stderr)
    assert told.stdout == ""


@pytest.mark.parametrize(
    ("content", "language"),
    [
        pytest.param('[site]\nlanguage = "en"\n', "en", id="said"),
        pytest.param("[site]\nlanguage = 'zh'\nopening = wrong\n", "zh", id="said in a broken file"),
        pytest.param('# language = "en"\n', None, id="only a comment"),
    ],
)
def test_the_language_of_a_file(tmp_path: Path, content: str, language: str | None) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content, encoding="utf-8")
    assert language_of(path) == language
    assert language_of(tmp_path / "none.toml") is None


def test_the_language_of_a_terminal() -> None:
    assert terminal_language({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert terminal_language({"LC_ALL": "en_US", "LANG": "zh_CN"}) == "en"
    assert terminal_language({"LANG": "C.UTF-8"}) is None


def test_the_config_that_is_named() -> None:
    assert config_of(["--config", "a.toml", "check"], Path("b")) == Path("a.toml")
    assert config_of(["--config=a.toml"], Path("b")) == Path("a.toml")
    assert config_of(["check"], Path("b")) == Path("b")
