"""`explain`: a manager checks each line against the rows of the files (Rules, sections 3 to 7)."""

from typing import Any

import pytest

from pipeline.errors import ConfigurationError
from tests.explaining.asking import (
    CALLS,
    LEADS,
    dimension,
    drop_units,
    evidence,
    explained,
    lead,
    rules,
    text,
)
from tests.nights.office import Office

WANG, LI, ZHAO, QIAN = "13900010001", "13900010002", "13900010003", "13900010004"


@pytest.fixture
def known(office: Office) -> Office:
    """Wang: compares, budget 350 wan, called and agreed for the 25th. Li: told us never to call. Zhao: reached
    once, then silent twice. Qian: nobody has called the enquiry of this morning yet.
    """
    drop_units(office)
    office.drop(
        "台账.xlsx",
        LEADS,
        [
            lead("王芳", WANG, "2026-11-01 10:00", status="对比选择", budget=350, layout="3室", area=110,
                 horizon="3个月内", rivals="枫林壹号"),
            lead("李静", LI, "2026-11-02 10:00", status="初步了解", budget=300, out="是"),
            lead("赵强", ZHAO, "2026-11-03 10:00", status="需求明确", budget=500, layout="3室", area=120),
            lead("钱进", QIAN, "2026-11-20 09:30", consultant=""),
        ],
        sheet="客户台账",
    )  # fmt: skip
    office.drop(
        "通话.xlsx",
        CALLS,
        [
            ["王芳", WANG, "2026-11-18 10:00", "去电", "已接通", "周末来看", "周敏", "2026-11-25"],
            ["李静", LI, "2026-11-02 11:00", "去电", "已接通", "看看再说", "周敏", ""],
            ["赵强", ZHAO, "2026-11-03 11:00", "去电", "已接通", "要三房", "周敏", ""],
            ["赵强", ZHAO, "2026-11-12 11:00", "去电", "未接", "", "周敏", ""],
            ["赵强", ZHAO, "2026-11-14 11:00", "去电", "无人接听", "", "周敏", ""],
        ],
        sheet="通话记录",
    )
    office.night("2026-11-20")
    return office


def test_the_grade_names_the_row_that_decided_each_dimension(known: Office) -> None:
    told = explained(known, WANG)
    # 3 months from 1 November: by 1 February, inside three months of the 20th: A. 350 x 1.05 = 367.5: 2 of 4.
    # Three bedrooms of 110 m²: 1-102 has both.
    assert told["grade"]["grade"] == "B"
    assert {d["dimension"]: d["grade"] for d in told["grade"]["dimensions"]} == {
        "intent": "A", "purchasing_power": "B", "need_match": "A"
    }  # fmt: skip
    assert [d["dimension"] for d in told["grade"]["dimensions"] if d["is_limiting"]] == ["purchasing_power"]
    assert evidence(told, "intent") == [
        "*horizon m:3 台账.xlsx!2", " status comparing 台账.xlsx!2", " competitors 枫林壹号 台账.xlsx!2"
    ]  # fmt: skip
    assert evidence(told, "purchasing_power") == ["*budget 3500000 台账.xlsx!2"]
    assert [found["is_met"] for found in dimension(told, "need_match")["evidence"]] == [True, True]
    # For A the budget must cover 4 of 4 (80 % of 4 is 3.2): 5,000,000 / 1.05, whole yuan up.
    assert told["grade"]["next_steps"] == ["budget:4761905"]


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        pytest.param(WANG, ["agreed_date proposed 2026-11-25", "cadence replaced 2026-11-25"], id="agreed"),
        pytest.param(LI, ["cadence blocked 2026-12-02"], id="opted out"),
        pytest.param(ZHAO, ["retry proposed 2026-11-16", "cadence replaced 2026-11-21"], id="two unanswered"),
        pytest.param(QIAN, ["first_response proposed 2026-11-20", "cadence replaced 2026-11-23"], id="new"),
    ],
)
def test_each_rule_says_what_became_of_it(known: Office, phone: str, expected: list[str]) -> None:
    told = explained(known, phone)
    assert [line for line in rules(told) if not line.startswith(("wake_up", "first_revisit"))] == expected


def test_what_replaces_a_rule_is_named(known: Office) -> None:
    told = explained(known, ZHAO)
    assert [
        (rule["rule"], rule["replaced_by"]) for rule in told["rules"] if rule["outcome"] == "replaced"
    ] == [("cadence", ["retry"])]


