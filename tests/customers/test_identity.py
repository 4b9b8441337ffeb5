"""Which rows are one customer: a table for each sentence (Rules, section 3)."""

import pytest

from pipeline.config import Settings
from pipeline.customers import find_by_name
from pipeline.facts import NUMBERS
from tests.customers.rows import (
    Row,
    activity,
    codes,
    column,
    deal,
    decided,
    derive,
    frame,
    groups,
    lead,
    owners,
)

CALL = "2026-06-05 10:00"
NUMBERED = {"number_source": "list"}
KEYS: list[tuple[str, list[Row], list[str]]] = [
    ("same mobile", [lead("a", phone="1"), lead("b", phone="1")], ["a b"]),
    ("other mobile", [lead("a", phone="1", name="张伟"), lead("b", phone="2", name="张伟")], ["a", "b"]),
    ("second mobile", [lead("a", phone="1", phone_2="2"), lead("b", phone="2")], ["a b"]),
    ("same WeChat", [lead("a", wechat="zhang_wei"), lead("b", phone="1", wechat="zhang_wei")], ["a b"]),
    (
        "transitively",
        [lead("a", phone="1"), lead("b", phone="1", wechat="zhang_wei"), lead("c", wechat="zhang_wei")],
        ["a b c"],
    ),
    (
        "an activity ties too",
        [
            lead("a", phone="1"),
            lead("b", wechat="zhang_wei"),
            activity("c", CALL, phone="1", wechat="zhang_wei"),
        ],
        ["a b c"],
    ),
    (
        "landline ties nobody",
        [lead("a", other_phone="+862112345678"), lead("b", other_phone="+862112345678")],
        ["a", "b"],
    ),
    ("name alone ties nobody", [lead("a", name="张伟"), lead("b", name="张伟")], ["a", "b"]),
    (
        "name alone in one file ties nobody",
        [
            lead("a", name="张伟", file="f", row=2, channel="x"),
            lead("b", name="张伟", file="f", row=3, channel="x", layout="3"),
        ],
        ["a", "b"],
    ),
    (
        "referrer's number ties nobody",
        [lead("a", phone="1"), lead("b", phone="2", referrer_phone="1")],
        ["a", "b"],
    ),
    ("a deal founds", [deal("d", phone="1"), activity("c", CALL, phone="1")], ["c d"]),
    ("an activity does not", [activity("c", CALL, phone="1")], []),
    (
        "a row that is lead and visit at once, without a key",
        [
            lead("a", name="张伟", file="f", row=5),
            activity("v", "2026-06-01", mode="visit", direction="inbound", name="张伟", file="f", row=5),
        ],
        ["a v"],
    ),
    (
        "masked mobile joins its full one",
        [lead("a", phone="+8613800001234", name="张伟"), lead("b", masked_phone="138****1234", name="张偉")],
        ["a b"],
    ),
    (
        "masked mobile of another name",
        [lead("a", phone="+8613800001234", name="张伟"), lead("b", masked_phone="138****1234", name="李强")],
        ["a", "b"],
    ),
    (
        "masked mobile with another tail",
        [lead("a", phone="+8613800001235", name="张伟"), lead("b", masked_phone="138****1234", name="张伟")],
        ["a", "b"],
    ),
    (
        "masked mobile that two fit",
        [
            lead("a", phone="+8613800001234", name="张伟"),
            lead("b", phone="+8613811111234", name="张伟"),
            lead("c", masked_phone="138****1234", name="张伟"),
        ],
        ["a", "b", "c"],
    ),
    (
        "same pattern and name",
        [
            lead("a", masked_phone="138****1234", name="张伟"),
            lead("b", masked_phone="138****1234", name="张伟"),
            activity("c", CALL, masked_phone="138****1234", name="张伟"),
        ],
        ["a b c"],
    ),
    (
        "masked leads without a name",
        [lead("a", masked_phone="138****1234"), lead("b", masked_phone="138****1234")],
        ["a", "b"],
    ),
    (
        "number in one kind of list",
        [lead("a", customer_number="K1", **NUMBERED), lead("b", phone="1", customer_number="K1", **NUMBERED)],
        ["a b"],
    ),
    (
        "number in another kind of list",
        [lead("a", customer_number="K1", **NUMBERED), lead("b", customer_number="K1", number_source="calls")],
        ["a", "b"],
    ),
    (
        "number with two mobiles and one name",
        [
            lead("a", phone="1", name="张伟", customer_number="K1", **NUMBERED),
            lead("b", phone="2", name="张先生", customer_number="K1", **NUMBERED),
        ],
        ["a b"],
    ),
    (
        "number with two mobiles and two names",
        [
            lead("a", phone="1", name="张伟", customer_number="K1", **NUMBERED),
            lead("b", phone="2", name="李强", customer_number="K1", **NUMBERED),
            lead("c", customer_number="K1", **NUMBERED),
        ],
        ["a", "b", "c"],
    ),
    (
        "only newest names count",
        [
            lead("a", phone="1", name="张伟", customer_number="K1", **NUMBERED),
            lead("b", phone="2", name="李强", customer_number="K1", **NUMBERED),
            lead("c", "2026-06-09", phone="2", name="张伟"),
        ],
        ["a b c"],
    ),
    (
        "number with two names but one mobile",
        [
            lead("a", phone="1", name="张伟", customer_number="K1", **NUMBERED),
            lead("b", wechat="li_qiang", name="李强", customer_number="K1", **NUMBERED),
        ],
        ["a b"],
    ),
    (
        "a chain of numbers between two people",
        [
            lead("a", phone="1", name="张伟", customer_number="K1", **NUMBERED),
            lead("b", wechat="between", customer_number="K1", **NUMBERED),
            lead("c", wechat="between", customer_number="K2", **NUMBERED),
            lead("d", phone="2", name="李强", customer_number="K2", **NUMBERED),
        ],
        ["a", "b c", "d"],
    ),
    (
        "a number beside an ambiguous one still ties",
        [
            lead("a", phone="1", name="张伟", customer_number="K1", **NUMBERED),
            lead("b", phone="2", name="李强", customer_number="K1", **NUMBERED),
            lead("c", wechat="li_qiang", customer_number="K2", **NUMBERED),
            lead("d", phone="2", name="李强", customer_number="K2", **NUMBERED),
        ],
        ["a", "b c d"],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), [k[1:] for k in KEYS], ids=[k[0] for k in KEYS])
