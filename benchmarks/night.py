"""Time and memory of a night on the medium demo office: 50,000 leads and 500,000 activities at once.

`make bench` prints wall seconds of writing the office and of the night, and the largest summed resident memory
of the night's processes, sampled five times a second.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PAGE = os.sysconf("SC_PAGE_SIZE")
TARGET_SECONDS = 600
TARGET_BYTES = 1.5 * 2**30


def resident(process: int) -> int:
    """Resident bytes of a process and all that it started."""
    total, waiting = 0, [process]
    while waiting:
        number = waiting.pop()
        try:
            total += int(Path(f"/proc/{number}/statm").read_text().split()[1]) * PAGE
            for task in Path(f"/proc/{number}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended between the two looks
    return total


def measured(arguments: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """Wall seconds and the largest summed memory of one command."""
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, resident(process.pid))
        time.sleep(0.2)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
    return time.perf_counter() - start, peak


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "XDG_CONFIG_HOME": f"{folder}/config"}
        run = [sys.executable, str(HOME / "run.py"), "--data", f"{folder}/data"]
        written, _ = measured(
            [*run, "demo", "--size", "medium", "--until", "2026-06-30", "--no-run"], environment
        )
        seconds, peak = measured([*run, "nightly", "--as-of", "2026-06-30"], environment)
        account = json.loads((Path(folder) / "data/outbox/2026-06-30/run.json").read_text(encoding="utf-8"))
    print(f"office written in  {written:7.1f} s")
    print(f"night              {seconds:7.1f} s   (target {TARGET_SECONDS} s)")
    print(f"memory, summed     {peak / 2**20:7.0f} MiB (target {TARGET_BYTES / 2**20:.0f} MiB)")
    print(
        f"rows {account['totals']['rows']}, customers {account['customers']}, tasks {account['tasks']['total']}"
    )


if __name__ == "__main__":
    main()
