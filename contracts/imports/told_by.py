"""Where staff read what each source says of a record, from the record's form in the staff site."""

from urllib.parse import urlencode

from django.urls import reverse

from contracts.models import Contract, SystemInUse
from thirty3.history.entries import OF_A_WRITE
from thirty3.history.models import MERGED, PARTED
from thirty3.registry import RECORD_ACTIONS, RecordAction


def assertions_address(record: Contract | SystemInUse) -> str:
    """The list of what sources say, of this record alone."""
    chosen = {"record_kind__exact": record.record_kind(), "record_id": record.pk}
    return f"{reverse('admin:contracts_assertion_changelist')}?{urlencode(chosen)}"


def import_address(key: str) -> str:
    """The import that a write was, found by its key; blank where it was a merge."""
    if key.startswith((MERGED, PARTED)):
        return ""
    return f"{reverse('admin:contracts_importbatch_changelist')}?{urlencode({'q': key})}"


def register() -> None:
    """Put the links on the forms and histories of records; called when the app is ready."""
    RECORD_ACTIONS.register(RecordAction("import-of-a-write", OF_A_WRITE, "The import", import_address, 0))
    for model in (Contract, SystemInUse):
        kind = model.record_kind()
        RECORD_ACTIONS.register(
            RecordAction(f"told-of-{kind}", f"staff:{kind}", "What each source says", assertions_address, 0)
        )
