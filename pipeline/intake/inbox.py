"""What lies in the inbox: claimed when settled, named when left alone. Nothing here changes the inbox."""

import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from pipeline.errors import ConfigurationError, NightFailedError
from pipeline.intake.guard import is_whole_guarded
from pipeline.intake.packages import ZIP_STARTS
from pipeline.workspace import Clock, Workspace

DEFAULT_SITE: Final = "main"
OFFICE_ENDINGS: Final = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt", ".xls", ".xlsb", ".ods"})
NOTHING: Final = frozenset({"thumbs.db", "desktop.ini"})
# What browsers and copying programs call a file that is not all there yet.
ARRIVING: Final = frozenset(
    {".part", ".partial", ".crdownload", ".download", ".filepart", ".opdownload", ".tmp"}
)
SETTLE_SECONDS: Final = 1.0
PATIENCE_SECONDS: Final = 600  # a zip that is not whole may still be arriving for this long
BLOCK: Final = 1 << 20


@dataclass(frozen=True)
class Claim:
    """One settled inbox file: `copy` is what the run reads; `look` proves the inbox file is still the same.

    `is_whole` is false for a damaged zip that nobody is copying any more.
    """

    path: Path
    copy: Path
    name: str
    site: str
    sha256: str
    file_id: str
    modified_at: datetime
    look: tuple[int, int, int]
    is_whole: bool


@dataclass(frozen=True)
class LeftAlone:
    """A name in the inbox that this run did not touch, and the warning that says why."""

    name: str
    reason: str


def claim_inbox(
    workspace: Workspace,
    clock: Clock,
    zone: ZoneInfo,
    only_sites: frozenset[str],
    edited: Sequence[tuple[Path, str]] = (),
) -> tuple[list[Claim], list[LeftAlone]]:
    """Copy every settled file aside, in order of site and name; say what was left and why.

    Settled: a regular file of the same size and time at two looks, and as a zip whole. A file that changes
    between the looks or while it is copied waits for the next night. `edited`: files with their sites that
    are read where they lie, such as task workbooks in the outbox.
    """
    found, left = _look_around(workspace.inbox)
    wanted = [(path, site) for path, site in [*found, *edited] if not only_sites or site in only_sites]
    first = {path: _look(path) for path, _ in wanted}
    if wanted:
        clock.sleep(SETTLE_SECONDS)
    claims = []
    for path, site in wanted:
        claim = _claim(workspace, path, site, clock, zone) if _look(path) == first[path] else None
        if claim is None:
            left.append(LeftAlone(_shown(workspace, path), "file-unsettled"))
        else:
            claims.append(claim)
    return claims, left


def claim_in_place(path: Path, site: str, zone: ZoneInfo) -> Claim:
    """A file that is only looked at, where it lies. Raises ConfigurationError when it is no readable file."""
    look = _look(path)
    if look is None or not path.is_file():
        raise ConfigurationError("usage.no_file", path=path)
    sha256 = digest_of(path)
    modified_at = datetime.fromtimestamp(look[2] / 1e9, zone).replace(tzinfo=None)
    return Claim(
        path,
        path,
        path.name,
        site,
        sha256,
        file_id_of(site, sha256),
        modified_at,
        look,
        not _is_broken_zip(path),
    )


def edited_workbooks(outbox: Path, published: pd.DataFrame, known: set[str]) -> list[tuple[Path, str]]:
    """Published workbooks that somebody saved since: path and site.

    published: site, path (below the outbox) and sha256 as published; known: file_ids read before.
    """
    return [
        (path, site)
        for site, path, sha256 in zip(
            published["site"], map(outbox.joinpath, published["path"]), published["sha256"], strict=True
        )
        if path.is_file() and (saved := digest_of(path)) != sha256 and file_id_of(site, saved) not in known
    ]


def file_id_of(site: str, sha256: str) -> str:
    """A content is known by its site and bytes."""
    return hashlib.sha256(f"{site}\0{sha256}".encode()).hexdigest()[:12]


def digest_of(path: Path) -> str:
    """The content hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look_around(inbox: Path) -> tuple[list[tuple[Path, str]], list[LeftAlone]]:
    """Regular files with their site, and what is neither file nor folder of ours."""
    found: list[tuple[Path, str]] = []
    left: list[LeftAlone] = []
    folders = [inbox]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            mode = path.lstat().st_mode
            if _is_lock(path.name):
                left.append(LeftAlone(str(path.relative_to(inbox)), "file-locked"))
            elif _is_nothing(path.name):
                continue
            elif stat.S_ISREG(mode) and path.suffix.lower() in ARRIVING:
                left.append(LeftAlone(str(path.relative_to(inbox)), "file-unsettled"))
            elif stat.S_ISDIR(mode) and path.suffix.lower() not in OFFICE_ENDINGS:
                folders.append(path)
            elif stat.S_ISREG(mode):
                parts = path.relative_to(inbox).parts
                found.append((path, parts[0] if len(parts) > 1 else DEFAULT_SITE))
            else:
                left.append(LeftAlone(str(path.relative_to(inbox)), "file-not-regular"))
    return sorted(found, key=lambda place: (place[1], str(place[0]))), left


def _is_lock(name: str) -> bool:
    """What Excel, WPS and LibreOffice lay beside a workbook that is open."""
    return name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def _is_nothing(name: str) -> bool:
    """Hidden files, what systems leave behind, and our own folders."""
    return name.startswith(("_", ".", "~$")) or name.lower() in NOTHING


def _look(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


def _claim(workspace: Workspace, path: Path, site: str, clock: Clock, zone: ZoneInfo) -> Claim | None:
    """Copy and hash one file; None when it changed meanwhile or is a zip that may still be arriving."""
    before = _look(path)
    copy = workspace.claimed / "arriving"
    try:
        sha256 = _copy(path, copy)
    except OSError as error:
        raise NightFailedError("run.claim", path=path.name, reason=error.strerror) from None
    is_whole = not _is_broken_zip(copy)
    is_arriving = before is not None and clock.now().timestamp() - before[2] / 1e9 < PATIENCE_SECONDS
    if before is None or _look(path) != before or (not is_whole and is_arriving):
        copy.unlink()
        return None
    file_id = file_id_of(site, sha256)
    kept = workspace.claimed / f"{file_id}-{hashlib.sha256(str(path).encode()).hexdigest()[:6]}{path.suffix}"
    copy.rename(kept)
    modified_at = datetime.fromtimestamp(before[2] / 1e9, zone).replace(tzinfo=None)
    return Claim(path, kept, path.name, site, sha256, file_id, modified_at, before, is_whole)


def _copy(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(BLOCK):
            digest.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def _is_broken_zip(path: Path) -> bool:
    """A file that starts as a zip and is not whole: still being copied, or damaged."""
    with path.open("rb") as file:
        start = file.read(4)
    return start in ZIP_STARTS and not is_whole_guarded(path)


def _shown(workspace: Workspace, path: Path) -> str:
    folder = workspace.inbox if path.is_relative_to(workspace.inbox) else workspace.outbox
    return str(path.relative_to(folder))
