"""What is due in words: the next contact, each rule, what allows or forbids it, tasks and reminders."""

from pipeline.explaining.phrasing import day, named, place, printable
from pipeline.explaining.values import Told
from pipeline.wording import Wording


def next_lines(told: Told, words: Wording) -> list[str]:
    """When and how the customer is contacted next, or why not; and how often was tried."""
    contact, state = told["next_contact"], told["state"]
    if contact["date"]:
        lines = [
            words(
                "explain.next.date", day=contact["date"], mode=words.word("mode", contact["mode"]),
                rule=words.word("rule", contact["rules"][0]), why=words(f"rule.{contact['rules'][0]}.why"),
                basis=words.word("basis", contact["basis"]),
            )
        ]  # fmt: skip
        if len(contact["rules"]) > 1:
            lines.append(words("explain.next.also", rules=named("rule", contact["rules"][1:], words)))
        if contact["overdue_since"]:
            lines.append(words("explain.next.overdue", day=contact["overdue_since"]))
    else:
        reasons = named("block", contact["blocked_by"], words)
        lines = [words("explain.next.blocked", reasons=reasons) if reasons else words("explain.next.none")]
    if state["last_contact_at"]:
        lines.append(words("explain.next.last_contact", day=day(state["last_contact_at"])))
    else:
        lines.append(words("explain.next.never"))
    if state["unanswered_streak"]:
        lines.append(words("explain.next.unanswered", days=state["unanswered_streak"]))
    return lines


def rules_lines(told: Told, words: Wording) -> list[str]:
    return [_rule(rule, words) for rule in told["rules"]] or [words("explain.rule.none")]


def _rule(rule: Told, words: Wording) -> str:
    name = words.word("rule", rule["rule"])
    if rule["occasion"]:
        occasions = printable(named("occasion", rule["occasion"], words))
        name = words("explain.rule.occasion", rule=name, occasions=occasions)
    said = {
        "rule": name, "why": words(f"rule.{rule['rule']}.why"), "due": rule["due_date"],
        "latest": day(rule["latest_at"] or rule["due_date"]),
    }  # fmt: skip
    if rule["outcome"] == "proposed":
        mode, basis = words.word("mode", rule["mode"]), words.word("basis", rule["basis"])
        line = words("explain.rule.proposed", **said, mode=mode, basis=basis)
        return line + (words("explain.rule.held", day=rule["held_from"]) if rule["held_from"] else "")
    if rule["outcome"] == "blocked":
        return words("explain.rule.blocked", **said, reasons=named("block", rule["blocked_by"], words))
    return words("explain.rule.replaced", **said, others=named("rule", rule["replaced_by"], words))


def permission_lines(permission: Told, words: Wording) -> list[str]:
    """What allows a contact at all, then each mode."""
    grounds = []
    if permission["is_invalid"]:
        grounds.append(words("explain.basis.invalid"))
    if permission["has_contract"]:
        grounds.append(words("explain.basis.contract"))
    if permission["is_bought_list"]:
        grounds.append(words("explain.basis.bought"))
    elif permission["asked_until"]:
        asked = "asked" if permission["is_asked"] else "asked_past"
        grounds.append(words(f"explain.basis.{asked}", day=permission["asked_until"]))
    modes = [_mode(mode, words) for mode in permission["modes"]]
    return grounds + modes + [_opt_out(told, words) for told in permission["opt_outs"]]


def _mode(mode: Told, words: Wording) -> str:
    said = (
        "unusable"
        if not mode["is_usable"]
        else "opted_out"
        if mode["is_opted_out"]
        else mode["consent"] or "open"
    )
    source = mode["consent_source"] or {}
    return words(
        f"explain.mode.{said}",
        mode=words.word("mode", mode["mode"]), day=source.get("stated_on"), place=place(source, words),
    )  # fmt: skip


def _opt_out(told: Told, words: Wording) -> str:
    modes = named("mode", told["modes"], words)
    if told["is_other_site"]:
        return words("explain.opt_out.elsewhere", modes=modes, day=told["stated_on"])
    return words("explain.opt_out", modes=modes, day=told["stated_on"], place=place(told, words))


def tasks_lines(told: Told, words: Wording) -> list[str]:
    """The tasks of this plan, then the last three of earlier nights."""
    return [_task(task, words) for task in told["tasks"]] + [
        words(
            "explain.task.earlier", day=task["planned_date"], rule=words.word("rule", task["rule"]),
            mode=words.word("mode", task["mode"]), consultant=printable(task["consultant_name"] or "-"),
        )
        for task in told["earlier_tasks"][-3:]
    ]  # fmt: skip


def _task(task: Told, words: Wording) -> str:
    rules = named("rule", [task["rule"], *task["other_rules"]], words)
    said = {
        "rules": rules,
        "mode": words.word("mode", task["mode"]),
        "consultant": printable(task["consultant_name"] or "-"),
        "latest": day(task["latest_at"] or task["due_date"]),
    }
    if task["planned_date"] is None:
        return words("explain.task.overflow", **said)
    line = words("explain.task", day=task["planned_date"], **said)
    return line + (words("explain.task.moved", day=task["moved_from"]) if task["moved_from"] else "")


def flags_lines(flags: list[Told], words: Wording) -> list[str]:
    return [_flag(flag, words) for flag in flags]


def _flag(flag: Told, words: Wording) -> str:
    line, key = words.word("flag", flag["flag"]), f"explain.flag.{flag['flag']}"
    if not words.has(key):
        return line
    figures = {name: value for name, value in flag.items() if name != "flag"}
    if "missing_facts" in figures:
        figures["missing_facts"] = named("missing", figures["missing_facts"], words)
    return line + words(key, **figures)
