"""A small office's week: D is Tuesday 30 June 2026, the plan runs to Monday 6 July.

plan([{"rule": "cadence", "due": "06-30", "latest": "07-02"}], customers({}), staff(S1=1))
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, Site
from pipeline.facts import GIVEN, empty_frame, fact_columns
from pipeline.rules.pace import paces
from pipeline.rules.planning import plan_week
from pipeline.rules.roster import present_roster
from tests.rules.customers import ACTIVITIES, AS_OF, DEALS, frame
from tests.rules.customers import customers as plain_customers

PROPOSALS = {
    "customer_id": "text", "rule": "text", "due_date": "day", "latest_at": "moment", "has_window": "flag",
    "mode": "text", "basis": "text", "occasion": "text",
}  # fmt: skip
NOTHING_GIVEN = empty_frame(GIVEN)
OPEN_SITE = Site(closed_days=())


def customers(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Customers C1, C2, ... of consultant S1 unless said, all of grade B unless said; with their pace."""
    people = plain_customers(*[{"consultant": "S1", **row} for row in rows])
    return people.assign(pace=paces(people, AS_OF, Settings()))


def wanted(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Allowed proposals: `due`, `latest` as month-day[ time]; of C1 by phone unless said."""
    full = [
        {
            "customer_id": "C1", "mode": "phone", "basis": "asked",
            **{name: value for name, value in row.items() if name not in ("due", "latest")},
            "due_date": f"2026-{row['due']}", "latest_at": _moment(str(row.get("latest", row["due"]))),
        }
        for row in rows
    ]  # fmt: skip
    return frame(PROPOSALS, full)


def staff(
    rest: Mapping[str, str] | None = None, service: Sequence[str] = (), /, **capacity: int
) -> pd.DataFrame:
    """Consultants by id with what they do in a day; `rest`: id -> rest days; `service`: who is customer service."""
    people: list[dict[str, object]] = [
        {
            "consultant_id": who, "name": who, "capacity": float(most), "rest_days": (rest or {}).get(who),
            "role": "customer_service" if who in service else "consultant",
        }
        for who, most in capacity.items()
    ]  # fmt: skip
    return present_roster(
        frame(fact_columns("consultants"), people),
        frame(fact_columns("leads"), []), frame(ACTIVITIES, []), frame(DEALS, []), Settings(), AS_OF,
    )  # fmt: skip


def plan(
    rows: Sequence[Mapping[str, object]] | pd.DataFrame,
    people: pd.DataFrame,
    roster: pd.DataFrame,
    given: pd.DataFrame = NOTHING_GIVEN,
    site: Site = OPEN_SITE,
    as_of: AsOf = AS_OF,
) -> pd.DataFrame:
    allowed = rows if isinstance(rows, pd.DataFrame) else wanted(*rows)
    return plan_week(allowed, people, roster, given, Settings(), site, as_of)


def days(tasks: pd.DataFrame) -> dict[str, list[str]]:
    """Customer -> the days of the tasks, `over` for overflow."""
    planned = tasks["planned_date"].dt.strftime("%m-%d").fillna("over")
    return {str(who): list(found) for who, found in planned.groupby(tasks["customer_id"])}


def given(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Tasks published earlier today for today, of S1 by phone for the cadence unless said."""
    today = {
        "as_of": "2026-06-30", "planned_date": "2026-06-30", "consultant": "S1", "mode": "phone",
        "rule": "cadence",
    }  # fmt: skip
    return frame(GIVEN, [{**today, "task_id": f"20260630-{row['customer_id']}-0630", **row} for row in rows])


def _moment(text: str) -> str:
    return f"2026-{text}" if ":" in text else f"2026-{text} 18:00"
