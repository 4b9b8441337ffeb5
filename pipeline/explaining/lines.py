"""An explanation for people: a page of text in sections, in the language of the site."""

from pipeline.explaining import grade_lines, rule_lines
from pipeline.explaining.phrasing import day, label, listed, place, printable, value_of
from pipeline.explaining.values import Told
from pipeline.wording import Wording


def explanation_lines(told: Told, words: Wording) -> list[str]:
    """The whole explanation, a section after the other."""
    sections = {
        "grade": grade_lines.grade_lines(told, words),
        "next": rule_lines.next_lines(told, words),
        "rules": rule_lines.rules_lines(told, words),
        "permission": rule_lines.permission_lines(told["permission"], words),
        "tasks": rule_lines.tasks_lines(told, words),
        "flags": rule_lines.flags_lines(told["flags"], words),
        "consultant": [consultant_line(told["consultant"], words)],
        "facts": [line for row in told["facts"] for line in fact_lines(row, words)],
    }
    lines = heading(told, words)
    for name, section in sections.items():
        if section:
            lines += ["", words(f"explain.section.{name}"), *(f"  {line}" for line in section)]
    return lines


def heading(told: Told, words: Wording) -> list[str]:
    name = printable(told["name"] or words("customer.nameless"))
    site = printable(words.word("site", told["site"]))
    lines = [words("explain.title", name=name, customer_id=told["customer_id"], site=site)]
    if told["aliases"]:
        lines.append(words("explain.aliases", aliases=listed(told["aliases"], words)))
    lines.append(words("explain.as_of", plan_day=told["plan_day"], as_of=day(told["as_of"])))
    state = told["state"]
    if state["status"]:
        since, status = state["status_since"], words.word("status", state["status"])
        source = state["status_source"] or {}
        lines.append(words("explain.status", status=status, since=since, place=place(source, words)))
    return lines


def consultant_line(told: Told, words: Wording) -> str:
    """Who looks after the customer, and why."""
    name = printable(told["name"] or "")
    if told["consultant"] and told["consultant"] != told["name"]:
        name = words("explain.consultant.name", name=name, consultant=printable(told["consultant"]))
    instead = printable(told.get("instead_of") or "")
    reason = f"{told['reason']}.instead" if instead else told["reason"]
    since = told.get("given_on") or told.get("stated_on")
    return words(
        f"explain.consultant.{reason}", name=name, instead_of=instead, day=since, place=place(told, words)
    )


def fact_lines(row: Told, words: Wording) -> list[str]:
    """One row of a file: what it is, where it stands, and below what it says."""
    at = day(row["at"] or row["own_at"] or "")
    kind, where = words.word("kind", row["kind"]), place(row, words)
    own = row["own_at"] or ""
    lines = [words("explain.fact", at=at, kind=kind, place=where)]
    if own[:10] != at[:10]:
        lines[0] += words("explain.fact.own", day=own[:10])
    if not row["is_current"]:
        lines[0] += words("explain.fact.replaced")
    values = [
        words("explain.value", label=label(field, words, row["kind"]), value=value_of(field, value, words))
        for field, value in _with_ranges(row["values"]).items()
        if field not in ("at", "created_at")
    ]
    return [*lines, "  " + words("explain.value.separator").join(values)] if values else lines


def _with_ranges(values: Told) -> Told:
    """`budget_low` and `budget_high` as one `budget`; the same for area."""
    told: Told = {}
    for field, value in values.items():
        name = field.removesuffix("_low").removesuffix("_high")
        if name == field:
            told[field] = value
        elif name not in told:
            low, high = values.get(f"{name}_low"), values.get(f"{name}_high")
            told[name] = low if low == high else f"{_end(low)}-{_end(high)}"
    return told


def _end(value: object) -> str:
    return "" if value is None else str(value)
