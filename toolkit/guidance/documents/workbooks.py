"""A template that is a workbook: a first sheet on how to use it, then the sheets to fill in."""

import datetime
from collections.abc import Iterator, Sequence

from thirty3.spreadsheets.writing import Sheet
from toolkit.guidance.rendering import cited, plain
from toolkit.guidance.sheets import Sheet as Described
from toolkit.guidance.tokens import keys_in

ABOUT, CHOICES = "About", "Choices"


def sheets_to_write(
    title: str, about: str, described: Sequence[Described], day: datetime.date
) -> Iterator[Sheet]:
    """The sheets of a workbook in their order: about it, those to fill in, and what may be chosen."""
    keys = list(dict.fromkeys(key for sheet in described for text in _texts(sheet) for key in keys_in(text)))
    yield Sheet(ABOUT, (title, ""), list(_about(about, described, keys, day)), widths=(34, 90))
    lists = [column.choices for sheet in described for column in sheet.columns if column.choices]
    at = 0
    for sheet in described:
        offers = {}
        for number, column in enumerate(sheet.columns, start=1):
            if column.choices:
                offers[number] = f"{CHOICES}!${_letter(at)}$2:${_letter(at)}${len(column.choices) + 1}"
                at += 1
        headings = [plain(column.heading, day) for column in sheet.columns]
        example = [column.example for column in sheet.columns]
        widths = [max(14.0, min(40.0, len(heading) + 6)) for heading in headings]
        yield Sheet(sheet.name, headings, [example] if any(example) else [], widths=widths, offers=offers)
    if lists:
        named = [column.heading for sheet in described for column in sheet.columns if column.choices]
        longest = max(map(len, lists))
        rows = [[held[row] if row < len(held) else None for held in lists] for row in range(longest)]
        yield Sheet(CHOICES, [plain(name, day) for name in named], rows)


def _about(
    about: str, described: Sequence[Described], keys: Sequence[str], day: datetime.date
) -> Iterator[tuple[str, str]]:
    """What the workbook is for, what goes into each column, and where it is said."""
    yield ("About this workbook", about)
    for sheet in described:
        yield (f"Sheet “{sheet.name}”", _numbered(sheet.note, keys, day))
        if any(column.example for column in sheet.columns):
            yield ("", "The first line is an invented example: write over it.")
        for column in sheet.columns:
            yield (plain(column.heading, day), _numbered(column.help, keys, day))
    for source in cited(keys):
        told = f"{source.url}, checked on {source.checked_on:%-d %B %Y}" if source.checked_on else ""
        yield (f"Source {source.number}", f"{source.title} {told}".strip())


def _numbered(text: str, keys: Sequence[str], day: datetime.date) -> str:
    """A text with its figures, and the numbers of its sources after it."""
    numbers = [str(keys.index(key) + 1) for key in dict.fromkeys(keys_in(text))]
    return plain(text, day) + (f" [{', '.join(numbers)}]" if numbers else "")


def _texts(sheet: Described) -> list[str]:
    return [sheet.note, *(text for column in sheet.columns for text in (column.heading, column.help))]


def _letter(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
