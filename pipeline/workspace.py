"""The data directory: where its parts are, who may read them, and the lock of a run."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, Self

from pipeline.config import Paths
from pipeline.errors import AnotherRunError, NightFailedError


class Clock(Protocol):
    """The outside world's time, handed in by the command line."""

    def now(self) -> datetime: ...
    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class Workspace:
    """The parts of one data directory; `[paths]` in config.toml can move each."""

    root: Path
    inbox: Path
    outbox: Path
    store: Path
    archive: Path
    log: Path

    @classmethod
    def at(cls, root: Path, paths: Paths) -> Self:
        parts = {name: getattr(paths, name) for name in ("inbox", "outbox", "store", "archive", "log")}
        return cls(root, **{name: Path(moved) if moved else root / name for name, moved in parts.items()})

    @property
    def database(self) -> Path:
        return self.store / "callsheet.db"

    @property
    def claimed(self) -> Path:
        """Copies of the files that this run works on; a later run sweeps what a dead one left."""
        return self.archive / ".claimed"

    @property
    def unreadable(self) -> Path:
        return self.inbox / "_unreadable"

    def prepare(self) -> None:
        """Make the folders that are missing, closed to everybody else. Raises NightFailedError."""
        for folder in (self.root, self.inbox, self.outbox, self.store, self.archive, self.log, self.claimed):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise NightFailedError("run.folder", path=folder, reason=error.strerror) from None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the data directory; the lock dies with the process. Raises AnotherRunError at once."""
        with (self.store / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AnotherRunError("run.another", path=self.root) from None
            yield
