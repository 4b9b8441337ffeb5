"""Which rows say something new: versions of one row in the order of their files' days and own dates."""

from dataclasses import dataclass, replace

import pandas as pd
import pytest

from pipeline.facts import empty_frame
from pipeline.intake.novelty import mark_unchanged
from pipeline.intake.reading import ISSUES, FileReading, SheetReading


@dataclass(frozen=True)
class Version:
    """A row of key `key` that says `content`, from a file that speaks for `day` of March."""

    key: str
    content: str
    day: int


def facts(versions: list[Version]) -> pd.DataFrame:
    days = pd.to_datetime([f"2026-03-{version.day:02d}" for version in versions]).astype("datetime64[us]")
    return pd.DataFrame(
        {
            "row": [number + 2 for number in range(len(versions))],
            "row_key": pd.Series([version.key for version in versions], dtype="str"),
            "content_hash": pd.Series([version.content for version in versions], dtype="str"),
            "spoken_date": days, "own_at": days,
        }
    )  # fmt: skip


def reading(versions: list[Version]) -> FileReading:
    rows = facts(versions)
    ledger = pd.DataFrame({"row": rows["row"], "disposition": "accepted", "codes": ""})
    sheet = SheetReading(
        "线索", "leads", len(rows), ledger, empty_frame(ISSUES), facts={"leads": rows}
    )  # fmt: skip
    return FileReading("f2", "b.xlsx", "main", "ff", "read", sheets=[sheet])


def known(versions: list[Version]) -> dict[str, pd.DataFrame]:
    return {"leads": facts(versions).assign(sha256="00", sheet_no=0)}


@pytest.mark.parametrize(
    ("before", "incoming", "expected"),
    [
        pytest.param([], ["a1@3"], ["accepted"], id="nothing known"),
        pytest.param(["a1@3"], ["a1@4"], ["unchanged"], id="the same again next day"),
        pytest.param(["a1@3"], ["a2@4"], ["accepted"], id="another content"),
        pytest.param(["a1@3"], ["b1@4"], ["accepted"], id="another row with the same content"),
        pytest.param(["a1@3", "a2@4"], ["a1@5"], ["accepted"], id="back to what it said before"),
        pytest.param(["a1@3", "a2@5"], ["a1@4"], ["unchanged"], id="late repeat of the older version"),
        pytest.param(["a1@5"], ["a1@3"], ["unchanged"], id="an older file says the same"),
        pytest.param([], ["a1@3", "a1@3"], ["accepted", "unchanged"], id="twice in one file"),
        pytest.param(["a1@3"], ["a1@3", "a2@3"], ["unchanged", "accepted"], id="one of each"),
    ],
)
def test_disposition(before: list[str], incoming: list[str], expected: list[str]) -> None:
    def parsed(texts: list[str]) -> list[Version]:
        return [Version(text[0], text[1], int(text[3:])) for text in texts]

    judged = mark_unchanged(reading(parsed(incoming)), known(parsed(before)) if before else {})
    sheet = judged.sheets[0]
    assert sheet.ledger["disposition"].tolist() == expected
    assert len(sheet.facts["leads"]) == expected.count("accepted")


def test_a_row_is_unchanged_only_when_all_it_says_is() -> None:
    lead, visit = Version("a", "1", 3), Version("v", "1", 4)
    whole = reading([lead])
    sheet = whole.sheets[0]
    two_facts = FileReading(
        "f2", "b.xlsx", "main", "ff", "read",
        sheets=[
            SheetReading(
                sheet.name, sheet.kind, sheet.rows, sheet.ledger, sheet.issues,
                facts={"leads": facts([lead]), "activities": facts([visit])},
            )
        ],
    )  # fmt: skip
    judged = mark_unchanged(two_facts, known([lead])).sheets[0]
    assert judged.ledger["disposition"].tolist() == ["accepted"]
    assert [len(judged.facts[kind]) for kind in ("leads", "activities")] == [0, 1]


def test_a_sheet_may_bring_no_fact_of_a_kind() -> None:
    sheet = replace(reading([Version("a", "1", 3)]).sheets[0], facts={"leads": facts([])})
    judged = mark_unchanged(FileReading("f2", "b.xlsx", "main", "ff", "read", sheets=[sheet]), {})
    assert judged.sheets[0].ledger["disposition"].tolist() == ["accepted"]
