"""The guard: files are opened by another process, so that no file can stop the night.

That process lives as long as it works well, is started anew after a file that broke it, and ends with ours.
"""

import atexit
import fcntl
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from functools import cache
from pathlib import Path
from pickle import UnpicklingError
from typing import IO, Any, Final, cast

from pipeline.intake.handing_over import read_piece, take_over, write_piece
from pipeline.intake.raw_tables import RawFile, UnreadableFileError
from pipeline.intake.reading_process import ENDINGS, Limits

_HOME: Final = Path(__file__).resolve().parents[2]
_PIPE_BYTES: Final = 1 << 20
USUAL: Final = Limits()


def read_guarded(path: Path, name: str, passwords: Sequence[str] = (), limits: Limits = USUAL) -> RawFile:
    """What the file holds. Raises UnreadableFileError, also where reading it failed in any way or cost too much."""
    code, raw = _ask((str(path.resolve()), name or path.name, tuple(passwords), astuple(limits)))
    if raw is None:
        raise UnreadableFileError(code)
    return raw


def is_whole_guarded(path: Path) -> bool:
    """A zip is complete and its checksums fit; True too where that cannot be found out, reading it will say why."""
    try:
        return bool(_ask((str(path.resolve()), "", (), astuple(USUAL)))[0])
    except UnreadableFileError:
        return True


def _ask(request: tuple[str, str, tuple[str, ...], tuple[int, ...]]) -> tuple[Any, RawFile | None]:
    """The first piece of the answer, and the file where one follows."""
    process = _living_process()
    requests, answers = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    is_done = False
    try:
        write_piece(requests, request)
        requests.flush()
        answer = read_piece(answers)
        raw = take_over(answers) if answer == "" else None
        is_done = True
    except (EOFError, BrokenPipeError):
        raise UnreadableFileError(ENDINGS.get(process.wait(), "file-crashed")) from None
    except UnpicklingError:
        raise UnreadableFileError("file-crashed") from None
    finally:
        if not is_done:  # a stop by the user, too: half an answer may still be on the line
            _end(process)
            _process.cache_clear()
    return answer, raw


def end_process() -> None:
    """End the reading process, if there is one; the next file starts a new one."""
    if _process.cache_info().currsize:
        _end(_process())
        _process.cache_clear()


def _living_process() -> subprocess.Popen[bytes]:
    """The process, or a new one where it was ended while nobody asked it anything."""
    if _process().poll() is not None:
        _process.cache_clear()
    return _process()


@cache
def _process() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.intake.reading_process"],
        cwd=_HOME,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a reader's last words may quote a cell
    )
    fcntl.fcntl(cast(IO[bytes], process.stdout), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    atexit.register(end_process)
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()
