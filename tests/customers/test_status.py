"""Which status is in force, and what deals make of it (Rules, sections 3 and 4)."""

from functools import cache

import pandas as pd
import pytest

from tests.customers.cases import Cases
from tests.customers.rows import Row, activity, deal, derive, lead, only

LEAD = lead("a", "2026-03-01 10:00", phone="1")


def story(text: str) -> list[Row]:
    """Rows of the customer of LEAD, one for each part between semicolons, days of 2026:

    `04-01 comparing` an activity states it, `04-01 =agent` has that outcome, `04-01 lead comparing` a lead row
    of March says it since then, `04-01 enquiry`, `unit 04-10 04-20 05-01` deposit, contract and cancelled (`-`:
    none), with ` 3` after it an amount in millions.
    """
    return [_part(part.split()) for part in text.split(";") if part.strip()]


def _part(words: list[str]) -> Row:
    if "-" not in words[0]:
        return bought(*words)
    at = f"2026-{words[0]}"
    match words[1:]:
        case ["enquiry", *clock]:
            return lead(at, f"{at} {' '.join(clock)}".strip(), phone="1")
        case ["lead", status]:
            return lead(at, "2026-03-15", phone="1", status=status, own_at=at)
        case [said, *clock]:
            cell = {"outcome": said[1:]} if said[0] == "=" else {"status": said}
            return activity(f"{at} {said}", f"{at} {' '.join(clock)}".strip(), phone="1", **cell)
    raise ValueError(words)


def bought(unit: str, deposit: str, contract: str, cancelled: str, millions: str = "1") -> Row:
    days = {"deposit_date": deposit, "contract_date": contract, "cancelled_date": cancelled}
    dates = {name: f"2026-{day}" for name, day in days.items() if day != "-"}
    return deal(f"deal {unit}", unit, phone="1", amount=float(millions) * 1e6, **dates)


DEPOSIT = "U1 04-10 - -"
CONTRACT = "U1 04-10 04-20 -"
CANCELLED = "U1 04-10 04-20 05-01"
# what happened after the lead of 1 March; status, stated on, since, closed
STATUS: list[tuple[str, str, str, str, bool]] = [
    ("", "", "", "", False),
    ("04-01 comparing", "comparing", "04-01", "04-01", False),
    ("04-01 comparing; 04-05 needs_clear", "needs_clear", "04-05", "04-05", False),
    ("04-01 comparing; 04-05 comparing", "comparing", "04-05", "04-01", False),
    ("04-01 comparing; 04-03 initial; 04-05 comparing", "comparing", "04-05", "04-05", False),
    ("04-01 =bought_elsewhere", "not_now", "04-01", "04-01", False),
    ("04-01 =not_interested", "not_now", "04-01", "04-01", False),
    ("04-01 =agent", "invalid", "04-01", "04-01", False),
    ("04-01 =call_back", "", "", "", False),
    # A deposit holds against all but not now and invalid of a later day.
    (DEPOSIT, "deposit_pending", "04-10", "04-10", False),
    (f"{DEPOSIT}; 04-12 comparing", "deposit_pending", "04-10", "04-10", False),
    (f"{DEPOSIT}; 04-10 not_now 18:00", "deposit_pending", "04-10", "04-10", False),
    (f"{DEPOSIT}; 04-11 not_now", "not_now", "04-11", "04-11", False),
    (f"{DEPOSIT}; 04-11 invalid", "invalid", "04-11", "04-11", False),
    (f"{DEPOSIT}; 04-11 =bought_elsewhere", "not_now", "04-11", "04-11", False),
    (f"{DEPOSIT}; 04-11 not_now; 04-12 comparing", "comparing", "04-12", "04-12", False),
    (f"{DEPOSIT}; 04-15 closed", "deposit_pending", "04-10", "04-10", False),
    (f"04-05 deposit_pending; {DEPOSIT}", "deposit_pending", "04-10", "04-05", False),
    # A contract holds against all, until the customer is re-opened.
    (CONTRACT, "closed", "04-20", "04-20", True),
    (f"{CONTRACT}; 05-01 lead comparing", "closed", "04-20", "04-20", True),
    (f"{CONTRACT}; 05-01 not_now", "closed", "04-20", "04-20", True),
    (f"{CONTRACT}; 04-20 enquiry 15:00", "closed", "04-20", "04-20", True),
    (f"{CONTRACT}; 04-20 needs_clear 18:00", "closed", "04-20", "04-20", True),
    (f"{CONTRACT}; 04-21 enquiry", "", "", "", False),
    (f"{CONTRACT}; 04-21 needs_clear", "needs_clear", "04-21", "04-21", False),
    (f"04-15 comparing; {CONTRACT}; 04-21 enquiry", "", "", "", False),
    (f"{CONTRACT}; 04-21 enquiry; U2 - 05-05 -", "closed", "05-05", "04-20", True),
    # Cancelled: not now until another status is stated.
    (CANCELLED, "not_now", "05-01", "05-01", False),
    (f"{CANCELLED}; 04-30 comparing", "not_now", "05-01", "05-01", False),
    (f"{CANCELLED}; 05-02 comparing", "comparing", "05-02", "05-02", False),
    (f"{CONTRACT}; 05-01 cancelled", "not_now", "05-01", "05-01", False),
    (f"04-01 cancelled; {CONTRACT}", "closed", "04-20", "04-20", True),
    (f"{CANCELLED}; U2 04-10 04-21 -", "closed", "04-21", "04-21", True),
    # Another unit instead: a cancelled deal leaves nothing, the deposit on the other one holds from its day.
    ("U1 04-10 - 04-15; U2 04-12 - -", "deposit_pending", "04-12", "04-12", False),
    # Closed by word, without any deal row.
    ("04-01 closed", "closed", "04-01", "04-01", True),
    ("04-01 closed; 04-05 comparing", "comparing", "04-05", "04-05", False),
    ("04-01 closed; 04-02 enquiry", "", "", "", False),
]


