"""Issues: what is wrong with which cell, for whoever typed the sheet. The list of codes is closed.

An issue never carries the value of a cell. Texts are in `locales/*/issues.po`, two per code:
`issue.<code>` says what is wrong, `issue.<code>.hint` what to do; both may use {header} and {details}.
"""

from typing import Final, Literal

Severity = Literal["error", "warning", "notice"]

# code -> severity it has by itself; a warning becomes an error where the kind needs the value (judging.py).
CODES: Final[dict[str, Severity]] = {
    # files and sheets
    "file-unreadable": "error",
    "file-damaged": "error",
    "file-empty": "error",
    "file-encrypted": "error",
    "file-too-large": "error",
    "file-timeout": "error",
    "file-crashed": "error",
    "file-bomb": "error",
    "file-suspicious": "error",
    "file-malformed": "error",
    "file-rows-differ": "error",
    "file-not-regular": "notice",
    "file-unsettled": "notice",
    "file-locked": "notice",
    "sheet-unrecognised": "notice",
    "sheet-aggregate": "notice",
    "sheet-hidden": "notice",
    "rows-hidden": "notice",
    "columns-hidden": "notice",
    "header-unmapped": "notice",
    "field-missing": "warning",
    "other-site": "warning",
    # cells
    "required-missing": "error",
    "cell-error-value": "warning",
    "phone-digits-lost": "error",
    "phone-invalid": "error",
    "date-impossible": "warning",
    "date-ambiguous": "warning",
    "date-missing": "warning",
    "future-date": "warning",
    "budget-unit": "warning",
    "money-unreadable": "warning",
    "money-other-kind": "notice",
    "area-unreadable": "warning",
    "number-unreadable": "warning",
    "layout-unreadable": "warning",
    "horizon-unreadable": "warning",
    "grade-unknown": "warning",
    "status-unknown": "warning",
    "mode-unknown": "warning",
    "outcome-unknown": "warning",
    "channel-unknown": "notice",
    "consent-unknown-word": "warning",
    "choice-unknown": "warning",
    # rows
    "column-dropped": "notice",
    "item-not-kept": "notice",
    "value-not-kept": "warning",
    "score-unreadable": "warning",
    "month-unreadable": "warning",
    "row-invalid": "error",
    "contract-before-deposit": "warning",
    "response-before-opened": "warning",
    "closed-before-opened": "warning",
    "score-above-scale": "error",
    "customer-not-found": "error",
    "decision-incomplete": "error",
    "until-passed": "error",
    "merge-with-itself": "error",
    "customer-unknown": "error",
    "consultant-away": "error",
    "waiting": "notice",
    "agreed-far": "warning",
    "name-conflict": "warning",
    "identity-ambiguous": "warning",
    "shared-number": "warning",
    "consultant-unknown": "warning",
}
# Issues about a header: they stand in its row and are no row's own.
OF_HEADER: Final = frozenset({"header-unmapped", "field-missing", "other-site"})
