"""A file's rows as a workbook, with what became of each."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from contracts.imports.annotating import write_annotated
from tests import factories
from tests.importing import CONTRACT, csv_file, staged, workbook
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def authorities():
    return factories.borough("Camden")


@pytest.fixture
def register(tmp_path):
    rows = [
        CONTRACT,
        CONTRACT | {"reference": "2", "end_date": "31/04/2027"},
        CONTRACT | {"reference": "3", "borough": "Atlantis", "title": "=1+1", "end_date": "31/04/2027"},
    ]
    return csv_file(
        tmp_path / "register.csv", [row | {"officer": "A. Person", "colour": "red"} for row in rows]
    )


def sheets(path):
    book = load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def annotated(batch, tmp_path):
    write_annotated(batch, tmp_path / "out.xlsx")
    return sheets(tmp_path / "out.xlsx")


def test_every_row_stands_in_order_with_its_status_and_problems(register, tmp_path):
    batch = staged(register)
    [_, (headings, *rows)] = annotated(batch, tmp_path).values()
    assert headings[:5] == ["Row", "Status", "Problems", "borough", "title"]
    assert [(row[0], row[1]) for row in rows] == [(2, "New"), (3, "Doubtful"), (4, "Rejected")]
    assert rows[1][2].startswith("end_date: There is no such day in the calendar.")
    assert "borough: This is no London authority that we know" in rows[2][2]
    assert rows[2][headings.index("title")] == "'=1+1"
    assert rows[0][headings.index("value")] == "125000"


def test_people_stay_out_and_the_summary_says_so(register, tmp_path):
    batch = staged(register)
    found = annotated(batch, tmp_path)
    assert "A. Person" not in str(found)
    summary = {(row[0], (row[1] or "").rpartition(": ")[2]): row for row in found["Summary"]}
    assert summary["Left out", "officer"]
    assert summary["Not read", "colour"]
    assert summary["Read", "end_date"][2] == "end date"
    assert summary["Rejected", ""][3] == 1
    problem = summary["Problem: date-impossible", "end_date"]
    assert problem[3] == 2
    assert problem[5] == "31/04/2027"


def test_each_sheet_of_the_file_has_a_sheet(tmp_path):
    path = workbook(
        tmp_path / "book.xlsx",
        contracts=[CONTRACT],
        systems=[{"borough": "Camden", "system": "Homes"}],
    )
    assert list(annotated(staged(path), tmp_path)) == ["Summary", "Contracts", "Systems"]


def test_a_sheet_that_is_called_summary_keeps_its_rows(tmp_path):
    batch = staged(csv_file(tmp_path / "register.csv", [CONTRACT]))
    batch.rows.update(sheet="Summary")
    assert list(annotated(batch, tmp_path)) == ["Summary", "Summary (2)"]


def test_the_command_writes_it(register, tmp_path):
    target = tmp_path / "annotated.xlsx"
    call_command("import_register", str(register), "--annotated", str(target))
    assert len(sheets(target)) == 2
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("import_register", str(register), "--annotated", str(tmp_path))


def test_staff_download_it_at_the_review(client, register, tmp_path):
    sign_in(client, staff_member())
    batch = staged(register)
    answer = client.get(reverse("admin:import-annotated", args=[batch.key]))
    assert answer["Cache-Control"] == "private, no-store"
    (tmp_path / "got.xlsx").write_bytes(answer.content)
    assert "Summary" in sheets(tmp_path / "got.xlsx")
    assert client.get(reverse("admin:import-annotated", args=["nothing"])).status_code == 404
