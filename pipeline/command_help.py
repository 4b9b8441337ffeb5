"""What `--help` and a mistyped command say, in the reader's language; the texts are in `locales/*/help.po`."""

import os
import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.wording import Language, Wording


def language_of(config: Path) -> Language | None:
    """The language of `[site]`, also where the rest of the file is wrong; None if nothing is said."""
    try:
        text = config.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return None
    found = re.search(r"""^\s*language\s*=\s*["'](zh|en)["']""", text, re.MULTILINE)
    return "zh" if found and found[1] == "zh" else "en" if found else None


def terminal_language(environment: Mapping[str, str]) -> Language | None:
    """The language of the terminal; None where it is not one of ours."""
    told = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "zh" if told.startswith("zh") else "en" if told.startswith("en") else None


def config_of(arguments: Sequence[str], default: Path) -> Path:
    """The file that `--config` names, before the arguments are read."""
    for name, value in pairwise(arguments):
        if name == "--config":
            return Path(value)
    joined = [word.partition("=")[2] for word in arguments if word.startswith("--config=")]
    return Path(joined[0]) if joined else default


def help_words(arguments: Sequence[str], config: Path) -> Wording:
    """For help: the terminal's language, else the office's."""
    return Wording(terminal_language(os.environ) or language_of(config_of(arguments, config)) or "zh")


def error_words(arguments: Sequence[str], config: Path) -> Wording:
    """For errors, which often end in the mail of an office's cron: its language, else the terminal's."""
    return Wording(language_of(config_of(arguments, config)) or terminal_language(os.environ) or "zh")


def speak(command: Any, words: Wording) -> None:
    """Give a command, its options and its commands their texts."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = words("help.title.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = words("help.title.options")
    rich_utils.COMMANDS_PANEL_TITLE = words("help.title.commands")
    rich_utils.DEFAULT_STRING = words("help.default")
    rich_utils.REQUIRED_LONG_STRING = words("help.required")
    _describe(command, "run", words)
    for name, inner in command.commands.items():
        _describe(inner, name, words)


def _describe(command: Any, name: str, words: Wording) -> None:
    command.help, command.short_help = words(f"help.{name}"), None
    for option in command.params:
        option.help = words(f"help.{name}.{option.name}")
    show_help = command.get_help_option

    def help_option(context: Any) -> Any:
        option = show_help(context)
        if option is not None:
            option.help = words("help.help")
        return option

    command.get_help_option = help_option


def mistake(error: Any, command: Any, words: Wording) -> str:
    """What was wrong in the command line, and how to see what is allowed."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "run.py"
    asked = path.removeprefix("run.py").strip()
    hint = words("help.see", command=f"python run.py {asked} --help".replace("  ", " "))
    return f"{_what(error, command, words)}\n{hint}"


def _what(error: Any, command: Any, words: Wording) -> str:
    kind, message = type(error).__name__, error.format_message()
    unknown = re.match(r"No such command '([^']*)'", message)
    if unknown:
        known = list(command.commands)
        near = get_close_matches(unknown[1], known, n=1, cutoff=0.5)
        return words("help.no_command", word=unknown[1], known=", ".join(near or known))
    if kind == "NoSuchOption":
        known = [option for one in error.ctx.command.params for option in one.opts if option.startswith("-")]
        near = get_close_matches(error.option_name, known, n=1, cutoff=0.5)
        return words("help.no_option", word=error.option_name, known=", ".join(near or known))
    if kind == "MissingParameter" and error.param is not None:
        return words("help.missing", word=error.param.get_error_hint().strip("'"))
    choices = getattr(getattr(getattr(error, "param", None), "type_descriptor", None), "choices", None)
    if choices:
        return words("help.value", word=error.param.opts[-1], known=", ".join(map(str, choices)))
    return words("help.wrong", message=message)
