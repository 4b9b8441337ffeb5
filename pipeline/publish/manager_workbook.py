"""The manager workbook of a site: what to decide today, the weekly meeting, decisions, and everything behind them."""

from pathlib import Path
from typing import Final

import pandas as pd
from babel.dates import format_date
from xlsxwriter.utility import quote_sheetname

from pipeline.insight.person_quality import quality_by_person
from pipeline.publish.attention_rows import MATTERS, attention_rows, names_of
from pipeline.publish.book import Book
from pipeline.publish.decision_rows import decision_columns, decision_rows
from pipeline.publish.list_sheet import FIRST_ROW, Column, Desk, ListSheet, write_list
from pipeline.publish.manager_rows import all_customer_rows, log_rows
from pipeline.publish.meeting_rows import late_count, meeting_rows, unsettled_count
from pipeline.publish.safe_text import shown_text
from pipeline.publish.task_rows import customer_faces
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Wording

LOCALES: Final = {"zh": "zh_CN", "en": "en_GB"}
ATTENTION: Final = (
    Column("matter", 20), Column("consultant", 11), Column("customer", 13, is_bold=True), Column("phone", 16),
    Column("grade", 7, "grade"), Column("detail", 46), Column("since", 12, "day"), Column("days", 8, "number"),
    Column("customer_id", 18, colour="muted"),
)  # fmt: skip
ALL: Final = (
    Column("customer_id", 16, colour="muted"), Column("name", 11, is_bold=True), Column("phone", 15),
    Column("wechat", 14), Column("consultant", 10), Column("grade", 7, "grade"), Column("computed_grade", 9, "grade"),
    Column("manual_grade_until", 12, "day"), Column("why_grade", 40), Column("next_step", 30), Column("status", 11),
    Column("category", 9), Column("stage", 10), Column("customer_type", 10), Column("is_vip", 6),
    Column("channel", 12), Column("lead_source", 14), Column("created_at", 16, "moment"),
    Column("budget_low", 12, "number"), Column("budget_high", 12, "number"), Column("area_low", 8, "decimal"),
    Column("area_high", 8, "decimal"), Column("layout", 9), Column("district", 12),
    Column("horizon_deadline", 12, "day"), Column("missing_facts", 16), Column("need_change", 24),
    Column("resistance", 16), Column("last_contact_at", 16, "moment"), Column("unanswered_streak", 9, "number"),
    Column("next_contact_date", 12, "day"), Column("next_contact_mode", 9), Column("next_contact_reason", 20),
    Column("overdue_since", 12, "day"), Column("blocked_by", 16), Column("consents", 18),
    Column("opted_out_modes", 14), Column("refuses_profiling", 9), Column("flags", 26),
)  # fmt: skip
LOG: Final = (
    Column("at", 16, "moment"), Column("consultant", 11), Column("customer", 11, is_bold=True),
    Column("grade", 7, "grade"), Column("mode", 8), Column("outcome", 12), Column("content", 46),
    Column("need_change", 26, colour="accent"), Column("resistance", 14, colour="bad"), Column("promise", 18),
    Column("status", 11), Column("next_date", 12, "day"), Column("lag", 10, "decimal"),
    Column("customer_id", 16, colour="muted"),
)  # fmt: skip
PEOPLE: Final = (
    Column("name", 14, is_bold=True), Column("customers", 10, "number"), Column("no_phone", 10, "share"),
    Column("no_budget", 10, "share"), Column("no_horizon", 12, "share"), Column("no_wants", 10, "share"),
    Column("overdue", 12, "number"), Column("no_date", 12, "number"), Column("records", 12, "number"),
    Column("empty_records", 12, "share"), Column("lag_hours", 14, "decimal"),
)  # fmt: skip


def write_manager_workbook(path: Path, result: SiteResult, night: NightResult, wording: Wording) -> None:
    """Write one site's workbook; Weekly meeting and Decisions come back filled in."""
    faces = customer_faces(result.customers, wording)
    desk = desk_of(result, "site_manager", wording)
    everybody = all_customer_rows(result, faces, wording)
    with Book(path, wording, night.known_until) as book:
        mapped = [["plan_day", result.plan_day.isoformat()], ["site", result.site]]
        for listed in (
            _attention(result, night, faces, wording),
            _meeting(result, night, faces, wording),
            _decisions(result, night, len(everybody), wording),
            ListSheet(
                "all", ALL, everybody, wording("all.summary", count=len(everybody)), frozen=2, is_dense=True
            ),
            _log(result, wording),
            _people(result, wording),
        ):
            mapped += write_list(book, desk, listed)
        book.write_map("manager", mapped)


