"""Survey answers and complaints are contacts too (Rules, section 4)."""

from dataclasses import replace
from typing import Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.customers.added_records import current_records
from pipeline.customers.contact_state import contact_state
from pipeline.customers.derived import Derived
from pipeline.facts import Facts

CONTACT_MOMENTS: Final = {"complaints": "opened_at", "surveys": "answered_at"}

# What a contact more can change; an attempt stays an attempt.
CHANGING: Final = (
    "first_contact_at", "last_contact_at", "last_touch_on", "unanswered_streak", "retry_attempts", "last_retry_on",
)  # fmt: skip


def with_record_contacts(derived: Derived, facts: Facts, as_of: AsOf) -> Derived:
    """The customers' moments of contact and streaks with their complaints and surveys counted in.

    Whose a record is shows only once the customers are told apart, so those who have one are judged again.
    """
    told = _moments(derived, facts, as_of)
    if told.empty:
        return derived
    customers = derived.customers
    people = customers.loc[customers.index.isin(told["customer"]), "newest_enquiry_at"]
    activities, deals = (
        frame[frame["customer_id"].isin(people.index)].rename(columns={"customer_id": "customer"})
        for frame in (derived.activities, derived.deals)
    )
    state = contact_state(activities, deals, people, pd.Timestamp(as_of.known_until), told)
    typed = {name: state[name].astype(customers[name].dtype) for name in CHANGING}
    kept = customers.drop(index=people.index)
    whole = {name: pd.concat([kept[name], values]).reindex(customers.index) for name, values in typed.items()}
    return replace(derived, customers=customers.assign(**whole))


def _moments(derived: Derived, facts: Facts, as_of: AsOf) -> pd.DataFrame:
    """customer, at: of records whose customer is known."""
    parts = [
        current_records(facts, kind, derived, as_of)[["customer_id", at]].set_axis(["customer", "at"], axis=1)
        for kind, at in CONTACT_MOMENTS.items()
        if len(getattr(facts, kind))
    ]
    if not parts:
        return pd.DataFrame(columns=["customer", "at"])
    told = pd.concat(parts, ignore_index=True)
    return told[told["customer"].isin(derived.customers.index)]
