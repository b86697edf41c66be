"""The words for a fact that has no value: an address asks for them where it could ask for a value."""

from typing import Final

from django.core.exceptions import ValidationError

STATE_WORDS: Final = {"unknown": "Not known", "none": "None", "withheld": "Withheld"}
# Pages beside those of single technologies and suppliers, as /technologies/matrix/.
PAGE_WORDS: Final = frozenset({"choose", "matrix", "new", "register"})
TAKEN: Final = PAGE_WORDS | STATE_WORDS.keys()


def is_no_state(slug: str) -> None:
    """Refuse a slug that addresses have taken: `?supplier=unknown` finds what nobody said."""
    if slug in TAKEN:
        raise ValidationError(f"“{slug}” has a meaning of its own in addresses. Choose another slug.")
