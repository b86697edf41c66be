"""Tables as text: separated by commas, semicolons, tabs or bars."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from thirty3.spreadsheets.child.tables import Table
from thirty3.spreadsheets.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS
from thirty3.spreadsheets.problems import unreadable

DELIMITERS = ",;\t|"
_SAMPLE_BYTES = 2**16
_SAMPLE_ROWS = 50


def delimited_table(file: BinaryIO) -> Table:
    """The one table of a text file; it has no name."""
    encoding = _encoding(file)
    return Table("", False, 0, _rows(file, encoding, _delimiter(file, encoding)))


def _encoding(file: BinaryIO) -> str:
    """A byte order mark, else UTF-8 if every byte agrees, else what Excel on Windows writes."""
    file.seek(0)
    head = file.read(2)
    has_mark = head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ["utf-16"] if has_mark else ["utf-8-sig", "cp1252"]:
        if _decodes(file, encoding):
            return encoding
    raise unreadable("not-a-spreadsheet")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_SAMPLE_BYTES):
            if "\0" in decoder.decode(chunk):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _text(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    file.seek(0)
    # newline="" leaves line ends inside quotation marks alone and still knows a lone CR as an end.
    return io.TextIOWrapper(file, encoding=encoding, newline="")


def _delimiter(file: BinaryIO, encoding: str) -> str:
    """The one that most rows of the sample agree about; where two tie, the one giving more columns."""
    text = _text(file, encoding)
    sample = text.read(_SAMPLE_BYTES)
    text.detach()

    def agreement(delimiter: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        try:
            for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS):
                widths[len(row)] += 1
        except csv.Error:
            pass  # A field too long for this delimiter; the rows before it have their say.
        return max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=agreement)


def _rows(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    lines: list[str] = []  # of the row being read

    def remembered(text: io.TextIOWrapper) -> Iterator[str]:
        for line in text:
            lines.append(line)
            yield line

    number = 0
    last: list[str] = []
    try:
        for number, row in enumerate(csv.reader(remembered(_text(file, encoding)), delimiter=delimiter), 1):
            last = lines[:]
            lines.clear()
            if len(row) > MAX_COLUMNS:
                raise unreadable("too-many-columns")
            if any(row):
                yield number, row
    except csv.Error:
        raise unreadable("cell-too-long", row=number + 1, limit=MAX_CELL_CHARACTERS) from None
    if _left_open(last, delimiter):
        raise unreadable("open-quotation", row=number)


def _left_open(lines: list[str], delimiter: str) -> bool:
    """Did the file end inside quotation marks? Only the strict reader tells, and only of a whole row."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
