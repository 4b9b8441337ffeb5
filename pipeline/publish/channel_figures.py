"""How far the customers of each channel came, as the report shows it (Rules, section 8)."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from pipeline.vocabulary import STEPS

ENOUGH_OLD: Final = 5  # fewer customers at least a horizon old than this say nothing


@dataclass(frozen=True)
class Step:
    """Of `customers` with an enquiry, `reached` came to this step so far; `young` are not yet a horizon old.

    `rate` is empty when there is nobody to divide by. The step enquiry has no horizon and no verdict.
    """

    step: str
    customers: int
    reached: int
    young: int
    horizon_days: int
    verdict: str

    @property
    def rate(self) -> float | None:
        return self.reached / self.customers if self.customers else None

    @property
    def is_young(self) -> bool:
        """So many customers are young that the rate must not be read as bad yet."""
        return 2 * self.young > self.customers or self.customers - self.young < ENOUGH_OLD


@dataclass(frozen=True)
class Channel:
    """One first-touch channel: a stable word, or the word as the office typed it."""

    channel: str
    steps: dict[str, Step]

    @property
    def customers(self) -> int:
        return self.steps["enquiry"].customers

    def frame(self) -> pd.DataFrame:
        """As rows of the conversion frame again, for adding up sites."""
        return pd.DataFrame(
            [
                {
                    "channel": self.channel, "step": step.step, "customers": step.customers,
                    "reached_step": step.reached, "young": step.young, "horizon_days": step.horizon_days,
                    "verdict": step.verdict,
                }
                for step in self.steps.values()
            ]
        )  # fmt: skip


def channels(conversion: pd.DataFrame) -> list[Channel]:
    """Every channel with all five steps, those with most deals first.

    Ties by deposits, visits, reached, customers, then by name. Without a channel counts as `unknown`. Rows of
    the same channel and step (several sites) add up, and keep their verdict only if there is one row.
    """
    if conversion.empty:
        return []
    channel = conversion["channel"].where(conversion["channel"].notna(), "").replace("", "unknown")
    rows = pd.DataFrame(
        {
            "channel": channel.astype("str"),
            "step": conversion["step"].astype("str"),
            "customers": _whole(conversion["customers"]),
            "reached": _whole(conversion["reached_step"]),
            "young": _whole(conversion["young"]),
            "horizon_days": _whole(conversion["horizon_days"]),
            "verdict": conversion["verdict"].where(conversion["verdict"].notna(), "").astype("str"),
        }
    )
    by_channel = {name: _steps(part) for name, part in rows.groupby("channel", sort=True)}
    found = [Channel(str(name), steps) for name, steps in by_channel.items()]
    return sorted(found, key=_standing)


def steps_of(found: list[Channel]) -> dict[str, Step]:
    """All channels together; no verdict, which compares a channel with the others."""
    return {
        name: Step(
            name,
            sum(channel.steps[name].customers for channel in found),
            sum(channel.steps[name].reached for channel in found),
            sum(channel.steps[name].young for channel in found),
            max((channel.steps[name].horizon_days for channel in found), default=0),
            "",
        )
        for name in STEPS
    }


def leaders(found: list[Channel]) -> tuple[str, list[Channel]]:
    """The furthest step anybody came to, and the channels with the most customers there.

    Only steps after the enquiry count; nobody came so far: ("", []).
    """
    for step in reversed(STEPS[1:]):
        most = max((channel.steps[step].reached for channel in found), default=0)
        if most:
            return step, [channel for channel in found if channel.steps[step].reached == most]
    return "", []


def _standing(channel: Channel) -> tuple[object, ...]:
    return (*(-channel.steps[step].reached for step in reversed(STEPS)), channel.channel)


def _steps(rows: pd.DataFrame) -> dict[str, Step]:
    customers = int(rows["customers"].where(rows["step"].eq("enquiry"), 0).sum())
    return {name: _step(name, rows[rows["step"].eq(name)], customers) for name in STEPS}


def _step(name: str, rows: pd.DataFrame, customers: int) -> Step:
    verdict = str(rows["verdict"].iloc[0]) if len(rows) == 1 else ""
    return Step(
        name,
        int(rows["customers"].sum()) if len(rows) else customers,
        int(rows["reached"].sum()),
        int(rows["young"].sum()),
        int(rows["horizon_days"].max()) if len(rows) else 0,
        "" if name == "enquiry" else verdict or "cannot_tell",
    )


def _whole(numbers: pd.Series) -> pd.Series:
    return numbers.astype("float64").fillna(0).astype("int64")
