"""What a file is, told by its first bytes and never by its name."""

import re
from enum import StrEnum

from thirty3.spreadsheets.problems import unreadable

HEAD_BYTES = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Text, but not a table: web pages and XML, PDF, rich text.
_OTHER_TEXT = (b"<", b"%PDF-", b"{\\rtf")
_JSON = re.compile(r"\s*(?:\{|\[\s*[\[\]{\"\d-])")
_NOT_TEXT = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a")


class Kind(StrEnum):
    """The ways in which tables and notices reach us."""

    PACKAGE = "package"  # a zip archive: xlsx, xlsm, ods
    COMPOUND = "compound"  # an OLE file: xls, or anything locked with a password
    DELIMITED = "delimited"  # text: csv, tsv
    DOCUMENTS = "documents"  # JSON


def kind_of(head: bytes) -> Kind:
    """The kind of the file that begins with these bytes."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.PACKAGE
    if head.startswith(_OLE):
        return Kind.COMPOUND
    if head.startswith(_UTF_16):
        return Kind.DOCUMENTS if _JSON.match(head.decode("utf-16", errors="ignore")) else Kind.DELIMITED
    text = head.removeprefix(b"\xef\xbb\xbf")
    if not _NOT_TEXT.isdisjoint(head) or text.lstrip().startswith(_OTHER_TEXT):
        raise unreadable("not-a-spreadsheet")
    return Kind.DOCUMENTS if _JSON.match(text.decode(errors="replace")) else Kind.DELIMITED
