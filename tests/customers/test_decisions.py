"""What managers decide about customers, and from when until when it holds (Rules, sections 3 to 6)."""

from datetime import date, time
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.as_of import AsOf
from pipeline.customers import Derived
from pipeline.facts import GIFTS, NUMBERS
from tests.customers.rows import (
    SITE,
    Row,
    activity,
    deal,
    decided,
    decision,
    derive,
    lead,
    only,
    owners,
    person,
)

FIRST, SECOND, THIRD = "2026-06-21 18:00", "2026-06-22 18:00", "2026-06-23 18:00"


def keyed(row: Row) -> Row:
    return {**row, "row_key": f"key of {row['tag']}"}


def numbered(*tags: str) -> pd.DataFrame:
    """The first tag's customer has number 1, the second's 2, and so on."""
    rows = [
        {"customer_id": f"{SITE}-{n:06d}", "row_key": f"key of {tag}", "night": "2026-06-02"}
        for n, tag in enumerate(tags, start=1)
    ]
    return decided(NUMBERS, *rows)


def short(derived: Derived, *rows: Row) -> dict[str, str]:
    return {tag: customer_id[-1] for tag, customer_id in owners(derived, *rows).items()}


def one(*decisions: Row, **options: Any) -> "pd.Series[Any]":
    """The customer of one enquiry after these decisions; more rows may stand among them."""
    rows = [keyed(lead("a", phone="1", name="张伟", consultant="周敏", channel="douyin")), *decisions]
    return only(derive(*rows, numbers=numbered("a"), **options))


ZHANG = keyed(lead("zhang", "2026-06-01 10:00", phone="1", name="张伟"))
WIFE = keyed(lead("wife", "2026-06-02 10:00", phone="1", name="李雪"))
LI = keyed(lead("li", "2026-06-03 10:00", phone="2", name="李雪"))
CALL = activity("call", "2026-06-05 10:00", phone="1")
HERS = activity("hers", "2026-06-06 10:00", phone="1", name="李雪")

# decisions, what is asked of each row: the number of its customer; 1 zhang, 2 li
TIES: list[tuple[str, list[Row], list[Row], dict[str, str]]] = [
    ("nothing decided", [ZHANG, LI], [], {"zhang": "1", "li": "2"}),
    ("merged: the older number stays", [ZHANG, LI], [decision("m", "2", merge_with="1")], {"zhang": "1", "li": "1"}),
    ("merged twice is merged", [ZHANG, LI],
     [decision("m", "1", merge_with="2"), decision("n", "2", merge_with="1")], {"zhang": "1", "li": "1"}),
    ("a later split by number parts them again", [ZHANG, LI],
     [decision("m", "1", FIRST, merge_with="2"), decision("s", "1", SECOND, split_off=f"{SITE}-000002")],
     {"zhang": "1", "li": "2"}),
    ("a later split by name too", [ZHANG, LI],
     [decision("m", "1", FIRST, merge_with="2"), decision("s", "1", SECOND, split_off="李雪")],
     {"zhang": "1", "li": "2"}),
    ("a still later merge holds", [ZHANG, LI],
     [decision("m", "1", FIRST, merge_with="2"), decision("s", "1", SECOND, split_off="李雪"),
      decision("n", "1", THIRD, merge_with="2")], {"zhang": "1", "li": "1"}),
    ("a couple with one mobile", [ZHANG, WIFE, CALL], [], {"zhang": "1", "wife": "1", "call": "1"}),
    ("parted by name: who was first keeps the number, calls without a name too", [ZHANG, WIFE, CALL, HERS],
     [decision("s", "1", split_off="李雪")], {"zhang": "1", "wife": "3", "call": "1", "hers": "3"}),
    ("parted from the later name: the number stays with the earliest row", [ZHANG, WIFE, CALL],
     [decision("s", "1", split_off="张伟")], {"zhang": "1", "wife": "3", "call": "3"}),
    ("titles do not matter", [ZHANG, WIFE], [decision("s", "1", split_off="李雪女士")], {"zhang": "1", "wife": "3"}),
    ("a name that nobody has parts nobody", [ZHANG, WIFE], [decision("s", "1", split_off="王五")],
     {"zhang": "1", "wife": "1"}),
    ("what both have ties no more, what only she has still does",
     [ZHANG, {**WIFE, "wechat": "lixue99"}, activity("chat", "2026-06-07 10:00", mode="wechat", wechat="lixue99")],
     [decision("s", "1", split_off="李雪")], {"zhang": "1", "wife": "3", "chat": "3"}),
    ("decided about a number that no row has any more", [ZHANG, LI], [decision("m", "1", merge_with="9")],
     {"zhang": "1", "li": "2"}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "decisions", "expected"), [t[1:] for t in TIES], ids=[t[0] for t in TIES])
