"""The face of what we publish, from templates/theme.toml: colours, fonts, the name in the corner."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from pipeline.wording import Language

THEME_FILE: Final = Path(__file__).parents[2] / "templates" / "theme.toml"
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Families = Annotated[tuple[str, ...], Field(min_length=1)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(Section):
    ink: Colour
    muted: Colour
    line: Colour
    paper: Colour
    band: Colour
    accent: Colour
    input: Colour
    good: Colour
    warn: Colour
    bad: Colour
    grade_a: Colour
    grade_b: Colour
    grade_c: Colour


class Body(Section):
    zh: Families
    en: Families


class Fonts(Section):
    body: Body


class Logo(Section):
    text: str


class Theme(Section):
    """A wrong or missing key stops with its name: half a theme would show only in print."""

    logo: Logo
    colours: Colours
    fonts: Fonts

    def families(self, language: Language) -> tuple[str, ...]:
        """Font families in order of preference."""
        return self.fonts.body.zh if language == "zh" else self.fonts.body.en


@cache
def load_theme(path: Path = THEME_FILE) -> Theme:
    return Theme(**tomllib.loads(path.read_text(encoding="utf-8")))
