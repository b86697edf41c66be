"""A template that is a workbook: its sheets and their columns, as TOML describes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from toolkit.guidance.checking import faults_of_line
from toolkit.guidance.faults import Fault
from toolkit.guidance.known import Known

# As Excel takes names of sheets.
LONGEST_NAME: Final = 31
NOT_IN_A_NAME: Final = set(r"[]:*?/\'")
# A list of choices longer than this no drop-down holds.
LONGEST_CHOICES: Final = 255
COLUMN_KEYS: Final = {"heading", "help", "example", "choices"}


@dataclass(frozen=True)
class Column:
    """A column to fill in: its heading, what goes there, one example, and what may be chosen."""

    heading: str
    help: str
    example: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet, and a note on what it is for."""

    name: str
    note: str
    columns: tuple[Column, ...]


def sheets_of(head: dict[str, Any]) -> list[Sheet]:
    """The sheets of a description that was checked."""
    return [
        Sheet(
            sheet["name"],
            sheet.get("note", ""),
            tuple(
                Column(
                    one["heading"],
                    one.get("help", ""),
                    str(one.get("example", "")),
                    tuple(one.get("choices", ())),
                )
                for one in sheet["column"]
            ),
        )
        for sheet in head["sheet"]
    ]


def faults_of_sheets(head: dict[str, Any], known: Known) -> Iterator[Fault]:
    """What is wrong with the description of a workbook."""
    sheets = head.get("sheet")
    if not isinstance(sheets, list) or not sheets:
        yield Fault(0, "A spreadsheet has at least one “[[sheet]]”.")
        return
    names = [str(sheet.get("name", "")) for sheet in sheets]
    if len({name.lower() for name in names}) < len(names):
        yield Fault(0, "Two sheets have the same name.")
    for name, sheet in zip(names, sheets, strict=True):
        if not name or len(name) > LONGEST_NAME or NOT_IN_A_NAME & set(name):
            yield Fault(0, f"“{name}” is no name of a sheet: at most {LONGEST_NAME} plain characters.")
        yield from _faults_of_sheet(name, sheet, known)


def _faults_of_sheet(name: str, sheet: dict[str, Any], known: Known) -> Iterator[Fault]:
    columns = sheet.get("column") or []
    if not columns:
        yield Fault(0, f"Sheet “{name}” has at least one “[[sheet.column]]”.")
    headings = [str(column.get("heading", "")) for column in columns]
    if len(set(headings)) < len(headings) or not all(headings):
        yield Fault(0, f"Each column of sheet “{name}” has a heading of its own.")
    said = [str(sheet.get("note", ""))]
    for column in columns:
        for key in sorted(column.keys() - COLUMN_KEYS):
            yield Fault(0, f"A column of sheet “{name}” says “{key}”, which means nothing.")
        if len(",".join(column.get("choices", []))) > LONGEST_CHOICES:
            yield Fault(0, f"The choices of “{column.get('heading')}” are too long for a drop-down.")
        said += [str(column.get("heading", "")), str(column.get("help", ""))]
    for text in said:
        for fault in faults_of_line(text, known=known):
            yield Fault(0, f"Sheet “{name}”: {fault.words}")
