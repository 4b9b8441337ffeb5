"""config.toml -> frozen settings that check themselves.

Defaults are those of the offices' rules; the shipped `config.toml` lists and explains each. An unknown key
is an error that names the nearest known one, and no message repeats a value (it may be a password).
"""

import tomllib
from datetime import time
from difflib import get_close_matches
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_core import ErrorDetails

from pipeline.call_settings import CallRules
from pipeline.care_settings import CareRules
from pipeline.config_problems import Problem, in_order, problems, refused, syntax_problem
from pipeline.config_site import FilePattern as FilePattern
from pipeline.config_site import Paths as Paths
from pipeline.config_site import Section
from pipeline.config_site import Site as Site
from pipeline.errors import ConfigurationError, Message
from pipeline.passwords import Passwords as Passwords
from pipeline.vocabulary import CHANNELS


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
    budget_tolerance: float = Field(0.05, ge=0, le=1)
    area_tolerance: float = Field(0.10, ge=0, le=1)
    match_for_b: float = Field(0.50, ge=0, le=1)
    wants_for_a: int = Field(2, gt=0)
    vip_amount: float = Field(10_000_000, gt=0)
    vip_contracts: int = Field(2, gt=0)
    vip_referrals: int = Field(3, gt=0)

    @model_validator(mode="after")
    def a_asks_more_than_b(self) -> Self:
        return self.ascending("months_for_a", "months_for_b").ascending("coverage_for_b", "coverage_for_a")


class ByPace(Section):
    """One number for each pace."""

    A: int = Field(gt=0)
    B: int = Field(gt=0)
    C: int = Field(gt=0)
    not_now: int = Field(gt=0)
    owner: int = Field(gt=0)

    @model_validator(mode="after")
    def warmer_is_sooner(self) -> Self:
        return self.ascending("A", "B", "C", "not_now")


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
    churn_attempts: dict[Literal["A", "B", "C", "owner"], Annotated[int, Field(gt=0)]] = Field(
        {"A": 2, "B": 2, "C": 3, "owner": 3}
    )
    neglected_factor: int = Field(2, gt=0)
    stuck_days: int = Field(21, gt=0)

    @field_validator("cadence_days", "cadence_latest_days", "retry_days", "churn_attempts", mode="before")
    @classmethod
    def lines_may_be_left_out(cls, given: Any, told: ValidationInfo) -> Any:
        """A table that names some paces keeps the defaults of the others."""
        default = cls.model_fields[str(told.field_name)].default
        known = default.model_dump() if isinstance(default, BaseModel) else default
        return {**known, **given} if isinstance(given, dict) else given

    @model_validator(mode="after")
    def limit_fits_its_window(self) -> Self:
        return self.ascending("outbound_max_days", "outbound_window_days")


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
    attention_rows: int = Field(20, gt=0)


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
    care: CareRules = CareRules()
    consent: ConsentRules = ConsentRules()
    plan: PlanRules = PlanRules()
    conversion: ConversionRules = ConversionRules()
    call: CallRules = CallRules()


class Settings(Section):
    """All of config.toml. `fingerprint` is the file's content hash, for run.json."""

    site: Site = Site()
    sites: dict[str, dict[str, Any]] = Field({})
    columns: dict[str, str] = Field({})
    files: dict[str, FilePattern] = Field({})
    channels: dict[str, str] = Field({})
    passwords: Passwords = Passwords()
    paths: Paths = Paths()
    rules: Rules = Rules()
    fingerprint: str = ""

    @model_validator(mode="after")
    def every_site_is_valid(self) -> Self:
        for name in self.sites:
            self.for_site(name)
        return self

    @model_validator(mode="after")
    def channels_are_no_misprints(self) -> Self:
        """An office may have channels of its own, but none that is nearly one of ours."""
        bought = self.rules.consent.never_asked_channels
        own = {*self.channels, *self.channels.values()}
        told = [(f'channels."{word}"', channel, set(CHANNELS)) for word, channel in self.channels.items()]
        told += [("rules.consent.never_asked_channels", channel, {*CHANNELS, *own}) for channel in bought]
        for setting, channel, known in told:
            near = [] if channel in known else get_close_matches(channel, sorted(known), n=1, cutoff=0.75)
            if near:
                raise refused("word", setting=setting, near=near[0])
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
    """Read and check config.toml; every problem is said at once, with its key, its line and what is allowed.

    Raises ConfigurationError.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
        content = tomllib.loads(text)
    except OSError as error:
        raise ConfigurationError("config.unreadable", path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        raise ConfigurationError("config.encoding", path=path) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            "config.syntax", path=path, reason=syntax_problem(str(error), text)
        ) from None
    found = _problems(content, text)
    if found:
        raise ConfigurationError("config.invalid", path=path, problems=found)
    return Settings(**{**content, "fingerprint": sha256(raw).hexdigest()})


def _problems(content: dict[str, Any], text: str) -> list[Message]:
    """Those of the file and those of each site that its own settings make, in the order of the lines."""
    found: list[Problem] = []
    general, sites = content.get("site", {}), content.get("sites", {})
    of_sites = sites if isinstance(sites, dict) and isinstance(general, dict) else {}
    own = {name: table for name, table in of_sites.items() if isinstance(table, dict)}
    rest = {name: table for name, table in of_sites.items() if name not in own}
    try:
        Settings(**{**content, "sites": rest if own else sites})
    except ValidationError as error:
        found += problems(_errors(error), Settings)
    for name, table in own.items():
        try:
            Site(**{**general, **table})
        except ValidationError as error:
            of_site = [e for e in _errors(error) if not e["loc"] or e["loc"][0] in table]
            found += problems(of_site, Site, ("sites", name))
    return in_order(found, text)


def _errors(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False, include_input=False)
