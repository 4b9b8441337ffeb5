"""A grade and what would raise it, in words for people; the stable words are those of `grading`."""

from collections.abc import Callable

import pandas as pd

from pipeline.wording import Wording

WAN = 10_000  # budgets are spoken of in 万


def grade_sentence(customers: pd.DataFrame, wording: Wording) -> "pd.Series[str]":
    """One line a customer from `grade_reason`: each dimension with its letter and why. Empty stays empty."""
    return _worded(customers["grade_reason"], lambda reason: _sentence(reason, wording))


def next_step_sentence(customers: pd.DataFrame, wording: Wording) -> "pd.Series[str]":
    """What to find out next, from `grade_next`; several steps in one line. Empty stays empty."""
    return _worded(customers["grade_next"], lambda steps: _steps(steps, wording))


def _worded(codes: "pd.Series[str]", word: Callable[[str], str]) -> "pd.Series[str]":
    return codes.map({code: word(code) for code in codes.dropna().unique()}).astype("str")


def _sentence(reason: str, wording: Wording) -> str:
    if "=" not in reason:
        return wording(f"grading.{reason}")
    return wording("grading.joined").join(_dimension(part, wording) for part in reason.split("|"))


def _dimension(part: str, wording: Wording) -> str:
    """`purchasing_power=B:coverage 3/5`"""
    name, _, graded = part.partition("=")
    grade, _, evidence = graded.partition(":")
    return wording(f"grading.{name}", grade=grade, reason=_evidence(name, evidence, wording))


def _evidence(name: str, evidence: str, wording: Wording) -> str:
    word, _, argument = evidence.partition(" ")
    met, _, counted = argument.partition("/")
    # Rounded down: 79.9 % must not be read as the 80 % that would have been an A.
    percent = 100 * int(met) // int(counted) if counted else ""
    return wording(
        f"grading.{name}.{word}",
        argument=argument,
        word=wording.word(word, argument),
        met=met,
        counted=counted,
        percent=percent,
    )


def _steps(steps: str, wording: Wording) -> str:
    return wording("next_step.joined").join(_step(step, wording) for step in steps.split("+"))


def _step(step: str, wording: Wording) -> str:
    word, _, argument = step.partition(":")
    if word == "ask":
        return wording(f"next_step.ask.{argument}")
    if word == "budget":
        wan = -(-int(argument) // WAN)
        return wording("next_step.budget", wan=wan, yuan=f"{wan * WAN:,}")
    return wording(f"next_step.{word}", argument=argument, want=wording.word("want", argument))
