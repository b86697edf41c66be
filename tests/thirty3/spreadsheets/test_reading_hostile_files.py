"""Files that are no spreadsheet, or one made to harm: each gets a sentence, and the caller lives on."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from thirty3.spreadsheets.limits import MAX_BYTES, MAX_UNPACKED_BYTES
from thirty3.spreadsheets.problems import UnreadableSpreadsheet
from thirty3.spreadsheets.reading import Row, SheetEnd, read_sheets

FILES = Path(__file__).parent / "files"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CELL = '<c r="A1"><v>1</v></c>'


def archive(**members: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"<html><body><table><tr><td>Reference</td></tr></table></body></html>",
        b"\xef\xbb\xbf\n  <?xml version='1.0'?><Workbook/>",
        b"{\\rtf1\\ansi a letter}",
        b"Reference,Value\nC1,\x00\x00\n",
        b"Reference,Value\n" * 2000 + b"\x00",
        b"\xff\xfeodd",
        b"Caf\x81 \x8d\n",
        OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le"),
    ],
    ids=[
        "pdf",
        "png",
        "jpeg",
        "web page",
        "xml",
        "rtf",
        "nul",
        "late nul",
        "utf-16",
        "no code",
        "doc",
    ],
)
def test_what_is_no_spreadsheet_is_told_from_its_content(problem_of, content):
    problem = problem_of(content)

    assert problem.code == "not-a-spreadsheet"
    assert "save it as an Excel workbook" in problem.message


def test_other_zip_files_are_no_spreadsheets(problem_of):
    assert problem_of(archive(**{"word/document.xml": "<w/>"})).code == "not-a-spreadsheet"
    assert problem_of(archive(**{"mimetype": "application/epub+zip"})).code == "not-a-spreadsheet"
    assert problem_of(archive()).code == "not-a-spreadsheet"


def test_a_workbook_locked_by_excel_is_named_as_such():
    with pytest.raises(UnreadableSpreadsheet, match="Save a copy without one") as caught:
        list(read_sheets(FILES / "locked.xlsx"))

    assert caught.value.code == "password-protected"


def test_a_locked_xls_workbook_is_named_as_such(problem_of):
    content = bytearray((FILES / "register.xls").read_bytes())
    # The record after the stream's first becomes FILEPASS, which says that the rest is encrypted.
    beginning = content.index(struct.pack("<HH", 0x0809, 16))
    struct.pack_into("<H", content, beginning + 20, 0x002F)

    assert problem_of(bytes(content)).code == "password-protected"


def test_a_zip_whose_members_want_a_password_is_named_as_such(problem_of, xlsx):
    content = xlsx(f'<row r="1">{CELL}</row>')
    directory = content.index(b"PK\x01\x02")
    flagged = bytearray(content)
    flagged[directory + 8] |= 1

    assert problem_of(bytes(flagged)).code == "password-protected"


class Member(NamedTuple):
    """A zip member whose size in the directory may be a lie."""

    name: str
    packed: bytes
    declared: int


def packed(content: bytes) -> bytes:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflater.compress(content) + deflater.flush()


def endless(block: bytes, times: int, before: bytes = b"", after: bytes = b"") -> bytes:
    """A block many times over in a deflated stream, without ever holding it unpacked."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = deflater.compress(before) + deflater.flush(zlib.Z_FULL_FLUSH)
    once = deflater.compress(block) + deflater.flush(zlib.Z_FULL_FLUSH)
    return start + once * times + deflater.compress(after) + deflater.flush()


