"""WeChat cells: an id, a mobile, or only that WeChat is connected. Rules, section 3."""

import re
from typing import Final

from pipeline.intake.cells.phone_numbers import read_number
from pipeline.intake.cells.phones import phone_parser
from pipeline.intake.cells.reading import Cell, CellContext, Reading
from pipeline.intake.cells.text import folded
from pipeline.intake.cells.words import WordTable

_CONNECTED: Final = WordTable(
    {
        "yes": "是|已加|已添加|已加微信|同手机|同手机号|同电话|同号|手机同号|微信同号|同上|有|√|✓|✔|y|yes|1|true"
        "|加了|已通过|已有|已关注|已加企微|手机号|手机号码"
        "|同手机号码|同联系电话|added|connected|same|same as phone|same as mobile|wechat|weixin|微信",
        "no": "否|未加|没加|未添加|未加微信|没有微信|无微信|不加|拒加|拒绝|拒绝添加|未通过|待通过|申请中|已申请"
        "|×|✗|n|no|0|false|not added|pending"
        "|refused",
    }
)
_LONGEST: Final = 100
_ID: Final = re.compile(r"[a-z][a-z0-9_\-]{5,19}")
_LABEL: Final = re.compile(r"^(?:微信号?|wechat(?: id)?|wx(?=[:\- ])|vx(?=[:\- ])|v(?=:))[: ]*")
_NOTE: Final = re.compile(r"[(\[,; ]*(已加|已添加|已通过|未加|未通过|同手机|同号|added)[)\]]*$")
_phone_of: Final = phone_parser(("phone_2",), "other_phone")


def parse_wechat(cell: Cell, context: CellContext) -> Reading:
    """`wechat`, lower case: a letter, then 5 to 19 letters, digits, `-`, `_`; a mobile goes to `phone_2`.

    是, 已加, 同手机 only say that WeChat is connected, 未加 that it is not. A nickname is no id.
    """
    text = folded(cell)[:_LONGEST]
    answer = _CONNECTED.words.get(text)
    if answer:
        return Reading({"is_wechat_connected": answer == "yes"})
    note = _NOTE.search(text)
    values: dict[str, object] = {"is_wechat_connected": not note[1].startswith("未")} if note else {}
    plain = _LABEL.sub("", text[: note.start()] if note else text)
    if _ID.fullmatch(plain) and not isinstance(cell, bool):
        return Reading({"wechat": plain, **values})
    digits = re.sub(r"[\s\-]", "", plain)
    if re.fullmatch(r"\+?\d{11,14}", digits) and read_number(digits, context.zone).line == "mobile":
        return Reading({**_phone_of(digits, context).values, **values})
    return Reading(values, "choice-unknown")
