"""`template`: a blank workbook of one kind for the office to fill in."""

from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import ConfigurationError
from pipeline.intake.profile_items import kept_items
from pipeline.publish.template_workbook import write_template
from pipeline.vocabulary import OFFICE_KINDS
from pipeline.wording import Wording


def make_template(kind: str, out: Path | None, settings: Settings, words: Wording) -> Path:
    """Write the workbook and give its path. Without `out` it is KIND.xlsx where we are, unless that exists.

    Raises ConfigurationError: no such kind, a path of another kind of file, or one that cannot be written.
    """
    if kind not in OFFICE_KINDS:
        raise ConfigurationError("template.unknown_kind", kind=kind, known=", ".join(OFFICE_KINDS))
    path = out or Path(f"{kind}.xlsx")
    if path.suffix.lower() != ".xlsx":
        raise ConfigurationError("template.not_a_workbook", path=path)
    if out is None and path.exists():
        raise ConfigurationError("template.exists", path=path)
    profiles = settings.rules.profiles
    kept = kept_items(profiles.kept_classes, profiles.dropped_items)
    try:
        with path.open("wb"):
            pass
        write_template(path, kind, words, kept)
    except OSError as error:
        raise ConfigurationError("template.unwritable", path=path, reason=error.strerror) from None
    return path
