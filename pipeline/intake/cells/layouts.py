"""Unit types: bedrooms where they are said, else a word. `3室2厅2卫` is 3; `二居室/三居室` is 2|3."""

import re
from datetime import date, time, timedelta
from typing import Final

from pipeline.intake.cells.numerals import arabic
from pipeline.intake.cells.reading import NOTHING, Cell, CellContext, Reading
from pipeline.intake.cells.text import folded, typed
from pipeline.intake.cells.texts import parts
from pipeline.intake.cells.words import WordTable

_MOST: Final = 9
_SOME_MORE: Final = 3  # 三房以上 is three to five
_KINDS: Final = WordTable(
    {
        "duplex": "复式|跃层|跃式|复式楼|duplex|maisonette",
        "stacked_villa": "叠拼|叠墅|上叠|下叠|中叠|叠加别墅|叠拼别墅|stacked villa",
        "townhouse": "联排|联排别墅|联墅|排屋|透天|透天厝|townhouse|town house|row house",
        "semi_detached": "双拼|双拼别墅|semi-detached|semi detached|twin house",
        "villa": "别墅|独栋|独栋别墅|独墅|villa|detached house|detached",
        "garden_house": "洋房|花园洋房|电梯洋房|garden house",
        "loft": "loft",
        "large_flat": "大平层|平层|大平墅",
        "shop": "商铺|店铺|铺面|底商|门面|店面|铺|shop|retail|retail unit",
        "apartment": "公寓|酒店式公寓|apartment|flat|service apartment|serviced apartment",
        "office": "写字楼|办公|办公楼|office",
        "studio": "单间|开间|套房|零居|studio|0br|0 bed",
        "penthouse": "顶复|顶层复式|空中别墅|penthouse",
        "parking": "车位|车库|地下车位|parking|parking space",
        "high_rise": "高层|小高层|high rise|high-rise",
    }
)
_ROOM: Final = r"(?:居室|卧室|房|室|居|卧|br|bhk|bed(?:room)?s?|b(?=\d|$)|r(?=\d|$)|rooms?)"
_ROOMS: Final = re.compile(
    rf"(?<![\d.])(\d)(?:\+\d)?(?:(?:[\-~至到/]|、)(\d))? ?{_ROOM}(?:及?(以上)|\+(?!\d))?"
)
_FIGURES: Final = re.compile(r"(\d)(?:\.0)?")
_PLAN: Final = re.compile(r"(\d)[\-/](\d)[\-/](\d)(?:[\-/]\d)?|(\d)\+\d|(\d)b(?:ed)?\d(?:b|ba|bath)(?:\d?k)?")
_TWO: Final = re.compile(r"(\d)[\-~至到/](\d)")


def parse_layout(cell: Cell, context: CellContext) -> Reading:
    """Bedrooms, several joined by `|`, else a kind of home, else the words as typed.

    A date is what a spreadsheet made of `3-2-2` and cannot be turned back; a lone figure above 9 is no unit type,
    and 0 one only under a header that counts bedrooms.
    """
    if isinstance(cell, bool | date | time | timedelta):
        return Reading(code="layout-unreadable")
    text = arabic(folded(cell))
    if text in {"0", "0.0"} and "bed" in folded(context.header):
        return Reading({"layout": "studio"})
    bedrooms = _bedrooms(text)
    if bedrooms:
        return Reading({"layout": "|".join(map(str, sorted(bedrooms)))})
    if text.replace(".", "").replace("-", "").isdigit():
        return Reading(code="layout-unreadable")
    kinds = [kind for part in parts(folded(cell)) for kind in sorted(_KINDS.find(part))]
    words = kinds or parts(typed(cell))
    return Reading({"layout": "|".join(dict.fromkeys(words))}) if words else NOTHING


def _bedrooms(text: str) -> set[int]:
    if figure := _FIGURES.fullmatch(text):
        return {int(figure[1])} - {0}
    if plan := _PLAN.fullmatch(text):
        return {int(plan[1] or plan[4] or plan[5])}
    if two := _TWO.fullmatch(text):
        low, high = int(two[1]), int(two[2])
        return (
            set(range(low, high + 1))
            if low <= high and "/" not in text and low
            else {low, high}
            if "/" in text
            else {low}
        )
    rooms: set[int] = set()
    for found in _ROOMS.finditer(text):
        low, high = int(found[1]), int(found[2] or found[1])
        listed = (
            {low, high}
            if "/" in found.group() or "、" in found.group()
            else set(range(low, max(low, high) + 1))
        )
        rooms |= set(range(low, low + _SOME_MORE)) if found[3] else listed
    return {number for number in rooms if 0 < number <= _MOST}
