"""How good the data was that came in: counts from the ledger, without a word about any person."""

import pandas as pd

from pipeline.vocabulary import DISPOSITIONS, KINDS, SEVERITIES


def data_quality(rows: pd.DataFrame, issues: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What became of the rows, and what was wrong with them.

    `rows` is the ledger (`kind`, empty for sheets of no known kind, and `disposition`), `issues` what was
    found (`code`, `severity`).
    First: `kind, disposition, count`, kinds and dispositions in the order of the vocabulary, unknown kinds
    last. Second: `code, severity, count`, errors first, then by count, most first, then by code.
    """
    kinds = [*KINDS, *sorted(set(rows["kind"].dropna()) - set(KINDS))]
    by_kind = rows.value_counts(["kind", "disposition"], dropna=False).reset_index()
    by_code = issues.value_counts(["code", "severity"]).reset_index()
    return (
        _sorted(by_kind, {"kind": kinds, "disposition": DISPOSITIONS}, ["kind", "disposition"]),
        _sorted(
            by_code.assign(most=-by_code["count"]), {"severity": SEVERITIES}, ["severity", "most", "code"]
        )[["code", "severity", "count"]],
    )


def _sorted(
    counts: pd.DataFrame, orders: "dict[str, list[str] | tuple[str, ...]]", keys: list[str]
) -> pd.DataFrame:
    """By `keys`; a column in `orders` by its place there, what is not there last."""
    places = {
        column: counts[column].map({word: place for place, word in enumerate(words)})
        for column, words in orders.items()
    }
    ranked = counts.assign(**places).sort_values(keys).index
    return counts.loc[ranked].reset_index(drop=True)
