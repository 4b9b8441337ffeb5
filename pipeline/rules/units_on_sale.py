"""The units a site has on sale, each once, as the newest list says."""

import pandas as pd

VERSION_ORDER = ["spoken_date", "own_at", "file_order", "sheet", "row"]


def units_on_sale(units: pd.DataFrame) -> pd.DataFrame:
    """One row is one unit on sale; a unit without a status is on sale (Rules, section 5).

    Of several rows with the same `unit` the newest version counts (Rules, section 2); rows without a unit
    are each their own. Cheapest first, units without a price last, ties by unit.
    """
    ordered = units.sort_values(VERSION_ORDER, kind="stable")
    is_older = ordered["unit"].notna() & ordered.duplicated("unit", keep="last")
    current = ordered[~is_older]
    on_sale = current[current["is_on_sale"].fillna(True).astype(bool)]
    return on_sale.sort_values(["price", "unit"], kind="stable").reset_index(drop=True)
