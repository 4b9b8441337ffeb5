"""What answers a rule: which activities and records count for it (Rules, section 6, "answered by")."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from pipeline.rules.due.records import Records
from pipeline.rules.known import is_known

MESSAGES: Final = ("wechat", "sms", "email")
CONTACT_DAYS: Final = ("deposit_date", "contract_date", "handover_date", "move_in_date")


@dataclass(frozen=True)
class Answers:
    """Each with customer_id and `at`, in no order.

    activities  every activity
    attempts    those that are attempts or contacts
    contacts    activities that are contacts, days of deals, survey answers, complaints opened
    heard       outbound messages, and calls, meetings and visits that reached
    """

    activities: pd.DataFrame
    attempts: pd.DataFrame
    contacts: pd.DataFrame
    heard: pd.DataFrame


def find_answers(
    activities: pd.DataFrame, deals: pd.DataFrame, records: Records, known_until: pd.Timestamp
) -> Answers:
    """All that happened up to `known_until`; a day of a deal after its cancellation did not happen."""
    done = activities[["customer_id", "at"]]
    is_contact, is_message = is_known(activities["is_contact"]), activities["mode"].isin(MESSAGES)
    is_heard = (is_message & is_known(activities["is_outbound"])) | (
        ~is_message & is_known(activities["is_reached"])
    )
    told = [
        records.surveys[["customer_id", "answered_at"]].set_axis(["customer_id", "at"], axis=1),
        records.complaints[["customer_id", "opened_at"]].set_axis(["customer_id", "at"], axis=1),
    ]
    other = pd.concat([*_deal_days(deals), *told]).dropna()
    return Answers(
        activities=done,
        attempts=done[is_contact | is_known(activities["is_attempt"])],
        contacts=pd.concat([done[is_contact], other[other["at"] <= known_until]], ignore_index=True),
        heard=done[is_heard],
    )


def _deal_days(deals: pd.DataFrame) -> list[pd.DataFrame]:
    days = [
        deals[["customer_id", "cancelled_on", name]].rename(columns={name: "at"}) for name in CONTACT_DAYS
    ]
    return [day.loc[~(day["at"] > day["cancelled_on"]), ["customer_id", "at"]] for day in days]
