"""What a state of the past is held to before it is put back or brought back."""

from typing import Any

from django.contrib import admin

from thirty3.history.records import Recorded


class ChecksStates(admin.ModelAdmin[Any]):
    """An admin that puts states of the past back. What once was saved may be, unless its kind says more."""

    def check_state(self, request: Any, record: Recorded) -> None:
        """Raise CannotRestore where the record must not stand as it was put back; nothing is kept then."""
