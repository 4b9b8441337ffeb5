"""Texts as numbers, and the newest value of a field: the short ways find what the long ways find."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.customers.columns import as_text, codes_of, encoded, taken, unlike
from pipeline.customers.kinds import ACTIVITY, LEAD
from pipeline.customers.versions import newest, order_versions


def texts(*values: str | None) -> "pd.Series[str]":
    return pd.Series(list(values), dtype="str")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(["王芳", None, "王芳"], ["王芳", None, "王芳"], id="empty stays empty"),
        pytest.param(["", "王芳", ""], [None, "王芳", None], id="empty text is unknown"),
        pytest.param([None, None], [None, None], id="nobody says anything"),
        pytest.param([], [], id="no rows"),
    ],
)
def test_encoded_texts_say_the_same(said: list[str | None], kept: list[str | None]) -> None:
    (column,) = encoded(texts(*said))
    pd.testing.assert_series_equal(as_text(column), texts(*kept))


def test_columns_encoded_together_can_be_compared() -> None:
    first, second = encoded(texts("1", "2"), texts("2", None))
    assert first.dtype == second.dtype
    assert (first == second).tolist() == [False, False]
    assert first.iloc[1] == second.iloc[0]


def test_codes_are_equal_where_all_keys_are() -> None:
    keys = (texts("a", None, "a", None, "b"), pd.Series([1.0, 2.0, 1.0, 2.0, 1.0]))
    assert codes_of(*keys).tolist() == [0, 1, 0, 1, 2]
    assert codes_of(encoded(keys[0])[0], keys[1]).tolist() == [0, 1, 0, 1, 2]
    assert codes_of(np.array([7, 2**40, 7]), np.array([0, 0, 1])).tolist() == [0, 1, 2]


def test_pairs_are_named_once_in_order() -> None:
    pairs = unlike(np.array([3, 1, 3, 1]), texts("x", "y", "x", None))
    assert pairs.to_dict("list") == {"customer": [3, 1], "text": ["x", "y"]}


def test_rows_are_taken_with_their_empty_columns() -> None:
    frame = pd.DataFrame({"name": texts("a", "b", "c"), "wechat": texts(None, None, None), "n": [1, 2, 3]})
    pd.testing.assert_frame_equal(
        taken(frame, np.array([2, 0])), frame.iloc[[2, 0]].reset_index(drop=True), check_exact=True
    )
    assert len(taken(frame, np.array([0, 1, 2, 0]))) == 4


ROW = st.fixed_dictionaries(
    {
        "customer": st.integers(0, 2),
        "kind": st.sampled_from([LEAD, ACTIVITY]),
        "thing": st.integers(0, 2),
        "own_at": st.integers(1, 4),
        "spoken_date": st.integers(1, 2),
        "layout": st.sampled_from([None, "2", "3"]),
        "budget": st.sampled_from([None, 100.0, 200.0]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=14))
def test_the_newest_value_is_the_newest_of_what_stands(rows: list[dict[str, object]]) -> None:
    frame = pd.DataFrame(rows)
    days = {
        name: pd.Timestamp("2026-06-01") + pd.to_timedelta(frame[name], unit="D")
        for name in ("own_at", "spoken_date")
    }
    frame = frame.assign(
        **{name: day.astype("datetime64[us]") for name, day in days.items()},
        place=range(len(frame)), position=0, known_night=pd.Series(pd.NaT, frame.index, dtype="datetime64[us]"),
        layout=encoded(texts(*frame["layout"].where(frame["layout"].notna(), None)))[0],
        budget=frame["budget"].astype("float64"),
    )  # fmt: skip
    history = order_versions(frame.drop(columns="customer"), frame["customer"].to_numpy("int64"))
    for fields in (("layout",), ("budget",), ("layout", "budget")):
        said = newest(history.standing(*fields))
        says, dated = history.newest_rows(*fields)
        assert history.rows["customer"].iloc[says].tolist() == said.index.tolist()
        assert history.rows["place"].iloc[says].tolist() == said["place"].tolist()
        assert history.rows["own_at"].iloc[dated].tolist() == said["stated_at"].tolist()
