"""The four states on a form: a value that is given is known; of one left blank, the officer says why."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from contracts.models import State

# Stands at every form: what the states mean, and that blank is no statement.
HELP: Final = (
    "What you fill in counts as known. Where you leave something blank, say whether it is not known, whether "
    "there is none, or whether it is withheld: it exists, and you do not give it."
)
WITHOUT: Final = (
    (State.UNKNOWN, "Not known"),
    (State.NONE, "There is none"),
    (State.WITHHELD, "Withheld"),
)


def without_field(what: str) -> forms.ChoiceField:
    """What is to be said where the fact is left blank."""
    return forms.ChoiceField(choices=WITHOUT, label=f"If you leave the {what} blank")


class StatedForm(forms.ModelForm[Any]):
    """A form for a record some of whose facts carry a state; `stated` names them, each in words."""

    stated: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact in self.stated:
            held = getattr(self.instance, f"{fact}_state")
            self.initial[f"{fact}_without"] = State.UNKNOWN if held == State.KNOWN else held

    def hold_state(self, fact: str, *, given: bool) -> None:
        """Set the state of a fact by whether it was given, and refuse to have it both ways."""
        said = self.cleaned_data.get(f"{fact}_without", State.UNKNOWN)
        if given and said != State.UNKNOWN:
            self.add_error(
                f"{fact}_without",
                f"You gave the {self.stated[fact]} and chose “{dict(WITHOUT)[said]}”. "
                "Take one of the two out.",
            )
        setattr(self.instance, f"{fact}_state", State.KNOWN if given else said)

    def need_reason(self, fact: str) -> None:
        """What is withheld is withheld for a reason."""
        if getattr(self.instance, f"{fact}_state") == State.WITHHELD and not self.cleaned_data.get(
            f"{fact}_reason"
        ):
            self.add_error(f"{fact}_reason", f"Say why you withhold the {self.stated[fact]}.")
