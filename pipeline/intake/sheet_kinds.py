"""What a sheet is a list of, and which of its columns feeds which field: decided by all its headers together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.intake.added_kinds import READ_AS, Sources, recognise_added
from pipeline.intake.field_sources import DEAL, MEANING_OF, OPEN_MEANINGS, SOURCES
from pipeline.intake.headers import HeaderCell, normalised

_PHONES: Final = {"customer_phone", "mobile", "phone", "caller", "callee"}
_NAMES: Final = {
    "customer_name", "bare_name", "contact_name", "salutation", "nickname", "surname", "given_name",
}  # fmt: skip
_KEYS: Final = {*_PHONES, "second_phone", "landline", "wechat", "customer_number", "lead_number"}
_DEAL_DAYS: Final = {"deposit", "contract", "deal", "handover", "cancelled"}
_TALKS: Final = {"mode", "outcome", "duration", "direction"}
_WANTS: Final = {
    "channel", "channel_detail", "budget", "budget_low", "budget_high", "area", "area_low", "area_high", "layout",
    "product", "district", "school", "decoration", "floor", "orientation", "transport", "usage", "funds",
    "customer_type", "horizon", "grade", "competitor", "status",
}  # fmt: skip
_LEAD_SIGNS: Final = _WANTS | {
    "created", "entered", "registered", "call_in", "date", "time", "bare_status", "bare_type", "consultant",
    "consultant_number", "remark", "content", "consent", "consent_phone", "consent_sms", "consent_wechat", "opt_out",
    "is_vip", "updated", "last_talk", "next_date", "at", "broker", "running", "price",
}  # fmt: skip
# One row may carry a whole funnel: a lead or a visit, and the deal it became.
_FUNNEL: Final = ("leads", "visits")
_STAFF: Final = {"role", "rest_days", "capacity", "is_active"}


@dataclass(frozen=True)
class Columns:
    """Which column feeds which field. `opt_outs` may be several.

    day_of  field -> a second column that holds the time of day
    joined  field -> the columns whose values together are the field's, in their order
    """

    kind: str | None
    fields: dict[str, HeaderCell] = field(default_factory=dict)
    opt_outs: list[HeaderCell] = field(default_factory=list)
    day_of: dict[str, HeaderCell] = field(default_factory=dict)
    joined: dict[str, list[HeaderCell]] = field(default_factory=dict)

    @property
    def positions(self) -> dict[int, str]:
        """Position of every mapped column -> field."""
        beside = {cell.position: name for name, cell in self.day_of.items()}
        beside |= {cell.position: name for name, cells in self.joined.items() for cell in cells}
        own = {cell.position: name for name, cell in self.fields.items()}
        return beside | own | {cell.position: "opt_out" for cell in self.opt_outs}


def recognise_kind(meanings: Iterable[str]) -> str | None:
    """The kind of a sheet whose headers say this; None: no list of people or things we know."""
    said = {_as_meaning(meaning) for meaning in meanings} - {""}
    if added := recognise_added(said):
        return added
    if said & _STAFF and said & {"consultant", "consultant_number", "bare_name"} and not said & _not_staff():
        return "consultants"
    has_price = bool(said & {"price", "amount", "budget"})
    if has_price and said & {"layout", "product", "unit"} and not said & (_NAMES | _KEYS):
        return "units"
    if not said & (_NAMES | _KEYS):
        return (
            "consultants" if {"consultant", "consultant_number"} <= said and not said & _not_staff() else None
        )
    return _kind_of_people(said)


def _kind_of_people(said: set[str]) -> str | None:
    if said & _DEAL_DAYS and not said & {"created", "visit"}:
        return "deals"
    if (
        "created" not in said
        and said & _TALKS
        and said & {"at", "call_in", "date", "time", "last_talk", "registered", "entered"}
    ):
        return "activities"
    if "created" not in said and "at" in said and "content" in said and len(said & _WANTS) <= 2:
        return "activities"
    if "created" in said and "duration" in said:
        return "activities"
    is_register = "visit_way" in said and said & {"date", "time", "registered"}
    if ("visit" in said or is_register) and "created" not in said:
        return "visits"
    enough = 1 if said & _KEYS else 2
    is_contact_list = bool(said & _PHONES and said & _NAMES)
    return "leads" if is_contact_list or len(said & _LEAD_SIGNS) >= enough else None


def _not_staff() -> set[str]:
    return (
        _DEAL_DAYS
        | _TALKS
        | {"customer_name", "customer_phone", "channel", "created", "visit", "at", "budget", "unit"}
    )


def _as_meaning(meaning: str) -> str:
    """A column the office mapped itself says what its field says."""
    return MEANING_OF.get(meaning[1:], meaning[1:]) if meaning.startswith("=") else meaning


@dataclass(frozen=True)
class Values:
    """What the values of columns tell where headers do not.

    fits    (column, field): share of the values that the field's parser understands
    counts  the column only counts 1..n and so numbers no customer
    recurs  (names, numbers): each name goes with several numbers, so these are the names of those who call
    """

    fits: Callable[[HeaderCell, str], float]
    counts: Callable[[HeaderCell], bool]
    recurs: Callable[[HeaderCell, HeaderCell], bool]


def assign_columns(kind: str, cells: list[HeaderCell], values: Values) -> Columns:
    """Each column to at most one field, each field from at most one column; the office's own mapping first."""
    taken: dict[str, HeaderCell] = {}
    cells = _without_two_ends(cells)
    for cell in cells:
        if cell.meaning.startswith("=") and cell.meaning != "=opt_out":
            taken.setdefault(READ_AS.get((kind, cell.meaning[1:]), cell.meaning[1:]), cell)
    used = {_place(cell) for cell in taken.values()}
    opened = [_opened(cell, kind, values.fits) for cell in cells]
    for name, meanings in sources(kind, {cell.meaning for cell in cells}).items():
        for meaning in meanings if name not in taken else ():
            found = [cell for cell in opened if cell.meaning == meaning and _place(cell) not in used]
            found = [
                cell
                for cell in found
                if not (name in ("customer_number", "consultant_id") and values.counts(cell))
            ]
            if found:
                taken[name] = min(found, key=_is_time_of_day)
                used.add(_place(taken[name]))
                break
    _second_phone(taken, opened, used)
    if kind == "activities" and _are_staff(taken, values):
        taken["consultant"] = taken.pop("name")
    joined = _joined(taken, opened)
    opt_outs = [cell for cell in cells if cell.meaning in ("opt_out", "=opt_out")]
    return Columns(kind, taken, opt_outs, _days_beside_times(taken, cells), joined)


