"""Rows without any key find their customer by name and consultant (Rules, section 3)."""

from functools import cache

import pytest

from pipeline.customers import Derived, find_by_name
from tests.customers.rows import activity, codes, deal, derive, frame, groups, lead, owners, person

CALL = "2026-06-05 10:00"
LEADS = [
    lead("w", phone="1", name="张伟", consultant="李娜"),
    lead("x", phone="2", name="王芳", consultant="李娜"),
    lead("y", phone="3", name="王芳", consultant="赵敏"),
    lead("z", phone="4", name="刘洋", consultant="李娜"),
    lead("z2", phone="5", name="刘洋", consultant="李娜"),
]
BY_NAME: list[tuple[str, dict[str, str], str]] = [
    ("name and consultant", {"name": "张伟", "consultant": "李娜"}, "w"),
    ("typed with a blank", {"name": "张 伟", "consultant": "李 娜"}, "w"),
    ("the consultant decides", {"name": "王芳", "consultant": "赵敏"}, "y"),
    ("another consultant", {"name": "张伟", "consultant": "赵敏"}, ""),
    ("no consultant", {"name": "张伟"}, ""),
    ("two of that name", {"name": "刘洋", "consultant": "李娜"}, ""),
    ("nobody of that name", {"name": "陈静", "consultant": "李娜"}, ""),
    ("not the full name", {"name": "张先生", "consultant": "李娜"}, ""),
    ("a landline is no key", {"name": "张伟", "consultant": "李娜", "other_phone": "+862112345678"}, "w"),
    ("no name", {"consultant": "李娜", "other_phone": "+862112345678"}, ""),
    ("masked without a name", {"consultant": "李娜", "masked_phone": "138****0001"}, ""),
]


CALLS = [activity(f"c{n}", CALL, **cells) for n, (_, cells, _) in enumerate(BY_NAME)]
ROWS = [*LEADS, *CALLS]


@cache
def all_calls() -> Derived:
    return derive(*ROWS)


@pytest.mark.parametrize("n", range(len(BY_NAME)), ids=[case[0] for case in BY_NAME])
def test_a_row_without_a_key_joins_by_name(n: int) -> None:
    _, cells, whose = BY_NAME[n]
    # Rows equal in customer, minute and mode are one: only the last of them counts.
    same = [cells for _, cells, owner in BY_NAME if owner == whose]
    told = owners(all_calls(), *ROWS)
    if whose and cells is same[-1]:
        assert told[f"c{n}"] == told[whose]
    assert codes(all_calls(), *ROWS).get(f"c{n}") == (None if whose else "customer-not-found")
    asked = frame({"name": "text", "consultant": "text"}, [cells])
    assert find_by_name(asked, all_calls()).fillna("").tolist() == [told[whose] if whose else ""]


def test_a_deal_without_a_key_joins_by_name() -> None:
    assert groups(LEADS[0], deal("d", name="张伟", consultant="李娜")) == ["d w"]


def test_the_consultant_may_be_given_by_id() -> None:
    roster = person("p", consultant_id="S07", name="李娜", is_active=True)
    rows = [roster, LEADS[0], activity("c", CALL, name="张伟", consultant="S07")]
    assert groups(*rows) == ["c w"]


def test_who_only_called_holds_a_customer_nobody_is_named_for() -> None:
    rows = [
        lead("a", phone="1", name="张伟"),
        activity("c", CALL, phone="1", consultant="李娜"),
        activity("n", CALL, mode="wechat", name="张伟", consultant="李娜"),
    ]
    assert groups(*rows) == ["a c n"]
    named = lead("a2", "2026-06-02", phone="1", name="张伟", consultant="赵敏")
    assert groups(*rows, named) == ["a a2 c"]
