"""Wants beside area and layout, and what a customer buys for and with."""

import re
from datetime import date, time, timedelta
from typing import Final

from pipeline.intake.cells.flags import ANSWERS
from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Reading
from pipeline.intake.cells.text import folded, typed
from pipeline.intake.cells.texts import parts
from pipeline.intake.cells.words import NO_STATEMENT, WordTable

_SCHOOL: Final = "学区"
_NOT_WANTED: Final = re.compile(r"(?:不|无|没)(?:需要?|要|要求|关注|考虑|所谓)?(?:学区)?|否|n|no|×|x|0|false")
_STOREYS: Final = "层|楼|f|floors?|storeys?"
_FLOORS: Final = re.compile(rf"(\d{{1,3}})(?:{_STOREYS})?[\-~至到](\d{{1,3}})(?:{_STOREYS})?")
_BOUND: Final = re.compile(rf"(\d{{1,3}})(?:{_STOREYS})?(?:(?:及?以(上)|\+)|(?:及?以(下|内)))")
_ONE_FLOOR: Final = re.compile(rf"第?(\d{{1,3}})(?:{_STOREYS})?(?:[/共](?:共)?\d{{1,3}}(?:{_STOREYS})?)?")
_BANDS: Final = (
    ("low", re.compile(r"低|low|底层")),
    ("middle", re.compile(r"中|mid")),
    ("high", re.compile(r"高|high|顶")),
)
_HIGHEST: Final = 200
_FUNDS: Final = (
    ("sell_first", r"置换|卖旧|卖房|先卖|换房|卖掉|售旧|sell first|selling|needs? to sell"),
    ("needs_financing", r"融资|借款|借钱|凑首付|筹款|资金不足|首付不足|资金不够|financing|needs? to borrow"),
    ("mortgage", r"按揭|贷款|公积金|商贷|组合贷|分期|mortgage|loan|bank finance"),
    ("cash", r"全款|一次性|现金|付清|cash|full payment"),
)
_DENIED: Final = r"(?:不需要?|无需|无须|不用|没有?|未|无|非|no )"
_CUSTOMER_TYPES: Final = WordTable(
    {
        "first_home": "首置|首次置业|刚需|首套|首套房|婚房|结婚|首购|首次购房|刚需自住|first home|first_home"
        "|first time|first-time buyer"
        "|first time buyer",
        "upgrade": "改善|改善型|二套|换房|置换|再改|首改|改善自住|二次置业|换屋|二次改善|改善居住|upgrade"
        "|upgrader|upsize|second home",
        "investment": "投资|投资客|出租|收租|投资保值|保值|资产配置|置产|投资自用兼顾|investment|investor|invest"
        "|buy to let",
        "rental": "租赁|租房|求租|承租|rental|rent|tenant|to rent",
        NO_STATEMENT: "自住|自用|养老|教育|孩子上学|上学|学区|度假|给父母|给子女|其他|办公|自住房|end user"
        "|own use|self use|end-user"
        "|own stay|retirement|other|buyer|individual|resident",
    }
)


def parse_school(cell: Cell, context: CellContext) -> Reading:
    """Wished schools or districts as typed; a mere yes is 学区, a no is none."""
    del context
    text = folded(cell)
    if _NOT_WANTED.fullmatch(text):
        return NOTHING
    if ANSWERS.words.get(text) == "yes" or text in {"需要", "要", "需要学区", "学区房", "有要求", "有学区"}:
        return Reading({"school": _SCHOOL})
    return _words("school", parts(typed(cell)))


def parse_decoration(cell: Cell, context: CellContext) -> Reading:
    """精装修 and 精装房 are 精装, likewise 毛坯 and 简装."""
    del context
    return _words(
        "decoration", [re.sub(r"(?<=[精简豪]装)[修房]+|(?<=毛坯)房", "", part) for part in parts(typed(cell))]
    )


def parse_orientation(cell: Cell, context: CellContext) -> Reading:
    """朝南 and 南向 are 南; 坐北朝南 too."""
    del context
    return _words(
        "orientation", [re.sub(r"^坐[东西南北]+|[朝向]", "", part) or part for part in parts(typed(cell))]
    )


def parse_floor(cell: Cell, context: CellContext) -> Reading:
    """low, middle, high, joined by `|`; or storeys as `8-15`, a single one as `12-12`; else the words as typed."""
    del context
    if isinstance(cell, bool | date | time | timedelta):
        return Reading(code="choice-unknown")
    text = "".join(arabic(folded(cell)).split())
    storeys = _storeys(text)
    if storeys:
        return Reading({"floor": f"{storeys[0]}-{storeys[1]}"})
    bands = [band for band, pattern in _BANDS if pattern.search(text)]
    return Reading({"floor": "|".join(bands)}) if bands else _words("floor", parts(typed(cell)))


def parse_funds(cell: Cell, context: CellContext) -> Reading:
    """How the home is paid for; of several ways the one that limits most."""
    del context
    text = folded(cell)
    for fund, pattern in _FUNDS:
        if re.search(pattern, re.sub(rf"{_DENIED}(?:{pattern})", "", text)):
            return Reading({"funds": fund})
    is_denied = any(re.search(rf"{_DENIED}(?:{pattern})", text) for _, pattern in _FUNDS)
    return NOTHING if is_denied else Reading(code="choice-unknown", details=text[:20])


def parse_customer_type(cell: Cell, context: CellContext) -> Reading:
    """首次置业 改善 投资 租赁; 自住 and other aims say nothing of it."""
    del context
    text = folded(cell)
    told = _CUSTOMER_TYPES.only(text)
    if told is None:
        return Reading(code="choice-unknown", details=text[:20])
    return Reading({"customer_type": told}) if told else NOTHING


def _storeys(text: str) -> tuple[int, int] | None:
    if both := _FLOORS.fullmatch(text):
        low, high = sorted((int(both[1]), int(both[2])))
    elif bound := _BOUND.fullmatch(text):
        low, high = (1, int(bound[1])) if bound[3] else (int(bound[1]), _HIGHEST)
    elif one := _ONE_FLOOR.fullmatch(text):
        low = high = int(one[1])
    else:
        return None
    return (low, high) if 0 < low <= high <= _HIGHEST else None


def _words(field: str, words: list[str]) -> Reading:
    kept = [word for word in dict.fromkeys(words) if word]
    return Reading({field: "|".join(kept)}) if kept else NOTHING
