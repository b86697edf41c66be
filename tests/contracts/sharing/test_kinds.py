"""A document that names or reaches somebody is not shared, wherever in it that stands."""

import pytest

from contracts.sharing.kinds import check
from tests.thirty3.documents.files import docx, odt, package, xlsx
from thirty3.documents.kinds import NotAccepted

MAIL = "jane.smith@camden.example"


def test_figures_of_a_property_are_no_telephone_number() -> None:
    check("counted.docx", docx(**{"docProps/app.xml": "<P><A>02079</A><B>46</B><C>0018</C></P>"}))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Write to jo@camden.example", "an e-mail address"),
        ("Ring 020 7946 0958", "a telephone number"),
        ("Ask Mr John Smith", "a person’s name"),
    ],
)
def test_a_document_that_names_or_reaches_somebody_is_refused(words: str, what: str) -> None:
    for name, content in (
        ("a.docx", docx(words)),
        ("a.odt", odt(words)),
        ("a.xlsx", xlsx(words)),
        ("a.txt", words.encode()),
    ):
        with pytest.raises(NotAccepted, match=what):
            check(name, content)


def test_an_address_in_pieces_of_one_paragraph_is_found() -> None:
    with pytest.raises(NotAccepted, match="an e-mail address"):
        check("a.docx", docx("jo@</w:t></w:r><w:r><w:t>camden.example"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("header.docx", docx(**{"word/header1.xml": f"<w:p>{MAIL}</w:p>"})),
        ("remark.docx", docx(**{"word/comments.xml": f"<w:p>{MAIL}</w:p>"})),
        ("property.docx", docx(**{"docProps/core.xml": f"<dc:creator>{MAIL}</dc:creator>"})),
        ("in-a-cell.xlsx", package({"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": f"<t>{MAIL}</t>"})),
    ],
)
def test_headers_remarks_cells_and_properties_are_looked_through(name: str, content: bytes) -> None:
    with pytest.raises(NotAccepted, match="an e-mail address"):
        check(name, content)
