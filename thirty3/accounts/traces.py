"""Where an address stands as text in what the libraries keep: the staff site's own log, and tasks."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thirty3.accounts.outbox import read_letters
from thirty3.registry import TRACES, Trace

ERASED = "Erased"


def entries(text: str) -> QuerySet[LogEntry]:
    """What staff did in the staff site, where the admin's list of it has this text."""
    return LogEntry.objects.filter(Q(object_repr__icontains=text) | Q(change_message__icontains=text))


def tasks(text: str) -> QuerySet[Any]:
    """Orders of work with this text. One that is being done goes a day after it is finished."""
    told = DBTaskResult.objects.exclude(status=TaskResultStatus.RUNNING)
    rows: QuerySet[Any] = told.annotate(told=Cast("args_kwargs", TextField())).filter(
        Q(told__icontains=text) | Q(traceback__icontains=text)
    )
    return rows


def letters(text: str) -> list[str]:
    """Files of letters, where mail is written to files instead of being sent."""
    return sorted(
        path.name
        for path in settings.OUTBOX_DIR.glob("*.log")
        if path.is_file() and _tells(path, text.casefold())
    )


def _tells(path: Path, folded: str) -> bool:
    """In the file, or in a letter as it is read: letters beyond ASCII are encoded, and long lines folded."""
    read = (" ".join(f"{one.to} {one.subject} {one.body}".split()) for one in read_letters(path))
    return any(folded in text.casefold() for text in (path.read_text(errors="replace"), *read))


def remove_letters(text: str) -> int:
    """Delete these files. Letters of the same second share one, and go together."""
    found = letters(text)
    for name in found:
        (settings.OUTBOX_DIR / name).unlink(missing_ok=True)
    return len(found)


def register() -> None:
    TRACES.register(
        Trace(
            "staff site's own log",
            lambda text: [f"Entry {entry.pk}" for entry in entries(text).order_by("pk")],
            lambda text: entries(text).update(object_repr=ERASED, change_message=""),
        )
    )
    TRACES.register(
        Trace(
            "tasks",
            lambda text: [f"Task {row.pk}" for row in tasks(text).order_by("pk")],
            lambda text: tasks(text).delete()[0],
        )
    )
    TRACES.register(Trace("letters written to files", letters, remove_letters))
