"""What the worker does with imports. Each can be run again after a crash: the batch holds the state."""

from django.contrib.auth import get_user_model
from django.tasks import task

from contracts.imports.applying import CannotApply
from contracts.imports.receiving import apply, read
from contracts.imports.undoing import undo_batch
from contracts.models import ImportBatch

FAILED = "Something went wrong. Nothing was changed; try again in a few minutes."


@task()
def read_import(key: str) -> None:
    """Read a received file and stage its rows for review."""
    read(batch=ImportBatch.objects.get(key=key))


@task()
def apply_import(key: str, actor_id: int) -> None:
    """Apply a reviewed batch; why it could not be applied is kept for its page."""
    batch = ImportBatch.objects.get(key=key)
    try:
        apply(batch=batch, actor=get_user_model().objects.get(pk=actor_id))
    except CannotApply as problem:
        _say(key, str(problem))
    except Exception:
        _say(key, FAILED)
        raise


@task()
def undo_import(key: str, actor_id: int) -> None:
    """Undo an applied batch."""
    batch = ImportBatch.objects.get(key=key)
    try:
        undo_batch(batch=batch, actor=get_user_model().objects.get(pk=actor_id))
    except CannotApply as problem:
        _say(key, str(problem))
    except Exception:
        _say(key, FAILED)
        raise


def _say(key: str, sentence: str) -> None:
    ImportBatch.objects.filter(key=key).update(error_code="cannot-apply", error=sentence)
