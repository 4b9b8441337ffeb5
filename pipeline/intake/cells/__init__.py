"""Cells: one raw value -> the fields it feeds, or the code of what is wrong with it.

Every parser is total and reads one unique value: it never raises, never chooses between two readings, never
rounds digits back that were lost. `parse_column` does a whole column over its unique values.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.intake.cells.columns import ParsedColumn, parse_column
    from pipeline.intake.cells.fields import FEEDS, PARSERS
    from pipeline.intake.cells.reading import Cell, CellContext, ErrorCell, Parser, Reading

__all__ = [
    "FEEDS", "PARSERS", "Cell", "CellContext", "ErrorCell", "ParsedColumn", "Parser", "Reading", "parse_column",
]  # fmt: skip
_MODULES = {"ParsedColumn": "columns", "parse_column": "columns", "FEEDS": "fields", "PARSERS": "fields"}


def __getattr__(name: str) -> Any:
    """Load a module when it is asked for: the process that opens files needs no parser."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'reading')}"), name)
