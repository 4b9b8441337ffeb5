"""What every command starts from: the settings, the data directory, the words, the clock."""

import os
import secrets
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.as_of import AsOf
from pipeline.config import Settings, load_settings
from pipeline.errors import ConfigurationError, trace_of
from pipeline.wording import Language, Wording
from pipeline.workspace import Clock, Workspace

if TYPE_CHECKING:
    from pipeline.night import Night, Progress
    from pipeline.store.database import Store


class Session:
    """One command at work. `language` speaks instead of the configured one."""

    def __init__(self, config: Path, data: Path, clock: Clock) -> None:
        environment = os.environ.get("CALLSHEET_PASSWORDS", "")
        self.settings: Settings = checked(load_settings(config)).with_environment(environment)
        self.workspace = Workspace.at(data.resolve(), self.settings.paths)
        self.clock = clock

    def speak(self, language: Language) -> None:
        """Use this language for everything that is published and said."""
        site = self.settings.site.model_copy(update={"language": language})
        self.settings = self.settings.model_copy(update={"site": site})

    @property
    def words(self) -> Wording:
        return Wording(self.settings.site.language)

    def as_of(self, text: str | None) -> AsOf:
        """What an option says, else now. Raises ConfigurationError."""
        plan_after = self.settings.rules.time.plan_after
        if text is None:
            now = self.clock.now().astimezone(self.settings.site.zone)
            return AsOf.of(now.replace(tzinfo=None, microsecond=0), plan_after)
        try:
            return AsOf.parse(text, plan_after)
        except ValueError:
            raise ConfigurationError("usage.as_of", text=text) from None

    def night(self, as_of: AsOf, progress: "Progress", sites: frozenset[str] = frozenset()) -> dict[str, Any]:
        """One run of the night; `status.txt` and the log are written whatever happens.

        Gives what `run.json` says. Raises CallsheetError.
        """
        from pipeline.nightly import run_night
        from pipeline.status import log_lines, write_status
        from pipeline.store.database import open_store

        started_at = self.clock.now()
        self.workspace.prepare()
        with self.workspace.locked():
            try:
                store = open_store(self.workspace.database, self.settings.key_file)
                told = run_night(self._night(store, as_of, progress, started_at, sites))
                store.close()
            except Exception as error:
                write_status(self.workspace, self.words, self.clock.now(), error=error)
                log_lines(self.workspace, started_at, [type(error).__name__, trace_of(error)])
                raise
            write_status(self.workspace, self.words, self.clock.now(), told=told)
            log_lines(self.workspace, started_at, night_lines(told, self.workspace, self.words))
        return told

    def existing_store(self) -> "Store | None":
        """The store, or None where no night has run yet."""
        path = self.workspace.database
        if not path.exists():
            return None
        from pipeline.store.database import open_store

        return open_store(path, self.settings.key_file)

    def needed_store(self) -> "Store":
        """The store. Raises ConfigurationError where no night has run yet."""
        store = self.existing_store()
        if store is None:
            raise ConfigurationError("export.nothing_yet", path=self.workspace.root)
        return store

    def _night(
        self, store: "Store", as_of: AsOf, progress: "Progress", started_at: datetime, sites: frozenset[str]
    ) -> "Night":
        from pipeline.night import Night

        run_id = f"{started_at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        return Night(
            self.workspace, self.settings, store, as_of, self.clock, progress, run_id, started_at, sites
        )


def checked(settings: Settings) -> Settings:
    """The settings, once their fields and items are known ones too. Raises ConfigurationError.

    The parsers of cells take a moment to load, so only who has words of his own waits for them.
    """
    tables = [settings.columns, settings.site.columns, settings.sites, settings.files]
    if any(tables) or settings.rules.profiles.dropped_items:
        from pipeline.intake.own_settings import check_own_words

        check_own_words(settings)
    return settings


def day_of(as_of: AsOf) -> date:
    return as_of.told.date() if isinstance(as_of.told, datetime) else as_of.told


def night_lines(told: dict[str, Any], workspace: Workspace, words: Wording) -> list[str]:
    """A dozen plain lines about a night; nothing personal."""
    tasks = told["tasks"]
    left = [
        words(f"night.{item['code']}", year=item["name"])
        if item["code"] == "calendar-year-unknown"
        else words("night.left", name=item["name"], why=words(f"issue.{item['code']}"))
        for item in told["warnings"]
    ]
    published = told["published"]
    return [
        words("night.files", count=len(told["files"])),
        words("night.rows", **told["totals"]),
        *left,
        words("night.customers", count=told["customers"], **told["grades"]),
        words(
            "night.tasks",
            count=tasks["total"],
            people=len(tasks["by_consultant"]),
            overflow=told["overflow"],
        ),
        words("night.published", path=workspace.outbox / published)
        if published
        else words("night.nothing_new"),
    ]
