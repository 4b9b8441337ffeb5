"""[rules.call] of config.toml: the prepared call, and whom news of the site suits."""

from pydantic import Field

from pipeline.config_site import Section


class CallRules(Section):
    """Counts and days; both ends of days count."""

    talks: int = Field(3, gt=0)
    units: int = Field(3, gt=0)
    promise_days: int = Field(180, gt=0)
    resistance_days: int = Field(180, gt=0)
    news_days: int = Field(7, gt=0)
    news_customers: int = Field(50, gt=0)
    handed_over_days: int = Field(30, gt=0)
