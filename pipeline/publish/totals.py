"""The figures of several sites as one."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pandas as pd

from pipeline.publish.channel_figures import Channel, channels, steps_of
from pipeline.publish.figures import (
    ATTENTION,
    CUSTOMERS,
    GRADE_COUNTS,
    UNJUDGED,
    Figures,
    IssueCount,
    KindRows,
    RuleTasks,
    ordered_issues,
)
from pipeline.vocabulary import BLOCKS, DISPOSITIONS, KINDS, RULES


def total(parts: Sequence[Figures]) -> Figures:
    """The sum over sites, all zeros without any; channels of one name are one. Workloads stay with their site."""
    found = _channels(parts)
    return Figures(
        site="",
        customers=_sums((part.customers for part in parts), CUSTOMERS),
        grades=_sums((part.grades for part in parts), GRADE_COUNTS),
        provisional=sum(part.provisional for part in parts),
        channels=found,
        steps=steps_of(found),
        attention=_sums((part.attention for part in parts), ATTENTION),
        blocked=_sums((part.blocked for part in parts), BLOCKS),
        rule_tasks=_rule_tasks(parts),
        rows=_rows(parts),
        issues=_issues(parts),
        unjudged=_sums((part.unjudged for part in parts), UNJUDGED),
    )


def _sums(parts: Iterable[dict[str, int]], names: Sequence[str]) -> dict[str, int]:
    counts = list(parts)
    return {name: sum(count[name] for count in counts) for name in names}


def _channels(parts: Sequence[Figures]) -> list[Channel]:
    frames = [channel.frame() for part in parts for channel in part.channels]
    return channels(pd.concat(frames, ignore_index=True)) if frames else []


def _rule_tasks(parts: Sequence[Figures]) -> list[RuleTasks]:
    by_rule = {rule: [row for part in parts for row in part.rule_tasks if row.rule == rule] for rule in RULES}
    return [
        RuleTasks(
            rule,
            sum(row.tasks for row in rows),
            sum(row.fixed for row in rows),
            sum(row.group_messages for row in rows),
        )
        for rule, rows in by_rule.items()
        if rows
    ]


def _rows(parts: Sequence[Figures]) -> list[KindRows]:
    """Kinds in the order of the vocabulary, sheets of no kind last."""
    rows = [row for part in parts for row in part.rows]
    present = {row.kind for row in rows}
    order = [*KINDS, *sorted(present - {*KINDS, ""}), ""]
    return [
        KindRows(kind, _sums((row.dispositions for row in rows if row.kind == kind), DISPOSITIONS))
        for kind in order
        if kind in present
    ]


def _issues(parts: Sequence[Figures]) -> list[IssueCount]:
    counted: Counter[tuple[str, str]] = Counter()
    for part in parts:
        counted.update({(issue.code, issue.severity): issue.count for issue in part.issues})
    return ordered_issues(counted)
