"""What must hold for any rows: order decides nothing, nor files, and customer numbers last."""

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.customers import Derived
from tests.customers.rows import Row, activity, deal, derive, grouped, groups, lead, owners

WHO = {
    "phone": st.sampled_from([None, None, "1", "2", "3"]),
    "phone_2": st.sampled_from([None, None, None, "3"]),
    "wechat": st.sampled_from([None, None, "zhang_wei", "li_qiang"]),
    "name": st.sampled_from([None, "张伟", "张先生", "李强", "王芳", "赵敏", "David"]),
    "customer_number": st.sampled_from([None, None, "K1", "K2"]),
    "number_source": st.sampled_from(["list", "calls"]),
    "masked_phone": st.sampled_from([None, None, None, "138****0001"]),
    "consultant": st.sampled_from([None, "李娜", "赵云"]),
}
DAY = st.integers(1, 9).map(lambda day: f"2026-06-0{day}")
MOMENT = st.builds(lambda day, hour: day + hour, DAY, st.sampled_from(["", " 10:00", " 11:30"]))


@st.composite
def some_rows(draw: st.DrawFn) -> list[Row]:
    """Up to nine rows, each with an own date and a place of its own."""
    rows = []
    for n in range(draw(st.integers(1, 9))):
        cells: dict[str, Any] = {
            **draw(st.fixed_dictionaries(WHO)),
            "own_at": f"2026-06-10 10:{draw(st.integers(0, 5))}{n}",
            "file": "all",
            "row": n + 2,
            "status": draw(st.sampled_from([None, "comparing", "not_now", "closed"])),
            "layout": draw(st.sampled_from([None, "2", "3"])),
        }
        kind = draw(st.sampled_from(["lead", "lead", "activity", "deal"]))
        if kind == "lead":
            rows.append(lead(f"r{n}", draw(MOMENT), **{**cells, "channel": draw(st.sampled_from("xy"))}))
        elif kind == "activity":
            rows.append(
                activity(f"r{n}", draw(MOMENT), outcome=draw(st.sampled_from([None, "connected"])), **cells)
            )
        else:
            unit = draw(st.sampled_from(["1-101", "1-102"]))
            rows.append(deal(f"r{n}", unit, **cells, deposit_date=draw(DAY)))
    return rows


@settings(max_examples=12, deadline=None)
@given(some_rows(), st.data())
def test_order_files_and_the_next_night_decide_nothing(rows: list[Row], data: st.DataObject) -> None:
    """The same rows in another order on the next night, and each in a file of its own: the same customers."""
    first = derive(*rows)
    shuffled = data.draw(st.permutations(rows))
    again = derive(*shuffled, numbers=first.numbers.assign(night=pd.Timestamp("2026-06-29")))
    pd.testing.assert_frame_equal(first.customers, again.customers)
    assert again.numbers.empty
    for kind in ("leads", "activities", "deals"):
        told, told_again = getattr(first, kind), getattr(again, kind)
        pd.testing.assert_frame_equal(told.drop(columns="fact_id"), told_again.drop(columns="fact_id"))
    assert owners(first, *rows) == owners(again, *shuffled)
    order = data.draw(st.permutations(range(len(rows))))
    split = [{**row, "file": f"file {n}", "file_order": n} for row, n in zip(rows, order, strict=True)]
    assert groups(*split) == grouped(first, *rows)
    assert_each_row_is_in_one_place(first)


def assert_each_row_is_in_one_place(derived: Derived) -> None:
    """A row counts, or a newer version of it does, or it waits, or is not found: never two of these."""
    told = [set(getattr(derived, kind)["fact_id"]) for kind in ("leads", "activities", "deals")]
    lost = set(derived.issues.loc[derived.issues["code"] == "customer-not-found", "fact_id"])
    waiting, counted = set(derived.waiting["fact_id"]), set.union(*told)
    assert not (counted & waiting) | (counted & lost) | (waiting & lost)
    founding = pd.concat([derived.leads["customer_id"], derived.deals["customer_id"]])
    assert set(derived.customers.index) == set(founding)


@settings(max_examples=8, deadline=None)
@given(some_rows(), some_rows())
def test_numbers_are_never_used_again(rows: list[Row], more: list[Row]) -> None:
    first = derive(*rows)
    night = first.numbers.assign(night=pd.Timestamp("2026-06-29"))
    late = [{**row, "tag": f"late {row['tag']}", "file": "late", "file_order": 7} for row in more]
    then = derive(*rows, *late, numbers=night)
    assert not set(then.numbers["customer_id"]) & set(night["customer_id"])
    assert then.customers.index.is_unique
    assert not set(then.aliases.index) & set(then.customers.index)
