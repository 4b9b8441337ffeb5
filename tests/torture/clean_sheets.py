"""Clean sheets, and the ways to spoil a cell of them, with what must be said of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from openpyxl.utils import get_column_letter

Spoiled = tuple[str, str]  # what stands in the cell instead, and the code it must get
Make = Callable[[int, Random], Any]
SPRING: Final = datetime(2026, 3, 1, 9, 0)


@dataclass(frozen=True)
class Column:
    """A column of clean cells. `headers`: spellings of which one is chosen; `costs_the_row`: a defect rejects it."""

    headers: tuple[str, ...]
    make: Make
    defects: tuple[Spoiled, ...] = ()
    costs_the_row: bool = False


@dataclass(frozen=True)
class SeededSheet:
    """`issues`: (row, column letter, code) of every defect. `rejected`: rows that cannot be taken in with theirs."""

    kind: str
    rows: list[list[Any]]
    entries: set[int]
    issues: set[tuple[int, str, str]] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)


def _one_of(*texts: str) -> Make:
    return lambda _, dice: dice.choice(texts)


def _moment(number: int, dice: Random) -> str:
    return f"{SPRING + timedelta(hours=number % 4_000, minutes=dice.randrange(60)):%Y-%m-%d %H:%M}"


def _day(first: int, last: int) -> Make:
    return lambda number, dice: f"{SPRING + timedelta(days=dice.randrange(first, last)):%Y-%m-%d}"


_NO_DATE: Final = (
    ("2026-02-30", "date-impossible"),
    ("########", "date-impossible"),
    ("老地方见", "date-impossible"),
)
_NO_MONEY: Final = (("很多", "money-unreadable"), ("2026-03-01", "money-unreadable"))
_NAME: Final = Column(
    ("客户姓名", "姓名", "客户名称"), lambda number, dice: f"{dice.choice('王李张刘陈')}{number}"
)
_PHONE: Final = Column(
    ("联系电话", "手机号码", "电话", "客户电话"),
    lambda number, _: f"139{number:08d}",
    (
        ("1390000", "phone-invalid"), ("139000000011", "phone-invalid"), ("1390000000a", "phone-invalid"),
        ("1.39001E+10", "phone-digits-lost"), ("#REF!", "cell-error-value"),
    ),
    costs_the_row=True,
)  # fmt: skip
_CONSULTANT: Final = Column(("置业顾问", "销售顾问"), _one_of("周敏", "吴迪", "郑爽"))
_MOMENT_CODES: Final = (*_NO_DATE, ("5/3/2026", "date-ambiguous"))

KINDS: Final[dict[str, list[Column]]] = {
    "leads": [
        _NAME, _PHONE, _CONSULTANT,
        Column(("登记时间", "登记日期", "录入时间"), _moment, _MOMENT_CODES, costs_the_row=True),
        Column(("客户来源", "来源渠道", "获客渠道"), _one_of("抖音", "自然到访", "朋友介绍", "安居客")),
        Column(("购房预算(万)", "预算（万元）"), _one_of("300", "200-250", "350万"), _NO_MONEY),
        Column(("意向面积", "需求面积(㎡)"), _one_of("90", "110平", "89-120"), (("说不好", "area-unreadable"),)),
        Column(("客户等级", "意向等级"), _one_of("A", "B类", "C级"), (("Z级", "grade-unknown"),)),
        Column(("客户状态", "跟进状态"), _one_of("跟进中", "已到访", "已认购"), (("飞了", "status-unknown"),)),
        Column(("购房周期",), _one_of("3个月内", "半年内", "一年内"), (("看心情吧", "horizon-unreadable"),)),
        Column(("意向户型",), _one_of("三房", "两室一厅", "四房"), (("#REF!", "cell-error-value"),)),
    ],
    "activities": [
        _NAME, _PHONE, _CONSULTANT,
        Column(
            ("跟进时间", "跟进日期", "联系时间"), _moment, (*_MOMENT_CODES, ("", "required-missing")),
            costs_the_row=True,
        ),
        Column(("跟进方式", "联系方式类型"), _one_of("去电", "微信", "面谈"), (("飞鸽传书", "mode-unknown"),)),
        Column(("通话结果", "联系结果"), _one_of("已接通", "未接", "关机"), (("说不清楚", "outcome-unknown"),)),
        Column(("通话时长(秒)",), lambda _, dice: dice.randrange(600), (("一会儿", "number-unreadable"),)),
        Column(("跟进内容", "沟通内容"), _one_of("周末来看房", "嫌贵，再比较"), (("#REF!", "cell-error-value"),)),
        Column(("下次跟进时间",), _day(300, 330), _NO_DATE),
    ],
    "deals": [
        _NAME, _PHONE, _CONSULTANT,
        Column(("房号",), lambda number, _: f"{number % 9 + 1}-{number % 30 + 1}-0{number % 4 + 1}"),
        Column(("认购日期",), _day(0, 30), _NO_DATE),
        Column(("签约日期",), _day(31, 60), (*_NO_DATE, ("2026-02-01", "contract-before-deposit"))),
        Column(("成交金额(万)", "成交总价(万)"), _one_of("300", "285.5", "412"), _NO_MONEY),
    ],
    "units": [
        Column(("房号",), lambda number, _: f"{number % 9 + 1}-{number}-01"),
        Column(("户型",), _one_of("三房", "两房", "四房"), (("#REF!", "cell-error-value"),)),
        Column(("建筑面积", "建筑面积(㎡)"), _one_of("98", "110.5", "89"), (("不大", "area-unreadable"),)),
        Column(
            ("总价(万)", "总价（万元）"), _one_of("300", "412.5"), (*_NO_MONEY, ("", "required-missing")),
            costs_the_row=True,
        ),
        Column(("销售状态",), _one_of("在售", "已售"), (("不知道呢", "choice-unknown"),)),
    ],
}  # fmt: skip


def seeded_sheet(count: int, defects: int, dice: Random) -> SeededSheet:
    """A clean table of `count` rows somewhere on its sheet, at most one spoiled cell a row."""
    kind = dice.choice(list(KINDS))
    columns = dice.sample(KINDS[kind], len(KINDS[kind]))
    left, above = dice.choice((0, 0, 2)), dice.choice((0, 1, 2))
    header = [dice.choice(column.headers) for column in columns]
    rows: list[list[Any]] = [*([["客户资料"], []][:above]), [*[None] * left, *header]]
    spoiled = set(dice.sample(range(count), defects))
    sheet = SeededSheet(kind, rows, set())
    for number in range(count):
        rows += [[]] * (dice.random() < 0.02)
        cells = [column.make(number, dice) for column in columns]
        if number in spoiled:
            _spoil(sheet, columns, cells, left, dice)
        sheet.entries.add(len(rows) + 1)
        rows.append([*[None] * left, *cells])
    return sheet


def _spoil(sheet: SeededSheet, columns: list[Column], cells: list[Any], left: int, dice: Random) -> None:
    place = dice.choice([i for i, column in enumerate(columns) if column.defects])
    cells[place], code = dice.choice(columns[place].defects)
    row = len(sheet.rows) + 1
    sheet.issues.add((row, get_column_letter(left + place + 1), code))
    if columns[place].costs_the_row:
        sheet.rejected.add(row)
