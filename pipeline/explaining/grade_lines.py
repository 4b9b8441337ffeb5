"""The grade in words: each dimension, what decided it, what would raise it."""

import pandas as pd

from pipeline.explaining.phrasing import label, listed, named, place, printable, value_of
from pipeline.explaining.values import Told
from pipeline.rules.grading import grade_sentence, next_step_sentence
from pipeline.wording import Wording


def grade_lines(told: Told, words: Wording) -> list[str]:
    grade = told["grade"]
    lines = [_headline(grade, words), _pace(told["pace"], words)]
    if grade["grade"] != grade["computed_grade"]:
        by_rules = words.word("grade", grade["computed_grade"] or "none")
        lines.insert(1, words("explain.grade.manual", grade=by_rules, reason=_manual(grade["reason"], words)))
    for dimension in grade["dimensions"]:
        lines.append(_dimension(dimension, words))
        lines += ["  " + _evidence(found, words) for found in dimension["evidence"]]
    if grade["next_steps"]:
        steps = _worded("grade_next", "+".join(grade["next_steps"]), words)
        lines.append(words("explain.grade.next", steps=steps))
    if grade["best_units"]:
        units = listed((printable(unit) for unit in grade["best_units"]), words)
        lines.append(words("explain.grade.best_units", units=units))
    return lines + _changes(grade["history"], words)


def _headline(grade: Told, words: Wording) -> str:
    if grade["grade"] is None:
        return words("explain.grade.none", reason=_worded("grade_reason", grade["reason"], words))
    if grade["is_provisional"]:
        missing = named("missing", grade["missing_facts"], words)
        return words("explain.grade.provisional", grade=grade["grade"], missing=missing)
    return words("explain.grade", grade=grade["grade"])


def _manual(reason: str, words: Wording) -> str:
    """Who set the grade, and until when, as the reason says it before the dimensions."""
    return _worded("grade_reason", reason.partition("|")[0], words)


def _pace(pace: Told, words: Wording) -> str:
    named_pace = words.word("pace", pace["pace"])
    return words(f"explain.pace.{pace['reason']}", pace=named_pace, days=pace["cadence_days"])


def _dimension(dimension: Told, words: Wording) -> str:
    part = f"{dimension['dimension']}={dimension['counts_as']}:{dimension['reason']}"
    line = words("explain.dimension", sentence=_worded("grade_reason", part, words))
    if dimension["grade"] is None:
        line += words("explain.dimension.counts_as", grade=dimension["counts_as"])
    return line + (words("explain.dimension.limiting") if dimension["is_limiting"] else "")


def _evidence(found: Told, words: Wording) -> str:
    """One statement: whether it decided, what it says, since when, and where it stands."""
    use = "decides" if found["decides"] else "expired" if found["is_expired"] else "other"
    value = value_of(found["field"], found["value"], words) if found["value"] is not None else ""
    line = words(
        f"explain.evidence.{use}",
        label=label(found["field"], words), value=value, day=found["stated_on"], place=place(found, words),
    )  # fmt: skip
    if found.get("deadline"):
        line += words("explain.evidence.deadline", day=found["deadline"])
    if "is_met" in found:
        met = {True: "met", False: "unmet", None: "left_out"}[found["is_met"]]
        line += words(f"explain.evidence.{met}")
    return line


def _changes(history: list[Told], words: Wording) -> list[str]:
    """The published changes, newest first."""
    return [
        words(
            "explain.grade.change",
            day=change["date"],
            was=words.word("grade", change["from_grade"] or "none"),
            now=words.word("grade", change["to_grade"] or "none"),
            reason=_worded("grade_reason", change["reason"], words),
        )
        for change in reversed(history)
    ]


def _worded(column: str, code: str | None, words: Wording) -> str:
    """The sentence of one stable reason or step."""
    if code is None:
        return ""
    sentences = {"grade_reason": grade_sentence, "grade_next": next_step_sentence}
    frame = pd.DataFrame({column: pd.Series([code], dtype="str")})
    return str(sentences[column](frame, words).iloc[0])
