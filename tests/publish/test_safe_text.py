"""Hostile text: what people typed can neither compute nor hide, and no two people share a file."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.safe_text import (
    clean_name,
    display_width,
    file_name_for,
    plain_text,
    safe_file_name,
    sheet_names,
    shortened,
    shown_text,
    shown_texts,
)

ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=60)
AWKWARD = st.text(alphabet='aAbB19 ._-/\\:*?"<>|张伟çß‮\x00\n~$', max_size=6)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("=cmd|' /C calc'!A0", "＝cmd|' /C calc'!A0"),
        ("+1+1", "＋1+1"),
        ("-2+3", "－2+3"),
        ("@SUM(A1)", "＠SUM(A1)"),
        ("|calc", "｜calc"),
        ("  =1", "＝1"),
        ("+8613800000001", "+8613800000001"),
        ("+86 138 0000 0001", "+86 138 0000 0001"),
        ("预算=300万", "预算=300万"),
        ("好\x00的\x1b", "好的"),
        ("abc\u202ecod", "abccod"),
        ("第一行\r\n第二行", "第一行\n第二行"),
        ("半\ud800个", "半个"),
        ("", ""),
    ],
)
def test_text_to_read_computes_nothing_and_hides_nothing(typed: str, shown: str) -> None:
    assert shown_text(typed) == shown


def test_text_to_read_back_keeps_what_was_typed() -> None:
    assert plain_text("=1+1\t好\x07") == "=1+1\t好"


def test_a_column_is_made_safe_and_unknown_is_empty() -> None:
    typed = pd.Series(["=1", None, "张伟"], index=[4, 2, 9], dtype="str")
    assert shown_texts(typed).to_dict() == {4: "＝1", 2: "", 9: "张伟"}


def test_a_cell_never_exceeds_what_excel_can_hold() -> None:
    assert len(shown_text("长" * 40_000)) < 32_767


@given(ANY_TEXT)
def test_nothing_shown_begins_like_a_formula(typed: str) -> None:
    shown = shown_text(typed)
    assert not shown.startswith(("=", "@", "-")) and (not shown.startswith("+") or shown[1:2].isdigit())
    shown.encode("utf-8")


@pytest.mark.parametrize(
    ("consultant_id", "name", "file_name"),
    [
        ("C01", "张伟", "C01 张伟"),
        ("张伟", "张伟", "张伟"),
        ("张伟", "", "张伟"),
        ("C02", "😀", "C02"),
        ("007", "Emma Li", "007 Emma Li"),
        ("S-1.2", "欧阳·娜娜", "S-1.2 欧阳·娜娜"),
    ],
)
def test_a_usual_consultant_has_a_plain_file_name(consultant_id: str, name: str, file_name: str) -> None:
    assert file_name_for(consultant_id, name) == file_name


@pytest.mark.parametrize(
    ("consultant_id", "name", "begins"),
    [
        ("../../etc", "passwd", "etc passwd "),
        ("CON", "王", "CON 王 "),
        ("c01", "张伟", "c01 张伟 "),
        ("Emma Li", "Emma Li", "Emma Li "),
        ("", "张伟", "张伟 "),
        ("~$x", "张\u202e伟", "x 张 伟 "),
    ],
)
def test_an_unusual_id_adds_a_hash_of_itself(consultant_id: str, name: str, begins: str) -> None:
    file_name = file_name_for(consultant_id, name)
    assert file_name.startswith(begins)
    assert len(file_name) == len(begins) + 8


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("A", "B C"), ("A B", "C")),
        (("C01", "张伟"), ("c01", "张伟")),
        (("a/b", "张伟"), ("a:b", "张伟")),
        (("C" * 300, "x"), ("C" * 301, "x")),
        (("😀", "张伟"), ("😁", "张伟")),
        (("Emma", "Li"), ("Emma Li", "")),
        (("é", "x"), ("e\u0301", "x")),
    ],
)
def test_two_people_never_share_a_file(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert file_name_for(*one).casefold() != file_name_for(*other).casefold()


@given(AWKWARD, AWKWARD, AWKWARD, AWKWARD)
def test_different_ids_give_different_files(one: str, name: str, other: str, other_name: str) -> None:
    same_file = file_name_for(one, name).casefold() == file_name_for(other, other_name).casefold()
    assert (one == other) or not same_file


@given(ANY_TEXT, ANY_TEXT)
def test_every_file_name_can_be_written_anywhere(consultant_id: str, name: str) -> None:
    for file_name in (file_name_for(consultant_id, name), safe_file_name(consultant_id)):
        assert file_name and len(file_name.encode("utf-8")) <= 240
        assert not set(file_name) & set('/\\:*?"<>|\0\n\r\t')
        assert file_name[0] not in " .~-" and file_name[-1] not in " ."


@pytest.mark.parametrize("text", ["main", "御名峰", "North Park", "客户台账（11月）", "【新】名单"])
def test_a_harmless_name_stands_as_it_is(text: str) -> None:
    assert safe_file_name(text) == text


def test_names_are_cut_between_letters() -> None:
    assert clean_name("张" * 200) == "张" * 33


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (["跟进记录", "跟进记录"], ["跟进记录", "跟进记录 (2)"]),
        (["a/b", "A b"], ["a b", "A b (2)"]),
        (["", "'x'"], ["Sheet1", "x"]),
        (["History"], ["History (2)"]),
        (["_Callsheet"], ["_Callsheet (2)"]),
        (["名" * 40, "名" * 40], ["名" * 31, "名" * 26 + " (2)"]),
    ],
)
def test_sheet_titles_are_accepted_and_different(names: list[str], titles: list[str]) -> None:
    assert sheet_names(names, reserved=["_callsheet"]) == titles


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("看房 三室", 9, "看房 三室"),
        ("看房 三室", 8, "看房 三…"),
        ("看房 三室", 7, "看房…"),
        ("a\n b", 9, "a b"),
        ("abcdef", 4, "abc…"),
    ],
)
def test_long_talk_is_shortened_by_what_it_takes_on_the_page(text: str, width: int, short: str) -> None:
    assert shortened(text, width) == short
    assert display_width("看a") == 3
