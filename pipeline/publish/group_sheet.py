"""The sheet Group messages: whom to greet or to tell, the words to send, and a tick when it is done."""

from typing import Final

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.asked_cells import accept_answers, cell_style
from pipeline.publish.book import Book, row_height, set_page, write_text
from pipeline.publish.desk import Desk
from pipeline.publish.prepared_texts import occasions_of, prepare_site_calls, spoken_words
from pipeline.publish.task_rows import is_group_message, labels
from pipeline.publish.today_columns import Column
from pipeline.results import NightResult, SiteResult
from pipeline.wording import Wording

GROUP: Final = (
    Column("position", 5, "told"),
    Column("customer", 14, "told"),
    Column("task_id", 10, "hidden"),
    Column("stated_customer_id", 10, "hidden"),
    Column("cause", 10, "hidden"),
    Column("planned_mode", 10, "hidden"),
    Column("phone", 18, "told"),
    Column("how", 9, "told"),
    Column("occasion", 16, "told"),
    Column("words", 64, "told", "group"),
    Column("is_done", 9, "asked"),
    Column("content", 34, "asked", "group"),
    Column("opt_out", 12, "asked"),
)
PLACES: Final = {column.field: place for place, column in enumerate(GROUP)}
HEADER_ROW: Final = 3
FIRST_ROW: Final = HEADER_ROW + 1


def group_rows(result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """One row: one new group message of D, by occasion and mode, so that equal ones are sent in one go.

    `consultant`, the texts of `GROUP` that are ours to fill.
    """
    tasks = result.new_tasks[is_group_message(result.new_tasks)]
    tasks = tasks.sort_values(["rule", "mode"], kind="stable")
    people = result.customers.reindex(tasks["customer_id"]).set_axis(tasks.index)
    occasions = occasions_of(tasks, wording)
    calls = prepare_site_calls(tasks, result, night, wording)
    words = calls.words.set_index("task_id")["words"].reindex(tasks["task_id"]).set_axis(tasks.index)
    return pd.DataFrame(
        {
            "consultant": tasks["consultant"],
            "task_id": tasks["task_id"],
            "stated_customer_id": tasks["customer_id"],
            "cause": tasks["rule"],
            "planned_mode": tasks["mode"],
            **faces.reindex(tasks["customer_id"]).set_axis(tasks.index)[["customer", "phone"]].fillna(""),
            "how": labels(tasks["mode"], "mode", wording),
            "occasion": occasions.where(occasions != "", labels(tasks["rule"], "rule", wording)),
            "words": spoken_words(tasks, words, people, result, wording),
        }
    )


def write_group_messages(book: Book, desk: Desk, rows: pd.DataFrame | None) -> None:
    """`rows` as above, of one consultant; None: nothing to send today."""
    wording, colours = book.wording, book.colours
    sheet = book.sheet(wording("book.group"))
    sheet.set_row(0, 30)
    title = book.style(bold=True, font_size=16, font_color=colours.accent)
    sheet.write_string(0, 0, wording("group.title", name=desk.reader, day=desk.day_in_words), title)
    logo = book.style(bold=True, font_color=colours.muted, align="right")
    sheet.write_string(0, len(GROUP) - 1, book.theme.logo.text, logo)
    told = wording("group.empty") if rows is None else wording("group.summary", messages=len(rows))
    sheet.set_row(1, 20)
    sheet.write_string(1, 0, told, book.style(font_color=colours.muted))
    for place, column in enumerate(GROUP):
        sheet.set_column(place, place, column.width, None, {"hidden": column.use == "hidden"})
        sheet.write_string(HEADER_ROW, place, column.header(wording), book.header(column.use == "asked"))
    sheet.set_row(HEADER_ROW, 24)
    if rows is not None:
        _write_rows(book, sheet, rows)
        accept_answers(sheet, GROUP, (FIRST_ROW, len(rows)), desk, wording)
    sheet.freeze_panes(FIRST_ROW, PLACES["phone"] + 1)
    set_page(sheet, HEADER_ROW, desk.reader, desk.day_in_words, wording)


def _write_rows(book: Book, sheet: Worksheet, rows: pd.DataFrame) -> None:
    styles = {column.field: cell_style(book, column) for column in GROUP}
    texts = {c.field: rows[c.field].astype("str").fillna("").tolist() for c in GROUP if c.field in rows}
    for number in range(len(rows)):
        row = FIRST_ROW + number
        wrapped = [(texts[name][number], GROUP[PLACES[name]].width) for name in ("customer", "words")]
        sheet.set_row(row, row_height(wrapped, 26, 120))
        sheet.write_number(row, PLACES["position"], number + 1, styles["position"])
        for name, values in texts.items():
            write_text(sheet, row, PLACES[name], values[number], styles[name])
        for column in GROUP:
            if column.use == "asked":
                sheet.write_blank(row, PLACES[column.field], None, styles[column.field])
    sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + len(rows) - 1, len(GROUP) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST_ROW + 1}:Z{FIRST_ROW + len(rows)}"})
