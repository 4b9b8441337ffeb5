"""The units a site has on sale."""

import pandas as pd


def units_on_sale(units: pd.DataFrame) -> pd.DataFrame:
    """One row is one unit on sale; a unit without a status is on sale (Rules, section 5).

    `units` are current versions. Cheapest first, units without a price last, ties by unit.
    """
    on_sale = units[units["is_on_sale"].fillna(True).astype(bool)]
    return on_sale.sort_values(["price", "unit"], kind="stable").reset_index(drop=True)
