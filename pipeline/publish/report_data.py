"""report.json: the numbers of the report under stable keys, for other programs. Counts only, no customer."""

from typing import Any

from pipeline.publish.channel_figures import Step
from pipeline.publish.figures import Figures, site_figures
from pipeline.publish.totals import total
from pipeline.publish.workload import Workload
from pipeline.results import NightResult


def report_data(night: NightResult) -> dict[str, Any]:
    """Everything the reports show: `total` over all sites, and each site with its workload.

    Words are stable words, days ISO, rates shares of one beside both counts; a rate of nobody is null.
    """
    sites = [site_figures(site, night.settings) for site in night.sites]
    return {
        "plan_day": night.plan_day.isoformat(),
        "as_of": night.as_of,
        "run_id": night.run_id,
        "version": night.version,
        "is_supplement": night.is_supplement,
        "total": _figures(total(sites)),
        "sites": [
            {"site": figures.site, **_figures(figures), "workload": [_workload(w) for w in figures.workloads]}
            for figures in sites
        ],
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "customers": figures.customers,
        "grades": {**figures.grades, "provisional": figures.provisional},
        "steps": {name: _step(step) for name, step in figures.steps.items()},
        "channels": [
            {"channel": channel.channel, "steps": {name: _step(s) for name, s in channel.steps.items()}}
            for channel in figures.channels
        ],
        "attention": figures.attention,
        "blocked": figures.blocked,
        "tasks_today": {
            **figures.tasks_today,
            "by_rule": {
                row.rule: {"tasks": row.tasks, "fixed": row.fixed, "group_messages": row.group_messages}
                for row in figures.rule_tasks
            },
        },
        "rows": {
            "total": figures.row_totals,
            "by_kind": [{"kind": kind.kind or None, **kind.dispositions} for kind in figures.rows],
        },
        "issues": [{"code": i.code, "severity": i.severity, "count": i.count} for i in figures.issues],
        "unjudged": figures.unjudged,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "customers": step.customers,
        "reached_step": step.reached,
        "seen_rate": step.rate,
        "young": step.young,
        "horizon_days": step.horizon_days,
        "verdict": step.verdict or None,
    }


def _workload(workload: Workload) -> dict[str, Any]:
    return {
        "consultant": workload.consultant or None,
        "capacity": workload.capacity,
        "overflow": workload.overflow,
        "group_messages": workload.group_messages,
        "days": [
            {"day": day.day.isoformat(), "fixed": day.fixed, "movable": day.movable, "load": day.load}
            for day in workload.days
        ],
    }
