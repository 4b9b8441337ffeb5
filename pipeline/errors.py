"""The few things that stop a run, each with the exit code that scripts see."""

import traceback
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.wording import Wording


@dataclass(frozen=True)
class Message:
    """A text of the catalogues that is worded when the language is known; values may be messages, or lists."""

    key: str
    values: dict[str, object] = field(default_factory=dict)

    def said(self, words: Wording) -> str:
        return words(self.key, **{name: worded(value, words) for name, value in self.values.items()})


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


def worded(value: object, words: Wording) -> object:
    """A message as text, a list of messages as lines; anything else as it is."""
    if isinstance(value, Message):
        return value.said(words)
    if isinstance(value, list):
        return "\n".join(str(worded(one, words)) for one in value)
    return value


def said(error: Exception, words: Wording) -> str:
    """An error in words; of an unforeseen one only its kind, as its text may hold somebody's data."""
    if isinstance(error, CallsheetError):
        return Message(f"error.{error.message_key}", error.details).said(words)
    return words("error.unforeseen", kind=type(error).__name__)


def trace_of(error: Exception) -> str:
    """Where an unforeseen error arose, without its text: one line per call."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