def test_merges_and_splits(rows: list[Row], decisions: list[Row], expected: dict[str, str]) -> None:
    given = [*rows, *decisions]
    assert short(derive(*given, numbers=numbered("zhang", "li")), *given) == expected


def test_the_retired_number_is_an_alias_and_leads_to_the_customer() -> None:
    rows = [ZHANG, LI, decision("m", "2", merge_with="1"), decision("v", "2", SECOND, is_vip=True)]
    derived = derive(*rows, numbers=numbered("zhang", "li"))
    assert derived.aliases.to_dict() == {f"{SITE}-000002": f"{SITE}-000001"}
    assert only(derived)["is_vip"]


def test_a_parted_customer_keeps_the_number_it_was_given() -> None:
    rows = [ZHANG, WIFE, decision("s", "1", split_off="李雪")]
    first = derive(*rows, numbers=numbered("zhang", "li"))
    kept = numbered("zhang", "li", *["wife"] * len(first.numbers))
    again = derive(*rows, numbers=kept)
    assert short(first, *rows) == short(again, *rows) == {"zhang": "1", "wife": "3"}
    assert again.numbers.empty


def test_an_opt_out_holds_for_the_number_that_parted_customers_share() -> None:
    out = activity("out", "2026-06-10 10:00", phone="1", name="张伟", outcome="do_not_disturb")
    derived = derive(ZHANG, WIFE, out, decision("s", "1", split_off="李雪"), numbers=numbered("zhang", "li"))
    assert derived.customers["opted_out_modes"].tolist() == ["phone|sms", "phone|sms"]


GRADES: list[tuple[str, list[dict[str, Any]], str | None]] = [
    ("nothing decided", [], None),
    ("in force", [{"manual_grade": "A", "until_date": "2026-07-10"}], "A"),
    ("the last day", [{"manual_grade": "A", "until_date": "2026-06-30"}], "A"),
    ("the day after the last", [{"manual_grade": "A", "until_date": "2026-06-29"}], None),
    ("the newest wins", [{"manual_grade": "A", "until_date": "2026-07-10"},
                         {"manual_grade": "C", "until_date": "2026-07-01"}], "C"),
    ("the newest wins, also if it has ended", [{"manual_grade": "A", "until_date": "2026-07-10"},
                                               {"manual_grade": "A", "until_date": "2026-06-29"}], None),
]  # fmt: skip


@pytest.mark.parametrize(("decisions", "grade"), [g[1:] for g in GRADES], ids=[g[0] for g in GRADES])
def test_manual_grade_on_30_june(decisions: list[dict[str, Any]], grade: str | None) -> None:
    rows = [decision(f"d{n}", "1", f"2026-06-2{n} 18:00", **cells) for n, cells in enumerate(decisions)]
    found = one(*rows)["manual_grade"]
    assert (None if pd.isna(found) else found) == grade


def test_a_decision_counts_from_the_day_it_was_made() -> None:
    made = decision("d", "1", "2026-07-01 09:00", manual_grade="A", until_date="2026-07-10")
    assert pd.isna(one(made)["manual_grade"])
    assert one(made, as_of=AsOf.of(date(2026, 7, 1), time(18, 0)))["manual_grade"] == "A"


def test_an_edited_row_replaces_what_it_said() -> None:
    before = decision("d1", "1", FIRST, is_vip=True, channel="broker", row_key="row")
    after = decision("d2", "1", SECOND, is_vip=False, row_key="row", spoken_date="2026-06-22")
    customer = one(before, after)
    assert (customer["is_vip"], customer["channel"]) == (False, "douyin")


def test_what_an_edited_row_repeats_was_said_when_it_was_first_said() -> None:
    rows = [
        decision("d1", "1", FIRST, manual_grade="A", until_date="2026-07-10", row_key="row"),
        decision("other", "1", SECOND, manual_grade="C", until_date="2026-07-10"),
        decision("d2", "1", THIRD, manual_grade="A", until_date="2026-07-10", reason="x", row_key="row",
                 spoken_date="2026-06-23"),
    ]  # fmt: skip
    assert one(*rows)["manual_grade"] == "C"


HOLDERS: list[tuple[str, list[Row], str]] = [
    ("as the list says", [], "周敏"),
    ("handed over", [decision("h", "1", consultant="陈一")], "陈一"),
    ("handed over twice",
     [decision("h", "1", FIRST, consultant="陈一"), decision("i", "1", SECOND, consultant="王芳")], "王芳"),
    ("the list exported again restates nothing",
     [decision("h", "1", consultant="陈一"),
      keyed(lead("a", phone="1", name="张伟", consultant="周敏", channel="douyin", own_at="2026-06-28",
                 spoken_date="2026-06-28", file="later"))], "陈一"),
    ("a later enquiry with another names him",
     [decision("h", "1", consultant="陈一"),
      lead("b", "2026-06-28 10:00", phone="1", name="张伟", consultant="赵磊")], "赵磊"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "holder"), [h[1:] for h in HOLDERS], ids=[h[0] for h in HOLDERS])
