"""What stands for one made-up customer, as one readable line per proposal."""

from collections.abc import Mapping, Sequence
from datetime import date, time

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, Site
from pipeline.rules.due import propose
from tests.rules.customers import D, activities, customers, deals

Rows = Sequence[Mapping[str, object]]


def standing(who: Mapping[str, object], done: Rows = (), bought: Rows = (), on: date = D) -> list[str]:
    """`rule due -> latest` of the customer on the plan day, in alphabetical order; contactable."""
    rows = customers(who)
    proposals = propose(
        rows,
        activities(*done),
        deals(*bought),
        pd.Series(True, index=rows.index),
        Settings(),
        Site(),
        plan_on(on),
    )
    return sorted(
        f"{rule} {due:%m-%d} -> {latest:%m-%d %H:%M}"
        for rule, due, latest in zip(
            proposals["rule"], proposals["due_date"], proposals["latest_at"], strict=True
        )
    )


def rules_of(who: Mapping[str, object], done: Rows = (), on: date = D) -> set[str]:
    return {line.split()[0] for line in standing(who, done, on=on)}


def plan_on(day: date) -> AsOf:
    return AsOf.of(day, time(18, 0))
