"""The grade: the weakest of three dimensions, what is provisional, and how it is said."""

from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.rules.grading import grade_customers, grade_sentence, next_step_sentence
from pipeline.vocabulary import FLAGS, RULES
from pipeline.wording import Language, Wording, catalogue
from tests.rules.customers import AS_OF, GRADED, customers, units

OFFER = units(
    {"unit": "U1", "price": 3e6, "layout": "3", "school": "一小"},
    {"unit": "U2", "price": 4e6, "layout": "4", "school": "二小"},
    {"unit": "U3", "price": 5e6, "layout": "5"},
)
INTENT: dict[str, dict[str, object]] = {
    "A": {"has_deposit": True}, "B": {"topic_on": "2026-06-01"}, "C": {"horizon": "open"}, "?": {},
}  # fmt: skip
POWER: dict[str, dict[str, object]] = {
    "A": {"budget_high": 9e6}, "B": {"budget_high": 4e6}, "C": {"budget_high": 3e6}, "?": {},
}  # fmt: skip
MATCH: dict[str, dict[str, object]] = {
    "A": {"layout": "3", "school": "一小"}, "B": {"layout": "3"}, "C": {"is_vague": True}, "?": {},
    "-": {"transport": "地铁"},
}  # fmt: skip

GRADES = [
    # intent, purchasing power, need match (? unknown, - not comparable), grade, provisional, to ask
    ("A", "A", "A", "A", False, None),
    ("B", "A", "A", "B", False, None),
    ("A", "C", "A", "C", False, None),
    ("A", "A", "C", "C", False, None),
    ("A", "?", "A", "B", True, "budget"),
    ("A", "A", "?", "B", True, "wants"),
    ("A", "A", "-", "B", False, None),
    ("?", "A", "A", "C", True, "horizon"),
    ("?", "?", "?", "C", True, "budget|horizon|wants"),
    ("A", "?", "?", "B", True, "budget|wants"),
    ("B", "?", "C", "C", True, "budget"),
]


@pytest.mark.parametrize(
    ("intent", "power", "match", "grade", "provisional", "ask"), GRADES, ids=["".join(g[:3]) for g in GRADES]
)
def test_the_grade_is_the_weakest(
    intent: str, power: str, match: str, grade: str, provisional: bool, ask: str | None
) -> None:
    graded = _grade({**INTENT[intent], **POWER[power], **MATCH[match]})
    assert graded["grade"] == grade
    assert graded["grade_provisional"] == provisional
    assert graded["missing_facts"] == ask if ask else pd.isna(graded["missing_facts"])


def test_every_combination_at_once_is_the_weakest_of_its_letters() -> None:
    combinations = [(i, p, m) for i in INTENT for p in POWER for m in MATCH]
    rows = [{**INTENT[i], **POWER[p], **MATCH[m]} for i, p, m in combinations]
    counted = [
        max(i.replace("?", "C"), p.replace("?", "B"), m.translate({63: "B", 45: "B"}))
        for i, p, m in combinations
    ]
    assert _grades(*rows)["grade"].tolist() == counted


STEPS = [
    ("at A nothing is asked", ("A", "A", "A"), None),
    ("one dimension limits", ("B", "A", "A"), "deadline:3"),
    ("an unknown one limits", ("A", "?", "A"), "ask:budget"),
    ("two limit: both are said", ("A", "B", "B"), "budget:4761905+ask:wants"),
    ("only the weakest is said", ("B", "C", "A"), "budget:3809524"),
    ("all unknown: intent counts least", ("?", "?", "?"), "ask:horizon"),
    ("what cannot be compared is not asked", ("A", "A", "-"), None),
]


@pytest.mark.parametrize(("letters", "step"), [s[1:] for s in STEPS], ids=[s[0] for s in STEPS])
def test_what_would_raise_the_grade(letters: tuple[str, str, str], step: str | None) -> None:
    intent, power, match = letters
    graded = _grade({**INTENT[intent], **POWER[power], **MATCH[match]})
    assert graded["grade_next"] == step if step else pd.isna(graded["grade_next"])


def test_owners_are_not_asked_for_more() -> None:
    assert pd.isna(_grade({"is_owner": True})["grade_next"])


@pytest.mark.parametrize(
    ("who", "reason"),
    [({"is_closed": True}, "closed"), ({"refuses_profiling": True}, "refuses_profiling")],
    ids=["closed", "refuses profiling"],
)
def test_no_grade(who: dict[str, object], reason: str) -> None:
    graded = _grade({**INTENT["A"], **POWER["A"], **MATCH["A"], **who})
    letters = ["grade", "intent_grade", "purchasing_power_grade", "need_match_grade", "missing_facts"]
    assert graded[letters].isna().all()
    assert pd.isna(graded["purchasing_power_coverage"])
    assert not graded["grade_provisional"]
    assert graded["grade_reason"] == reason


