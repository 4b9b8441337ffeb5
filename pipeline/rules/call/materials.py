"""What a customer was given already: never the same twice."""

import pandas as pd


def given_materials(activities: pd.DataFrame) -> pd.DataFrame:
    """customer_id, material, given_on: each material once a customer, with the newest day, newest first.

    Case, width of blanks and order of rows do not matter; the newest spelling is kept. Ties by name.
    """
    rows = activities.loc[activities["material"].notna(), ["customer_id", "at", "material"]]
    each = rows.assign(material=rows["material"].str.split("|")).explode("material")
    each = each.assign(
        material=each["material"].astype("str").str.strip(), given_on=each["at"].dt.normalize()
    )
    each = each[each["material"] != ""].assign(same=material_keys(each["material"]))
    newest = each.sort_values(["given_on", "material"], ascending=[False, True], kind="stable")
    once = newest.drop_duplicates(["customer_id", "same"])
    return once[["customer_id", "material", "given_on"]].reset_index(drop=True)


def material_keys(materials: "pd.Series[str]") -> "pd.Series[str]":
    """What makes two names of a material the same."""
    return materials.str.replace(r"\s+", "", regex=True).str.casefold()
