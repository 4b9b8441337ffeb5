"""Group messages in the plan for Tuesday 30 June to Monday 6 July 2026; S1 does one task a day."""

from collections.abc import Mapping

import pytest

from tests.rules.weeks import customers, days, given, plan, staff

Row = Mapping[str, object]
ONE_A_DAY = staff(S1=1)


def message(rule: str = "festival", customer_id: str = "C1", **more: object) -> Row:
    row = {"customer_id": customer_id, "rule": rule, "due": "06-30", "latest": "07-02", "mode": "wechat"}
    return {**row, **more}


CASES = [
    # id, rows of C1, the customer, is it a group message
    ("a festival by WeChat", [message()], {}, True),
    ("a milestone by SMS", [message("milestone", mode="sms")], {}, True),
    ("a change of policy", [message("policy")], {}, True),
    ("all three", [message(), message("milestone"), message("policy")], {}, True),
    ("a VIP's is an ordinary task", [message()], {"is_vip": True}, False),
    ("a VIP is called", [message("milestone", mode="phone")], {"is_vip": True}, False),
    ("a birthday is not one", [message("birthday")], {}, False),
    ("nor an anniversary", [message("anniversary")], {}, False),
    ("with a birthday", [message(), message("birthday")], {}, False),
    ("with the cadence", [message(), message("cadence")], {}, False),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "who", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_a_group_message(rows: list[Row], who: Row, expected: bool) -> None:
    assert plan(rows, customers(who), ONE_A_DAY)["is_group_message"].tolist() == [expected]


def test_group_messages_take_no_room() -> None:
    """Three messages and the day's one task; the VIP's message is ordinary and moves on."""
    rows = [message(customer_id=f"C{n}") for n in (1, 2, 3, 5)] + [message("agreed_date", "C4", mode="phone")]
    tasks = plan(rows, customers({}, {}, {}, {}, {"is_vip": True}), ONE_A_DAY)
    assert days(tasks) == {**{f"C{n}": ["06-30"] for n in (1, 2, 3, 4)}, "C5": ["07-01"]}


def test_messages_given_this_morning_took_no_room() -> None:
    before = given({"customer_id": "C9", "rule": "festival", "mode": "wechat", "is_group_message": True})
    tasks = plan([message("cadence", mode="phone")], customers({}), ONE_A_DAY, before)
    assert days(tasks) == {"C1": ["06-30"]}


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        pytest.param("07-02", "07-01", id="the next working day"),
        pytest.param("06-30", "over", id="too late then: to the manager"),
    ],
)
def test_on_a_rest_day_messages_move_on(latest: str, expected: str) -> None:
    tasks = plan([message(latest=latest)], customers({}), staff({"S1": "tue"}, S1=1))
    assert days(tasks) == {"C1": [expected]}


def test_what_joins_a_message_makes_it_a_task_that_needs_room() -> None:
    """C2's wake-up finds no room on 30 June, none on 1 July beside the agreed date of C3, though a message goes
    to C2 then; on 2 July it does."""
    rows = [
        message("agreed_date", "C1", mode="phone"),
        message("agreed_date", "C3", mode="phone", due="07-01", latest="07-01"),
        message("wake_up", "C2", latest="07-20"),
        message("festival", "C2", due="07-01", latest="07-04"),
    ]
    tasks = plan(rows, customers({}, {}, {}), ONE_A_DAY)
    assert days(tasks) == {"C1": ["06-30"], "C2": ["07-01", "07-02"], "C3": ["07-01"]}
    mine = tasks[tasks["customer_id"] == "C2"]
    assert mine["is_group_message"].tolist() == [True, False]


def test_a_wake_up_takes_the_message_of_its_new_day_with_it() -> None:
    rows = [
        message("agreed_date", "C1", mode="phone"),
        message("wake_up", "C2", latest="07-20", mode="phone"),
        message("festival", "C2", due="07-01", latest="07-04"),
        message("cadence", "C3", due="07-01", latest="07-04"),
    ]
    tasks = plan(rows, customers({}, {}, {"grade": "C"}), ONE_A_DAY)
    assert days(tasks) == {"C1": ["06-30"], "C2": ["07-01"], "C3": ["07-02"]}
    joined = tasks.set_index("customer_id").loc["C2"]
    assert (joined["rule"], joined["other_rules"], joined["is_group_message"]) == (
        "wake_up",
        "festival",
        False,
    )
