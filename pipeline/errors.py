"""The few things that stop a run, each with the exit code that scripts see."""

import traceback
from pathlib import Path

from pipeline.wording import Wording


class CallsheetError(Exception):
    """Stops a run; `message_key` and `details` are worded for people by the command line."""

    exit_code = 3

    def __init__(self, message_key: str, **details: object) -> None:
        super().__init__(message_key)
        self.message_key = message_key
        self.details = details


class ConfigurationError(CallsheetError):
    """`config.toml` or the command's words are wrong; nothing was touched."""

    exit_code = 2


class NightFailedError(CallsheetError):
    """The night stopped and published nothing; running it again is safe."""

    exit_code = 3


class AnotherRunError(CallsheetError):
    """Another run holds the data directory."""

    exit_code = 4


def said(error: Exception, words: Wording) -> str:
    """An error in words; of an unforeseen one only its kind, as its text may hold somebody's data."""
    if isinstance(error, CallsheetError):
        return words(f"error.{error.message_key}", **error.details)
    return words("error.unforeseen", kind=type(error).__name__)


def trace_of(error: Exception) -> str:
    """Where an unforeseen error arose, without its text: one line per call."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