def _place(cell: HeaderCell) -> tuple[int, str]:
    return cell.position, cell.part


def _are_staff(taken: dict[str, HeaderCell], values: Values) -> bool:
    """In a record of calls a plain 姓名 is the consultant's beside the 工号, or where it goes with many numbers."""
    name, phone, number = (taken.get(field) for field in ("name", "phone", "consultant_number"))
    if name is None or name.meaning != "bare_name" or "consultant" in taken:
        return False
    is_beside = number is not None and abs(number.position - name.position) == 1
    return is_beside or (phone is not None and values.recurs(name, phone))


_JOINED: Final = {"unit": (("building", "entrance"), "unit"), "name": (("surname",), "given_name")}
_GIVEN_NAMES: Final = {"名字", "givenname", "firstname"}


def _joined(taken: dict[str, HeaderCell], cells: list[HeaderCell]) -> dict[str, list[HeaderCell]]:
    """A room with its building, a given name with its surname: field -> all its columns, the telling one last."""
    joined = {}
    for name, (before, last) in _JOINED.items():
        own = taken.get(name)
        first = [cell for meaning in before for cell in cells if cell.meaning == meaning]
        is_given = own is not None and normalised(own.text) in _GIVEN_NAMES
        final = own if is_given else next((cell for cell in cells if cell.meaning == last), None)
        if own in (*first, final) and first and final:
            joined[name] = [*first, final]
    return joined


def _without_two_ends(cells: list[HeaderCell]) -> list[HeaderCell]:
    """Of a caller's and a called number one is our own: where nobody can tell which, neither is the customer's."""
    ends = {"caller", "callee"}
    if not ends <= {cell.meaning for cell in cells}:
        return cells
    return [replace(cell, meaning="") if cell.meaning in ends else cell for cell in cells]


def sources(kind: str, said: set[str]) -> Sources:
    """The fields of a kind and the meanings that feed them, best first."""
    if kind in _FUNNEL and said & _DEAL_DAYS:
        return {
            **SOURCES[kind],
            **{name: meanings for name, meanings in DEAL.items() if name != "amount"},
            "amount": ("amount",),
        }
    return SOURCES[kind]


def _opened(cell: HeaderCell, kind: str, fits: Callable[[HeaderCell, str], float]) -> HeaderCell:
    """A header that its values explain gets the meaning of the field that understands most of them."""
    known = SOURCES[kind]
    candidates = [name for name in OPEN_MEANINGS.get(cell.meaning, ()) if name in known]
    candidates.sort(
        key=lambda name: kind == "activities" and name != "outcome"
    )  # of calls rather their outcome
    shares = {name: fits(cell, name) for name in candidates}
    best = max(candidates, key=lambda name: shares[name], default="")
    if not best or shares[best] <= 0.5 or cell.meaning in known[best]:
        return cell
    return HeaderCell(cell.position, cell.text, known[best][0], cell.unit)


def _second_phone(taken: dict[str, HeaderCell], cells: list[HeaderCell], used: set[tuple[int, str]]) -> None:
    """手机 and 电话 side by side are the customer's both; beside 客户电话 a plain 电话 may be anybody's."""
    if "phone" in taken and "phone_2" not in taken and taken["phone"].meaning == "mobile":
        other = next((c for c in cells if c.meaning in ("phone", "mobile") and _place(c) not in used), None)
        if other is not None:
            taken["phone_2"] = other
            used.add(_place(other))


_TIMED: Final = ("created_at", "at", "visit_at")


def _days_beside_times(taken: dict[str, HeaderCell], cells: list[HeaderCell]) -> dict[str, HeaderCell]:
    """Fields whose day stands in a date column and whose time of day in a column of its own: field -> time column."""
    used = {cell.position for cell in taken.values()}
    spare = [
        cell
        for cell in cells
        if cell.position not in used and cell.meaning in ("time", "at", "visit", "call_in")
    ]
    pairs = {
        name: next((c for c in spare if _is_time_of(c, taken[name])), None)
        for name in _TIMED
        if name in taken
    }
    return {name: cell for name, cell in pairs.items() if cell is not None}


def _is_time_of(time_cell: HeaderCell, day_cell: HeaderCell) -> bool:
    """日期 and 时间, 来访日期 and 来访时间, Call Date and Call Time."""
    is_pair = _is_time_of_day(time_cell) and not _is_time_of_day(day_cell)
    return is_pair and time_cell.meaning in (day_cell.meaning, "time")


def _is_time_of_day(cell: HeaderCell) -> bool:
    text = cell.text.lower()
    return any(word in text for word in ("时间", "時間", "时刻", "time")) and "date" not in text
