"""Customers whom a manager merged or parted (Rules, section 3).

A split parts the rows under one name from the others of a customer: keys that both have, such as the mobile that a
couple shares, tie them no longer. Both are found again every night from all rows, so that no order of files matters.
"""

import pandas as pd

from pipeline.customers.columns import Codes, Column, as_text, look_up
from pipeline.customers.decided import Decisions
from pipeline.customers.names import name_forms
from pipeline.customers.ties import stack

_KEYS = ("phone", "phone_2", "wechat", "customer_number")


def merged_rows(decisions: Decisions, anchored: "pd.Series[int]", rows: pd.DataFrame) -> Column:
    """Index: positions of rows; rows of equal value are one customer by a merge that no later split undid."""
    merges = decisions.stated("merge_with").reset_index(names="merge")
    ends = merges[["merge", "customer_id", "merge_with", "stated_at"]].rename(columns={"merge_with": "other"})
    turned = ends.rename(columns={"customer_id": "other", "other": "customer_id"})
    ends = pd.concat([ends, turned], ignore_index=True)
    undoing = ends.merge(cuts(decisions, anchored, rows), on="customer_id", suffixes=("", "_cut"))
    is_named = (undoing["other"] == undoing["split_off"]) | (
        look_up(undoing["other"], _bare_names(anchored, rows)) == undoing["part"]
    )
    undone = undoing.loc[is_named & (undoing["stated_at_cut"] >= undoing["stated_at"]), "merge"]
    standing = ends[~ends["merge"].isin(undone)]
    position = look_up(standing["customer_id"], anchored)
    told = standing[position.notna()]
    return pd.Series(told["merge"].to_numpy(), index=position.dropna().to_numpy().astype("int64"))


def cuts(decisions: Decisions, anchored: "pd.Series[int]", rows: pd.DataFrame) -> pd.DataFrame:
    """customer_id, split_off (as typed), stated_at and `part`: the bare name of whom is parted from the customer.

    Who is named by a number, one that a merge retired, has the name of the row it was given for.
    """
    said = decisions.stated("split_off")[["customer_id", "split_off", "stated_at"]]
    numbered = look_up(said["split_off"], _bare_names(anchored, rows))
    typed = name_forms(said["split_off"])["bare"].where(~said["split_off"].isin(anchored.index))
    return said.assign(part=typed.where(numbered.isna(), numbered).astype("str"))


def parted_rows(
    rows: pd.DataFrame, groups: Codes, decisions: Decisions, anchored: "pd.Series[int]"
) -> pd.DataFrame:
    """The rows with the keys that a parted name has together with others of its customer made its own.

    A key that only the parted name has, or that rows without a name have beside it, stays as it is.
    """
    told = cuts(decisions, anchored, rows).dropna(subset="part")
    position = look_up(told["customer_id"], anchored)
    wanted = pd.DataFrame(
        {
            "group": groups[position.dropna().to_numpy().astype("int64")],
            "bare": told.loc[position.notna(), "part"].to_numpy(),
        }
    ).drop_duplicates()
    if wanted.empty:
        return rows
    concerned = pd.Series(groups, index=rows.index).isin(wanted["group"])
    people = pd.DataFrame(
        {"group": groups[concerned], "bare": name_forms(as_text(rows.loc[concerned, "name"]))["bare"]}
    )
    marked = people.merge(wanted.assign(is_parted=True), on=["group", "bare"], how="left")
    is_parted = marked["is_parted"].notna().to_numpy()
    mark = people["bare"].where(is_parted, "").where(people["bare"] != "")
    return _with_own_keys(rows, mark.rename("mark"))


def _with_own_keys(rows: pd.DataFrame, mark: Column) -> pd.DataFrame:
    """`mark`: the parted name, "" for other names, empty without a name; only rows of customers that are parted."""
    told = rows.assign(**{key: as_text(rows[key]) for key in _KEYS})
    few = told.loc[mark.index]
    mobiles = stack(few["phone"], few["phone_2"])
    torn = {
        "phone": _torn(mobiles, mark), "phone_2": _torn(mobiles, mark), "wechat": _torn(few["wechat"], mark),
        "customer_number": _torn(few["customer_number"], mark),
    }  # fmt: skip
    for key in _KEYS:
        is_own = few[key].isin(torn[key]) & (mark.fillna("") != "")
        told.loc[few.index[is_own], key] = few.loc[is_own, key] + "~" + mark[is_own]
    return told


def _torn(values: Column, mark: Column) -> Column:
    """Values that rows of the parted name and rows of other names have."""
    held = pd.DataFrame({"value": values, "mark": mark.reindex(values.index)}).dropna().drop_duplicates()
    return held.loc[held["value"].duplicated(), "value"]


def _bare_names(anchored: "pd.Series[int]", rows: pd.DataFrame) -> Column:
    """Customer number -> the name, without titles, of the row it was given for; empty without one."""
    names = name_forms(as_text(rows["name"].iloc[anchored.to_numpy()]))["bare"]
    named: Column = pd.Series(names.to_numpy(), index=anchored.index, dtype="str")
    return named.where(named != "")
