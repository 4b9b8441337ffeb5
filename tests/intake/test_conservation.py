"""Whatever the layout, every row below the first header is one line of the ledger."""

from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.intake.reading import SheetReading
from tests.intake.files import assert_conserved, read

HEADERS: list[list[str | None]] = [
    ["客户姓名", "联系电话", "登记日期", "来源"],
    ["跟进时间", "客户电话", "跟进方式", "跟进内容"],
    ["客户姓名", "客户电话", "第一次电联", "状态(一)", "第二次电联", "状态(二)"],
    ["客户姓名", "客户电话", "登记日期", "跟进时间1", "跟进内容1", "跟进时间2", "跟进内容2"],
    ["坐席", "呼叫类型", "主叫号码", "被叫号码", "开始时间", "时长(秒)"],
    ["房号", "户型", "总价(万)", "是否在售"],
    ["楼栋", "房号", "客户姓名", "客户电话", "签约日期", "成交金额"],
    ["渠道", "来访量", "成交量", "占比"],
    ["客户信息", None, "推荐人", None, "登记日期"],
    ["姓名", "电话", "姓名", "电话", None],
]
CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "王五",
            "13800138000",
            "138****8000",
            "2026-11-03",
            "11.3",
            "11.3 未接",
            "未接",
            "呼入",
            "电话",
            "合计",
            "注：",
            "三房",
            "x",
            " ",
        ]
    ),
    st.sampled_from(["客户姓名", "电话", "跟进内容", "渠道汇总", "成交明细"]),
    st.integers(0, 20_000_000_000),
)
ROWS = st.lists(CELLS, max_size=7)
BLOCKS = st.lists(
    st.one_of(st.sampled_from(HEADERS), ROWS, ROWS, ROWS, st.just([]), st.just(["二、跟进记录"])), max_size=12
)
RANGES = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 6), st.integers(0, 2), st.integers(0, 3)), max_size=3
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.sampled_from(HEADERS[:7]), blocks=BLOCKS, ranges=RANGES)
def test_every_row_of_any_layout_is_one_line(
    tmp_path: Path, first: list[str | None], blocks: list[list[Any]], ranges: list[tuple[int, int, int, int]]
) -> None:
    path = tmp_path / "a.xlsx"
    visible = _write(path, [first, *blocks], ranges)
    reading = read(path)
    assert reading.outcome == "read"
    assert_conserved(reading)
    sheet = reading.sheets[0]
    above = visible[: len(visible) - len(sheet.ledger)]
    assert [*above, *sheet.ledger["row"].tolist()] == visible
    assert bool(above) == (sheet.kind is not None)
    _assert_facts_are_of_accepted_rows(sheet)


def _write(path: Path, rows: list[list[Any]], ranges: list[tuple[int, int, int, int]]) -> list[int]:
    """Write the rows, merge what does not overlap, and give the rows that still show something."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("客户", 0)
    taken: set[tuple[int, int]] = set()
    for place, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                sheet.cell(place, column, cell)
    for row, column, down, right in ranges:
        covered = {(r, c) for r in range(row, row + down + 1) for c in range(column, column + right + 1)}
        if len(covered) > 1 and not covered & taken:
            taken |= covered
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + down, end_column=column + right
            )
    book.save(path)
    return [
        place
        for place, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
        if any(cell is not None and str(cell).strip() for cell in cells)
    ]


def _assert_facts_are_of_accepted_rows(sheet: SheetReading) -> None:
    """No fact of a row that is not accepted; several activities of one row have keys of their own."""
    accepted = set(sheet.ledger.loc[sheet.ledger["disposition"] == "accepted", "row"])
    for facts in sheet.facts.values():
        assert set(facts["row"]) <= accepted
        assert not facts.duplicated(["row", "row_key"]).any()
    rejected = set(sheet.ledger.loc[sheet.ledger["disposition"] == "rejected", "row"])
    assert set(sheet.rejected) == rejected
    of_first = set(sheet.rejected) - set(sheet.own_headers)
    assert all(len(sheet.rejected[row]) >= len(sheet.header) for row in of_first)
