"""The added kinds over nights: kept, counted, shown with their customer, and doubts made visible."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kinds.sheets import SHEETS
from tests.nights.office import CALLS, LEADS, Office, call, lead

ROSTER = ["工号", "姓名", "岗位", "是否在职"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """王芳 is a lead; 李强 (13900139000) is not yet."""
    import os

    home = tmp_path_factory.mktemp("office")
    before = os.environ.get("CALLSHEET_KEY")
    os.environ["CALLSHEET_KEY"] = "ab" * 32
    office = Office(home)
    office.drop("leads.xlsx", LEADS, [lead("王芳", "13800138000", "2026-11-01 10:00")])
    office.drop("roster.xlsx", ROSTER, [["E01", "周敏", "置业顾问", "是"]])
    stranger = call("李强", "13900139000", "2026-11-18 10:00")
    unknown = [*call("王芳", "13800138000", "2026-11-18 11:00")[:-1], "路人甲"]
    again = [*call("王芳", "13800138000", "2026-11-18 12:00")[:-1], "路人甲"]
    office.drop("calls.xlsx", CALLS, [stranger, unknown, again])
    for kind, (header, *rows) in SHEETS.items():
        office.drop(f"{kind}.xlsx", header, rows)
    office.first = office.night()  # type: ignore[attr-defined]
    yield office
    os.environ.pop("CALLSHEET_KEY")
    if before is not None:
        os.environ["CALLSHEET_KEY"] = before


def told(account: dict[str, Any], kind: str) -> dict[str, int]:
    sheets = [sheet for file in account["files"] for sheet in file["sheets"] if sheet["kind"] == kind]
    return {
        name: sum(sheet[name] for sheet in sheets) for name in ("rows", "accepted", "unchanged", "ignored")
    }


@pytest.mark.parametrize("kind", SHEETS)
def test_every_row_is_accounted_for(kind: str, office: Office) -> None:
    counts = told(office.first, kind)  # type: ignore[attr-defined]
    assert counts["rows"] == len(SHEETS[kind]) - 1 == counts["accepted"] + counts["ignored"]


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_kept_is_shown_with_its_place(kind: str, office: Office) -> None:
    table = office.table(kind)
    assert len(table) > 0
    assert (table["sheet"] == "Sheet1").all()
    assert table["row"].min() == 2


@pytest.mark.parametrize("kind", ["complaints", "surveys", "profiles"])
def test_a_row_about_a_customer_is_the_customers(kind: str, office: Office) -> None:
    customers = office.table("customers").set_index("phone")["customer_id"]
    table = office.table(kind)
    assert set(table.loc[table["row"] == 2, "customer_id"]) == {customers["+8613800138000"]}
    assert table.loc[table["row"] == 3, "customer_id"].isna().all()


def test_values_are_stable_words(office: Office) -> None:
    costs = office.table("channel_costs")
    assert costs[["channel", "month", "amount"]].astype(str).to_numpy().tolist() == [
        ["douyin", "2026-10-01", "80000"],
        ["anjuke", "2026-10-01", "35000"],
    ]
    targets = office.table("targets")
    assert targets[["consultant", "target_calls", "target_visits"]].astype(str).to_numpy().tolist() == [
        ["E01", "300", "40"]
    ]
    assert office.table("milestones")["milestone_type"].tolist() == ["opening", "owner_party"]


def test_doubts_about_whose_a_row_is_are_issues(office: Office) -> None:
    issues = office.table("issues")
    files = {file["file_id"]: file["name"] for file in office.first["files"]}  # type: ignore[attr-defined]
    found = issues[issues["code"].isin(["waiting", "consultant-unknown"])]
    places = {(files[row.file_id], row.row, row.code, row.severity) for row in found.itertuples()}
    assert places == {
        ("calls.xlsx", 2, "waiting", "notice"),
        ("complaints.xlsx", 3, "waiting", "notice"),
        ("surveys.xlsx", 3, "waiting", "notice"),
        ("calls.xlsx", 3, "consultant-unknown", "warning"),
    }
    assert found["message"].str.len().min() > 5


def test_doubts_are_counted_in_the_report(office: Office) -> None:
    import json

    report = json.loads((office.latest / "report.json").read_text(encoding="utf-8"))
    assert "waiting" in json.dumps(report)


def test_the_rows_join_when_the_lead_comes(office: Office, tmp_path: Path) -> None:
    """Last, as it changes the office: the same files say nothing new, the lead gives the waiting rows a home."""
    for kind, (header, *rows) in SHEETS.items():
        office.drop(f"{kind} again.xlsx", [*header, "备用"], [[*row, "x"] for row in rows])
    office.drop("new.xlsx", LEADS, [lead("李强", "13900139000", "2026-11-19 10:00")])
    account = office.night("2026-11-21")
    for kind in SHEETS:
        counts = told(account, kind)
        assert counts["accepted"] == 0, kind
    for kind in ("complaints", "surveys"):
        assert office.table(kind)["customer_id"].notna().all()
    assert "waiting" not in set(office.table("issues")["code"])
