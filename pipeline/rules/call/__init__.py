"""The prepared call: what a consultant should have in mind before talking to a customer.

Only what the facts say: where nothing is known nothing is said.
"""

from dataclasses import dataclass

import pandas as pd

from pipeline.config import Settings
from pipeline.rules.call.fitting_units import fitting_units
from pipeline.rules.call.materials import given_materials
from pipeline.rules.call.phrases import phrases_for
from pipeline.rules.call.promises import open_promises
from pipeline.rules.call.resistance import known_resistance
from pipeline.rules.call.talks import last_talks

__all__ = ["Memory", "PreparedCalls", "prepare_calls", "remember"]


@dataclass(frozen=True)
class Memory:
    """What went on with some customers; who is in none of the frames has nothing to remember.

    talks        customer_id, at, mode, content: the newest contacts, newest first
    promises     customer_id, promised_on, promise: not known to be kept, oldest first
    materials    customer_id, material, given_on: each once, newest first
    resistance   customer_id, resistance (as typed), stated_on: each once, newest first
    """

    talks: pd.DataFrame
    promises: pd.DataFrame
    materials: pd.DataFrame
    resistance: pd.DataFrame


@dataclass(frozen=True)
class PreparedCalls:
    """What is known for the calls of some tasks.

    units        customer_id, unit, layout, area_low, area_high, price, missed (kinds of want), over_budget
                 (yuan above what the budget reaches; 0: within; empty: budget or price unknown), best first
    words        task_id, words (sentences, one per line, {name} and other places still open), material (what
                 the words go with and the customer has not got)
    """

    memory: Memory
    units: pd.DataFrame
    words: pd.DataFrame


def remember(
    customers: pd.DataFrame, activities: pd.DataFrame, settings: Settings, plan_day: pd.Timestamp
) -> Memory:
    """`customers` (index customer_id) and all activities, of which theirs count."""
    theirs = activities[activities["customer_id"].isin(customers.index)]
    rules = settings.rules.call
    return Memory(
        talks=last_talks(theirs, rules.talks),
        promises=open_promises(theirs, plan_day, rules.promise_days),
        materials=given_materials(theirs),
        resistance=known_resistance(customers, theirs, plan_day, rules.resistance_days),
    )


def prepare_calls(
    tasks: pd.DataFrame,
    customers: pd.DataFrame,
    activities: pd.DataFrame,
    units: pd.DataFrame,
    phrases: pd.DataFrame,
    settings: Settings,
    plan_day: pd.Timestamp,
) -> PreparedCalls:
    """`tasks`: task_id, customer_id, rule, is_group_message; `customers` with grades; `activities` as in `Derived`;
    `units` current versions; `phrases` the office's and the shipped ones as `phrases.lay_over` joins them.
    """
    people = customers[customers.index.isin(tasks["customer_id"])]
    memory = remember(people, activities, settings, plan_day)
    return PreparedCalls(
        memory=memory,
        units=fitting_units(people, units, settings),
        words=phrases_for(tasks, people, memory.resistance, memory.materials, phrases),
    )
