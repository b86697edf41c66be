"""Long forms a section at a time."""

from collections.abc import Sequence
from typing import ClassVar, Final

from django import forms
from django.forms import BoundField

from thirty3.design.forms import summary_of

USED_FOR: Final = "What it is used for"


class InSections(forms.BaseForm):
    """Mixed into a form, it draws its fields under headings."""

    in_sections: ClassVar[Sequence[tuple[str, Sequence[str]]]] = ()

    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """Each heading with its fields, those that are not asked for left out."""
        return [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in self.in_sections
        ]

    def problems(self) -> list[dict[str, str]]:
        """Everything that is wrong, as text and link."""
        return summary_of(self)
