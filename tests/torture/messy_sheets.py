"""Sheets as offices really make them, with the rows that show something: what was written is the count."""

import csv
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any, Final

import xlsxwriter

Row = list[Any]
HEADERS: Final = {
    kind: texts.split("|")
    for kind, texts in {
        "leads": "序号|客户姓名|联系电话|登记时间|客户来源|购房预算(万)|意向面积|客户等级|状态|置业顾问|备注",
        "activities": "客户姓名|联系电话|跟进时间|跟进方式|通话结果|通话时长|跟进内容|下次跟进时间|置业顾问",
        "units": "房号|户型|建筑面积|总价(万)|楼层|朝向|销售状态",
        "deals": "客户姓名|联系电话|房号|认购日期|签约日期|成交金额|置业顾问",
    }.items()
}
_WORDS: Final = (
    "王芳|李雷|13800138000|1.38E+10|138****1234|021-6666 8888转801|无|/|-|待定|2026-03-05|3月5日|2026.3.5 14:30"
    "|2026-02-30|0000-00-00|5/3/2026|昨天|300万|200-250|三百万|首付100|90平|110㎡左右|三房|3室2厅|A类|★★★|抖音|朋友介绍"
    "|自然到访|已接通|未接|去电|微信|已认购|跟进中|周末来|=1+1|#REF!|#N/A|True|合并看|１３８|\u200b隐|_x000D_行|多\n行|<b>"
)
NUMBERS: Final = (0, 1, 13800138000.0, 46086.5, 300, -1, 0.9, 1e22, 20260305)
NOTHING: Final = (" ", "\u3000", "\u200b", "\t", "\u00a0 ", "\ufeff", "\n")
_REMARKS: Final = (
    "合计|总计：12|小计|备注：以上数据截至昨日|填表人：小张|制表日期 2026-03-05|Total|说明：红字为重点客户"
)
WORDS: Final = tuple(_WORDS.split("|"))
REMARKS: Final = tuple(_REMARKS.split("|"))
TITLES: Final = ("××项目客户台账", "2026年3月明细", "注意：带*为必填", "")


@dataclass(frozen=True)
class MessySheet:
    """`rows` as written, from row 1; `header_row` as Excel shows it, 0 where the sheet is no list of people."""

    name: str
    rows: list[Row]
    header_row: int

    @property
    def shown(self) -> set[int]:
        """Rows below the header in which something can be seen."""
        return {
            number
            for number, row in enumerate(self.rows, start=1)
            if number > self.header_row and _shows(row)
        }


def messy_sheet(name: str, count: int, dice: Random) -> MessySheet:
    """About `count` rows below a header that stands somewhere in the first rows."""
    header = dice.choice(list(HEADERS.values()))
    offset = dice.choice((0, 0, 0, 1, 3))
    above: list[Row] = [[title] if title else [] for title in dice.sample(TITLES, dice.randrange(4))]
    below = [_row(header, dice) for _ in range(count)]
    rows = [*above, [*[""] * offset, *header], *([*[""] * offset, *row] for row in below)]
    return MessySheet(name, rows, len(above) + 1)


def aggregate_sheet(name: str, dice: Random) -> MessySheet:
    """Figures by city: no list of people."""
    rows: list[Row] = [["城市", "报备量", "到访量"]]
    rows += [[f"城市{place}", dice.randrange(99), dice.randrange(9)] for place in range(dice.randrange(1, 9))]
    return MessySheet(name, rows, 0)


def write_book(path: Path, sheets: list[MessySheet], dice: Random) -> Path:
    """A workbook; some cells formulas with an error for a result, some rows only formatted."""
    options = {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "constant_memory": dice.random() < 0.3,
    }  # fmt: skip
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": datetime(2026, 11, 19, 9, 30)})
        grey = book.add_format({"bg_color": "#EEEEEE"})
        for told in sheets:
            page = book.add_worksheet(told.name)
            for place, row in enumerate(told.rows):
                if not row or dice.random() < 0.05:
                    page.set_row(place, 20, grey)
                for column, cell in enumerate(row):
                    if cell == "#REF!" and dice.random() < 0.5:
                        page.write_formula(place, column, "=A1", None, "#REF!")
                    elif cell != "" or dice.random() < 0.1:
                        page.write(place, column, cell, grey if dice.random() < 0.1 else None)
            for place in range(len(told.rows), len(told.rows) + dice.randrange(30)):
                page.write_blank(place, 0, None, grey)
    return path


def write_text(path: Path, sheet: MessySheet, dice: Random) -> Path:
    """The same as comma or tab separated text, as Excel writes it: GB18030, UTF-8 or UTF-16."""
    encoding, sign = dice.choice((("gb18030", ","), ("utf-8-sig", ","), ("utf-8", "\t"), ("utf-16", "\t")))
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign, lineterminator="\r\n").writerows(sheet.rows)
    return path


def _row(header: list[str], dice: Random) -> Row:
    chance = dice.random()
    if chance < 0.06:
        return []
    if chance < 0.10:
        return [dice.choice(("", "", *NOTHING)) for _ in header]
    if chance < 0.15:
        return [*[""] * dice.randrange(3), dice.choice(REMARKS)]
    if chance < 0.17:
        return list(header)
    if chance < 0.19:
        return list(range(1, len(header) + 1))
    if chance < 0.22:
        return [*[""] * dice.randrange(len(header)), dice.choice(WORDS)]
    width = len(header) + (dice.randrange(4) if chance < 0.3 else 0)
    return [_cell(dice) for _ in range(width)]


def _cell(dice: Random) -> object:
    chance = dice.random()
    if chance < 0.15:
        return ""
    if chance < 0.2:
        return dice.choice(NOTHING)
    return dice.choice(NUMBERS) if chance < 0.35 else dice.choice(WORDS)


def _shows(row: Row) -> bool:
    return any(cell != "" and cell not in NOTHING for cell in row)
