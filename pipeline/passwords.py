"""Passwords of workbooks, which no message and no log ever shows."""

import re
from fnmatch import fnmatch

from pydantic import ConfigDict, RootModel, SecretStr

Secrets = SecretStr | tuple[SecretStr, ...]


class Passwords(RootModel[dict[str, Secrets]]):
    """Passwords of workbooks: `all`, a site's name or a pattern of file names -> one or several."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)
    root: dict[str, Secrets] = {}

    def fitting(self, site: str, file_name: str) -> tuple[str, ...]:
        """Those of the file's pattern, of its site, of all; each once."""
        patterns = [key for key in self.root if key not in ("all", site) and fnmatch(file_name, key)]
        told = [self.root.get(key, ()) for key in (*patterns, site, "all")]
        secrets = [secret for each in told for secret in (each if isinstance(each, tuple) else (each,))]
        return tuple(dict.fromkeys(secret.get_secret_value() for secret in secrets))

    def with_environment(self, text: str) -> "Passwords":
        """More for all files: the lines of `text`, their parts between commas, and `text` itself."""
        lines = [text, *text.splitlines(), *re.split(r"[,\n]", text)]
        more = tuple(SecretStr(line.strip()) for line in lines if line.strip())
        told = self.root.get("all", ())
        return Passwords({**self.root, "all": (*(told if isinstance(told, tuple) else (told,)), *more)})
