"""What is wrong in config.toml, in words for whoever wrote it: which key, where, and what is allowed.

No message repeats a value: it may be a password.
"""

import re
import types
from collections.abc import Iterable, Mapping
from datetime import date, time
from difflib import get_close_matches
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline.errors import Message

Path = tuple[str, ...]
Problem = tuple[Path, Message]
OWN: Final = "callsheet."
LIMITS: Final = ("gt", "ge", "lt", "le")
KINDS: Final = {bool: "boolean", int: "whole", float: "number", time: "time", date: "date", str: "text"}


def refused(why: str, **values: object) -> PydanticCustomError:
    """A problem with words of its own: `error.config.<why>`."""
    return PydanticCustomError(OWN + why, "{why}", {"why": why, **values})


def problems(errors: Iterable[ErrorDetails], model: type[BaseModel], above: Path = ()) -> list[Problem]:
    """One problem a wrong key, each once; `above`: the tables that `model` stands in."""
    told = [_problem(error, model, above) for error in errors]
    return list({path: (path, message) for path, message in reversed(told)}.values())[::-1]


def in_order(found: Iterable[Problem], text: str) -> list[Message]:
    """The problems as lines, in the order of the file."""
    lines = key_lines(text)
    numbered = [(_line_of(path, lines), path, message) for path, message in found]
    return [
        Message("error.config.at", {"line": line, "problem": message})
        if line
        else Message("error.config.somewhere", {"problem": message})
        for line, _, message in sorted(numbered, key=lambda told: told[:2])
    ]


def _line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Where the key stands, or the table that it begins; 0: nowhere."""
    below = [line for known, line in lines.items() if known[: len(path)] == path]
    return min(below) if below else lines.get(path[:-1], 0)


def _problem(error: ErrorDetails, model: type[BaseModel], above: Path) -> Problem:
    loc = tuple(part for part in error["loc"] if isinstance(part, str) and part != "[key]")
    # Below a password come the names of its possible types.
    loc = loc[:2] if loc[:1] == ("passwords",) else loc
    path, kind = above + loc, error["type"]
    values: dict[str, object] = {"setting": dotted(path)}
    if kind == "extra_forbidden" or "[key]" in error["loc"]:
        return path, Message("error.config.unknown_key", {**values, "near": nearest_key(loc, model, above)})
    if kind.startswith(OWN):
        context = {name: value for name, value in error.get("ctx", {}).items() if name != "why"}
        told = _parts(str(context["setting"])) if "setting" in context else path
        return told, Message("error.config." + kind.removeprefix(OWN), {**values, **context})
    allowed_here = (
        Message("error.config.allowed.texts") if loc[:1] == ("passwords",) else _allowed_at(loc, model)
    )
    return path, Message("error.config.wrong_value", {**values, "allowed": allowed_here})


def nearest_key(loc: Path, model: type[BaseModel], above: Path = ()) -> str:
    """The known key most like the one at `loc`: in its own table, else the same name in another one."""
    *tables, name = loc
    siblings = _keys_in(tuple(tables), model)
    near = get_close_matches(name, siblings, n=1, cutoff=0.6)
    if near:
        return dotted((*above, *tables, near[0]))
    leaves = {path[-1]: path for path in reversed(known_keys(model))}
    elsewhere = get_close_matches(name, leaves, n=1, cutoff=0.75)
    if elsewhere:
        return dotted((*above, *leaves[elsewhere[0]]))
    closest = get_close_matches(name, siblings, n=1, cutoff=0.0) or list(siblings)[:1]
    return dotted((*above, *tables, *closest))


def known_keys(model: type[BaseModel], above: Path = ()) -> list[Path]:
    """Every key of a model and of the models in it, in their order; tables of free keys count as one."""
    keys: list[Path] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        is_table = (
            isinstance(inner, type) and issubclass(inner, BaseModel) and not issubclass(inner, RootModel)
        )
        keys += known_keys(inner, (*above, name)) if is_table else [(*above, name)]  # type: ignore[arg-type]
    return keys


def key_lines(text: str) -> dict[Path, int]:
    """Table and key -> the line on which it stands; good enough for a file that could be read."""
    lines: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        key = re.match(r"""\s*("[^"]*"|'[^']*'|[\w.\-]+)\s*=""", line)
        if header:
            table = _parts(header[1])
            lines.setdefault(table, number)
        elif key:
            lines.setdefault(table + _parts(key[1]), number)
    return lines


def dotted(path: Iterable[str]) -> str:
    """A key as one would write it: rules.plan.capacity, sites."云栖里".closing."""
    return ".".join(part if re.fullmatch(r"[\w\-]+", part, re.ASCII) else f'"{part}"' for part in path)


def _parts(key: str) -> Path:
    found = re.findall(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w\-]+))\s*\.?""", key)
    return tuple(next(part for part in parts if part) for parts in found if any(parts))


def _keys_in(tables: Path, model: type[BaseModel]) -> list[str]:
    inside: Any = model
    for name in tables:
        inside = _inside(inside, name)
    if isinstance(inside, type) and issubclass(inside, BaseModel):
        return list(inside.model_fields)
    return [str(word) for word in get_args(get_args(inside)[0])] if get_origin(inside) is dict else []


def _inside(annotation: Any, name: str) -> Any:
    """The type of what stands at `name` in a table of this type; None if nothing can."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(name)
        return field.annotation if field else None
    return get_args(annotation)[1] if get_origin(annotation) in (dict, Mapping) else None


def _allowed_at(loc: Path, model: type[BaseModel]) -> Message:
    """What may stand at a key, from its type and limits."""
    annotation: Any = model
    field: FieldInfo | None = None
    for name in loc:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            field = annotation.model_fields.get(name)
            annotation = field.annotation if field else None
        elif get_origin(annotation) in (dict, tuple):
            annotation, field = [part for part in get_args(annotation) if part is not ...][-1], None
    limits = {
        name: getattr(limit, name)
        for limit in (field.metadata if field else ())
        for name in LIMITS
        if getattr(limit, name, None) is not None
    }
    return allowed(annotation, limits)


def allowed(annotation: Any, limits: Mapping[str, object]) -> Message:
    """`a whole number above 0`, `one of zh, en`, `true or false`, `a time such as 09:00:00`, ..."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return allowed(next(part for part in inner if part is not type(None)), limits)
    if origin is Literal:
        return Message("error.config.allowed.one_of", {"words": ", ".join(f'"{word}"' for word in inner)})
    if origin is tuple:
        return Message("error.config.allowed.list", {"each": allowed(inner[0], limits)})
    if hasattr(annotation, "__metadata__"):
        told = [limit for limit in annotation.__metadata__ if isinstance(limit, FieldInfo)]
        return allowed(
            inner[0], {n: getattr(m, n) for f in told for m in f.metadata for n in LIMITS if hasattr(m, n)}
        )
    kind = KINDS.get(annotation, "table")
    if kind in ("whole", "number"):
        return Message(f"error.config.allowed.{kind}{_range(limits)}", dict(limits))
    return Message(f"error.config.allowed.{kind}", {})


def _range(limits: Mapping[str, object]) -> str:
    return "." + "_".join(name for name in LIMITS if name in limits) if limits else ""


def syntax_problem(told: str, text: str) -> Message:
    """What tomllib says, in words: the line (the last one where the file ends too early), and what is often wrong."""
    line = re.search(r"line (\d+)", told)
    number = line[1] if line else len(text.splitlines())
    if any(word in told for word in ("overwrite", "twice", "mutate")):
        return Message("error.config.twice", {"line": number})
    return Message("error.config.not_toml", {"line": number})