def test_rows_are_one_customer(rows: list[Row], expected: list[str]) -> None:
    assert groups(*rows) == expected


FOUR = ["张伟", "王芳", "李强", "赵敏"]


@pytest.mark.parametrize(("names", "customers"), [(FOUR[:3], 1), (FOUR, 4), ([*FOUR[:3], "张先生"], 1)])
def test_a_mobile_with_four_people_ties_nobody(names: list[str], customers: int) -> None:
    rows = [lead(f"r{n}", phone="1", name=name) for n, name in enumerate(names)]
    derived = derive(*rows)
    assert len(derived.customers) == customers
    expected = "shared-number" if customers > 1 else "name-conflict"
    assert {codes(derived, *rows)[f"r{n}"] for n in range(3)} == {expected}


def test_a_name_said_by_an_activity_counts_for_a_shared_mobile() -> None:
    rows = [lead(f"r{n}", phone="1", name=name) for n, name in enumerate(FOUR[:3])]
    assert len(groups(*rows, activity("c", CALL, phone="1", name=FOUR[3]))) == 3


@pytest.mark.parametrize("typed", ["13800000001", "+86 138-0000-0001", "008613800000001"])
def test_a_listed_number_ties_nobody_and_is_no_issue(typed: str) -> None:
    settings = Settings(sites={"御名峰": {"shared_numbers": [typed]}})
    rows = [lead("a", phone="1", name="张伟"), lead("b", phone="1", name="张伟")]
    assert groups(*rows, settings=settings) == ["a", "b"]
    assert codes(derive(*rows, settings=settings), *rows) == {}


