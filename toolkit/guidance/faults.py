"""What is wrong with a text of the toolkit: where it stands, and in words what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to put right. `line` counts from 1; 0 where it is of the text as a whole."""

    line: int
    words: str
    file: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else ""
        place = ", ".join(part for part in (self.file, where) if part)
        return f"{place}: {self.words}" if place else self.words
