"""What is surely so: in the rules an unknown flag counts as no."""

import pandas as pd


def is_known(flags: "pd.Series[bool]") -> "pd.Series[bool]":
    """True where the flag is; an empty one is False."""
    return flags.fillna(False).astype(bool)
