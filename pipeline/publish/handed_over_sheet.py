"""The sheet Handed over: customers taken from or given to a colleague, with what is known of them."""

from typing import Final

import pandas as pd

from pipeline.publish.book import Book
from pipeline.publish.desk import Desk
from pipeline.publish.listing import Listing, write_list
from pipeline.publish.prepared_texts import labelled, last_talks_texts, memory_texts
from pipeline.publish.safe_text import shown_texts
from pipeline.publish.task_rows import labels
from pipeline.results import NightResult, SiteResult
from pipeline.rules.call import remember
from pipeline.wording import Wording

WIDTHS: Final = {
    "handed_on": 13, "direction": 18, "customer": 14, "phone": 16, "grade": 7, "status": 12, "talks": 48, "known": 44,
    "next_date": 13,
}  # fmt: skip
TAKEN: Final = ("customer", "phone", "grade", "status", "talks", "known", "next_date")


def handed_over_rows(
    result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording
) -> pd.DataFrame:
    """One row: one customer of the last days, for who took him over and for who gave him; newest first.

    `consultant`, the days `handed_on, next_date`, the texts `direction, customer, phone, grade, status, talks,
    known`. Who gave a customer away reads the name and to whom, and nothing more: he looks after him no longer.
    """
    rules = night.settings.rules.call
    first = pd.Timestamp(result.plan_day) - pd.Timedelta(days=rules.handed_over_days - 1)
    recent = result.handed_over[result.handed_over["handed_on"] >= first]
    recent = recent.sort_values(["handed_on", "customer_id"], ascending=[False, True], kind="stable")
    names = dict(zip(result.consultants["consultant_id"], result.consultants["name"], strict=True))
    taken = _told(recent, result, night, faces, wording).assign(
        consultant=recent["to_consultant"],
        direction=_direction(recent["from_consultant"], names, "handed_over.from", wording),
    )
    given = taken.assign(
        consultant=recent["from_consultant"],
        direction=_direction(recent["to_consultant"], names, "handed_over.to", wording),
        **dict.fromkeys(["phone", "grade", "status", "talks", "known"], ""),
        next_date=pd.Series(pd.NaT, index=recent.index, dtype="datetime64[us]"),
    )
    return pd.concat([taken, given], ignore_index=True)[["consultant", *WIDTHS]]


def write_handed_over(book: Book, desk: Desk, rows: pd.DataFrame | None) -> None:
    """`rows` as above, of one consultant; None: nobody was handed over."""
    wording, colours = book.wording, book.colours
    listing = Listing(
        area="handed_over",
        title=wording("handed_over.title", name=desk.reader, day=desk.day_in_words),
        widths=dict(WIDTHS),
        days={"handed_on": "yyyy-mm-dd", "next_date": "yyyy-mm-dd"},
        wrapped=("direction", "customer", "talks", "known"),
        looks={"customer": {"bold": True}, "direction": {"bold": True, "font_color": colours.accent}},
    )
    told = wording("handed_over.empty" if rows is None else "handed_over.summary")
    write_list(book, desk, listing, rows, told)


def _told(
    recent: pd.DataFrame, result: SiteResult, night: NightResult, faces: pd.DataFrame, wording: Wording
) -> pd.DataFrame:
    """What the new consultant should know: who it is, the last talks, promises, doubts, materials."""
    people = result.customers.reindex(recent["customer_id"]).set_axis(recent.index)
    known = remember(
        people.set_axis(pd.Index(recent["customer_id"])),
        result.activities,
        night.settings,
        pd.Timestamp(result.plan_day),
    )
    memory = (
        memory_texts(known, result, wording).reindex(recent["customer_id"]).set_axis(recent.index).fillna("")
    )
    return pd.DataFrame(
        {
            "handed_on": recent["handed_on"],
            **faces.reindex(recent["customer_id"]).set_axis(recent.index)[["customer", "phone", "grade"]],
            "status": labels(people["status"], "status", wording),
            "talks": last_talks_texts(
                recent["customer_id"], people["unanswered_streak"], known, result, wording
            ),
            "known": labelled({str(name): memory[name] for name in memory}, wording),
            "next_date": people["next_contact_date"],
        }
    )


def _direction(people: pd.Series, names: dict[str, str], key: str, wording: Wording) -> pd.Series:
    shown = shown_texts(people.map(names).where(people.isin(names), people))
    read = {name: wording(key, name=name) for name in shown.unique()}
    return shown.map(read).astype("str")
