"""From facts to customers, step by step."""

from dataclasses import replace

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers.anchors import anchor_keys
from pipeline.customers.columns import codes_of, look_up
from pipeline.customers.consents import opt_out_said
from pipeline.customers.contact_state import judge_activities
from pipeline.customers.customer_columns import typed_customers
from pipeline.customers.deals import judge_deals
from pipeline.customers.decided import Decisions, closings, hand_overs, known_decisions, placed
from pipeline.customers.derived import Derived
from pipeline.customers.description import describe_customers
from pipeline.customers.findings import find_issues, waiting_rows
from pipeline.customers.horizons import deadlines
from pipeline.customers.identity import Decided, gifts_of, identify
from pipeline.customers.kinds import KINDS
from pipeline.customers.known_rows import current_units, gather_rows, known_facts, stated_by
from pipeline.customers.numbering import Numbering, number_customers
from pipeline.customers.profile import derive_agreed, derive_enquiries
from pipeline.customers.record_contacts import with_record_contacts
from pipeline.customers.roster import Roster, current_consultants, read_roster
from pipeline.customers.status import status_said, succession
from pipeline.customers.told_apart import ToldApart, of_customers, tell_apart
from pipeline.facts import Facts


def derive_customers(facts: Facts, settings: Settings, as_of: AsOf) -> Derived:
    """Who each person of one site is now, and whose every fact is; facts dated later wait unseen.

    A pure function: the order of rows and files decides nothing. Rules, sections 2 to 4.
    """
    known = {kind: known_facts(getattr(facts, kind), kind, as_of) for kind in KINDS}
    consultants = current_consultants(stated_by(facts.consultants, as_of))
    roster = read_roster(consultants, pd.concat([known[kind]["consultant"] for kind in KINDS]))
    by_managers = known_decisions(facts.decisions, as_of)
    given = _gifts(facts, by_managers, roster, as_of)
    told = _tell_apart(known, roster, _decided(facts, given, by_managers, settings))
    decisions = placed(by_managers, told.identity.anchored, told.identity.customers)
    statuses = pd.concat([succession(told.history), closings(decisions, len(told.rows))], ignore_index=True)
    told = _judged(told, statuses)
    plan_day = pd.Timestamp(as_of.plan_day)
    enquiries = derive_enquiries(told.history, told.keys.index, plan_day)
    agreed, far_places = derive_agreed(told.history, settings.rules.due.agreed_max_days)
    gifts = gifts_of(given, told.identity.anchored, told.identity.customers)
    customers = describe_customers(
        told, enquiries, statuses, agreed, gifts, decisions, facts.opt_outs, settings, as_of
    )
    numbering = _number(facts, told, customers)
    listed = settings.for_site(facts.site).shared_numbers
    derived = Derived(
        customers=_named_customers(customers.assign(site=facts.site), numbering),
        leads=_leads(told, numbering),
        activities=of_customers(told.facts["activities"], numbering.customer_ids, ["dated_at"]),
        deals=of_customers(told.facts["deals"], numbering.customer_ids, ["dated_at"]),
        units=current_units(stated_by(facts.units, as_of)),
        consultants=consultants,
        owners=_owners(told, numbering),
        waiting=waiting_rows(told),
        numbers=numbering.new,
        aliases=numbering.aliases,
        issues=find_issues(told, roster, listed, far_places),
        names=told.identity.names.assign(
            customer=look_up(told.identity.names["customer"], numbering.customer_ids).astype("str")
        ),
        roster=roster,
    )
    return with_record_contacts(derived, facts, as_of)


def _gifts(facts: Facts, by_managers: Decisions, roster: Roster, as_of: AsOf) -> pd.DataFrame:
    """Customers given to consultants by earlier nights and by managers, oldest first."""
    given = facts.gifts[~(facts.gifts["night"] > pd.Timestamp(as_of.plan_day))]
    handed = hand_overs(by_managers)
    if handed.empty:
        return given
    handed = handed.assign(consultant=roster.resolve(handed["consultant"]))
    return pd.concat([given, handed]).sort_values("night", kind="stable", ignore_index=True)


def _decided(facts: Facts, gifts: pd.DataFrame, by_managers: Decisions, settings: Settings) -> Decided:
    return Decided(
        numbers=facts.numbers,
        gifts=gifts,
        by_managers=by_managers,
        listed=settings.for_site(facts.site).shared_numbers,
        at_names=settings.rules.customers.shared_number_names,
    )


def _tell_apart(known: dict[str, pd.DataFrame], roster: Roster, decided: Decided) -> ToldApart:
    rows = gather_rows(known, roster)
    rows = rows.assign(status=status_said(rows), opt_out_modes=opt_out_said(rows))
    return tell_apart(known, rows, identify(rows, decided), roster)


def _judged(told: ToldApart, statuses: pd.DataFrame) -> ToldApart:
    judged = {
        "leads": told.facts["leads"],
        "activities": judge_activities(told.facts["activities"]),
        "deals": judge_deals(told.facts["deals"], statuses),
    }
    return replace(told, facts=judged)


def _number(facts: Facts, told: ToldApart, customers: pd.DataFrame) -> Numbering:
    return number_customers(
        facts.site,
        customers[["created_at", "key_order"]],
        told.identity.customers,
        told.identity.anchored,
        anchor_keys(told.rows, told.identity.customers),
        facts.numbers,
    )


def _named_customers(customers: pd.DataFrame, numbering: Numbering) -> pd.DataFrame:
    """Index customer_id, in order of it."""
    named = customers.set_axis(numbering.customer_ids.reindex(customers.index), axis=0)
    return typed_customers(named).rename_axis("customer_id").sort_index()


def _owners(told: ToldApart, numbering: Numbering) -> pd.DataFrame:
    rows, ids = told.history.rows, numbering.customer_ids
    is_again = pd.Series(codes_of(rows["kind"], rows["content_hash"])).duplicated().to_numpy()
    once = rows.loc[~is_again, ["kind", "content_hash", "customer"]]
    return pd.DataFrame(
        {
            "fact_kind": pd.array(KINDS, dtype="str").take(once["kind"].to_numpy()),
            "content_hash": once["content_hash"].array,
            "customer_id": ids.array.take(ids.index.get_indexer(pd.Index(once["customer"]))),
        }
    )


def _leads(told: ToldApart, numbering: Numbering) -> pd.DataFrame:
    leads = told.facts["leads"]
    stated = told.history.standing("horizon").drop_duplicates("thing_no").set_index("thing_no")["stated_at"]
    horizon_deadline = deadlines(leads["horizon"], look_up(leads["thing_no"], stated))
    return of_customers(leads.assign(horizon_deadline=horizon_deadline), numbering.customer_ids, ["dated_at"])
