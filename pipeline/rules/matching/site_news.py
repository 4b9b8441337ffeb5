"""What is new at a site: a unit that came on sale, a price that was cut, an event that is near."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.facts import DTYPES
from pipeline.rules.need_match import FEATURES
from pipeline.vocabulary import SITE_NEWS

VERSIONS = ["row_key", "own_at", "spoken_date", "file_order", "sheet", "row"]
_OTHER_FEATURES = [name for name in FEATURES if name not in SITE_NEWS]
ONE_DAY = pd.Timedelta(days=1)


def unit_news(versions: pd.DataFrame, days: int, as_of: AsOf) -> pd.DataFrame:
    """SITE_NEWS and FEATURES of units: a unit on sale that was not on sale `days` days ago, or was dearer then.

    The versions' own dates are compared: what was so at the end of D - `days` against what is so on D. A unit
    of the site's first price list is no news. A row that several units share, such as a type without a number
    of which one list has two, is compared with nothing. Without a price there is no cut.
    """
    plan_day = pd.Timestamp(as_of.plan_day)
    known = versions[versions["own_at"].dt.normalize() <= plan_day].sort_values(VERSIONS, kind="stable")
    known = known[~known["row_key"].isin(_shared(known))]
    said_on = known["own_at"].dt.normalize()
    is_old = said_on <= plan_day - pd.Timedelta(days=days)
    now = known.drop_duplicates("row_key", keep="last").set_index("row_key")
    before = known[is_old].drop_duplicates("row_key", keep="last").set_index("row_key").reindex(now.index)
    on_sale = now["is_on_sale"].fillna(True).astype(bool)
    was_known = before["own_at"].notna()
    was_on_sale = before["is_on_sale"].fillna(True).astype(bool) & was_known
    is_new = on_sale & ~was_on_sale & bool(is_old.any())
    is_cut = (on_sale & was_on_sale & (now["price"] < before["price"])).astype(bool)
    told = now.assign(
        price_before=before["price"].where(is_cut),
        news=pd.Series("new_unit", index=now.index).where(is_new, "price_cut"),
        happened_on=now["own_at"].dt.normalize(),
        news_id="unit-" + now.index.astype("str").str[:12],
    )
    return _typed(told[is_new | is_cut])


def milestone_news(milestones: pd.DataFrame, days: int, as_of: AsOf) -> pd.DataFrame:
    """SITE_NEWS of milestones: those from D to D + `days`, and changes of price or policy of the last `days` days.

    `milestones`: current rows. Without a day there is no news.
    """
    plan_day, day = pd.Timestamp(as_of.plan_day), milestones["milestone_date"].dt.normalize()
    is_near = (day >= plan_day) & (day <= plan_day + days * ONE_DAY)
    is_change = milestones["milestone_type"].isin(["price_change", "policy_change"])
    is_recent = is_change & (day < plan_day) & (day > plan_day - days * ONE_DAY)
    told = milestones.assign(
        news="milestone", happened_on=day, news_id="milestone-" + milestones["row_key"].astype("str").str[:12]
    )
    return _typed(told[is_near | is_recent])


def _shared(known: pd.DataFrame) -> "pd.Series[str]":
    """Keys that stand more than once in one sheet."""
    is_repeated = known.duplicated(["row_key", "file_order", "sheet"], keep=False)
    shared: pd.Series[str] = known.loc[is_repeated, "row_key"]
    return shared


def _typed(told: pd.DataFrame) -> pd.DataFrame:
    filled = told.assign(customers=0, proposed=0).reindex(columns=[*SITE_NEWS, *_OTHER_FEATURES])
    kinds = {**dict.fromkeys(_OTHER_FEATURES, "text"), **SITE_NEWS}
    typed = {name: filled[name].astype(DTYPES[kinds[str(name)]]) for name in filled}
    return pd.DataFrame(typed).reset_index(drop=True)
