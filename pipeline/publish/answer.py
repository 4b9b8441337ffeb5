"""The report's first sentence: which channel really brings buyers, and how sure that is."""

from typing import Final

from pipeline.publish.channel_figures import Channel, leaders
from pipeline.publish.figures import Figures
from pipeline.publish.notation import Notation

NAMED: Final = 3  # as many level channels are named; of more, the rest is a number


def answer(figures: Figures, notation: Notation) -> str:
    """Which channel came furthest, with its rate and both counts; level channels together."""
    words = notation.words
    enquiries = figures.steps["enquiry"].customers
    if not enquiries:
        return words("report.answer.no_customers")
    step, first = leaders(figures.channels)
    if not first:
        return words("report.answer.nobody_reached", customers=notation.number(enquiries))
    reached = first[0].steps[step]
    shown: dict[str, object] = {
        "channels": _named(first, notation),
        "reached": notation.number(reached.reached),
    }
    if len(first) > 1:
        return words(f"report.answer.{step}.many", **shown)
    customers, rate = notation.number(reached.customers), notation.percent(reached.rate)
    return words(f"report.answer.{step}.one", **shown, customers=customers, rate=rate)


def reservations(figures: Figures, notation: Notation) -> list[str]:
    """What the answer does not say yet: no deal, young customers, differences nobody can tell from chance."""
    deal = figures.steps["deal"]
    if not deal.customers:
        return []
    words = notation.words
    lines = [] if deal.reached else [words("report.answer.no_deal")]
    if deal.young:
        lines.append(
            words(
                "report.answer.young" if deal.young < deal.customers else "report.answer.all_young",
                customers=notation.number(deal.customers),
                young=notation.number(deal.young),
                days=deal.horizon_days,
            )
        )
    return lines + _verdicts(figures, notation)


def _verdicts(figures: Figures, notation: Notation) -> list[str]:
    found = {
        verdict: [channel for channel in figures.channels if channel.steps["deal"].verdict == verdict]
        for verdict in ("better", "worse")
    }
    lines = [
        notation.words(f"report.answer.{verdict}", channels=_named(channels, notation))
        for verdict, channels in found.items()
        if channels
    ]
    return lines or ([notation.words("report.answer.cannot_tell")] if len(figures.channels) > 1 else [])


def _named(channels: list[Channel], notation: Notation) -> str:
    names = [notation.label("channel", channel.channel) for channel in channels]
    listed = notation.listed(names[:NAMED])
    if len(names) <= NAMED:
        return listed
    return notation.words("report.answer.and_more", channels=listed, count=len(names))
