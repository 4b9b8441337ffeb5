"""Where two configurations differ, as far as trying the other one shows it."""

from typing import Any, Final

from pydantic import BaseModel

from pipeline.config import Settings

TRIED: Final = ("site", "sites", "rules")
# These decide how files are read: the facts stay as they were read.
OF_READING: Final = ("columns", "files", "channels")


def differences(today: Settings, under: Settings) -> list[dict[str, Any]]:
    """One record a key that has another value: key (as in config.toml), today, under. Never a password."""
    one, other = _values(today), _values(under)
    return [
        {"key": key, "today": one.get(key), "under": other.get(key)}
        for key in sorted({*one, *other})
        if one.get(key) != other.get(key)
    ]


def not_tried(today: Settings, under: Settings) -> list[str]:
    """Tables that differ and change nothing here, as they only matter while files are read."""
    return [name for name in OF_READING if getattr(today, name) != getattr(under, name)]


def _values(settings: Settings) -> dict[str, Any]:
    return {
        key: value
        for name in TRIED
        for key, value in _leaves(getattr(settings, name), name)
        if not key.startswith("site.columns")
    }


def _leaves(value: Any, key: str) -> list[tuple[str, Any]]:
    """Every key below `key` with its value, dates and times as text."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    if not isinstance(value, dict):
        return [(key, value if isinstance(value, str | int | float | list | None) else str(value))]
    return [leaf for name, inner in value.items() for leaf in _leaves(inner, f"{key}.{name}")]
