"""Templates as files, opened again: headings, tables, figures of the day, sources, and the same bytes."""

import datetime
import io
import zipfile

import docx
import odfdo
import openpyxl
import pytest
from django.test import Client

from tests.toolkit.guidance import texts
from toolkit.guidance.offering import file_of
from toolkit.models import Resource

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 27)
SUM = "A notice for a purchase of £207,720 or more, with VAT"


def workbook() -> Resource:
    return texts.template("register", kind="spreadsheet", body=texts.WORKBOOK)


def test_a_word_document_holds_what_its_text_says() -> None:
    texts.page()
    made = docx.Document(io.BytesIO(file_of(texts.template(), "docx", DAY)))
    lines = [line.text for line in made.paragraphs]
    styles = {line.text: line.style.name for line in made.paragraphs if line.style}
    assert styles["Template needs"] == "Title"
    assert styles["Who needs it"] == styles["Sources"] == "Heading 1"
    assert f"{SUM}.[1]" in lines
    assert styles[f"{SUM}.[1]"] == "List Number"
    assert "☐ The users have read it" in lines
    assert any("Figures of law as they stood on 27 November 2026." in line for line in lines)
    (table,) = made.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Group", "What they need"]
    assert (made.core_properties.title, made.core_properties.language) == ("Template needs", "en-GB")
    links = [one.target_ref for one in made.part.rels.values() if one.is_external]
    assert any(link.endswith("/toolkit/preparation/first-page/") for link in links)


def test_an_open_document_holds_the_same() -> None:
    made = odfdo.Document(io.BytesIO(file_of(texts.template(), "odt", DAY)))
    headings = [(int(one.level), str(one).strip()) for one in made.body.headers]
    assert headings == [
        *((1, "Template needs"), (2, "Who needs it"), (2, "What stands in law"), (2, "Sources")),
    ]
    assert f"{SUM}.[1]" in made.get_formatted_text()
    assert len(made.body.tables) == 1
    assert (made.meta.title, made.meta.language) == ("Template needs", "en-GB")


def test_a_workbook_offers_its_choices_in_both_forms() -> None:
    made = openpyxl.load_workbook(io.BytesIO(file_of(workbook(), "xlsx", DAY)))
    assert made.sheetnames == ["About", "Contracts", "Choices"]
    assert [cell.value for cell in made["Contracts"][1]] == ["Title", "State"]
    (choice,) = made["Contracts"].data_validations.dataValidation
    assert choice.formula1 == "=Choices!$A$2:$A$3"
    about = " ".join(str(cell.value) for row in made["About"].rows for cell in row)
    assert "A notice is owed from £30,000. [1]" in about
    assert "section 87" in about
    opened = odfdo.Document(io.BytesIO(file_of(workbook(), "ods", DAY)))
    assert [table.name for table in opened.body.tables] == ["About", "Contracts", "Choices"]
    assert opened.body.tables[1].get_row_values(0) == ["Title", "State"]


@pytest.mark.parametrize("form", ["docx", "odt", "xlsx", "ods"])
def test_the_same_day_gives_the_same_bytes_and_no_token_is_left(form: str) -> None:
    from toolkit.guidance import offering

    resource = texts.template() if form in ("docx", "odt") else workbook()
    first = file_of(resource, form, DAY)
    offering._held.forget()
    assert file_of(resource, form, DAY) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        said = "".join(package.read(name).decode(errors="ignore") for name in package.namelist())
    assert "{{" not in said
    assert "[@" not in said
    assert "£214,904" not in said


def test_a_template_is_taken_as_an_attachment() -> None:
    resource = texts.template()
    answer = Client().get(f"/toolkit/templates/{resource.slug}.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="needs.docx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    for other in ("needs.xlsx", "needs.exe", "nothing.docx"):
        assert Client().get(f"/toolkit/templates/{other}").status_code == 404
    assert "Word (docx)" in Client().get("/toolkit/templates/").text


def test_the_headings_of_a_table_are_headings_in_an_open_document() -> None:
    with zipfile.ZipFile(io.BytesIO(file_of(texts.template(), "odt", DAY))) as package:
        content = package.read("content.xml").decode()
        assert package.namelist()[0] == "mimetype"
    heading, rest = content.split("</table:table-header-rows>")
    assert "What they need" in heading
    assert "<table:table-row>" in rest
