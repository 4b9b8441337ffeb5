"""Who took a customer over from whom, and when."""

from typing import Any

import pandas as pd
import pytest

from pipeline.rules.handovers import handed_over
from tests.rules.customers import D, column, customers

CASES = [
    # id, who held him before tonight, taken from, on, who has him from tonight on, (from, to, on)
    ("always with one", "S1", None, None, "S1", None),
    ("given for the first time", None, None, None, "S1", None),
    ("nobody is there to take him", "S1", None, None, None, None),
    ("given tonight, since S1 left", "S1", None, None, "S2", ("S1", "S2", "2026-06-30")),
    ("taken over a while ago", "S2", "S1", "2026-06-10", "S2", ("S1", "S2", "2026-06-10")),
    ("taken over, and given on tonight", "S2", "S1", "2026-06-10", "S3", ("S2", "S3", "2026-06-30")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("held", "taken_from", "taken_on", "owner", "told"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_handed_over(
    held: str | None,
    taken_from: str | None,
    taken_on: str | None,
    owner: str | None,
    told: tuple[Any, ...] | None,
) -> None:
    who = customers({"consultant": held}).assign(
        taken_from=column([taken_from], "text").to_numpy(), taken_on=column([taken_on], "day").to_numpy()
    )
    owners = pd.Series([owner], index=who.index, dtype="str")
    found = handed_over(who, owners, pd.Timestamp(D))
    days = found["handed_on"].dt.strftime("%Y-%m-%d")
    rows = list(zip(found["from_consultant"], found["to_consultant"], days, strict=True))
    assert rows == ([told] if told else [])
