"""What was last talked about."""

import pandas as pd

from pipeline.rules.known import is_known


def last_talks(activities: pd.DataFrame, count: int) -> pd.DataFrame:
    """customer_id, at, mode, content: the newest `count` contacts of each customer, newest first.

    A contact is an activity that reached the customer and is no greeting (Rules, section 4). Of one moment the
    later row counts as newer. Contacts without a word of content stand too: they happened.
    """
    contacts = activities[is_known(activities["is_contact"])]
    newest_first = contacts.sort_values("at", kind="stable").iloc[::-1]
    place = newest_first.groupby("customer_id").cumcount()
    talks = newest_first.loc[place < count, ["customer_id", "at", "mode", "content"]]
    return talks.reset_index(drop=True)
