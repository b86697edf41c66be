"""The columns that an import knows: what each is called, what it means and how its cells are read."""

from contracts.imports.fields.field import TARGETS, Field, Reading, Target
from contracts.imports.fields.headings import (
    FIELDS,
    field_of,
    fit,
    fold_heading,
    questions,
    recognise,
    target_of,
)

__all__ = [
    "FIELDS",
    "TARGETS",
    "Field",
    "Reading",
    "Target",
    "field_of",
    "fit",
    "fold_heading",
    "questions",
    "recognise",
    "target_of",
]
