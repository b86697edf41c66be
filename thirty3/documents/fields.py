"""The field of a form that takes a document."""

from typing import Any

from django import forms

from thirty3.documents.kinds import LARGEST, NotAccepted, words_of


class DocumentField(forms.FileField):
    """A file that what is in it shows to be a document, and not too large; it is left at its beginning."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if upload:
            try:
                words_of(str(upload.name), upload.read(LARGEST + 1))
            except NotAccepted as refused:
                raise forms.ValidationError(str(refused)) from refused
            upload.seek(0)
        return upload
