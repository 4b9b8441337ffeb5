"""Which status is in force, and what deals make of it (Rules, sections 3 and 4)."""

from typing import Any

import pandas as pd
import pytest

from tests.customers.rows import Row, activity, deal, derive, lead, only

LEAD = lead("a", "2026-03-01 10:00", phone="1")


def said(status: str | None, at: str, **cells: Any) -> Row:
    return activity(f"said {status} {at}", at, phone="1", status=status, **cells)


def bought(**cells: Any) -> Row:
    return deal(f"deal {sorted(cells)}", phone="1", **cells)


DEPOSIT = {"deposit_date": "2026-04-10"}
CONTRACT = {**DEPOSIT, "contract_date": "2026-04-20"}
CANCELLED = {**CONTRACT, "cancelled_date": "2026-05-01"}
# name, rows beside the lead of 1 March, status, stated on, since, closed
STATUS: list[tuple[str, list[Row], str | None, str, str, bool]] = [
    ("nothing stated", [], None, "", "", False),
    ("stated", [said("comparing", "2026-04-01")], "comparing", "04-01", "04-01", False),
    ("newest", [said("comparing", "2026-04-01"), said("needs_clear", "2026-04-05")], "needs_clear", "04-05", "04-05", False),
    ("stated again", [said("comparing", "2026-04-01"), said("comparing", "2026-04-05")], "comparing", "04-05", "04-01", False),
    ("a run that was broken", [said("comparing", "2026-04-01"), said("initial", "2026-04-03"), said("comparing", "2026-04-05")], "comparing", "04-05", "04-05", False),
    ("by outcome", [said(None, "2026-04-01", outcome="bought_elsewhere")], "not_now", "04-01", "04-01", False),
    ("not interested", [said(None, "2026-04-01", outcome="not_interested")], "not_now", "04-01", "04-01", False),
    ("an agent", [said(None, "2026-04-01", outcome="agent")], "invalid", "04-01", "04-01", False),
    ("a typed status wins", [said("comparing", "2026-04-01", outcome="agent")], "comparing", "04-01", "04-01", False),
    ("deposit", [bought(**DEPOSIT)], "deposit_pending", "04-10", "04-10", False),
    ("deposit against a lower status", [bought(**DEPOSIT), said("comparing", "2026-04-12")], "deposit_pending", "04-10", "04-10", False),
    ("deposit and a status of its day", [bought(**DEPOSIT), said("not_now", "2026-04-10 18:00")], "deposit_pending", "04-10", "04-10", False),
    ("deposit, later not now", [bought(**DEPOSIT), said("not_now", "2026-04-11")], "not_now", "04-11", "04-11", False),
    ("deposit, later invalid", [bought(**DEPOSIT), said("invalid", "2026-04-11")], "invalid", "04-11", "04-11", False),
    ("deposit, not now, comparing", [bought(**DEPOSIT), said("not_now", "2026-04-11"), said("comparing", "2026-04-12")], "comparing", "04-12", "04-12", False),
    ("stated pending, then paid", [said("deposit_pending", "2026-04-05"), bought(**DEPOSIT)], "deposit_pending", "04-10", "04-05", False),
    ("contract", [bought(**CONTRACT)], "closed", "04-20", "04-20", True),
    ("contract against a later lead's status", [bought(**CONTRACT), lead("b", "2026-04-01", phone="1", status="comparing", own_at="2026-05-01")], "closed", "04-20", "04-20", True),
    ("contract against not now", [bought(**CONTRACT), said("not_now", "2026-05-01")], "closed", "04-20", "04-20", True),
    ("cancelled", [bought(**CANCELLED)], "not_now", "05-01", "05-01", False),
    ("cancelled, another status of the day before", [bought(**CANCELLED), said("comparing", "2026-04-30")], "not_now", "05-01", "05-01", False),
    ("cancelled, another status later", [bought(**CANCELLED), said("comparing", "2026-05-02")], "comparing", "05-02", "05-02", False),
    ("cancelled by status", [bought(**CONTRACT), said("cancelled", "2026-05-01")], "not_now", "05-01", "05-01", False),
    ("a deal after the cancelling is another", [said("cancelled", "2026-04-01"), bought(**CONTRACT)], "closed", "04-20", "04-20", True),
    ("one of two cancelled", [bought(**CANCELLED), bought(unit="2-202", deposit_date="2026-04-10", contract_date="2026-04-21")], "closed", "04-21", "04-21", True),
    ("changed units: the other deposit holds", [bought(**DEPOSIT, cancelled_date="2026-04-15"), bought(unit="2-202", deposit_date="2026-04-12")], "deposit_pending", "04-12", "04-10", False),
    ("closed by word, no deal", [said("closed", "2026-04-01")], "closed", "04-01", "04-01", True),
    ("closed by word, then open", [said("closed", "2026-04-01"), said("comparing", "2026-04-05")], "comparing", "04-05", "04-05", False),
    ("closed by word, enquiry later", [said("closed", "2026-04-01"), lead("b", "2026-04-02", phone="1")], None, "", "", False),
    ("enquiry on the contract's day", [bought(**CONTRACT), lead("b", "2026-04-20 15:00", phone="1")], "closed", "04-20", "04-20", True),
    ("re-opened by an enquiry", [bought(**CONTRACT), lead("b", "2026-04-21", phone="1")], None, "", "", False),
    ("re-opened, with a status", [bought(**CONTRACT), said("needs_clear", "2026-04-21")], "needs_clear", "04-21", "04-21", False),
    ("open status on the contract's day", [bought(**CONTRACT), said("needs_clear", "2026-04-20 18:00")], "closed", "04-20", "04-20", True),
    ("re-opened: what was stated before does not count", [said("comparing", "2026-04-15"), bought(**CONTRACT), lead("b", "2026-04-21", phone="1")], None, "", "", False),
    ("re-opened and bought again", [bought(**CONTRACT), lead("b", "2026-04-21", phone="1"), bought(unit="2-202", contract_date="2026-05-05")], "closed", "05-05", "04-20", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "status", "stated_on", "since", "is_closed"), [s[1:] for s in STATUS], ids=[s[0] for s in STATUS]
)
def test_status(rows: list[Row], status: str | None, stated_on: str, since: str, is_closed: bool) -> None:
    customer = only(derive(LEAD, *rows))
    days = [customer["status_stated_on"], customer["status_since"]]
    found = ["" if pd.isna(day) else f"{day:%m-%d}" for day in days]
    shown = None if pd.isna(customer["status"]) else customer["status"]
    assert (shown, *found, customer["is_closed"]) == (status, stated_on, since, is_closed)


