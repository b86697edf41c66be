"""What a person may say of a column: which field it is, that it is a note, or that it is of no use."""

from collections.abc import Mapping
from typing import Final

from contracts.imports.fields.field import Field, Target, note
from contracts.imports.fields.headings import FIELDS, KNOWN, fold_heading

# Folded heading of the file -> a heading that we know, or one of these two.
type Choices = Mapping[str, str]
KEEP: Final = "note"
LEAVE: Final = "ignore"
NO_CHOICES: Final[Choices] = {}

# Headings under which a field says more than by its own, offered beside it.
VARIANTS: Final[Mapping[str, tuple[str, ...]]] = {
    "value": (
        "Annual value",
        "Total contract value",
        "Contract value ex VAT",
        "Contract value inc VAT",
        "Total contract value ex VAT",
        "Total contract value inc VAT",
        "Annual value ex VAT",
        "Annual value inc VAT",
    ),
    "registration_number": ("Company number",),
}


def chosen(target: Target, heading: str, choice: str) -> Field | None:
    """The field that a column was said to be; None where it is to be left out."""
    if choice == KEEP:
        return note(target, heading)
    return None if choice == LEAVE else KNOWN[target].get(fold_heading(choice))


def is_choice(target: Target, choice: str) -> bool:
    """Whether a column of this kind of table can be said to be this."""
    return choice in (KEEP, LEAVE) or fold_heading(choice) in KNOWN[target]


def choices_for(target: Target) -> list[tuple[str, str]]:
    """What a person is offered: each with the words for it."""
    offered: list[tuple[str, str]] = []
    for field in FIELDS[target]:
        offered.append((field.name, field.heading))
        offered += [
            (fold_heading(variant), variant)
            for variant in VARIANTS.get(field.name, ())
            if fold_heading(variant) in KNOWN[target]
        ]
    return [*offered, (KEEP, "Keep it as a note"), (LEAVE, "Ignore it")]
