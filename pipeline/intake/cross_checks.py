"""What two cells of one row say that cannot both be right."""

from collections.abc import Callable
from typing import Final, NamedTuple

import pandas as pd


class Check(NamedTuple):
    """`is_wrong`: of the columns `first` and `second`, in this order; unknown values are never wrong."""

    code: str
    field: str
    first: str
    second: str
    is_wrong: Callable[[pd.Series, pd.Series], pd.Series]


def _is_before(moment: pd.Series, other: pd.Series) -> pd.Series:
    """Earlier than another; where either has no time of day, on an earlier day."""
    day, other_day = moment.dt.normalize(), other.dt.normalize()
    is_timed = (moment != day) & (other != other_day)
    earlier: pd.Series[bool] = (day < other_day) | (is_timed & (moment < other))
    return earlier


def _is_above(number: pd.Series, other: pd.Series) -> pd.Series:
    return number > other


CHECKS: Final = (
    Check("contract-before-deposit", "contract_date", "contract_date", "deposit_date", _is_before),
    Check("response-before-opened", "first_response_at", "first_response_at", "opened_at", _is_before),
    Check("closed-before-opened", "closed_at", "closed_at", "opened_at", _is_before),
    Check("score-above-scale", "score", "score", "scale", _is_above),
)


def cross_checks(values: pd.DataFrame) -> list[tuple[str, pd.Index, str]]:
    """Code, rows and field of each check that some rows fail; `values`: index row, parsed fields."""
    return [
        (
            check.code,
            values.index[check.is_wrong(values[check.first], values[check.second]).fillna(False)],
            check.field,
        )
        for check in CHECKS
        if {check.first, check.second} <= set(values.columns)
    ]
