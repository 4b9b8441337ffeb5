"""Yes and no: flags, marks of units and of people on the roster."""

from typing import Final

from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Parser, Reading
from pipeline.intake.cells.text import folded, is_blank
from pipeline.intake.cells.words import WordTable

YES: Final = "是|有|√|✓|✔|☑|v|y|yes|1|true|t|对|ok|对的|已|on|○|●|yep"
NO: Final = "否|无|×|✗|✘|☒|x|n|no|0|false|f|不|不是|没有|没|未|off|nope"
ANSWERS: Final = WordTable({"yes": YES, "no": NO})

_VIP: Final = WordTable(
    {"yes": f"{YES}|vip|贵宾|重要客户|大客户|vip客户", "no": f"{NO}|普通|普通客户|normal|regular"}
)
_MAIN: Final = WordTable(
    {
        "yes": f"{YES}|主力|主推|主力户型|主推户型|主打|main|main type",
        "no": f"{NO}|非主力|一般|普通|非主推|次要|other|minor",
    }
)
_ON_SALE: Final = WordTable(
    {
        "yes": f"{YES}|在售|可售|未售|待售|开售|销售中|现售|on sale|available|for sale|unsold|open|vacant",
        "no": f"{NO}|已售|售罄|已认购|认购|已签约|签约|停售|锁定|已锁定|销控|保留|不可售|未开盘|未推|已成交|sold"
        f"|sold out|reserved|booked"
        "|unavailable|not for sale|blocked|hold|on hold|off market|not available",
    }
)
_ACTIVE: Final = WordTable(
    {
        "yes": f"{YES}|在职|在岗|启用|正常|试用|试用期|有效|active|employed|enabled|working",
        "no": f"{NO}|离职|已离职|停用|禁用|离岗|调岗|已调离|辞职|退休|失效|left|inactive|resigned|disabled"
        f"|former|terminated",
    }
)
_REFUSES: Final = WordTable(
    {
        "yes": f"{YES}|不做画像|拒绝|拒绝画像|不同意|不同意画像|不接受|不允许|refused|refuses|opt out|opted out",
        "no": f"{NO}|同意|接受|允许|可以|不拒绝|未拒绝|agrees|accepted|opt in",
    }
)


def is_unanswered(cell: Cell) -> bool:
    """Empty; but 无 and 没有 are answers where the question is yes or no."""
    return is_blank(cell) and folded(cell) not in {"无", "没有"}


def _flag(field: str, table: WordTable) -> Parser:
    def parse(cell: Cell, context: CellContext) -> Reading:
        del context
        if is_unanswered(cell):
            return NOTHING
        answer = table.only(folded(cell))
        if answer is None:
            return Reading(code="choice-unknown", details=folded(cell)[:20])
        return Reading({field: answer == "yes"})

    return parse


DONE: Final = WordTable(
    {
        "yes": f"{YES}|已发|发了|已发送|发送|完成|已完成|已办|已办好|办好了|办好|已兑现|兑现|做了"
        "|done|sent|kept|finished",
        "no": f"{NO}|未发|没发|未发送|未完成|没完成|还没办|没办|未办|没办好|未兑现|待办"
        "|not yet|not sent|not done|open|todo",
    }
)

parse_is_done: Final = _flag("is_done", DONE)
parse_promise_kept: Final = _flag("promise_kept", DONE)
parse_is_vip: Final = _flag("is_vip", _VIP)
parse_is_main: Final = _flag("is_main", _MAIN)
parse_is_on_sale: Final = _flag("is_on_sale", _ON_SALE)
parse_is_active: Final = _flag("is_active", _ACTIVE)


def parse_refuses_profiling(cell: Cell, context: CellContext) -> Reading:
    """Whether the customer refuses profiling; a word not understood counts as refused, like an opt-out."""
    del context
    if is_unanswered(cell):
        return NOTHING
    answer = _REFUSES.only(folded(cell))
    values = {"refuses_profiling": answer != "no"}
    return Reading(values) if answer else Reading(values, "consent-unknown-word", folded(cell)[:20])
