"""Workbooks with a password, opened with those that the office configured; nothing of them is written to disk."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from pipeline.intake.raw_tables import UnreadableFileError

# What Excel itself uses where a workbook's structure is protected but no password was asked for.
BUILT_IN: Final = "VelvetSweatshop"
_REFUSED: Final = (DecryptionError, InvalidKeyError)


def opened(content: bytes, passwords: Sequence[str]) -> bytes:
    """The workbook without its encryption; the same bytes where it has none.

    Raises UnreadableFileError: `file-encrypted` where no password fits.
    """
    try:
        file = OfficeFile(BytesIO(content))
        if not file.is_encrypted():
            return content
    except (FileFormatError, ParseError, OSError, ValueError, IndexError) as error:
        raise UnreadableFileError("file-damaged") from error
    for password in (BUILT_IN, *passwords):
        target = BytesIO()
        try:
            file.load_key(password=password, verify_password=True)
            file.decrypt(target)
        except _REFUSED:
            continue
        return target.getvalue()
    raise UnreadableFileError("file-encrypted")
