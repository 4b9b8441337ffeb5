"""Whole columns at work: numpy arrays beside the frames, and empty text."""

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Codes: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Column: TypeAlias = "pd.Series[Any]"

LARGEST: Final = 2**62
LARGEST_PLACE: Final = 2**32


def instants(moments: Column) -> Codes:
    """Microseconds since 1970; an empty moment comes before every other."""
    return moments.to_numpy("datetime64[us]").astype("int64")


def codes_of(*keys: "Column | Codes") -> Codes:
    """The same number for rows that are equal in all keys; empty equals empty. Numbered as they first appear."""
    code, size = np.zeros(len(keys[0]), dtype="int64"), 1
    for key in keys:
        part, parts = places_of(key)
        if size * (parts + 1) > LARGEST:
            code, unique = pd.factorize(code)
            size = len(unique)
        code, size = code * (parts + 1) + part + 1, size * (parts + 1)
    return pd.factorize(code)[0].astype("int64")


def places_of(key: "Column | Codes") -> tuple[Codes, int]:
    """For each row the position of its value among the values there may be (-1: empty), and how many these are."""
    if isinstance(key, pd.Series) and isinstance(key.dtype, pd.CategoricalDtype):
        return np.asarray(key.cat.codes, dtype="int64"), len(key.cat.categories)
    values = key.to_numpy() if isinstance(key, pd.Series) and key.dtype.kind in "iu" else key
    if isinstance(values, np.ndarray) and len(values) and values.min() >= 0 and values.max() < LARGEST_PLACE:
        return values.astype("int64"), int(values.max()) + 1
    codes, unique = pd.factorize(key)
    return codes.astype("int64"), len(unique)


def encoded(*columns: Column) -> list[Column]:
    """Text as categories that the columns share: what takes part in most steps is then a small number.

    Empty text is unknown.
    """
    sizes = np.cumsum([len(column) for column in columns])[:-1]
    if not any(column.notna().any() for column in columns):
        codes, unique = np.full(sum(map(len, columns)), -1, dtype="int8"), pd.Series(dtype="str").array
    else:
        codes, unique = pd.factorize(pd.concat(columns).array)
        codes = np.where(np.append(unique == "", False)[codes], -1, codes)
    parts = np.split(codes, sizes)
    kind = pd.CategoricalDtype(unique)
    return [
        pd.Series(pd.Categorical.from_codes(part, dtype=kind, validate=False), index=column.index)
        for part, column in zip(parts, columns, strict=True)
    ]


def as_text(column: Column) -> Column:
    """Categories as the text they stand for; anything else as it is."""
    return column.astype("str") if isinstance(column.dtype, pd.CategoricalDtype) else column


def unlike(customers: Codes, texts: Column) -> pd.DataFrame:
    """customer, text: the different pairs, in the order in which they first appear; empty texts are left out.

    The text is the text itself, whether it came as such or as categories.
    """
    places, size = places_of(texts)
    known = np.flatnonzero(places >= 0)
    pairs = (customers[known] + 1) * (size + 1) + places[known]
    first = known[~pd.Series(pairs).duplicated().to_numpy()]
    return pd.DataFrame(
        {"customer": customers[first], "text": as_text(texts.iloc[first]).array}, index=texts.index[first]
    )


def taken(frame: pd.DataFrame, positions: Codes) -> pd.DataFrame:
    """The rows at these positions, numbered anew; columns that are empty throughout cost nothing."""
    size = len(positions)
    columns = {
        name: values[:size] if size <= len(values) and is_empty(values) else values.take(positions)
        for name, values in ((name, frame[name].array) for name in frame)
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(size), copy=False)


def is_empty(values: Any) -> bool:
    return values.dtype.kind not in "iub" and bool(values.isna().all())


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
