"""The prepared call as texts of three cells: what was said, what to bear in mind, what one may say. Pure."""

from typing import Final

import pandas as pd

from pipeline.publish.phrase_book import PhraseBook, load_phrase_book
from pipeline.publish.safe_text import shortened, shown_texts
from pipeline.results import NightResult, SiteResult
from pipeline.rules.call import Memory, PreparedCalls, prepare_calls
from pipeline.rules.call.phrases import lay_over
from pipeline.rules.grade_words import next_step_sentence
from pipeline.wording import Wording

NEWEST_WIDTH, OLDER_WIDTH = 120, 64  # of what was said; a Chinese letter is two wide
PROMISE_WIDTH: Final = 60
MOST_MATERIALS, MOST_RESISTANCES, MOST_PROMISES = 6, 3, 3
WAN: Final = 10_000
# The lines of the middle cell, in their order; their labels are `prepared.<line>`.
LINES: Final = ("promises", "resistance", "ask", "raise", "units", "given", "offer")


def prepare_site_calls(
    tasks: pd.DataFrame, result: SiteResult, night: NightResult, wording: Wording
) -> PreparedCalls:
    """What is known for the calls of these tasks, the office's words laid over the shipped ones."""
    phrases = lay_over(result.phrases, load_phrase_book(wording.language).phrases)
    return prepare_calls(
        tasks, result.customers, result.activities, result.units, phrases, night.settings,
        pd.Timestamp(result.plan_day),
    )  # fmt: skip


def prepared_texts(
    tasks: pd.DataFrame, calls: PreparedCalls, people: pd.DataFrame, result: SiteResult, wording: Wording
) -> pd.DataFrame:
    """One row a task, same index: the texts `talks, prepared, words`; what is not known is left out.

    `people`: the customers of the tasks, same index.
    """
    book = load_phrase_book(wording.language)
    by_customer = memory_texts(calls.memory, result, wording)
    by_customer = by_customer.join(_units(calls.units, wording).rename("units"), how="outer")
    told = by_customer.reindex(tasks["customer_id"]).set_axis(tasks.index).astype("str").fillna("")
    words = calls.words.set_index("task_id").reindex(tasks["task_id"]).set_axis(tasks.index)
    lines = told.assign(
        ask=_questions(people, book),
        **{"raise": _raises(people, wording)},
        offer=shown_texts(words["material"]).str.replace("|", wording("list.separator"), regex=False),
    )
    return pd.DataFrame(
        {
            "talks": last_talks_texts(
                tasks["customer_id"], people["unanswered_streak"], calls.memory, result, wording
            ),
            "prepared": labelled({name: lines[name] for name in LINES}, wording),
            "words": spoken_words(tasks, words["words"], people, result, wording),
        }
    )


def memory_texts(memory: Memory, result: SiteResult, wording: Wording) -> pd.DataFrame:
    """Index customer_id, of all who have any: the texts `promises, resistance, given`; empty is unknown."""
    return pd.DataFrame(
        {
            "promises": _promises(memory.promises, result, wording),
            "resistance": _listed(memory.resistance, "resistance", MOST_RESISTANCES, wording),
            "given": _listed(memory.materials, "material", MOST_MATERIALS, wording),
        }
    )


def labelled(lines: dict[str, pd.Series], wording: Wording) -> pd.Series:
    """The lines that say something, each behind its label."""
    told = pd.Series("", index=next(iter(lines.values())).index, dtype="str")
    for name, texts in lines.items():
        line = pd.Series(
            [wording(f"prepared.{name}", value=text).replace(" \n", "\n") if text else "" for text in texts],
            told.index,
        )
        told = told + pd.Series("\n", index=told.index).where((told != "") & (line != ""), "") + line
    return told.astype("str")


def spoken_words(
    tasks: pd.DataFrame, words: pd.Series, people: pd.DataFrame, result: SiteResult, wording: Wording
) -> pd.Series:
    """The words of each task with the names in them, and how the customer can stop it."""
    book = load_phrase_book(wording.language)
    called = shown_texts(people["preferred_name"].fillna(people["name"]))
    names = dict(zip(result.consultants["consultant_id"], result.consultants["name"], strict=True))
    site = "" if wording.has(f"site.{result.site}") else result.site
    filled = []
    occasions = occasions_of(tasks, wording)
    for text, name, consultant, mode, rule, occasion in zip(
        words.fillna(""), called, tasks["consultant"], tasks["mode"], tasks["rule"], occasions, strict=True
    ):
        me = names.get(consultant) or consultant
        places = {"name": name, "me": str(me) if me == me and me else "", "site": site, "occasion": occasion}
        stop = book.opt_out.get(str(mode), "")
        filled.append(book.filled("\n".join(filter(None, [str(text), stop])), places, str(rule)))
    return shown_texts(pd.Series(filled, index=tasks.index, dtype="str"))


def occasions_of(tasks: pd.DataFrame, wording: Wording) -> pd.Series:
    """Which festival, event or change a task is about, as people read it; empty where it does not say."""
    if "occasion" not in tasks:
        return pd.Series("", index=tasks.index, dtype="str")
    told = tasks["occasion"].astype("str").fillna("")
    between = wording("list.separator")
    read = {
        words: between.join(wording.word("occasion", word) for word in words.split("|") if word)
        for words in told.unique()
    }
    return shown_texts(told.map(read))


