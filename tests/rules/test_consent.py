"""May we? Each case is one customer, one rule, and what the program may propose on 30 June 2026."""

from collections.abc import Mapping

import pandas as pd
import pytest

from pipeline.config import ConsentRules, Rules, Settings
from pipeline.rules.consent import (
    ASKED_RULES,
    CONTRACT_RULES,
    MODES_BY_RULE,
    PACED_RULES,
    contactable,
    permissions,
    permit,
)
from pipeline.vocabulary import RULES
from tests.rules.customers import AS_OF, customers

DEFAULTS = Settings()
BOUGHT = Settings(rules=Rules(consent=ConsentRules(never_asked_channels=("telemarketing",))))
EVERYTHING = {"can_phone": True, "can_sms": True, "can_wechat": True}
OWNER = {
    **EVERYTHING, "is_owner": True, "is_closed": True, "grade": None, "has_enquiry": False,
    "created_at": "2024-01-01", "status": "closed",
}  # fmt: skip
OLD = {**EVERYTHING, "created_at": "2025-01-01 10:00"}  # asked long ago


def proposals(*customers_and_rules: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(customers_and_rules, columns=["customer_id", "rule"], dtype="str").assign(
        due_date=pd.Timestamp("2026-06-30"), latest_at=pd.Timestamp("2026-06-30 18:00"), has_window=False
    )


def ask(
    who: Mapping[str, object], rule: str, pace: str = "B", site_settings: Settings = DEFAULTS
) -> tuple[str, str] | str:
    """(mode, basis) if allowed, else blocked_by."""
    one = customers(who).assign(pace=pace)
    allowed, blocked = permit(proposals(("C1", rule)), permissions(one, site_settings, AS_OF), one)
    assert len(allowed) + len(blocked) == 1
    if len(allowed):
        return str(allowed["mode"].iloc[0]), str(allowed["basis"].iloc[0])
    return str(blocked["blocked_by"].iloc[0])


MODE_CASES = [
    # rule, pace, phone + WeChat + SMS usable -> without phone -> only SMS
    ("first_response", "C", "phone", "wechat", "sms"),
    ("agreed_date", "C", "phone", "wechat", "sms"),
    ("deposit_pending", "A", "phone", "wechat", "sms"),
    ("complaint", "owner", "phone", "wechat", "sms"),
    ("first_revisit", "A", "wechat", "wechat", "sms"),
    ("cadence", "A", "phone", "wechat", "sms"),
    ("cadence", "B", "wechat", "wechat", "sms"),
    ("cadence", "C", "wechat", "wechat", "sms"),
    ("retry", "A", "phone", "wechat", "sms"),
    ("retry", "not_now", "wechat", "wechat", "sms"),
    ("wake_up", "B", "wechat", "wechat", "sms"),
    ("wake_up", "C", "wechat", "wechat", "sms"),
]


@pytest.mark.parametrize(
    ("rule", "pace", "best", "without_phone", "only_sms"),
    [pytest.param(*case, id=f"{case[0]} {case[1]}") for case in MODE_CASES],
)
def test_the_first_allowed_mode(rule: str, pace: str, best: str, without_phone: str, only_sms: str) -> None:
    consent = {**EVERYTHING, "consent_phone": "yes", "consent_wechat": "yes", "consent_sms": "yes"}
    assert ask(consent, rule, pace) == (best, "consent")
    assert ask({**consent, "can_phone": False}, rule, pace) == (without_phone, "consent")
    assert ask({**consent, "can_phone": False, "can_wechat": False}, rule, pace) == (only_sms, "consent")


@pytest.mark.parametrize(
    ("rule", "pace", "mode"),
    [
        pytest.param("cadence", "B", "phone", id="B: phone before SMS"),
        pytest.param("cadence", "C", "sms", id="C: SMS before phone"),
        pytest.param("cadence", "not_now", "sms", id="not now: SMS before phone"),
        pytest.param("cadence", "owner", "sms", id="owner: SMS before phone"),
        pytest.param("survey", "owner", "phone", id="survey: phone before SMS, also for owners"),
        pytest.param("birthday", "A", "sms", id="birthday: SMS before phone, whatever the pace"),
        pytest.param("first_revisit", "C", "phone", id="revisit: phone before SMS"),
    ],
)
def test_the_second_mode_without_wechat(rule: str, pace: str, mode: str) -> None:
    consent = {"consent_phone": "yes", "consent_sms": "yes", "can_wechat": False}
    assert ask(consent, rule, pace) == (mode, "consent")


@pytest.mark.parametrize(
    ("who", "rule", "expected"),
    [
        pytest.param({"preferred_mode": "sms"}, "cadence", ("sms", "asked"), id="preferred mode first"),
        pytest.param(
            {"preferred_mode": "sms", "opted_out_modes": "sms"}, "cadence", ("phone", "asked"),
            id="not if opted out",
        ),
        pytest.param(
            {"preferred_mode": "wechat"}, "cadence", ("phone", "asked"), id="not if it cannot be used"
        ),
        pytest.param({"preferred_mode": "visit"}, "cadence", ("phone", "asked"), id="nobody visits at home"),
        pytest.param(
            {"preferred_mode": "phone", "consent_sms": "yes", "consent_phone": "yes"}, "festival",
            ("sms", "consent"), id="a greeting is written",
        ),
        pytest.param(
            {"preferred_mode": "phone", "consent_sms": "yes", "consent_phone": "yes", "is_vip": True},
            "festival", ("phone", "consent"), id="unless it is a VIP's",
        ),
    ],
)  # fmt: skip
def test_the_preferred_mode(who: Mapping[str, object], rule: str, expected: tuple[str, str]) -> None:
    assert ask(who, rule) == expected


@pytest.mark.parametrize(
    ("who", "rule", "expected"),
    [
        pytest.param({}, "cadence", ("phone", "asked"), id="enquired on 1 June"),
        pytest.param(
            {**OLD, "newest_enquiry_at": "2026-03-02 09:00"}, "cadence", ("wechat", "asked"), id="day 120"
        ),
        pytest.param({**OLD, "newest_enquiry_at": "2026-03-01 23:59"}, "cadence", "no_basis", id="day 121"),
        pytest.param(
            {**OLD, "last_contact_at": "2026-03-02 09:00"}, "cadence", ("wechat", "asked"),
            id="contact: 120",
        ),
        pytest.param({**OLD, "last_contact_at": "2026-03-01"}, "cadence", "no_basis", id="contact: 121"),
        pytest.param({}, "birthday", "no_basis", id="asking allows no greeting"),
        pytest.param({}, "referral", "no_basis", id="nor a referral"),
        pytest.param({}, "policy", "no_basis", id="nor a campaign"),
        pytest.param({**OLD, "consent_phone": "yes"}, "policy", "no_basis", id="a mode's own consent"),
        pytest.param(
            {**OLD, "consent_sms": "yes"}, "policy", ("sms", "consent"), id="consent allows a campaign"
        ),
        pytest.param(
            {**OLD, "consent_sms": "yes"}, "cadence", ("sms", "consent"), id="a worse mode with a basis"
        ),
        pytest.param(
            {"consent_phone": "yes"}, "cadence", ("phone", "consent"), id="consent is the best basis"
        ),
        pytest.param({"consent_phone": "no"}, "cadence", ("sms", "asked"), id="a no forbids its mode"),
        pytest.param(
            {"consent_phone": "no", "consent_sms": "no"}, "cadence", "no_basis", id="no for all usable modes"
        ),
        pytest.param(OWNER, "cadence", ("wechat", "contract"), id="owner"),
        pytest.param(OWNER, "birthday", ("wechat", "contract"), id="owner's birthday"),
        pytest.param(OWNER, "milestone", "no_basis", id="no campaign for owners"),
        pytest.param(
            {**OWNER, "consent_wechat": "no"}, "survey", ("wechat", "contract"),
            id="a no does not touch the contract",
        ),
        pytest.param(OWNER, "wake_up", "no_basis", id="the contract wakes nobody up"),
        pytest.param(OWNER, "handover", ("visit", "contract"), id="handover in person"),
        pytest.param({**OWNER, "opted_out_modes": "phone|sms"}, "handover", ("visit", "contract"),
                     id="handover, no calls"),
        pytest.param({**OWNER, "opted_out_modes": "phone|sms|wechat"}, "handover", "opted_out",
                     id="handover, black list"),
        pytest.param({**OWNER, "is_owner": False}, "handover", "no_basis", id="handover without contract"),
    ],
)  # fmt: skip
def test_the_basis(who: Mapping[str, object], rule: str, expected: tuple[str, str] | str) -> None:
    assert ask(who, rule, "owner" if who.get("is_closed") else "B") == expected


@pytest.mark.parametrize(
    ("who", "rule", "expected"),
    [
        pytest.param({"opted_out_modes": "phone"}, "cadence", ("sms", "asked"), id="another mode is left"),
        pytest.param({"opted_out_modes": "phone|sms"}, "cadence", "opted_out", id="no mode left"),
        pytest.param(
            {"opted_out_modes": "phone", "consent_sms": "no"}, "cadence", "no_basis|opted_out", id="both"
        ),
        pytest.param({**OLD, "opted_out_modes": "phone|sms|wechat"}, "cadence", "opted_out", id="black list"),
        pytest.param(
            {**EVERYTHING, "opted_out_modes": "phone|sms|wechat", "consent_phone": "yes"}, "first_response",
            "opted_out", id="consent lifts no opt-out",
        ),
        pytest.param(
            {**OWNER, "opted_out_modes": "phone|sms|wechat"}, "survey", "opted_out",
            id="nor does the contract",
        ),
        pytest.param(
            {"can_phone": False, "can_sms": False}, "cadence", "unreachable", id="no mode can be used"
        ),
        pytest.param(
            {"can_phone": False, "can_sms": False, "opted_out_modes": "phone"}, "cadence", "unreachable",
            id="not even the one opted out of",
        ),
        pytest.param(
            {"can_sms": False, "opted_out_modes": "sms", "consent_phone": "no"}, "cadence", "no_basis",
            id="modes that cannot be used give no reason",
        ),
        pytest.param({"status": "invalid"}, "cadence", "invalid", id="invalid"),
        pytest.param(
            {"status": "invalid", "can_phone": False, "can_sms": False}, "agreed_date", "invalid",
            id="invalid and unreachable",
        ),
    ],
)  # fmt: skip
def test_what_blocks(who: Mapping[str, object], rule: str, expected: tuple[str, str] | str) -> None:
    assert ask(who, rule) == expected


def test_bought_lists_were_never_asked() -> None:
    bought = {"channel": "telemarketing"}
    assert ask(bought, "first_response", site_settings=BOUGHT) == "no_basis"
    assert ask({**bought, "last_contact_at": "2026-06-20"}, "cadence", site_settings=BOUGHT) == "no_basis"
    assert ask({**bought, "consent_phone": "yes"}, "cadence", site_settings=BOUGHT) == ("phone", "consent")
    assert ask({**bought, "newest_enquiry_channel": "walk_in"}, "cadence", site_settings=BOUGHT) == (
        "phone", "asked",
    )  # fmt: skip
    assert ask(bought, "first_response") == ("phone", "asked")


def test_who_can_be_woken_up() -> None:
    people = customers(
        {"customer_id": "asked"},
        {"customer_id": "consented", **OLD, "consent_sms": "yes"},
        {"customer_id": "neither", **OLD, "newest_enquiry_night": "2026-06-30"},
        {"customer_id": "asked then", **OLD, "newest_enquiry_night": "2025-05-01"},
        {
            "customer_id": "old then",
            **OLD,
            "newest_enquiry_night": "2025-05-02",
            "last_contact_at": "2026-06-01",
        },
        {"customer_id": "opted out", "opted_out_modes": "phone|sms"},
        {"customer_id": "unreachable", "can_phone": False, "can_sms": False},
        {"customer_id": "refused", "consent_phone": "no", "consent_sms": "no"},
        {"customer_id": "invalid", "status": "invalid"},
    )
    found = contactable(permissions(people, DEFAULTS, AS_OF))
    assert found.index[found].tolist() == ["asked", "consented", "asked then"]


def test_several_rules_of_several_customers_stay_apart() -> None:
    people = customers({}, {"opted_out_modes": "phone|sms"}).assign(pace="B")
    wanted = proposals(("C2", "cadence"), ("C1", "birthday"), ("C1", "cadence"))
    allowed, blocked = permit(wanted, permissions(people, DEFAULTS, AS_OF), people)
    assert allowed[["customer_id", "rule", "mode"]].to_numpy().tolist() == [["C1", "cadence", "phone"]]
    assert blocked.to_numpy().tolist() == [["C2", "cadence", "opted_out"], ["C1", "birthday", "no_basis"]]


def test_no_proposals() -> None:
    people = customers({}).assign(pace="B")
    allowed, blocked = permit(proposals(), permissions(people, DEFAULTS, AS_OF), people)
    assert {"mode", "basis"} <= set(allowed.columns)
    assert allowed.empty
    assert list(blocked.columns) == ["customer_id", "rule", "blocked_by"]
    assert blocked.empty


def test_every_rule_has_modes_and_somebody_to_allow_it() -> None:
    assert set(MODES_BY_RULE) | PACED_RULES == set(RULES)
    assert frozenset({"retry", "cadence", "wake_up"}) == PACED_RULES
    assert set(RULES) - ASKED_RULES - CONTRACT_RULES == {"policy", "milestone"}  # consent alone


@pytest.mark.parametrize(
    ("churns", "last_mode", "mode"),
    [
        pytest.param(False, "phone", "phone", id="answers: the pace's first mode"),
        pytest.param(True, "phone", "wechat", id="does not answer the phone: by WeChat"),
        pytest.param(True, "wechat", "phone", id="does not answer WeChat: by phone"),
    ],
)
def test_a_churning_customer_is_tried_another_way(churns: bool, last_mode: str, mode: str) -> None:
    one = customers({**EVERYTHING, "last_attempt_mode": last_mode}).assign(pace="A")
    allowed, _ = permit(
        proposals(("C1", "retry")),
        permissions(one, DEFAULTS, AS_OF),
        one,
        pd.Series([churns], index=one.index),
    )
    assert allowed["mode"].tolist() == [mode]


# Rule -> what allows it besides recorded consent: an owner's contract, the customer's own asking.
BASES = {
    "complaint": "contract asked", "first_response": "asked", "agreed_date": "contract asked",
    "deposit_pending": "asked", "first_revisit": "asked", "handover": "contract", "retry": "contract asked",
    "cadence": "contract asked", "wake_up": "asked", "policy": "", "milestone": "", "survey": "contract",
    "birthday": "contract", "anniversary": "contract", "festival": "contract", "referral": "contract",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_which_rule_may_use_which_basis(rule: str) -> None:
    long_ago = {**OLD, "last_contact_at": None, "can_wechat": True}
    contract, asked = ask({**long_ago, "is_owner": True}, rule), ask({}, rule)
    found = [basis for basis, answer in (("contract", contract), ("asked", asked)) if answer[1] == basis]
    assert " ".join(found) == BASES[rule]
