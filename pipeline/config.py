"""config.toml -> frozen settings that check themselves.

Defaults are those of the offices' rules; the shipped `config.toml` lists and explains each. An unknown key
is an error that names the nearest known one, and no message repeats a value (it may be a password).
"""

import re
import tomllib
from datetime import date, time
from difflib import get_close_matches
from fnmatch import fnmatch
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from pipeline.call_settings import CallRules
from pipeline.errors import ConfigurationError

Positive = Field(gt=0)
Share = Field(ge=0, le=1)


@cache
def _time_zones() -> set[str]:
    return available_timezones()


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Site(Section):
    """What one site (案场) may set for itself."""

    timezone: str = "Asia/Shanghai"
    language: Literal["zh", "en"] = "zh"
    opening: time = time(9, 0)
    closing: time = time(18, 0)
    closed_days: tuple[date, ...] | None = None  # None: lunar New Year's Eve and the two days after
    public_holidays_closed: bool = False
    shared_numbers: tuple[str, ...] = ()
    columns: dict[str, str] = {}

    @field_validator("timezone")
    @classmethod
    def known_timezone(cls, name: str) -> str:
        if name not in _time_zones():
            raise ValueError("is no time zone of the world's list, such as Asia/Shanghai")
        return name

    @model_validator(mode="after")
    def opens_before_it_closes(self) -> Self:
        if self.opening >= self.closing:
            raise ValueError("opening must lie before closing")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class FilePattern(Section):
    columns: dict[str, str] = {}


class Paths(Section):
    inbox: str | None = None
    outbox: str | None = None
    store: str | None = None
    archive: str | None = None
    log: str | None = None
    key: str | None = None


Secrets = SecretStr | tuple[SecretStr, ...]


class Passwords(RootModel[dict[str, Secrets]]):
    """Passwords of workbooks: `all`, a site's name or a pattern of file names -> one or several."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)
    root: dict[str, Secrets] = {}

    def fitting(self, site: str, file_name: str) -> tuple[str, ...]:
        """Those of the file's pattern, of its site, of all; each once."""
        patterns = [key for key in self.root if key not in ("all", site) and fnmatch(file_name, key)]
        told = [self.root.get(key, ()) for key in (*patterns, site, "all")]
        secrets = [secret for each in told for secret in (each if isinstance(each, tuple) else (each,))]
        return tuple(dict.fromkeys(secret.get_secret_value() for secret in secrets))

    def with_environment(self, text: str) -> "Passwords":
        """More for all files: the lines of `text`, their parts between commas, and `text` itself."""
        lines = [text, *text.splitlines(), *re.split(r"[,\n]", text)]
        more = tuple(SecretStr(line.strip()) for line in lines if line.strip())
        told = self.root.get("all", ())
        return Passwords({**self.root, "all": (*(told if isinstance(told, tuple) else (told,)), *more)})


class TimeRules(Section):
    plan_after: time = time(18, 0)
    future_days: int = Field(1, ge=0)
    leap_birthday: Literal["02-28", "03-01"] = "02-28"


class CustomerRules(Section):
    shared_number_names: int = Field(4, gt=1)


class ProfileRules(Section):
    kept_classes: tuple[Literal["sensitive", "third_person"], ...] = ()
    dropped_items: tuple[str, ...] = ()


class GradingRules(Section):
    status_days: int = Field(90, gt=0)
    competitors_days: int = Field(180, gt=0)
    competitors_for_a: int = Field(2, gt=0)
    months_for_a: int = Field(3, gt=0)
    months_for_b: int = Field(6, gt=0)
    topics_days: int = Field(90, gt=0)
    topics: tuple[str, ...] = (
        "贷款", "按揭", "公积金", "装修", "开盘", "貸款", "公積金", "裝修", "開盤",
        "loan", "mortgage", "decoration", "opening",
    )  # fmt: skip
    stated_grade_days: int = Field(90, gt=0)
    coverage_for_a: float = Field(0.80, ge=0, le=1)
    coverage_for_b: float = Field(0.50, ge=0, le=1)
    budget_tolerance: float = Field(0.05, ge=0)
    area_tolerance: float = Field(0.10, ge=0)
    match_for_b: float = Field(0.50, ge=0, le=1)
    wants_for_a: int = Field(2, gt=0)
    vip_amount: float = Field(10_000_000, gt=0)
    vip_contracts: int = Field(2, gt=0)
    vip_referrals: int = Field(3, gt=0)


class ByPace(Section):
    """One number for each pace."""

    A: int = Field(gt=0)
    B: int = Field(gt=0)
    C: int = Field(gt=0)
    not_now: int = Field(gt=0)
    owner: int = Field(gt=0)


