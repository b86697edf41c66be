"""What a format is: how files of it are recognised, what their columns mean, and what their source is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boroughs.models import Borough
from contracts.imports.fields import Field
from contracts.imports.tables import RawRow
from contracts.models import Source
from thirty3.spreadsheets.reading import Document

type Columns = Mapping[str, Field]


def as_they_stand(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    """One row of the file is one row of the import."""
    yield from rows


@dataclass(frozen=True)
class Format:
    """One way in which files arrive.

    `sheets` and `headings` are what a file of this format has for certain, headings folded
    (`fields.fold_heading`). Where `columns` is given, these headings mean just that, and whatever
    else the file has is left out. `reshape` turns the rows of the file into rows of the import;
    `documents` makes rows of a JSON file's documents. In a file of `technology` nothing else is listed.
    """

    name: str
    label: str
    source: Callable[[Path, Borough | None, bool], dict[str, Any]]
    sheets: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    columns: Columns | None = None
    reshape: Callable[[Iterable[RawRow]], Iterator[RawRow]] = as_they_stand
    documents: Callable[[Iterable[Document]], Iterator[RawRow]] | None = None
    technology: bool = False

    def source_of(
        self, path: Path, *, borough: Borough | None, demonstration: bool, stated: Source | None
    ) -> Source:
        """The source that a file speaks for, made on first sight."""
        if stated is not None:
            return stated
        described = self.source(path, borough, demonstration)
        source, _ = Source.objects.get_or_create(
            slug=described.pop("slug"),
            defaults={**described, "borough": borough, "demonstration": demonstration},
        )
        return source
