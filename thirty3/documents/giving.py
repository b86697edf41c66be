"""Giving a document to whoever may have it: as an attachment, and never to be shown."""

from django.http import FileResponse, Http404

from thirty3.documents import store
from thirty3.headers import PRIVATE


def as_attachment(stored_as: str, file_name: str) -> FileResponse:
    """The document under the name that it came with. One that is gone is not found."""
    if not store.holds(stored_as):
        raise Http404
    try:
        file = store.path_of(stored_as).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        file, as_attachment=True, filename=file_name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    # It may be taken back at any moment.
    answer["Cache-Control"] = PRIVATE
    return answer
