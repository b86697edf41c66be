"""Lists as downloads: the one way in which a view answers with a file, or says why it does not."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import orjson
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse

from thirty3.headers import keep_out_of_search_engines
from thirty3.spreadsheets.notes import Note
from thirty3.spreadsheets.streaming import workbook_pieces
from thirty3.spreadsheets.writing import Sheet, Value, csv_lines

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ABOUT: Final = "About"
_WIDTHS_OF_ABOUT: Final = (24, 100)


def as_csv(
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    day: datetime.date,
    *,
    invented: bool,
) -> StreamingHttpResponse:
    """A clean table, a bounded number of rows in memory; each row names its source and licence."""
    lines = csv_lines(headings, rows)
    return as_file((line.encode() for line in lines), name, "csv", day, invented=invented)


def as_workbook(
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    day: datetime.date,
    *,
    about: Iterable[Sequence[Value]],
    invented: bool,
) -> StreamingHttpResponse:
    """The same table as a workbook; a second sheet says what it is, and whose."""
    sheets = [
        Sheet(name.capitalize(), headings, rows),
        Sheet(ABOUT, ("About this file", ""), about, _WIDTHS_OF_ABOUT),
    ]
    return as_file(workbook_pieces(sheets), name, "xlsx", day, invented=invented)


def as_json(name: str, note: Note, count: int, records: Iterable[Mapping[str, Any]]) -> StreamingHttpResponse:
    """An object whose last part, the results, goes on a record a line."""
    pieces = _pieces({**note.as_json(), "count": count}, records)
    return as_file(pieces, name, "json", note.day, invented=note.invented)


def _pieces(first: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    yield orjson.dumps(first)[:-1] + b',"results":['
    divider = b"\n"
    for record in records:
        yield divider + orjson.dumps(record)
        divider = b",\n"
    yield b"\n]}\n"


def as_file(
    pieces: Iterable[bytes], name: str, extension: str, day: datetime.date, *, invented: bool
) -> StreamingHttpResponse:
    """A download in pieces. Its name says the day, and whether any of it is invented; a header leads to
    the licences.
    """
    response = StreamingHttpResponse(pieces, content_type=TYPES[extension])
    file_name = f"{'demonstration-' if invented else ''}{name}-{day.isoformat()}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["Link"] = f'<{settings.SITE_URL}{reverse("about:licences")}>; rel="license"'
    return keep_out_of_search_engines(response)


def refused(form: BaseForm) -> HttpResponse:
    """What is wrong with an address, in place of the download."""
    problems = "\n".join(str(error) for errors in form.errors.values() for error in errors)
    return HttpResponse(f"{problems}\n", status=400, content_type="text/plain; charset=utf-8")
