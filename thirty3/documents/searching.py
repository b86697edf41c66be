"""Whether a file holds a text: for those who ask what is held about them."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

# Of one file, unpacked: more than any register, less than what a hostile one would swell to.
MOST_BYTES: Final = 256 << 20
PIECE: Final = 1 << 20
# Text files and what workbooks are made of; old workbooks write two bytes for a letter.
ENCODINGS: Final = ("utf-8", "utf-16-le", "latin-1")


def holds(path: Path, text: str) -> bool:
    wanted = {text.lower().encode(encoding, "ignore") for encoding in ENCODINGS} - {b""}
    longest = max(map(len, wanted))
    kept = b""
    for piece in pieces(path):
        # A text may begin in one piece and end in the next.
        kept = kept[-longest:] + piece.lower()
        if any(one in kept for one in wanted):
            return True
    return False


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, or of what a workbook is packed from; what cannot be unpacked is left out."""
    left = MOST_BYTES
    for file in streams(path):
        try:
            while left > 0 and (piece := file.read(PIECE)):
                left -= len(piece)
                yield piece
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            continue


def streams(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(path) as package:
            for member in package.infolist():
                with package.open(member) as file:
                    yield file
    except (FileNotFoundError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return
