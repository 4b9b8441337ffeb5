"""The commands. The only place that reads the clock; it passes the time on."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, cast

import typer

from pipeline.command_help import error_words, help_words, mistake, speak
from pipeline.errors import CallsheetError, said, trace_of
from pipeline.wording import Wording

if TYPE_CHECKING:
    from pipeline.session import Session

HOME = Path(__file__).resolve().parent.parent
Item = TypeVar("Item")
# The parser's own errors; its module is no public name.
USAGE_ERROR = cast(
    "type[Exception]", next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")
)
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class ShownProgress:
    """A bar for each step on a terminal, a plain line for each step elsewhere; on the error stream."""

    def __init__(self, words: Wording) -> None:
        from rich.console import Console

        self._words = words
        self._console = Console(stderr=True)

    def each(self, items: Sequence[Item], step: str) -> Iterator[Item]:
        text = self._words(step, count=len(items))
        if self._console.is_terminal:
            from rich.progress import track

            yield from track(items, text, console=self._console)
        else:
            self._console.print(text, highlight=False)
            yield from items


@app.callback(invoke_without_command=True)
def choose(
    context: typer.Context,
    config: Annotated[Path, typer.Option(metavar="FILE")] = HOME / "config.toml",
    data: Annotated[Path, typer.Option(metavar="DIR")] = HOME / "data",
) -> None:
    """Callsheet: office files in, task workbooks and a report out. Without a command it runs the night."""
    from pipeline.session import Session

    os.umask(0o077)
    context.obj = Session(config, data, SystemClock())
    if context.invoked_subcommand is None:
        run_night(context.obj, None, [], as_json=False)


@app.command()
def nightly(
    context: typer.Context,
    as_of: Annotated[str | None, typer.Option(metavar="WHEN")] = None,
    site: Annotated[list[str] | None, typer.Option()] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Run the night: take in the inbox, publish task workbooks and the report."""
    run_night(context.obj, as_of, site or [], as_json=as_json)


@app.command()
def demo(
    context: typer.Context,
    size: Annotated[Literal["small", "medium"], typer.Option()] = "small",
    language: Annotated[Literal["zh", "en"], typer.Option()] = "zh",
    seed: Annotated[int, typer.Option()] = 1,
    until: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    nights: Annotated[int, typer.Option(min=1)] = 1,
    no_run: Annotated[bool, typer.Option("--no-run")] = False,
) -> None:
    """Write a made-up office into the inbox and run its nights."""
    from pipeline.as_of import AsOf
    from pipeline.demo_office import plan_office
    from pipeline.demonstration import places_to_look, prepare_demo, write_drops
    from pipeline.session import day_of

    session: Session = context.obj
    session.speak(language)
    prepare_demo(session.workspace, session.settings.key_file)
    office = plan_office(size, language, seed, day_of(session.as_of(until)), nights)
    plan_after = session.settings.rules.time.plan_after
    progress = ShownProgress(session.words)
    run = None if no_run else lambda day: session.night(AsOf.of(day, plan_after), progress)
    written = write_drops(office, session.workspace, run)
    print_line(session.words("demo.written", count=len(written), path=session.workspace.inbox))
    if not no_run:
        tasks, report = places_to_look(session.workspace.outbox / "latest")
        print_line(session.words("demo.look", tasks=tasks, report=report))


@app.command()
def check(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    site: Annotated[str, typer.Option()] = "main",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Judge files as the night would; change nothing. Exit 1 if anything would be rejected."""
    from pipeline.checking import check_file, check_lines, judged, would_reject

    session: Session = context.obj
    store, now = session.existing_store(), session.as_of(None)
    told = [
        judged(path, check_file(path, site, store, session.settings, now), session.words) for path in files
    ]
    print_line(as_text(told) if as_json else check_lines(told, session.words))
    raise typer.Exit(int(any(would_reject(file) for file in told)))


@app.command()
def template(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    out: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
) -> None:
    """Write a blank workbook of one kind, ready to fill."""
    from pipeline.blank_workbooks import make_template

    session: Session = context.obj
    path = make_template(kind, out, session.settings, session.words)
    print_line(session.words("template.written", path=path))


@app.command()
def export(
    context: typer.Context,
    table: Annotated[str, typer.Argument(metavar="TABLE")],
    to: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
) -> None:
    """Give a table to other programs; as CSV on standard output without --to."""
    from pipeline.exporting import as_csv, export_table, write_table

    session: Session = context.obj
    rows = export_table(table, session.needed_store(), session.settings)
    if to is None:
        sys.stdout.write(as_csv(rows))
    else:
        write_table(rows, to)


@app.command()
def explain(
    context: typer.Context,
    customer: Annotated[
        str,
        typer.Argument(metavar="CUSTOMER"),
    ],
    as_of: Annotated[str | None, typer.Option(metavar="WHEN")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Why a customer has this grade and this date: facts, rules, permission."""
    from pipeline.asking import explain_customer, explain_phone
    from pipeline.explaining import explanation_lines

    session: Session = context.obj
    store, when = session.needed_store(), None if as_of is None else session.as_of(as_of)
    if customer == "-":
        told = explain_phone(sys.stdin.readline(), store, session.settings, when)
    else:
        told = explain_customer(customer, store, session.settings, when)
    words = Wording(session.settings.for_site(told["site"]).language)
    print_line(as_text(told) if as_json else "\n".join(explanation_lines(told, words)))


@app.command()
def simulate(
    context: typer.Context,
    under: Annotated[Path, typer.Option(metavar="FILE")],
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """The same facts under other settings: who changes grade, tasks, overflow; changes nothing."""
    from pipeline.comparing import comparison_lines
    from pipeline.config import load_settings
    from pipeline.simulating import simulate as decide_both

    session: Session = context.obj
    other, progress = load_settings(under), ShownProgress(session.words)
    told = decide_both(under, other, session.needed_store(), session.settings, progress)
    print_line(as_text(told) if as_json else "\n".join(comparison_lines(told, session.words)))


def run_night(session: "Session", as_of: str | None, sites: list[str], *, as_json: bool) -> None:
    """The night, and what it says on the screen."""
    from pipeline.session import night_lines

    told = session.night(session.as_of(as_of), ShownProgress(session.words), frozenset(sites))
    lines = night_lines(told, session.workspace, session.words)
    print_line(as_text(told) if as_json else "\n".join(lines))


def as_text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)


def print_line(text: str) -> None:
    sys.stdout.write(text + "\n")


def main() -> None:
    """Run a command; every way to fail has its exit code and says what to do."""
    arguments, config = sys.argv[1:], HOME / "config.toml"
    command: Any = typer.main.get_command(app)
    if "--help" in arguments:
        speak(command, help_words(arguments, config))
    try:
        sys.exit(command(standalone_mode=False) or 0)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has seen enough
    except USAGE_ERROR as error:
        sys.stderr.write(mistake(error, command, error_words(arguments, config)) + "\n")
        sys.exit(2)
    except CallsheetError as error:
        sys.stderr.write(said(error, error_words(arguments, config)) + "\n")
        sys.exit(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write(error_words(arguments, config)("help.stopped") + "\n")
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - the one place where the unforeseen ends, without its text
        sys.stderr.write(said(error, error_words(arguments, config)) + "\n" + trace_of(error) + "\n")
        sys.exit(3)
