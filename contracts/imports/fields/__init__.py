"""The columns that an import knows: what each is called, what it means and how its cells are read."""

from contracts.imports.fields.choosing import KEEP, LEAVE, NO_CHOICES, Choices, choices_for, is_choice
from contracts.imports.fields.field import TARGETS, Field, Reading, Target
from contracts.imports.fields.headings import FIELDS, KNOWN, field_of, fold_heading, is_heading
from contracts.imports.fields.people import names_people
from contracts.imports.fields.recognising import LEAST_COLUMNS, fit, questions, recognise, target_of

__all__ = [
    "FIELDS",
    "KEEP",
    "KNOWN",
    "LEAST_COLUMNS",
    "LEAVE",
    "NO_CHOICES",
    "TARGETS",
    "Choices",
    "Field",
    "Reading",
    "Target",
    "choices_for",
    "field_of",
    "fit",
    "fold_heading",
    "is_choice",
    "is_heading",
    "names_people",
    "questions",
    "recognise",
    "target_of",
]
