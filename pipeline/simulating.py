"""`simulate`: the facts of every site decided under two settings; nothing is kept."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.comparing import compare_site, differences, not_tried, totals
from pipeline.comparing.sites import Told
from pipeline.config import Settings
from pipeline.deciding import SiteDecision, decide_site
from pipeline.facts import Facts
from pipeline.store import decisions, people
from pipeline.store.database import Store
from pipeline.store.facts import load_facts

if TYPE_CHECKING:
    from pipeline.night import Progress


def simulate(under: Path, other: Settings, store: Store, settings: Settings, progress: "Progress") -> Told:
    """under (the file), differences, not_tried, sites (each as of its newest published night), totals."""
    with store.reading() as connection:
        nights = {
            site: night
            for site in decisions.sites_known(connection)
            if (night := people.newest_night_of(connection, site))
        }
    sites = [
        _try_site(site, nights[site], store, settings, other)
        for site in progress.each(list(nights), "progress.simulate")
    ]
    return {
        "under": str(under),
        "differences": differences(settings, other),
        "not_tried": not_tried(settings, other),
        "sites": sites,
        "totals": totals(sites),
    }


def _try_site(site: str, night: str, store: Store, settings: Settings, other: Settings) -> Told:
    """Each side plans with its own end of day, so the same night may be another plan day under the other."""
    with store.reading() as connection:
        facts = load_facts(connection, site)
    today, as_of = _decide(facts, settings, night)
    under, _ = _decide(facts, other, night)
    return compare_site(site, today, under, as_of)


def _decide(facts: Facts, settings: Settings, night: str) -> tuple[SiteDecision, AsOf]:
    as_of = AsOf.parse(night, settings.rules.time.plan_after)
    return decide_site(_before(facts, as_of), settings, as_of), as_of


def _before(facts: Facts, as_of: AsOf) -> Facts:
    """Without the tasks that this night itself gave: both sides plan the day afresh."""
    is_earlier = facts.given["as_of"] < pd.Timestamp(as_of.plan_day)
    return replace(facts, given=facts.given[is_earlier])
