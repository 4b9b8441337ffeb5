"""The report's colours: those of the theme, and the tints made from them."""

from typing import Final

from pipeline.publish.theme import Theme
from pipeline.vocabulary import STEPS

STEP_TINTS: Final = (0.82, 0.62, 0.42, 0.18, -0.25)  # of the accent: enquiry is palest, deal darkest


def palette(theme: Theme) -> dict[str, str]:
    """Colour names of the style sheet -> #RRGGBB; text colours hold 4.5:1 on paper and on band."""
    colours = theme.colours
    steps = {
        f"step_{step}": tint(colours.accent, share, colours.paper, colours.ink)
        for step, share in zip(STEPS, STEP_TINTS, strict=True)
    }
    return {
        **colours.model_dump(),
        **steps,
        "quiet": mix(colours.muted, colours.ink, 0.35),
        "alarm": mix(colours.bad, colours.ink, 0.15),
        "wash": mix(colours.accent, colours.paper, 0.94),
        "track": mix(colours.line, colours.paper, 0.35),
        "movable": mix(colours.accent, colours.paper, 0.58),
        "over": mix(colours.bad, colours.paper, 0.45),
    }


def tint(colour: str, share: float, paper: str, ink: str) -> str:
    """Towards paper by `share`, or towards ink when it is negative."""
    return mix(colour, paper, share) if share >= 0 else mix(colour, ink, -share)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    mixed = [round(a + (b - a) * share) for a, b in zip(_parts(colour), _parts(other), strict=True)]
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
