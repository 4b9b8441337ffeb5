"""A column that names sites: the folder decides where a file's rows belong, so rows of other sites are said.

Rows of one file are never spread over sites, since a file is known, undone and mended as a whole.
"""

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from pipeline.intake.accounts import sheet_issue
from pipeline.intake.cells.text import folded
from pipeline.intake.headers import HeaderCell, normalised
from pipeline.intake.parsing import column_letter
from pipeline.intake.sheet_tables import Table

_SITE: Final = re.compile(
    "(?:所属|归属|来访|意向|报备|跟进|登记|所在)?(?:项目|案场|楼盘|建案|案名|盘)(?:名称|名)?|(?:project|site|community)(?:name)?"
)


def other_sites(table: Table, others: frozenset[str]) -> pd.DataFrame:
    """`other-site` for each column that names configured sites other than the file's own; columns ISSUES."""
    known = {folded(site): site for site in others}
    found = [
        sheet_issue("other-site", "|".join(sorted(named)), table.header.row).assign(
            column=column_letter(cell.position), header=cell.text
        )
        for cell in table.header.cells
        if _SITE.fullmatch(normalised(cell.text)) and (named := _named(table, cell, known))
    ]
    return pd.concat(found, ignore_index=True) if found else sheet_issue("other-site").iloc[:0]


def _named(table: Table, cell: HeaderCell, known: dict[str, str]) -> set[str]:
    told: Iterable[object] = set(table.columns[cell.position].tolist())
    return {known[text] for value in told if isinstance(value, str) and (text := folded(value)) in known}
