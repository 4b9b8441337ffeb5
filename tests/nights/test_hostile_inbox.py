"""A night whose inbox holds files made to hurt: the good file is published, each of the others says why not."""

import os
from pathlib import Path

from tests.intake.hostile import every_variant
from tests.nights.office import LEADS, Office, lead

CHOSEN = {
    "bomb: a sheet of 100 MB of blanks": "file-bomb",
    "parts that share bytes": "file-suspicious",
    "definitions laughs xl/workbook.xml": "file-suspicious",
    "ill-formed half xl/worksheets/sheet1.xml": "file-malformed",
    "parts with a password": "file-encrypted",
    "sheet: a cell in the far corner": "file-too-large",
    "sheet: 5,000 sheets": "file-too-large",
    "ods: password": "file-encrypted",
    "xls: zeros": "file-damaged",
    "disguise: photo.xlsx": "file-unreadable",
    "xlsb: a length beyond the end": "file-damaged",
    "xml: definitions": "file-suspicious",
}


def test_the_good_file_is_published_and_the_others_say_why(office: Office) -> None:
    variants = {variant.name: variant for variant in every_variant() if variant.name in CHOSEN}
    assert set(variants) == set(CHOSEN)
    for number, variant in enumerate(variants.values()):
        path = office.inbox / f"{number:02} {variant.file_name}"
        path.write_bytes(variant.content())
        os.utime(path, (0, 0))
    office.drop("客户台账.xlsx", LEADS, [lead("李雪", "19900000001", "2026-11-20 10:15")])
    _no_files(office.inbox)
    told = office.night()
    why = {file["name"]: (file["outcome"], file["reason"]) for file in told["files"]}
    expected = {
        f"{number:02} {variant.file_name}": ("unreadable", CHOSEN[name])
        for number, (name, variant) in enumerate(variants.items())
    }
    assert why == {**expected, "客户台账.xlsx": ("read", "")}
    assert (told["published"], told["customers"]) == ("2026-11-20", 1)
    assert {item["name"]: item["code"] for item in told["warnings"]} == {
        "目录.xlsx": "file-not-regular", "管道.csv": "file-not-regular", "链接.xlsx": "file-not-regular",
        "~$客户台账.xlsx": "file-locked",
    }  # fmt: skip
    texts = {path.name: path.read_text() for path in (office.inbox / "_unreadable").glob("*.txt")}
    assert {text.splitlines()[0] for text in texts.values()} == set(expected)
    assert all((office.inbox / "_unreadable" / name.removesuffix(".txt")).is_file() for name in texts)
    left = {path.name for path in office.inbox.iterdir()}
    assert left == {"_unreadable", "目录.xlsx", "管道.csv", "链接.xlsx", "~$客户台账.xlsx"}


def _no_files(inbox: Path) -> None:
    """A folder, a pipe and a link that are named like files, and the lock of an open workbook."""
    (inbox / "目录.xlsx").mkdir()
    os.mkfifo(inbox / "管道.csv")
    (inbox / "链接.xlsx").symlink_to("/etc/hostname")
    (inbox / "~$客户台账.xlsx").write_bytes(b"lock")
