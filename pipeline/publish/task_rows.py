"""What a task workbook says, as frames of texts: one row per task of today, one row per customer. Pure."""

import pandas as pd

from pipeline.publish.prepared_texts import prepare_site_calls, prepared_texts
from pipeline.publish.safe_text import shown_texts
from pipeline.results import NightResult, SiteResult
from pipeline.rules.grading import grade_sentence, next_step_sentence
from pipeline.vocabulary import GREETING_CAUSES, MESSAGE_MODES
from pipeline.wording import Wording


def customer_faces(customers: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """One row: one customer, as every sheet shows him: the texts `customer, phone, grade, why_grade`."""
    return pd.DataFrame(
        {
            "customer": _called(customers, wording),
            "phone": _phone(customers, wording),
            "grade": customers["grade"].astype("str").fillna(""),
            "why_grade": shown_texts(grade_sentence(customers, wording)),
        }
    )


def today_rows(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """One row: one new task of D, for its consultant, most urgent first: fixed ones by their latest moment,
    then the others as the plan ordered them. Group messages stand on a sheet of their own.

    `consultant`, the texts `customer, phone, grade, why_now, how, talks, prepared, words`, `latest_at`,
    `is_fixed`, and to read back `task_id, stated_customer_id, cause, planned_mode`. An unknown text is empty.
    """
    tasks = _most_urgent_first(result.new_tasks[~is_group_message(result.new_tasks)])
    calls = prepare_site_calls(tasks, result, night, wording)
    people = result.customers.reindex(tasks["customer_id"]).set_axis(tasks.index)
    rule = tasks["rule"].astype("str")
    return pd.DataFrame(
        {
            "consultant": tasks["consultant"],
            "task_id": tasks["task_id"],
            "stated_customer_id": tasks["customer_id"],
            "cause": rule.where(rule.isin(GREETING_CAUSES), ""),
            "planned_mode": tasks["mode"],
            **faces.reindex(tasks["customer_id"]).set_axis(tasks.index).fillna(""),
            "why_now": _why_now(tasks, people, wording),
            "latest_at": tasks["latest_at"],
            "is_fixed": tasks["is_fixed"].fillna(False).astype("bool"),
            "how": _how(tasks["mode"].astype("str"), people, wording),
            **prepared_texts(tasks, calls, people, result, wording),
        }
    )


def customer_rows(result: SiteResult, faces: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """One row: one customer who has a consultant, those to be contacted next first, never ones last.

    `consultant`, the texts `customer, phone, grade, why_grade, next_step, missing, status, reminders,
    next_reason, customer_id`, and the days `next_date`, `last_contact_at` (empty: none).
    """
    held = result.customers[result.customers["consultant"].fillna("") != ""]
    people = held.sort_values(["next_contact_date", "key_order"], kind="stable", na_position="last")
    plan_day = pd.Timestamp(result.plan_day)
    late_days = (plan_day - people["overdue_since"]).dt.days.astype("Int64").astype("str").fillna("")
    blocked = labels(people["blocked_by"], "block", wording)
    reason = labels(people["next_contact_reason"], "rule", wording)
    return pd.DataFrame(
        {
            "consultant": people["consultant"],
            "customer_id": people.index,
            **faces.loc[people.index],
            "next_step": shown_texts(next_step_sentence(people, wording)),
            "missing": labels(people["missing_facts"], "missing", wording),
            "status": labels(people["status"], "status", wording),
            "reminders": joined(
                [
                    worded(late_days, "customers.late", wording),
                    worded(_forbidden(people, wording), "customers.forbidden", wording),
                    _flags(people, wording),
                ]
            ),
            "next_date": people["next_contact_date"],
            "next_reason": reason.mask(people["next_contact_date"].isna(), blocked),
            "last_contact_at": people["last_contact_at"],
        }
    )


def is_group_message(tasks: pd.DataFrame) -> "pd.Series[bool]":
    return tasks["is_group_message"].astype("boolean").fillna(False).astype(bool)


def labels(values: pd.Series, group: str, wording: Wording, separator: str = "") -> pd.Series:
    """Stable words joined by `|` -> what people read; looked up once per different value."""
    between = separator or wording("list.separator")
    filled = values.astype("str").fillna("")
    read = {
        value: between.join(wording.word(group, word) for word in value.split("|") if word)
        for value in filled.unique()
    }
    return shown_texts(filled.map(read))


def worded(values: pd.Series, key: str, wording: Wording) -> pd.Series:
    """The sentence `key` around each value ({value}); nothing around nothing."""
    read = {value: wording(key, value=value) if value else "" for value in values.unique()}
    return values.map(read).astype("str")


def joined(parts: list[pd.Series], separator: str = "\n") -> pd.Series:
    """The texts that are not empty, one after the other."""
    whole, *others = parts
    for part in others:
        between = pd.Series(separator, index=part.index).where((whole != "") & (part != ""), "")
        whole = whole + between + part
    return whole


def _most_urgent_first(tasks: pd.DataFrame) -> pd.DataFrame:
    is_fixed = tasks["is_fixed"].fillna(False).astype("bool")
    order = pd.DataFrame({"later": ~is_fixed, "latest": tasks["latest_at"].where(is_fixed)})
    return tasks.loc[order.sort_values(["later", "latest"], kind="stable").index]


def _why_now(tasks: pd.DataFrame, people: pd.DataFrame, wording: Wording) -> pd.Series:
    """A line each: the leading rule, which day it is about, what to do, the other rules that stand, what the
    manager has to decide, the flags, why the grade.
    """
    rule = tasks["rule"].astype("str")
    known = rule.unique()
    why = rule.map({word: wording(f"rule.{word}.why") for word in known})
    action = rule.map({word: wording("today.action", value=wording(f"action.{word}")) for word in known})
    others = labels(tasks["other_rules"], "rule", wording)
    occasion = labels(tasks["occasion"], "occasion", wording)
    decides = labels(people["manager_decides"], "manager_decides", wording, "\n")
    grade = worded(shown_texts(grade_sentence(people, wording)), "today.why_grade", wording)
    also = worded(others, "today.also", wording)
    lines = [why.astype("str"), occasion, action.astype("str"), also, decides, _flags(people, wording), grade]
    return joined(lines)


def _flags(people: pd.DataFrame, wording: Wording) -> pd.Series:
    """A line for each flag; missing facts are named one by one elsewhere."""
    flags = people["flags"].astype("str").fillna("").str.replace("missing_facts", "")
    return labels(flags, "flag", wording, "\n")


def _called(people: pd.DataFrame, wording: Wording) -> pd.Series:
    """As the customer likes to be called, with the full name where that is another."""
    name, preferred = shown_texts(people["name"]), shown_texts(people["preferred_name"])
    both = (name != "") & (preferred != "") & (name != preferred)
    full_name = (preferred + "\n" + name).where(both, preferred.where(preferred != "", name))
    return full_name.mask(full_name == "", wording("customer.nameless"))


def _phone(people: pd.DataFrame, wording: Wording) -> pd.Series:
    """The first number or id there is; a mobile of the mainland in groups as it is read out."""
    wechat = worded(shown_texts(people["wechat"]), "customer.wechat", wording)
    shown = wechat
    for column in ("masked_phone", "other_phone", "phone"):
        number = shown_texts(people[column])
        shown = number.where(number != "", shown)
    return shown.str.replace(r"^\+86(1\d{2})(\d{4})(\d{4})$", r"\1 \2 \3", regex=True)


def _forbidden(people: pd.DataFrame, wording: Wording) -> pd.Series:
    """The modes that an opt-out or a recorded no forbids, as people read them."""
    stable = pd.Series("", index=people.index, dtype="str")
    opted_out = people["opted_out_modes"].fillna("").astype("str")
    for mode in MESSAGE_MODES:
        is_out = opted_out.str.contains(rf"(?:^|\|){mode}(?:\||$)", regex=True)
        refused = people[f"consent_{mode}"].fillna("").eq("no")
        stable = stable + pd.Series(f"{mode}|", index=people.index).where(is_out | refused, "")
    return labels(stable, "mode", wording)


def _how(mode: pd.Series, people: pd.DataFrame, wording: Wording) -> pd.Series:
    """The mode, the hour the customer likes, the hours in which to call, the modes not to use."""
    is_call = mode == "phone"
    hours = pd.Series(wording("today.calling_hours"), index=mode.index).where(is_call, "")
    preferred = worded(shown_texts(people["preferred_time"]), "today.preferred_time", wording)
    allowed_by_contract = people.assign(
        **{f"consent_{m}": people[f"consent_{m}"].mask(mode == m) for m in MESSAGE_MODES}
    )
    forbidden = worded(_forbidden(allowed_by_contract, wording), "today.forbidden", wording)
    return joined([labels(mode, "mode", wording), preferred, hours, forbidden])
