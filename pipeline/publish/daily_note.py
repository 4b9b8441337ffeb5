"""日报: about ten lines of plain text for the work group, counts only."""

from typing import Final

from pipeline.publish.answer import answer
from pipeline.publish.figures import NEW_DAYS, Figures, site_figures
from pipeline.publish.notation import Notation
from pipeline.publish.totals import total
from pipeline.results import NightResult
from pipeline.wording import Wording

SITES_NAMED: Final = 6


def daily_note(night: NightResult, wording: Wording) -> str:
    """Ten lines or so over all sites, without any customer's data; ends with a line break."""
    notation = Notation(wording)
    sites = [site_figures(site, night.settings) for site in night.sites]
    figures = total(sites)
    lines = [
        wording("note.title", day=notation.day(night.plan_day)),
        _filled("note.tasks", notation, **_tasks(figures)),
        *_sites(sites, notation),
        _filled("note.customers", notation, days=NEW_DAYS, **_only(figures.customers, "open", "new")),
        _filled("note.grades", notation, provisional=figures.provisional, **_grades(figures)),
        _filled("note.steps", notation, **{name: step.reached for name, step in figures.steps.items()}),
        wording("note.channel", answer=answer(figures, notation)),
        *_young(figures, notation),
        _filled("note.late", notation, **_only(figures.attention, "overdue", "overflow", "unassigned")),
        _filled("note.warnings", notation, **_warnings(figures)),
        _filled("note.consent", notation, waiting=figures.attention["waiting_for_consent"]),
        _quality(figures, notation),
    ]
    return "\n".join(lines) + "\n"


def _filled(key: str, notation: Notation, **counts: int) -> str:
    return notation.words(key, **{name: notation.number(count) for name, count in counts.items()})


def _only(counts: dict[str, int], *names: str) -> dict[str, int]:
    return {name: counts[name] for name in names}


def _tasks(figures: Figures) -> dict[str, int]:
    counts = figures.tasks_today
    return {**_only(counts, "total", "fixed", "movable"), "group": counts["group_messages"]}


def _grades(figures: Figures) -> dict[str, int]:
    return {"a": figures.grades.get("A", 0), "b": figures.grades.get("B", 0), "c": figures.grades.get("C", 0)}


def _warnings(figures: Figures) -> dict[str, int]:
    flags = figures.attention
    return {"churn": flags["churn_warning"], "neglected": flags["neglected"], "stuck": flags["stuck"]}


def _sites(sites: list[Figures], notation: Notation) -> list[str]:
    """One line that names the busiest sites; of a single site nothing needs saying."""
    if len(sites) < 2:
        return []
    busiest = sorted(sites, key=lambda site: (-site.tasks_today["total"], site.site))
    shown = [
        notation.words(
            "note.site", site=notation.site(site.site), total=notation.number(site.tasks_today["total"])
        )
        for site in busiest[:SITES_NAMED]
    ]
    rest = len(sites) - len(shown)
    more = [notation.words("note.more_sites", count=notation.number(rest))] if rest else []
    return [notation.words("note.sites", sites=notation.listed(shown + more))]


def _young(figures: Figures, notation: Notation) -> list[str]:
    deal = figures.steps["deal"]
    if not deal.young:
        return []
    return [
        _filled(
            "note.channel_young", notation, young=deal.young, customers=deal.customers, days=deal.horizon_days
        )
    ]


def _quality(figures: Figures, notation: Notation) -> str:
    rejected = figures.row_totals["rejected"]
    key = "note.quality_fix" if rejected else "note.quality"
    return _filled(key, notation, rows=sum(kind.rows for kind in figures.rows), rejected=rejected)
