"""The boxes by which records are chosen, to confirm them or to take that back."""

from collections.abc import Iterable
from typing import Any

from django import forms


class ChosenForm(forms.Form):
    """Some of the records that the page lists."""

    chosen = forms.MultipleChoiceField(
        label="Records",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one contract."},
    )

    def __init__(self, *args: Any, offered: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chosen"]
        field.choices = [(value, value) for value in offered]
        field.error_messages["invalid_choice"] = (
            "Something that you chose has changed since you opened this page. Nothing was done: look again."
        )
