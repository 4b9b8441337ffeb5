"""Words for a call: the office's own laid over the shipped ones, and only where something calls for them."""

from typing import Any

import pandas as pd
import pytest

from pipeline.facts import empty_frame
from pipeline.rules.call.phrases import lay_over, phrases_for
from pipeline.vocabulary import PHRASE
from tests.rules.customers import customers

Row = dict[str, Any]
SHIPPED = pd.DataFrame(
    [
        {"rule": "cadence", "words": "近况"}, {"rule": "festival", "words": "快乐"},
        {"resistance": "price", "words": "算账"},
        {"customer_type": "upgrade", "words": "换房"}, {"stage": "decision", "words": "还差哪点"},
    ]
).astype("str")  # fmt: skip


def office(*rows: Row) -> pd.DataFrame:
    blank = empty_frame(PHRASE)
    return pd.DataFrame([*rows], columns=list(PHRASE)).astype(blank.dtypes.to_dict())


def words(
    task: Row, person: Row, own: pd.DataFrame, doubt: str = "", given: str = ""
) -> tuple[list[str], list[str]]:
    told = {"task_id": "T1", "customer_id": "C1", "rule": "cadence", "is_group_message": False, **task}
    doubts = [{"customer_id": "C1", "resistance": doubt}] if doubt else []
    had = [{"customer_id": "C1", "material": given}] if given else []
    found = phrases_for(
        pd.DataFrame([told]).astype({"is_group_message": "boolean"}),
        customers(person),
        pd.DataFrame(doubts, columns=["customer_id", "resistance"]).astype("str"),
        pd.DataFrame(had, columns=["customer_id", "material"]).astype("str"),
        lay_over(own, SHIPPED),
    )
    lines = str(found.at[0, "words"]).split("\n") if found.at[0, "words"] else []
    return lines, str(found.at[0, "material"]).split("|") if found.at[0, "material"] else []


CASES = [
    # id, task, customer, resistance, the office's phrases, what is said
    ("only the rule is known", {}, {}, "", [], ["近况"]),
    ("a doubt, as typed", {}, {}, "太贵", [], ["近况", "算账"]),
    ("a doubt nobody has words for", {}, {}, "没想好", [], ["近况"]),
    ("type and stage: the type speaks", {}, {"customer_type": "upgrade", "stage": "decision"}, "", [],
     ["近况", "换房"]),
    ("a stage alone", {}, {"stage": "decision"}, "", [], ["近况", "还差哪点"]),
    ("a rule nobody has words for", {"rule": "survey"}, {}, "", [], []),
    ("the office's words for the rule", {}, {}, "", [{"rule": "cadence", "words": "自家的"}], ["自家的"]),
    ("the office's words leave other purposes alone", {}, {}, "价格", [{"rule": "cadence", "words": "自家的"}],
     ["自家的", "算账"]),
    ("of the office's the more fitting ones", {}, {"customer_type": "upgrade"}, "",
     [{"rule": "cadence", "words": "一般"}, {"rule": "cadence", "customer_type": "upgrade", "words": "改善专用"}],
     ["改善专用", "换房"]),
    ("a condition that does not hold", {}, {}, "",
     [{"rule": "cadence", "customer_type": "investment", "words": "投资专用"}], ["近况"]),
    ("the office's answer to a doubt, in its own word for it", {}, {}, "怕烂尾",
     [{"resistance": "交付", "words": "看工地"}], ["近况", "看工地"]),
    ("one phrase for two doubts", {}, {}, "户型", [{"resistance": "价格|户型", "words": "都说"}], ["近况", "都说"]),
    ("an answer for one rule only", {}, {}, "价格", [{"rule": "retry", "resistance": "价格", "words": "再算"}],
     ["近况", "算账"]),
    ("what the office always says comes last", {}, {}, "价格", [{"words": "欢迎来"}], ["近况", "算账", "欢迎来"]),
    ("of two equal ones the first", {}, {}, "",
     [{"rule": "cadence", "words": "甲"}, {"rule": "cadence", "words": "乙"}], ["甲"]),
    ("a group message has the words of its rule alone", {"rule": "festival", "is_group_message": True},
     {"stage": "decision"}, "价格", [{"words": "欢迎来"}], ["快乐"]),
    ("who refuses profiling hears the rule alone", {}, {"stage": "decision", "refuses_profiling": True}, "价格", [],
     ["近况"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("task", "person", "doubt", "own", "said"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_words(task: Row, person: Row, doubt: str, own: list[Row], said: list[str]) -> None:
    assert words(task, person, office(*own), doubt)[0] == said


@pytest.mark.parametrize(
    ("given", "offered"),
    [
        ("", ["测算表", "利率表"]),
        ("测算表", ["利率表"]),
        (" 测算 表", ["利率表"]),
        ("楼书", ["测算表", "利率表"]),
    ],
)
def test_material_of_the_words_is_offered_but_never_twice(given: str, offered: list[str]) -> None:
    own = office({"rule": "cadence", "words": "聊聊", "material": "测算表|利率表"})
    assert words({}, {}, own, given=given)[1] == offered


def test_without_tasks_there_are_no_words() -> None:
    none = pd.DataFrame({"task_id": [], "customer_id": [], "rule": [], "is_group_message": []}).astype("str")
    nothing = pd.DataFrame({"customer_id": [], "resistance": [], "material": []}).astype("str")
    found = phrases_for(
        none.astype({"is_group_message": "boolean"}),
        customers({}),
        nothing,
        nothing,
        lay_over(office(), SHIPPED),
    )
    assert found.empty and list(found.columns) == ["task_id", "words", "material"]
