"""What no note may say: how to reach somebody, and their name."""

from typing import Final

from django import forms

from contracts.imports.cells.text import refusal

NOTICE: Final = (
    "It may be released under the Freedom of Information Act. It is not for scoring bids. "
    "It names nobody, and holds no bid and no price of a line."
)


class NamesSomebody(ValueError):
    """A note that names or reaches somebody, in words for whoever wrote it."""


def refuse_names(*texts: str) -> None:
    """Stop whoever writes a note past the form."""
    for text in texts:
        if problem := refusal(text, "The note"):
            raise NamesSomebody(problem)


class NamingNobody(forms.Form):
    """A form of which some texts may neither name nor reach anybody."""

    def without_names(self, field: str, where: str) -> str:
        text = str(self.cleaned_data[field])
        if problem := refusal(text, where):
            raise forms.ValidationError(problem)
        return text
