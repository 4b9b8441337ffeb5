"""The channel of an enquiry: one of the closed list, an office's own, or the word as typed."""

import re
from typing import Final

from pipeline.intake.cells.channel_words import CHANNELS, GENERAL
from pipeline.intake.cells.reading import Cell, CellContext, Reading
from pipeline.intake.cells.text import folded, typed
from pipeline.vocabulary import CHANNELS as CHANNEL_WORDS

_PARTS: Final = re.compile(r"[/、,，;；|\n+&]")


def parse_channel(cell: Cell, context: CellContext) -> Reading:
    """`channel` and, as typed, `lead_source`.

    A cell that names several is the first of them, a general word (渠道, 中介) giving way to the one it is said
    of. A word nobody knows is its own channel and is reported.
    """
    words, text = typed(cell), folded(cell)
    own = {folded(word): channel for word, channel in context.channels.items()}
    if text in own or text in CHANNEL_WORDS:
        return Reading({"channel": own.get(text, text), "lead_source": words})
    named = [channel for part in _PARTS.split(text) for channel in _named(part, own)]
    if not named:
        return Reading({"channel": words, "lead_source": words}, "channel-unknown", words[:20])
    specific = [channel for channel in named if channel not in GENERAL]
    return Reading({"channel": (specific or named)[0], "lead_source": words})


def _named(part: str, own: dict[str, str]) -> list[str]:
    """The channels one part of a cell names, in no order that means anything: several general ones or one."""
    if part in own:
        return [own[part]]
    found = CHANNELS.find(part)
    specific = found.difference(GENERAL)
    return sorted(specific or found) if len(specific or found) == 1 else []
