"""Files -> typed rows, each accounted for."""

from pipeline.intake.reader import read_claim, read_file

__all__ = ["read_claim", "read_file"]
