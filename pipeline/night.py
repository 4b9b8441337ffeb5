"""One run of the night: where it works, what it was told, and whom it tells how far it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.store.database import Store
from pipeline.wording import Wording
from pipeline.workspace import Clock, Workspace

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how far the work is; the command line has one for terminals and one for cron."""

    def each(self, items: Sequence[Item], step: str) -> Iterator[Item]: ...


@dataclass(frozen=True)
class Night:
    """`only_sites`: empty for all."""

    workspace: Workspace
    settings: Settings
    store: Store
    as_of: AsOf
    clock: Clock
    progress: Progress
    run_id: str
    started_at: datetime
    only_sites: frozenset[str] = frozenset()

    @property
    def wording(self) -> Wording:
        """The language of what belongs to no single site."""
        return Wording(self.settings.site.language)
