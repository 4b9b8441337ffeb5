"""What a fact is known by (`row_key`) and what it says (`content_hash`), Rules, section 2.

Both are sums of one hash per filled field, so that neither the order of columns nor empty ones matter, and are
taken of typed values, so that `300万` and `3000000` are the same content.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.vocabulary import FACTS

_LANES: Final = ("callsheet/1", "callsheet/2")
_NOT_CONTENT: Final = frozenset({"number_source"})
_FIRST_LETTERS: Final = 20
_OWN_KEYS: Final = {
    "milestones": ("milestone", "milestone_type", "milestone_date"), "channel_costs": ("channel", "month"),
    "phrases": ("rule", "resistance", "customer_type", "stage", "words"), "targets": ("consultant", "month"),
}  # fmt: skip


def content_hashes(rows: pd.DataFrame, kind: str) -> pd.Series:
    """Hash of all values of one kind of fact; rows equal in all of them have equal hashes."""
    return _hashed(rows[[name for name in FACTS[kind] if name in rows and name not in _NOT_CONTENT]])


def row_keys(rows: pd.DataFrame, kind: str, file_hash: str, sheet: str) -> pd.Series:
    """Hash of who and which: the strongest key, and per kind what tells its rows apart.

    lead: created_at, channel; activity: minute, mode, record number, without a time of day also the first 20
    letters of the content, a filled task only its task_id; deal: unit; complaint: its number, else the day opened;
    survey: occasion, else day; item of a profile: the item; decision: its number. Rows about nobody: see
    `_OWN_KEYS`. `rows` has the columns of the kind; the index is the row's number.
    """
    if kind == "units":
        own = _first_known(rows, ["unit"], "layout")
        return _hashed(own.assign(kind=kind, area=rows["area_high"].where(own["unit"].isna())))
    if kind == "consultants":
        return _hashed(_first_known(rows, ["consultant_id"], "name").assign(kind=kind))
    if kind in _OWN_KEYS:
        return _hashed(_own_key(rows, kind).assign(kind=kind))
    if kind == "complaints":
        is_numbered = rows["complaint_number"].notna()
        who = _who(rows, file_hash, sheet).mask(is_numbered)
        day = rows["opened_at"].dt.normalize().mask(is_numbered)
        return _hashed(who.assign(kind=kind, complaint_number=rows["complaint_number"], opened_at=day))
    if kind == "decisions":
        return _hashed(_decision_key(rows).assign(kind=kind))
    return _hashed(_who(rows, file_hash, sheet).assign(kind=kind, **_which(rows, kind)))


def _decision_key(rows: pd.DataFrame) -> pd.DataFrame:
    """The number we gave the row, whatever is filled in; a row that the manager added is known by what it says."""
    is_numbered = rows["decision_id"].notna()
    said = rows[[name for name in FACTS["decisions"] if name in rows and name != "decision_id"]]
    return said.mask(is_numbered).assign(decision_id=rows["decision_id"])


def _own_key(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """What tells apart rows that are about nobody; people of one name are one consultant here."""
    key = rows[list(_OWN_KEYS[kind])]
    return (
        key.assign(milestone=key["milestone"].fillna(key["milestone_type"])) if kind == "milestones" else key
    )


def header_source(headers: Iterable[str]) -> str:
    """Hash of a set of normalised headers, in whatever order: the source within which customer numbers tie."""
    return hashlib.sha256("\n".join(sorted(set(headers))).encode()).hexdigest()[:16]


def _which(rows: pd.DataFrame, kind: str) -> dict[str, pd.Series]:
    if kind == "leads":
        return {"created_at": rows["created_at"], "channel": rows["channel"]}
    if kind == "deals":
        return {"unit": rows["unit"]}
    if kind == "profiles":
        return {"item": rows["item"]}
    if kind == "surveys":
        day = rows["answered_at"].dt.normalize()
        return {"occasion": rows["occasion"], "answered_at": day.mask(rows["occasion"].notna())}
    minute = rows["at"].dt.floor("min")
    has_time = minute != minute.dt.normalize()
    is_free = rows["task_id"].isna()
    parts = {
        "at": minute, "mode": rows["mode"], "record_number": rows["record_number"],
        "content": rows["content"].str[:_FIRST_LETTERS].where(~has_time),
    }  # fmt: skip
    return {name: part.where(is_free) for name, part in parts.items()} | {"task_id": rows["task_id"]}


def _who(rows: pd.DataFrame, file_hash: str, sheet: str) -> pd.DataFrame:
    """The strongest key alone; a customer number with its source, a masked mobile with the name."""
    chosen = _first_known(
        rows,
        ["stated_customer_id", "phone", "wechat", "customer_number", "other_phone", "masked_phone"],
        "name",
    )
    source = rows["number_source"].where(chosen["customer_number"].notna())
    name = rows["name"].where(chosen["name"].notna() | chosen["masked_phone"].notna())
    nobody = rows.index[chosen.isna().all(axis="columns")]
    places = pd.Series([f"{file_hash}/{sheet}/{row}" for row in nobody], index=nobody, dtype="str")
    return chosen.assign(number_source=source, name=name, place=places.reindex(rows.index))


def _first_known(rows: pd.DataFrame, names: list[str], last: str) -> pd.DataFrame:
    """Of these columns only the first filled one of each row."""
    chosen, is_open = {}, pd.Series(True, index=rows.index)
    for name in [*names, last]:
        chosen[name] = rows[name].where(is_open)
        is_open = is_open & rows[name].isna()
    return pd.DataFrame(chosen)


def _hashed(values: pd.DataFrame) -> pd.Series:
    lanes = np.zeros((len(values), len(_LANES)), dtype=np.uint64)
    for name in values.columns:
        if values[name].notna().any():
            lanes += _field_hashes(values[name], str(name))
    digits = lanes.astype(">u8").tobytes().hex()
    return pd.Series([digits[i : i + 32] for i in range(0, len(digits), 32)], index=values.index, dtype="str")


def _field_hashes(values: pd.Series, name: str) -> npt.NDArray[np.uint64]:
    """A hash per value and lane, over its unique values; nothing counts for an empty one."""
    positions, uniques = pd.factorize(values, use_na_sentinel=True)
    texts = _as_texts(uniques)
    lanes = [np.append(_text_hashes(texts, f"{lane}/{name}"), np.uint64(0)) for lane in _LANES]
    return np.stack(lanes, axis=1)[positions]


def _as_texts(uniques: pd.Index | npt.NDArray[np.generic]) -> npt.NDArray[np.object_]:
    """Equal values as equal texts; moments as microseconds, a tenth of the work of writing them out."""
    if isinstance(uniques, pd.DatetimeIndex):
        return uniques.as_unit("us").asi8.astype(str).astype(object)
    if isinstance(uniques, pd.Index) and uniques.dtype == "str":
        return uniques.to_numpy(dtype=object)
    return np.array([str(value) for value in uniques], dtype=object)


def _text_hashes(texts: npt.NDArray[np.object_], salt: str) -> npt.NDArray[np.uint64]:
    key = hashlib.sha256(salt.encode()).hexdigest()[:16]
    return np.asarray(pd.util.hash_array(texts, hash_key=key, categorize=False), dtype=np.uint64)
