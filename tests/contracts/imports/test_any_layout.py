"""Whatever a register looks like: it is read and no row is lost, or it is refused with a sentence."""

import csv
import io
import re

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from contracts.imports.receiving import apply, give_up, read, receive_path
from contracts.imports.undoing import undo_batch
from contracts.models import ImportBatch
from tests import factories
from tests.importing import counted, differences, observable

pytestmark = pytest.mark.django_db

# What XML cannot carry, and openpyxl therefore does not write.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
odd_text = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            *(
                "<script>alert(1)</script>",
                "=1+1",
                "@SUM(A1)",
                "x" * 3000,
                "نظام الإسكان",
                "🏠 Homes",
                "a\x07b",
            ),
            *(
                "two\nlines",
                'say "so"',
                "Caf\u00e9",
                "\u202eevil",
                "jo.bloggs@camden.gov.uk",
                "020 7974 0000",
            ),
        ]
    ),
)
headings = st.one_of(
    st.sampled_from(
        [
            *("Title", "Contract title", "Reference", "Contract ref", "Supplier", "Supplier name", "Value"),
            *("Start date", "Commencement", "End date", "Expiry", "Extension options", "Borough", "System"),
            *("Contract manager", "E-mail", "Annual cost", "Contract completion date", "Notes", "CPV", ""),
        ]
    ),
    odd_text,
)
cells = st.one_of(
    st.sampled_from(
        [
            *("01/04/2024", "31/04/2024", "March 2027", "rolling", "TBC", "45383", "2024-04-01", "Q3 2026"),
            *("£1,234.50", "c. 40k", "£1m - £2m", "see schedule", "-120.50", "0", "1", "1e400", "9" * 40),
            *("2 x 12 months", "1+1", "None", "n/a", "unknown", "Withheld: commercial", "yes", "4/5", "£"),
            *("Acme Ltd", "Bolt Ltd; Corn Ltd", "Mr John Smith", "Camden", "Islington & Camden", "Homes"),
            *("", " ", "#N/A", "Total"),
        ]
    ),
    odd_text,
)
SOUND = {"Reference": "C1", "Supplier": "Acme Ltd", "End date": "31/03/2027", "Borough": "Camden"}
CERTAIN = ["Reference", "Title", "Supplier", "End date"]
ABOVE = st.lists(
    st.sampled_from([[], ["Register of contracts"], ["as at", "1 May"], ["", "Title of it"], [" "]]),
    max_size=3,
)


@st.composite
def sheets(draw):
    """The rows of a sheet: titles, headings in one row or two, records, and what is none between them."""
    named = draw(st.lists(headings, max_size=4))
    if draw(st.integers(0, 4)):
        named = draw(st.permutations([*CERTAIN, *named]))
    spacers = draw(st.lists(st.integers(0, 6), max_size=2))
    halves = draw(st.lists(st.sampled_from(["", "(dd/mm/yyyy)", "(£000s)", "Name", "ex VAT"]), max_size=6))
    header = [named, *([halves] if draw(st.integers(0, 3)) == 3 else [])]
    borough = draw(st.sampled_from([[], ["Camden"]]))
    record = st.lists(cells, max_size=len(named) + 2).map(lambda row: row + borough)
    sound = st.integers(0, 9).map(lambda n: [{**SOUND, "Title": f"System {n}"}.get(h, "") for h in named])
    between = st.sampled_from([[], ["Adults"], ["", "Total", "£6,000"], ["* see note", ""], named, CERTAIN])
    rows = [*draw(ABOVE), *header, *draw(st.lists(st.one_of(sound, sound, record, between), max_size=8))]
    return [spread(row, spacers) for row in rows]


def spread(row, spacers):
    row = list(row)
    for place in spacers:
        row.insert(place, "")
    return row


texts = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t|"),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
        "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    }
)


def write_text(path, rows, *, encoding, **dialect):
    written = io.StringIO(newline="")
    csv.writer(written, **dialect).writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding, errors="replace"))


def write_book(path, books):
    workbook = Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(books):
        sheet = workbook.create_sheet(f"<b>{number}<b> & co")
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                sheet.cell(line, column).value = NOT_IN_XML.sub("", value)
                sheet.cell(line, column).data_type = "s"
    workbook.save(path)


def below_the_headings(books, batch):
    """How many rows that are not blank stand below the headings that were found, other headings apart."""
    at = {}
    for table in batch.sheets:
        if table["target"]:
            at.setdefault(table["sheet"], []).append(table["header_row"])
    total = 0
    for name, header_rows in at.items():
        rows = books[int(re.sub(r"\D", "", name) or 0)]
        for number, row in enumerate(rows, 1):
            total += number > header_rows[0] and number not in header_rows and any(c.strip() for c in row)
    return total


@pytest.fixture(autouse=True)
def world():
    return factories.borough("Camden"), factories.borough("Islington")


def read_once(path, camden):
    stated = {"source": factories.source("register"), "borough": camden}
    batch = read(batch=receive_path(path, **stated))
    assert batch.status in (ImportBatch.Status.READY, ImportBatch.Status.FAILED)
    if batch.status == ImportBatch.Status.FAILED:
        assert batch.error_code not in ("", "failed", "not-available")
        assert batch.error.endswith(".")
        return None
    assert sum(batch.counts.values()) == batch.rows_read == batch.rows.count()
    return batch


def hold(path, books, camden):
    """No row lost, nothing new the second time, and as before after undoing."""
    factories.source("register")
    was = observable()
    batch = read_once(path, camden)
    if batch is None:
        return
    first = counted(batch)
    if books:
        assert batch.rows_read == below_the_headings(books, batch)
    apply(batch=batch)
    again = read_once(path, camden)
    second = counted(again)
    assert second.keys() <= {"unchanged", "set-aside", "doubtful", "rejected"}
    for outcome in ("set-aside", "doubtful", "rejected"):
        assert second.get(outcome, 0) == first.get(outcome, 0)
    give_up(batch=again)
    undo_batch(batch=batch)
    assert differences(was, observable()) == {}


@settings(max_examples=40)
@given(rows=sheets(), how=texts)
def test_any_text_file_is_read_whole_or_refused(tmp_path, world, rows, how):
    path = tmp_path / "register.csv"
    write_text(path, rows, **how)
    with transaction.atomic():
        # A line end within a cell may be read as the end of a row, which the rows here do not foresee.
        plain = not any(re.search("[\r\n\0]", cell) for row in rows for cell in row)
        hold(path, [rows] if plain else [], world[0])
        transaction.set_rollback(True)


@settings(max_examples=40)
@given(books=st.lists(sheets(), min_size=1, max_size=3))
def test_any_workbook_is_read_whole_or_refused(tmp_path, world, books):
    path = tmp_path / "register.xlsx"
    write_book(path, books)
    with transaction.atomic():
        hold(path, [[[NOT_IN_XML.sub("", c) for c in row] for row in rows] for rows in books], world[0])
        transaction.set_rollback(True)
