"""Whom news of the site suits (房源配客): from a unit, a price or an event to the customers."""

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.rules.matching.site_news import milestone_news, unit_news
from pipeline.rules.matching.suited import suited_customers
from pipeline.rules.units_on_sale import units_on_sale
from pipeline.vocabulary import SITE_NEWS

__all__ = ["match_news", "milestone_news", "suited_customers", "unit_news"]


def match_news(
    unit_versions: pd.DataFrame,
    units: pd.DataFrame,
    milestones: pd.DataFrame,
    customers: pd.DataFrame,
    permissions: pd.DataFrame,
    settings: Settings,
    as_of: AsOf,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """SITE_NEWS, newest first, each with how many customers it suits and to how many it may be told; and SUITED.

    `unit_versions`: all accepted versions of units; `units`, `milestones`: the current ones; `customers` with
    grades, paces and next contact; `permissions` as in `consent`.
    """
    days = settings.rules.call.news_days
    news = pd.concat(
        [unit_news(unit_versions, days, as_of), milestone_news(milestones, days, as_of)], ignore_index=True
    )
    news = news.sort_values(["happened_on", "news_id"], ascending=[False, True], ignore_index=True)
    counts, suited = suited_customers(news, units_on_sale(units), customers, permissions, settings)
    return news.assign(**{str(name): counts[name] for name in counts})[list(SITE_NEWS)], suited
