"""Chinese headers in words of our own: what each part is, and what the parts say together.

For headers that no pattern knows. A header counts only if it consists of known words altogether, so that a word
nobody expected (监护人电话) leaves it unread instead of read as something else.
"""

import re
from functools import cache
from typing import Final

from pipeline.intake.header_lexicon import LONGEST, SORTS_OF

_ELSEWHERE: Final = re.compile("渠道|销售|顾问|业务|专员|项目|置业|成交")
_PARTIAL: Final = re.compile("定金|订金|认筹|诚意金|小[定订]|大定")
_HAN: Final = re.compile(r"[a-z]*[\u4e00-\u9fff][\u4e00-\u9fffa-z]*")


@cache
def composed_meaning(base: str) -> str:
    """The meaning of a normalised header by its words, "" if it holds an unknown one or they say nothing together."""
    words = known_words(base) if _HAN.fullmatch(base) else []
    if not words:
        return ""
    said, head = set[str]().union(*(SORTS_OF[word] for word in words)), set(SORTS_OF[words[-1]])
    for read in (_of_days, _of_people, _of_reasons, _of_talks, _of_wishes):
        if meaning := read(base, said, head):
            return meaning
    return ""


def known_words(base: str) -> list[str]:
    """The fewest known words that make up a header, of equals those with the longest last ones; [] if none do."""
    best: list[list[str] | None] = [[], *[None] * len(base)]
    for end in range(1, len(base) + 1):
        for start in range(max(0, end - LONGEST), end):
            before, word = best[start], base[start:end]
            if (
                before is not None
                and word in SORTS_OF
                and (best[end] is None or len(before) + 1 < len(best[end] or []))
            ):
                best[end] = [*before, word]
    return best[-1] or []


_EVENTS: Final = ("cancelled", "deposit", "contract", "deal", "handover", "moved_in")


def _of_days(_base: str, said: set[str], head: set[str]) -> str:
    if "when" in said and "buy" in said:
        return "horizon"
    if (
        "buy" in said
        and head & {"soon"}
        and (said & {"next", "want"} or "day" not in head)
        and "state" not in head
    ):
        return "horizon"
    if "day" not in head or said & {"paid", "other"}:
        return ""
    if "next" in said and not said & {"handover", "moved_in"}:
        return "next_date"
    if event := next((event for event in _EVENTS if event in said), ""):
        return event
    if "updated" in said:
        return "updated"
    if "last" in said and said & {"talk"}:
        return "last_talk"
    if "talk" in said and said & {"recorded", "entered"}:
        return "recorded"
    if "visit" in said:
        return "visit"
    if "created" in said or ("first" in said and said & {"talk", "registered"}):
        return "created"
    return next(
        (each for each in ("registered", "entered", "recorded") if each in said),
        "at" if "talk" in said else "",
    )


def _of_people(base: str, said: set[str], head: set[str]) -> str:
    is_person = not base.startswith("是否") and ("person" in said or {"man", "actor"} <= said)
    if "sells" in head and "seller" in said and "渠道" not in base:
        return "consultant"
    if "vip" in said and "person" in said:
        return "is_vip"
    if "other" in said:
        return ""
    if is_person and "code" in head and said <= {"person", "code", "filler", "wechat", "want", "will"}:
        return "customer_number"
    if "agree" in said and "contacted" in said:
        return "consent_sms" if "短信" in base else "consent_wechat" if "微信" in base else "consent_phone"
    if "landline" in said and head & {"landline", "wechat"}:
        return "landline"
    if "phone" in head and not said & {"home", "sells"} and not _ELSEWHERE.search(base):
        return "second_phone" if "second" in said else "customer_phone" if is_person else "phone"
    if is_person and (head & {"name", "person"} or (head & {"man"} and "seller" not in head)):
        return "customer_name"
    if "微信" in base and said <= {
        "wechat",
        "filler",
        "state",
        "content",
        "stance",
        "person",
        "means",
        "contacted",
    }:
        return "wechat"
    return ""


def _of_talks(base: str, said: set[str], head: set[str]) -> str:
    if "next" in said and not said & {"budget", "area", "buy", "heard", "home"}:
        return (
            "next_mode"
            if "way" in head
            else "next_date"
            if head & {"talk", "visit"} - {"plan"} or ("day" in said and not said & {"paid", "other"})
            else "next_aim"
        )
    if said & {"how"} and said & {"heard"}:
        return "channel"
    if (
        "source" in head
        and said & {"heard", "created", "person"}
        and not said & {"other", "means", "talk"} - {"talk"}
    ):
        return "channel" if "talk" not in said or "接触" in base else "mode"
    if "talk" in said and head & {"way"}:
        return "mode"
    if "result" in head or ("talk" in said and head & {"state"} and "content" not in head):
        return "outcome"
    if "send" in said and re.search("[资材]料", base):
        return "material"
    if (
        head & {"content", "remark"}
        and said & {"talk", "visit", "person", "last"}
        and not said & {"means", "rival", "other"}
    ):
        return "content"
    return "remark" if "remark" in head and "渠道" not in base else ""


def _of_wishes(base: str, said: set[str], head: set[str]) -> str:
    if "school" in said:
        return "school"
    if (
        (head & {"amount"} and not said & {"low", "high", "want"})
        or ("unit" in said and head & {"unit", "code"})
        or said & {"other", "deal", "contract", "deposit"}
        or (said & {"paid"} and "means" not in said)
    ):
        return _of_deals(base, said, head)
    if said & {"send", "use", "home"} and said & {"area", "district", "layout"}:
        return ""
    for wish in ("budget", "area", "layout", "product", "district"):
        if wish in said and head & {wish, "want", "span", "low", "high", "way"}:
            if wish in ("budget", "area") and said & {"low", "high"}:
                return f"{wish}_low" if "low" in said else f"{wish}_high"
            return wish if wish not in ("budget", "district") or "want" in said or "预算" in base else ""
    if "rival" in said or ("home" in said and ("looked" in said or re.search("其[他它].*关注", base))):
        return "competitor"
    if "means" in said and (said & {"stance"} or said == {"means"}):
        return "funds"
    if ("use" in said and said <= {"use", "filler", "want"}) or ("purpose" in head and "buy" in said):
        return "usage"
    if "graded" in head and "will" in said:
        return "grade"
    return "need_change" if "change" in head and "需求" in base else ""


def _of_deals(base: str, said: set[str], head: set[str]) -> str:
    if "amount" in head and not said & {"paid", "other"} and not _PARTIAL.search(base):
        return "amount"
    return "unit" if head & {"unit", "code"} and "unit" in said and "other" not in said else ""


_OF_STATES: Final = frozenset({"state", "filler", "content", "stance", "which", "soon"})


def _of_reasons(_base: str, said: set[str], head: set[str]) -> str:
    if "against" in said or ("why" in head and "not" in said):
        return "resistance"
    if "state" in head and "content" not in head and said <= _OF_STATES | {"person", "want", "will"}:
        return "status" if "person" in said else "bare_status"
    return "bare_status" if "state" in head and said <= _OF_STATES else ""
