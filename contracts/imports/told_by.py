"""Where staff read what each source says of a record, from the record's form in the staff site."""

from urllib.parse import urlencode

from django.urls import reverse

from contracts.models import Contract, SystemInUse
from thirty3.registry import RECORD_ACTIONS, RecordAction


def assertions_address(record: Contract | SystemInUse) -> str:
    """The list of what sources say, of this record alone."""
    chosen = {"record_kind__exact": record.record_kind(), "record_id": record.pk}
    return f"{reverse('admin:contracts_assertion_changelist')}?{urlencode(chosen)}"


def register() -> None:
    """Put the link on the forms of contracts and systems; called when the app is ready."""
    for model in (Contract, SystemInUse):
        kind = model.record_kind()
        RECORD_ACTIONS.register(
            RecordAction(f"told-of-{kind}", f"staff:{kind}", "What each source says", assertions_address, 0)
        )
