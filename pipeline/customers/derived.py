"""What customers are derived into."""

from dataclasses import dataclass

import pandas as pd

from pipeline.customers.roster import Roster


@dataclass(frozen=True)
class Derived:
    """One site's facts as known at `as_of`, and who they are about.

    customers    index customer_id; columns of `customer_columns.CUSTOMER`
    leads        current versions with `customer_id`, never empty, and horizon_deadline; by created_at
    activities   the same, with direction filled, is_outbound, is_reached, is_attempt, is_contact; by time
    deals        the same, with cancelled_on and dealt_on; by day
    units        current versions; consultants too, with an id for everyone
    owners       fact_kind, content_hash, customer_id: whose every accepted row is, replaced versions too
    waiting      kind and fact_id of rows that wait for their customer
    numbers      customer numbers given now: customer_id, row_key
    aliases      customer numbers that a merge retired -> the customer_id that stands
    issues       kind, fact_id, code
    names        customer, name, consultant: how a row without a key finds its customer
    roster       how a cell's consultant is understood

    In all frames `consultant` is the roster's id, else as typed.
    """

    customers: pd.DataFrame
    leads: pd.DataFrame
    activities: pd.DataFrame
    deals: pd.DataFrame
    units: pd.DataFrame
    consultants: pd.DataFrame
    owners: pd.DataFrame
    waiting: pd.DataFrame
    numbers: pd.DataFrame
    aliases: "pd.Series[str]"
    issues: pd.DataFrame
    names: pd.DataFrame
    roster: Roster
