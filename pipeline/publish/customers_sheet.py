"""The sheet My customers: everybody a consultant looks after, next contact first; for reading only."""

from typing import Final

import pandas as pd

from pipeline.publish.book import Book
from pipeline.publish.desk import Desk
from pipeline.publish.listing import Listing, write_list

WIDTHS: Final = {
    "customer": 13, "phone": 16, "grade": 7, "why_grade": 26, "next_step": 28, "missing": 14, "status": 11,
    "reminders": 28, "next_date": 12, "next_reason": 22, "last_contact_at": 12, "customer_id": 14,
}  # fmt: skip
WRAPPED: Final = ("customer", "why_grade", "next_step", "missing", "reminders", "next_reason")


def write_customers(book: Book, desk: Desk, rows: pd.DataFrame | None) -> None:
    """`rows` as `task_rows.customer_rows` gives them, of one consultant; None: has no customers."""
    wording, colours = book.wording, book.colours
    day = "yyyy-mm-dd"
    listing = Listing(
        area="customers",
        title=wording("customers.title", name=desk.reader, day=desk.day_in_words),
        widths=dict(WIDTHS),
        days={"next_date": day, "last_contact_at": day},
        wrapped=WRAPPED,
        looks={
            "customer": {"bold": True}, "why_grade": {"font_color": colours.muted},
            "missing": {"font_color": colours.warn}, "reminders": {"font_color": colours.bad},
            "customer_id": {"font_color": colours.muted}, "next_date": {"bold": True},
        },
    )  # fmt: skip
    count = 0 if rows is None else len(rows)
    told = wording("customers.summary", customers=count) if count else wording("customers.empty")
    shown = None if rows is None else rows.assign(last_contact_at=rows["last_contact_at"].dt.normalize())
    write_list(book, desk, listing, shown, told)
