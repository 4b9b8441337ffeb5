"""[rules.care] of config.toml: owners, complaints, greetings, and what the office announces."""

from typing import Literal

from pydantic import Field

from pipeline.config_site import Section

Festival = Literal[
    "new_year", "spring_festival", "lantern", "labour_day", "dragon_boat", "mid_autumn", "national_day"
]
GREETED: tuple[Festival, ...] = (
    "new_year", "spring_festival", "lantern", "labour_day", "dragon_boat", "mid_autumn", "national_day",
)  # fmt: skip


class CareRules(Section):
    """Days, hours and months of the rules with a window, and of complaints (Rules, section 6)."""

    complaint_response_hours: int = Field(48, gt=0)
    complaint_days: int = Field(1, gt=0)
    complaint_long_after_days: int = Field(14, gt=0)
    complaint_long_days: int = Field(7, gt=0)
    handover_days: int = Field(3, ge=0)
    policy_hours: int = Field(24, gt=0)
    milestone_days: int = Field(7, ge=0)
    milestone_vip_days: int = Field(8, ge=0)
    survey_handover_months: int = Field(1, gt=0)
    survey_move_in_months: int = Field(3, gt=0)
    survey_days: int = Field(14, ge=0)
    birthday_days: int = Field(3, ge=0)
    birthday_owner_days: int = Field(7, ge=0)
    anniversary_days: int = Field(3, ge=0)
    festival_days: int = Field(3, ge=0)
    festivals: tuple[Festival, ...] = GREETED
    referral_share: float = Field(0.80, ge=0, le=1)
    referral_days: int = Field(7, gt=0)
    referral_again_days: int = Field(183, gt=0)
    referral_window_days: int = Field(30, ge=0)
