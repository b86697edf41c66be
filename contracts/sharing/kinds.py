"""What a document is, told by its content and never by its name alone, and what it may not hold."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from contracts.imports.cells.text import refusal

LARGEST: Final = 5 * 1024 * 1024
# Of a package no more than this is unpacked and looked through.
MOST_TEXT: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 2_000
WHERE: Final = "The document"
# An OpenDocument text begins with this entry, uncompressed, so that it is known by its first bytes
# (OpenDocument 1.3, part 2, section 3.3).
ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_NOT_TEXT: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r")
# The parts of a package that hold words.
_PARAGRAPH: Final = re.compile(r"</(?:w:p|text:p|text:h|si|a:p)>")
_TAG: Final = re.compile(r"<[^>]*>")


class NotShareable(ValueError):
    """A document that cannot be shared, in words for whoever chose it."""


def check(name: str, content: bytes) -> None:
    """Refuse what is too large, is not what its name says, could run something, or names somebody."""
    if not content:
        raise NotShareable("The document is empty.")
    if len(content) > LARGEST:
        raise NotShareable("The document must be no larger than 5 MB.")
    known = KINDS.get(PurePath(name).suffix.casefold())
    if known is None:
        raise NotShareable("Choose a document of one of these kinds: docx, odt, pdf, xlsx, md or txt.")
    if problem := refusal(known(content), WHERE):
        raise NotShareable(problem)


def _plain(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotShareable("The document is not plain text. Save it as text in UTF-8.") from wrong
    if not _NOT_TEXT.isdisjoint(text):
        raise NotShareable("The document is not plain text, though its name says so.")
    return text


def _pdf(content: bytes) -> str:
    """Its words are not read: they are packed in many ways."""
    if not content.startswith(b"%PDF-"):
        raise NotShareable("The document is not a PDF, though its name says so.")
    if b"/JavaScript" in content or b"/Launch" in content:
        raise NotShareable("The PDF holds a script. Print it as a new PDF and choose that.")
    return ""


def _odt(content: bytes) -> str:
    if content[30 : 30 + len(ODT)] != ODT:
        raise NotShareable("The document is not an OpenDocument text, though its name says so.")
    return _words(content, "content.xml")


def _docx(content: bytes) -> str:
    return _words(content, "word/document.xml")


def _xlsx(content: bytes) -> str:
    return _words(content, "xl/sharedStrings.xml", must_hold="xl/workbook.xml")


def _words(content: bytes, part: str, must_hold: str = "") -> str:
    """The words of a package's main part, as far as it has it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_PARTS or (must_hold or part) not in names:
                raise NotShareable("The document is not what its name says, or it is damaged.")
            if any("vbaproject" in name.casefold() or name.startswith("Basic/") for name in names):
                raise NotShareable("The document holds macros. Save it without them.")
            if part not in names:
                return ""
            with package.open(part) as opened:
                packed = opened.read(MOST_TEXT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as wrong:
        raise NotShareable("The document cannot be opened. It may be damaged or locked.") from wrong
    if len(packed) > MOST_TEXT:
        raise NotShareable("The document holds too much text to be looked through. Share a part of it.")
    return _TAG.sub("", _PARAGRAPH.sub("\n", packed.decode("utf-8", errors="replace")))


KINDS: Final[Mapping[str, Callable[[bytes], str]]] = {
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".md": _plain,
    ".txt": _plain,
}