def test_who_opted_out_is_not_contacted_and_the_row_is_named(known: Office) -> None:
    told = explained(known, LI)
    assert told["next_contact"]["date"] is None
    assert told["next_contact"]["blocked_by"] == ["opted_out"]
    assert [({*one["modes"]}, one["file"], one["row"]) for one in told["permission"]["opt_outs"]] == [
        ({"phone", "sms", "wechat"}, "台账.xlsx", 3)
    ]
    assert told["tasks"] == []


def test_the_consultant_is_named_by_a_row_or_was_given(known: Office) -> None:
    named, given = explained(known, WANG)["consultant"], explained(known, QIAN)["consultant"]
    assert (named["consultant"], named["reason"], named["row"]) == ("周敏", "named", 2)
    assert (given["consultant"], given["reason"], given["given_on"]) == ("周敏", "given", "2026-11-20")


def test_every_row_stands_with_file_sheet_and_row_and_nobody_elses(known: Office) -> None:
    told = explained(known, ZHAO)
    assert [(row["kind"], row["file"], row["sheet"], row["row"], row["at"]) for row in told["facts"]] == [
        ("leads", "台账.xlsx", "客户台账", 4, "2026-11-03T10:00:00"),
        ("activities", "通话.xlsx", "通话记录", 4, "2026-11-03T11:00:00"),
        ("activities", "通话.xlsx", "通话记录", 5, "2026-11-12T11:00:00"),
        ("activities", "通话.xlsx", "通话记录", 6, "2026-11-14T11:00:00"),
    ]
    everything = text(told) + str(told)
    assert not [other for other in ("王芳", "李静", "钱进", WANG, LI, QIAN) if other in everything]


def test_a_number_or_a_phone_lead_to_the_same_customer(known: Office) -> None:
    by_phone = explained(known, WANG)
    assert explained(known, by_phone["customer_id"]) == by_phone


@pytest.mark.parametrize(
    ("customer", "key"),
    [
        pytest.param("main-000999", "explain.unknown", id="no such number"),
        pytest.param("13900019999", "explain.unknown_number", id="nobody's phone"),
        pytest.param("1390001", "explain.no_number", id="half a phone"),
    ],
)
def test_who_is_unknown_is_said_so(known: Office, customer: str, key: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        explained(known, customer)
    assert error.value.message_key == key
    assert error.value.exit_code == 2


def test_a_greeting_that_nobody_agreed_to_is_blocked(known: Office) -> None:
    """New Year is the next greeted festival, told three days before; an enquiry allows no greeting."""
    (greeting,) = [rule for rule in explained(known, WANG)["rules"] if rule["rule"] == "festival"]
    assert (greeting["outcome"], greeting["due_date"]) == ("blocked", "2026-12-29")


def test_as_of_a_day_knows_what_was_known_then(known: Office) -> None:
    told = explained(known, ZHAO, as_of="2026-11-11")
    assert [row["row"] for row in told["facts"]] == [4, 4]
    # The revisit ends 7 days after its latest moment, 4 November 11:00: the 11th still counts.
    assert rules(told) == ["first_revisit proposed 2026-11-04", "cadence proposed 2026-11-10"]
    with pytest.raises(ConfigurationError) as error:
        explained(known, explained(known, QIAN)["customer_id"], as_of="2026-11-11")
    assert error.value.message_key == "explain.not_yet"


def test_an_explanation_agrees_with_what_was_published(known: Office) -> None:
    published = known.table("customers").set_index("customer_id")
    for customer_id, row in published.iterrows():
        told = explained(known, str(customer_id))
        assert told["grade"]["grade"] == plain(row["grade"])
        assert told["next_contact"]["date"] == plain(row["next_contact_date"])
        assert "|".join(told["next_contact"]["rules"]) == (plain(row["next_contact_reason"]) or "")
        assert told["consultant"]["consultant"] == plain(row["consultant"])


def test_explaining_changes_nothing(known: Office) -> None:
    before = {name: table.to_csv() for name, table in known.tables().items()}
    explained(known, WANG)
    assert {name: table.to_csv() for name, table in known.tables().items()} == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_text_has_a_section_for_every_question(known: Office, language: str) -> None:
    for phone in (WANG, LI, ZHAO, QIAN):
        page = text(explained(known, phone), language)
        assert "None" not in page and "explain." not in page and "{" not in page
        assert page.count("\n\n") >= 6


def plain(value: Any) -> Any:
    return None if value != value or value == "" else value
