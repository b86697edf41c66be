"""What a known column of a file is."""

from dataclasses import dataclass
from typing import Final, Literal

Target = Literal["contract", "system", "skill"]
TARGETS: Final[tuple[Target, ...]] = ("contract", "system", "skill")


def also(headings: str) -> tuple[str, ...]:
    """Headings written in one text, with a semicolon between two."""
    return tuple(heading.strip() for heading in headings.split(";"))


@dataclass(frozen=True, slots=True)
class Reading:
    """Headings under which a column says more than the field alone, such as that its sums leave out VAT.

    `implies` holds what the heading itself states, as pairs of another field's name and its value.
    """

    headings: tuple[str, ...]
    implies: tuple[tuple[str, str], ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A column that an import understands, and how people are told of it.

    `heading` is the City Tools workbook's own; `synonyms` are the other headings that mean the
    same; `kind` names the parser of its cells (contracts/imports/cells). A file's header row must
    have every `required` field. Cells under a `personal` heading never enter a row.
    """

    name: str
    target: Target
    heading: str
    kind: str
    meaning: str = ""
    allowed: str = ""
    example: str = ""
    synonyms: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    implies: tuple[tuple[str, str], ...] = ()
    # What a choice column may say; the workbook offers these in a list.
    choices: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    in_workbook: bool = True
    # The field that this column serves in a file where no other column does.
    otherwise: str = ""
    # What else a folded heading may look like to mean this field.
    pattern: str = ""
    # What the heading says that its bare numbers are: months, or thousands of pounds.
    unit: str = ""

    @property
    def is_note(self) -> bool:
        """Whether it is a column of nobody's field, kept as a note."""
        return self.name.startswith(NOTE)


def key_field(target: Target) -> Field:
    """The column by which a row of a downloaded workbook finds its record, whatever else was changed."""
    return Field(
        "key",
        target,
        "Key",
        "record_key",
        "Thirty3's own name for the record. Leave it as it is; a new row has none.",
        "Ten letters and digits",
        "bcd23fgh45",
        also("thirty3 key"),
        in_workbook=False,
    )


# A file may have several columns that are kept as notes.
NOTE: Final = "note:"


def note(target: Target, heading: str) -> Field:
    """A column that is kept as a note."""
    return Field(f"{NOTE}{heading}", target, heading, "text", in_workbook=False)