def last_talks_texts(
    customer_id: pd.Series, streak: pd.Series, memory: Memory, result: SiteResult, wording: Wording
) -> pd.Series:
    """A line for each of the last talks, the newest first and in full; then on how many days nobody answered."""
    talks = memory.talks
    place = talks.groupby("customer_id").cumcount()
    modes = {mode: wording.word("mode", mode) for mode in talks["mode"].dropna().unique()}
    content = [
        shortened(text, NEWEST_WIDTH if first else OLDER_WIDTH)
        for text, first in zip(shown_texts(talks["content"]), place == 0, strict=True)
    ]
    head = short_days(talks["at"], result) + " " + talks["mode"].map(modes).fillna("").astype("str")
    line = (head.str.strip() + " " + pd.Series(content, index=talks.index, dtype="str")).str.strip()
    joined = _joined(line, talks, "\n")
    found: pd.Series = (
        joined.reindex(customer_id).set_axis(customer_id.index).fillna(wording("today.never_talked"))
    )
    silent = {
        days: wording("today.unanswered", value=int(days)) for days in streak.dropna().unique() if days > 0
    }
    unanswered = pd.Series([silent.get(days, "") for days in streak], index=streak.index, dtype="str")
    break_before = pd.Series("\n", index=found.index).where(unanswered != "", "")
    told: pd.Series = found + break_before + unanswered
    return told


def short_days(moments: pd.Series, result: SiteResult) -> pd.Series:
    """A day without the year where it is that of the plan."""
    days: pd.Series = moments.dt.strftime("%Y-%m-%d").str.removeprefix(f"{result.plan_day.year}-")
    return days.fillna("").astype("str")


def _promises(promises: pd.DataFrame, result: SiteResult, wording: Wording) -> pd.Series:
    promises = promises[promises.groupby("customer_id").cumcount(ascending=False) < MOST_PROMISES]
    words = [shortened(text, PROMISE_WIDTH) for text in shown_texts(promises["promise"])]
    days = short_days(promises["promised_on"], result)
    line = [wording("prepared.promise", day=day, promise=text) for day, text in zip(days, words, strict=True)]
    return _joined(pd.Series(line, index=promises.index, dtype="str"), promises, wording("prepared.between"))


def _listed(rows: pd.DataFrame, name: str, most: int, wording: Wording) -> pd.Series:
    first = rows[rows.groupby("customer_id").cumcount() < most]
    return _joined(shown_texts(first[name]), first, wording("list.separator"))


def _units(units: pd.DataFrame, wording: Wording) -> pd.Series:
    """A line for each unit: which, how big, what it costs, and what it lacks."""
    separator = wording("list.separator")
    lacks = {
        missed: separator.join(wording.word("want", kind) for kind in missed.split("|") if kind)
        for missed in units["missed"].unique()
    }
    lines = [
        "\n" + wording("prepared.unit", what=_unit_face(unit, layout, low, high, price, wording), lacks=fit)
        for unit, layout, low, high, price, fit in zip(
            shown_texts(units["unit"]), units["layout"], units["area_low"], units["area_high"], units["price"],
            _fits(units["missed"].map(lacks), units["over_budget"], wording), strict=True,
        )
    ]  # fmt: skip
    return _joined(pd.Series(lines, index=units.index, dtype="str"), units, "")


def _fits(lacks: pd.Series, over: pd.Series, wording: Wording) -> list[str]:
    told = []
    for missed, beyond in zip(lacks, over, strict=True):
        parts = [wording("prepared.lacks", wants=missed) if missed else ""]
        parts.append(wording("prepared.over", **_money(beyond)) if beyond > 0 else "")
        told.append(wording("prepared.between").join(filter(None, parts)) or wording("prepared.fits"))
    return told


def _unit_face(unit: str, layout: object, low: float, high: float, price: float, wording: Wording) -> str:
    sizes = sorted({f"{size:g}" for size in (low, high) if size == size}, key=float)
    parts = [unit, layout_word(layout, wording), f"{'–'.join(sizes)}㎡" if sizes else ""]
    return " ".join(
        filter(None, [*parts, wording("prepared.price", **_money(price)) if price == price else ""])
    )


def layout_word(layout: object, wording: Wording) -> str:
    """`3` as people say it; a word of the office's own as typed."""
    if layout is None or layout != layout:
        return ""
    words = [
        wording("prepared.bedrooms", count=word) if word.isdigit() else wording.word("layout", word)
        for word in str(layout).split("|")
    ]
    return "/".join(words)


def _money(yuan: float) -> dict[str, str]:
    """An amount in 万 and in yuan; wordings take the one that people say."""
    return {"wan": f"{yuan / WAN:.4g}", "yuan": f"{yuan:,.0f}"}


def _questions(people: pd.DataFrame, book: PhraseBook) -> pd.Series:
    """What is not known yet, as one would ask it; a bought-by date that has passed is asked again."""
    flags = people["flags"].astype("str").fillna("")
    asked = people["missing_facts"].astype("str").fillna("")
    for flag, question in (("requalify", "requalify"), ("waiting_for_consent", "consent")):
        is_flagged = flags.str.contains(flag, regex=False)
        asked = asked + pd.Series(f"|{question}", index=asked.index).where(is_flagged, "")
    read = {
        words: " ".join(book.ask[word] for word in words.split("|") if word in book.ask)
        for words in asked.unique()
    }
    return asked.map(read).astype("str")


def _raises(people: pd.DataFrame, wording: Wording) -> pd.Series:
    """The smallest facts that would raise the grade, unless they are among the questions already."""
    steps = people["grade_next"].astype("str").fillna("").str.split("+")
    rest = steps.map(lambda parts: "+".join(part for part in parts if not part.startswith("ask:"))).astype(
        "str"
    )
    left = people.assign(grade_next=rest.where(rest != ""))
    return shown_texts(next_step_sentence(left, wording))


def _joined(texts: pd.Series, rows: pd.DataFrame, separator: str) -> "pd.Series[str]":
    """Customer -> the texts of his rows, in their order."""
    return texts.groupby(rows["customer_id"]).agg(separator.join).astype("str")
