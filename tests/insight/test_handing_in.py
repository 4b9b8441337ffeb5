"""Who had tasks yesterday and handed in nothing (Rules, section 8). D is 20 November."""

from datetime import date, time
from typing import Any

import pandas as pd
import pytest

from pipeline.as_of import AsOf
from pipeline.facts import GIVEN, fact_columns
from pipeline.insight.handing_in import handed_in_nothing
from tests.customers.rows import frame

AS_OF = AsOf.of(date(2026, 11, 20), time(18, 0))
ROSTER = pd.DataFrame({"consultant_id": ["C01", "C02", "C03"], "is_active": [True, True, False]})
TASK = {"as_of": "2026-11-19", "planned_date": "2026-11-19", "customer_id": "K1"}
C01, C02, C03 = ({**TASK, "task_id": f"T{n}", "consultant": f"C0{n}"} for n in (1, 2, 3))  # C03 has left

CASES: list[tuple[str, list[dict[str, Any]], list[dict[str, Any]], list[str]]] = [
    ("nothing came", [C01, C02], [], ["C01", "C02"]),
    ("who has left is not named", [C03], [], []),
    ("a filled task of his", [C01, C02], [{"at": "2026-11-19", "task_id": "T1"}], ["C02"]),
    ("a call list that names him", [C01, C02], [{"at": "2026-11-19 10:00", "consultant": "C01"}], ["C02"]),
    ("a call of the day before", [C01], [{"at": "2026-11-18 10:00", "consultant": "C01"}], ["C01"]),
    ("a call of the day before, written down yesterday", [C01],
     [{"at": "2026-11-18 10:00", "recorded_at": "2026-11-19 09:00", "consultant": "C01"}], []),
    ("a call of today", [C01], [{"at": "2026-11-20 09:00", "consultant": "C01"}], ["C01"]),
    ("no tasks yesterday", [{**C01, "as_of": "2026-11-18", "planned_date": "2026-11-18"}], [], []),
    ("planned ahead for yesterday by an older night only", [{**C01, "as_of": "2026-11-18"}], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("tasks", "said", "silent"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_handed_in_nothing(
    tasks: list[dict[str, Any]], said: list[dict[str, Any]], silent: list[str]
) -> None:
    activities = frame(fact_columns("activities"), said)
    found = handed_in_nothing(frame(GIVEN, tasks), activities, ROSTER, AS_OF)
    assert found["consultant_id"].tolist() == silent
