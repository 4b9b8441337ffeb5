"""Who gets the customers that nobody looks after. The roster: Li (S1), Wang (S2), and Zhao (S3), who left."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.facts import GIFTS, empty_facts, empty_frame, fact_columns
from pipeline.rules.assignment import assign
from pipeline.rules.roster import present_roster
from tests.rules.customers import AS_OF, customers, frame

NO_GIFTS = empty_frame(GIFTS)
STAFF: tuple[Mapping[str, object], ...] = (
    {"consultant_id": "S1", "name": "李雷"},
    {"consultant_id": "S2", "name": "王芳"},
    {"consultant_id": "S3", "name": "赵敏", "is_active": False},
)


def roster(*people: Mapping[str, object], **named: pd.DataFrame) -> pd.DataFrame:
    """The roster of these rows, or of what leads, activities and deals name."""
    rows = frame(fact_columns("consultants"), [dict(person) for person in people])
    leads, activities, deals = (
        named.get(kind, empty_facts(kind)) for kind in ("leads", "activities", "deals")
    )
    return present_roster(rows, leads, activities, deals, Settings(), AS_OF)


def gifts(*rows: tuple[str, str, str]) -> pd.DataFrame:
    names = ("night", "customer_id", "consultant")
    return frame(GIFTS, [dict(zip(names, row, strict=True)) for row in rows])


def owners_of(
    people: pd.DataFrame, *staff: Mapping[str, object], given_before: pd.DataFrame = NO_GIFTS
) -> Any:
    owners, _ = assign(people, roster(*staff), given_before)
    return owners.fillna("").to_dict()


@pytest.mark.parametrize(
    ("consultant", "keeps"),
    [
        pytest.param("S1", True, id="on the roster"),
        pytest.param("S3", False, id="left"),
        pytest.param("陈晨", False, id="not on the roster"),
        pytest.param(None, False, id="nobody"),
        pytest.param("S4", True, id="the site manager looks after somebody"),
    ],
)
def test_who_is_given_away(consultant: str | None, keeps: bool) -> None:
    manager = {"consultant_id": "S4", "name": "孙经理", "role": "site_manager"}
    owners, given = assign(customers({"consultant": consultant}), roster(*STAFF, manager), NO_GIFTS)
    assert (owners.tolist() == [consultant]) is keeps
    assert given.empty is keeps


def test_always_to_the_one_with_the_fewest() -> None:
    held: list[dict[str, object]] = [{"consultant": "S1"}, {"consultant": "S1"}, {"consultant": "S2"}]
    assert owners_of(customers(*held, {}, {}, {}), *STAFF) == {
        "C1": "S1", "C2": "S1", "C3": "S2",
        "C4": "S2",  # 2 against 1
        "C5": "S1",  # 2 each, nobody got one before tonight but S2
        "C6": "S2",  # 3 against 2
    }  # fmt: skip


def test_invalid_and_unreachable_customers_are_no_load() -> None:
    held: list[dict[str, object]] = [
        {"consultant": "S1", "status": "invalid"},
        {"consultant": "S1", "is_unreachable": True},
        {"consultant": "S2"},
    ]
    assert owners_of(customers(*held, {}), *STAFF)["C4"] == "S1"


def test_ties_go_to_who_got_one_longest_ago_then_by_id() -> None:
    before = gifts(("2026-06-10", "X1", "S1"), ("2026-06-20", "X2", "S2"), ("2026-06-25", "X3", "S1"))
    assert owners_of(customers({}), *STAFF, given_before=before) == {"C1": "S2"}
    assert owners_of(customers({}), *STAFF, given_before=before.head(2)) == {"C1": "S1"}
    assert owners_of(customers({}), *STAFF, given_before=before.head(1)) == {"C1": "S2"}
    assert owners_of(customers({}), *STAFF) == {"C1": "S1"}


def test_the_best_are_given_first() -> None:
    waiting: list[dict[str, object]] = [
        {"customer_id": "none", "grade": None, "created_at": "2026-01-01"},
        {"customer_id": "C", "grade": "C"},
        {"customer_id": "B late", "grade": "B", "created_at": "2026-06-02 10:00"},
        {
            "customer_id": "B late, smaller key",
            "grade": "B",
            "created_at": "2026-06-02 10:00",
            "key_order": 1,
        },
        {"customer_id": "B early", "grade": "B", "created_at": "2026-06-02 09:59"},
        {"customer_id": "A", "grade": "A"},
        {"customer_id": "VIP", "grade": "C", "is_vip": True},
    ]
    _, given = assign(customers(*waiting), roster(*STAFF), NO_GIFTS)
    assert given["customer_id"].tolist() == [
        "VIP", "A", "B early", "B late, smaller key", "B late", "C", "none",
    ]  # fmt: skip
    assert given["consultant"].tolist() == ["S1", "S2", "S1", "S2", "S1", "S2", "S1"]


def test_only_consultants_get_customers() -> None:
    service = {"consultant_id": "S0", "name": "周客服", "role": "customer_service"}
    assert owners_of(customers({}), service, *STAFF) == {"C1": "S1"}


def test_nobody_there_leaves_the_customer_without_anybody() -> None:
    owners, given = assign(customers({"consultant": "S3"}, {}), roster(STAFF[2]), NO_GIFTS)
    assert owners.isna().all()
    assert given.empty
    assert list(given.columns) == ["customer_id", "consultant"]


def test_what_the_roster_does_not_say() -> None:
    known = roster(
        {"consultant_id": "王芳", "name": "王芳", "capacity": 25.0, "role": "customer_service"},
        {"consultant_id": "S1", "is_active": False, "rest_days": "mon"},
    )
    assert known["consultant_id"].tolist() == ["S1", "王芳"]
    assert known["name"].tolist() == ["S1", "王芳"]
    assert known["is_active"].tolist() == [False, True]
    assert known["role"].tolist() == ["consultant", "customer_service"]
    assert known["capacity"].tolist() == [40.0, 25.0]


def named(kind: str, day: str, *rows: tuple[str | None, str]) -> pd.DataFrame:
    """Rows of one kind: who is named, and when."""
    return frame(fact_columns(kind), [{"consultant": who, day: when} for who, when in rows])


@pytest.mark.parametrize(
    ("stated", "present"),
    [
        pytest.param(
            {"leads": named("leads", "own_at", ("李雷", "2026-04-01"), ("王芳", "2026-03-31"))}, ["李雷"],
            id="90 days ago, 91 days ago",
        ),
        pytest.param(
            {
                "leads": named("leads", "own_at", ("李雷", "2026-06-01"), (None, "2026-06-01")),
                "activities": named("activities", "at", ("王芳", "2026-06-30 17:00")),
                "deals": named("deals", "own_at", ("赵敏", "2026-06-01"), ("李雷", "2020-06-01")),
            },
            ["李雷", "王芳", "赵敏"], id="any row names",
        ),
        pytest.param(
            {"leads": named("leads", "own_at", ("李雷", "2025-04-01"), ("王芳", "2024-03-31"))},
            ["李雷", "王芳"], id="nobody lately: everyone ever",
        ),
        pytest.param({}, [], id="nobody ever"),
    ],
)  # fmt: skip
def test_without_a_roster_whoever_is_named_is_there(
    stated: dict[str, pd.DataFrame], present: list[str]
) -> None:
    known = roster(**stated)
    assert sorted(known["consultant_id"]) == sorted(present)
    assert known["name"].tolist() == known["consultant_id"].tolist()
    assert known["is_active"].all()
    assert (known["capacity"] == 40).all()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from(["S1", "S2", "S3", None]), min_size=1, max_size=20), st.integers(0, 1_000_000)
)
def test_gifts_even_out_whatever_the_order_of_rows(held: list[str | None], seed: int) -> None:
    people = customers(*[{"consultant": who} for who in held])
    owners, given = assign(people, roster(*STAFF), NO_GIFTS)
    again, given_again = assign(people.sample(frac=1, random_state=seed), roster(*STAFF), NO_GIFTS)
    pd.testing.assert_series_equal(owners, again.loc[owners.index])
    pd.testing.assert_frame_equal(given, given_again)
    assert set(owners) <= {"S1", "S2"}
    kept = {staff: held.count(staff) for staff in ("S1", "S2")}
    counts = {staff: int((owners == staff).sum()) for staff in ("S1", "S2")}
    assert abs(counts["S1"] - counts["S2"]) <= max(1, abs(kept["S1"] - kept["S2"]))


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(["S1", "S2", "S3", None]), min_size=1, max_size=20),
    st.sampled_from(["nothing", "S1 leaves", "one joins"]),
)
def test_nobody_changes_hands_without_a_reason(held: list[str | None], change: str) -> None:
    """The next night only the customers of who left are given to others, however busy a new colleague is not."""
    people = customers(*[{"consultant": who} for who in held])
    first, given = assign(people, roster(*STAFF), NO_GIFTS)
    gone = {"consultant_id": "S1", "name": "李雷", "is_active": False}
    staff = {
        "nothing": STAFF,
        "S1 leaves": (gone, *STAFF[1:]),
        "one joins": (*STAFF, {"consultant_id": "S0", "name": "韩梅"}),
    }[change]
    told = given.assign(night=pd.Timestamp("2026-06-29"))
    second, again = assign(people.assign(consultant=first), roster(*staff), told)
    moved = first.index[first != second]
    assert set(moved) == set(again["customer_id"])
    assert set(moved) == (set(first.index[first == "S1"]) if change == "S1 leaves" else set())
