"""Where one person is known: the site of a customer number, the sites that know a phone number."""

import json

from sqlalchemy import Connection, select, union

from pipeline.store import tables
from pipeline.vocabulary import FACTS

KINDS = tuple(kind for kind in FACTS if "phone_2" in FACTS[kind])


def site_of_number(connection: Connection, customer_id: str) -> str | None:
    """The site that gave a customer number; None: no published night gave it."""
    numbers, runs = tables.decisions["numbers"], tables.runs
    query = (
        select(numbers.c.site)
        .join(runs, runs.c.run_no == numbers.c.run_no)
        .where(numbers.c.customer_id == customer_id, runs.c.state == "published")
    )
    return connection.execute(query.limit(1)).scalar()


def sites_with_phone(connection: Connection, phone: str) -> list[str]:
    """The sites that have a row with this number, in order of name; `phone` as the facts hold it."""
    parts = []
    for kind in KINDS:
        table = tables.facts[kind]
        is_held = (table.c.phone == phone) | (table.c.phone_2 == phone) | table.c.other_phone.contains(phone)
        joined = table.join(tables.files, tables.files.c.file_no == table.c.file_no)
        parts.append(select(tables.files.c.site).select_from(joined).where(is_held))
    return sorted(connection.execute(union(*parts)).scalars())


def file_names(connection: Connection, site: str) -> dict[str, str]:
    """file_id -> the name under which the file came, of one site."""
    query = select(tables.files.c.file_id, tables.files.c.name).where(tables.files.c.site == site)
    return {str(file_id): str(name) for file_id, name in connection.execute(query)}


def newest_night_of(connection: Connection, site: str) -> str | None:
    """What the newest published run of one site was told as `as_of`; None: there is none."""
    query = (
        select(tables.runs.c.as_of, tables.runs.c.sites)
        .where(tables.runs.c.state == "published")
        .order_by(tables.runs.c.run_no.desc())
    )
    told = (as_of for as_of, sites in connection.execute(query) if site in json.loads(sites))
    return next(told, None)
