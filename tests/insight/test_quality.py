"""What became of the rows that came in, counted."""

import pandas as pd

from pipeline.insight.quality import data_quality

ROWS = pd.DataFrame(
    [
        ("activities", "accepted"), ("leads", "rejected"), ("leads", "accepted"), ("leads", "accepted"),
        (None, "ignored"), ("leads", "unchanged"), ("holiday_list", "accepted"),
    ],
    columns=["kind", "disposition"], dtype="str",
)  # fmt: skip
ISSUES = pd.DataFrame(
    [
        ("name-conflict", "warning"), ("phone-invalid", "error"), ("date-missing", "warning"),
        ("phone-digits-lost", "error"), ("date-missing", "warning"), ("channel-unknown", "notice"),
        ("date-impossible", "warning"), ("date-impossible", "error"),
    ],
    columns=["code", "severity"], dtype="str",
)  # fmt: skip


def rows(counts: pd.DataFrame) -> list[tuple[object, ...]]:
    return [tuple(row) for row in counts.astype(object).where(counts.notna(), "").to_numpy()]


def test_rows_by_kind_and_disposition() -> None:
    by_kind, _ = data_quality(ROWS, ISSUES)
    assert list(by_kind.columns) == ["kind", "disposition", "count"]
    assert rows(by_kind) == [
        ("leads", "accepted", 2),
        ("leads", "unchanged", 1),
        ("leads", "rejected", 1),
        ("activities", "accepted", 1),
        ("holiday_list", "accepted", 1),
        ("", "ignored", 1),
    ]
    assert by_kind["count"].sum() == len(ROWS)


def test_issues_by_code() -> None:
    _, by_code = data_quality(ROWS, ISSUES)
    assert rows(by_code) == [
        ("date-impossible", "error", 1),
        ("phone-digits-lost", "error", 1),
        ("phone-invalid", "error", 1),
        ("date-missing", "warning", 2),
        ("date-impossible", "warning", 1),
        ("name-conflict", "warning", 1),
        ("channel-unknown", "notice", 1),
    ]


def test_a_quiet_night() -> None:
    by_kind, by_code = data_quality(ROWS.head(0), ISSUES.head(0))
    assert by_kind.empty
    assert by_code.empty