def test_names_that_cannot_be_one_are_said_and_the_newest_is_shown() -> None:
    rows = [lead("a", phone="1", name="张伟"), lead("b", "2026-06-03", phone="1", name="李强")]
    rows += [lead("c", phone="2", name="张伟"), lead("d", "2026-06-03", phone="2", name="张先生")]
    derived = derive(*rows)
    assert codes(derived, *rows) == {"a": "name-conflict", "b": "name-conflict"}
    assert derived.customers["name"].tolist() == ["李强", "张先生"]


def test_ambiguous_numbers_are_said() -> None:
    rows = KEYS[[key[0] for key in KEYS].index("a number beside an ambiguous one still ties")][1]
    assert codes(derive(*rows), *rows) == {"a": "identity-ambiguous", "b": "identity-ambiguous"}


def test_a_row_whose_key_nobody_has_waits_until_the_lead_comes() -> None:
    call = activity("c", CALL, phone="1", name="张伟", consultant="李娜")
    named = lead("w", phone="2", name="张伟", consultant="李娜")
    waiting = derive(call, named).waiting
    assert waiting.to_dict("records") == [{"kind": "activities", "fact_id": 0}]
    rows = [call, named, lead("a", phone="1")]
    assert groups(*rows) == ["a c", "w"]
    assert derive(*rows).waiting.empty


def test_rows_of_our_own_workbooks_join_the_customer_they_name() -> None:
    first = lead("a", phone="1")
    numbers = decided(NUMBERS, {"customer_id": "御名峰-000004", "row_key": "key of a", "night": "2026-06-02"})
    rows = [{**first, "row_key": "key of a"}, activity("c", CALL, stated_customer_id="御名峰-000004")]
    assert owners(derive(*rows, numbers=numbers), *rows) == {"a": "御名峰-000004", "c": "御名峰-000004"}
    unknown = activity("c", CALL, stated_customer_id="御名峰-000009")
    assert len(derive(rows[0], unknown, numbers=numbers).waiting) == 1


def test_a_list_without_keys_exported_again_is_the_same_people() -> None:
    monday = {"file": "monday", "spoken_date": "2026-06-01", "channel": "douyin"}
    tuesday = {"file": "tuesday", "spoken_date": "2026-06-02", "channel": "douyin"}
    rows = [
        lead("a", name="张伟", row=2, **monday),
        lead("b", name="张伟", row=3, budget_low=1e6, **monday),
        lead("a2", name="张伟", row=2, layout="3", **tuesday),
        lead("b2", name="张伟", row=3, layout="4", **tuesday),
    ]
    derived = derive(*rows)
    assert derived.customers["layout"].tolist() == ["3", "4"]
    assert owners(derived, *rows) == {"a2": "御名峰-000001", "b2": "御名峰-000002"}


def test_a_corrected_activity_ties_no_longer() -> None:
    rows = [
        lead("a", phone="1"),
        lead("b", wechat="li_qiang"),
        activity("wrong", CALL, phone="1", wechat="li_qiang", spoken_date="2026-06-06"),
        activity("right", CALL, phone="1", spoken_date="2026-06-07"),
    ]
    assert groups(*rows[:3]) == ["a b wrong"]
    assert groups(*rows) == ["a right", "b"]


def test_unreachable_is_who_has_no_key_and_no_landline() -> None:
    rows = [
        lead("a", name="张伟"),
        lead("b", name="李强", other_phone="+862112345678"),
        lead("c", name="王芳", phone="1"),
    ]
    found = derive(*rows).customers.set_index("name")["is_unreachable"]
    assert found.to_dict() == {"张伟": True, "李强": False, "王芳": False}


def test_no_facts_no_customers() -> None:
    derived = derive()
    assert derived.customers.empty
    assert (
        find_by_name(frame({"name": "text", "consultant": "text"}, [{"name": "张伟"}]), derived).isna().all()
    )
    assert column([], "text").empty
