"""How much is tried: a little in `make test`, release size in `make torture`."""

import os
from typing import Final

IS_RELEASE: Final = bool(os.environ.get("CALLSHEET_TORTURE"))


def parts(usual: int, release: int) -> range:
    """Numbers of the parts that a check is cut into, each a test of its own; the number is also its seed."""
    return range(release if IS_RELEASE else usual)
