"""Consent and opt-out: two fields, and what is not understood always counts against us. Rules, section 6."""

import re
from datetime import date
from typing import Final

from pipeline.intake.cells.flags import ANSWERS, NO, YES, is_unanswered
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import folded
from pipeline.intake.cells.words import WordTable
from pipeline.vocabulary import MESSAGE_MODES

_CONSENT: Final = WordTable(
    {
        "yes": f"{YES}|同意|已同意|授权|已授权|已签|已签署|愿意|可以|可|接受|允许|同意联系|已签授权|已签授权书"
        f"|agree|agreed|granted|given|accepted"
        "|consented|consent|opt in|opted in|opt-in|signed|allowed|subscribed",
        "no": f"{NO}|不同意|未同意|未授权|未签|未签署|没签|不授权|不愿意|不可以|不可|不接受|不允许|拒绝|已拒绝"
        f"|拒|拒签|撤回|已撤回|撤回授权|取消授权"
        "|disagree|refused|denied|declined|withdrawn|revoked|not given|not agreed|unsubscribed|opt out|opted out"
        "|opt-out|none given",
    }
)
_DISTURB: Final = (
    "勿扰|请勿打扰|勿打扰|免打扰|拒绝来电|勿电|勿来电|请勿来电|请勿致电|勿call|dnc|do not call"
    "|don't call|do not disturb|no calls"
)
_BLACK: Final = "黑名单|拉黑|已拉黑|拒绝联系|拒绝联络|请勿联系|blacklist|blacklisted|blocked|do not contact"
_ANY: Final = "拒绝营销|拒绝推销|opt out|opted out|opt-out|optout|unsubscribe|unsubscribed"
_UNSUBSCRIBED: Final = "退订|已退订|拒收"
_SCOPES: Final = WordTable({"call": _DISTURB, "all": _BLACK, "any": _ANY, "messages": _UNSUBSCRIBED})
_MODES_OF: Final = {
    "call": "phone|sms",
    "messages": "sms|wechat",
    "any": "phone|sms|wechat",
    "all": "phone|sms|wechat",
}
_LIFTED: Final = re.compile(
    r"(?:已|申请|要求)?(?:解除|取消|撤销|撤回|移出|移除|恢复)(?:勿扰|退订|黑名单|拉黑|拒绝来电|免打扰|联系|接收|来电)?"
    r"|(?:勿扰|退订|黑名单|拉黑|拒绝来电|免打扰)已?(?:解除|取消|撤销|撤回|恢复)"
    r"|重新同意(?:联系)?|lift(?:ed)?|restored|removed from blacklist|opt(?:ed)? back in|resubscribed"
)
_REFUSED: Final = WordTable(
    {
        "no": f"{NO}|不拒绝|未拒绝|未退订|没退订|未拉黑|可联系|可以联系|正常|可致电|可以来电|接受来电|不在"
        f"|未加入|subscribed|contactable|ok to call"
        "|ok to contact|opt in|opted in|allowed",
        "yes": f"{YES}|拒绝|已拒绝|拒|不同意|不接受|勿|是的|{_DISTURB}|{_BLACK}|{_ANY}|{_UNSUBSCRIBED}",
    }
)
_ALL: Final = frozenset({"全部", "所有", "全部方式", "都解除", "all", "all modes", "every mode"})
_NAMED: Final = {
    "phone": re.compile(r"电话|来电|致电|手机|call|phone|dnc"),
    "sms": re.compile(r"短信|简讯|sms|text message"),
    "wechat": re.compile(r"微信|企微|wechat|weixin"),
    "email": re.compile(r"邮|e-?mail"),
}


def _consent(modes: tuple[str, ...]) -> Parser:
    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        text = folded(cell)
        if is_unanswered(cell):
            return NOTHING
        named = [mode for mode in modes if _NAMED[mode].search(text)] if len(modes) > 1 else []
        stated = _CONSENT.only(text) if text in _CONSENT.words or named else None
        scope = _modes(text) if _SCOPES.find(text) else ""
        values: dict[str, object] = {f"consent_{mode}": stated or "no" for mode in named or modes}
        if scope:
            refused = {f"consent_{mode}": "no" for mode in modes}
            return Reading({**refused, "opt_out_modes": scope})
        return Reading(values) if stated else Reading(values, "consent-unknown-word", text[:20])

    return parse


parse_consent: Final = _consent(MESSAGE_MODES)
parse_consent_phone: Final = _consent(("phone",))
parse_consent_sms: Final = _consent(("sms",))
parse_consent_wechat: Final = _consent(("wechat",))


def parse_opt_out(cell: Cell, context: CellContext) -> Reading:
    """`opt_out_modes`, those the cell names, else those of the header; `lifts_opt_out` for a word that lifts one.

    勿扰, 拒绝来电 and DNC are phone and SMS, 退订 the mode it names, else SMS and WeChat, 黑名单 and a header that
    says nothing of the modes all three. A word not understood, or a date, counts as opted out.
    """
    if is_unanswered(cell):
        return NOTHING
    text, header = folded(cell), folded(context.header)
    answer = _REFUSED.only(text)
    if answer == "no":
        return NOTHING
    modes = _modes(text) or _modes(header) or _MODES_OF["all"]
    if _LIFTED.fullmatch(text):
        return Reading({"opt_out_modes": modes, "lifts_opt_out": True})
    is_understood = answer == "yes" or isinstance(cell, date) or bool(_named(text))
    values = {"opt_out_modes": modes}
    return Reading(values) if is_understood else Reading(values, "consent-unknown-word", text[:20])


def parse_lift(cell: Cell, context: CellContext) -> Reading:
    """`lifts_opt_out` and the modes that are lifted: those the cell names, else all; a word for no lifts nothing."""
    del context
    text = folded(cell)
    if is_unanswered(cell) or ANSWERS.only(text) == "no":
        return NOTHING
    named = _named(text)
    if not named and not _LIFTED.fullmatch(text) and text not in _ALL and ANSWERS.only(text) != "yes":
        return Reading(code="choice-unknown", details=text[:20])
    return Reading({"lifts_opt_out": True, "opt_out_modes": "|".join(sorted(named)) or _MODES_OF["all"]})


def _modes(text: str) -> str:
    """The modes an opt-out or its header speaks of; "" when it says nothing of them."""
    found, named = _SCOPES.find(text), _named(text)
    if named and found <= {"any", "messages"}:
        return "|".join(sorted(named))
    spoken = {mode for scope in found for mode in _MODES_OF[scope].split("|")}
    return "|".join(sorted(spoken | named))


def _named(text: str) -> set[str]:
    return {mode for mode, pattern in _NAMED.items() if pattern.search(text)}
