"""What the office's own settings say about sheets: fields in `[columns]`, items of the customer profile."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from pipeline.config import Settings
from pipeline.config_problems import dotted
from pipeline.errors import ConfigurationError, Message
from pipeline.intake.cells import PARSERS
from pipeline.intake.headers import own_mapping
from pipeline.intake.profile_items import ITEMS

# Export columns that no column of an office file feeds under this name, and the fields that do.
EXPORT_NAMES: Final = {
    "lead_source": "channel", "horizon_deadline": "horizon", "opted_out_modes": "opt_out",
    "price": "unit_price_total", "customer_id": "customer_number",
}  # fmt: skip


def mapped_fields(configured: Mapping[str, str]) -> dict[str, str]:
    """The office's own headers, normalised -> field; names of export columns are understood too.

    Raises ConfigurationError for a field that there is not.
    """
    refuse(_unknown_fields(("columns",), configured))
    return own_mapping({header: EXPORT_NAMES.get(field, field) for header, field in configured.items()})


def check_own_words(settings: Settings) -> None:
    """Raises ConfigurationError for every field or item that there is not, with the nearest there is."""
    tables = {("columns",): settings.columns, ("site", "columns"): settings.site.columns}
    tables |= {("sites", site, "columns"): table.get("columns", {}) for site, table in settings.sites.items()}
    tables |= {("files", pattern, "columns"): file.columns for pattern, file in settings.files.items()}
    found = [problem for path, table in tables.items() for problem in _unknown_fields(path, table)]
    found += [
        _problem("item", "rules.profiles.dropped_items", item, list(ITEMS))
        for item in settings.rules.profiles.dropped_items
        if item not in ITEMS
    ]
    refuse(found)


def refuse(found: list[Message]) -> None:
    """Raises ConfigurationError if there is any problem."""
    if found:
        raise ConfigurationError("config.invalid", path="config.toml", problems=found)


def _unknown_fields(path: tuple[str, ...], table: Mapping[str, str]) -> list[Message]:
    known = {**dict.fromkeys(PARSERS), **EXPORT_NAMES}
    return [
        _problem("field", dotted((*path, header)), field, list(known))
        for header, field in table.items()
        if field not in known
    ]


def _problem(what: str, setting: str, word: str, known: list[str]) -> Message:
    near = get_close_matches(word, known, n=1, cutoff=0.0)[0]
    told = Message(f"error.config.unknown_{what}", {"setting": setting, what: word, "near": near})
    return Message("error.config.somewhere", {"problem": told})
