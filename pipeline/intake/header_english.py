"""English headers, word by word: `Date of Visit`, `No. of Bedrooms`, `custPhone` -> the order and words we know."""

import re
from functools import cache
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS: Final = re.compile(r"[a-z0-9]+")
_LATIN: Final = re.compile(r"[\x00-\x7f]+")
# Our word -> what offices write for it.
_SPELLED: Final = {
    "customer": "cust customers", "client": "clients", "lead": "leads", "mobile": "mob",
    "phone": "ph phones tel telephone",
    "date": "dt datetime", "number": "num", "appointment": "appt", "enquiry": "enq inquiry", "source": "src",
    "amount": "amt", "remarks": "remark", "notes": "note", "comments": "comment", "call": "calls",
    "visit": "visits visited",
    "agent": "rep representative executive exec manager advisor adviser consultant", "person": "people",
    "buyer": "purchaser", "booking": "bookings", "interest": "intention intent", "purchase": "buying buy",
    "bedrooms": "bhk beds bed br bedroom", "method": "mode", "hear": "heard found know knew learn learned",
    "compared": "considered comparing considering compare", "competitor": "competing competitors rival",
    "unit": "apartment flat villa plot apt",
    "reason": "reasons", "funds": "financing finance funding", "plan": "planning planned",
}  # fmt: skip
_SAID: Final = {written: word for word, spelled in _SPELLED.items() for written in spelled.split()}
_NOTHING: Final = frozenset(
    {
        "the", "a", "an", "your", "our", "their", "his", "her", "is", "was", "are", "do", "did", "you", "we",
        "what",
        "please", "enter", "in", "if", "any", "to", "for", "this", "by", "s",
    }
)  # fmt: skip
# Words that say enough together, whatever stands between them and in whatever order -> the header's meaning.
_TOGETHER: Final = (
    ("how hear", "channel"), ("where hear", "channel"), ("funds", "funds"), ("payment method", "funds"),
    ("source", "channel"), ("reason lost", "resistance"), ("reason not", "resistance"),
    ("pain points", "resistance"),
    ("compared", "competitor"), ("competitor", "competitor"), ("purchase reason", "usage"),
    ("purchase purpose", "usage"),
    ("investment use", "usage"), ("interest level", "grade"), ("purchase interest", "grade"),
    ("purchase plan date", "horizon"), ("when purchase", "horizon"), ("purchase plan", "horizon"),
    ("discussion", "content"), ("conversation", "content"), ("response", "outcome"), ("served", "consultant"),
    ("attended", "consultant"), ("spa date", "contract"), ("move in", "moved_in"),
    ("location preference", "district"),
    ("affordable price", "budget"), ("price per", "down_payment"), ("price sqm", "down_payment"),
    ("price sqft", "down_payment"), ("in out", "direction"), ("from number", "caller"),
    ("calling number", "caller"),
    ("called number", "callee"), ("to number", "callee"), ("no rooms", "layout"), ("duration", "duration"),
    ("price contract", "amount"), ("price sale", "amount"), ("bedrooms", "layout"), ("number rooms", "layout"),
    ("best time", "preferred_time"),
    ("convenient time", "preferred_time"), ("preferred time", "preferred_time"),
    ("preferred contact method", "preferred_mode"),
    ("preferred contact channel", "preferred_mode"), ("type unit", "layout"),
    ("walk date", "visit"), ("enquiry date", "created"), ("lead date", "created"), ("entry timestamp", "entered"),
    ("closing date", "deal"), ("projects visit", "competitor"), ("cash mortgage", "funds"), ("cash loan", "funds"),
    ("called by", "consultant"), ("contacted by", "consultant"), ("made by", "consultant"),
    ("logged by", "consultant"),
    ("agent charge", "consultant"), ("why not", "resistance"), ("hear from", "channel"),
    ("deposit paid on", "deposit"),
    ("followup due", "next_date"), ("follow up due", "next_date"),
)  # fmt: skip
_SETS: Final = tuple((frozenset(words.split()), meaning) for words, meaning in _TOGETHER)
# What makes another thing of any of them, and whose numbers and names are not the customer's.
_OTHERWISE: Final = frozenset(
    {"time", "date", "id", "rate", "url", "file", "data", "income", "count", "total", "system", "code"}
)
_OTHERS: Final = frozenset(
    {
        "agent",
        "broker",
        "spouse",
        "emergency",
        "referrer",
        "project",
        "company",
        "father",
        "mother",
        "wife",
        "husband",
    }
)
_COUNTS: Final = frozenset({"count", "total", "number", "no", "sum"})


def english_words(text: str) -> list[str]:
    """The words of an English header in lower case, as we say them; [] for one that is not English."""
    if not _LATIN.fullmatch(text):
        return []
    return [_SAID.get(word, word) for word in _PARTS.findall(_CAMEL.sub(" ", text).lower())]


@cache
def reordered(text: str) -> str:
    """`Date of Visit` -> `visitdate`, joined as it stands without `of`; "" for counts and what is not English."""
    words = english_words(text)
    if "of" in words:
        cut = words.index("of")
        if set(words[:cut]) & _COUNTS:
            return ""
        words = [*words[cut + 1 :], *words[:cut]]
    return "".join(word for word in words if word not in _NOTHING)


@cache
def told_together(text: str) -> str:
    """The meaning that the words of a header have in whatever order; "" if they have none."""
    words = set(english_words(text))
    if words & _OTHERS and words & {"phone", "mobile", "number", "name"}:
        return ""
    return next(
        (meaning for parts, meaning in _SETS if parts <= words and not (words - parts) & _OTHERWISE), ""
    )
