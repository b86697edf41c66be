"""Whether a file that waits in the quarantine holds a text: for those who ask what is held about them."""

from contracts.imports import quarantine
from thirty3.documents.searching import holds


def files_with(text: str) -> list[str]:
    """The names of the files that hold this text."""
    return sorted(path.name for path, _ in quarantine.files() if holds(path, text))
