"""The kinds of facts that are about customers, by position."""

from typing import Final

KINDS: Final = ("leads", "activities", "deals")
LEAD, ACTIVITY, DEAL = range(len(KINDS))
