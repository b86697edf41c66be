"""What officers write in their own words: how long it may be, and what it may not hold."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from contracts.imports.cells.plain import UNSEEN
from contracts.imports.cells.text import LONGEST_CODE, LONGEST_LINE, LONGEST_TEXT, refusal

# As in registers that are imported.
A_LINE, A_CODE, A_TEXT = LONGEST_LINE, LONGEST_CODE, LONGEST_TEXT
# Digits of a reference are no telephone number.
NO_PROSE: Final = A_CODE


class WordedForm(forms.ModelForm[Any]):
    """A form of which `worded` names the texts, each with how many characters it may have.

    They are shown to others as they are, so what nobody sees is taken out and what names or reaches a person
    is refused. What stands there already is not asked again.
    """

    worded: ClassVar[Mapping[str, int]] = {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name in self.worded.keys() & cleaned.keys() & set(self.changed_data):
            cleaned[name] = UNSEEN.sub("", str(cleaned[name] or "")).strip()
            if problem := self._problem(name, cleaned[name]):
                self.add_error(name, problem)
        return cleaned

    def _problem(self, name: str, text: str) -> str:
        longest = self.worded[name]
        if self.fields[name].required and not text:
            return "Enter something that can be read."
        if len(text) > longest:
            return f"Write no more than {longest:,} characters. This has {len(text):,}."
        return "" if longest == NO_PROSE else refusal(text, "This")
