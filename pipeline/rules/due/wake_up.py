"""Wake-up: old untouched leads come back over a month, not in one night (Rules, section 6)."""

import pandas as pd

from pipeline.config import DueRules
from pipeline.facts import WAKE_UPS, empty_frame
from pipeline.rules.due.proposal import end_of_day, of_customer, proposals_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime


def wake_up_places(
    customers: pd.DataFrame,
    contactable: "pd.Series[bool]",
    decided: pd.DataFrame,
    rules: DueRules,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """Columns WAKE_UPS: the places that tonight gives, to those whom no earlier night gave one.

    In the row of night N are open customers whose newest enquiry was more than 3 days old when first known,
    unanswered and contactable: newest `created_at` first, ties by smallest key. A row is made on its night and
    kept, so that nobody's day moves when others are answered or lost since; who comes to the row in a later run
    of that night is counted in, the places given before stay.
    """
    given = places_given(customers, decided, plan_day)
    is_tonight = customers["newest_enquiry_night"].eq(plan_day) & is_known(
        contactable.reindex(customers.index)
    )
    is_in_row = customers.index.isin(given.index) | is_sleeping(customers, rules)
    row = customers[is_tonight & is_in_row].sort_values(
        ["created_at", "key_order"], ascending=[False, True], kind="stable"
    )
    places = pd.DataFrame(
        {
            "customer_id": row.index, "night": row["newest_enquiry_night"], "place": range(len(row)),
            "of": len(row),
        }
    ).astype(empty_frame(WAKE_UPS).dtypes.to_dict())  # fmt: skip
    return places[~places["customer_id"].isin(given.index)].reset_index(drop=True)


def places_given(customers: pd.DataFrame, decided: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """Index customer_id: night, place, of. Only the row of the night that first knew the newest enquiry counts."""
    known = decided[decided["night"] <= plan_day].drop_duplicates(["customer_id", "night"])
    nights = of_customer(customers["newest_enquiry_night"], known["customer_id"])
    return known[known["night"] == nights].drop_duplicates("customer_id").set_index("customer_id")


def wake_up(
    customers: pd.DataFrame, places: pd.DataFrame, rules: DueRules, hours: WorkingTime, plan_day: pd.Timestamp
) -> pd.DataFrame:
    """The i-th (from 0) of n is due N + floor(30 i / n), until an attempt or contact after the enquiry.

    `places`: columns WAKE_UPS, those given before and tonight's.
    """
    given = places_given(customers, places, plan_day)
    days = rules.wake_up_days * given["place"] // given["of"].clip(lower=1)
    due = given["night"] + pd.to_timedelta(days, unit="D")
    people = customers.loc[given.index]
    due = due[is_sleeping(people, rules)]  # not who enquired again since, later on that very day
    latest = end_of_day(due + pd.Timedelta(days=rules.wake_up_latest_days), hours)
    return proposals_of("wake_up", due, latest)


def is_sleeping(customers: pd.DataFrame, rules: DueRules) -> "pd.Series[bool]":
    """Open, old when first known, and without an attempt or contact since; `contactable` is not looked at."""
    oldest = customers["newest_enquiry_night"] - pd.Timedelta(days=rules.first_response_days)
    was_old = customers["newest_enquiry_at"].dt.normalize() < oldest
    sleeps: pd.Series[bool] = was_old & ~_is_answered(customers) & ~is_known(customers["is_closed"])
    return sleeps


def _is_answered(customers: pd.DataFrame) -> "pd.Series[bool]":
    is_answered: pd.Series[bool] = customers["last_touch_on"] >= customers["newest_enquiry_at"].dt.normalize()
    return is_answered
