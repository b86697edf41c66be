"""An office file is a zip archive: packed so that the same content always gives the same bytes."""

import io
from typing import Final
from zipfile import ZIP_STORED, ZipFile

from thirty3.spreadsheets.writing import timeless

MIMETYPE: Final = "mimetype"
# A picture of the first page, of a document that is not this one.
LEFT_OUT: Final = ("Thumbnails/",)


def repacked(package: bytes) -> bytes:
    """The same members in the same order, all of one date."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            if name.startswith(LEFT_OUT):
                continue
            member = timeless(name)
            content = source.read(name)
            if name == MIMETYPE:
                # Programs know an OpenDocument file by this, uncompressed (OpenDocument 1.3, part 2, 3.3).
                member.compress_type = ZIP_STORED
            elif name == "META-INF/manifest.xml":
                content = _without(content)
            archive.writestr(member, content)
    return target.getvalue()


def _without(manifest: bytes) -> bytes:
    """The manifest without what was left out."""
    lines = manifest.replace(b"/>", b"/>\n").split(b"\n")
    return b"".join(line for line in lines if not any(name.encode() in line for name in LEFT_OUT))
