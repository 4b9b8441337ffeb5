"""Issues in words: what is wrong, and what to do about it."""

import pandas as pd

from pipeline.wording import Wording


def messages(issues: pd.DataFrame, wording: Wording) -> pd.Series:
    """What is wrong, in words; over unique (code, header, details)."""
    unique = issues[["code", "header", "details"]].fillna("").drop_duplicates()
    texts = [
        wording(f"issue.{code}", header=header, details=details)
        for code, header, details in unique.itertuples(index=False)
    ]
    worded = unique.assign(message=texts)
    joined = issues[["code", "header", "details"]].fillna("").merge(worded, how="left")
    return joined["message"].set_axis(issues.index)


def hints(issues: pd.DataFrame, wording: Wording) -> pd.Series:
    """What to do about it, in words; over unique (code, header, details)."""
    asked = issues[["code", "header", "details"]].fillna("")
    unique = asked.drop_duplicates()
    texts = [
        _hint(code, header, details, wording) for code, header, details in unique.itertuples(index=False)
    ]
    return asked.merge(unique.assign(hint=texts), how="left")["hint"].set_axis(issues.index)


def _hint(code: str, header: str, details: str, wording: Wording) -> str:
    near = f"issue.{code}.hint.near"
    return wording(
        near if details and wording.has(near) else f"issue.{code}.hint", header=header, details=details
    )
