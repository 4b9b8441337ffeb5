"""Whole columns at work: numpy arrays beside the frames, and empty text."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Column: TypeAlias = "pd.Series[Any]"


def instants(moments: Column) -> Codes:
    """Microseconds since 1970; an empty moment comes before every other."""
    return moments.to_numpy("datetime64[us]").astype("int64")


def codes_of(*keys: Column) -> Codes:
    """The same number for rows that are equal in all keys; empty equals empty."""
    code = np.zeros(len(keys[0]), dtype="int64")
    for key in keys:
        part, unique = pd.factorize(key, use_na_sentinel=False)
        code = pd.factorize(code * (len(unique) + 1) + part)[0].astype("int64")
    return code


def has_time(moments: Column) -> "pd.Series[bool]":
    """False for a date without a time: exactly 00:00 is none (Rules, section 1)."""
    return moments.notna() & (moments != moments.dt.normalize())


def is_true(flags: Column) -> "pd.Series[bool]":
    """An unknown flag counts as no."""
    return flags.fillna(False).astype(bool)


def end_of(moments: Column) -> Column:
    """The last microsecond that a moment covers: a date without a time counts as its whole day."""
    return moments.where(has_time(moments), moments + pd.Timedelta(days=1) - pd.Timedelta(microseconds=1))


def look_up(keys: Column, found: Column) -> Column:
    """What `found` has under each key, with the keys' index; empty where it has none. Its type stays."""
    return found.reindex(keys.to_numpy()).set_axis(keys.index)
