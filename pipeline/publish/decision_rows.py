"""The sheet Decisions: rows to fill in, and below them what was decided before. Pure."""

import pandas as pd

from pipeline.publish.list_sheet import Column
from pipeline.publish.meeting_rows import PLAN_MARK
from pipeline.publish.safe_text import shown_texts
from pipeline.publish.task_rows import labels
from pipeline.results import NightResult, SiteResult
from pipeline.vocabulary import CHANNELS, CLOSINGS, GRADES, MESSAGE_MODES
from pipeline.wording import Wording

BLANK_ROWS = 20
HISTORY = 200
TEXTS = ("merge_with", "split_off", "reason")


def decision_columns(wording: Wording, people: str, customers: str) -> tuple[Column, ...]:
    """`people`, `customers`: ranges of the workbook that hold the consultants' names and customers' numbers."""
    closings = tuple(wording(f"status.{status}") for status in CLOSINGS)
    channels = tuple(wording(f"channel.{channel}") for channel in CHANNELS[:-1])
    lifts = (wording("decisions.lift.all"), *(wording(f"mode.{mode}") for mode in MESSAGE_MODES))
    yes_no = (wording("decisions.yes"), wording("decisions.no"))
    return (
        Column("customer", 17, use="asked", source=customers, is_open=True),
        Column("decision_id", 10, use="hidden"),
        Column("given", 10, use="hidden"),
        Column("who", 14, is_bold=True),
        Column("manual_grade", 8, "grade", "asked", GRADES),
        Column("until_date", 13, "day", "asked"),
        Column("consultant", 12, use="asked", source=people),
        Column("merge_with", 17, use="asked", source=customers, is_open=True),
        Column("split_off", 16, use="asked"),
        Column("is_vip", 8, use="asked", choices=yes_no),
        Column("channel", 13, use="asked", choices=channels, is_open=True),
        Column("closed_as", 12, use="asked", choices=closings),
        Column("lift", 11, use="asked", choices=lifts),
        Column("reason", 34, use="asked"),
        Column("decided_on", 12, "day", colour="muted"),
        Column("state", 22, colour="muted"),
    )


def decision_rows(result: SiteResult, night: NightResult, wording: Wording) -> pd.DataFrame:
    """`BLANK_ROWS` to fill in, then the newest `HISTORY` decisions, newest first, in the words of the dropdowns."""
    folder = night.folder or result.plan_day.isoformat()
    numbers = [f"{result.site} {folder} {n:02d}" for n in range(1, BLANK_ROWS + 1)]
    blank = pd.DataFrame({"decision_id": numbers})
    return pd.concat([blank, _history(result, wording)], ignore_index=True)


def _history(result: SiteResult, wording: Wording) -> pd.DataFrame:
    said = result.decisions
    said = said[said["customer_id"].notna() & ~said["decision_id"].fillna("").str.startswith(PLAN_MARK)]
    said = said.sort_values(["own_at", "file_order", "row"], ascending=False, kind="stable").head(HISTORY)
    names = result.consultants.set_index("consultant_id")["name"]
    yes_no = {True: wording("decisions.yes"), False: wording("decisions.no")}
    lead_source, channel = said["lead_source"], labels(said["channel"], "channel", wording)
    lifts = said["lifts_opt_out"].fillna(False).astype(bool)
    name = result.customers["name"].reindex(said["customer_id"]).set_axis(said.index)
    rows = pd.DataFrame(
        {
            "customer": said["stated_customer_id"],
            "decision_id": said["decision_id"].fillna(""),
            "who": shown_texts(name),
            "manual_grade": said["manual_grade"].fillna(""),
            "until_date": said["until_date"],
            "consultant": said["consultant"].map(names).fillna(said["consultant"]).fillna(""),
            **{field: shown_texts(said[field]) for field in TEXTS},
            "is_vip": said["is_vip"].map(yes_no).fillna("").astype("str"),
            "channel": channel.where(channel != "", shown_texts(lead_source)),
            "closed_as": labels(said["closed_as"], "status", wording),
            "lift": _lifted(said["opt_out_modes"], wording).where(lifts, ""),
            "decided_on": said["own_at"],
            "state": _state(said, result, wording),
        }
    )
    return rows.astype({"customer": "str"})


def _lifted(modes: pd.Series, wording: Wording) -> "pd.Series[str]":
    every = modes.fillna("").str.count(r"\|") == len(MESSAGE_MODES) - 1
    return labels(modes, "mode", wording, "/").mask(every, wording("decisions.lift.all"))


def _state(said: pd.DataFrame, result: SiteResult, wording: Wording) -> "pd.Series[str]":
    """Whether a manual grade still holds."""
    plan_day = pd.Timestamp(result.plan_day)
    is_grade, is_past = said["manual_grade"].notna(), said["until_date"] < plan_day
    newest = ~said.assign(graded=said["customer_id"].where(is_grade)).duplicated("graded")
    state = pd.Series("", index=said.index, dtype="str")
    state = state.mask(is_grade & is_past, wording("decisions.state.ended"))
    state = state.mask(is_grade & ~is_past & ~newest, wording("decisions.state.replaced"))
    return state.mask(is_grade & ~is_past & newest, wording("decisions.state.in_force"))
