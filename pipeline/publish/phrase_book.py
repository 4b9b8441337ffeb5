"""The words that are shipped, from templates/phrases.toml, and how their open places are filled."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd
from pydantic import BaseModel, ConfigDict, model_validator

from pipeline.vocabulary import CUSTOMER_TYPES, RESISTANCES, RULES, STAGES
from pipeline.wording import Language

PHRASES_FILE: Final = Path(__file__).parents[2] / "templates" / "phrases.toml"
OCCASIONS: Final = ("festival", "milestone", "policy")
NEEDED: Final = {
    "places": ("name", "me", "site", *OCCASIONS), "rule": RULES, "resistance": RESISTANCES,
    "customer_type": CUSTOMER_TYPES, "stage": STAGES,
    "ask": ("budget", "horizon", "wants", "consent", "requalify"),
    "opt_out": ("phone", "wechat", "sms", "visit"),
}  # fmt: skip
# What is left of a sentence around a place that nothing fills: `Hello , this is` and `，祝您`.
_EMPTIED: Final = ((re.compile(r"\s+([,!.])"), r"\1"), (re.compile(r"^[，,]\s*"), ""))


class PhraseBook(BaseModel):
    """The shipped words of one language, each list complete. Raises ValueError naming what is missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    places: dict[str, str]
    rule: dict[str, str]
    resistance: dict[str, str]
    customer_type: dict[str, str]
    stage: dict[str, str]
    ask: dict[str, str]
    opt_out: dict[str, str]

    @model_validator(mode="after")
    def is_complete(self) -> "PhraseBook":
        for name, keys in NEEDED.items():
            if set(getattr(self, name)) != set(keys):
                odd = sorted(set(getattr(self, name)) ^ set(keys))
                raise ValueError(f"{name}: missing or unknown {', '.join(odd)}")
        return self

    @property
    def phrases(self) -> pd.DataFrame:
        """One row a sentence: its only condition, and `words`."""
        rows = [
            {name: key, "words": words}
            for name in ("rule", "resistance", "customer_type", "stage")
            for key, words in getattr(self, name).items()
        ]
        return pd.DataFrame(rows).astype("str")

    def filled(self, words: str, places: dict[str, str], rule: str = "") -> str:
        """The words with what is known in their places; braces of the office's own stay."""
        occasion = places.get("occasion") or self.places.get(rule, "")
        known = {**self.places, **{name: value for name, value in places.items() if value}}
        for name, value in {**known, "occasion": occasion}.items():
            words = words.replace(f"{{{name}}}", value)
        lines = words.split("\n")
        for pattern, rest in _EMPTIED:
            lines = [pattern.sub(rest, line) for line in lines]
        return "\n".join(lines)


@cache
def load_phrase_book(language: Language, path: Path = PHRASES_FILE) -> PhraseBook:
    return PhraseBook(**tomllib.loads(path.read_text(encoding="utf-8"))[language])
