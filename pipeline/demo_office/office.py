"""The made-up office as the command line sees it: nights, and the workbooks its clerks drop on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import pandas as pd

from pipeline.demo_office.care_tables import care_tables
from pipeline.demo_office.codes import MINUTES_A_DAY
from pipeline.demo_office.lexicon import Language, Lexicon, load_lexicon
from pipeline.demo_office.plan import EXPORT_MINUTE, SitePlan, Size, export_minute, plan_sites
from pipeline.demo_office.stock import unit_table
from pipeline.demo_office.tables import (
    Table,
    call_table,
    deal_table,
    lead_table,
    roster_table,
    texts,
    with_rows,
)
from pipeline.demo_office.untidy import stray_calls, untidy_leads
from pipeline.demo_office.workbook import write_workbook
from pipeline.demo_office.world import World, build_world, has_deal_news

EXPORT_TIME: Final = time(EXPORT_MINUTE // 60, EXPORT_MINUTE % 60)
File = tuple[str, Table]


@dataclass(frozen=True)
class Office:
    """A planned office; nothing is generated before `drop`."""

    sites: list[SitePlan]
    lexicon: Lexicon
    seed: int
    days: list[date]

    def drop(self, night: date, inbox: Path) -> list[Path]:
        """Write the night's workbooks into the inbox, in sub-folders when there are several sites.

        The first night has the whole history, later ones the lead list again, the calls since the last
        export, and each of the others when it changed. A workbook appears complete or not at all.
        """
        if night not in self.days:
            raise ValueError("this night is none of the planned ones")
        return [path for site in self.sites for path in self.drop_site(site, night, inbox)]

    def drop_site(self, site: SitePlan, night: date, inbox: Path) -> Iterator[Path]:
        """The workbooks of one site."""
        world = build_world(site, self.lexicon, self.seed, export_minute(self.days[-1]))
        folder = inbox / site.folder
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="_demo_", dir=inbox) as scratch:
            for name, table in self.files(world, night):
                draft = Path(scratch) / name
                write_workbook(
                    draft, table, self.lexicon, datetime.combine(night, EXPORT_TIME), Path(scratch)
                )
                yield draft.replace(folder / name)

    def files(self, world: World, night: date) -> Iterator[File]:
        """Names and tables of one site and night, made one at a time."""
        minute, names = export_minute(night), self.lexicon.files
        leads = lead_table(world, self.lexicon, night, minute)
        yield (
            names["leads"].format(stamp=f"{night:%Y%m%d}"),
            untidy_leads(leads, world, self.lexicon, minute),
        )
        if night == self.days[0]:
            yield names["roster"], roster_table(world, self.lexicon, minute)
            yield from self.history(world, night)
        else:
            yield from self.calls_of_day(world, night)
        after = -1 if night == self.days[0] else export_minute(night - timedelta(days=1))
        if has_deal_news(world, after, minute) or night == self.days[0]:
            yield names["deals"], deal_table(world, self.lexicon, night, minute)
            yield names["units"], unit_table(world, self.lexicon, night, minute)
        for table in care_tables(world, self.lexicon, night, self.days[-1], after):
            yield names[table.kind], table

    def history(self, world: World, night: date) -> Iterator[File]:
        """The call logs up to the first night, a file per month or quarter."""
        events = world.events[world.events["at"] <= export_minute(night)]
        months = events["at"].to_numpy().astype("datetime64[m]").astype("datetime64[M]").astype(np.int64)
        spans = months if world.site.calls_per == "month" else months // 3
        for span in np.unique(spans):
            name = self.period(world.site, int(span))
            yield self.call_file(world, events[spans == span], night, name)

    def calls_of_day(self, world: World, night: date) -> Iterator[File]:
        """What was done since the export of the day before; no file when nothing was."""
        minute = export_minute(night)
        at = world.events["at"]
        events = world.events[(at > minute - MINUTES_A_DAY) & (at <= minute)]
        if len(events):
            yield self.call_file(world, events, night, self.lexicon.long_day(night - timedelta(days=1)))

    def call_file(self, world: World, events: pd.DataFrame, night: date, period: str) -> File:
        """One call log, with the stray calls that fall into its span."""
        table = call_table(world, self.lexicon, events, night, period)
        strays = stray_calls(world, self.lexicon)
        strays = strays[strays["at_minute"].between(events["at"].min(), events["at"].max())]
        strays = strays.assign(at=texts(strays["at_minute"].to_numpy(), "m"))
        return self.lexicon.files["calls"].format(period=period), with_rows(table, strays)

    def period(self, site: SitePlan, span: int) -> str:
        """The words for a month or quarter, counted since 1970."""
        if site.calls_per == "month":
            return self.lexicon.month_period.format(year=1970 + span // 12, month=span % 12 + 1)
        return self.lexicon.quarter_period.format(
            year=1970 + span // 4, quarter=self.lexicon.quarters[span % 4]
        )


def plan_office(size: Size, language: Language, seed: int, until: date, nights: int = 1) -> Office:
    """An office of that size whose last night is `until`; the same words, seed and day give the same files."""
    if nights < 1:
        raise ValueError("an office needs at least one night")
    lexicon = load_lexicon(language)
    days = [until - timedelta(days=back) for back in reversed(range(nights))]
    return Office(plan_sites(size, lexicon, seed), lexicon, seed, days)