def test_a_list_exported_every_day_restates_nothing() -> None:
    exports = [
        lead(
            f"v{day}", "2026-03-01 10:00", phone="1", channel="douyin", status="comparing", budget_low=day * 1e6,
            own_at=f"2026-04-0{day}", spoken_date=f"2026-04-0{day}",
        )
        for day in range(1, 6)
    ]  # fmt: skip
    customer = only(derive(*exports, said("needs_clear", "2026-04-03")))
    assert customer["status"] == "needs_clear"
    assert only(derive(*exports))["status_stated_on"] == pd.Timestamp("2026-04-01")


OWNER: list[tuple[str, list[Row], bool, bool, bool, float]] = [
    ("nothing", [], False, False, False, 0),
    ("deposit", [bought(**DEPOSIT, amount=3e6)], False, True, False, 0),
    ("contract", [bought(**CONTRACT, amount=3e6)], True, False, False, 3e6),
    ("cancelled", [bought(**CANCELLED, amount=3e6)], False, False, False, 0),
    ("cancelled deposit", [bought(**DEPOSIT, cancelled_date="2026-04-12")], False, False, False, 0),
    ("VIP by money", [bought(**CONTRACT, amount=1e7)], True, False, True, 1e7),
    ("not quite VIP by money", [bought(**CONTRACT, amount=9_999_999)], True, False, False, 9_999_999),
    ("VIP by contracts", [bought(**CONTRACT, amount=1e6), bought(unit="2-202", contract_date="2026-05-01", amount=1e6)], True, False, True, 2e6),
    ("a cancelled contract makes no VIP", [bought(**CANCELLED, amount=9e6), bought(unit="2-202", contract_date="2026-05-01", amount=1e6)], True, False, False, 1e6),
    ("VIP by word", [lead("v", phone="1", is_vip=True)], False, False, True, 0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "is_owner", "has_deposit", "is_vip", "amount"), [o[1:] for o in OWNER], ids=[o[0] for o in OWNER]
)
def test_deals(rows: list[Row], is_owner: bool, has_deposit: bool, is_vip: bool, amount: float) -> None:
    customer = only(derive(LEAD, *rows))
    names = ["is_owner", "has_deposit", "is_vip", "contract_amount"]
    assert customer[names].tolist() == [is_owner, has_deposit, is_vip, amount]


@pytest.mark.parametrize(("referred", "is_vip"), [(["2", "3"], False), (["2", "3", "4"], True), (["2", "2", "3"], False), (["1", "2", "3"], False)])  # fmt: skip
def test_three_referred_customers_make_a_vip(referred: list[str], is_vip: bool) -> None:
    rows = [lead(f"r{n}", phone=phone, referrer_phone="1") for n, phone in enumerate(referred)]
    customers = derive(LEAD, *rows).customers.set_index("phone")
    assert customers.loc["+8613800000001", "is_vip"] == is_vip


def test_a_re_opened_owner_is_an_owner() -> None:
    customer = only(derive(LEAD, bought(**CONTRACT), lead("b", "2026-05-01", phone="1")))
    assert (customer["is_owner"], customer["is_closed"]) == (True, False)


def test_status_cancelled_of_a_deal_ends_that_deal_only() -> None:
    rows = [
        bought(**DEPOSIT, status="cancelled", own_at="2026-05-01"),
        bought(unit="2-202", deposit_date="2026-04-12"),
    ]
    derived = derive(LEAD, *rows)
    assert derived.deals["cancelled_on"].notna().tolist() == [True, False]
    assert only(derived)["status"] == "deposit_pending"


def test_status_with_a_deal_row_that_has_no_contract_does_not_close() -> None:
    customer = only(derive(LEAD, bought(**DEPOSIT), said("closed", "2026-04-15")))
    assert (customer["is_closed"], customer["status"]) == (False, "deposit_pending")


def test_steps_leave_cancelled_deals_out() -> None:
    customer = only(derive(LEAD, bought(**CANCELLED), bought(unit="2-202", deposit_date="2026-05-02")))
    assert customer["first_deposit_on"] == pd.Timestamp("2026-05-02")
    assert pd.isna(customer["first_contract_on"])
