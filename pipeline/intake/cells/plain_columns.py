"""What needs no parser: cells already in the one spelling that cannot be misread, a whole column at once.

A call log has a different moment and note in every row, so that going by unique values saves nothing there.
Whatever is not plain is left to the parsers, which read plain cells in the same way (a test compares them).
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.intake.cells.days import FIRST_YEAR, LAST_YEAR
from pipeline.intake.cells.fields import DATE_FIELDS, DAY_FIELDS
from pipeline.intake.cells.phone_numbers import CHINESE_REGIONS, region_of
from pipeline.intake.cells.reading import CellContext

_DAY: Final = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
_FORMATS: Final = {
    rf"^{_DAY}$": "%Y-%m-%d",
    rf"^{_DAY}[ T]\d{{1,2}}:\d{{1,2}}$": "%Y-%m-%d %H:%M",
    rf"^{_DAY}[ T]\d{{1,2}}:\d{{1,2}}:[0-5]?\d$": "%Y-%m-%d %H:%M:%S",
}
_MOBILE: Final = r"^1[3-9][0-9]{9}$"
# Longer than any word for nothing, of letters, figures and common signs, single blanks inside.
_IDENTIFIERS: Final = frozenset({"record_number", "customer_number", "stated_customer_id", "task_id"})
_CODE: Final = r"^[A-Za-z]{0,4}[0-9]{5,}$"
_NOTE: Final = r"^[\p{Han}A-Za-z0-9](?: ?[\p{Han}A-Za-z0-9，。、；：？！（）,.;:?!()+%/-]){19,}$"


def plain_values(cells: pd.Series, field: str, context: CellContext) -> pd.Series | None:
    """The field's own value where a cell is plain, missing elsewhere; None for a field that knows no plain cells."""
    if field in DATE_FIELDS:
        moments = _moments(cells)
        return moments.dt.normalize() if field in DAY_FIELDS else moments
    if field in {"phone", "phone_2"} and region_of(context.zone) in CHINESE_REGIONS:
        digits = cells if set(map(type, cells)) == {str} else cells.map(_as_digits)
        return _texts(digits, _MOBILE, lambda texts: "+86" + texts)
    if field in {"content", *_IDENTIFIERS}:
        return _texts(cells, _NOTE if field == "content" else _CODE, lambda texts: texts)
    return None


def _texts(cells: pd.Series, pattern: str, write: Callable[[pd.Series], pd.Series]) -> pd.Series:
    texts = _as_text(cells)
    return write(texts.where(texts.str.match(pattern).fillna(value=False).astype(bool)))


def _as_digits(cell: object) -> object:
    """A mobile stored as a number, as its digits."""
    is_mobile = type(cell) in (int, float) and 1.3e10 <= cell < 2e10 and cell == int(cell)  # type: ignore[operator,call-overload]
    return str(int(cell)) if is_mobile else cell  # type: ignore[call-overload]


def _as_text(cells: pd.Series) -> pd.Series:
    told = cells.to_numpy()
    if set(map(type, told)) != {str}:
        told = np.array([cell if type(cell) is str else None for cell in told], dtype=np.object_)
    texts: pd.Series = pa.array(told, type=pa.large_string()).to_pandas().astype("str")
    return texts.set_axis(cells.index)


def _moments(cells: pd.Series) -> pd.Series:
    """Moments of spreadsheets, to the nearest second, and those written year first."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return _in_bounds(_written(_as_text(cells)))
    given = [cell if _is_local(cell) else None for cell in cells]
    exact = pd.Series(given, index=cells.index, dtype="datetime64[us]")
    stored = (exact + pd.Timedelta("500ms")).dt.floor("s")
    return _in_bounds(stored.fillna(_written(_as_text(cells))) if str in kinds else stored)


def _is_local(cell: object) -> bool:
    return isinstance(cell, datetime) and cell == cell and cell.tzinfo is None


def _written(texts: pd.Series) -> pd.Series:
    moments = pd.Series(pd.NaT, index=texts.index, dtype="datetime64[us]")
    for pattern, layout in _FORMATS.items():
        found = texts.str.match(pattern).fillna(value=False).astype(bool)
        if found.any():
            plain = texts[found].str.replace("/", "-").str.replace(".", "-").str.replace("T", " ")
            moments[found] = pd.to_datetime(plain, format=layout, errors="coerce").astype("datetime64[us]")
    return moments


def _in_bounds(moments: pd.Series) -> pd.Series:
    years = moments.dt.year
    return moments.where(np.asarray((years >= FIRST_YEAR) & (years <= LAST_YEAR)))
