"""One value told in several columns: building, entrance and room; surname and given name."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.intake.cells.text import is_blank, typed

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_UNIT_WORD: Final = re.compile(r"\s*(?:号楼|號樓|栋|棟|幢|座|号|號|楼|樓|单元|單元|室|房)\s*$")
_WHOLE_UNIT: Final = re.compile(r"[-—栋棟幢座/#]|号楼|單元|单元")


def joined_unit(parts: Sequence[object]) -> object:
    """`3栋, 1单元, 2501室` -> `3-1-2501`; a room that names its building itself stays as it is typed."""
    if is_blank(parts[-1]) or _WHOLE_UNIT.search(typed(parts[-1])):  # type: ignore[arg-type]
        return parts[-1]
    told = [typed(part) for part in parts if not is_blank(part)]  # type: ignore[arg-type]
    return "-".join(_UNIT_WORD.sub("", text) for text in told)


def joined_name(parts: Sequence[object]) -> object:
    """Surname and given name as they are said: `王` and `五` -> `王五`, `Smith` and `John` -> `John Smith`."""
    surname, given = (typed(part) for part in parts)  # type: ignore[arg-type]
    if _HAN.search(surname + given):
        return surname + given
    return f"{given} {surname}".strip()
