"""Which words fit a call: the office's own (话术库) laid over the shipped ones."""

from typing import Any, Final

import numpy as np
import pandas as pd

from pipeline.rules.call.materials import material_keys
from pipeline.rules.call.resistance import resistance_kind
from pipeline.rules.known import is_known

CONDITIONS: Final = ("rule", "resistance", "customer_type", "stage")
# What a phrase is for is its first stated condition here: an answer to a doubt stays one, whatever the rule.
SLOTS: Final = ("resistance", "rule", "customer_type", "stage")
PHRASES: Final = [*CONDITIONS, "words", "material", "is_office", "slot", "conditions"]
Situation = tuple[str, ...]
Phrase = dict[Any, Any]


def lay_over(office: pd.DataFrame, shipped: pd.DataFrame) -> pd.DataFrame:
    """PHRASES: one row a phrase, the better ones first: the office's before the shipped, more conditions before
    fewer, then the office's order. `office`: current phrases; `shipped`: CONDITIONS and words.
    """
    own = office.reindex(columns=[*CONDITIONS, "words", "material"]).assign(is_office=True)
    ours = shipped.reindex(columns=own.columns).assign(is_office=False)
    joined = pd.concat([own, ours], ignore_index=True).dropna(subset=["words"])
    stated = joined[list(CONDITIONS)].astype("str").fillna("")
    slot = pd.Series("", index=joined.index, dtype="str")
    for name in reversed(SLOTS):
        slot = slot.mask(stated[name] != "", name)
    told = joined.assign(**stated, slot=slot, conditions=(stated != "").sum(axis=1))
    told = told.astype({"words": "str", "material": "str", "is_office": bool})
    order = ["is_office", "conditions"]
    return told.sort_values(order, ascending=False, kind="stable", ignore_index=True)[PHRASES]


def phrases_for(
    tasks: pd.DataFrame,
    people: pd.DataFrame,
    resistance: pd.DataFrame,
    materials: pd.DataFrame,
    phrases: pd.DataFrame,
) -> pd.DataFrame:
    """task_id, words, material: for each task the words for its rule, for the customer's newest resistance, and
    for the type of customer, else for the stage; then what the office always says. A line each.

    A phrase fits when all its conditions hold; of those for the same purpose the first of `phrases` speaks.
    A group message has the words for its rule alone.
    Material: what goes with the words, without what the customer has got, joined by |.
    """
    situations = _situations(tasks, people, resistance)
    known = phrases.astype(object).where(phrases.notna(), "").to_dict("records")
    is_group = is_known(tasks["is_group_message"]).tolist()
    cases = list(zip(situations, is_group, strict=True))
    chosen = {case: _choose(*case, known) for case in set(cases)}
    words = ["\n".join(str(phrase["words"]) for phrase in chosen[case]) for case in cases]
    offered = ["|".join(str(phrase["material"]) for phrase in chosen[case]) for case in cases]
    columns = {"task_id": tasks["task_id"].tolist(), "words": words, "material": offered}
    found = pd.DataFrame({name: pd.Series(values, dtype="str") for name, values in columns.items()})
    return found.assign(material=_new_to(tasks["customer_id"], found["material"], materials))


def _situations(tasks: pd.DataFrame, people: pd.DataFrame, resistance: pd.DataFrame) -> list[Situation]:
    """Per task the values of CONDITIONS; of somebody who refuses profiling only the rule."""
    newest = resistance.drop_duplicates("customer_id").set_index("customer_id")["resistance"]
    kinds = {word: resistance_kind(word) for word in newest.unique()}
    of_customer = pd.DataFrame(
        {
            "resistance": newest.map(kinds).reindex(people.index),
            "customer_type": people["customer_type"],
            "stage": people["stage"],
        },
        index=people.index,
    ).astype("str")
    of_customer = of_customer.mask(is_known(people["refuses_profiling"])).fillna("")
    told = of_customer.reindex(tasks["customer_id"]).fillna("")
    rules = tasks["rule"].astype("str").fillna("")
    columns = [rules, told["resistance"], told["customer_type"], told["stage"]]
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _choose(situation: Situation, is_group: bool, phrases: list[Phrase]) -> list[Phrase]:
    """At most one phrase for each purpose."""
    fitting = [phrase for phrase in phrases if _fits(phrase, situation)]
    first: dict[str, Phrase] = {}
    for phrase in fitting:
        first.setdefault(str(phrase["slot"]), phrase)
    if is_group:
        return [first["rule"]] if "rule" in first else []
    about = first.get("customer_type") or first.get("stage")
    return [phrase for phrase in (first.get("rule"), first.get("resistance"), about, first.get("")) if phrase]


def _fits(phrase: Phrase, situation: Situation) -> bool:
    return all(
        not phrase[name] or _meets(name, str(phrase[name]), value)
        for name, value in zip(CONDITIONS, situation, strict=True)
    )


def _meets(name: str, stated: str, value: str) -> bool:
    """One of the stated words is one of the customer's; resistances are compared by their kind."""
    words = stated.split("|")
    meant = {resistance_kind(word) for word in words} if name == "resistance" else set(words)
    return bool(meant & set(value.split("|")) - {""})


def _new_to(
    customer_ids: "pd.Series[str]", offered: "pd.Series[str]", materials: pd.DataFrame
) -> "pd.Series[str]":
    """Without what each customer was given already, each once."""
    given = set(zip(materials["customer_id"], material_keys(materials["material"]), strict=True))
    parts = offered.str.split("|").explode().str.strip()
    parts = parts[parts != ""]
    owners = pd.Series(customer_ids.to_numpy(), index=offered.index).reindex(parts.index)
    keys = material_keys(parts.astype("str"))
    is_new = np.array([pair not in given for pair in zip(owners, keys, strict=True)], dtype=bool)
    offers = pd.DataFrame({"place": parts.index, "material": parts.to_numpy(), "key": keys.to_numpy()})
    kept = offers[is_new]
    once = kept.drop_duplicates(["place", "key"]).groupby("place")["material"].agg("|".join)
    return once.reindex(offered.index).fillna("").astype("str")
