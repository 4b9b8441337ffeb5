"""Modes, directions, outcomes and statuses of a contact."""

from typing import Final

from pipeline.intake.cells.contact_words import DIRECTIONS, MODES, OUTCOMES, STATUSES
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Reading
from pipeline.intake.cells.text import folded
from pipeline.vocabulary import DIRECTIONS as DIRECTION_WORDS
from pipeline.vocabulary import MODES as MODE_WORDS
from pipeline.vocabulary import OUTCOMES as OUTCOME_WORDS
from pipeline.vocabulary import STATUSES as STATUS_WORDS

# What an outcome says of the status besides (rules, section 4); a status typed in the same row wins.
_STATUS_OF_OUTCOME: Final = {"not_interested": "not_now", "bought_elsewhere": "not_now", "agent": "invalid"}
_DO_NOT_DISTURB: Final = "phone|sms"


def parse_mode(cell: Cell, context: CellContext) -> Reading:
    """One of `MODES`; 来电 来访 到访 首访 复访 give the direction inbound too, 去电 outbound."""
    del context
    mode, direction = _mode_and_direction(folded(cell))
    values = {name: word for name, word in (("mode", mode), ("direction", direction)) if word}
    return Reading(values) if values else Reading(code="mode-unknown", details=_word(cell))


def parse_direction(cell: Cell, context: CellContext) -> Reading:
    """inbound or outbound; a mode that implies one, such as 来访, will do and is kept as the mode."""
    text = folded(cell)
    told = text if text in DIRECTION_WORDS else DIRECTIONS.only(text)
    if told:
        return Reading({"direction": told})
    reading = parse_mode(cell, context)
    return reading if "direction" in reading.values else Reading(code="choice-unknown", details=_word(cell))


def parse_outcome(cell: Cell, context: CellContext) -> Reading:
    """One of `OUTCOMES`, or the status that was written as one. 勿扰 opts out of phone and SMS at once."""
    text = folded(cell)
    found = {text} if text in OUTCOME_WORDS else set(OUTCOMES.find(text))
    specific = found - {"connected"} or found
    if len(specific) != 1:
        status = parse_status(cell, context)
        known = not specific and not status.code
        return status if known else Reading(code="outcome-unknown", details=_word(cell))
    outcome = specific.pop()
    values: dict[str, object] = {"outcome": outcome}
    if outcome in _STATUS_OF_OUTCOME:
        values["status"] = _STATUS_OF_OUTCOME[outcome]
    if outcome == "do_not_disturb":
        values["opt_out_modes"] = _DO_NOT_DISTURB
    return Reading(values)


def parse_status(cell: Cell, context: CellContext) -> Reading:
    """One of `STATUSES`, or `cancelled`; 跟进中 新增 公海 and their like state none and are no issue."""
    del context
    text = folded(cell)
    told = text if text in STATUS_WORDS else STATUSES.only(text)
    if told is None:
        return Reading(code="status-unknown", details=_word(cell))
    return Reading({"status": told}) if told else NOTHING


def _mode_and_direction(text: str) -> tuple[str | None, str | None]:
    """Both as far as they are said; none where the text names several of one."""
    if text in MODE_WORDS or text in DIRECTION_WORDS:
        return (text, None) if text in MODE_WORDS else (None, text)
    words = {word for value in MODES.find(text) for word in value.split()}
    modes, directions = words.intersection(MODE_WORDS), words.intersection(DIRECTION_WORDS)
    if len(modes) > 1 or len(directions) > 1:
        return None, None
    return next(iter(modes), None), next(iter(directions), None)


def _word(cell: Cell) -> str:
    """An unknown word, short enough for a message."""
    return folded(cell)[:20]
