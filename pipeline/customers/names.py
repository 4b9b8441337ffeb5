"""Names of people as the trade writes them: 王总, 王先生, 小李, and who can be the same person."""

from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from opencc import OpenCC

from pipeline.customers.columns import Column, Flags

TWO_CHARACTERS: Final = """
    欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 轩辕 端木 百里 呼延 东郭 南门 西门
    闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 公羊 赫连 万俟 拓跋 司空 司寇 子车 颛孙 巫马 公西
    漆雕 乐正 公良 夹谷 段干 左丘 梁丘 谷梁 第五
"""
COMPOUND_SURNAMES: Final = frozenset(TWO_CHARACTERS.split())
HAN: Final = r"[㐀-鿿豈-﫿]"
LATIN: Final = r"[A-Za-zÀ-ɏ]"
SPACES: Final = "[\\s\u200b-\u200f\u2060\ufeff]+"
TITLES: Final = r"(?:先生|女士|小姐|总)+$"
SURNAME: Final = rf"(?:{HAN}|{'|'.join(sorted(COMPOUND_SURNAMES))})"


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def plain(names: Column) -> Column:
    """NFKC, simplified, without spaces and zero-width characters; empty stays empty. Works on unique names."""
    codes, unique = pd.factorize(names)
    cleaned = _cleaned(pd.Series(unique, dtype="str"))
    return pd.Series(cleaned.reindex(codes).array, index=names.index, dtype="str")


def plain_texts(names: Column) -> Column:
    """The same of names that are categories, as categories."""
    codes, unique = pd.factorize(_cleaned(pd.Series(names.cat.categories, dtype="str")))
    told = np.append(codes, -1)[names.cat.codes]
    kind = pd.CategoricalDtype(unique)
    return pd.Series(pd.Categorical.from_codes(told, dtype=kind, validate=False), index=names.index)


def _cleaned(names: Column) -> Column:
    texts = names.str.normalize("NFKC")
    convert = _to_simplified().convert
    simplified = [convert(text) for text in texts.tolist()]
    cleaned = pd.Series(simplified, dtype="str").str.replace(SPACES, "", regex=True)
    return cleaned.where(cleaned != "")


def name_forms(names: Column) -> pd.DataFrame:
    """What comparing needs of each name, same index: `bare` without titles ("" if nothing is left),
    `is_titled` (a surname and a title, no more), `surname`, `gender` (m, f or ""), `script` (latin, han, "").
    """
    codes, unique = pd.factorize(plain(names).fillna(""))
    forms = _forms_of(pd.Series(unique, dtype="str"))
    return forms.iloc[codes].set_axis(names.index)


def _forms_of(texts: "pd.Series[str]") -> pd.DataFrame:
    without_suffix = texts.str.replace(TITLES, "", regex=True)
    is_nickname = without_suffix.str.fullmatch(f"[老小]{SURNAME}")
    bare = without_suffix.mask(is_nickname, without_suffix.str.slice(1))
    is_titled = (bare != texts) & bare.str.fullmatch(SURNAME)
    is_compound = bare.str.slice(0, 2).isin(COMPOUND_SURNAMES) & ((bare.str.len() > 2) | is_titled)
    has_han, has_latin = bare.str.contains(HAN), bare.str.contains(LATIN)
    gender = np.select(
        [texts.str.contains("先生$"), texts.str.contains("(?:女士|小姐)$")], ["m", "f"], default=""
    )
    return pd.DataFrame(
        {
            "bare": bare,
            "is_titled": is_titled.astype(bool),
            "surname": bare.str.slice(0, 1).mask(is_compound, bare.str.slice(0, 2)),
            "gender": gender,
            "script": np.select([has_latin & ~has_han, has_han & ~has_latin], ["latin", "han"], default=""),
        }
    )


def can_be_one(left: pd.DataFrame, right: pd.DataFrame) -> Flags:
    """Whether the names of each pair of forms can belong to one person (Rules, section 3).

    Surname and title fit any name of that surname, but never a 先生 a 女士 or 小姐.
    """
    left, right = left.reset_index(drop=True), right.reset_index(drop=True)
    is_empty = (left["bare"] == "") | (right["bare"] == "")
    is_titled = left["is_titled"] | right["is_titled"]
    is_mixed = (left["gender"] != right["gender"]) & (left["gender"] != "") & (right["gender"] != "")
    is_equal = (left["bare"] == right["bare"]) & ~(is_titled & is_mixed)
    is_family = is_titled & (left["surname"] == right["surname"]) & ~is_mixed
    scripts = left["script"] + right["script"]
    return (is_empty | is_equal | is_family | scripts.isin(["latinhan", "hanlatin"])).to_numpy(bool)


def have_conflict(groups: Column, names: Column) -> pd.Index:
    """The groups in which two names cannot be one person; one row is a name of a group."""
    if names.empty:
        return pd.Index([])
    forms = name_forms(names).assign(group=groups.to_numpy()).drop_duplicates()
    forms = forms[forms["bare"] != ""]
    # Of names that all can be one at most one is Han, one Latin, one neither, and the surnames are equal.
    bare_names = forms.drop_duplicates(["group", "bare"])["group"].value_counts()
    crowded = bare_names.index[bare_names > 4]
    few = forms[~forms["group"].isin(crowded) & forms["group"].isin(bare_names.index)]
    pairs = few.merge(few, on="group", suffixes=("", "_right"))
    right = pairs[[f"{name}_right" for name in few.columns.drop("group")]]
    right.columns = few.columns.drop("group")
    conflicting = pairs.loc[~can_be_one(pairs, right), "group"]
    return crowded.union(pd.Index(conflicting.unique()))


def have_people(groups: Column, names: Column, at_least: int) -> pd.Index:
    """The groups with so many names no two of which can be one person, taken greedily in sorted order.

    One row is a name of a group.
    """
    if names.empty:
        return pd.Index([])
    stated = pd.DataFrame({"group": groups.to_numpy(), "name": names.to_numpy()}).drop_duplicates()
    stated = stated.sort_values(["group", "name"], ignore_index=True)
    left = name_forms(stated["name"]).assign(group=stated["group"])
    left = left[left["bare"] != ""]
    for _ in range(at_least - 1):
        chosen = left.drop_duplicates("group").set_index("group")
        left = left[~can_be_one(left, chosen.loc[left["group"]])]
    crowded: pd.Index = pd.Index(left["group"].unique())
    return crowded
