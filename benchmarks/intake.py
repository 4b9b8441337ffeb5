"""Work of reading and judging one workbook of 500,000 activities, as multiples of a bare read of it.

`python -m benchmarks.intake [ROWS]` writes the workbook once (12 columns) and prints, as ratios of the CPU that
python-calamine's own `to_python` takes in the same run: reading (the second count and whatever processes read
for us included), and parsing with judging. Each part is measured in a process of its own, with its peak memory.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

ROWS: Final = 500_000
TARGETS: Final = {"reading": 2.0, "parsing and judging": 2.0}
HEADER: Final = (
    "记录编号", "客户姓名", "联系电话", "跟进时间", "跟进方式", "呼叫方向", "通话结果", "通话时长(秒)", "跟进内容",
    "下次跟进时间", "客户状态", "置业顾问",
)  # fmt: skip
START: Final = datetime(2026, 1, 1, 9, 0)
MODES: Final = ("去电", "来电", "微信", "短信", "面谈")
OUTCOMES: Final = ("已接通", "无人接听", "关机", "占线", "拒接", "已加微信", "空号")
STATUSES: Final = ("跟进中", "需求明确", "比较中", "强意向", "")
TALKS: Final = (
    "想看三房，周末带家人一起来看样板间", "嫌单价高，等下一批房源", "预算三百万左右，首付还差一点",
    "关心学区和地铁，已发资料", "Will come again on Sunday with the family",
)  # fmt: skip


def write_workbook(path: Path, rows: int) -> None:
    """A call log as a telephone system exports it: text moments, mobiles as text, a note in every row."""
    import xlsxwriter

    dice = Random(1)
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("通话记录")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, _call(number, dice))


def _call(number: int, dice: Random) -> list[Any]:
    person = dice.randrange(ROWS // 10)
    at = START + timedelta(seconds=dice.randrange(300 * 86_400))
    mode, outcome = dice.choice(MODES), dice.choice(OUTCOMES)
    next_date = f"{at + timedelta(days=dice.randrange(1, 40)):%Y-%m-%d}" if dice.random() < 0.4 else ""
    return [
        f"T{number:07d}", f"客户{person}", f"139{person:08d}", f"{at:%Y-%m-%d %H:%M:%S}", mode,
        dice.choice(("呼出", "呼入")), outcome, dice.randrange(600), f"{dice.choice(TALKS)}，第{number}次联系",
        next_date, dice.choice(STATUSES), f"顾问{dice.randrange(24):02d}",
    ]  # fmt: skip


def bare(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def reading(path: Path) -> None:
    from pipeline.intake.guard import read_guarded

    read_guarded(path, path.name)


def whole(path: Path) -> None:
    from datetime import time as clock

    from pipeline.as_of import AsOf
    from pipeline.config import Settings
    from pipeline.intake import read_file

    as_of, saved = AsOf.of(datetime(2026, 11, 20), clock(18)), datetime(2026, 11, 19)
    read = read_file(path, path.name, "main", "f1", "00", saved, Settings(), as_of)
    assert all(set(sheet.ledger["disposition"]) <= {"accepted"} for sheet in read.sheets)


PARTS: Final[dict[str, Callable[[Path], None]]] = {"bare": bare, "reading": reading, "whole": whole}


def measure(part: str, path: Path) -> None:
    """Run one part here; CPU seconds and peak MiB of this process and its children, wall seconds of the part."""
    start = time.perf_counter()
    PARTS[part](path)
    seconds = time.perf_counter() - start
    _end_reading()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"cpu": _used(), "wall": seconds, "peak": peak / 1024}))


def _end_reading() -> None:
    """A process counts among the used ones when it has ended."""
    if "pipeline.intake.guard" in sys.modules:
        sys.modules["pipeline.intake.guard"].end_process()


def _used() -> float:
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in told)


def measured(part: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.intake", part, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _beyond_empty(part: str, path: Path) -> dict[str, float]:
    """What the workbook costs beyond an empty one: starting and importing is the night's, once."""
    figures, empty = measured(part, path), measured(part, path.with_name("empty.xlsx"))
    return {**figures, "cpu": figures["cpu"] - empty["cpu"]}


def compare(path: Path) -> None:
    figures = {part: _beyond_empty(part, path) for part in PARTS}
    unit = figures["bare"]["cpu"]
    parts = {
        "reading": figures["reading"]["cpu"],
        "parsing and judging": figures["whole"]["cpu"] - figures["reading"]["cpu"],
    }
    print(f"python-calamine's own to_python: {unit:.1f} s CPU = 1")
    for name, cpu in parts.items():
        print(f"{name:20} {cpu / unit:5.2f}  (target {TARGETS[name]:.0f}; {cpu:.1f} s CPU)")
    for part, told in figures.items():
        print(f"{part:20} {told['wall']:6.1f} s wall, peak {told['peak']:5.0f} MiB")


def main() -> None:
    match sys.argv[1:]:
        case [part, workbook]:
            measure(part, Path(workbook))
        case given:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "通话记录.xlsx"
                write_workbook(path.with_name("empty.xlsx"), 0)
                write_workbook(path, int(given[0]) if given else ROWS)
                compare(path)


if __name__ == "__main__":
    main()
