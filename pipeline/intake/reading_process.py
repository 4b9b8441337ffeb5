"""The process in which files are opened: it reads each in a child of its own, under limits, and then forgets it.

Started by the guard, which speaks to it through its standard input and output. It imports only what opens files,
so that a child is cheap to make and small; a child that ends badly ends this process with a code that says how.
"""

import gc
import os
import resource
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import python_calamine  # noqa: F401 - loaded here once, for every child

from pipeline.intake.handing_over import hand_over, read_piece, write_piece
from pipeline.intake.packages import is_whole
from pipeline.intake.raw_tables import UnreadableFileError
from pipeline.intake.workbooks import read_raw

# Endings of this process, each an issue code for the guard; any other is a crash.
ENDINGS: Final = {101: "file-too-large", 102: "file-timeout", 103: "file-crashed"}
_TOO_LARGE, _TOO_SLOW, _CRASHED = ENDINGS
_NO_MEMORY: Final = 2
_MEGABYTE: Final = 1 << 20
_LONGEST_COMPLAINT: Final = 1 << 16


@dataclass(frozen=True)
class Limits:
    """What one file may cost: address space in bytes, seconds of computing, more of them for larger files."""

    memory: int = 1 << 30
    seconds: int = 6
    seconds_per_megabyte: int = 2

    def seconds_for(self, size: int) -> int:
        return self.seconds + self.seconds_per_megabyte * size // _MEGABYTE


def main() -> None:
    """Serve until the guard closes the line."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # a library that prints would garble the answers
    gc.disable()
    while (request := _next_request(sys.stdin.buffer)) is not None:
        os.dup2(os.memfd_create("complaints"), 2)
        child = os.fork()
        if child == 0:
            _serve(request, answers)
        ending = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if ending:
            sys.exit(_ending(ending))


def _next_request(stream: IO[bytes]) -> tuple[str, str, Sequence[str], tuple[int, int, int]] | None:
    try:
        request: tuple[str, str, Sequence[str], tuple[int, int, int]] = read_piece(stream)
    except EOFError:
        return None
    return request


def _serve(request: tuple[str, str, Sequence[str], tuple[int, int, int]], answers: IO[bytes]) -> None:
    """Answer one request in this child and end it: the file's name is empty where only its zip is to be tried."""
    place, name, passwords, limits = request
    path = Path(place)
    try:
        _limit(Limits(*limits), path.stat().st_size)
        if name:
            _answer_with_file(path, name, passwords, answers)
        else:
            write_piece(answers, is_whole(path.read_bytes()))
        answers.flush()
    except MemoryError:
        os._exit(_NO_MEMORY)
    except BaseException:  # noqa: BLE001 - whatever it is, this process ends here and its parent says so
        os._exit(1)
    os._exit(0)


def _answer_with_file(path: Path, name: str, passwords: Sequence[str], answers: IO[bytes]) -> None:
    try:
        raw = read_raw(path, name, passwords)
    except UnreadableFileError as error:
        write_piece(answers, error.code)
        return
    write_piece(answers, "")
    hand_over(answers, raw)


def _limit(limits: Limits, size: int) -> None:
    """Cap this child; a core dump would hold people's data."""
    seconds = limits.seconds_for(size)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LONGEST_COMPLAINT, _LONGEST_COMPLAINT))
    signal.alarm(60 + 4 * seconds)


def _ending(ending: int) -> int:
    """This process's own ending, from that of its child (a signal is negative)."""
    if ending in (_NO_MEMORY, -signal.SIGKILL) or (ending == -signal.SIGABRT and _lacked_memory()):
        return _TOO_LARGE
    return _TOO_SLOW if ending in (-signal.SIGXCPU, -signal.SIGALRM) else _CRASHED


def _lacked_memory() -> bool:
    """The reader says so before it aborts."""
    os.lseek(2, 0, os.SEEK_SET)
    return b"memory allocation of" in os.read(2, _LONGEST_COMPLAINT)


if __name__ == "__main__":
    main()
