"""What forms share by which somebody speaks for an authority."""

from collections.abc import Iterable
from typing import Any

from django import forms

from boroughs.models import Borough
from contracts.sharing.wording import NamingNobody


class ForAuthority(NamingNobody):
    """A form that somebody fills in for one of several authorities, or for the only one."""

    borough = forms.ModelChoiceField(
        Borough.objects.none(),
        label="The authority that you act for",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the authority that you act for."},
    )

    def __init__(self, *args: Any, boroughs: Iterable[Borough], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [borough.pk for borough in boroughs]
        field: Any = self.fields["borough"]
        field.queryset = Borough.objects.by_name().filter(pk__in=chosen)
        if len(chosen) == 1:
            field.initial, field.widget = chosen[0], forms.HiddenInput()
