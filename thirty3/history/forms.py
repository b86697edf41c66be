"""Lists as the staff site's forms ask for them: written as people write lists, checked part by part."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms

from thirty3.history.tables import parts_of


class SeveralField(forms.CharField):
    """A list with semicolons between its parts; `kind` makes of each part what is kept."""

    between: ClassVar[str] = "; "
    advice: ClassVar[str] = "Put a semicolon between two."

    def __init__(self, *, kind: Callable[[str], Any] = str, what: str = "", **options: Any) -> None:
        options.setdefault("help_text", self.advice)
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3, "cols": 80}), **options)
        self.kind, self.what = kind, what

    def prepare_value(self, value: Any) -> Any:
        return self.between.join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The parts. A `kind` that refuses one raises ValueError, and the person is told which it is."""
        return [self._part(part) for part in self.parts(super().clean(value))]

    def _part(self, part: str) -> Any:
        try:
            return self.kind(part)
        except ValueError:
            raise forms.ValidationError(f"“{part[:100]}” is not {self.what}.") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.parts(self.prepare_value(initial)) != self.parts(data)

    def parts(self, value: Any) -> list[str]:
        return parts_of(value)


class LinesField(SeveralField):
    """A list with a line for each part, since parts may hold semicolons: addresses do."""

    between = "\n"
    advice = "One on each line."

    def parts(self, value: Any) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]
