"""Claimed files, one by one, into the store: read, judged, kept in one transaction each."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import derive_customers, find_by_name, people_there
from pipeline.facts import Facts, joined
from pipeline.intake import read_claim
from pipeline.intake.inbox import Claim
from pipeline.intake.known_people import KnownPeople, has_decisions, reject_strangers
from pipeline.intake.novelty import mark_unchanged
from pipeline.intake.reading import FileReading
from pipeline.intake.unplaced import FindByName, has_unplaced, placed_rows, reject_unplaced
from pipeline.night import Night
from pipeline.store import decisions, ledger
from pipeline.store.facts import known_versions, load_facts, load_kind
from pipeline.vocabulary import DISPOSITIONS

if TYPE_CHECKING:
    from sqlalchemy import Connection

# A file as run.json tells it: file_id, name, site, sha256, outcome, and its sheets with their counts.
Account = dict[str, Any]


def take_in(night: Night, claims: list[Claim]) -> list[Account]:
    """Keep what is new, and give every claimed file's account, in the order of the claims.

    Files with rows that name their customer only by name wait until all others of the night are kept, so that
    it does not matter which came first. A content that an earlier night archived is a duplicate; one that is
    kept but still lies in the inbox was left by a run that died, and is accounted for as if just read.
    """
    with night.store.reading() as connection:
        files = ledger.known_files(connection)
    archived = set(files.loc[files["is_archived"].fillna(False).astype(bool), "file_id"])
    firsts = {claim.file_id: claim for claim in reversed(claims)}
    unknown = [claim for file_id, claim in firsts.items() if file_id not in set(files["file_id"])]
    waiting = [claim for claim in night.progress.each(unknown, "progress.read") if not _keep(night, claim)]
    _keep_placed(night, waiting)
    with night.store.reading() as connection:
        return [
            _account(connection, claim, claim.file_id in archived or firsts[claim.file_id] is not claim)
            for claim in claims
        ]


def compare(connection: "Connection", reading: FileReading) -> FileReading:
    """The file with rows that repeat what the store knows marked unchanged."""
    kinds = {kind for sheet in reading.sheets for kind in sheet.facts}
    return mark_unchanged(
        reading, {kind: known_versions(connection, reading.site, kind) for kind in sorted(kinds)}
    )


def confirm(connection: "Connection", reading: FileReading, as_of: AsOf) -> FileReading:
    """The file with decisions that name nobody of the site rejected."""
    if not has_decisions(reading):
        return reading
    roster = load_kind(connection, reading.site, "consultants")
    numbers = decisions.published(connection, "numbers", reading.site)["customer_id"]
    known = KnownPeople(numbers, lambda named: people_there(named, roster, as_of))
    return reject_strangers(reading, known)


def place(reading: FileReading, facts: Facts, settings: Settings, as_of: AsOf) -> FileReading:
    """The file with rows that lead to no customer of the site, or to several, rejected."""
    if not has_unplaced(reading):
        return reading
    return reject_unplaced(reading, _finder(facts, [placed_rows(reading)], settings, as_of))


def _finder(
    facts: Facts, tonight: list[dict[str, pd.DataFrame]], settings: Settings, as_of: AsOf
) -> FindByName:
    """How a name is found among the site's customers, those that tonight's waiting files bring included."""

    def known(kind: str) -> pd.DataFrame:
        return joined([getattr(facts, kind), *(rows[kind] for rows in tonight if kind in rows)])

    foreseen = replace(
        facts,
        leads=known("leads"),
        activities=known("activities"),
        deals=known("deals"),
        consultants=known("consultants"),
    )
    derived = derive_customers(foreseen, settings, as_of)
    return lambda rows: find_by_name(rows, derived)


def _keep(night: Night, claim: Claim) -> bool:
    """Read and keep one file; False when it must wait for the others."""
    reading = read_claim(claim, night.settings, night.as_of)
    if has_unplaced(reading):
        return False
    with night.store.begin() as connection:
        confirmed = confirm(connection, reading, night.as_of)
        ledger.record_file(connection, compare(connection, confirmed), claim.modified_at)
    return True


def _keep_placed(night: Night, waiting: list[Claim]) -> None:
    """Keep the files that had to wait, each judged by the customers of all of them."""
    for site in sorted({claim.site for claim in waiting}):
        of_site = [claim for claim in waiting if claim.site == site]
        tonight = [placed_rows(read_claim(claim, night.settings, night.as_of)) for claim in of_site]
        with night.store.reading() as connection:
            facts = load_facts(connection, site)
        find = _finder(facts, tonight, night.settings, night.as_of)
        for claim in of_site:
            reading = reject_unplaced(read_claim(claim, night.settings, night.as_of), find)
            with night.store.begin() as connection:
                confirmed = confirm(connection, reading, night.as_of)
                ledger.record_file(connection, compare(connection, confirmed), claim.modified_at)


def _account(connection: "Connection", claim: Claim, is_duplicate: bool) -> Account:
    file = ledger.file_by_id(connection, claim.file_id)
    sheets = ledger.sheets_of(connection, claim.file_id)
    if is_duplicate:
        nothing = dict.fromkeys(DISPOSITIONS, 0)
        sheets = [{**sheet, **nothing, "unchanged": sheet["rows"]} for sheet in sheets]
    return {
        "file_id": claim.file_id, "name": claim.name, "site": claim.site, "sha256": claim.sha256,
        "outcome": "duplicate" if is_duplicate and file["outcome"] == "read" else file["outcome"],
        "reason": file["reason"] or "", "sheets": sheets,
    }  # fmt: skip
