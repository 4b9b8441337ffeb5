"""One file, from its bytes to judged rows."""

from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.intake.cells import CellContext
from pipeline.intake.guard import read_guarded
from pipeline.intake.inbox import Claim
from pipeline.intake.own_settings import mapped_fields
from pipeline.intake.own_workbooks import recognise_own
from pipeline.intake.profile_items import kept_items
from pipeline.intake.raw_tables import RawFile, UnreadableFileError
from pipeline.intake.reading import FileReading
from pipeline.intake.returned_rows import with_origins
from pipeline.intake.sheets import FileContext, read_sheet
from pipeline.intake.spoken_dates import file_day, local_moment


def read_file(
    path: Path,
    name: str,
    site: str,
    file_id: str,
    sha256: str,
    modified_at: datetime,
    settings: Settings,
    as_of: AsOf,
) -> FileReading:
    """Read and judge one file: every row that shows something gets exactly one disposition, nothing is kept yet.

    `name` is the file's name in the inbox, `path` where its bytes are; `modified_at` the file's time, local to
    the site. A file that cannot be read, or in which two ways of counting rows differ, is `unreadable`.
    Raises ConfigurationError when `[columns]` names a field that there is not.
    """
    mapping = mapped_fields(settings.columns_for(site, name))
    try:
        raw = read_guarded(path, name, settings.passwords_for(site, name))
    except UnreadableFileError as error:
        return FileReading(file_id, name, site, sha256, "unreadable", reason=error.code)
    file = _context(raw, name, site, sha256, modified_at, settings, as_of, mapping)
    whole = [sheet for sheet in raw.sheets if sheet.is_complete]
    sheets = [with_origins(read_sheet(sheet, file), sheet, file.own) for sheet in whole]
    is_conserved = all(sheet.rows == len(sheet.ledger) for sheet in sheets)
    if len(sheets) < len(raw.sheets) or not is_conserved:
        return FileReading(file_id, name, site, sha256, "unreadable", reason="file-rows-differ")
    return FileReading(file_id, name, site, sha256, "read", file.spoken_date, sheets)


def read_claim(claim: Claim, settings: Settings, as_of: AsOf) -> FileReading:
    """The claimed file, read and judged; a damaged one is unreadable whatever a reader makes of it."""
    if not claim.is_whole:
        return FileReading(
            claim.file_id, claim.name, claim.site, claim.sha256, "unreadable", reason="file-damaged"
        )
    return read_file(
        claim.copy, claim.name, claim.site, claim.file_id, claim.sha256, claim.modified_at, settings, as_of
    )


def _context(
    raw: RawFile,
    name: str,
    site: str,
    sha256: str,
    modified_at: datetime,
    settings: Settings,
    as_of: AsOf,
    mapping: dict[str, str],
) -> FileContext:
    zone, newest = settings.for_site(site).zone, as_of.plan_day
    own = recognise_own(raw)
    recorded_at = local_moment(raw.modified or modified_at, zone)
    is_filled_in = own is not None and (own.kind == "tasks" or bool(own.facts))
    # Our workbooks are made for the day of the plan; what people fill in speaks for the day they saved it.
    spoken = file_day("" if is_filled_in else name, raw.modified, modified_at, zone, newest)
    cells = CellContext(spoken, zone, date1904=raw.date1904, channels=MappingProxyType(settings.channels))
    profiles = settings.rules.profiles
    return FileContext(
        sha256=sha256,
        spoken_date=spoken,
        newest=newest,
        future_days=settings.rules.time.future_days,
        recorded_at=recorded_at,
        cells=cells,
        mapping=mapping,
        name=Path(name).stem,
        other_sites=frozenset(settings.sites) - {site},
        own=own,
        kept_items=kept_items(profiles.kept_classes, profiles.dropped_items),
    )
