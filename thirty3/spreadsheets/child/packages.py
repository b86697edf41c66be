"""The zip archive around an xlsx or ods file, measured before anything else unpacks it."""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from thirty3.spreadsheets.child.faults import Faults, faults_by_sheet, find_faults
from thirty3.spreadsheets.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES
from thirty3.spreadsheets.problems import megabytes, unreadable

CHUNK_BYTES = 2**18
# A cell with a value in a column of three letters (AAA and beyond); one that only has a style ends in "/>".
_TOO_WIDE = re.compile(rb"""\sr=["'][A-Z]{3}[0-9]+["'](?:[^>]*[^/>])?>""")
# What an xlsx or xlsm file, or a template of one, says of its main part.
_WORKBOOK_TYPE = re.compile(rb"(?:spreadsheetml|ms-excel)\.[.\w]+\.main\+xml")
_SPREADSHEET_MIME = b"application/vnd.oasis.opendocument.spreadsheet"


def check_package(file: BinaryIO) -> dict[str, Faults]:
    """Refuse an archive that is no spreadsheet, is locked, or unpacks to too much.

    Gives the formula failures seen on the way, by sheet.
    """
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
    except BadZipFile:
        raise unreadable("damaged") from None
    if len(members) > MAX_MEMBERS:
        raise unreadable("damaged")
    if any(member.flag_bits & 1 for member in members):
        raise unreadable("password-protected")
    by_name = {member.filename: member for member in members}
    _check_contents(file, by_name)
    # The directory's sizes first, because they cost nothing; then the real ones, because they can lie.
    _check_size(sum(member.file_size for member in members))
    unpacked = 0
    faults: dict[str, Faults] = {}
    for member in members:
        for size in _scanned(file, member, faults.setdefault(member.filename, {})):
            unpacked += size
            _check_size(unpacked)
    parts = [by_name.get(part) for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")]
    if not any(faults.values()) or None in parts:
        return {}
    return faults_by_sheet(faults, *(b"".join(unpack(file, part)) for part in parts if part))


def _check_size(size: int) -> None:
    if size > MAX_UNPACKED_BYTES:
        raise unreadable("too-large-unpacked", limit=megabytes(MAX_UNPACKED_BYTES))


def _check_contents(file: BinaryIO, members: dict[str, ZipInfo]) -> None:
    """Is this a workbook? Word documents, slides and plain archives are zip files too."""
    types = members.get("[Content_Types].xml")
    if types and _WORKBOOK_TYPE.search(next(unpack(file, types), b"")):
        return
    mime = members.get("mimetype")
    if mime is None or not next(unpack(file, mime), b"").startswith(_SPREADSHEET_MIME):
        raise unreadable("not-a-spreadsheet")
    manifest = members.get("META-INF/manifest.xml")
    if manifest and any(b"encryption-data" in chunk for chunk in unpack(file, manifest)):
        raise unreadable("password-protected")


def _scanned(file: BinaryIO, member: ZipInfo, faults: Faults) -> Iterator[int]:
    """The sizes of a member's unpacked chunks, each looked at for what no honest workbook holds."""
    is_xml = member.filename.endswith((".xml", ".rels"))
    holds_cells = member.filename in ("xl/sharedStrings.xml", "content.xml")
    is_sheet = member.filename.startswith("xl/worksheets/")
    tail = b""
    for chunk in unpack(file, member):
        yield len(chunk)
        if is_xml and b"<!DOCTYPE" in chunk:
            # Neither format allows one; entities that multiply need one.
            raise unreadable("damaged")
        if (is_sheet or holds_cells) and len(chunk) == CHUNK_BYTES and b"<" not in chunk:
            # Eight times what a cell can hold, without an end.
            raise unreadable("too-much-memory")
        if is_sheet:
            stretch = tail + chunk
            if _TOO_WIDE.search(stretch):
                raise unreadable("too-many-columns")
            find_faults(stretch, faults)
            # What follows the last whole cell is looked at again with the next chunk.
            tail = stretch[max(stretch.rfind(b"</c>"), stretch.rfind(b":c>"), len(stretch) - CHUNK_BYTES) :]


def unpack(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """The member's content in chunks, as far as it really goes.

    `zipfile` stops at the size that the directory declares, the Rust library behind calamine does
    not: a lie would pass the one and fill the memory of the other.
    """
    file.seek(member.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise unreadable("damaged")
    file.seek(sum(struct.unpack_from("<HH", header, 26)), 1)
    packed = _packed(file, member.compress_size)
    if member.compress_type == ZIP_STORED:
        yield from packed
    elif member.compress_type == ZIP_DEFLATED:
        yield from _inflate(packed)
    else:
        raise unreadable("damaged")


def _packed(file: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0:
        chunk = file.read(min(left, CHUNK_BYTES))
        if not chunk:
            raise unreadable("damaged")
        left -= len(chunk)
        yield chunk


def _inflate(packed: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in packed:
        unpacked = inflater.decompress(chunk, CHUNK_BYTES)
        while unpacked:
            yield unpacked
            unpacked = inflater.decompress(inflater.unconsumed_tail, CHUNK_BYTES)
        if inflater.eof:
            return
    raise unreadable("damaged")