def test_a_customer_handed_over(rows: list[Row], holder: str) -> None:
    assert one(*rows)["consultant"] == holder


def test_a_hand_over_names_somebody_of_the_roster_and_beats_an_older_gift() -> None:
    gifts = decided(GIFTS, {"customer_id": f"{SITE}-000001", "consultant": "S09", "night": "2026-06-20"})
    rows = [person("p", consultant_id="S07", name="陈一"), decision("h", "1", consultant="陈一")]
    assert one(*rows, gifts=gifts)["consultant"] == "S07"


def test_vip_and_channel_by_a_managers_word() -> None:
    rich = deal("d", phone="1", amount=12_000_000.0, contract_date="2026-06-10", deposit_date="2026-06-10")
    assert one(decision("v", "1", is_vip=True))["is_vip"]
    assert one(rich)["is_vip"]
    assert not one(rich, decision("v", "1", is_vip=False))["is_vip"]
    customer = one(decision("c", "1", channel="referral", lead_source="老带新"))
    assert (customer["channel"], customer["lead_source"]) == ("referral", "老带新")
    assert customer["newest_enquiry_channel"] == "douyin"


CLOSINGS: list[tuple[str, list[Row], str, bool]] = [
    ("closed as sold", [decision("c", "1", closed_as="closed")], "closed", True),
    ("put aside", [decision("c", "1", closed_as="not_now")], "not_now", False),
    ("no customer at all", [decision("c", "1", closed_as="invalid")], "invalid", False),
    ("a later word opens again",
     [decision("c", "1", closed_as="not_now"), activity("d", "2026-06-25 10:00", phone="1", status="comparing")],
     "comparing", False),
    ("an earlier word does not",
     [decision("c", "1", closed_as="not_now"), activity("d", "2026-06-20 10:00", phone="1", status="comparing")],
     "not_now", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "status", "is_closed"), [c[1:] for c in CLOSINGS], ids=[c[0] for c in CLOSINGS]
)
def test_closing(rows: list[Row], status: str, is_closed: bool) -> None:
    customer = one(*rows)
    assert (customer["status"], bool(customer["is_closed"])) == (status, is_closed)


OUT = activity("out", "2026-06-21 10:00", phone="1", outcome="do_not_disturb")
LIFTS: list[tuple[str, list[Row], str | None]] = [
    ("opted out", [OUT], "phone|sms"),
    ("lifted by the manager", [OUT, decision("l", "1", FIRST, lifts_opt_out=True, opt_out_modes="phone|sms|wechat")],
     None),
    ("only the phone", [OUT, decision("l", "1", FIRST, lifts_opt_out=True, opt_out_modes="phone")], "sms"),
    ("lifted before it was said", [OUT, decision("l", "1", "2026-06-20 18:00", lifts_opt_out=True,
                                                 opt_out_modes="phone|sms|wechat")], "phone|sms"),
    ("said again later", [OUT, decision("l", "1", FIRST, lifts_opt_out=True, opt_out_modes="phone|sms|wechat"),
                          activity("again", "2026-06-23 10:00", phone="1", outcome="do_not_disturb")], "phone|sms"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "modes"), [x[1:] for x in LIFTS], ids=[x[0] for x in LIFTS])
def test_an_opt_out_is_lifted_only_by_a_later_row(rows: list[Row], modes: str | None) -> None:
    found = one(*rows)["opted_out_modes"]
    assert (None if pd.isna(found) else found) == modes


MANY = [ZHANG, WIFE, LI, CALL, HERS, OUT]
WORDS: list[Row] = [
    {"merge_with": "2"}, {"split_off": "李雪"}, {"consultant": "陈一"}, {"is_vip": False}, {"closed_as": "invalid"},
    {"manual_grade": "B", "until_date": "2026-07-01"},
]  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(len(MANY) + len(WORDS))), chosen=st.sets(st.integers(0, len(WORDS) - 1)))
def test_the_order_of_rows_decides_nothing(order: list[int], chosen: set[int]) -> None:
    words = [
        decision(f"w{n}", "1", f"2026-06-2{n} 09:00", file_order=50 + n, **WORDS[n]) for n in sorted(chosen)
    ]
    rows = [{**row, "file_order": n} for n, row in enumerate(MANY)] + words
    mixed = [rows[n] for n in order if n < len(rows)]
    one_way, other = (derive(*told, numbers=numbered("zhang", "li")).customers for told in (rows, mixed))
    pd.testing.assert_frame_equal(one_way, other)
