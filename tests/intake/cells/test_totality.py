"""No cell makes a parser raise, and what it gives is always of its field's type."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.intake.cells import PARSERS, Cell, CellContext, ErrorCell, parse_column
from pipeline.intake.cells.columns import TYPES
from pipeline.issues import CODES
from pipeline.vocabulary import PERSONAL_FIELDS
from tests.torture.scale import IS_RELEASE

pytestmark = pytest.mark.torture

CASES: Final = 100_000 if IS_RELEASE else 1_000
EXAMPLES: Final = settings(
    max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
# Signs that spellings are made of, so that near misses come often.
SIGNS: Final = st.text(
    "0123456789 .,-/~+*%:：()（）#①½²年月日号时分秒上下前后今昨明周星期天一二三两十百千万亿零半左右以内不超过约"
    "首付单价室厅卫房居层㎡坪平元wWkKmMTZeExoO微信同意拒绝勿扰退订解除ABCHx★☆无未否是\n\t\u3000\u200b１３８＋－",
    max_size=24,
)
SPELLINGS: Final = (
    "2026-03-05 14:30|5/3/2026|26.3.5|115/3/5|上周六|3月5日|13800138000|021-12345678-801|138****1234|200-250万"
    "|500左右|三室两厅|30坪|半年~二年|2026Q3|★★★|90%|抖音/安居客|来电|无人接听|已认购|勿扰|#REF!|1.38001E+10"
    "|周一至周三|5分30秒"
)
WORDS: Final = st.sampled_from(SPELLINGS.split("|"))
CELLS: Final = st.one_of(
    SIGNS,
    st.lists(st.one_of(WORDS, SIGNS), max_size=3).map("".join),
    st.text(max_size=40),
    st.integers(),
    st.integers(min_value=-(10**500), max_value=10**500),
    st.floats(),
    st.floats(min_value=0, max_value=200_000),
    st.booleans(),
    st.datetimes(),
    st.datetimes(timezones=st.timezones()),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.none(),
    st.builds(ErrorCell, st.text(max_size=10)),
)
CONTEXTS: Final = st.builds(
    CellContext,
    spoken_date=st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1))),
    zone=st.sampled_from(
        [ZoneInfo("Asia/Shanghai"), ZoneInfo("Asia/Taipei"), ZoneInfo("America/New_York"), ZoneInfo("UTC")]
    ),
    unit=st.sampled_from(["", "万", "元", "㎡", "坪", "秒", "分", "月", "%", "AED", "奇怪"]),
    date1904=st.booleans(),
    day_first=st.sampled_from([None, True, False]),
    year_first=st.sampled_from([None, True, False]),
    header=st.sampled_from(["", "电话(前三后四)", "退订短信", "勿扰", "黑名单"]),
    scale=st.integers(0, 9),
)
PYTHON_TYPES: Final[dict[str, type]] = {
    "text": str, "number": float, "flag": bool, "moment": datetime, "day": datetime,
}  # fmt: skip


def reads_every_cell(field: str) -> Callable[[], None]:
    @EXAMPLES
    @given(CELLS, CONTEXTS)
    def check(cell: Cell, context: CellContext) -> None:
        reading = PARSERS[field](cell, context)
        assert reading.code in {"", *CODES}
        assert reading.details == "" or field not in PERSONAL_FIELDS or reading.code == "cell-error-value"
        for name, value in reading.values.items():
            assert type(value) is PYTHON_TYPES[TYPES[name]]
            assert value == value
            assert value != "" or TYPES[name] != "text"

    return check


@pytest.mark.parametrize("field", sorted(PARSERS))
def test_no_parser_ever_raises(field: str) -> None:
    reads_every_cell(field)()


@pytest.mark.parametrize("field", sorted(PARSERS))
def test_a_column_is_read_like_its_cells(field: str) -> None:
    """But for what only the column decides: the order of day, month and year, and the scale of marks."""

    @settings(EXAMPLES, max_examples=CASES // 6)
    @given(st.lists(CELLS, max_size=5), CONTEXTS)
    def check(cells: list[Cell], context: CellContext) -> None:
        decided = replace(context, day_first=True, year_first=True, scale=9)
        read = parse_column(pd.Series(cells, dtype=object), field, decided)
        singles = [PARSERS[field](cell, decided) for cell in cells]
        if field != "stated_grade":
            assert read.codes.tolist() == [single.code for single in singles]
            told = [single.values.get(field) is not None for single in singles]
            assert field not in read.values or read.values[field].notna().tolist() == told

    check()


PLAIN_MOMENTS: Final = st.from_regex(
    r"\A(19|20)[0-9]{2}[-/.](0?[1-9]|1[0-3])[-/.][0-3]?[0-9]([ T][0-2]?[0-9]:[0-6]?[0-9](:[0-6]?[0-9])?)?\Z"
)


@settings(EXAMPLES, max_examples=CASES // 10)
@given(st.lists(PLAIN_MOMENTS, min_size=10, max_size=10))
def test_plain_moments_are_the_parsers(cells: list[str]) -> None:
    context = CellContext(date(2026, 3, 10), ZoneInfo("Asia/Shanghai"))
    read = parse_column(pd.Series(cells, dtype=object), "at", context)
    singles = [PARSERS["at"](cell, context) for cell in cells]
    assert read.codes.tolist() == [single.code for single in singles]
    moments = read.values["at"].astype(object).where(read.values["at"].notna(), None).tolist()
    assert moments == [single.values.get("at") for single in singles]
