"""Mobiles that belong to no single person: listed by the site, or carrying many names (Rules, section 3)."""

import numpy as np
import pandas as pd

from pipeline.customers.columns import Column, as_text, look_up, places_of, unlike
from pipeline.customers.names import have_people
from pipeline.customers.ties import stack

COUNTRY_CODES = {"86": "", "886": "0", "852": "", "853": ""}


def find_shared_mobiles(rows: pd.DataFrame, listed: tuple[str, ...], at_names: int) -> frozenset[str]:
    """The shared mobiles: those on the site's list, and those with `at_names` names of different people."""
    mobiles = stack(rows["phone"], rows["phone_2"])
    codes, size = places_of(mobiles)
    named = unlike(codes, rows["name"].iloc[mobiles.index])
    names = np.bincount(named["customer"], minlength=size)
    is_suspect = (names >= at_names)[codes]
    suspects = unlike(codes[is_suspect], rows["name"].iloc[mobiles.index[is_suspect]])
    numbers = pd.Series(as_text(mobiles[is_suspect]).array, index=codes[is_suspect])
    numbers = numbers[~numbers.index.duplicated()]
    crowded = have_people(look_up(suspects["customer"], numbers), suspects["text"], at_names)
    return frozenset(map(str, crowded)) | listed_mobiles(mobiles, listed)


def listed_mobiles(mobiles: Column, listed: tuple[str, ...]) -> frozenset[str]:
    """Numbers on the list however they are typed there: with or without country code, spaces or dashes."""
    digits = {"".join(c for c in number if c.isdigit()).removeprefix("00") for number in listed}
    if not digits:
        return frozenset()
    unique = as_text(mobiles.drop_duplicates())
    typed = pd.concat([unique.str.removeprefix("+"), national(unique)])
    is_listed = typed.isin(digits).to_numpy().reshape(2, -1).any(axis=0)
    return frozenset(map(str, unique.to_numpy()[is_listed]))


def national(mobiles: Column) -> Column:
    """E.164 as people type it inside its country: +8613800001111 is 13800001111."""
    digits = mobiles.str.removeprefix("+")
    for code, prefix in COUNTRY_CODES.items():
        is_here = mobiles.str.startswith(f"+{code}").fillna(False).astype(bool)
        digits = digits.mask(is_here, prefix + mobiles.str.slice(len(code) + 1))
    return digits
