"""Single values of an explanation in words: days, places, lists, fields."""

from collections.abc import Iterable
from typing import Any, Final

from pipeline.explaining.values import Told, split
from pipeline.wording import Wording

# Field -> the group of stable words that its values belong to.
GROUPS: Final = {
    "status": "status", "channel": "channel", "mode": "mode", "next_mode": "mode", "preferred_mode": "mode",
    "direction": "direction", "outcome": "outcome", "customer_type": "customer_type", "funds": "funds",
    "consent_phone": "consent", "consent_sms": "consent", "consent_wechat": "consent", "cause": "rule",
    "opt_out_modes": "mode", "floor": "explain.floor",
    "item_class": "item_class",
}  # fmt: skip
MONEY: Final = frozenset({"budget", "budget_low", "budget_high", "amount", "price"})
WAN: Final = 10_000


def printable(text: object) -> str:
    """Without marks that turn a line around or clear a screen: what people typed is shown, never obeyed."""
    return "".join(sign if sign.isprintable() else " " for sign in str(text)).strip()


def day(value: str) -> str:
    """`2026-11-20T09:30:00` as `2026-11-20 09:30`; a day as it is."""
    return value.replace("T", " ")[:16]


def listed(items: Iterable[str], words: Wording) -> str:
    return words("list.separator").join(items)


def named(group: str, stable: Iterable[str], words: Wording) -> str:
    """Stable words as a list for people."""
    return listed((words.word(group, word) for word in stable), words)


def place(told: Told, words: Wording) -> str:
    """Where it stands: file, sheet, row; empty if it stands nowhere."""
    if told.get("row") is None:
        return ""
    file = told.get("file") or told["file_id"]
    return words("explain.place", file=printable(file), sheet=printable(told["sheet"]), row=told["row"])


def label(field: str, words: Wording, kind: str = "") -> str:
    """What people call a field, in rows of one kind."""
    keys = (f"template.header.{kind}.{field}", f"explain.field.{field}", f"template.header.{field}")
    return next((words(key) for key in keys if words.has(key)), field)


def value_of(field: str, value: Any, words: Wording) -> str:
    """A value of a field as people say it; an office's own word stands as typed."""
    if isinstance(value, bool):
        return words(f"explain.{'yes' if value else 'no'}")
    if field == "horizon":
        return horizon(str(value), words)
    if field in MONEY:
        return money(value, words)
    if field == "layout":
        return listed((_rooms(word, words) for word in split(value)), words)
    if field == "item":
        return (
            label(f"item_{value}", words) if words.has(f"template.header.item_{value}") else printable(value)
        )
    if field in GROUPS:
        return listed((printable(words.word(GROUPS[field], word)) for word in split(value)), words)
    if field.startswith("area"):
        return words("explain.area", area=value)
    return printable(value).replace("|", words("list.separator"))


def horizon(stated: str, words: Wording) -> str:
    """`m:3`, `d:2026-09-30`, `open`, or the name of a season."""
    kind, _, argument = stated.partition(":")
    return (
        words(f"explain.horizon.{kind}", argument=argument) if argument else words(f"explain.horizon.{kind}")
    )


def _rooms(word: str, words: Wording) -> str:
    return words("explain.rooms", rooms=word) if word.isdecimal() else printable(word)


def money(value: Any, words: Wording) -> str:
    """An amount or a range of yuan, in 万 where people speak of it so."""
    ends = [_amount(end, words) for end in str(value).split("-")]
    if len(ends) == 1:
        return ends[0]
    key = "explain.range" if all(ends) else "explain.range.from" if ends[0] else "explain.range.to"
    return words(key, low=ends[0], high=ends[1]) if all(ends) else words(key, end=ends[0] or ends[1])


def _amount(text: str, words: Wording) -> str:
    if not text:
        return ""
    yuan = float(text)
    return words("explain.money", wan=f"{yuan / WAN:g}", yuan=f"{yuan:,.0f}")
