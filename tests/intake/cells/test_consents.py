"""Yes and no, consent and opt-out: what is not understood counts against us."""

from datetime import datetime
from typing import Any

import pytest

from pipeline.intake.cells import Cell
from tests.intake.cells.reading_rows import read, row

NOTHING: dict[str, object] = {}
YES: list[Cell] = ["是", "有", "√", "Y", "y", 1, 1.0, True, "TRUE", "同意", "已授权", "已簽", "Ｙ"]
NO: list[Cell] = ["否", "无", "×", "N", "n", 0, 0.0, False, "FALSE", "不同意", "未授权", "拒绝"]


def consents(answer: str) -> dict[str, str]:
    return {"consent_phone": answer, "consent_sms": answer, "consent_wechat": answer}


@pytest.mark.parametrize(("cell", "answer"), [*(row(c, "yes") for c in YES), *(row(c, "no") for c in NO)])
def test_consent(cell: Cell, answer: str) -> None:
    assert read("consent", cell) == consents(answer)
    assert read("consent_sms", cell) == {"consent_sms": answer}


@pytest.mark.parametrize("cell", ["", "-", "/", "N/A", "未知", None, float("nan"), "　"])
def test_empty_is_unknown_and_neither_yes_nor_no(cell: Cell) -> None:
    assert read("consent", cell) == NOTHING
    assert read("opt_out", cell, header="退订") == NOTHING


@pytest.mark.parametrize("cell", ["口头", "看情况", "没问题吧", 2, "同意？"])
def test_a_word_not_understood_is_no_consent(cell: Cell) -> None:
    assert read("consent", cell) == {**consents("no"), "code": "consent-unknown-word"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row("勿扰", {**consents("no"), "opt_out_modes": "phone|sms"}),
        row("DNC", {**consents("no"), "opt_out_modes": "phone|sms"}),
        row("黑名单", {**consents("no"), "opt_out_modes": "phone|sms|wechat"}),
        row("同意电话", {"consent_phone": "yes"}),
        row("不同意短信", {"consent_sms": "no"}),
    ],
)
def test_consent_cells_that_say_more(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("consent", cell) == expected


@pytest.mark.parametrize(
    ("header", "modes"),
    [
        row("勿扰", "phone|sms"), row("拒绝来电", "phone|sms"), row("拒絕來電", "phone|sms"), row("DNC", "phone|sms"),
        row("Do Not Call", "phone|sms"), row("请勿打扰", "phone|sms"), row("是否退订", "sms|wechat"),
        row("短信退订", "sms"), row("微信退订", "wechat"), row("退订短信", "sms"), row("黑名单", "phone|sms|wechat"),
        row("是否拉黑", "phone|sms|wechat"), row("Opt-out", "phone|sms|wechat"), row("SMS opt-out", "sms"),
        row("Do Not Email", "email"), row("备注", "phone|sms|wechat"),
    ],
)  # fmt: skip
def test_the_header_of_an_opt_out_says_which_modes(header: str, modes: str) -> None:
    for yes in ("是", "Y", 1.0, True, "√"):
        assert read("opt_out", yes, header=header) == {"opt_out_modes": modes}
    for no in ("否", "N", 0.0, False, "×", "无"):
        assert read("opt_out", no, header=header) == NOTHING


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        row("退订短信", {"opt_out_modes": "sms"}, name="the cell names the mode"),
        row("黑名单", {"opt_out_modes": "phone|sms|wechat"}),
        row("退订", {"opt_out_modes": "sms|wechat"}),
        row(datetime(2026, 3, 1), {"opt_out_modes": "phone|sms"}, name="the day it was said"),
        row("随便", {"opt_out_modes": "phone|sms", "code": "consent-unknown-word"}, name="not understood"),
        row("可联系", NOTHING),
        row("解除", {"opt_out_modes": "phone|sms", "lifts_opt_out": True}),
        row("已解除勿扰", {"opt_out_modes": "phone|sms", "lifts_opt_out": True}),
        row("取消退订", {"opt_out_modes": "sms|wechat", "lifts_opt_out": True}),
        row("不要取消勿扰", {"opt_out_modes": "phone|sms"}, name="no lift"),
    ],
)
def test_opt_out(cell: Cell, expected: dict[str, Any]) -> None:
    assert read("opt_out", cell, header="勿扰") == expected


@pytest.mark.parametrize(
    ("field", "cell", "expected"),
    [
        pytest.param("is_vip", "是", True, id="vip"),
        pytest.param("is_vip", "无", False, id="no vip"),
        pytest.param("is_main", "主力", True, id="main type"),
        pytest.param("is_on_sale", "在售", True, id="on sale"),
        pytest.param("is_on_sale", "已售", False, id="sold"),
        pytest.param("is_active", "在职", True, id="active"),
        pytest.param("is_active", "离职", False, id="left"),
        pytest.param("refuses_profiling", "不做画像", True, id="refuses"),
        pytest.param("refuses_profiling", "否", False, id="does not refuse"),
    ],
)
def test_flags(field: str, cell: Cell, expected: bool) -> None:
    assert read(field, cell) == {field: expected}


def test_a_flag_nobody_understands_is_unknown_but_a_refusal_is_kept() -> None:
    assert read("is_vip", "也许") == {"code": "choice-unknown"}
    assert read("refuses_profiling", "也许") == {"refuses_profiling": True, "code": "consent-unknown-word"}
