"""A task workbook, filled in and dropped back, becomes activities."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.wording import Wording
from tests.nights.office import LEADS, Office, lead


def filled(office: Office, target: Path | None = None) -> None:
    """The consultant fills the first row of his workbook and saves it, where it lies or as `target`."""
    path = office.latest / "main" / "tasks" / "周敏.xlsx"
    book = load_workbook(path)
    lines = book["_callsheet"].iter_rows(values_only=True)
    fields = {str(line[2]): (str(line[0]), str(line[1])) for line in lines if line[2]}
    sheet = book[fields["outcome"][0]]
    header = next(row for row in sheet.iter_rows() if fields["outcome"][1] in [cell.value for cell in row])
    place = {str(cell.value): cell.column for cell in header}
    first = next(cell.row for cell in header) or 0
    words = Wording("zh")
    for field, value in {
        "outcome": words.word("outcome", "connected"),
        "content": "周末想带家人来看样板间",
        "next_date": "2026-11-22",
    }.items():
        sheet.cell(first + 1, place[fields[field][1]] or 0, value)
    book.save(target or path)


@pytest.fixture
def first_night(office: Office) -> Office:
    office.drop(
        "线索.xlsx",
        LEADS,
        [
            lead("李雪", "19900000001", "2026-11-20 10:15"),
            lead("王强", "19900000002", "2026-11-20 10:20"),
        ],
    )
    office.night()
    return office


@pytest.mark.parametrize("is_dropped", [True, False], ids=["dropped back", "saved where it lies"])
def test_a_filled_row_is_an_activity(first_night: Office, is_dropped: bool) -> None:
    filled(first_night, first_night.inbox / "周敏 已填.xlsx" if is_dropped else None)
    told = first_night.night("2026-11-21")
    (sheet,) = [sheet for sheet in told["files"][0]["sheets"] if sheet["name"] == "今日"]
    assert sheet["kind"] == "tasks"
    assert (sheet["rows"], sheet["accepted"], sheet["unchanged"]) == (2, 1, 1)
    (activity,) = first_night.table("activities").to_dict("records")
    customers = first_night.table("customers").set_index("customer_id")
    assert (activity["mode"], activity["outcome"], activity["next_date"]) == (
        "phone",
        "connected",
        "2026-11-22",
    )
    assert activity["is_reached"] == "true"
    assert activity["at"].startswith("2026-11-20")
    assert customers.loc[activity["customer_id"], "name"] == "李雪"
    assert customers.loc[activity["customer_id"], "next_contact_date"] == "2026-11-22"
    reason = str(customers.loc[activity["customer_id"], "next_contact_reason"])
    assert reason.split("|")[0] == "agreed_date"


def test_a_workbook_saved_where_it_lies_stays_and_is_read_once(first_night: Office) -> None:
    path = first_night.latest.resolve() / "main" / "tasks" / "周敏.xlsx"
    filled(first_night)
    assert len(first_night.night("2026-11-21")["files"]) == 1
    assert path.exists()
    assert first_night.night("2026-11-22")["files"] == []


def test_a_workbook_that_nobody_touched_is_not_read(first_night: Office) -> None:
    assert first_night.night("2026-11-21")["files"] == []
