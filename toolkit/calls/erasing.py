"""Files of answers in which somebody's address stands: finding them, and taking them out."""

from thirty3.documents import store
from thirty3.documents.searching import holds
from toolkit.models import ResponseFile


def files_with(text: str) -> list[ResponseFile]:
    """The files that hold this text."""
    files = ResponseFile.objects.select_related("response").order_by("pk")
    there = (file for file in files if store.holds(file.stored_as))
    return [file for file in there if holds(store.path_of(file.stored_as), text)]


def find(text: str) -> list[str]:
    """Where they are, in words."""
    return [f"File of answer {file.response.key}" for file in files_with(text)]


def erase(text: str) -> int:
    """Delete the files; the answers stay without them. Says how many."""
    files = files_with(text)
    for file in files:
        store.discard(file.stored_as)
        file.delete()
    return len(files)
