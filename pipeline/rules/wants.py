"""What customers want against what units are: which different want meets which unit (Rules, section 5)."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import pandas as pd

WANTS: Final = ("layout", "area", "school", "decoration", "floor", "orientation", "transport", "usage")
NOT_STATED: Final = -1
AREA_SCALE: Final = 10_000  # areas are compared as whole ten-thousandths of a square metre
NO_UPPER_END: Final = 10**12


@dataclass(frozen=True)
class Want:
    """One kind. `codes`: which of the different wants each customer has, or NOT_STATED.

    `is_met[code, unit]`; None where no unit has a value, so that the kind is left out.
    """

    kind: str
    codes: np.ndarray
    is_met: np.ndarray | None


def compare_wants(customers: pd.DataFrame, units: pd.DataFrame, area_tolerance: float) -> list[Want]:
    """Every kind of want, in the order of WANTS, over its different values only."""
    return [
        _area(customers, units, Fraction(str(area_tolerance)))
        if kind == "area"
        else _words(kind, customers[kind], units[kind])
        for kind in WANTS
    ]


def _words(kind: str, wanted: "pd.Series[str]", offered: "pd.Series[str]") -> Want:
    codes, wants = pd.factorize(wanted)
    if not offered.notna().any():
        return Want(kind, codes, None)
    unit_codes, offers = pd.factorize(offered)
    meets: Callable[[str, str], bool] = _floor_is_inside if kind == "floor" else str.__eq__
    table = [[_any_meets(_tokens(want), _tokens(offer), meets) for offer in offers] for want in wants]
    padded = np.array([[*row, False] for row in table], dtype=bool).reshape(len(wants), len(offers) + 1)
    return Want(kind, codes, padded[:, unit_codes])  # an empty value has code -1: the padding


def _any_meets(wants: frozenset[str], offers: frozenset[str], meets: Callable[[str, str], bool]) -> bool:
    return any(meets(want, offer) for want in wants for offer in offers)


def _tokens(text: str) -> frozenset[str]:
    return frozenset(token.strip().casefold() for token in text.split("|")) - {""}


def _floor_is_inside(want: str, offer: str) -> bool:
    """The same word, or one range of floors inside the other: 10 and 8-15 meet either way."""
    wanted, offered = _floors(want), _floors(offer)
    if wanted is None or offered is None:
        return want == offer
    is_offer_inside = wanted[0] <= offered[0] and offered[1] <= wanted[1]
    return is_offer_inside or (offered[0] <= wanted[0] and wanted[1] <= offered[1])


def _floors(text: str) -> tuple[int, int] | None:
    low, _, high = text.partition("-")
    return (int(low), int(high or low)) if low.isdecimal() and (high or low).isdecimal() else None


def _area(customers: pd.DataFrame, units: pd.DataFrame, tolerance: Fraction) -> Want:
    """Ranges overlap, ends included; a single number reaches 10 % to both sides; a missing end is open."""
    low, high = customers["area_low"], customers["area_high"]
    bounds = np.stack([_scaled(low, 0), _scaled(high, NO_UPPER_END)], axis=1)
    wants, codes = np.unique(bounds, axis=0, return_inverse=True)
    codes = np.where(low.isna() & high.isna(), NOT_STATED, codes.reshape(-1))
    unit_low, unit_high = units["area_low"], units["area_high"]
    has_area = (unit_low.notna() | unit_high.notna()).to_numpy()
    if not has_area.any():
        return Want("area", codes, None)
    wanted_low, wanted_high = _with_tolerance(wants, tolerance)
    offered_low = _scaled(unit_low.fillna(unit_high), 0)
    offered_high = _scaled(unit_high.fillna(unit_low), 0)
    overlaps = (offered_high >= wanted_low[:, None]) & (offered_low <= wanted_high[:, None])
    return Want("area", codes, overlaps & has_area)


def _with_tolerance(wants: np.ndarray, tolerance: Fraction) -> tuple[np.ndarray, np.ndarray]:
    low, high = wants[:, 0], wants[:, 1]
    is_single = low == high
    less, more = 1 - tolerance, 1 + tolerance
    wider_low = -(-low * less.numerator // less.denominator)
    wider_high = high * more.numerator // more.denominator
    return np.where(is_single, wider_low, low), np.where(is_single, wider_high, high)


def _scaled(metres: "pd.Series[float]", missing: int) -> np.ndarray:
    scaled = np.rint(metres.to_numpy(dtype="float64") * AREA_SCALE)
    return np.where(np.isnan(scaled), missing, scaled).astype("int64")
