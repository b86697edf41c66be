"""Whatever the bytes are: events, or one exception with a sentence. Nothing else ever reaches the caller."""

import contextlib
import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from thirty3.spreadsheets.problems import UnreadableSpreadsheet
from thirty3.spreadsheets.reading import Event, Row, SheetEnd, SheetStart, read_sheets

OLE = bytes.fromhex("d0cf11e0a1b11ae1")

# Each example starts a process; the deadline is the reader's own.
spawning = settings(max_examples=25)


def read_or_refuse(path: Path) -> None:
    events: list[Event] = []
    with contextlib.suppress(UnreadableSpreadsheet):
        events.extend(read_sheets(path))
    assert all(isinstance(event, SheetStart | Row | SheetEnd) for event in events)


def small_workbook() -> bytes:
    workbook = Workbook()
    workbook.active.append(["Reference", "Value"])
    workbook.active.append(["C1", 12.5])
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


ORIGINALS = {
    "xlsx": small_workbook(),
    "xls": (Path(__file__).parent / "files" / "register.xls").read_bytes(),
    "csv": 'Reference;Supplier\nC1;"Acme; Bolt"\n'.encode("utf-16"),
}


def changed(data: st.DataObject, original: bytes) -> bytes:
    content = bytearray(original)
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=30)):
        content[place] = data.draw(st.integers(0, 255))
    return bytes(content[: data.draw(st.just(len(content)) | places)])


@spawning
@given(beginning=st.sampled_from([b"", b"PK\x03\x04", OLE, b"\xff\xfe"]), rest=st.binary())
def test_random_bytes_are_read_or_refused(tmp_path, beginning, rest):
    path = tmp_path / "upload"
    path.write_bytes(beginning + rest)

    read_or_refuse(path)


@pytest.mark.parametrize("kind", sorted(ORIGINALS))
@spawning
@given(data=st.data())
def test_a_file_with_some_bytes_changed_is_read_or_refused(tmp_path, kind, data):
    path = tmp_path / "upload"
    path.write_bytes(changed(data, ORIGINALS[kind]))

    read_or_refuse(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
@spawning
@given(data=st.data())
def test_a_sound_archive_around_changed_xml_is_read_or_refused(tmp_path, part, data):
    path = tmp_path / "upload"
    with ZipFile(io.BytesIO(ORIGINALS["xlsx"])) as original, ZipFile(path, "w") as archive:
        for name in original.namelist():
            content = original.read(name)
            archive.writestr(name, changed(data, content) if name == part else content)

    read_or_refuse(path)