def desk_of(result: SiteResult, role: str, wording: Wording) -> Desk:
    """Whose workbook it is: the people of that role, else the role's word."""
    named = result.consultants
    names = named.loc[named["role"].eq(role), "name"].dropna().astype("str").tolist()
    day = format_date(result.plan_day, wording("book.date"), locale=LOCALES[wording.language])
    reader = wording("list.separator").join(names) or wording(f"role.{role}")
    return Desk(shown_text(wording.word("site", result.site)), reader, day)


def _attention(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> ListSheet:
    rows = attention_rows(result, night, faces, wording)
    counts = rows.drop_duplicates("key")[["matter", "count"]].itertuples(index=False)
    between = wording("today.summary.between")
    told = between.join(wording("attention.count", matter=matter, count=count) for matter, count in counts)
    colours = {wording(f"attention.matter.{key}"): colour for key, colour in MATTERS.items()}
    return ListSheet("attention", ATTENTION, rows, told, tab="bad", frozen=3, colours=colours)


def _meeting(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> ListSheet:
    rows = meeting_rows(result, night, faces, wording)
    late = late_count(rows, pd.Timestamp(result.plan_day))
    told = wording("meeting.summary", count=len(rows), planned=unsettled_count(rows), late=late)
    columns = (
        Column("customer", 13, is_bold=True),
        *(Column(name, 10, use="hidden") for name in ("stated_customer_id", "decision_id", "given")),
        Column("grade", 7, "grade"), Column("consultant", 10), Column("status", 10), Column("why", 24, colour="bad"),
        Column("resistance", 14), Column("last_talk", 36), Column("plan", 38, use="asked"),
        Column("owner", 11, use="asked", source=_names(result, wording), is_open=True),
        Column("deadline", 12, "day", "asked"), Column("progress", 28, use="asked"),
        Column("is_settled", 9, use="asked", choices=(wording("decisions.yes"),)),
    )  # fmt: skip
    late_on = ("deadline", result.plan_day)
    return ListSheet("meeting", columns, rows, told, "warn", least_height=34, late=late_on)


def _decisions(result: SiteResult, night: NightResult, count: int, wording: Wording) -> ListSheet:
    sheet = quote_sheetname(wording("all.sheet"))
    last = FIRST_ROW + max(count, 1)
    columns = decision_columns(wording, _names(result, wording), f"={sheet}!$A${FIRST_ROW + 1}:$A${last}")
    return ListSheet(
        "decisions", columns, decision_rows(result, night, wording), wording("decisions.summary"),
        "accent", frozen=4,
    )  # fmt: skip


def _log(result: SiteResult, wording: Wording) -> ListSheet:
    rows = log_rows(result, wording)
    changed, resisting = int(rows["need_change"].ne("").sum()), int(rows["resistance"].ne("").sum())
    told = wording("log.summary", count=len(rows), changed=changed, resisting=resisting)
    return ListSheet("log", LOG, rows, told, frozen=3)


def _people(result: SiteResult, wording: Wording) -> ListSheet:
    """The roster's people who are there first, since decisions choose from them; of equal names by their numbers."""
    plan_day = pd.Timestamp(result.plan_day)
    rows = quality_by_person(result.customers, result.activities, result.consultants, plan_day)
    names = names_of(rows["consultant"], result, wording)
    rows = rows.assign(name=names.mask(names.duplicated(keep=False), rows["consultant"]))
    return ListSheet("people", PEOPLE, rows, wording("people.summary"))


def _names(result: SiteResult, wording: Wording) -> str:
    """The range of the names of those who are there."""
    sheet, present = quote_sheetname(wording("people.sheet")), int(result.consultants["is_active"].sum())
    return f"={sheet}!$A${FIRST_ROW + 1}:$A${FIRST_ROW + max(present, 1)}"
