"""Many cases of a table as one site: each case's rows get numbers of their own, and all are derived once."""

from typing import Any

import numpy as np
import pandas as pd

from pipeline.customers import Derived
from tests.customers.rows import Row, derive

NUMBERS = ("phone", "phone_2", "referrer_phone")


class Cases:
    """`customer(n)` is the one customer of the n-th case's rows, `codes(n)` their issues by tag."""

    def __init__(self, cases: list[list[Row]], **options: Any) -> None:
        self.rows = [_apart(row, n) for n, rows in enumerate(cases) for row in rows]
        self.cases = [n for n, rows in enumerate(cases) for _ in rows]
        self.derived: Derived = derive(*self.rows, **options)

    def of_case(self, kind: str, n: int) -> pd.DataFrame:
        """The rows of one kind that count, of one case."""
        told: pd.DataFrame = getattr(self.derived, kind)
        return told[np.array([self.cases[fact_id] == n for fact_id in told["fact_id"]], dtype=bool)]

    def customer(self, n: int) -> "pd.Series[Any]":
        parts = [self.of_case(kind, n)["customer_id"] for kind in ("leads", "activities", "deals")]
        (customer_id,) = pd.concat(parts).unique()
        customer: pd.Series[Any] = self.derived.customers.loc[customer_id]
        return customer

    def codes(self, n: int) -> dict[str, str]:
        issues = self.derived.issues[["fact_id", "code"]].itertuples(index=False)
        return {self.rows[i]["tag"].partition(" ")[2]: code for i, code in issues if self.cases[i] == n}


def _apart(row: Row, n: int) -> Row:
    own = {key: f"+86139{n:04d}{row[key][-4:]}" for key in NUMBERS if row.get(key)}
    own |= {"wechat": f"{row['wechat']}_{n}"} if row.get("wechat") else {}
    own |= {"name": f"{row['name']}{n}"} if row.get("name") else {}
    return {**row, **own, "tag": f"{n} {row['tag']}", "file": f"{n} {row.get('file', row['tag'])}"}
