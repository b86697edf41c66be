"""What a file is, told by its first bytes and never by its name."""

from enum import StrEnum

from thirty3.spreadsheets.problems import unreadable

HEAD_BYTES = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Text, but not a table: web pages and XML, PDF, rich text and JSON.
_OTHER_TEXT = (b"<", b"%PDF-", b"{", b"[{", b'["')
_NOT_TEXT = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a")


class Kind(StrEnum):
    """The three ways in which a table reaches us."""

    PACKAGE = "package"  # a zip archive: xlsx, xlsm, ods
    COMPOUND = "compound"  # an OLE file: xls, or anything locked with a password
    DELIMITED = "delimited"  # text: csv, tsv


def kind_of(head: bytes) -> Kind:
    """The kind of the file that begins with these bytes."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.PACKAGE
    if head.startswith(_OLE):
        return Kind.COMPOUND
    if head.startswith(_UTF_16):
        return Kind.DELIMITED
    if not _NOT_TEXT.isdisjoint(head) or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OTHER_TEXT):
        raise unreadable("not-a-spreadsheet")
    return Kind.DELIMITED
