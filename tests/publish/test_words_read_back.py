"""Every word a dropdown of the task workbook offers is understood when the workbook comes back."""

from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from pipeline.intake.cells import CellContext, parse_column
from pipeline.publish.group_sheet import GROUP
from pipeline.publish.new_customers_sheet import NEW
from pipeline.publish.today_columns import CLOSED_CHOICES, TODAY, choices
from pipeline.vocabulary import CHANNELS
from pipeline.wording import Language, Wording

OPT_OUTS = ["phone|sms", "sms", "wechat", "phone|sms|wechat"]
HORIZONS = ["m:1", "m:3", "m:6", "m:12", "open", "open"]


def read_back(field: str, asked_as: str, language: Language) -> pd.DataFrame:
    """The words of a dropdown, read as the cells of a column of `field`."""
    wording = Wording(language)
    header = wording(f"today.header.{asked_as}")
    context = CellContext(date(2026, 11, 20), ZoneInfo("Asia/Shanghai"), header=header)
    offered = pd.Series(choices(asked_as, wording), dtype="object")
    parsed = parse_column(offered, field, context)
    assert parsed.codes.eq("").all()
    return parsed.values


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("asked_as", ["outcome", "mode", "next_mode", "status"])
def test_words_of_closed_lists(asked_as: str, language: Language) -> None:
    field, words = CLOSED_CHOICES[asked_as]
    assert read_back(field, asked_as, language)[field].tolist() == list(words)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_consent_covers_every_mode(language: Language) -> None:
    given = read_back("consent", "consent", language)
    assert given[["consent_phone", "consent_sms", "consent_wechat"]].to_numpy().tolist() == [
        ["yes"] * 3, ["no"] * 3,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_opt_outs_name_their_modes(language: Language) -> None:
    assert read_back("opt_out", "opt_out", language)["opt_out_modes"].tolist() == OPT_OUTS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_horizons(language: Language) -> None:
    assert read_back("horizon", "horizon", language)["horizon"].tolist() == HORIZONS


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("column", sorted({c.field for c in (*TODAY, *GROUP, *NEW) if c.use == "asked"}))
def test_every_dropdown_is_understood(column: str, language: Language) -> None:
    """Also those of words of one's own: nothing that we offer is a word that we do not know."""
    wording = Wording(language)
    context = CellContext(date(2026, 11, 20), ZoneInfo("Asia/Shanghai"), header=column)
    parsed = parse_column(pd.Series(choices(column, wording), dtype="object"), column, context)
    assert parsed.codes.eq("").all()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_channels_and_layouts_that_are_offered(language: Language) -> None:
    assert read_back("layout", "layout", language)["layout"].tolist() == ["2", "3", "4", "5"]
    assert read_back("promise_kept", "promise_kept", language)["promise_kept"].tolist() == [True, False]
    wording = Wording(language)
    context = CellContext(date(2026, 11, 20), ZoneInfo("Asia/Shanghai"), header="channel")
    offered = pd.Series(choices("channel", wording), dtype="object")
    assert parse_column(offered, "channel", context).values["channel"].isin(CHANNELS).all()
