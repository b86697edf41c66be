"""Shared documents in which somebody's address stands: finding them, and taking them out."""

from contracts.models import PracticeNote
from thirty3.documents import store
from thirty3.documents.searching import holds
from thirty3.history.services import recording


def notes_with(text: str) -> list[PracticeNote]:
    """The notes whose documents hold this text."""
    notes = PracticeNote.objects.exclude(stored_as="").order_by("pk")
    there = (note for note in notes if store.holds(note.stored_as))
    return [note for note in there if holds(store.path_of(note.stored_as), text)]


def find(text: str) -> list[str]:
    """Where they are, in words."""
    return [f"Document of note {note.key}" for note in notes_with(text)]


def erase(text: str) -> int:
    """Delete the documents; their notes stay without them. Says how many."""
    notes = notes_with(text)
    for note in notes:
        store.discard(note.stored_as)
        with recording(note, why="Erased: the document held somebody's address"):
            note.file_name, note.stored_as, note.size_bytes = "", "", 0
            note.save(update_fields=["file_name", "stored_as", "size_bytes"])
    return len(notes)
