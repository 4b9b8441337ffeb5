"""Greetings of birthdays and festivals (Rules, sections 1 and 6)."""

from typing import Final

import pandas as pd

from pipeline.care_settings import CareRules
from pipeline.rules.calendars import FESTIVALS, YearlyDay, day_in, years_around
from pipeline.rules.due.proposal import end_of_day, of_customer
from pipeline.rules.due.windows import first_of, is_answered, next_windows, not_ended, windows_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime

DAY: Final = pd.Timedelta(days=1)
_HALF_A_YEAR: Final = 183 * DAY
_REACH: Final = 31 * DAY
_NEXT_ONES: Final = 3


def birthday(
    birthdays: pd.DataFrame,
    customers: pd.DataFrame,
    heard: pd.DataFrame,
    rules: CareRules,
    leap_birthday: str,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """From 7 days before a birthday of owners, 3 of others, to the day; lunar ones in each lunar year."""
    columns = ["month", "day", "is_lunar"]
    kinds = birthdays[columns].drop_duplicates()
    falls = [
        (*kind, day_in(year, YearlyDay(*kind), leap_birthday))
        for kind in kinds.itertuples(index=False, name=None)
        for year in years_around(plan_day)
    ]
    on = pd.DataFrame(falls, columns=[*columns, "on"]).astype({**kinds.dtypes, "on": "datetime64[us]"})
    each = birthdays.merge(on, on=columns)
    is_owner = is_known(of_customer(customers["is_owner"], each["customer_id"]))
    ahead = is_owner.map({True: rules.birthday_owner_days * DAY, False: rules.birthday_days * DAY})
    opens = each["on"] - ahead.astype("timedelta64[us]")
    whose = is_known(each["is_family"]).map({True: "family", False: "own"}).astype("str")
    windows = windows_of(each["customer_id"], opens, end_of_day(each["on"], hours), whose)
    return next_windows("birthday", windows, heard, plan_day)


def greeted_days(office: pd.DataFrame, rules: CareRules, plan_day: pd.Timestamp) -> pd.DataFrame:
    """One row: one festival of one year: festival, day, audience (empty: everybody).

    `office`: the festivals of the office's own list, the same columns; one that names a festival we know
    stands for its nearest day, any other is added.
    """
    days = [
        (name, day_in(year, FESTIVALS[name])) for name in rules.festivals for year in years_around(plan_day)
    ]
    known = pd.DataFrame(days, columns=["festival", "day"]).astype(
        {"festival": "str", "day": "datetime64[us]"}
    )
    known = known.dropna().assign(audience=pd.Series(dtype="str")).reset_index(drop=True)
    pairs = known.reset_index().merge(office[["festival", "day"]], on="festival", suffixes=("", "_own"))
    pairs = pairs.assign(apart=(pairs["day"] - pairs["day_own"]).abs()).sort_values("apart", kind="stable")
    nearest = pairs[pairs["apart"] <= _HALF_A_YEAR].drop_duplicates(["festival", "day_own"])["index"]
    return pd.concat([known[~known.index.isin(nearest)], office], ignore_index=True)


def festival(
    days: pd.DataFrame,
    invited: "dict[str, pd.Series[bool]]",
    heard: pd.DataFrame,
    rules: CareRules,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """From 3 days before each festival to its day. Windows that overlap are one greeting that names both.

    `days` as from `greeted_days`; `invited`: audience -> who is meant.
    """
    ahead = rules.festival_days * DAY
    each = _each_customer(_near(days, ahead, plan_day), invited)
    windows = windows_of(
        each["customer_id"], each["day"] - ahead, end_of_day(each["day"], hours), each["festival"]
    ).assign(day=each["day"])
    standing = not_ended(_grouped(windows), plan_day)
    groups = standing.drop_duplicates("group").set_index("group")
    greeting = groups.assign(opens_at=groups["group_opens"], latest_at=groups["group_latest"])
    open_groups = greeting.index[~is_answered(greeting, heard, plan_day)]
    left = standing[standing["group"].isin(open_groups)]
    return first_of("festival", _one_a_group(left))


def _near(days: pd.DataFrame, ahead: pd.Timedelta, plan_day: pd.Timestamp) -> pd.DataFrame:
    """The festivals that can matter tonight, in order: those that may share a greeting with one still to come,
    and the next ones for everybody. Further ones only cost memory.
    """
    near = days[days["day"] >= plan_day - _REACH].sort_values(["day", "festival"], ignore_index=True)
    for_all = near.loc[near["audience"].isna() & (near["day"] - ahead > plan_day), "day"]
    enough = for_all.iloc[_NEXT_ONES - 1 : _NEXT_ONES]
    return near[near["day"] <= enough.min()] if len(enough) else near


def _each_customer(days: pd.DataFrame, invited: "dict[str, pd.Series[bool]]") -> pd.DataFrame:
    """One row a festival and customer who is meant, a customer's in order of days."""
    parts = [
        pd.DataFrame({"customer_id": who.index[who], "place": place})
        for place, audience in enumerate(days["audience"].fillna(""))
        for who in [invited[audience]]
    ]
    empty = pd.DataFrame({"customer_id": pd.Series(dtype="str"), "place": pd.Series(dtype="int64")})
    pairs = pd.concat([empty, *parts], ignore_index=True).sort_values(["customer_id", "place"], kind="stable")
    found = days.iloc[pairs["place"].to_numpy("int64")].reset_index(drop=True)
    return found.assign(customer_id=pairs["customer_id"].to_numpy())


def _one_a_group(left: pd.DataFrame) -> pd.DataFrame:
    """The first window of each greeting, which names them all."""
    turn = left.groupby("group").cumcount()
    first = left[turn == 0].set_index("group")
    names = first["occasion"]
    for number in range(1, int(turn.max()) + 1 if len(turn) else 1):
        others = "|" + left[turn == number].set_index("group")["occasion"]
        names = names + others.reindex(names.index).fillna("")
    return first.assign(occasion=names.astype("str")).reset_index()


def _grouped(windows: pd.DataFrame) -> pd.DataFrame:
    """With `group`, the number of the greeting, and from when to when it counts as given."""
    same_customer = windows["customer_id"].eq(windows["customer_id"].shift())
    overlaps = same_customer & (windows["opens_at"] <= windows["day"].shift())
    group = (~overlaps).cumsum()
    by_group = windows.groupby(group)
    return windows.assign(
        group=group,
        group_opens=by_group["opens_at"].transform("min"),
        group_latest=by_group["latest_at"].transform("max"),
    )
