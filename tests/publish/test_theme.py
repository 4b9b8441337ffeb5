"""The theme: every colour and font both faces need, and a slip in it is named."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.publish.theme import THEME_FILE, load_theme


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ('ink = "#', 'ink = "', "colours.ink"),
        ("muted =", "mutted =", "colours.mutted"),
        ("[logo]", "[lgo]", "lgo"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, was: str, becomes: str, named: str) -> None:
    changed = tmp_path / "theme.toml"
    changed.write_text(THEME_FILE.read_text(encoding="utf-8").replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(ValidationError) as caught:
        load_theme(changed)
    assert named in [".".join(map(str, error["loc"])) for error in caught.value.errors()]


def test_the_shipped_theme_is_whole() -> None:
    theme = load_theme()
    assert theme.logo.text == "Callsheet"
    assert theme.families("zh") and theme.families("en")
