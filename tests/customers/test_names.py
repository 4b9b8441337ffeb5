"""Which two names can be one person (Rules, section 3)."""

import pandas as pd
import pytest

from pipeline.customers.names import can_be_one, have_conflict, have_people, name_forms, plain

PAIRS = [
    ("equal", "张伟", "张伟", True),
    ("spaces and full width", "张　伟", "张 伟", True),
    ("full-width letters", "ＴＯＭ", "TOM", True),
    ("traditional", "張偉", "张伟", True),
    ("full name with title", "张伟先生", "张伟", True),
    ("titles on both", "张伟总", "张伟先生", True),
    ("other given name", "张伟", "张芳", False),
    ("other surname", "张伟", "王伟", False),
    ("empty", "", "张伟", True),
    ("only spaces", "  ", "张伟", True),
    ("only a title", "先生", "张伟", True),
    ("surname and title", "张先生", "张伟", True),
    ("boss", "张总", "张伟", True),
    ("old and young", "老张", "小张", True),
    ("nickname of another", "老张", "王伟", False),
    ("surname of another", "张先生", "王伟", False),
    ("Mr and Ms", "张先生", "张女士", False),
    ("Mr and Miss", "张先生", "张小姐", False),
    ("Ms and Miss", "张女士", "张小姐", True),
    ("Mr and boss", "张先生", "张总", True),
    ("Mr and full name of a Ms", "张先生", "张伟女士", False),
    ("full names differ only in title", "张伟先生", "张伟女士", True),
    ("compound surname", "欧阳先生", "欧阳锋", True),
    ("half of a compound surname", "欧先生", "欧阳锋", False),
    ("bare surname and title", "张", "张先生", True),
    ("bare surname and full name", "张", "张伟", False),
    ("Latin and Han", "David", "张伟", True),
    ("Latin and title", "David", "张先生", True),
    ("two Latin", "David", "Peter", False),
    ("mixed and Han", "Lily张", "张伟", False),
    ("young as part of a name", "小龙女", "龙女", False),
]


@pytest.mark.parametrize(("left", "right", "expected"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_two_names_can_be_one_person(left: str, right: str, expected: bool) -> None:
    forms = [name_forms(pd.Series([name], dtype="str")) for name in (left, right)]
    assert can_be_one(forms[0], forms[1]).tolist() == [expected]
    assert can_be_one(forms[1], forms[0]).tolist() == [expected]
    torn = have_conflict(pd.Series([7, 7]), pd.Series([left, right], dtype="str"))
    assert torn.tolist() == ([] if expected else [7])


def test_plain_keeps_the_index_and_what_is_empty() -> None:
    names = pd.Series(["張 偉", None, " ", "张伟先生"], index=[5, 6, 7, 8], dtype="str")
    assert plain(names).fillna("-").to_dict() == {5: "张伟", 6: "-", 7: "-", 8: "张伟先生"}


@pytest.mark.parametrize(
    ("names", "is_crowd"),
    [
        (["张伟", "王芳", "李强"], False),
        (["张伟", "王芳", "李强", "赵敏"], True),
        (["张伟", "王芳", "李强", "张先生"], False),
        (["张伟", "王芳", "李强", "David"], False),
        (["张伟", "王芳", "李强", ""], False),
        # In sorted order 张伟 comes first and takes 张先生 in, so that 张敏 is a person of her own.
        (["张伟", "张先生", "张敏", "王芳", "李强"], True),
    ],
)
def test_a_number_has_four_people(names: list[str], is_crowd: bool) -> None:
    found = have_people(pd.Series(["n"] * len(names)), pd.Series(names, dtype="str"), 4)
    assert found.tolist() == (["n"] if is_crowd else [])


def test_many_names_of_one_number_are_a_conflict_without_comparing_all() -> None:
    names = pd.Series([f"张伟{n}" for n in range(2000)], dtype="str")
    assert have_conflict(pd.Series([1] * 2000), names).tolist() == [1]
