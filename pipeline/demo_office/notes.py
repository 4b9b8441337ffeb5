"""What consultants write down: short sentences put together from phrases, by the kind of note."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.codes import Mode, Note, Whole, Words
from pipeline.demo_office.lexicon import Lexicon

Recipe = tuple[str, ...]

RECIPES: Final[dict[Note, Sequence[Recipe]]] = {
    Note.NEEDS: (
        ("heard", "want_layout", "send"),
        ("want_layout", "want_area", "mood"),
        ("purpose_talk", "want_budget", "send"),
        ("heard", "purpose_talk", "want_area", "want_budget"),
        ("want_layout", "want_budget", "mood"),
    ),
    Note.DOUBT: (("doubt", "calm"), ("versus", "doubt"), ("mood", "doubt", "calm")),
    Note.LOAN: (("loan", "calm"), ("want_budget", "loan"), ("decoration", "mood"), ("loan", "decoration")),
    Note.NEWS: (("news", "mood"), ("versus", "news"), ("news", "calm"), ("purpose_talk", "news")),
    Note.VISIT_AGREED: (("want_layout",), ("mood",), ("purpose_talk",)),
    Note.CALL_BACK: (("busy",),),
    Note.WECHAT_ADDED: (("wechat", "send"), ("want_layout", "wechat"), ("mood", "wechat", "send")),
    Note.FIRST_VISIT: (
        ("first_visit", "toured", "liked"),
        ("first_visit", "want_layout", "want_budget"),
        ("first_visit", "toured", "doubt"),
    ),
    Note.REVISIT: (("revisit", "liked", "loan"), ("revisit", "toured", "calm"), ("revisit", "doubt", "calm")),
    Note.DEPOSIT: (("liked", "deposit"), ("want_layout", "deposit")),
    Note.PENDING: (("pending", "pending_next"), ("pending",)),
    Note.SIGNED: (("signed",),),
    Note.OWNER: (("owner",),),
    Note.LOST: (("lost",), ("doubt", "lost")),
    Note.BOUGHT: (("bought",),),
    Note.AGENT: (("agent",),),
    Note.OPT_OUT: (("opt_out",),),
    Note.MISSED: (("missed",),),
    Note.NO_REPLY: (("no_reply",),),
    Note.SMS: (("sms",),),
    Note.BAD_NUMBER: (("bad_number",),),
    Note.CANCELLED: (("cancelled",),),
    Note.LAZY: (("lazy",),),
}  # fmt: skip
SAYS_NEXT_DAY: Final = (Note.NEEDS, Note.DOUBT, Note.LOAN, Note.NEWS, Note.VISIT_AGREED, Note.CALL_BACK)
SPOKEN: Final = (Mode.PHONE, Mode.PHONE_IN)


@dataclass(frozen=True)
class Fillings:
    """For each place in a phrase: the words it can take, and which of them belongs to each row."""

    words: dict[str, Sequence[str]]
    codes: dict[str, Whole]


def write_notes(
    events: pd.DataFrame, people: pd.DataFrame, lexicon: Lexicon, rng: np.random.Generator
) -> pd.DataFrame:
    """`events` with `content` (text, empty for none) and `resistance` (its code, -1 for none)."""
    fillings = fill(events, people, lexicon)
    note = events["note"].to_numpy()
    content: Words = np.full(len(events), "", dtype=object)
    has_doubt = np.zeros(len(events), dtype=bool)
    for kind, recipes in RECIPES.items():
        rows = np.flatnonzero(note == kind)
        choice = rng.integers(0, len(recipes), rows.size)
        for number, recipe in enumerate(recipes):
            chosen = rows[choice == number]
            content[chosen] = sentence(recipe, chosen, fillings, lexicon, rng)
            has_doubt[chosen] |= "doubt" in recipe
    says_day = np.flatnonzero(np.isin(note, SAYS_NEXT_DAY) & (events["next_day"].to_numpy() >= 0))
    agreed = np.where(
        note[says_day] == Note.VISIT_AGREED,
        phrase("agree_visit", says_day, fillings, lexicon, rng),
        phrase("agree", says_day, fillings, lexicon, rng),
    )
    content[says_day] = content[says_day] + lexicon.sentence_join + agreed
    content = finish_sentences(content, note, lexicon)
    resistance = np.where(has_doubt, people["resistance"].to_numpy()[events["person"]], -1)
    return events.assign(content=content, resistance=resistance)


def finish_sentences(content: Words, note: Whole, lexicon: Lexicon) -> Words:
    """A full stop after what is a sentence; the lazy word stays bare."""
    is_sentence = (content != "") & (note != Note.LAZY)
    return np.where(is_sentence, content + lexicon.sentence_end, content)


def sentence(
    recipe: Recipe, rows: Whole, fillings: Fillings, lexicon: Lexicon, rng: np.random.Generator
) -> Words:
    """One sentence per row: the phrases of the recipe, joined."""
    text = phrase(recipe[0], rows, fillings, lexicon, rng)
    for group in recipe[1:]:
        text = text + lexicon.sentence_join + phrase(group, rows, fillings, lexicon, rng)
    return text


def phrase(group: str, rows: Whole, fillings: Fillings, lexicon: Lexicon, rng: np.random.Generator) -> Words:
    """One phrase per row, its place filled; a table of phrases by words makes that one lookup."""
    if group == "doubt":
        table = np.array(lexicon.doubts["phrases"], dtype=object)
        return np.asarray(table[rng.integers(0, len(table), rows.size), fillings.codes["doubt"][rows]])
    phrases = lexicon.phrases[group]
    choice = rng.integers(0, len(phrases), rows.size)
    place = next((name for name in fillings.words if f"{{{name}}}" in "".join(phrases)), None)
    if place is None:
        return np.array(phrases, dtype=object)[choice]
    words = fillings.words[place]
    table = np.array([[text.format(**{place: word}) for word in words] for text in phrases], dtype=object)
    return np.asarray(table[choice, fillings.codes[place][rows]])


def fill(events: pd.DataFrame, people: pd.DataFrame, lexicon: Lexicon) -> Fillings:
    """The words each row's places take: what the customer wants, a rival, the agreed day."""
    person = events["person"].to_numpy()
    layout, area, budget = (people[name].to_numpy()[person] for name in ("layout", "area", "budget"))
    areas, area_code = np.unique(area, return_inverse=True)
    budgets, budget_code = np.unique(budget, return_inverse=True)
    days, day_code = np.unique(events["next_day"].to_numpy(), return_inverse=True)
    return Fillings(
        words={
            "layout": lexicon.wanted_layouts,
            "area": [str(value) for value in areas],
            "budget": worded(budgets, lexicon.amount),
            "rival": lexicon.rivals,
            "day": worded(days, lambda day: lexicon.short_day(date.fromordinal(max(day, 0) + 719_163))),
        },
        codes={
            "layout": layout,
            "area": area_code,
            "budget": budget_code,
            "rival": (people.index.to_numpy()[person] + people["resistance"].to_numpy()[person])
            % len(lexicon.rivals),
            "day": day_code,
            "doubt": people["resistance"].to_numpy()[person],
        },
    )


def worded(values: Whole, say: Callable[[int], str]) -> list[str]:
    return [say(int(value)) for value in values]


def draw_durations(events: pd.DataFrame, rng: np.random.Generator) -> Whole:
    """Seconds of each call: none when nobody answered, -1 where there is no call."""
    spoken = np.isin(events["mode"].to_numpy(), SPOKEN)
    outcome = events["outcome"].to_numpy()
    long = np.exp(rng.normal(4.6, 0.6, len(events))).astype(np.int64) + 12
    short = rng.integers(8, 40, len(events))
    seconds = np.select(
        [np.isin(outcome, (1, 7, 8)), np.isin(outcome, (9, 10, 11, 12, 13))], [long, short], 0
    )
    return np.where(spoken, seconds, -1)
