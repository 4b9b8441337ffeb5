"""The few things that stop a run, each with the exit code that scripts see."""


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
