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
    """What to do about it, in words."""
    texts = {code: wording(f"issue.{code}.hint") for code in issues["code"].unique()}
    return issues["code"].map(texts)
