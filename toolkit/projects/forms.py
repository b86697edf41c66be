"""Staff's form of what a project gives to read or to download."""

from pathlib import PurePath
from typing import Any

from django import forms

from thirty3.documents import store
from thirty3.documents.fields import DocumentField
from thirty3.documents.kinds import LARGEST
from toolkit.models import ProjectLink


class ProjectLinkForm(forms.ModelForm[ProjectLink]):
    """An address, or a file that is known by its content and kept apart."""

    upload = DocumentField(
        required=False,
        label="File",
        help_text=f"docx, odt, pdf, xlsx, md or txt, {LARGEST // 1024 // 1024} MB at most.",
    )

    class Meta:
        model = ProjectLink
        fields = ("kind", "title", "url", "note")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("url") and (cleaned.get("upload") or self.instance.stored_as):
            self.add_error("url", "Give an address or a file, not both.")
        elif not (cleaned.get("url") or cleaned.get("upload") or self.instance.stored_as or self.errors):
            self.add_error("url", "Give an address or a file.")
        return cleaned

    def _post_clean(self) -> None:
        """The file is kept once nothing else is wrong; one that no row comes to name is deleted later."""
        upload = self.cleaned_data.get("upload")
        if upload is not None and not self.errors:
            content = upload.read()
            self.instance.stored_as = store.keep(content)
            self.instance.file_name = PurePath(str(upload.name)).name
            self.instance.size_bytes = len(content)
        super()._post_clean()  # type: ignore[misc]
