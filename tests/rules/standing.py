"""What stands for one made-up customer, as one readable line per proposal."""

from collections.abc import Mapping, Sequence
from datetime import date, time

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, Site
from pipeline.facts import WAKE_UPS, empty_frame
from pipeline.rules.due import Records, propose, wake_up_places
from tests.rules.customers import D, activities, customers, deals, records

Rows = Sequence[Mapping[str, object]]
NO_RECORDS = records()


def standing(
    who: Mapping[str, object],
    done: Rows = (),
    bought: Rows = (),
    on: date = D,
    told: Records = NO_RECORDS,
    settings: Settings | None = None,
) -> list[str]:
    """`rule due -> latest` of the customer on the plan day, in alphabetical order; contactable. No festivals: they
    stand for everybody.
    """
    proposals = proposed([who], done, bought, on, told, settings)
    return [line for line in lines(proposals) if not line.startswith("festival")]


def proposed(
    who: Rows,
    done: Rows = (),
    bought: Rows = (),
    on: date = D,
    told: Records = NO_RECORDS,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """What stands for these customers, all of whom can be contacted."""
    rows, as_of, rules = customers(*who), plan_on(on), settings or Settings()
    contactable, nothing = pd.Series(True, index=rows.index), empty_frame(WAKE_UPS)
    places = wake_up_places(rows, contactable, nothing, rules.rules.due, pd.Timestamp(on))
    return propose(rows, activities(*done), deals(*bought), told, places, rules, Site(), as_of)


def lines(proposals: pd.DataFrame) -> list[str]:
    return sorted(
        f"{rule} {due:%m-%d} -> {latest:%m-%d %H:%M}"
        for rule, due, latest in zip(
            proposals["rule"], proposals["due_date"], proposals["latest_at"], strict=True
        )
    )


def only(rule: str, proposals: pd.DataFrame) -> list[str]:
    """`due -> latest` and, where there is one, the occasion of one rule, by customer."""
    mine = proposals[proposals["rule"].eq(rule)].sort_values("customer_id")
    return [
        f"{due:%m-%d} -> {latest:%m-%d %H:%M} {occasion}".strip()
        for due, latest, occasion in zip(mine["due_date"], mine["latest_at"], mine["occasion"], strict=True)
    ]


def rules_of(who: Mapping[str, object], done: Rows = (), on: date = D) -> set[str]:
    return {line.split()[0] for line in standing(who, done, on=on)}


def plan_on(day: date) -> AsOf:
    return AsOf.of(day, time(18, 0))
