"""The forms by which notes are written and authorities are asked."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from boroughs.models import Borough
from contracts.imports.cells.text import refusal
from contracts.models import PracticeNote
from contracts.sharing.kinds import check
from contracts.sharing.wording import NamingNobody
from contracts.sharing.writing import Document
from thirty3.documents.kinds import LARGEST, NotAccepted

LONGEST_TEXT: Final = 5_000
LONGEST_QUESTION: Final = 2_000


class NoteForm(NamingNobody):
    """A note: two lines and a box to tick are enough."""

    engagement = forms.CharField(
        label="What you did",
        max_length=150,
        help_text="The engagement with the market, such as “Supplier day on telecare, March 2026”.",
        error_messages={"required": "Enter what you did, such as “Supplier day on telecare”."},
    )
    kind = forms.ChoiceField(
        label="What you share",
        choices=PracticeNote.Kind.choices,
        initial=PracticeNote.Kind.LESSON,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you share."},
    )
    title = forms.CharField(
        label="In one line",
        max_length=150,
        help_text="What somebody at another authority should know first.",
        error_messages={"required": "Enter in one line what you share."},
    )
    text = forms.CharField(
        label="What happened, and what you would tell others",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Plain text. Leave an empty line between paragraphs.",
        error_messages={"required": "Enter what you would tell others."},
    )
    document = forms.FileField(
        label="Document that others may use again",
        required=False,
        help_text=(
            "A specification, clause or evaluation plan: docx, odt, pdf, xlsx, md or txt, 5 MB at most. "
            "First take names out of it, also those that its properties hold."
        ),
    )
    agreed = forms.BooleanField(
        label="It names nobody, and holds no bid and no price of a line",
        help_text="It may be released under the Freedom of Information Act. It is not for scoring bids.",
        error_messages={"required": "Tick the box once nothing of that is in it."},
    )

    def __init__(self, *args: Any, about_engagement: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not about_engagement:
            del self.fields["engagement"]

    def clean_engagement(self) -> str:
        return self.without_names("engagement", "What you did")

    def clean_title(self) -> str:
        return self.without_names("title", "The line")

    def clean_text(self) -> str:
        return self.without_names("text", "The text")

    def clean_document(self) -> Document | None:
        sent: Any = self.cleaned_data["document"]
        if sent is None:
            return None
        name, content = str(sent.name), sent.read(LARGEST + 1)
        if problem := refusal(name, "The name of the document"):
            raise forms.ValidationError(problem)
        try:
            check(name, content)
        except NotAccepted as refused:
            raise forms.ValidationError(str(refused)) from refused
        return Document(name, content)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        without = cleaned.get("kind") == PracticeNote.Kind.DOCUMENT and not cleaned.get("document")
        if without and "document" not in self.errors:
            self.add_error("document", "Choose the document that others may use again.")
        return cleaned


class PracticeNoteForm(forms.ModelForm[PracticeNote]):
    """A note as staff change it."""

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or {}
        for field in ("title", "text", "engagement"):
            if problem := refusal(str(cleaned.get(field) or ""), "This"):
                self.add_error(field, problem)
        return cleaned


class QuestionForm(forms.Form):
    """A question to an authority, from a person at another."""

    asker = forms.ModelChoiceField(
        Borough.objects.none(),
        label="The authority that you ask for",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the authority that you ask for."},
    )
    text = forms.CharField(
        label="Your question",
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Its editors and leads get it by e-mail. It is not kept here.",
        error_messages={"required": "Enter your question."},
    )
    with_address = forms.BooleanField(
        label="Give them my e-mail address, so that they can answer me",
        required=False,
        help_text="Otherwise they answer on this site, to the editors and leads of your authority.",
    )

    def __init__(self, *args: Any, askers: Iterable[Borough], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        boroughs = list(askers)
        field: Any = self.fields["asker"]
        field.queryset = Borough.objects.by_name().filter(pk__in=[borough.pk for borough in boroughs])
        if not boroughs:
            # Staff ask for LOTI.
            del self.fields["asker"]
        elif len(boroughs) == 1:
            field.initial, field.widget = boroughs[0].pk, forms.HiddenInput()
