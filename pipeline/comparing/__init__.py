"""The same facts decided under two settings, side by side; pure, as data and in words."""

from pipeline.comparing.lines import comparison_lines
from pipeline.comparing.settings import differences, not_tried
from pipeline.comparing.sites import compare_site, totals

__all__ = ["compare_site", "comparison_lines", "differences", "not_tried", "totals"]
