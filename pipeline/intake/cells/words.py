"""Closed lists as people spell them: a table of spellings, and how a cell is looked up in it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.intake.cells.text import folded

NO_STATEMENT: Final = ""  # the value of a word that is known and says nothing
_NOT: Final = "未不没无非勿别"


@dataclass(frozen=True)
class WordTable:
    """`spellings`: value -> its words, parted by `|`, in any script, case and width; no word has two values."""

    spellings: dict[str, str]

    @cached_property
    def words(self) -> dict[str, str]:
        return {folded(word): value for value, words in self.spellings.items() for word in words.split("|")}

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        """Words to be found inside a longer text: the longest first, Latin ones only as whole words."""
        long_ones = sorted((word for word in self.words if len(word) > 1), key=len, reverse=True)
        return re.compile("|".join(_whole(word) for word in long_ones))

    def find(self, text: str) -> frozenset[str]:
        """What a folded text says: its own entry, else the values of all words inside it; empty if none is known.

        A word behind a negation that is no part of it says nothing that could be trusted: then nothing is found.
        """
        if text in self.words:
            return frozenset({self.words[text]})
        found = list(self._inside.finditer(text))
        if any(text[match.start() - 1] in _NOT for match in found if match.start()):
            return frozenset()
        return frozenset(self.words[match.group()] for match in found)

    def only(self, text: str) -> str | None:
        """The one value a folded text says; None if it says none or several. Saying nothing yields to a value."""
        found = self.find(text)
        stated = found - {NO_STATEMENT}
        return next(iter(stated or found)) if len(stated or found) == 1 else None


def _whole(word: str) -> str:
    escaped = re.escape(word)
    return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if word.isascii() else escaped