def zip_of(*members: Member) -> bytes:
    body, directory = b"", b""
    for name, content, declared in members:
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, 0, len(content), declared, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name.encode()
        body += b"PK\x03\x04" + fields + name.encode() + content
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def with_member(workbook: bytes, name: str, content: bytes, declared: int) -> bytes:
    """The workbook with one member replaced or added."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        members = [
            Member(part, packed(opened.read(part)), opened.getinfo(part).file_size)
            for part in opened.namelist()
            if part != name
        ]
    return zip_of(*members, Member(name, content, declared))


@pytest.mark.parametrize("declared", [MAX_UNPACKED_BYTES + 1, 10], ids=["honest", "lying"])
def test_a_zip_bomb_is_refused_whatever_it_says_of_its_size(problem_of, xlsx, declared):
    bomb = endless(b"<row/>" * 2**17, MAX_UNPACKED_BYTES // (6 * 2**17) + 1)
    content = with_member(xlsx(f'<row r="1">{CELL}</row>'), "xl/media/image1.png", bomb, declared)

    problem = problem_of(content)

    assert len(content) < 2**20
    assert problem.code == "too-large-unpacked"
    assert "unpacks to more than 512 MB" in problem.message


@pytest.mark.parametrize("declared", [1536 * 2**20, 10], ids=["honest", "lying"])
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_one_cell_of_one_and_a_half_gigabytes_in_a_small_file_is_refused(problem_of, xlsx, name, declared):
    cell = endless(b"A" * 2**20, 1536, before=b'<row r="1"><c r="A1" t="str"><v>', after=b"</v></c></row>")
    content = with_member(xlsx(""), name, cell, declared)

    assert len(content) < 2 * 2**20
    assert problem_of(content).code in ("too-large-unpacked", "too-much-memory")


@pytest.mark.parametrize("reference", ["XFD1048576", "AAA2"])
def test_a_value_far_to_the_right_is_refused_before_it_fills_the_memory(problem_of, xlsx, reference):
    row = "".join(filter(str.isdigit, reference))
    content = xlsx(f'<row r="1">{CELL}</row><row r="{row}"><c r="{reference}"><v>1</v></c></row>')

    problem = problem_of(content)

    assert problem.code == "too-many-columns"
    assert "beyond column ZZ" in problem.message


def test_a_value_far_below_a_wide_table_kills_only_the_child(problem_of, xlsx):
    content = xlsx(f'<row r="1">{CELL}</row><row r="1048576"><c r="ZZ1048576"><v>1</v></c></row>')

    problem = problem_of(content)

    assert problem.code == "too-much-memory"
    assert "one stray value" in problem.message


def test_a_position_hidden_from_the_first_look_still_kills_only_the_child(problem_of, xlsx):
    content = xlsx(f'<row r="1">{CELL}</row><row r="1048576"><c r="&#88;FD1048576"><v>1</v></c></row>')

    assert problem_of(content).code in ("too-much-memory", "too-many-columns", "damaged")


def test_styled_blank_cells_far_to_the_right_do_no_harm(rows_of, xlsx):
    assert rows_of(xlsx(f'<row r="1">{CELL}<c r="XFD1" s="0"/></row>')) == [(1,)]


def test_a_row_of_sixteen_thousand_columns_is_refused(problem_of, xlsx):
    assert problem_of(xlsx(f'<row r="1">{"<c><v>1</v></c>" * 16_384}</row>')).code == "too-many-columns"


def test_a_million_blank_rows_do_no_harm(save, xlsx):
    blank = "".join(f'<row r="{number}"/>' for number in range(2, 1_000_000))
    content = xlsx(f'<row r="1">{CELL}</row>{blank}<row r="1000000"><c r="A1000000"><v>2</v></c></row>')

    assert list(read_sheets(save(content)))[1:] == [Row(1, (1,)), Row(1_000_000, (2,)), SheetEnd(2)]


def test_a_hundred_thousand_rows_below_the_headings_are_read_and_one_more_is_refused(rows_of, problem_of):
    table = b"Reference\n" + b"C1\n" * 100_000

    assert len(rows_of(table)) == 100_001
    problem = problem_of(table + b"C1\n")
    assert problem.code == "too-many-rows"
    assert "more than 100,000 rows" in problem.message


def test_the_bound_on_rows_holds_over_all_sheets(save):
    workbook = Workbook()
    for sheet in (workbook.active, workbook.create_sheet("More")):
        for value in ("Reference", "C1", "C2"):
            sheet.append([value])
    written = io.BytesIO()
    workbook.save(written)
    path = save(written.getvalue())

    assert len(list(read_sheets(path, max_rows=4))) == 10
    with pytest.raises(UnreadableSpreadsheet, match="more than 3 rows"):
        list(read_sheets(path, max_rows=3))


def test_a_file_of_more_than_fifty_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "upload"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableSpreadsheet, match="larger than 50 MB") as caught:
        list(read_sheets(path))

    assert caught.value.code == "too-large"


def test_entities_that_multiply_are_refused(problem_of, xlsx):
    laughs = '<!DOCTYPE sst [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {later} "{f"&{earlier};" * 10}">'
        for earlier, later in zip("abcdefgh", "bcdefghi", strict=True)
    )
    strings = f"<?xml version='1.0'?>{laughs}]><sst><si><t>&i;</t></si></sst>"

    assert problem_of(xlsx("", **{"xl/sharedStrings.xml": strings})).code == "damaged"


@pytest.mark.parametrize(
    "content", [b"", b"\n\n , ,\n", b"\xef\xbb\xbf"], ids=["no bytes", "blank rows", "only a mark"]
)
def test_an_empty_file_is_named_as_such(problem_of, content):
    assert problem_of(content).code == "empty"


def test_an_empty_sheet_is_named_as_such(problem_of, xlsx):
    problem = problem_of(xlsx(""))

    assert problem.code == "empty"
    assert "no rows" in problem.message


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(problem_of, xlsx, kept):
    content = xlsx("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 500)))

    assert problem_of(content[: int(len(content) * kept)]).code == "damaged"


def test_an_archive_of_very_many_members_is_refused(problem_of):
    assert problem_of(archive(**{f"{number}.xml": "" for number in range(2_001)})).code == "damaged"


def test_unclosed_failed_cells_do_not_make_the_search_for_them_slow(problem_of, xlsx):
    assert problem_of(xlsx(f'<row r="1">{CELL}{"<c t='e'>" * 100_000}</row>')).code == "damaged"


def test_a_row_with_more_text_than_one_message_carries_is_refused(problem_of):
    problem = problem_of(b"a\n" + b",".join([b"x" * 32_000] * 200) + b"\n")

    assert problem.code == "row-too-long"
    assert "Row 2" in problem.message


def test_rows_too_long_to_travel_together_travel_apart(rows_of):
    rows = rows_of(b"a\n" + (b",".join([b"x" * 30_000] * 20) + b"\n") * 50)

    assert [len(row) for row in rows] == [1] + [20] * 50
