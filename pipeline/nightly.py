"""The night: a list of named steps. Killed at any of them, running it again gives the same night."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline import __version__
from pipeline.account import told
from pipeline.deciding import decide_site, decided_tables, site_result, unknown_years
from pipeline.facts import empty_frame, joined
from pipeline.intake.inbox import Claim, LeftAlone, claim_inbox, edited_workbooks
from pipeline.night import Night
from pipeline.publish import emptying, outbox
from pipeline.publish.night_folder import (
    as_json,
    render_night,
    render_rejected,
    render_site,
    unreadable_text,
    workbooks_of,
)  # fmt: skip
from pipeline.results import NightResult, SiteResult
from pipeline.store import decisions, ledger
from pipeline.store.facts import load_facts
from pipeline.store.tables import DECISIONS
from pipeline.taking_in import Account, take_in

NIGHTS_READ_BACK: Final = 14


def run_night(night: Night) -> dict[str, Any]:
    """One night, whole; gives what `run.json` says. Raises CallsheetError when it cannot publish."""
    settle(night)
    claims, left = claim_inbox(
        night.workspace, night.clock, night.settings.site.zone, night.only_sites, edited(night)
    )
    accounts = take_in(night, claims)
    folder, sites = news(night)
    account = publish_night(night, folder, sites, accounts, left) if folder else told(night, accounts, left)
    empty_inbox(night, claims, accounts)
    return account


def settle(night: Night) -> None:
    """Finish a night that was rendered but not acknowledged; sweep what a dead run left."""
    with night.store.reading() as connection:
        unfinished = decisions.unfinished_runs(connection)
    for run_id, folder in unfinished:
        if outbox.stage_of(night.workspace.outbox, run_id).exists():
            outbox.publish(night.workspace.outbox, run_id, folder)
        if (night.workspace.outbox / folder).exists():
            _acknowledge(night, run_id, folder)
        else:
            with night.store.begin() as connection:
                decisions.forget_run(connection, run_id)
    outbox.sweep(night.workspace.outbox)
    emptying.sweep_claims(night.workspace.claimed)


def edited(night: Night) -> list[tuple[Path, str]]:
    """Our workbooks of the last nights that their readers saved where they lie."""
    with night.store.reading() as connection:
        published = decisions.newest_workbooks(connection, NIGHTS_READ_BACK)
        known = set(ledger.known_files(connection)["file_id"])
    return edited_workbooks(night.workspace.outbox, published, known)


def news(night: Night) -> tuple[str | None, list[str]]:
    """The folder to publish (None: this day was published and nothing new came), and the sites in it."""
    with night.store.reading() as connection:
        sites = [
            site
            for site in decisions.sites_known(connection)
            if not night.only_sites or site in night.only_sites
        ]
        before = decisions.published_folders(connection, night.as_of.plan_day)
        has_news = not before or decisions.has_unpublished_files(connection, sites)
    return (outbox.folder_for(night.as_of.plan_day, before) if has_news else None), sites


def publish_night(
    night: Night, folder: str, sites: list[str], accounts: list[Account], left: list[LeftAlone]
) -> dict[str, Any]:
    """Decide and render site by site, keep the decisions, and make the night appear by one rename."""
    stage = outbox.stage_of(night.workspace.outbox, night.run_id)
    stage.mkdir(mode=0o700)
    decided = render_sites(night, stage, folder, sites)
    unknown = unknown_years(sites, night.settings, night.as_of)
    account = told(night, accounts, left, decided, folder, unknown)
    outbox.write_whole(stage / "run.json", as_json(account))
    with night.store.begin() as connection:
        decisions.plan_run(connection, _run(night, folder, sites), decided)
    outbox.publish(night.workspace.outbox, night.run_id, folder)
    _acknowledge(night, night.run_id, folder)
    return account


def render_sites(night: Night, stage: Path, folder: str, sites: list[str]) -> dict[str, pd.DataFrame]:
    """Write each site's pages and workbooks, then those over all; gives what the night decides, by table."""
    result = _result(night, folder)
    decided = {name: [empty_frame(typed)] for name, typed in DECISIONS.items()}
    for site in night.progress.each(sites, "progress.decide"):
        of_site, tables = _decide(night, site)
        render_site(stage, of_site, result)
        result.sites.append(replace(of_site, activities=of_site.activities.iloc[:0]))
        tables["workbooks"] = workbooks_of(stage, folder, of_site.site)
        for name, rows in tables.items():
            decided[name].append(rows)
    with night.store.reading() as connection:
        rejected = ledger.rejected_rows(connection, sites)
        issues = ledger.issue_rows(connection, sites)
    render_rejected(stage, rejected, issues, result)
    render_night(stage, result)
    return {name: joined(parts) for name, parts in decided.items()}


def empty_inbox(night: Night, claims: list[Claim], accounts: list[Account]) -> None:
    """Archive the originals whose rows are all accounted for; set unreadable files aside with the reason."""
    for claim, account in zip(claims, accounts, strict=True):
        if account["outcome"] == "unreadable":
            language = night.settings.for_site(claim.site).language
            emptying.set_aside(
                night.workspace, claim, unreadable_text(claim.name, account["reason"], language)
            )
        else:
            emptying.archive_original(night.workspace, claim, night.as_of.plan_day)
    with night.store.begin() as connection:
        ledger.mark_archived(connection, [claim.file_id for claim in claims])


def _decide(night: Night, site: str) -> tuple[SiteResult, dict[str, pd.DataFrame]]:
    """One site's results for people, and its decisions for the store."""
    with night.store.reading() as connection:
        facts = load_facts(connection, site)
        grades = decisions.published(connection, "grades", site)
        counts = ledger.site_counts(connection, site)
    decision = decide_site(facts, night.settings, night.as_of)
    result = site_result(decision, facts, *counts, night.as_of)
    return result, decided_tables(decision, result, grades, night.as_of)


def _result(night: Night, folder: str) -> NightResult:
    return NightResult(
        plan_day=night.as_of.plan_day, as_of=str(night.as_of), run_id=night.run_id, version=__version__,
        settings=night.settings, sites=[], known_until=night.as_of.known_until,
        is_supplement=folder != night.as_of.plan_day.isoformat(), folder=folder,
    )  # fmt: skip


def _run(night: Night, folder: str, sites: list[str]) -> decisions.Run:
    return decisions.Run(
        night.run_id, str(night.as_of), night.as_of.plan_day, folder, night.settings.fingerprint, __version__,
        sites,
    )  # fmt: skip


def _acknowledge(night: Night, run_id: str, folder: str) -> None:
    outbox.point_latest(night.workspace.outbox, folder)
    with night.store.begin() as connection:
        decisions.acknowledge(connection, run_id)
