"""Giving an uploaded file back to the one person who uploaded it, while it waits."""

import logging
from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from contracts.imports import quarantine
from contracts.models import ImportBatch

audit = logging.getLogger("thirty3.audit")


def may_download(batch: ImportBatch, person: Any) -> bool:
    """Whether this person uploaded the file, and it is still there."""
    return batch.uploaded_by_id is not None and batch.uploaded_by_id == person.pk and quarantine.holds(batch)


def download(*, key: str, person: Any) -> FileResponse:
    """The file as it came, for its uploader; for anyone else there is none. The log says who took it."""
    batch = get_object_or_404(ImportBatch, key=key)
    if not may_download(batch, person):
        audit.info("Import %s: its file was refused to user %s", batch.key, person.pk)
        raise Http404
    try:
        file = quarantine.path_of(batch).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    audit.info("Import %s: its file was given to user %s, who uploaded it", batch.key, person.pk)
    answer = FileResponse(
        file, as_attachment=True, filename=batch.file_name, content_type="application/octet-stream"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
