"""Customer numbers last: given once, kept, merged, split, never used again (Rules, section 3)."""

import pandas as pd
import pytest

from pipeline.customers import Derived
from pipeline.facts import NUMBERS
from tests.customers.rows import Row, activity, deal, decided, derive, lead, owners

Numbers = list[tuple[str, str]]


def published(*pairs: tuple[str, str]) -> pd.DataFrame:
    """Customer numbers of earlier nights: (short number, row key)."""
    rows: list[Row] = [
        {"customer_id": f"御名峰-00000{number}", "row_key": key, "night": "2026-06-02"}
        for number, key in pairs
    ]
    return decided(NUMBERS, *rows)


def short(derived: Derived, *rows: Row) -> dict[str, str]:
    return {tag: customer_id[-1] for tag, customer_id in owners(derived, *rows).items()}


def keyed(row: Row) -> Row:
    return {**row, "row_key": f"key of {row['tag']}"}


def test_new_customers_are_numbered_by_enquiry_then_smallest_key() -> None:
    rows = [
        lead("row", "2026-06-02", name="张伟"),
        lead("masked", "2026-06-02", masked_phone="138****1234", name="张伟"),
        lead("landline", "2026-06-02", other_phone="+862112345678"),
        lead("number", "2026-06-02", customer_number="K1", number_source="list"),
        lead("wechat", "2026-06-02", wechat="aaaaaa"),
        lead("mobile 2", "2026-06-02", phone="2"),
        lead("mobile 1", "2026-06-02", phone="1"),
        lead("earlier", "2026-06-01", phone="9"),
    ]
    order = ["earlier", "mobile 1", "mobile 2", "wechat", "number", "landline", "masked", "row"]
    derived = derive(*rows)
    assert sorted(owners(derived, *rows), key=owners(derived, *rows).__getitem__) == order
    assert derived.numbers["customer_id"].tolist() == [f"御名峰-00000{n}" for n in range(1, 9)]


def test_a_customer_without_an_enquiry_counts_from_the_earliest_deal_day() -> None:
    rows = [deal("d", phone="1", contract_date="2026-06-03"), lead("a", "2026-06-02", phone="2")]
    rows += [deal("e", "1-102", phone="1", deposit_date="2026-06-02")]
    derived = derive(*rows)
    assert short(derived, *rows) == {"d": "1", "e": "1", "a": "2"}
    assert derived.customers["has_enquiry"].tolist() == [False, True]
    assert derived.customers["created_at"].iloc[0] == pd.Timestamp("2026-06-02")


FIRST = keyed(lead("a", phone="1"))
SECOND = keyed(lead("b", "2026-06-02 10:00", phone="2"))
BRIDGE = activity("c", "2026-06-05 10:00", phone="1", phone_2="2")
LASTING: list[tuple[str, list[Row], Numbers, dict[str, str], list[str]]] = [
    ("kept", [FIRST], [("7", "key of a")], {"a": "7"}, []),
    ("next number", [FIRST, SECOND], [("7", "key of a")], {"a": "7", "b": "8"}, ["8"]),
    (
        "merged: the older stays",
        [FIRST, SECOND, BRIDGE],
        [("7", "key of b"), ("3", "key of a")],
        {"a": "3", "b": "3", "c": "3"},
        [],
    ),
    (
        "merged by age of number, not of enquiry",
        [FIRST, SECOND, BRIDGE],
        [("7", "key of a"), ("3", "key of b")],
        {"a": "3", "b": "3", "c": "3"},
        [],
    ),
    (
        "split: it stays with the earliest fact",
        [FIRST, SECOND],
        [("3", "key of a")],
        {"a": "3", "b": "4"},
        ["4"],
    ),
    (
        "merged and split again: both come back",
        [FIRST, SECOND],
        [("3", "key of a"), ("5", "key of b")],
        {"a": "3", "b": "5"},
        [],
    ),
    ("never used again", [SECOND], [("9", "key of somebody gone")], {"b": "0"}, ["0"]),
]


@pytest.mark.parametrize(
    ("rows", "numbers", "expected", "new"), [case[1:] for case in LASTING], ids=[case[0] for case in LASTING]
)
def test_numbers_last(rows: list[Row], numbers: Numbers, expected: dict[str, str], new: list[str]) -> None:
    derived = derive(*rows, numbers=published(*numbers))
    assert short(derived, *rows) == expected
    assert [customer_id[-1] for customer_id in derived.numbers["customer_id"]] == new


def test_a_merged_number_is_an_alias() -> None:
    derived = derive(FIRST, SECOND, BRIDGE, numbers=published(("7", "key of b"), ("3", "key of a")))
    assert derived.aliases.to_dict() == {"御名峰-000007": "御名峰-000003"}
    call = activity("d", "2026-06-06 10:00", stated_customer_id="御名峰-000007")
    rows = [FIRST, SECOND, BRIDGE, call]
    again = derive(*rows, numbers=published(("7", "key of b"), ("3", "key of a")))
    assert short(again, *rows)["d"] == "3"


def test_an_earlier_enquiry_that_comes_later_does_not_take_the_number() -> None:
    early = lead("early", "2026-05-01 10:00", phone="1")
    rows = [FIRST, early]
    derived = derive(*rows, numbers=published(("3", "key of a")))
    assert short(derived, *rows) == {"a": "3", "early": "3"}


def test_people_who_share_a_number_keep_their_own_from_night_to_night() -> None:
    names = ["张伟", "王芳", "李强", "赵敏"]
    same = {"phone": "1", "channel": "douyin", "row_key": "one key"}
    rows = [lead(name, "2026-06-01", name=name, **same) for name in names]
    first = derive(*rows)
    assert len(set(first.numbers["row_key"])) == 4
    kept = first.numbers.assign(night=pd.Timestamp("2026-06-02"))
    newer = [
        lead(f"new {name}", "2026-06-01", name=name, layout="3", spoken_date="2026-06-21", **same)
        for name in names
    ]
    again = derive(*newer, *reversed(rows), numbers=kept)
    assert again.numbers.empty
    told = owners(again, *newer, *reversed(rows))
    assert told == {f"new {name}": number for name, number in owners(first, *rows).items()}


def test_gifts_follow_their_customer_through_a_merge() -> None:
    gifts = decided(
        {"customer_id": "text", "consultant": "text", "night": "day"},
        {"customer_id": "御名峰-000007", "consultant": "李娜", "night": "2026-06-10"},
    )
    numbers = published(("7", "key of b"), ("3", "key of a"))
    derived = derive(FIRST, SECOND, BRIDGE, numbers=numbers, gifts=gifts)
    assert derived.customers["consultant"].to_dict() == {"御名峰-000003": "李娜"}
