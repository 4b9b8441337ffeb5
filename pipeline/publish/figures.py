"""The numbers of a night, counted once: the report, report.json and the daily note only show them.

Counts of customers, tasks and rows, never a customer. Ratios are made where they are shown, from both counts.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import pandas as pd

from pipeline.config import Settings
from pipeline.publish.channel_figures import Channel, Step, channels, steps_of
from pipeline.publish.workload import Workload, overflowing, workloads
from pipeline.results import SiteResult
from pipeline.vocabulary import BLOCKS, DISPOSITIONS, FLAGS, GRADES, KINDS, RULES, SEVERITIES

NEW_DAYS: Final = 7
CUSTOMERS: Final = ("all", "open", "closed", "new")
GRADE_COUNTS: Final = (*GRADES, "none")
ATTENTION: Final = (
    "overflow", "overdue", "unassigned", "waiting_for_consent", "churn_warning", "stuck", "neglected",
    "requalify", "missing_facts",
)  # fmt: skip
UNJUDGED: Final = (
    "no_units", "no_intent", "no_purchasing_power", "no_need_match", "refuses_profiling", "young",
    "no_channel", "no_enquiry", "unreachable", "no_basis",
)  # fmt: skip


@dataclass(frozen=True)
class RuleTasks:
    """Tasks of D by their leading rule; `group_messages` are among `tasks`."""

    rule: str
    tasks: int
    fixed: int
    group_messages: int


@dataclass(frozen=True)
class KindRows:
    """What became of the rows of one kind of sheet; kind empty: a sheet that is no list we know."""

    kind: str
    dispositions: dict[str, int]

    @property
    def rows(self) -> int:
        return sum(self.dispositions.values())


@dataclass(frozen=True)
class IssueCount:
    code: str
    severity: str
    count: int


@dataclass(frozen=True)
class Figures:
    """Everything countable of one site, or of all sites together (totals.py)."""

    site: str
    customers: dict[str, int]
    grades: dict[str, int]
    provisional: int
    channels: list[Channel]
    steps: dict[str, Step]
    attention: dict[str, int]
    blocked: dict[str, int]
    rule_tasks: list[RuleTasks]
    rows: list[KindRows]
    issues: list[IssueCount]
    unjudged: dict[str, int]
    workloads: list[Workload] = field(default_factory=list)

    @property
    def tasks_today(self) -> dict[str, int]:
        """Tasks of D: in all, those that must be done today, the others, and group messages among them."""
        total = sum(row.tasks for row in self.rule_tasks)
        fixed = sum(row.fixed for row in self.rule_tasks)
        group_messages = sum(row.group_messages for row in self.rule_tasks)
        movable = total - fixed - group_messages
        return {"total": total, "fixed": fixed, "movable": movable, "group_messages": group_messages}

    @property
    def row_totals(self) -> dict[str, int]:
        return {name: sum(kind.dispositions[name] for kind in self.rows) for name in DISPOSITIONS}


def site_figures(result: SiteResult, settings: Settings) -> Figures:
    """Count one site's night."""
    customers = result.customers
    found = channels(result.conversion)
    return Figures(
        site=result.site,
        customers=_customer_counts(result),
        grades=_grades(customers),
        provisional=int((flag(customers["grade_provisional"]) & known(customers["grade"])).sum()),
        channels=found,
        steps=steps_of(found),
        attention=_attention(result),
        blocked=words_in(customers["blocked_by"], BLOCKS),
        rule_tasks=_rule_tasks(result),
        rows=_rows(result.quality),
        issues=_issues(result.issue_counts),
        unjudged=_unjudged(result, found),
        workloads=workloads(result, settings),
    )


def known(texts: pd.Series) -> pd.Series:
    """Where a text says anything."""
    return texts.notna() & texts.ne("")


def flag(flags: pd.Series) -> pd.Series:
    """True where a flag is surely set; unknown is not set."""
    return flags.astype("boolean").fillna(False).astype(bool)


def words_in(lists: pd.Series, words: Iterable[str]) -> dict[str, int]:
    """How many of the lists (joined by `|`) name each word; every word has its count, 0 included."""
    found = lists[known(lists)].astype("str").str.split("|").explode().value_counts()
    return {word: int(found.get(word, 0)) for word in words}


def _open(customers: pd.DataFrame) -> pd.Series:
    return ~flag(customers["is_closed"]) & customers["status"].ne("invalid")


