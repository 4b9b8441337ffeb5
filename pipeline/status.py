"""`status.txt`: three lines that every run writes, also a failed one."""

from datetime import datetime
from typing import Any

from pipeline.errors import said
from pipeline.publish.outbox import write_whole
from pipeline.wording import Wording
from pipeline.workspace import Workspace


def write_status(
    workspace: Workspace,
    words: Wording,
    at: datetime,
    told: dict[str, Any] | None = None,
    error: Exception | None = None,
) -> None:
    """Last good night; what went wrong; what to do."""
    latest = workspace.outbox / "latest"
    last = latest.readlink().name if latest.is_symlink() else words("status.none")
    lines = [words("status.last", night=last, at=at.strftime("%Y-%m-%d %H:%M"))]
    if error is not None:
        lines += [words("status.failed", what=said(error, words)), words("status.run_again")]
    elif told and _set_aside(told):
        lines += [words("status.left", count=_set_aside(told)), words("status.look_at_inbox")]
    elif told and told["warnings"]:
        years = words("list.separator").join(item["name"] for item in told["warnings"])
        lines += [words("status.calendar", years=years), words("status.fill_calendar")]
    else:
        lines += [words("status.good"), words("status.nothing_to_do")]
    write_whole(workspace.outbox / "status.txt", "\n".join(lines) + "\n")


def _set_aside(told: dict[str, Any]) -> int:
    left = [item for item in told["warnings"] if item["code"] != "calendar-year-unknown"]
    return len(left) + len([file for file in told["files"] if file["outcome"] == "unreadable"])


def log_lines(workspace: Workspace, started_at: datetime, lines: list[str]) -> None:
    """Append plain lines to the log of the month."""
    path = workspace.log / f"{started_at:%Y-%m}.log"
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{started_at:%Y-%m-%d %H:%M:%S} {line}\n" for line in lines)
