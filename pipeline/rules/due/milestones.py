"""What the office announces: changes of price and policy, openings, open days, festivals (Rules, section 6)."""

from typing import Final

import pandas as pd

from pipeline.care_settings import CareRules
from pipeline.rules.due.audience import invited, open_customers
from pipeline.rules.due.proposal import end_of_day
from pipeline.rules.due.windows import next_windows, windows_of
from pipeline.rules.known import is_known
from pipeline.rules.working_time import WorkingTime

DAY: Final = pd.Timedelta(days=1)
RULE_OF_TYPE: Final = {"price_change": "policy", "policy_change": "policy", "festival": "festival"}
# Where no type was said, the name tells it; whatever else it says is a milestone.
POLICY_WORDS: Final = "降价|涨价|调价|价格调整|政策|新政|限购|price|policy"
FESTIVAL_WORDS: Final = {
    "spring_festival": "春节|农历新年|农历年|大年初一|过年|spring festival|chinese new year|lunar new year",
    "new_year": "元旦|新年|new year",
    "lantern": "元宵|lantern", "labour_day": "劳动节|五一|labou?r day", "dragon_boat": "端午|dragon boat",
    "mid_autumn": "中秋|mid-?autumn", "national_day": "国庆|national day",
}  # fmt: skip
NEVER_GREETED: Final = "清明|寒衣|中元|qing\\s?ming|tomb.?sweeping"


def rules_of(milestones: pd.DataFrame) -> pd.DataFrame:
    """The milestones with `rule`, and of festivals `festival`: the one we know, else its name as typed."""
    name = milestones["milestone"].fillna("").astype("str").str.casefold()
    known = milestones["milestone_type"].fillna("")
    rule = known.map(RULE_OF_TYPE).where(known != "", _by_name(name)).fillna("milestone")
    festival = milestones["milestone"].fillna(milestones["milestone_type"]).astype("str")
    for word, pattern in reversed(FESTIVAL_WORDS.items()):
        festival = festival.mask(name.str.contains(pattern, regex=True), word)
    is_never = name.str.contains(NEVER_GREETED, regex=True) & rule.eq("festival")
    return milestones.assign(rule=rule.astype("str"), festival=festival)[~is_never]


def festivals_of(milestones: pd.DataFrame) -> pd.DataFrame:
    """festival, day, audience: the office's own festivals; `milestones` as from `rules_of`."""
    own = milestones[milestones["rule"].eq("festival") & milestones["milestone_date"].notna()]
    told = pd.DataFrame(
        {
            "festival": own["festival"], "day": own["milestone_date"].dt.normalize(),
            "audience": own["audience"].where(own["audience"].fillna("") != ""),
        }
    )  # fmt: skip
    return told.drop_duplicates(ignore_index=True)


def policy(
    milestones: pd.DataFrame,
    customers: pd.DataFrame,
    heard: pd.DataFrame,
    rules: CareRules,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """From the moment of the change for 24 hours; of a day without a time to the closing of the next day."""
    changes = milestones[milestones["rule"].eq("policy")]
    moment = changes["milestone_date"]
    elapsed = moment + pd.Timedelta(hours=rules.policy_hours)
    latest = hours.closing_on_or_after(elapsed).mask(
        moment == moment.dt.normalize(), end_of_day(elapsed, hours)
    )
    changes = changes.assign(opens_at=moment, latest_at=latest)
    return next_windows("policy", _each_customer(changes, customers, plan_day), heard, plan_day)


def milestone(
    milestones: pd.DataFrame,
    customers: pd.DataFrame,
    heard: pd.DataFrame,
    rules: CareRules,
    hours: WorkingTime,
    plan_day: pd.Timestamp,
) -> pd.DataFrame:
    """From 7 days before, for VIP 8, to the day."""
    events = milestones[milestones["rule"].eq("milestone")]
    on = events["milestone_date"].dt.normalize()
    events = events.assign(opens_at=on, latest_at=end_of_day(on, hours))
    windows = _each_customer(events, customers, plan_day)
    vips = customers.index[is_known(customers["is_vip"])]
    ahead = (
        windows["customer_id"]
        .isin(vips)
        .map({True: rules.milestone_vip_days * DAY, False: rules.milestone_days * DAY})
    )
    windows = windows.assign(opens_at=windows["opens_at"] - ahead.astype("timedelta64[us]"))
    return next_windows("milestone", windows, heard, plan_day)


def _by_name(names: "pd.Series[str]") -> "pd.Series[str]":
    rule = pd.Series("milestone", index=names.index).mask(
        names.str.contains(POLICY_WORDS, regex=True), "policy"
    )
    return rule.mask(names.isin(_festival_names()), "festival")


def _festival_names() -> set[str]:
    """A milestone without a type is a festival only if it is called nothing but that: 中秋, 中秋节."""
    plain = [word for words in FESTIVAL_WORDS.values() for word in words.split("|")]
    return {name for word in plain for name in (word, f"{word}节")}


def _each_customer(events: pd.DataFrame, customers: pd.DataFrame, plan_day: pd.Timestamp) -> pd.DataFrame:
    """One window for each event that has not ended and each customer who is meant."""
    near = events[events["latest_at"].dt.normalize() >= plan_day]
    audiences = near["audience"].fillna("").astype("str")
    meant = invited(audiences, customers, open_customers(customers))
    names = near["milestone"].fillna(near["milestone_type"]).fillna("").str.replace("|", "/", regex=False)
    parts = [
        pd.DataFrame(
            {"customer_id": who.index[who], "opens_at": opens, "latest_at": latest, "occasion": name}
        )
        for who, opens, latest, name in zip(
            [meant[audience] for audience in audiences],
            near["opens_at"],
            near["latest_at"],
            names,
            strict=True,
        )
    ]
    nobody = windows_of(*(pd.Series(dtype=of) for of in ("str", "datetime64[us]", "datetime64[us]", "str")))
    return pd.concat([nobody, *parts], ignore_index=True)
