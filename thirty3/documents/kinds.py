"""What a document is, told by its content and never by its name alone, and what it may not hold."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Final

LARGEST: Final = 5 * 1024 * 1024
# Of a package no more than this is unpacked and looked through.
MOST_TEXT: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 2_000
# An OpenDocument text begins with this entry, uncompressed, so that it is known by its first bytes
# (OpenDocument 1.3, part 2, section 3.3).
ODT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_NOT_TEXT: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r")
# Parts of a package that run something, or hold a whole file of another kind.
_MACROS: Final = ("vbaproject", "basic/", "scripts/")
_EMBEDDED: Final = ("/embeddings/", "/activex/", "object ")
# An attached template is fetched from elsewhere, with its macros, when the document is opened.
_FETCHED: Final = re.compile(rb"attachedTemplate[^>]*TargetMode\s*=\s*[\"']External", re.IGNORECASE)
# Names in a PDF may be written with numbers for letters (ISO 32000-1, 7.3.5).
_NUMBERED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_PROSE: Final = ("word/", "content.xml", "styles.xml", "xl/sharedStrings.xml", "xl/comments")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
# Where a line of a package's words ends.
_PARAGRAPH: Final = re.compile(r"</(?:w:p|text:p|text:h|si|a:p)>")
_TAG: Final = re.compile(r"<[^>]*>")


class NotAccepted(ValueError):
    """A document that is not taken, in words for whoever chose it."""


def words_of(name: str, content: bytes) -> str:
    """Refuse what is too large, is not what its name says, or could run something; tell its words else."""
    if not content:
        raise NotAccepted("The document is empty.")
    if len(content) > LARGEST:
        raise NotAccepted("The document must be no larger than 5 MB.")
    known = KINDS.get(PurePath(name).suffix.casefold())
    if known is None:
        raise NotAccepted("Choose a document of one of these kinds: docx, odt, pdf, xlsx, md or txt.")
    return known(content)


def _plain(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotAccepted("The document is not plain text. Save it as text in UTF-8.") from wrong
    if not _NOT_TEXT.isdisjoint(text):
        raise NotAccepted("The document is not plain text, though its name says so.")
    return text


def _pdf(content: bytes) -> str:
    """Its words are not read: they are packed in many ways."""
    if not content.startswith(b"%PDF-"):
        raise NotAccepted("The document is not a PDF, though its name says so.")
    named = _NUMBERED.sub(lambda match: bytes.fromhex(match[1].decode()), content)
    if b"/JavaScript" in named or b"/Launch" in named:
        raise NotAccepted("The PDF holds a script. Print it as a new PDF and choose that.")
    if b"/EmbeddedFile" in named:
        raise NotAccepted("The PDF holds another file. Print it as a new PDF and choose that.")
    return ""


def _odt(content: bytes) -> str:
    if content[30 : 30 + len(ODT)] != ODT:
        raise NotAccepted("The document is not an OpenDocument text, though its name says so.")
    return _words(content, "content.xml")


def _docx(content: bytes) -> str:
    return _words(content, "word/document.xml")


def _xlsx(content: bytes) -> str:
    return _words(content, "xl/sharedStrings.xml", must_hold="xl/workbook.xml")


def _words(content: bytes, part: str, must_hold: str = "") -> str:
    """The words of every part of a package: headers, remarks and properties are read by others too."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_PARTS or (must_hold or part) not in names:
                raise NotAccepted("The document is not what its name says, or it is damaged.")
            _refuse_parts(names)
            return "\n".join(_words_of(name, packed) for name, packed in _texts(package))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as wrong:
        raise NotAccepted("The document cannot be opened. It may be damaged or locked.") from wrong


def _refuse_parts(names: list[str]) -> None:
    folded = [name.casefold() for name in names]
    if any("vbaproject" in name or name.startswith(_MACROS) for name in folded):
        raise NotAccepted("The document holds macros. Save it without them.")
    if any(inside in f"/{name}" for name in folded for inside in _EMBEDDED):
        raise NotAccepted("The document holds another file. Take that out, or send it by itself.")


def _texts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """What is written in a package, no more of it than can be looked through."""
    left = MOST_TEXT
    for name in package.namelist():
        if name.casefold().endswith((".xml", ".rels")):
            with package.open(name) as opened:
                packed = opened.read(left + 1)
            left -= len(packed)
            if left < 0:
                raise NotAccepted("The document holds too much text to be looked through. Send a part of it.")
            if _FETCHED.search(packed):
                raise NotAccepted("The document fetches its template from elsewhere. Save it as a new one.")
            yield name, packed


def _words_of(name: str, packed: bytes) -> str:
    """In prose one word may stand in several tags; elsewhere each tag holds a value of its own."""
    text = packed.decode("utf-16" if packed[:2] in _UTF16 else "utf-8", errors="replace")
    return _TAG.sub("" if name.startswith(_PROSE) else "\n", _PARAGRAPH.sub("\n", text))


KINDS: Final[Mapping[str, Callable[[bytes], str]]] = {
    ".docx": _docx,
    ".odt": _odt,
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".md": _plain,
    ".txt": _plain,
}
