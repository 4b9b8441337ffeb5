"""Mobiles that belong to no single person: listed by the site, or carrying many names (Rules, section 3)."""

import pandas as pd

from pipeline.customers.columns import Column
from pipeline.customers.names import have_people
from pipeline.customers.ties import stack

COUNTRY_CODES = {"86": "", "886": "0", "852": "", "853": ""}


def find_shared_mobiles(rows: pd.DataFrame, listed: tuple[str, ...], at_names: int) -> frozenset[str]:
    """The shared mobiles: those on the site's list, and those with `at_names` names of different people."""
    mobiles = stack(rows["phone"], rows["phone_2"])
    named = pd.DataFrame({"mobile": mobiles, "name": rows["name"].reindex(mobiles.index)})
    named = named.dropna().drop_duplicates()
    counts = named["mobile"].value_counts()
    suspects = named[named["mobile"].isin(counts.index[counts >= at_names])]
    crowded = have_people(suspects["mobile"], suspects["name"], at_names)
    return frozenset(map(str, crowded)) | listed_mobiles(mobiles, listed)


def listed_mobiles(mobiles: Column, listed: tuple[str, ...]) -> frozenset[str]:
    """Numbers on the list however they are typed there: with or without country code, spaces or dashes."""
    digits = {"".join(c for c in number if c.isdigit()).removeprefix("00") for number in listed}
    unique = mobiles.drop_duplicates()
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
