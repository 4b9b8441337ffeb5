"""Start Callsheet: `python run.py` runs the night, with any Python 3, under .venv when there is one."""

import os
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent
ENVIRONMENT = HOME / ".venv"


def hand_over() -> None:
    """Replace this process by the same command under the project's own interpreter."""
    interpreter = ENVIRONMENT / "bin" / "python"
    if interpreter.exists() and Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        os.execv(interpreter, [str(interpreter), str(HOME / "run.py"), *sys.argv[1:]])


if __name__ == "__main__":
    hand_over()
    try:
        from pipeline.cli import main
    except ModuleNotFoundError as missing:
        print(f"Not set up yet ({missing.name} is missing): run `make setup` once.", file=sys.stderr)
        print("尚未安装：请先运行一次 make setup。", file=sys.stderr)
        sys.exit(2)
    main()
