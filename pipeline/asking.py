"""`explain`: finds the one customer who is asked about, decides that site alone, and explains."""

from collections.abc import Callable
from typing import Final

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers import Derived
from pipeline.deciding import decide_site
from pipeline.errors import ConfigurationError
from pipeline.explaining import Case, explain
from pipeline.explaining.values import Told
from pipeline.intake.cells.phones import phone_parser
from pipeline.intake.cells.reading import CellContext
from pipeline.store import decisions, people
from pipeline.store.database import Store
from pipeline.store.facts import load_facts

MOBILES: Final = ("phone", "phone_2")
Pick = Callable[[Derived], list[str]]
_read_phone: Final = phone_parser(("phone",), "other_phone")


def explain_customer(customer_id: str, store: Store, settings: Settings, as_of: AsOf | None) -> Told:
    """The explanation of a customer, by number or alias, on the site's newest published night or at `as_of`.

    Raises ConfigurationError when there is no such customer.
    """
    with store.reading() as connection:
        site = people.site_of_number(connection, customer_id)
    if site is None:
        raise ConfigurationError("explain.unknown", customer=customer_id)
    told = _explained(site, _by_number(customer_id), store, settings, as_of)
    if not told:
        raise ConfigurationError("explain.not_yet", customer=customer_id, as_of=as_of)
    return told[0]


def explain_phone(typed: str, store: Store, settings: Settings, as_of: AsOf | None) -> Told:
    """The same by phone number. Raises ConfigurationError when it is nobody's, or several customers'.

    Only our own numbers of the customers are named then, never whose they are.
    """
    phone = _phone(typed, settings)
    if phone is None:
        raise ConfigurationError("explain.no_number")
    with store.reading() as connection:
        sites = people.sites_with_phone(connection, phone)
    told = [one for site in sites for one in _explained(site, _by_phone(phone), store, settings, as_of)]
    if len(told) > 1:
        raise ConfigurationError("explain.several", customers=", ".join(one["customer_id"] for one in told))
    if not told:
        raise ConfigurationError("explain.unknown_number")
    return told[0]


def _explained(site: str, pick: Pick, store: Store, settings: Settings, as_of: AsOf | None) -> list[Told]:
    """The customers of one site that `pick` finds, explained; the rest of the site is decided for their sake."""
    with store.reading() as connection:
        facts, files = load_facts(connection, site), people.file_names(connection, site)
        grades = decisions.published(connection, "grades", site)
        newest = people.newest_night_of(connection, site)
    if as_of is None and newest is None:
        return []
    when = as_of or AsOf.parse(str(newest), settings.rules.time.plan_after)
    decision = decide_site(facts, settings, when)
    return [
        explain(Case.of(customer_id, facts, decision, files, grades, settings, when))
        for customer_id in pick(decision.derived)
    ]


def _by_number(customer_id: str) -> Pick:
    """Our own number, or one that a merge retired."""

    def pick(derived: Derived) -> list[str]:
        stands = str(derived.aliases.get(customer_id, customer_id))
        return [stands] if stands in derived.customers.index else []

    return pick


def _by_phone(phone: str) -> Pick:
    """Whoever's mobile it is; another line only where a customer has it, as it ties nobody."""

    def pick(derived: Derived) -> list[str]:
        rows = (derived.leads, derived.activities, derived.deals, derived.customers.reset_index())
        found = {
            customer_id
            for frame in rows
            for column in MOBILES
            for customer_id in frame.loc[frame[column].eq(phone), "customer_id"]
        }
        others = derived.customers["other_phone"].str.split("|")
        is_other = [phone in (numbers if isinstance(numbers, list) else []) for numbers in others]
        return sorted(found) or sorted(derived.customers.index[is_other])

    return pick


def _phone(typed: str, settings: Settings) -> str | None:
    """The number as rows hold it; None where there is none in what was typed."""
    reading = _read_phone(typed.strip(), CellContext(None, settings.site.zone))
    number = reading.values.get("phone") or str(reading.values.get("other_phone", "")).partition("|")[0]
    return str(number) if number else None
