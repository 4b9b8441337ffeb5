"""What holds a customer back (抗性), as it was said, and which of the known kinds that is."""

from typing import Final

import pandas as pd

# Parts of words that tell a kind; the first kind that fits counts.
SIGNS: Final = {
    "competitor": (
        "竞品", "竞争", "别家", "其他楼盘", "其它楼盘", "别的楼盘", "隔壁", "二手", "competitor", "other project",
    ),
    "policy": (
        "政策", "限购", "限贷", "资格", "利率", "贷款", "按揭", "公积金", "policy", "loan", "mortgage", "interest",
    ),
    "delivery": ("交付", "交房", "工期", "烂尾", "期房", "停工", "质量", "delivery", "delay", "quality"),
    "family": (
        "家人", "家里", "家属", "配偶", "老公", "老婆", "先生", "太太", "父母", "孩子", "商量", "family", "wife",
        "husband", "parents", "spouse",
    ),
    "location": (
        "地段", "位置", "区位", "交通", "地铁", "通勤", "偏", "远", "配套", "学区", "环境", "location", "far",
        "commute", "transport",
    ),
    "layout": (
        "户型", "面积", "朝向", "楼层", "采光", "公摊", "得房", "格局", "layout", "size", "floor plan", "too small",
    ),
    "price": (
        "价", "贵", "预算", "首付", "便宜", "优惠", "折扣", "price", "expensive", "budget", "down payment", "cost",
    ),
}  # fmt: skip


def resistance_kind(word: str) -> str:
    """One of `RESISTANCES`, or the word itself in small letters."""
    plain = word.strip().casefold()
    if plain in SIGNS:
        return plain
    return next((kind for kind, signs in SIGNS.items() if any(sign in plain for sign in signs)), plain)


def known_resistance(
    people: pd.DataFrame, activities: pd.DataFrame, plan_day: pd.Timestamp, days: int
) -> pd.DataFrame:
    """customer_id, resistance, stated_on: of the last `days` days (both ends count), and the newest of each
    customer whenever it was stated; each once, newest first, then in the order in which they were typed.

    The newest of a customer may stand in a lead row; it then has no day and comes first.
    """
    rows = activities.loc[activities["resistance"].notna(), ["customer_id", "at", "resistance"]]
    rows = rows.assign(stated_on=rows["at"].dt.normalize())
    recent = rows[rows["stated_on"] >= plan_day - pd.Timedelta(days=days)]
    standing = people["resistance"].dropna().rename_axis("customer_id").reset_index()
    said = pd.concat([recent.drop(columns="at"), standing], ignore_index=True)
    each = said.assign(resistance=said["resistance"].str.split("|")).explode("resistance", ignore_index=True)
    each = each.assign(resistance=each["resistance"].astype("str").str.strip())
    each = each[each["resistance"] != ""]
    newest_first = each.sort_values("stated_on", ascending=False, kind="stable", na_position="first")
    dated = newest_first.groupby(["customer_id", "resistance"])["stated_on"].transform("max")
    once = newest_first.assign(stated_on=dated.astype("datetime64[us]"))
    found = once.drop_duplicates(["customer_id", "resistance"])
    return found[["customer_id", "resistance", "stated_on"]].reset_index(drop=True)
