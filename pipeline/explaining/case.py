"""One customer on one plan day: all that an explanation is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings
from pipeline.customers.statements import Statements, statements_of
from pipeline.deciding import SiteDecision
from pipeline.explaining.values import Told, plain
from pipeline.facts import Facts


@dataclass(frozen=True)
class Case:
    """`files`: file_id -> name; `grades`: the published grade history; `said`: what the customer's rows say."""

    customer_id: str
    facts: Facts
    decision: SiteDecision
    said: Statements
    files: Mapping[str, str]
    grades: pd.DataFrame
    settings: Settings
    as_of: AsOf

    @classmethod
    def of(
        cls,
        customer_id: str,
        facts: Facts,
        decision: SiteDecision,
        files: Mapping[str, str],
        grades: pd.DataFrame,
        settings: Settings,
        as_of: AsOf,
    ) -> "Case":
        said = statements_of(facts, decision.derived, customer_id, as_of)
        return cls(customer_id, facts, decision, said, files, grades, settings, as_of)

    @property
    def plan_day(self) -> pd.Timestamp:
        return pd.Timestamp(self.as_of.plan_day)

    @property
    def who(self) -> "pd.Series[Any]":
        """The customer's own row."""
        return self.decision.customers.loc[[self.customer_id]].iloc[0]

    def known(self, column: str) -> Any:
        """A cell of that row as a plain value; None if it is empty or there is no such column."""
        return plain(self.who.get(column))

    def consultant_name(self, consultant: str | None) -> str | None:
        """How people call somebody: the roster's name, else as typed."""
        roster = self.decision.roster
        names = roster.loc[roster["consultant_id"].eq(consultant or ""), "name"]
        return str(names.iloc[0]) if len(names) else consultant

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Those of `frame` that are about this customer."""
        return frame[frame["customer_id"].eq(self.customer_id)]

    def place(self, row: Mapping[Any, Any]) -> Told:
        """Where something stands: the file's id and name, sheet, and row as a spreadsheet shows it."""
        return {
            "file_id": plain(row["file_id"]), "file": self.files.get(row["file_id"]),
            "sheet": plain(row["sheet"]), "row": plain(row["row"]),
        }  # fmt: skip

    def statement(self, statement: Mapping[Any, Any]) -> Told:
        """When and where one of `Statements` was said."""
        return {"stated_on": plain(statement["stated_at"].normalize()), **self.place(statement)}
