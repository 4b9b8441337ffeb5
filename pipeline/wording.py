"""What people read, from the catalogues: `words = Wording("zh"); words("report.title", site=...)`.

A key is dotted and stable; both languages have every key (a test compares them). The catalogues are plain
`.po` files, several per language, read without a build step.
"""

from functools import cache
from pathlib import Path
from typing import Final, Literal

from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LOCALES: Final = Path(__file__).parent / "locales"


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Every key of one language with its text."""
    texts: dict[str, str] = {}
    for path in sorted((LOCALES / language).glob("*.po")):
        with path.open("rb") as file:
            texts.update({str(message.id): str(message.string) for message in read_po(file) if message.id})
    return texts


class Wording:
    """The texts of one language; an unknown key is a programming error and raises KeyError."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._texts = catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        text = self._texts[key]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        return key in self._texts

    def word(self, group: str, value: object) -> str:
        """The label of a stable word, such as a channel; a word of the office's own stands as typed."""
        key = f"{group}.{value}"
        return self._texts.get(key, "" if value is None or value != value else str(value))
