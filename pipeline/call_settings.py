"""[rules.call] of config.toml: the prepared call, and whom news of the site suits."""

from pydantic import BaseModel, ConfigDict, Field


class CallRules(BaseModel):
    """Counts and days; both ends of days count."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    talks: int = Field(3, gt=0)
    units: int = Field(3, gt=0)
    promise_days: int = Field(180, gt=0)
    resistance_days: int = Field(180, gt=0)
    news_days: int = Field(7, gt=0)
    news_customers: int = Field(50, gt=0)
    handed_over_days: int = Field(30, gt=0)
