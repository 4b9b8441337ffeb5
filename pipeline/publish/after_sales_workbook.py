"""Customer service's workbook: handovers, surveys, complaints, and dates that passed between deposit and handover."""

from pathlib import Path
from typing import Final

import pandas as pd

from pipeline.publish.attention_rows import names_of
from pipeline.publish.book import Book
from pipeline.publish.list_sheet import Column, ListSheet, write_list
from pipeline.publish.manager_workbook import desk_of
from pipeline.publish.safe_text import shown_texts
from pipeline.publish.task_rows import customer_faces, labels
from pipeline.results import NightResult, SiteResult
from pipeline.rules import after_sales
from pipeline.rules.due.answers import Answers, find_answers
from pipeline.rules.due.records import Records
from pipeline.vocabulary import MESSAGE_MODES
from pipeline.wording import Wording

WHO: Final = (
    Column("customer", 13, is_bold=True),
    *(Column(name, 10, use="hidden") for name in ("stated_customer_id", "given")), Column("phone", 16),
    Column("unit", 12),
)  # fmt: skip
SCALE: Final = 10


def write_after_sales_workbook(path: Path, result: SiteResult, night: NightResult, wording: Wording) -> None:
    """Write one site's workbook; what is filled in comes back as visits, surveys and newer complaints."""
    faces = customer_faces(result.customers, wording).assign(
        do_not=labels(result.customers["opted_out_modes"], "mode", wording),
        consultant=names_of(result.customers["consultant"], result, wording),
    )
    desk = desk_of(result, "customer_service", wording)
    with Book(path, wording, night.known_until) as book:
        mapped = [["plan_day", result.plan_day.isoformat()], ["site", result.site]]
        for listed in (
            _complaints(result, night, faces, wording), _handovers(result, night, faces, wording),
            _surveys(result, night, faces, wording), _progress(result, night, faces, wording),
        ):  # fmt: skip
            mapped += write_list(book, desk, listed)
        book.write_map("after_sales", mapped)


