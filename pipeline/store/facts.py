"""Accepted rows read back: what is known of one site."""

from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from pipeline.facts import GIFTS, GIVEN, NUMBERS, OPT_OUTS, WAKE_UPS, Facts, joined
from pipeline.store import tables
from pipeline.store.bulk import read_frame
from pipeline.vocabulary import FACTS, PROVENANCE

VERSION = {
    "row_key": "text", "content_hash": "text", "spoken_date": "day", "own_at": "moment", "sha256": "text",
    "sheet_no": "whole", "row": "whole",
}  # fmt: skip


def known_versions(connection: Connection, site: str, kind: str) -> pd.DataFrame:
    """Key, content and order of every stored fact of one kind of one site (for `novelty`)."""
    table = tables.facts[kind]
    columns = [tables.files.c.sha256 if name == "sha256" else table.c[name] for name in VERSION]
    query = (
        select(*columns)
        .select_from(table.join(tables.files, tables.files.c.file_no == table.c.file_no))
        .where(tables.files.c.site == site)
    )
    return read_frame(connection, query, VERSION)


def load_facts(connection: Connection, site: str) -> Facts:
    """Everything known of one site, and the opt-outs of all others."""
    kinds = {kind: load_kind(connection, site, kind) for kind in FACTS}
    return Facts(
        site=site,
        numbers=_decided(connection, "numbers", site, NUMBERS),
        gifts=_decided(connection, "gifts", site, GIFTS),
        given=_decided(connection, "tasks", site, GIVEN),
        wake_ups=_decided(connection, "wake_ups", site, WAKE_UPS),
        opt_outs=_opt_outs_elsewhere(connection, site),
        **kinds,
    )


def load_kind(connection: Connection, site: str, kind: str) -> pd.DataFrame:
    """The accepted rows of one kind of one site, in the order in which they were kept."""
    table, files, sheets = tables.facts[kind], _ordered_files(), tables.sheets
    elsewhere = {
        "site": files.c.site, "file_id": files.c.file_id, "file_order": files.c.file_order,
        "known_night": files.c.known_night, "sheet": sheets.c.name,
    }  # fmt: skip
    typed = {**PROVENANCE, **FACTS[kind]}
    same_sheet = (sheets.c.file_no == table.c.file_no) & (sheets.c.sheet_no == table.c.sheet_no)
    query = (
        select(*[elsewhere[name] if name in elsewhere else table.c[name] for name in typed])
        .select_from(table.join(files, files.c.file_no == table.c.file_no).join(sheets, same_sheet))
        .where(files.c.site == site)
        .order_by(table.c.fact_id)
    )
    return read_frame(connection, query, typed)


def _ordered_files() -> Any:
    """The files with `file_order`: their position by content hash."""
    order = func.row_number().over(order_by=tables.files.c.sha256).label("file_order")
    return select(tables.files, order).subquery("ordered")


def _decided(connection: Connection, name: str, site: str, typed: dict[str, str]) -> pd.DataFrame:
    """What published runs decided about a site, oldest first."""
    table = tables.decisions[name]
    query = (
        select(*[table.c[column] for column in typed])
        .join(tables.runs, tables.runs.c.run_no == table.c.run_no)
        .where(table.c.site == site, tables.runs.c.state == "published")
        .order_by(table.c.run_no)
    )
    return read_frame(connection, query, typed)


def _opt_outs_elsewhere(connection: Connection, site: str) -> pd.DataFrame:
    """Opt-outs and liftings that other sites' rows state, by number; a row with two mobiles gives two."""
    parts = [
        _opt_outs_of(connection, site, kind, number)
        for kind in ("leads", "activities", "deals", "decisions")
        for number in ("phone", "phone_2")
    ]
    return joined(parts)


def _opt_outs_of(connection: Connection, site: str, kind: str, number: str) -> pd.DataFrame:
    """Rows of our own workbooks name the customer, whose published number counts then."""
    table, customers = tables.facts[kind], tables.decisions["customers"]
    phone = func.coalesce(table.c[number], customers.c.phone) if number == "phone" else table.c[number]
    columns = (phone, table.c.wechat, table.c.opt_out_modes, table.c.own_at, table.c.lifts_opt_out)
    query = (
        select(*columns)
        .select_from(
            table.join(tables.files, tables.files.c.file_no == table.c.file_no).outerjoin(
                customers, customers.c.customer_id == table.c.stated_customer_id
            )
        )
        .where(tables.files.c.site != site)
        .where(table.c.opt_out_modes.is_not(None) | table.c.lifts_opt_out.is_not(None))
    )
    if number != "phone":
        query = query.where(table.c[number].is_not(None))
    return read_frame(connection, query, OPT_OUTS)