@cache
def statuses() -> Cases:
    return Cases([[LEAD, *story(text)] for text, *_ in STATUS])


@pytest.mark.parametrize("n", range(len(STATUS)), ids=[case[0] for case in STATUS])
def test_status(n: int) -> None:
    customer, (_, status, stated_on, since, is_closed) = statuses().customer(n), STATUS[n]
    days = [customer["status_stated_on"], customer["status_since"]]
    found = ["" if pd.isna(day) else f"{day:%m-%d}" for day in days]
    shown = "" if pd.isna(customer["status"]) else customer["status"]
    assert (shown, *found, customer["is_closed"]) == (status, stated_on, since, is_closed)


def test_a_typed_status_wins_over_the_outcome() -> None:
    row = activity("c", "2026-04-01", phone="1", status="comparing", outcome="agent")
    assert only(derive(LEAD, row))["status"] == "comparing"


def test_a_list_exported_every_day_restates_nothing() -> None:
    exports = [
        lead(
            f"v{day}",
            "2026-03-01 10:00",
            phone="1",
            channel="douyin",
            status="comparing",
            budget_low=day * 1e6,
            own_at=f"2026-04-0{day}",
            spoken_date=f"2026-04-0{day}",
        )
        for day in range(1, 6)
    ]
    assert only(derive(*exports, *story("04-03 needs_clear")))["status"] == "needs_clear"
    assert only(derive(*exports))["status_stated_on"] == pd.Timestamp("2026-04-01")


# deals; owner, deposit, VIP, millions
OWNER: list[tuple[str, bool, bool, bool, float]] = [
    ("", False, False, False, 0),
    ("U1 04-10 - - 3", False, True, False, 0),
    ("U1 04-10 04-20 - 3", True, False, False, 3),
    ("U1 04-10 04-20 05-01 3", False, False, False, 0),
    ("U1 04-10 - 05-01 3", False, False, False, 0),
    ("U1 - 04-20 - 10", True, False, True, 10),
    ("U1 - 04-20 - 9.999999", True, False, False, 9.999999),
    ("U1 - 04-20 - 1; U2 - 05-01 - 1", True, False, True, 2),
    ("U1 - 04-20 04-25 9; U2 - 05-01 - 1", True, False, False, 1),
]


@cache
def owners() -> Cases:
    return Cases([[LEAD, *story(text)] for text, *_ in OWNER])


@pytest.mark.parametrize("n", range(len(OWNER)), ids=[case[0] for case in OWNER])
def test_deals(n: int) -> None:
    customer, (_, *flags, millions) = owners().customer(n), OWNER[n]
    found = customer[["is_owner", "has_deposit", "is_vip"]].tolist()
    assert (found, customer["contract_amount"]) == (flags, millions * 1e6)


@pytest.mark.parametrize(
    ("referred", "is_vip"),
    [
        (["2", "3"], False),
        (["2", "3", "4"], True),
        (["2", "2", "3"], False),
        (["1", "2", "3"], False),
    ],
)
def test_three_referred_customers_make_a_vip(referred: list[str], is_vip: bool) -> None:
    rows = [lead(f"r{n}", phone=phone, referrer_phone="1") for n, phone in enumerate(referred)]
    customers = derive(LEAD, *rows).customers.set_index("phone")
    assert customers.loc["+8613800000001", "is_vip"] == is_vip


def test_a_managers_word_makes_a_vip() -> None:
    assert only(derive(LEAD, lead("v", phone="1", is_vip=True)))["is_vip"]


def test_a_re_opened_owner_is_an_owner() -> None:
    customer = only(derive(LEAD, *story(f"{CONTRACT}; 05-01 enquiry")))
    assert (customer["is_owner"], customer["is_closed"]) == (True, False)


def test_status_cancelled_of_a_deal_ends_that_deal_only() -> None:
    first, second = story("U1 04-10 - -; U2 04-12 - -")
    derived = derive(LEAD, {**first, "status": "cancelled", "own_at": "2026-05-01"}, second)
    assert derived.deals["cancelled_on"].notna().tolist() == [True, False]
    assert only(derived)["status"] == "deposit_pending"


def test_closed_by_word_beside_a_deal_without_contract_is_not_closed() -> None:
    assert not only(derive(LEAD, *story(f"{DEPOSIT}; 04-15 closed")))["is_closed"]


def test_steps_leave_cancelled_deals_out() -> None:
    customer = only(derive(LEAD, *story(f"{CANCELLED}; U2 05-02 - -")))
    assert customer["first_deposit_on"] == pd.Timestamp("2026-05-02")
    assert pd.isna(customer["first_contract_on"])
