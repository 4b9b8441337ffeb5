"""Merged customers, other people's numbers, other sites, and what the weekly limit put off."""

import pytest

from pipeline.errors import ConfigurationError
from tests.explaining.asking import CALLS, LEADS, explained, lead, rules, text
from tests.nights.office import Office

WANG, LI, ZHAO = "13900030001", "13900030002", "13900030003"


def test_a_number_that_a_merge_retired_leads_to_who_stands(office: Office) -> None:
    office.drop(
        "一.xlsx", LEADS, [lead("王芳", WANG, "2026-11-01 10:00"), lead("王芳", LI, "2026-11-02 10:00")]
    )
    office.night("2026-11-19")
    office.drop("二.xlsx", LEADS, [lead("王芳", f"{WANG}/{LI}", "2026-11-20 10:00")])
    office.night("2026-11-20")
    told = explained(office, "main-000002")
    assert (told["customer_id"], told["aliases"]) == ("main-000001", ["main-000002"])
    assert {row["file"] for row in told["facts"]} == {"一.xlsx", "二.xlsx"}
    assert explained(office, LI) == told


def test_the_number_of_who_referred_is_not_shown(office: Office) -> None:
    header = [*LEADS, "推荐人电话"]
    office.drop("台账.xlsx", header, [[*lead("王芳", WANG, "2026-11-01 10:00"), ZHAO]])
    office.night("2026-11-20")
    told = explained(office, WANG)
    assert told["facts"][0]["values"]["referrer_phone"] == "***"
    assert ZHAO not in text(told) + str(told)


def test_a_number_known_in_two_sites_asks_which_customer_is_meant(office: Office) -> None:
    office.drop("云栖/台账.xlsx", LEADS, [lead("王芳", WANG, "2026-11-01 10:00")])
    office.drop("河畔/台账.xlsx", LEADS, [lead("王芳", WANG, "2026-11-02 10:00")])
    office.night("2026-11-20")
    with pytest.raises(ConfigurationError) as error:
        explained(office, WANG)
    assert error.value.message_key == "explain.several"
    assert error.value.details == {"customers": "云栖-000001, 河畔-000001"}


def test_an_opt_out_at_another_site_is_told_without_its_rows(office: Office) -> None:
    office.drop("云栖/台账.xlsx", LEADS, [lead("王芳", WANG, "2026-11-01 10:00")])
    office.drop("河畔/台账.xlsx", LEADS, [lead("王女士", WANG, "2026-11-02 10:00", out="是")])
    office.night("2026-11-20")
    told = explained(office, "云栖-000001")
    assert told["next_contact"]["blocked_by"] == ["opted_out"]
    [said] = told["permission"]["opt_outs"]
    assert (said["is_other_site"], said["stated_on"], "file" in said) == (True, "2026-11-02", False)
    assert "河畔" not in text(told) + str(told)


def test_what_the_weekly_limit_put_off_names_the_first_day(office: Office) -> None:
    # A new customer of provisional grade: pace A, three days after the last talk of the 20th. Talked to on the
    # 18th, 19th and 20th: until the 24th three of seven days are taken.
    office.drop("台账.xlsx", LEADS, [lead("王芳", WANG, "2026-11-17 10:00")])
    talks = [
        ["王芳", WANG, f"2026-11-{day} 11:00", "去电", "已接通", "好", "周敏", ""] for day in (18, 19, 20)
    ]
    office.drop("通话.xlsx", CALLS, talks)
    office.night("2026-11-20")
    told = explained(office, WANG)
    assert rules(told) == ["cadence proposed 2026-11-25"]
    assert told["rules"][0]["held_from"] == "2026-11-23"
    assert told["pace"] == {"pace": "A", "cadence_days": 3, "reason": "new"}


def test_a_replaced_version_is_told_as_such(office: Office) -> None:
    office.drop("一.xlsx", LEADS, [lead("王芳", WANG, "2026-11-01 10:00", budget=300)])
    office.night("2026-11-19")
    office.drop("二.xlsx", LEADS, [lead("王芳", WANG, "2026-11-01 10:00", updated="2026-11-20", budget=400)])
    office.night("2026-11-20")
    told = explained(office, WANG)
    assert [(row["file"], row["is_current"], row["values"]["budget_high"]) for row in told["facts"]] == [
        ("一.xlsx", False, 3_000_000),
        ("二.xlsx", True, 4_000_000),
    ]
    assert "已有更新的版本" in text(told)


def test_what_people_typed_never_moves_the_terminal(office: Office) -> None:
    row = ["王\x1b[2J芳", WANG, "2026-11-19 11:00", "去电", "已接通", "好\u202e的\x07", "周敏", ""]
    office.drop("台账.xlsx", LEADS, [lead("王芳", WANG, "2026-11-17 10:00")])
    office.drop("通话.xlsx", CALLS, [row])
    office.night("2026-11-20")
    assert not {"\x1b", "\u202e", "\x07"} & set(text(explained(office, WANG)))
