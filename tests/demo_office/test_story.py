"""The story behind the files holds together: nobody is called before he asked or after he said stop."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from pipeline.demo_office.codes import MINUTES_A_DAY, NEVER, Channel, Fate, Mode, Note, Outcome, Status
from pipeline.demo_office.lexicon import load_lexicon
from pipeline.demo_office.plan import EXPORT_MINUTE, SitePlan, export_minute, plan_sites
from pipeline.demo_office.standing import standing
from pipeline.demo_office.stock import ON_SALE, unit_states
from pipeline.demo_office.world import World, build_world

UNTIL = date(2026, 11, 20)
MINUTE = export_minute(UNTIL)
LEXICON = load_lexicon("zh")
OPENING, CLOSING = 9 * 60, 20 * 60
VISITS = (Mode.FIRST_VISIT, Mode.REVISIT)


def site(size: str, seed: int) -> SitePlan:
    """A small office, or one site of a medium one at a sixth of its size, where more people buy."""
    if size == "small":
        return plan_sites("small", LEXICON, seed)[0]
    return replace(
        plan_sites("medium", LEXICON, seed)[2], leads=2000, untouched=120, forgotten=30, eagerness=1.0
    )


@pytest.fixture(
    scope="module", params=[("small", 1), ("small", 2), ("small", 20261120), ("medium", 3)], ids=str
)
def world(request: pytest.FixtureRequest) -> World:
    size, seed = request.param
    return build_world(site(size, seed), LEXICON, seed, MINUTE)


def by_person(world: World, name: str) -> pd.Series:
    return world.people[name].iloc[world.events["person"]].reset_index(drop=True)


def since(world: World, status: Status) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.asarray(world.progress.since[status][world.events["person"]])


def test_nobody_is_called_before_he_asked(world: World) -> None:
    assert (world.events["at"] >= by_person(world, "created")).all()


def test_nothing_happens_after_the_export(world: World) -> None:
    assert world.events["at"].max() <= MINUTE
    assert world.people["created"].max() <= MINUTE


def test_nobody_calls_after_an_opt_out(world: World) -> None:
    opted_out_at = world.progress.opted_out_at[world.events["person"]]
    assert (world.progress.opted_out_at < NEVER).any()
    assert (world.events["at"] <= opted_out_at).all()


def test_who_refused_consent_is_never_called(world: World) -> None:
    to_refusing = world.events[by_person(world, "consent") == 2]
    assert set(to_refusing["mode"]) <= {*VISITS, Mode.MEETING}


def test_calls_keep_opening_hours(world: World) -> None:
    minute = world.events["at"] % MINUTES_A_DAY
    assert ((minute >= OPENING) & (minute <= CLOSING)).all()


def test_the_agreed_day_lies_ahead(world: World) -> None:
    agreed = world.events[world.events["next_day"] >= 0]
    assert (agreed["next_day"] > agreed["at"] // MINUTES_A_DAY).all()
    assert (agreed["next_day"] <= agreed["at"] // MINUTES_A_DAY + 40).all()


def test_a_no_agrees_no_day(world: World) -> None:
    noes = world.events[world.events["outcome"].isin([Outcome.NOT_INTERESTED, Outcome.DO_NOT_DISTURB])]
    assert (noes["next_day"] == -1).all()


def test_who_left_calls_nobody_any_more(world: World) -> None:
    left_at = world.staff["left_at"].to_numpy()[by_person(world, "consultant")]
    assert (world.staff["left_at"] < NEVER).sum() == world.site.consultants_left
    calls = (world.events["mode"] == Mode.PHONE).to_numpy()
    assert (world.events["at"].to_numpy()[calls] <= left_at[calls]).all()


def test_consultants_do_not_call_on_their_rest_day(world: World) -> None:
    rest_day = world.staff["rest_day"].to_numpy()[by_person(world, "consultant")]
    again = (
        world.events.duplicated("person").to_numpy()
        & world.events["note"].isin([Note.NEEDS, Note.DOUBT]).to_numpy()
    )
    weekday = (world.events["at"].to_numpy() // MINUTES_A_DAY + 3) % 7
    assert (weekday[again] == rest_day[again]).mean() < 0.05  # only who slips a day after an agreed date


def test_deals_come_in_order(world: World) -> None:
    deals = world.deals
    signed, cancelled = deals["contract_at"] < NEVER, deals["cancelled_at"] < NEVER
    assert (deals["deposit_at"] < deals["contract_at"]).all()
    assert (deals["deposit_at"] < deals["cancelled_at"]).all()
    assert (deals["contract_at"][signed & cancelled] < deals["cancelled_at"][signed & cancelled]).all()
    assert (deals["handover_day"][cancelled | ~signed] == NEVER).all()
    assert (deals[["deposit_at"]].to_numpy() <= MINUTE).all()
    assert (deals.loc[signed, "contract_at"] <= MINUTE).all()


def test_deposits_are_paid_at_a_visit(world: World) -> None:
    deposits = world.events[world.events["note"] == Note.DEPOSIT]
    assert set(deposits["mode"]) <= set(VISITS)
    assert sorted(zip(deposits["person"], deposits["at"], strict=True)) == sorted(
        zip(world.deals["person"], world.deals["deposit_at"], strict=True)
    )


def test_a_unit_is_sold_once(world: World) -> None:
    assert world.deals["unit"].is_unique
    assert not world.units.duplicated(["building", "floor", "door"]).any()
    assert (world.units["layout"].to_numpy()[world.deals["unit"]] == world.deals["layout"]).all()


def test_a_cancelled_unit_is_on_sale_again(world: World) -> None:
    cancelled = world.deals.loc[world.deals["cancelled_at"] < NEVER, "unit"]
    assert len(cancelled) >= 1
    assert (unit_states(world, MINUTE)["state"].to_numpy()[cancelled] == ON_SALE).all()


def test_numbers_are_made_up_and_each_belongs_to_one(world: World) -> None:
    assert world.people["phone"].is_unique
    assert world.people["phone"].str.fullmatch(r"1990\d{7}").all()


def test_numbers_differ_between_sites() -> None:
    sites = plan_sites("medium", LEXICON, 3)
    numbers = [
        build_world(replace(one, leads=400, untouched=20), LEXICON, 3, MINUTE).people["phone"]
        for one in sites
    ]
    assert pd.concat(numbers).is_unique
    assert [one.folder for one in sites] == ["云栖里", "澜岸府", "和光里", "望溪台"]


def test_the_cast_every_demo_needs(world: World) -> None:
    now = standing(world, MINUTE)
    touched = world.people.index.isin(world.events["person"])
    age = (MINUTE - world.people["created"]) / MINUTES_A_DAY
    today = MINUTE // MINUTES_A_DAY
    assert ((age > 60) & ~touched).sum() >= 20  # old and never contacted
    assert ((age < 1) & ~touched).sum() >= 5  # of today and yesterday, unanswered
    assert now["next_day"].between(today, today + 6).sum() >= 5
    assert (now["status"] == Status.DEPOSIT_PENDING).sum() >= 3
    assert (world.deals["cancelled_at"] < NEVER).sum() >= 1
    assert (now["status"] == Status.CLOSED).sum() >= 10
    assert now["is_opted_out"].sum() >= 1


def test_some_a_customers_went_silent(world: World) -> None:
    now = standing(world, MINUTE)
    silent = (MINUTE - now["updated"]) / MINUTES_A_DAY > 14
    open_a = (now["grade"] == "A") & (now["status"] <= Status.STRONG_INTENT)
    assert (silent & open_a & (world.people["fate"] == Fate.FORGOTTEN)).sum() >= 2


def test_channels_truly_differ() -> None:
    large = build_world(replace(site("medium", 3), leads=3000), LEXICON, 3, MINUTE)
    came = large.events[large.events["mode"].isin(VISITS)]["person"].unique()
    rate = pd.Series(large.people.index.isin(came)).groupby(large.people["channel"]).mean()
    assert rate[Channel.REFERRAL] > 0.5 > rate[Channel.ANJUKE] > rate[Channel.DOUYIN] + 0.05
    assert rate[Channel.WALK_IN] == 1.0


def test_statuses_follow_what_happened(world: World) -> None:
    now = standing(world, MINUTE)
    touched = world.people.index.isin(world.events["person"])
    assert (now["status"][~touched] == Status.NEW).all()
    visitors = world.events[world.events["mode"].isin(VISITS)]["person"].unique()
    assert (now["status"][visitors] >= Status.COMPARING).all()
    bogus = world.events[world.events["outcome"] == Outcome.INVALID_NUMBER]["person"]
    assert (now["status"][bogus] == Status.INVALID).all()


def test_an_earlier_night_knows_less(world: World) -> None:
    earlier, now = standing(world, MINUTE - 30 * MINUTES_A_DAY), standing(world, MINUTE)
    known = (world.people["created"] <= MINUTE - 30 * MINUTES_A_DAY).to_numpy()
    assert (earlier["status"][known] <= now["status"][known]).all()
    assert (earlier["updated"][known] <= MINUTE - 30 * MINUTES_A_DAY).all()
    assert (earlier["status"][known] < now["status"][known]).any()


def test_a_medium_site_is_planned_in_full() -> None:
    sites = plan_sites("medium", LEXICON, 1)
    assert sum(one.leads for one in sites) == 50_000
    assert sum(one.consultants for one in sites) == 200
    assert min(one.past_days for one in sites) >= 366


def test_activities_per_lead_of_a_medium_site() -> None:
    part = build_world(
        replace(plan_sites("medium", LEXICON, 1)[0], leads=2000, untouched=112), LEXICON, 1, MINUTE
    )
    assert 9 <= len(part.events) / len(part.people) <= 11.5  # 500,000 over 50,000 leads


def test_exports_are_taken_in_the_morning() -> None:
    days = (date(2026, 11, 20) - date(1970, 1, 1)).days
    assert days * MINUTES_A_DAY + EXPORT_MINUTE == MINUTE
