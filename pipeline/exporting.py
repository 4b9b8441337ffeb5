"""Tables for other programs: stable names and words, as of the newest published night."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import Derived, current_records, derive_customers, doubts, whose_records
from pipeline.errors import ConfigurationError
from pipeline.facts import Facts, joined
from pipeline.messages import messages
from pipeline.store import decisions, ledger
from pipeline.store.database import Store
from pipeline.store.facts import load_facts
from pipeline.vocabulary import (
    ACTIVITY_COLUMNS,
    ADDED_KINDS,
    CONVERSION_COLUMNS,
    CUSTOMER_COLUMNS,
    CUSTOMER_RECORDS,
    DEAL_COLUMNS,
    GRADE_COLUMNS,
    ISSUE_COLUMNS,
    LEAD_COLUMNS,
    RECORD_COLUMNS,
    ROW_COLUMNS,
    TASK_COLUMNS,
)  # fmt: skip
from pipeline.wording import Wording

DAYS: Final = frozenset(
    {
        "next_contact_date", "overdue_since", "horizon_deadline", "next_date", "deposit_date",
        "contract_date", "handover_date", "move_in_date", "cancelled_date", "as_of", "planned_date",
        "due_date", "moved_from", "date", "milestone_date", "month", "stated_on",
    }
)  # fmt: skip


def export_table(name: str, store: Store, settings: Settings) -> pd.DataFrame:
    """One table of the contract. Raises ConfigurationError for a name that is none."""
    if name not in TABLES:
        raise ConfigurationError("export.unknown_table", name=name, known=", ".join(TABLES))
    return TABLES[name](store, settings)


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write as the ending says: .csv, .json, .xlsx or .parquet. Raises ConfigurationError."""
    writers: dict[str, Callable[[], object]] = {
        ".csv": lambda: path.write_text(as_csv(table), encoding="utf-8"),
        ".json": lambda: plain(table).to_json(path, orient="records", force_ascii=False, indent=1),
        ".xlsx": lambda: _write_workbook(table, path),
        ".parquet": lambda: table.to_parquet(path, index=False),
    }
    if path.suffix not in writers:
        raise ConfigurationError("export.unknown_ending", ending=path.suffix, known=", ".join(writers))
    try:
        writers[path.suffix]()
    except OSError as error:
        raise ConfigurationError("export.unwritable", path=path, reason=error.strerror) from None


def as_csv(table: pd.DataFrame) -> str:
    return plain(table).to_csv(index=False, lineterminator="\n")


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """The table with dates as ISO text, booleans as true and false, whole amounts without a decimal point."""
    return pd.DataFrame({name: _plain(table[name], str(name)) for name in table}, columns=table.columns)


def _plain(column: Any, name: str) -> Any:
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d" if name in DAYS else "%Y-%m-%dT%H:%M:%S").astype("str")
    if pd.api.types.is_bool_dtype(column):
        return column.astype("boolean").map({True: "true", False: "false"}).astype("str")
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        return column.astype("Int64")
    return column


def _write_workbook(table: pd.DataFrame, path: Path) -> None:
    """Text stays text: no cell becomes a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with pd.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        plain(table).to_excel(book, index=False)


def _derived(store: Store, settings: Settings) -> list[tuple[Facts, Derived, AsOf]]:
    """Who is who in each site, as of the newest published night."""
    with store.reading() as connection:
        newest = decisions.newest_published(connection)
        sites = decisions.sites_known(connection) if newest else []
        facts = [load_facts(connection, site) for site in sites]
    if newest is None:
        return []
    as_of = AsOf.parse(newest[0], settings.rules.time.plan_after)
    return [(of_site, derive_customers(of_site, settings, as_of), as_of) for of_site in facts]


def _facts_table(kind: str, columns: tuple[str, ...]) -> Callable[[Store, Settings], pd.DataFrame]:
    def table(store: Store, settings: Settings) -> pd.DataFrame:
        parts = [getattr(derived, kind) for _, derived, _ in _derived(store, settings)]
        if not parts:
            return pd.DataFrame(columns=list(columns))
        rows = joined(parts).reindex(columns=list(columns))
        return rows.sort_values(["site", "file_id", "sheet", "row"], kind="stable", ignore_index=True)

    return table


def _records_table(kind: str) -> Callable[[Store, Settings], pd.DataFrame]:
    """The records of one of `ADDED_KINDS` that stand now, with where each was read."""

    def table(store: Store, settings: Settings) -> pd.DataFrame:
        columns = list(RECORD_COLUMNS[kind])
        sites = _derived(store, settings)
        parts = [current_records(facts, kind, derived, as_of) for facts, derived, as_of in sites]
        if not parts:
            return pd.DataFrame(columns=columns)
        rows = joined(parts).reindex(columns=columns)
        return rows.sort_values(["site", "file_id", "sheet", "row"], kind="stable", ignore_index=True)

    return table


def _decided_table(name: str, columns: tuple[str, ...]) -> Callable[[Store, Settings], pd.DataFrame]:
    def table(store: Store, _settings: Settings) -> pd.DataFrame:
        with store.reading() as connection:
            rows: pd.DataFrame = decisions.published(connection, name)
        return rows[list(columns)]

    return table


def _rows(store: Store, settings: Settings) -> pd.DataFrame:
    with store.reading() as connection:
        lines = ledger.ledger_rows(connection)
    owners = [_owners(*site) for site in _derived(store, settings)]
    key = ["site", "fact_kind", "content_hash"]
    known = joined([pd.DataFrame(columns=key, dtype="str"), *owners])
    return lines.merge(known, on=key, how="left").reindex(columns=list(ROW_COLUMNS))


def _owners(facts: Facts, derived: Derived, as_of: AsOf) -> pd.DataFrame:
    """site, fact_kind, content_hash, customer_id of every row that is about a customer."""
    columns = ["fact_kind", "content_hash", "customer_id"]
    records = [
        whose_records(facts, kind, derived, as_of).assign(fact_kind=kind)[columns]
        for kind in CUSTOMER_RECORDS
    ]
    told = joined([derived.owners[columns], *records]).dropna(subset="customer_id")
    return told.assign(site=facts.site).drop_duplicates(["fact_kind", "content_hash"])


def _issues(store: Store, settings: Settings) -> pd.DataFrame:
    with store.reading() as connection:
        found = ledger.settled_issues(connection)
    parts = [doubts(*site) for site in _derived(store, settings)]
    later = [part.assign(field=part["code"].map(_FIELD_OF), closed=False) for part in parts if len(part)]
    found = pd.concat([found, *later], ignore_index=True)
    return found.assign(message=messages(found, Wording(settings.site.language)))[list(ISSUE_COLUMNS)]


# The field that a doubt about whose a row is comes from; none for what the whole row says.
_FIELD_OF: Final = {
    "name-conflict": "name", "identity-ambiguous": "customer_number", "shared-number": "phone",
    "customer-not-found": "name", "agreed-far": "next_date", "consultant-unknown": "consultant",
}  # fmt: skip


TABLES: Final = {
    "customers": _decided_table("customers", CUSTOMER_COLUMNS),
    "leads": _facts_table("leads", LEAD_COLUMNS),
    "activities": _facts_table("activities", ACTIVITY_COLUMNS),
    "deals": _facts_table("deals", DEAL_COLUMNS),
    **{kind: _records_table(kind) for kind in ADDED_KINDS},
    "tasks": _decided_table("tasks", TASK_COLUMNS),
    "grades": _decided_table("grades", GRADE_COLUMNS),
    "issues": _issues,
    "rows": _rows,
    "conversion": _decided_table("conversion", CONVERSION_COLUMNS),
}
