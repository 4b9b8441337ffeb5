"""The report: one HTML file that needs nothing else, for the site manager and for the group's headquarters.

No script, nothing loaded from anywhere, no customer's name or number. Everything a template prints is escaped,
since channels, names and sites are words the office typed.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.publish.answer import answer, reservations
from pipeline.publish.channel_figures import ENOUGH_OLD
from pipeline.publish.figures import NEW_DAYS, Figures, site_figures
from pipeline.publish.notation import Notation
from pipeline.publish.palette import palette
from pipeline.publish.theme import Theme, load_theme
from pipeline.publish.totals import total
from pipeline.results import NightResult, SiteResult
from pipeline.vocabulary import DISPOSITIONS, STEPS
from pipeline.wording import Language, Wording

TEMPLATES: Final = Path(__file__).parents[2] / "templates"
ISSUES_SHOWN: Final = 10
GENERIC_FAMILIES: Final = {"sans-serif", "serif", "system-ui"}


def site_report(result: SiteResult, night: NightResult, wording: Wording) -> str:
    """One site's report as a whole HTML page."""
    notation = Notation(wording)
    name = notation.site(result.site)
    title = wording("report.title", site=name, day=notation.day(night.plan_day))
    return _page(site_figures(result, night.settings), night, notation, title=title, heading=name)


def group_report(night: NightResult, wording: Wording) -> str:
    """The report over all sites: the same, with a row for each site and without anybody's workload."""
    notation = Notation(wording)
    sites = [site_figures(site, night.settings) for site in night.sites]
    title = wording("report.group_title", day=notation.day(night.plan_day))
    heading = wording("report.all_sites")
    return _page(total(sites), night, notation, title=title, heading=heading, sites=sites)


def _page(
    figures: Figures,
    night: NightResult,
    notation: Notation,
    title: str,
    heading: str,
    sites: list[Figures] | None = None,
) -> str:
    theme = load_theme()
    page: dict[str, Any] = {
        "words": notation.words,
        "notation": notation,
        "title": title,
        "heading": heading,
        "logo": theme.logo.text,
        "night": night,
        "figures": figures,
        "sites": sites,
        "answer": answer(figures, notation),
        "reservations": reservations(figures, notation),
        "thin_channels": _thin_channels(figures),
        "colours": palette(theme),
        "families": _families(theme, notation.words.language),
        "visit_cost": night.settings.rules.plan.visit_cost,
    }
    return _environment(notation.words.language).get_template("report.html.j2").render(page)


def _thin_channels(figures: Figures) -> int:
    """Channels with too few customers that are a horizon old to say whether they bring buyers."""
    deals = [channel.steps["deal"] for channel in figures.channels]
    return sum(step.customers - step.young < ENOUGH_OLD for step in deals)


def _families(theme: Theme, language: Language) -> list[str]:
    """The language's font families, then the Chinese ones: a page in English holds Chinese names too."""
    families = dict.fromkeys([*theme.families(language), *theme.families("zh")])
    return [family for family in families if family not in GENERIC_FAMILIES]


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(Notation(Wording(language)).filters())
    environment.globals.update(
        STEPS=STEPS,
        DISPOSITIONS=DISPOSITIONS,
        NEW_DAYS=NEW_DAYS,
        ENOUGH_OLD=ENOUGH_OLD,
        ISSUES_SHOWN=ISSUES_SHOWN,
    )
    return environment
