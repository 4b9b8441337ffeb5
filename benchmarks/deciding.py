"""Work of telling customers apart, grading, due dates and the plan, as multiples of a bare read of the same files.

`python -m benchmarks.deciding [FOLDER]` writes the medium demo office and runs its night, once (they stay in FOLDER
if it is named), and prints, as ratios of the CPU that python-calamine's own `to_python` takes for these files in
the same run: the first night, which knows nothing yet, and the next night, to which the newest hundredth of all
rows is new. Reading the facts from the store is said beside it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline.as_of import AsOf
from pipeline.config import Settings, load_settings
from pipeline.deciding import decide_site
from pipeline.facts import GIVEN, Facts
from pipeline.store.database import open_store
from pipeline.store.decisions import sites_known
from pipeline.store.facts import load_facts

HOME: Final = Path(__file__).resolve().parent.parent
TARGETS: Final = {"first night": 0.6, "night with 1 % new rows": 0.1}
DAY: Final = date(2026, 6, 30)
NEW_SHARE: Final = 0.01
KINDS: Final = ("leads", "activities", "deals")
TURNS: Final = 3  # the smallest of so many counts: other work on the machine only ever adds


def prepare(folder: Path) -> None:
    """The office's files in `office/inbox`, and in `data` what a night made of them."""
    run = [sys.executable, str(HOME / "run.py"), "--data"]
    if not (folder / "office").exists():
        made = [*run, str(folder / "office"), "demo", "--size", "medium", "--until", f"{DAY}", "--no-run"]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    if not (folder / "data" / "outbox" / "latest").exists():
        shutil.copytree(folder / "office" / "inbox", folder / "data" / "inbox", dirs_exist_ok=True)
        night = [*run, str(folder / "data"), "nightly", "--as-of", f"{DAY}"]
        subprocess.run(night, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def bare_read(folder: Path) -> None:
    from python_calamine import CalamineWorkbook

    for path in sorted((folder / "office" / "inbox").rglob("*.xlsx")):
        book = CalamineWorkbook.from_path(path)
        for place in range(len(book.sheet_names)):
            book.get_sheet_by_index(place).to_python()


def stored_facts(folder: Path) -> list[Facts]:
    store = open_store(folder / "data" / "store" / "callsheet.db", None)
    with store.reading() as connection:
        return [load_facts(connection, site) for site in sites_known(connection)]


def first_night(facts: Facts) -> Facts:
    """What was known before any night was published."""
    unknown = {kind: getattr(facts, kind).assign(known_night=pd.NaT) for kind in KINDS}
    typed: dict[str, Any] = {
        kind: frame.astype({"known_night": "datetime64[us]"}) for kind, frame in unknown.items()
    }
    nothing: dict[str, Any] = {name: getattr(facts, name).iloc[:0] for name in ("numbers", "gifts", "given")}
    return replace(facts, **typed, **nothing)


def without_newest(facts: Facts) -> Facts:
    """Without the hundredth of the rows that were stated last."""
    moments = pd.concat([getattr(facts, kind)["own_at"] for kind in KINDS])
    limit = moments.sort_values().iloc[int(len(moments) * (1 - NEW_SHARE))]
    before: dict[str, Any] = {kind: _before(getattr(facts, kind), limit) for kind in KINDS}
    return replace(facts, **before)


def _before(frame: pd.DataFrame, limit: Any) -> pd.DataFrame:
    before: pd.DataFrame = frame[frame["own_at"] < limit].reset_index(drop=True)
    return before


@dataclass(frozen=True)
class NextNight:
    """A site on the night after its first: all rows, and what the first night decided without the newest."""

    facts: Facts

    @classmethod
    def after(cls, every: Facts, settings: Settings, as_of: AsOf) -> "NextNight":
        before = without_newest(every)
        decision, night = decide_site(before, settings, as_of), pd.Timestamp(as_of.plan_day)
        known: dict[str, Any] = {
            kind: _known(getattr(every, kind), getattr(before, kind), night) for kind in KINDS
        }
        decided: dict[str, Any] = {
            "numbers": decision.derived.numbers.assign(night=night),
            "gifts": decision.gifts.assign(night=night),
            "given": decision.tasks[list(GIVEN)],
        }
        return cls(replace(every, **known, **decided))


def _known(frame: pd.DataFrame, before: pd.DataFrame, night: pd.Timestamp) -> pd.DataFrame:
    is_known = frame["fact_id"].isin(before["fact_id"])
    return frame.assign(known_night=frame["known_night"].where(~is_known, night))


def cpu_of(work: Callable[[], object], turns: int = TURNS) -> float:
    seconds = []
    for _ in range(turns):
        before = time.process_time()
        work()
        seconds.append(time.process_time() - before)
    return min(seconds)


def compare(folder: Path) -> None:
    settings = load_settings(HOME / "config.toml")
    tonight, tomorrow = (AsOf.of(day, clock(18)) for day in (DAY, DAY + timedelta(days=1)))
    unit = cpu_of(lambda: bare_read(folder))
    loading = cpu_of(lambda: stored_facts(folder), turns=1)
    sites = [first_night(facts) for facts in stored_facts(folder)]
    whole = sum(cpu_of(lambda facts=facts: decide_site(facts, settings, tonight)) for facts in sites)  # type: ignore[misc]
    after = [NextNight.after(facts, settings, tonight).facts for facts in sites]
    small = sum(cpu_of(lambda facts=facts: decide_site(facts, settings, tomorrow)) for facts in after)  # type: ignore[misc]
    rows = sum(len(getattr(facts, kind)) for facts in sites for kind in KINDS)
    print(f"python-calamine's own to_python: {unit:.1f} s CPU = 1   ({rows} facts of {len(sites)} sites)")
    for name, cpu in zip(TARGETS, (whole, small), strict=True):
        print(f"{name:26} {cpu / unit:5.2f}  (target {TARGETS[name]}; {cpu:.1f} s CPU)")
    print(f"{'loading the facts, once':26} {loading / unit:5.2f}  ({loading:.1f} s CPU, not counted above)")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch)
        os.environ["XDG_CONFIG_HOME"] = f"{folder}/config"
        prepare(folder)
        compare(folder)


if __name__ == "__main__":
    main()
