"""Need match: how much of what a customer wants the best unit on sale has (Rules, section 5)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

from pipeline.config import GradingRules, Settings
from pipeline.rules.wants import NOT_STATED, WANTS, Want, compare_wants

FEATURES: Final = ["area_low", "area_high", *(kind for kind in WANTS if kind != "area")]
SLAB: Final = 4096  # customers compared with all units at once, so that memory does not grow with the list
BEST: Final = 3


@dataclass(frozen=True)
class Match:
    """Per different combination of wants: how many count, how many of them the best unit meets, which."""

    counted: np.ndarray
    met: np.ndarray
    unmet_want: np.ndarray  # first want that the best unit misses; empty text if none
    best_units: np.ndarray  # up to three unit names joined by |


def grade_need_match(customers: pd.DataFrame, on_sale: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """One row a customer: `grade` (empty: unknown), `reason`, `step`, `best_units`, `is_missing`.

    `on_sale` as of `units_on_sale`, at least one. Of equally good units the cheapest is the best, then the
    first by name. All stated wants left out: unknown, but not missing, so never asked.
    """
    units = on_sale.drop_duplicates(FEATURES).reset_index(drop=True)
    wants = compare_wants(customers, units, settings.rules.grading.area_tolerance)
    combinations, which = _combinations(wants)
    match = _match(combinations, wants, units["unit"].fillna("").to_numpy(str))
    has_stated = (combinations != NOT_STATED).any(axis=1)[which]
    is_vague = customers["is_vague"].fillna(False).to_numpy(bool) & ~has_stated
    graded = _graded(match, settings.rules.grading)
    grade = np.where(is_vague, "C", graded[which])
    counted, met, unmet = match.counted[which], match.met[which], match.unmet_want[which]
    share = np.char.add(np.char.add(np.char.add("match ", met.astype(str)), "/"), counted.astype(str))
    reasons = [is_vague, ~has_stated, counted == 0]
    steps = [is_vague | ~has_stated, (grade == "A") | (counted == 0), unmet == ""]
    columns = {
        "grade": grade,
        "reason": np.select(reasons, ["vague", "unknown", "no_data"], share),
        "step": np.select(steps, ["ask:wants", "", "ask:wants"], np.char.add("want:", unmet)),
        "best_units": match.best_units[which],
    }
    frame = pd.DataFrame(columns, index=customers.index, dtype="str")
    return frame.assign(
        grade=frame["grade"].where(frame["grade"] != ""),
        best_units=frame["best_units"].where(frame["best_units"] != ""),
        is_missing=~has_stated & ~is_vague,
    )


def _combinations(wants: list[Want]) -> tuple[np.ndarray, np.ndarray]:
    """The different rows of want codes (a column a kind), and which of them each customer has."""
    codes = np.stack([want.codes for want in wants], axis=1)
    combinations, which = np.unique(codes, axis=0, return_inverse=True)
    return combinations, which.reshape(-1)


def _match(combinations: np.ndarray, wants: list[Want], names: np.ndarray) -> Match:
    starts = range(0, max(len(combinations), 1), SLAB)
    slabs = [_match_slab(combinations[start : start + SLAB], wants, names) for start in starts]
    return Match(
        counted=np.concatenate([slab.counted for slab in slabs]),
        met=np.concatenate([slab.met for slab in slabs]),
        unmet_want=np.concatenate([slab.unmet_want for slab in slabs]),
        best_units=np.concatenate([slab.best_units for slab in slabs]),
    )


def _match_slab(combinations: np.ndarray, wants: list[Want], names: np.ndarray) -> Match:
    tables = {n: want.is_met for n, want in enumerate(wants) if want.is_met is not None and len(want.is_met)}
    met = np.zeros((len(combinations), len(names)), dtype="int8")
    stated = combinations != NOT_STATED
    for n, is_met in tables.items():
        met += is_met[combinations[:, n]] & stated[:, n, None]
    order = np.argsort(-met, axis=1, kind="stable")[:, :BEST]
    best = order[:, 0]
    unmet_want = np.full(len(combinations), "", dtype="U16")
    for n, is_met in reversed(tables.items()):
        unmet_want[stated[:, n] & ~is_met[combinations[:, n], best]] = wants[n].kind
    return Match(
        counted=stated[:, list(tables)].sum(axis=1),
        met=np.take_along_axis(met, order, axis=1)[:, 0],
        unmet_want=unmet_want,
        best_units=_best_names(np.take_along_axis(met, order, axis=1) > 0, names[order]),
    )


def _best_names(is_met: np.ndarray, names: np.ndarray) -> np.ndarray:
    """The names of a row joined by |, only of units that meet some want."""
    joined = np.full(len(names), "", dtype=names.dtype)
    for place in range(names.shape[1]):
        bar = np.where(joined == "", "", "|")
        joined = np.where(is_met[:, place], np.char.add(np.char.add(joined, bar), names[:, place]), joined)
    return joined


def _graded(match: Match, rules: GradingRules) -> np.ndarray:
    half = Fraction(str(rules.match_for_b))
    is_all = (match.met == match.counted) & (match.counted >= rules.wants_for_a)
    is_half = match.met.astype("int64") * half.denominator >= match.counted * half.numerator
    return np.select([match.counted == 0, is_all, is_half], ["", "A", "B"], default="C")
