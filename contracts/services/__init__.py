"""Writing contracts and systems, and deciding which source's value shows."""