def _complaints(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> ListSheet:
    site = night.settings.for_site(result.site)
    plan_day, known_until = pd.Timestamp(result.plan_day), pd.Timestamp(night.known_until)
    rows = after_sales.open_complaints(
        result.complaints, _answers(result, night), night.settings, site, plan_day, known_until
    )
    is_late = ~rows["is_answered"] & (rows["response_by"] <= known_until)
    clock = pd.Series("running", index=rows.index, dtype="str").mask(is_late, "late")
    clock = clock.mask(rows["is_answered"], "answered")
    texts = {name: shown_texts(rows[name]) for name in ("unit", "category", "content", "complaint_number")}
    yes_no = {True: wording("decisions.yes"), False: wording("decisions.no")}
    rows = rows.assign(**texts, handled_by=shown_texts(rows["consultant"]))
    rows = _with_faces(rows, faces)
    rows = rows.assign(
        clock=labels(clock, "complaints.clock", wording),
        is_suggestion=rows["is_suggestion"].map(yes_no).fillna("").astype("str"),
    )
    columns = (
        Column("clock", 12), *WHO, Column("complaint_number", 14),
        Column("category", 12), Column("content", 44),
        Column("unit_told", 8, use="hidden"),
        Column("is_suggestion", 8, use="hidden"),
        Column("handled_by", 8, use="hidden"),
        Column("opened_at", 16, "moment"), Column("open_days", 9, "number"),
        Column("response_by", 16, "moment", is_bold=True),
        Column("first_response_at", 17, "moment", "asked"),
        Column("closed_at", 17, "moment", "asked"),
    )  # fmt: skip
    words = {"late": "bad", "running": "warn", "answered": "good"}
    colours = {wording(f"complaints.clock.{key}"): colour for key, colour in words.items()}
    told = wording("complaints.summary", count=len(rows), late=int(is_late.sum()))
    return ListSheet(
        "complaints", columns, rows.assign(unit_told=rows["unit"]), told, "bad", frozen=2,
        colours=colours,
    )  # fmt: skip


def _answers(result: SiteResult, night: NightResult) -> Answers:
    records = Records(complaints=result.complaints, surveys=result.surveys)
    return find_answers(result.activities, result.deals, records, pd.Timestamp(night.known_until))


def _handovers(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> ListSheet:
    plan_day = pd.Timestamp(result.plan_day)
    settings, site = night.settings, night.settings.for_site(result.site)
    due = after_sales.handovers_due(result.deals, _answers(result, night), settings, site, plan_day)
    rows = _with_faces(due, faces)
    columns = (
        *WHO, Column("consultant", 11), Column("due", 12, "day", is_bold=True),
        Column("latest", 12, "day", colour="warn"),
        Column("at", 14, "day", "asked"), Column("content", 48, use="asked"),
        Column("promise", 26, use="asked"),
    )  # fmt: skip
    told = wording("handovers.summary", count=len(rows), days=settings.rules.care.handover_days)
    return ListSheet("handovers", columns, rows, told, "accent", least_height=30)


def _surveys(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> ListSheet:
    """Whoever may be asked in no way is left out."""
    site, plan_day = night.settings.for_site(result.site), pd.Timestamp(result.plan_day)
    rows = after_sales.surveys_due(result.deals, _answers(result, night), night.settings, site, plan_day)
    out = result.customers["opted_out_modes"].reindex(rows["customer_id"]).fillna("").astype("str")
    is_askable = out.str.count(r"\|").to_numpy() < len(MESSAGE_MODES) - 1
    rows = _with_faces(rows[is_askable], faces)
    rows = rows.assign(occasion=labels(rows["occasion"], "surveys.occasion", wording), scale=float(SCALE))
    columns = (
        *WHO, Column("occasion", 18), Column("due", 12, "day", is_bold=True),
        Column("latest", 12, "day", colour="warn"), Column("do_not", 12, colour="bad"),
        Column("score", 9, "decimal", "asked"), Column("scale", 8, "decimal", "asked"),
        Column("answered_at", 14, "day", "asked"),
        Column("content", 46, use="asked"),
    )  # fmt: skip
    told = wording("surveys.summary", count=len(rows))
    return ListSheet("surveys", columns, rows, told, "accent", least_height=30)


def _progress(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> ListSheet:
    rows = after_sales.passed_dates(result.deals, night.settings, pd.Timestamp(result.plan_day))
    rows = _with_faces(rows, faces)
    rows = rows.assign(matter=labels(rows["matter"], "progress.matter", wording))
    columns = (
        Column("matter", 18), Column("customer", 13, is_bold=True), Column("phone", 16), Column("unit", 14),
        Column("amount", 14, "number"), Column("consultant", 11), Column("due", 13, "day"),
        Column("days", 11, "number", is_bold=True), Column("stated_customer_id", 16, colour="muted"),
    )  # fmt: skip
    words = {"unsigned": "bad", "loan": "warn", "instalment": "warn"}
    colours = {wording(f"progress.matter.{key}"): colour for key, colour in words.items()}
    return ListSheet(
        "progress", columns, rows, wording("progress.summary", count=len(rows)), tab="warn", colours=colours
    )


def _with_faces(rows: pd.DataFrame, faces: pd.DataFrame) -> pd.DataFrame:
    """The rows with their customers as people know them; rows of customers who are no more are left out."""
    known = rows[rows["customer_id"].isin(faces.index)].reset_index(drop=True)
    people = faces.reindex(known["customer_id"]).set_axis(known.index)
    shown = {name: people[name].fillna("") for name in ("customer", "phone", "consultant", "do_not")}
    return known.assign(
        **shown,
        stated_customer_id=known["customer_id"],
        unit=shown_texts(known["unit"]) if "unit" in known else "",
    )
