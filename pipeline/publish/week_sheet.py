"""The sheet This week: what the plan holds for a consultant from D to D + 6, day by day; for reading only."""

from typing import Final

import pandas as pd

from pipeline.publish.book import Book
from pipeline.publish.desk import Desk
from pipeline.publish.listing import Listing, write_list
from pipeline.publish.task_rows import is_group_message, labels, worded
from pipeline.results import SiteResult
from pipeline.wording import Wording

WIDTHS: Final = {
    "planned_date": 15, "customer": 14, "phone": 16, "grade": 7, "rules": 30, "mode": 10, "latest_at": 15,
    "remark": 26,
}  # fmt: skip


def week_rows(result: SiteResult, faces: pd.DataFrame, wording: Wording) -> pd.DataFrame:
    """One row: one planned task, by day, then as the plan ordered them; overflow is the manager's.

    `consultant`, the days `planned_date, latest_at`, the texts `customer, phone, grade, rules, mode, remark`.
    """
    planned = result.tasks[result.tasks["planned_date"].notna()].sort_values("planned_date", kind="stable")
    rules = planned["rule"].astype("str") + "|" + planned["other_rules"].astype("str").fillna("")
    modes = labels(planned["mode"], "mode", wording)
    group = wording("week.group_message")
    moved = planned["moved_from"].dt.strftime("%m-%d").fillna("").astype("str")
    must = pd.Series(wording("week.fixed"), index=planned.index).where(
        planned["is_fixed"].fillna(False).astype(bool), ""
    )
    moved_from = worded(moved, "week.moved", wording)
    between = pd.Series(wording("week.between"), index=planned.index).where(
        (must != "") & (moved_from != ""), ""
    )
    return pd.DataFrame(
        {
            "consultant": planned["consultant"],
            "planned_date": planned["planned_date"],
            **faces.reindex(planned["customer_id"]).set_axis(planned.index)[["customer", "phone", "grade"]],
            "rules": labels(rules.str.strip("|"), "rule", wording),
            "mode": modes.where(~is_group_message(planned), group),
            "latest_at": planned["latest_at"],
            "remark": must + between + moved_from,
        }
    )


def write_week(book: Book, desk: Desk, rows: pd.DataFrame | None) -> None:
    """`rows` as above, of one consultant; None: nothing planned."""
    wording, colours = book.wording, book.colours
    listing = Listing(
        area="week",
        title=wording("week.title", name=desk.reader, day=desk.day_in_words),
        widths=dict(WIDTHS),
        days={"planned_date": wording("week.day"), "latest_at": "mm-dd hh:mm"},
        wrapped=("customer", "rules", "remark"),
        looks={
            "planned_date": {"bold": True}, "customer": {"bold": True}, "remark": {"font_color": colours.muted},
            "latest_at": {"font_color": colours.muted},
        },
    )  # fmt: skip
    if rows is None:
        write_list(book, desk, listing, None, wording("week.empty"))
        return
    counts = rows["planned_date"].value_counts().sort_index()
    days = [wording("week.count", day=f"{day:%m-%d}", tasks=count) for day, count in counts.items()]
    write_list(book, desk, listing, rows, wording("week.summary", days=wording("week.between").join(days)))
