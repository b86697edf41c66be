"""Lists as downloads: the one way in which a view answers with a CSV file, or says why it does not."""

import datetime
from collections.abc import Iterable, Sequence

from django.forms import BaseForm
from django.http import HttpResponse, StreamingHttpResponse

from thirty3.headers import keep_out_of_search_engines
from thirty3.spreadsheets.writing import Value, csv_lines


def as_csv(
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    day: datetime.date,
    *,
    invented: bool,
) -> StreamingHttpResponse:
    """A download, a bounded number of rows in memory. Its name says the day, and whether any is invented."""
    lines = csv_lines(headings, rows)
    response = StreamingHttpResponse(
        (line.encode() for line in lines), content_type="text/csv; charset=utf-8"
    )
    file_name = f"{'demonstration-' if invented else ''}{name}-{day.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return keep_out_of_search_engines(response)


def refused(form: BaseForm) -> HttpResponse:
    """What is wrong with an address, in place of the download."""
    problems = "\n".join(str(error) for errors in form.errors.values() for error in errors)
    return HttpResponse(f"{problems}\n", status=400, content_type="text/plain; charset=utf-8")
