"""What runs decided and published: customer numbers, gifts, tasks, grades, and the newest night's figures."""

import json
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from pipeline.store import tables
from pipeline.store.bulk import insert_frame, read_frame

EPOCH = date(1970, 1, 1)
MICROSECONDS_A_DAY = 86_400_000_000
# Of these only the newest published night counts; the others are kept for good.
SNAPSHOTS = ("customers", "conversion")


@dataclass(frozen=True)
class Run:
    """One run of the night and the outbox folder it publishes (None: nothing new to publish)."""

    run_id: str
    as_of: str
    plan_day: date
    folder: str
    config_sha256: str
    version: str
    sites: list[str]


def plan_run(connection: Connection, run: Run, decided: dict[str, pd.DataFrame]) -> None:
    """Keep a rendered run's decisions (`tables.DECISIONS`); they count once it is published."""
    run_no = (connection.execute(select(func.max(tables.runs.c.run_no))).scalar() or 0) + 1
    connection.execute(
        tables.runs.insert().values(
            run_no=run_no, run_id=run.run_id, as_of=run.as_of, plan_day=_stored(run.plan_day),
            folder=run.folder, state="planned", config_sha256=run.config_sha256, version=run.version,
            sites=json.dumps(run.sites, ensure_ascii=False),
        )
    )  # fmt: skip
    for name, rows in decided.items():
        typed = {"run_no": "whole", **tables.DECISIONS[name]}
        insert_frame(connection, tables.decisions[name], rows.assign(run_no=run_no), typed)


def acknowledge(connection: Connection, run_id: str) -> None:
    """The run's folder stands in the outbox: its decisions count, and what they replace goes.

    Replaced are the sites' older snapshots, and of earlier runs of the same day the tasks of later days.
    """
    runs = tables.runs.c
    run_no, plan_day, listed = connection.execute(
        select(runs.run_no, runs.plan_day, runs.sites).where(runs.run_id == run_id)
    ).one()
    sites = json.loads(listed)
    connection.execute(tables.runs.update().where(runs.run_no == run_no).values(state="published"))
    files = tables.files.c
    connection.execute(
        tables.files.update()
        .where(files.known_night.is_(None), files.site.in_(sites))
        .values(known_night=plan_day)
    )
    for name in SNAPSHOTS:
        table = tables.decisions[name]
        connection.execute(table.delete().where(table.c.run_no != run_no, table.c.site.in_(sites)))
    tasks = tables.decisions["tasks"]
    is_later = tasks.c.planned_date.is_(None) | (tasks.c.planned_date != plan_day)
    is_replaced = (tasks.c.as_of == plan_day) & (tasks.c.run_no != run_no) & tasks.c.site.in_(sites)
    connection.execute(tasks.delete().where(is_replaced & is_later))


def forget_run(connection: Connection, run_id: str) -> None:
    """The run was never rendered to its end: it decided nothing."""
    run_no = connection.execute(select(tables.runs.c.run_no).where(tables.runs.c.run_id == run_id)).scalar()
    for table in tables.decisions.values():
        connection.execute(table.delete().where(table.c.run_no == run_no))
    connection.execute(tables.runs.delete().where(tables.runs.c.run_no == run_no))


def unfinished_runs(connection: Connection) -> list[tuple[str, str]]:
    """(run_id, folder) of runs that were planned and not acknowledged."""
    query = select(tables.runs.c.run_id, tables.runs.c.folder).where(tables.runs.c.state == "planned")
    return [(run_id, folder) for run_id, folder in connection.execute(query)]


def published_folders(connection: Connection, plan_day: date) -> list[str]:
    """The folders published for one plan day, oldest first."""
    query = (
        select(tables.runs.c.folder)
        .where(tables.runs.c.plan_day == _stored(plan_day), tables.runs.c.state == "published")
        .order_by(tables.runs.c.run_no)
    )
    return list(connection.execute(query).scalars())


def newest_published(connection: Connection) -> tuple[str, str] | None:
    """(as_of, folder) of the newest published run."""
    query = (
        select(tables.runs.c.as_of, tables.runs.c.folder)
        .where(tables.runs.c.state == "published")
        .order_by(tables.runs.c.run_no.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return (row[0], row[1]) if row else None


def newest_workbooks(connection: Connection, nights: int) -> pd.DataFrame:
    """The task workbooks that the newest runs published: site, path, sha256."""
    table, typed = tables.decisions["workbooks"], tables.DECISIONS["workbooks"]
    newest = (
        select(tables.runs.c.run_no)
        .where(tables.runs.c.state == "published")
        .order_by(tables.runs.c.run_no.desc())
        .limit(nights)
    )
    query = select(*[table.c[column] for column in typed]).where(table.c.run_no.in_(newest))
    return read_frame(connection, query, typed)


def sites_known(connection: Connection) -> list[str]:
    """The sites that have any file, in order of name."""
    return sorted(connection.execute(select(tables.files.c.site).distinct()).scalars())


def has_unpublished_files(connection: Connection, sites: list[str]) -> bool:
    """Is there a file of these sites with new or rejected rows that no published night knew?"""
    news = tables.sheets.c.accepted + tables.sheets.c.rejected
    files = tables.files.c
    query = (
        select(func.count())
        .select_from(tables.files.outerjoin(tables.sheets, tables.sheets.c.file_no == files.file_no))
        .where(files.known_night.is_(None), files.site.in_(sites))
        .where((news > 0) | (files.outcome == "unreadable"))
    )
    return bool(connection.execute(query).scalar())


def published(connection: Connection, name: str, site: str | None = None) -> pd.DataFrame:
    """The rows of one table of decisions that published runs made, oldest run first; of one site or all."""
    table, typed = tables.decisions[name], tables.DECISIONS[name]
    query = (
        select(*[table.c[column] for column in typed])
        .join(tables.runs, tables.runs.c.run_no == table.c.run_no)
        .where(tables.runs.c.state == "published")
        .order_by(table.c.run_no)
    )
    return read_frame(connection, query.where(table.c.site == site) if site else query, typed)


def _stored(day: date) -> int:
    return (day - EPOCH).days * MICROSECONDS_A_DAY
