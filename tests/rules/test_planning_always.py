"""Whatever is due: movable tasks never exceed a capacity, nothing gets lost, the order of rows is no matter."""

from datetime import timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.vocabulary import RULES
from tests.rules.customers import D
from tests.rules.weeks import customers, days, plan, staff, wanted

PEOPLE = customers(
    *[
        {"consultant": f"S{n % 2 + 1}", "grade": "ABC"[n % 3], "last_contact_at": f"2026-05-{n % 4 + 1:02d}"}
        for n in range(8)
    ]
)
CAPACITY = {"S1": 2, "S2": 1}
OFFICE = staff({"S1": "tue|sat", "S2": "2026-07-02"}, **CAPACITY)
REPEATING = ("cadence", "retry")


def proposal(customer: int, rule: str, due: int, allowance: int) -> dict[str, object]:
    day = D + timedelta(days=due)
    return {
        "customer_id": f"C{customer + 1}",
        "rule": rule,
        "due": f"{day:%m-%d}",
        "latest": f"{day + timedelta(days=allowance):%m-%d}",
        "mode": "visit" if rule == "handover" else "phone",
    }


PROPOSALS = st.lists(
    st.builds(
        proposal,
        st.integers(0, 7),
        st.sampled_from(RULES),
        st.integers(-40, 8),
        st.sampled_from([0, 1, 2, 30]),
    ),
    max_size=25,
    unique_by=lambda row: (row["customer_id"], row["rule"]),
)


@settings(max_examples=30, deadline=None)
@given(PROPOSALS)
def test_movable_tasks_never_exceed_a_capacity(rows: list[dict[str, object]]) -> None:
    tasks = plan(rows, PEOPLE, OFFICE).dropna(subset="planned_date")
    placed = tasks.assign(cost=tasks["mode"].map({"visit": 4, "phone": 1}))
    by_day = placed.groupby(["consultant", "planned_date"], as_index=False).agg(
        load=("cost", "sum"), only_fixed=("is_fixed", "all")
    )
    fits = by_day["load"] <= by_day["consultant"].map(CAPACITY)
    assert (fits | by_day["only_fixed"]).all()


@settings(max_examples=30, deadline=None)
@given(PROPOSALS)
def test_nothing_that_is_due_vanishes(rows: list[dict[str, object]]) -> None:
    """Each is in a task, or may wait, or repeats what an earlier day does; none is there that nobody wanted."""
    tasks = plan(rows, PEOPLE, OFFICE)
    rules = (tasks["rule"] + "|" + tasks["other_rules"].fillna("")).str.strip("|").str.split("|")
    found = {(who, rule) for who, names in zip(tasks["customer_id"], rules, strict=True) for rule in names}
    due = wanted(*rows)
    today, week_end = pd.Timestamp(D), pd.Timestamp(D) + pd.Timedelta(days=6)
    own = due["due_date"].mask(due["due_date"] < today, today)
    is_due = due["due_date"] <= week_end
    may_wait = due["latest_at"].dt.normalize() > week_end
    repeats = due["rule"].isin(REPEATING) & (own > own.groupby(due["customer_id"]).transform("min"))
    pairs = list(zip(due["customer_id"], due["rule"], strict=True))
    assert {pair for pair, must in zip(pairs, is_due & ~may_wait & ~repeats, strict=True) if must} <= found
    assert found <= {pair for pair, may in zip(pairs, is_due, strict=True) if may}


@settings(max_examples=30, deadline=None)
@given(PROPOSALS, st.integers(0, 1_000_000))
def test_the_order_of_rows_is_no_matter(rows: list[dict[str, object]], seed: int) -> None:
    allowed = wanted(*rows)
    shuffled = allowed.sample(frac=1, random_state=seed, ignore_index=True)
    people = PEOPLE.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(plan(allowed, PEOPLE, OFFICE), plan(shuffled, people, OFFICE[::-1]))


@settings(max_examples=30, deadline=None)
@given(PROPOSALS)
def test_one_task_per_customer_and_day(rows: list[dict[str, object]]) -> None:
    tasks = plan(rows, PEOPLE, OFFICE)
    assert tasks["task_id"].is_unique
    assert all(len(set(found)) == len(found) for found in days(tasks).values())
    latest = tasks["latest_at"].dt.normalize()
    is_late = (tasks["planned_date"] > latest) & ~tasks["is_fixed"]
    assert (latest[is_late] < pd.Timestamp(D)).all()