STANDINGS = [
    # id, who, category, stage
    ("just enquired", {}, "potential", "first_contact"),
    ("reached once", {"first_reached_at": "2026-06-02 10:00"}, "potential", "needs"),
    ("needs clear", {"status": "needs_clear"}, "potential", "needs"),
    ("comparing", {"status": "comparing"}, "potential", "decision"),
    ("deposit pending", {"status": "deposit_pending"}, "potential", "decision"),
    ("not now, never reached", {"status": "not_now"}, "potential", "first_contact"),
    ("not now, reached before", {"status": "not_now", "first_reached_at": "2026-06-02 10:00"}, "potential", "needs"),
    ("graded B", {"topic_on": "2026-06-01", "budget_high": 9e6}, "interested", "first_contact"),
    ("closed", {"is_closed": True, "status": "closed"}, "closed", "after_sales"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "category", "stage"), [s[1:] for s in STANDINGS], ids=[s[0] for s in STANDINGS]
)
def test_category_and_stage(who: dict[str, object], category: str, stage: str) -> None:
    graded = _grade(who)
    assert (graded["category"], graded["stage"]) == (category, stage)


def test_the_grade_in_words() -> None:
    rows = _grades(
        {**INTENT["A"], "budget_high": 4e6},
        {"status": "comparing", "status_stated_on": "2026-06-01", "horizon": "m:1", "horizon_deadline": "2026-07-01",
         "layout": "3", "school": "二小", "funds": "sell_first"},
        {"is_closed": True},
    )  # fmt: skip
    assert grade_sentence(rows, Wording("zh")).tolist() == [
        "意向A（已付定金）· 购买力B（预算够买主力房源的66%）· 匹配度B（需求待核实）",
        "意向A（打算3个月内买）· 购买力C（需置换）· 匹配度B（想要的2项，房源满足1项）",
        "已成交",
    ]
    assert next_step_sentence(rows, Wording("zh")).fillna("").tolist() == [
        "确认预算能否到477万；问清想要什么样的房子", "问清卖房或融资的进展", "",
    ]  # fmt: skip
    assert next_step_sentence(rows, Wording("en")).iloc[0] == (
        "see whether the budget reaches 4,770,000 yuan; ask what home they want"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_a_grade_can_say_has_words(language: Language) -> None:
    rows = _grades(
        *({**i, **p, **m} for i in INTENT.values() for p in POWER.values() for m in MATCH.values())
    )
    more = _grades(
        *({"status": status, "status_stated_on": "2026-06-01"} for status in ("initial", "not_now", "invalid")),
        {"has_named_competitor": True, "competitors_named": 2}, {"has_named_competitor": True},
        {"stated_grade": "B", "stated_grade_on": "2026-06-01"}, {"refuses_profiling": True},
        {**INTENT["A"], "layout": "9"}, {"horizon": "m:5", "horizon_deadline": "2026-11-01"},
    )  # fmt: skip
    wording = Wording(language)
    for graded in (rows, more):
        assert grade_sentence(graded, wording).str.len().min() > 0
        assert next_step_sentence(graded, wording).notna().equals(graded["grade_next"].notna())


def test_nobody_is_graded_and_worded_as_nobody() -> None:
    nobody = _grades()
    assert len(nobody) == 0
    assert grade_sentence(nobody, Wording("zh")).dtype == "str"
    assert next_step_sentence(nobody, Wording("zh")).dtype == "str"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_rule_and_flag_has_words(language: Language) -> None:
    keys = {f"rule.{rule}.why" for rule in RULES} | {f"action.{rule}" for rule in RULES}
    assert keys | {f"flag.{flag}" for flag in FLAGS} <= set(catalogue(language))


LETTER = st.sampled_from(["A", "B", "C", "?"])


@given(st.lists(st.tuples(LETTER, LETTER, LETTER), min_size=1, max_size=20))
@settings(deadline=None, max_examples=12)
def test_the_grade_never_beats_a_dimension_and_order_does_not_matter(
    letters: list[tuple[str, str, str]],
) -> None:
    graded = _grades(*({**INTENT[i], **POWER[p], **MATCH[m]} for i, p, m in letters))
    for dimension in ("intent", "purchasing_power", "need_match"):
        letter = graded[f"{dimension}_grade"]
        assert (letter.isna() | (letter <= graded["grade"])).all()
    backwards = _grades(*({**INTENT[i], **POWER[p], **MATCH[m]} for i, p, m in reversed(letters)))
    assert backwards["grade_reason"].tolist()[::-1] == graded["grade_reason"].tolist()


def _grade(who: Mapping[str, object]) -> pd.Series:
    return _grades(who).iloc[0]


def _grades(*rows: Mapping[str, object]) -> pd.DataFrame:
    return grade_customers(customers(*rows).drop(columns=list(GRADED)), OFFER, Settings(), AS_OF)
