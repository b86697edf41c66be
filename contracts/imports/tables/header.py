"""Where the headings of a table stand: below titles and remarks, in one row or in two."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from contracts.imports.cells.text import without_addresses
from contracts.imports.fields import Field, fold_heading
from contracts.imports.fields.loose import bare
from contracts.imports.tables.table import Table
from thirty3.spreadsheets.reading import Row

# Titles and explanations stand above the headings of many registers, never a page of them.
HEADER_WITHIN = 30
# Nothing longer is half of a heading.
LONGEST_HALF = 60

type Reader = Callable[[str, int, Sequence[str]], Table | None]
type Known = Callable[[str], Field | None]


def headings_of(row: Row) -> list[str]:
    """The cells of a row as headings; one that stands there twice is told apart by a number."""
    return _told_apart(_texts(row))


def _texts(row: Row) -> list[str]:
    return ["" if cell is None else without_addresses(" ".join(str(cell).split())) for cell in row.cells]


def _told_apart(headings: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for heading in headings:
        seen[heading] += 1
        found.append(f"{heading} ({seen[heading]})" if heading and seen[heading] > 1 else heading)
    return found


def find_table(sheet: str, rows: Sequence[Row], read: Reader, known: Known) -> Table | None:
    """The table whose headings are the best known among these first rows of a sheet."""
    best: tuple[int, bool] = (0, False)
    found: Table | None = None
    for number, headings, certain in _candidates(rows, known):
        table = read(sheet, number, headings)
        if table is not None and (table.known, certain) > best:
            best, found = (table.known, certain), table
    return found


def _candidates(rows: Sequence[Row], known: Known) -> Iterator[tuple[int, list[str], bool]]:
    """Each row by itself, and with the one below it where the two may be halves of one header.

    Which of the two it is counts where both would know as many columns.
    """
    for index, row in enumerate(rows):
        yield row.number, headings_of(row), False
        if index + 1 == len(rows) or rows[index + 1].number != row.number + 1:
            continue
        upper, lower = _texts(row), _texts(rows[index + 1])
        if joined := join(upper, lower, known):
            yield (
                rows[index + 1].number,
                _told_apart(joined),
                _is_second_half(lower, joined, known),
            )


def _is_second_half(lower: Sequence[str], joined: Sequence[str], known: Known) -> bool:
    """Whether a row is half of a header for certain: nothing but units and forms of dates, or all known."""
    halves = [index for index, half in enumerate(lower) if half]
    if not any(bare(fold_heading(lower[index])) for index in halves):
        return True
    # A header that is repeated is known cell by cell, and is no half.
    whole = all(known(lower[index]) for index in halves)
    return len(halves) > 1 and not whole and all(known(joined[index]) for index in halves)


def join(upper: Sequence[str], lower: Sequence[str], known: Known) -> list[str] | None:
    """Two rows as one header: "Value" above "ex VAT" and "inc VAT". None where the lower is no header.

    A heading above stands for the blank ones to its right as well, as where cells were merged. The lower
    row is a header where most of what stands below a heading is known: a register has columns of its own.
    """
    headings: list[str] = []
    above = ""
    pairs = strange = 0
    for index in range(max(len(upper), len(lower))):
        own = upper[index] if index < len(upper) else ""
        half = lower[index] if index < len(lower) else ""
        above = own or above
        if not half:
            headings.append(own)
            continue
        whole = f"{above} {half}".strip()
        if len(half) > LONGEST_HALF:
            return None
        pairs += bool(own)
        strange += bool(own) and not (known(whole) or known(half))
        if known(half) and not known(whole):
            headings.append(half)
        else:
            headings.append(whole if own or (known(whole) and not known(half)) else half)
    return headings if strange * 2 <= pairs else None