def _customer_counts(result: SiteResult) -> dict[str, int]:
    customers = result.customers
    first_new_day = pd.Timestamp(result.plan_day - timedelta(days=NEW_DAYS - 1))
    is_new = flag(customers["has_enquiry"]) & (customers["created_at"] >= first_new_day)
    return {
        "all": len(customers),
        "open": int(_open(customers).sum()),
        "closed": int(flag(customers["is_closed"]).sum()),
        "new": int(is_new.sum()),
    }


def _grades(customers: pd.DataFrame) -> dict[str, int]:
    counted = customers["grade"].where(known(customers["grade"]), "none").value_counts()
    return {grade: int(counted.get(grade, 0)) for grade in GRADE_COUNTS}


def _attention(result: SiteResult) -> dict[str, int]:
    customers = result.customers
    may_be_given = customers["status"].ne("invalid") & ~flag(customers["is_unreachable"])
    counts = {
        **words_in(customers["flags"], FLAGS),
        "overflow": int(overflowing(result.tasks).sum()),
        "overdue": int(customers["overdue_since"].notna().sum()),
        "unassigned": int((~known(customers["consultant"]) & may_be_given).sum()),
    }
    return {name: counts[name] for name in ATTENTION}


def _rule_tasks(result: SiteResult) -> list[RuleTasks]:
    """The rules that lead a task of D, in the order of the rules."""
    today = result.tasks[result.tasks["planned_date"] == pd.Timestamp(result.plan_day)]
    group_message = flag(today["is_group_message"])
    fixed = flag(today["is_fixed"]) & ~group_message
    tasks = today["rule"].value_counts()
    return [
        RuleTasks(
            rule,
            int(tasks[rule]),
            int((fixed & today["rule"].eq(rule)).sum()),
            int((group_message & today["rule"].eq(rule)).sum()),
        )
        for rule in RULES
        if rule in tasks.index
    ]


def _rows(quality: pd.DataFrame) -> list[KindRows]:
    """Kinds in the order of the vocabulary, sheets of no kind last."""
    kinds = quality["kind"].where(known(quality["kind"]), "")
    counts = quality["count"].astype("int64").groupby([kinds, quality["disposition"]]).sum()
    order = [*KINDS, *sorted(set(kinds) - {*KINDS, ""}), ""]
    return [
        KindRows(kind, {name: int(counts.get((kind, name), 0)) for name in DISPOSITIONS})
        for kind in order
        if kind in set(kinds)
    ]


def _issues(issue_counts: pd.DataFrame) -> list[IssueCount]:
    pairs = issue_counts[["code", "severity"]].astype("str").itertuples(index=False, name=None)
    counts = issue_counts["count"].astype("int64")
    counted: Counter[tuple[str, str]] = Counter()
    for (code, severity), count in zip(pairs, counts, strict=True):
        counted[code, severity] += int(count)
    return ordered_issues(counted)


def ordered_issues(counted: Counter[tuple[str, str]]) -> list[IssueCount]:
    """Errors first, then the most frequent, ties by code."""
    found = [IssueCount(code, severity, count) for (code, severity), count in counted.items()]
    return sorted(found, key=lambda issue: (SEVERITIES.index(issue.severity), -issue.count, issue.code))


def _unjudged(result: SiteResult, found: list[Channel]) -> dict[str, int]:
    """Customers of whom something could not be said, by reason; a customer may be in several."""
    customers = result.customers
    open_customers = customers[_open(customers) & ~flag(customers["refuses_profiling"])]
    has_units = not result.units.empty
    unknown_channel = ~known(customers["channel"]) | customers["channel"].eq("unknown")
    counts = {
        "no_units": 0 if has_units else len(open_customers),
        "no_intent": int((~known(open_customers["intent_grade"])).sum()),
        "no_purchasing_power": int((~known(open_customers["purchasing_power_grade"])).sum()) * has_units,
        "no_need_match": int((~known(open_customers["need_match_grade"])).sum()) * has_units,
        "refuses_profiling": int(flag(customers["refuses_profiling"]).sum()),
        "young": steps_of(found)["deal"].young,
        "no_channel": int((unknown_channel & flag(customers["has_enquiry"])).sum()),
        "no_enquiry": int((~flag(customers["has_enquiry"])).sum()),
        "unreachable": int(flag(customers["is_unreachable"]).sum()),
        "no_basis": words_in(customers["blocked_by"], ["no_basis"])["no_basis"],
    }
    return {name: counts[name] for name in UNJUDGED}
