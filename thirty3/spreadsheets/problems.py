"""Why a spreadsheet could not be read, in words that tell its sender what to do next."""

from typing import Final

SENTENCES: Final = {
    "not-a-spreadsheet": (
        "This file is not a spreadsheet that we can read. "
        "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and upload that."
    ),
    "password-protected": (
        "This file is protected with a password. Save a copy without one and upload that."
    ),
    "too-large": "This file is larger than {limit}. Split it into smaller files and upload them one by one.",
    "too-large-unpacked": (
        "This file is small but unpacks to more than {limit}. "
        "Copy the table alone into a new workbook and upload that."
    ),
    "too-much-memory": (
        "This spreadsheet spreads over more cells than we can read. Often one stray value far below or "
        "far to the right of the table is the cause. "
        "Copy the table alone into a new workbook and upload that."
    ),
    "too-many-rows": (
        "This spreadsheet has more than {limit:,} rows below its headings. "
        "Split it into smaller files and upload them one by one."
    ),
    "too-many-columns": (
        "A sheet has values beyond column ZZ, the last that we read. "
        "Delete the columns that do not belong to the table and upload the file again."
    ),
    "cell-too-long": (
        "A cell in row {row:,} holds more than {limit:,} characters, the most that Excel allows. "
        "Shorten it and upload the file again."
    ),
    "row-too-long": (
        "Row {row:,} holds more text than we can read. Shorten its longest cells and upload the file again."
    ),
    "open-quotation": (
        "The quotation mark opened in row {row:,} is never closed, so the rows after it run together. "
        "Close or remove it and upload the file again."
    ),
    "bad-json": (
        "This JSON file is damaged or incomplete: it cannot be read beyond line {line:,}, sign {column:,}. "
        "Download it again and upload that."
    ),
    "not-utf-8": ("The letters of this JSON file cannot be read. Save it as UTF-8 and upload it again."),
    "not-a-package": (
        "This JSON file holds no releases or records of the Open Contracting Data Standard. "
        "Download the package from Contracts Finder or Find a Tender and upload that."
    ),
    "name-twice": (
        "This JSON file gives “{name}” twice in one object, so it is not clear which counts. "
        "Download it again and upload that."
    ),
    "not-a-number": (
        "This JSON file holds a number that cannot be read ({number}). Correct it and upload the file again."
    ),
    "too-deep": (
        "The JSON file holds more than {limit} levels within one another. "
        "Download the package from Contracts Finder or Find a Tender and upload that."
    ),
    "too-much-json": (
        "This JSON file holds more than we can read at once. Split it into smaller files and upload them "
        "one by one."
    ),
    "too-many-documents": (
        "This file has more than {limit:,} releases or records. "
        "Split it into smaller files and upload them one by one."
    ),
    "document-too-long": (
        "Release or record {row:,} of this file holds more text than we can read. "
        "Take it out and upload the file again."
    ),
    "no-documents": ("There are no releases or records in this file. Check that you chose the right file."),
    "damaged": (
        "This file is damaged or incomplete. "
        "Open it in Excel or LibreOffice, save it as a new Excel workbook (.xlsx) and upload that."
    ),
    "took-too-long": (
        "This file took too long to read. Copy the table alone into a new workbook and upload that."
    ),
    "empty": (
        "There are no rows in this file, or only in hidden sheets. "
        "Check that you chose the right file and that it was saved with its rows."
    ),
    "no-such-sheet": (
        "There is no sheet called “{sheet}” in this file. Check its name and upload the file again."
    ),
    "not-available": "We cannot read spreadsheets at the moment. Try again in a few minutes.",
}


class UnreadableSpreadsheet(Exception):
    """The file cannot be read: `code` for programs, `message` for the person who sent it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def unreadable(code: str, **details: str | int) -> UnreadableSpreadsheet:
    """The exception for `code`, with its sentence filled in."""
    return UnreadableSpreadsheet(code, SENTENCES[code].format(**details))


def megabytes(size: int) -> str:
    """A number of bytes as people say it: "50 MB"."""
    return f"{size / 2**20:g} MB"