class DueRules(Section):
    first_response_minutes: int = Field(60, gt=0)
    first_response_days: int = Field(3, ge=0)
    first_revisit_hours: int = Field(24, gt=0)
    first_revisit_ends_days: int = Field(7, ge=0)
    agreed_max_days: int = Field(180, gt=0)
    deposit_daily_days: int = Field(7, gt=0)
    cadence_days: ByPace = ByPace(A=3, B=7, C=30, not_now=90, owner=90)
    cadence_latest_days: ByPace = ByPace(A=1, B=2, C=7, not_now=14, owner=14)
    retry_days: ByPace = ByPace(A=1, B=2, C=7, not_now=30, owner=30)
    retry_deposit_days: int = Field(1, gt=0)
    retry_short_attempts: int = Field(2, gt=0)
    retry_long_days: int = Field(30, gt=0)
    wake_up_days: int = Field(30, gt=0)
    wake_up_latest_days: int = Field(30, gt=0)
    new_enquiry_days: int = Field(14, gt=0)
    outbound_window_days: int = Field(7, gt=0)
    outbound_max_days: int = Field(3, gt=0)
    churn_attempts: dict[Literal["A", "B", "C", "owner"], int] = {"A": 2, "B": 2, "C": 3, "owner": 3}
    neglected_factor: int = Field(2, gt=0)


class ConsentRules(Section):
    asked_days: int = Field(120, gt=0)
    never_asked_channels: tuple[str, ...] = ()


class PlanRules(Section):
    days_ahead: int = Field(6, ge=0)
    capacity: int = Field(40, gt=0)
    visit_cost: int = Field(4, gt=0)
    movable_after_days: int = Field(7, gt=0)
    overdue_order_days: int = Field(30, gt=0)
    named_days: int = Field(90, gt=0)


class ConversionRules(Section):
    reached_days: int = Field(7, gt=0)
    visit_days: int = Field(30, gt=0)
    deposit_days: int = Field(180, gt=0)
    deal_days: int = Field(180, gt=0)


class Rules(Section):
    time: TimeRules = TimeRules()
    customers: CustomerRules = CustomerRules()
    profiles: ProfileRules = ProfileRules()
    grading: GradingRules = GradingRules()
    due: DueRules = DueRules()
    consent: ConsentRules = ConsentRules()
    plan: PlanRules = PlanRules()
    conversion: ConversionRules = ConversionRules()
    call: CallRules = CallRules()


class Settings(Section):
    """All of config.toml. `fingerprint` is the file's content hash, for run.json."""

    site: Site = Site()
    sites: dict[str, dict[str, Any]] = {}
    columns: dict[str, str] = {}
    files: dict[str, FilePattern] = {}
    channels: dict[str, str] = {}
    passwords: Passwords = Passwords()
    paths: Paths = Paths()
    rules: Rules = Rules()
    fingerprint: str = ""

    @model_validator(mode="after")
    def every_site_is_valid(self) -> Self:
        for name in self.sites:
            self.for_site(name)
        return self

    @property
    def key_file(self) -> Path | None:
        return Path(self.paths.key) if self.paths.key else None

    def for_site(self, site: str) -> Site:
        """The settings of one site: its own over those of all."""
        return Site(**{**self.site.model_dump(exclude_unset=True), **self.sites.get(site, {})})

    def columns_for(self, site: str, file_name: str) -> dict[str, str]:
        """Headers as typed -> field: the file pattern's mapping over the site's over the general one."""
        mapping = {**self.columns, **self.site.columns, **self.for_site(site).columns}
        for pattern, own in self.files.items():
            if fnmatch(file_name, pattern):
                mapping |= own.columns
        return mapping

    def with_environment(self, passwords: str) -> "Settings":
        """With what the environment variable CALLSHEET_PASSWORDS holds."""
        return self.model_copy(update={"passwords": self.passwords.with_environment(passwords)})

    def passwords_for(self, site: str, file_name: str) -> tuple[str, ...]:
        """What may open a workbook with a password, the nearest first."""
        return self.passwords.fitting(site, file_name)


def load_settings(path: Path) -> Settings:
    """Read and check config.toml; every problem is said at once, with its key.

    Raises ConfigurationError.
    """
    try:
        raw = path.read_bytes()
        content = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ConfigurationError("config.unreadable", path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        raise ConfigurationError("config.encoding", path=path) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError("config.syntax", path=path, reason=str(error)) from None
    try:
        return Settings(**{**content, "fingerprint": sha256(raw).hexdigest()})
    except ValidationError as error:
        problems = "\n".join(f"  {_problem(e)}" for e in error.errors(include_url=False, include_input=False))
        raise ConfigurationError("config.invalid", path=path, problems=problems) from None


def _problem(error: Any) -> str:
    """One line for one wrong key: where, what, and the nearest key that exists."""
    *above, key = [str(part) for part in error["loc"]] or [""]
    where = ".".join([*above, key])
    if error["type"] != "extra_forbidden":
        return f"{where}: {error['msg'].removeprefix('Value error, ')}"
    near = get_close_matches(key, _known_keys(above), n=1, cutoff=0.5)
    return f"{where}: unknown key" + (f" (did you mean {near[0]}?)" if near else "")


def _known_keys(above: list[str]) -> list[str]:
    section: Any = Settings
    for name in above:
        if (
            not (isinstance(section, type) and issubclass(section, BaseModel))
            or name not in section.model_fields
        ):
            return []
        section = section.model_fields[name].annotation
    return list(section.model_fields) if isinstance(section, type) and issubclass(section, BaseModel) else []
