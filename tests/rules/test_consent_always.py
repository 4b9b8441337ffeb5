"""Whatever is known about customers, nothing forbidden is proposed, and the order of rows decides nothing."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.rules.consent import permissions, permit
from pipeline.vocabulary import MESSAGE_MODES, PACES, RULES
from tests.rules.customers import AS_OF, customers
from tests.rules.test_consent import proposals

MODE_FACTS = st.fixed_dictionaries(
    {
        **{f"can_{mode}": st.booleans() for mode in MESSAGE_MODES},
        **{f"consent_{mode}": st.sampled_from(["yes", "no", None]) for mode in MESSAGE_MODES},
        "opted_out_modes": st.sets(st.sampled_from(MESSAGE_MODES)).map(lambda modes: "|".join(sorted(modes))),
        "preferred_mode": st.sampled_from([*MESSAGE_MODES, "visit", None]),
        "is_owner": st.booleans(),
        "is_vip": st.booleans(),
        "status": st.sampled_from(["initial", "closed", "invalid"]),
        "created_at": st.sampled_from(["2026-06-01 10:00", "2025-01-01 10:00"]),
    }
)


def may(told: Mapping[Any, Any], mode: str, basis: str) -> bool:
    """Whether a mode may be used on a basis, read off one customer's facts."""
    if told["status"] == "invalid" or mode in str(told["opted_out_modes"]).split("|"):
        return False
    has_asked = told["newest_enquiry_at"] >= pd.Timestamp("2026-03-02") and told[f"consent_{mode}"] != "no"
    has_agreed = told[f"consent_{mode}"] == "yes"
    return bool({"consent": has_agreed, "contract": told["is_owner"], "asked": has_asked}[basis])


@settings(max_examples=50, deadline=None)
@given(
    st.lists(MODE_FACTS, min_size=1, max_size=6),
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([r for r in RULES if r != "handover"])), max_size=12
    ),
    st.lists(st.sampled_from(PACES), min_size=6, max_size=6),
)
def test_no_order_of_inputs_proposes_what_is_forbidden(
    facts: list[dict[str, object]], wanted: list[tuple[int, str]], paces: list[str]
) -> None:
    people = customers(*facts).assign(pace=paces[: len(facts)])
    asked = proposals(*[(f"C{n % len(facts) + 1}", rule) for n, rule in wanted])
    allowed, blocked = permit(asked, permissions(people, Settings(), AS_OF), people)
    assert len(allowed) + len(blocked) == len(asked)
    known = people.to_dict(orient="index")
    for task in allowed.to_dict(orient="records"):
        assert known[task["customer_id"]][f"can_{task['mode']}"]
        assert may(known[task["customer_id"]], task["mode"], task["basis"])

    shuffled = asked.sample(frac=1, random_state=len(asked))
    again, _ = permit(shuffled, permissions(people[::-1], Settings(), AS_OF), people[::-1])
    keys = ["customer_id", "rule", "mode", "basis"]
    assert sorted(map(tuple, allowed[keys].to_numpy())) == sorted(map(tuple, again[keys].to_numpy()))
