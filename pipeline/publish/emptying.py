"""Emptying the inbox, last of all: originals into the archive, unreadable files aside with a reason."""

from datetime import date
from pathlib import Path

from pipeline.intake.inbox import Claim
from pipeline.workspace import Workspace


def archive_original(workspace: Workspace, claim: Claim, plan_day: date) -> None:
    """Move the claimed copy into the archive; the inbox file goes only if it is still what was claimed."""
    folder = workspace.archive / f"{plan_day:%Y-%m}"
    folder.mkdir(mode=0o700, exist_ok=True)
    claim.copy.rename(folder / f"{claim.file_id}{claim.path.suffix}")
    _take_out(workspace, claim)


def set_aside(workspace: Workspace, claim: Claim, explanation: str) -> None:
    """Put an unreadable file into `_unreadable`, beside a text that says why and what to do."""
    folder = workspace.unreadable
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{claim.path.stem} {claim.file_id}{claim.path.suffix}"
    claim.copy.rename(target)
    target.with_name(f"{target.name}.txt").write_text(explanation, encoding="utf-8")
    _take_out(workspace, claim)


def _take_out(workspace: Workspace, claim: Claim) -> None:
    if not claim.path.is_relative_to(workspace.inbox):
        return  # a workbook that is read where it lies
    try:
        status = claim.path.lstat()
    except FileNotFoundError:
        return  # somebody took it out of the inbox himself; the archive has its copy
    if (status.st_ino, status.st_size, status.st_mtime_ns) == claim.look:
        claim.path.unlink()


def sweep_claims(claimed: Path) -> None:
    """Remove copies that a dead run left; the originals still lie in the inbox."""
    for copy in claimed.iterdir():
        copy.unlink()
