"""Rows below the header that are no entries: totals, notes, examples, numbering, later titles and headers.

They are counted as ignored. What is no clear case stays an entry and is judged.
"""

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.intake.cells.text import typed
from pipeline.intake.headers import Header, meaning
from pipeline.intake.raw_tables import Cells
from pipeline.intake.sheet_kinds import Columns

Mask = npt.NDArray[np.bool_]

_TOTAL: Final = re.compile(
    r"\s*(?:(?:本[日周月页]|当[日月])?(?:合\s*[计計]|[总總]\s*[计計]|小\s*[计計]|共\s*[计計]|[总總]\s*[数數]|[汇匯]\s*[总總]|累\s*[计計])(?:\s*[:：].{0,10}|\s*\d.{0,6})?|平均[值数]?"
    r"|共\s*\d+\s*[条條组組人位批户戶行项笔套](?:客[户戶]|[记記][录錄]|数据)?"
    r"|(?:grand |sub-?)?total(?: rows?| count)?:?|sum:?|average:?)\s*",
    re.IGNORECASE,
)
_NOTE: Final = re.compile(
    r"\s*[（(【*※]*\s*(?:注|备注|備註|说明|說明|填表|填报|制表|製表|审核|審核|复核|提示|温馨提示|统计|統計|打印|导出|匯出|数据来源|以下空白|以下无正文|截止|截至"
    r"|notes?\b|remarks?\b|tips?\b|prepared by|printed|exported|generated|source:|end of|as of)",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"(?:台[账帐賬]|登[记記]表|明[细細]表?|名[单單]|一[览覽]表?|[记記][录錄]表?|报表|報表|[汇匯][总總]表?|表)\s*$"
)
_EXAMPLE: Final = re.compile(
    r"\s*[（(【\[]?\s*(?:填写)?(?:示例|样例|範例|范例|举例|例如|例\s*[:：]|样本|example|sample|e\.g\.)"
    r"|.{1,20}[（(【\[]\s*(?:示例|样例|範例|范例|例|example|sample)\s*[）)】\]]\s*$",
    re.IGNORECASE,
)
_TEMPLATE_EXAMPLE: Final = re.compile(r"\s*(?:示例|範例|范例|Example)\s*[：:]")
_INSTRUCTION: Final = re.compile(
    r"必填|选填|選填|可不填|填写|填寫|请选|請選|下拉|格式|文本|数字|\d位|单位[:：]|yyyy|required|optional|dropdown|choose|select|format",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(r"[（(]?(?:万?元(?:/㎡)?|㎡|m²|m2|平方?米?|坪|秒|分钟|套|组|人|%)[）)]?")
_COLUMN_NUMBERS: Final = ("123456789", "abcdefghi", "一二三四五六七八九", "①②③④⑤⑥⑦⑧⑨")
_TOP: Final = 3
_LONG: Final = 16


def ignored_rows(columns: list[Cells], header: Header, mapped: Columns) -> Mask:
    """True for each row below the header that is no entry; `columns` hold the rows below it only."""
    if not columns or not len(columns[0]):
        return np.zeros(0, dtype=bool)
    filled = np.array([column != "" for column in columns], dtype=bool)
    return (
        _totals(columns, filled, mapped)
        | _repeated_headers(columns, header, mapped)
        | _sparse_remarks(columns, filled, mapped)
        | (_top_rows(columns, filled) if mapped.kind != "phrases" else False)
        | _examples(columns, filled)
    )


def _totals(columns: list[Cells], filled: Mask, mapped: Columns) -> Mask:
    """The word for a total in the row's first filled cell or in the name, and no phone beside it."""
    first = filled.argmax(axis=0)
    name = mapped.fields.get("name")
    is_total = np.zeros(filled.shape[1], dtype=bool)
    for position in {*np.unique(first).tolist(), *([name.position] if name else [])}:
        found = _matching(columns[position], _TOTAL)
        is_total |= found & ((first == position) | (name is not None and name.position == position))
    return is_total


def _repeated_headers(columns: list[Cells], header: Header, mapped: Columns) -> Mask:
    """Most of the header's own words again, or, in place of a number or a date, another table's headers."""
    known = [cell for cell in header.cells if cell.text and not cell.part and cell.position < len(columns)]
    equal = sum((columns[cell.position] == cell.text).astype(np.int64) for cell in known)
    repeated = np.asarray(equal >= max(2, len(known) / 2), dtype=bool)
    for name in ("phone", "created_at", "at", "visit_at", "amount"):
        if cell := mapped.fields.get(name):
            for row in np.flatnonzero(_matching(columns[cell.position], re.compile(r"\s*[^\d\s]{2,20}\s*$"))):
                said = [typed(column[row]) for column in columns if column[row] != ""]
                meanings = {m for text in said if (m := meaning(text))}
                repeated[row] |= len(meanings) >= max(3, len(said) / 2)
    return repeated


def _sparse_remarks(columns: list[Cells], filled: Mask, mapped: Columns) -> Mask:
    """Rows of one or two cells: notes, titles of a next table, prepared running numbers."""
    count = filled.sum(axis=0)
    is_remark = np.zeros(filled.shape[1], dtype=bool)
    if len(mapped.positions) < 3 or mapped.kind == "phrases":
        return is_remark
    for row in np.flatnonzero(count <= 2):
        places = np.flatnonzero(filled[:, row])
        text = typed(columns[places[0]][row])
        is_alone = len(places) == 1
        is_remark[row] = bool(_NOTE.match(text)) or (
            is_alone
            and (places[0] not in mapped.positions or len(text) >= _LONG or bool(_TITLE.search(text)))
        )
    return is_remark


def _examples(columns: list[Cells], filled: Mask) -> Mask:
    """The example of our templates, wherever it was moved: its first cell says so. Overwritten, it is an entry."""
    first = filled.argmax(axis=0)
    is_example = np.zeros(filled.shape[1], dtype=bool)
    for position in np.unique(first).tolist():
        cells = columns[position]
        said = {c for c in set(cells.tolist()) if c.__class__ is str and _TEMPLATE_EXAMPLE.match(c)}
        if said:
            is_example |= np.array([c in said for c in cells.tolist()], dtype=bool) & (first == position)
    return is_example


def _top_rows(columns: list[Cells], filled: Mask) -> Mask:
    """Just below the header: an example, what to fill in, or the columns' numbers."""
    is_remark = np.zeros(filled.shape[1], dtype=bool)
    for row in range(min(_TOP, filled.shape[1])):
        texts = [typed(columns[place][row]) for place in np.flatnonzero(filled[:, row])]
        instructions = sum(bool(_INSTRUCTION.search(text)) for text in texts)
        is_remark[row] = (
            any(_EXAMPLE.match(text) for text in texts[:2])  # else it is somebody's remark
            or (len(texts) >= 2 and instructions >= len(texts) / 2)
            or _counts_columns(texts)
            or (len(texts) > 0 and all(_UNIT.fullmatch(text) for text in texts))
        )
    return is_remark


def _counts_columns(texts: list[str]) -> bool:
    signs = [text.strip("()（） ").lower() for text in texts]
    in_figures = signs == [str(i) for i in range(1, len(signs) + 1)]
    return len(signs) >= 3 and (
        in_figures or any("".join(signs) == row[: len(signs)] for row in _COLUMN_NUMBERS)
    )


def _matching(column: Cells, pattern: re.Pattern[str]) -> Mask:
    words = {
        cell
        for cell in set(column.tolist())
        if cell.__class__ is str and len(cell) <= 20 and pattern.fullmatch(cell)
    }
    if not words:
        return np.zeros(len(column), dtype=bool)
    return np.asarray(pd.Series(column, dtype=object).isin(words), dtype=bool)
