"""What the office announces, and whom it means. D is Tuesday 30 June 2026 unless said."""

from datetime import date

import pytest

from pipeline.rules.due.audience import invited, open_customers
from tests.rules.customers import customers, records
from tests.rules.standing import Rows, only, proposed

Case = dict[str, object]
MESSAGE: Case = {"mode": "sms", "is_attempt": False}
OPENING: Case = {"milestone": "二期开盘", "milestone_type": "opening", "milestone_date": "2026-07-08"}
MILESTONE = [
    # id, D, who, the event, what was done, line
    ("a week ahead", "2026-06-30", {}, {}, [], "07-01 -> 07-08 18:00 二期开盘"),
    ("VIP a day before the others", "2026-06-30", {"is_vip": True}, {}, [], "06-30 -> 07-08 18:00 二期开盘"),
    ("the day", "2026-07-08", {}, {}, [], "07-01 -> 07-08 18:00 二期开盘"),
    ("the day after", "2026-07-09", {}, {}, [], None),
    ("told", "2026-07-03", {}, {}, [{"at": "2026-07-01 10:00", **MESSAGE}], None),
    ("told before it opened", "2026-07-03", {}, {}, [{"at": "2026-06-30 10:00", **MESSAGE}],
     "07-01 -> 07-08 18:00 二期开盘"),
    ("VIP, told on the first day", "2026-07-03", {"is_vip": True}, {}, [{"at": "2026-06-30 10:00", **MESSAGE}], None),
    ("called in vain", "2026-07-03", {}, {}, [{"at": "2026-07-01 10:00"}], "07-01 -> 07-08 18:00 二期开盘"),
    ("not now: not meant", "2026-06-30", {"status": "not_now"}, {}, [], None),
    ("closed: not meant", "2026-06-30", {"is_closed": True}, {}, [], None),
    ("owners named", "2026-06-30", {"is_closed": True, "is_owner": True}, {"audience": "业主"}, [],
     "07-01 -> 07-08 18:00 二期开盘"),
    ("another grade named", "2026-06-30", {"grade": "C"}, {"audience": "A类、B类"}, [], None),
    ("an occasion of the office's own", "2026-06-30", {}, {"milestone_type": "暖场"}, [],
     "07-01 -> 07-08 18:00 二期开盘"),
    ("no type, no such word in its name", "2026-06-30", {}, {"milestone_type": None}, [],
     "07-01 -> 07-08 18:00 二期开盘"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "who", "event", "done", "line"), [c[1:] for c in MILESTONE], ids=[c[0] for c in MILESTONE]
)
def test_milestone(on: str, who: Case, event: Case, done: Rows, line: str | None) -> None:
    told = records(milestones=[{**OPENING, **event}])
    found = proposed([who], done, on=date.fromisoformat(on), told=told)
    assert only("milestone", found) == ([line] if line else [])


def test_of_two_the_next_and_then_the_other() -> None:
    told = records(milestones=[OPENING, {**OPENING, "milestone": "开放日", "milestone_date": "2026-07-05"}])
    assert only("milestone", proposed([{}], told=told)) == ["06-28 -> 07-05 18:00 开放日"]
    done = [{"at": "2026-06-29 10:00", **MESSAGE}]
    assert only("milestone", proposed([{}], done, told=told)) == ["07-01 -> 07-08 18:00 二期开盘"]


CHANGE: Case = {"milestone": "首付降到15%", "milestone_type": "policy_change"}
POLICY = [
    # id, the moment, D, what was done, line
    ("24 hours", "2026-06-30 10:00", "2026-06-30", [], "06-30 -> 07-01 10:00 首付降到15%"),
    ("ends after closing", "2026-06-30 20:00", "2026-07-02", [], "06-30 -> 07-02 18:00 首付降到15%"),
    ("a day without a time", "2026-06-30", "2026-06-30", [], "06-30 -> 07-01 18:00 首付降到15%"),
    ("its last day", "2026-06-30", "2026-07-01", [], "06-30 -> 07-01 18:00 首付降到15%"),
    ("over", "2026-06-30", "2026-07-02", [], None),
    ("announced ahead", "2026-07-05", "2026-06-30", [], "07-05 -> 07-06 18:00 首付降到15%"),
    ("told since", "2026-06-30 10:00", "2026-06-30", [{"at": "2026-06-30 11:00", **MESSAGE}], None),
    ("told before it", "2026-06-30 10:00", "2026-06-30", [{"at": "2026-06-30 09:00", **MESSAGE}],
     "06-30 -> 07-01 10:00 首付降到15%"),
    ("told that day, no time", "2026-06-30 10:00", "2026-06-30", [{"at": "2026-06-30", **MESSAGE}], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "on", "done", "line"), [c[1:] for c in POLICY], ids=[c[0] for c in POLICY]
)
def test_policy(moment: str, on: str, done: Rows, line: str | None) -> None:
    told = records(milestones=[{**CHANGE, "milestone_date": moment}])
    found = proposed([{}], done, on=date.fromisoformat(on), told=told)
    assert only("policy", found) == ([line] if line else [])


KINDS = [
    # type, name, rule
    ("price_change", "x", "policy"), ("policy_change", "x", "policy"), ("opening", "x", "milestone"),
    ("open_day", "x", "milestone"), ("owner_party", "x", "milestone"), (None, "一期降价", "policy"),
    (None, "限购新政", "policy"), (None, "中秋节", None), (None, "中秋开放日", "milestone"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "rule"), KINDS)
def test_which_rule_a_milestone_belongs_to(kind: str | None, name: str, rule: str | None) -> None:
    event = {"milestone": name, "milestone_type": kind, "milestone_date": "2026-06-30"}
    found = set(proposed([{}], told=records(milestones=[event]))["rule"])
    assert found & {"policy", "milestone"} == ({rule} if rule else set())


PEOPLE: list[Case] = [
    {"customer_id": "a", "grade": "A", "layout": "3", "district": "滨江"},
    {"customer_id": "b", "grade": "B", "transport": "地铁|高架", "customer_type": "upgrade", "is_vip": True},
    {"customer_id": "c", "grade": "C", "layout": "2|3", "decoration": "精装"},
    {"customer_id": "aside", "grade": "C", "status": "not_now"},
    {"customer_id": "owner", "grade": None, "is_closed": True, "is_owner": True},
    {"customer_id": "invalid", "grade": "C", "status": "invalid"},
]
AUDIENCES = [
    # as typed, who is meant
    ("", "a b c"), ("A", "a"), ("A类客户", "a"), ("A/B", "a b"), ("AB类", "a b"), ("a级、C级", "a aside c invalid"),
    ("业主", "owner"), ("老业主|A", "a owner"), ("暂不考虑", "aside"), ("not now", "aside"), ("VIP客户", "b"),
    ("地铁", "b"), ("滨江", "a"), ("精装，高架", "b c"), ("三房", "a c"), ("2室", "c"), ("改善型客户", "b"),
    ("全部客户", "a aside b c invalid owner"), ("别墅", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), AUDIENCES, ids=[c[0] for c in AUDIENCES])
def test_audience(typed: str, meant: str) -> None:
    people = customers(*PEOPLE)
    who = invited([typed], people, open_customers(people))[typed]
    assert " ".join(sorted(who.index[who])) == meant
