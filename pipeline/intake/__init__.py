"""Files -> typed rows, each accounted for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.intake.reader import read_claim, read_file

__all__ = ["read_claim", "read_file"]


def __getattr__(name: str) -> Any:
    """Load the reader when it is asked for: the process that opens files needs none of what judges them."""
    if name not in __all__:
        raise AttributeError(name)
    from pipeline.intake import reader

    return getattr(reader, name)
