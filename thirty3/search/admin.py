"""The words for one thing that searches widen by, in the staff site."""

from typing import Any

from django import forms
from django.contrib import admin

from thirty3.history.admin import RecordedAdmin
from thirty3.search.models import SameWords

FEWEST = 2


class SameWordsForm(forms.ModelForm[SameWords]):
    """A group of words, one on each line."""

    words = forms.CharField(
        widget=forms.Textarea,
        help_text="Two or more words or phrases for one thing, each on a line of its own. Whoever searches "
        "for one of them finds what has another.",
    )

    class Meta:
        model = SameWords
        fields = ("slug", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["words"] = "\n".join(self.instance.words)

    def clean_words(self) -> list[str]:
        words = list(dict.fromkeys(filter(None, map(str.strip, self.cleaned_data["words"].splitlines()))))
        if len(words) < FEWEST:
            raise forms.ValidationError("Enter at least two words or phrases, each on a line of its own.")
        return words


@admin.register(SameWords)
class SameWordsAdmin(RecordedAdmin):
    form = SameWordsForm
    list_display = ("__str__", "slug")
    search_fields = ("slug", "words")
    ordering = ("slug", "pk")
