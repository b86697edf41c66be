"""A document is what its content says; what could run or names somebody is refused."""

import pytest

from contracts.sharing.kinds import LARGEST, NotShareable, check
from tests.contracts.sharing.files import PDF, docx, odt, package, xlsx

FETCHED = '<Relationship Type="x/attachedTemplate" Target="http://x.example/x.dotm" TargetMode="External"/>'
MAIL = "jane.smith@camden.example"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("specification.docx", docx()),
        ("Specification.DOCX", docx()),
        ("clauses.odt", odt()),
        ("counted.docx", docx(**{"docProps/app.xml": "<P><A>02079</A><B>46</B><C>0018</C></P>"})),
        ("plan.xlsx", xlsx()),
        ("plan.pdf", PDF),
        ("clauses.md", b"# Clauses\n\n* Data goes back within 30 days\n"),
        ("clauses.txt", "Café: £5 a month".encode()),
    ],
)
def test_a_document_of_a_kind_that_peers_use_is_taken(name: str, content: bytes) -> None:
    check(name, content)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("page.html", b"<script>", "Choose a document of one of these kinds"),
        ("document", PDF, "Choose a document of one of these kinds"),
        ("document.pdf.exe", PDF, "Choose a document of one of these kinds"),
        ("empty.txt", b"", "is empty"),
        ("large.txt", b"a" * (LARGEST + 1), "no larger than 5 MB"),
        ("page.pdf", b"<html>", "not a PDF"),
        ("script.pdf", PDF + b"/JavaScript (app.alert)", "holds a script"),
        ("workbook.docx", xlsx(), "not what its name says"),
        ("text.xlsx", docx(), "not what its name says"),
        ("text.odt", docx(), "not an OpenDocument text"),
        ("broken.docx", docx()[:40], "cannot be opened"),
        ("macros.docx", docx(**{"word/vbaProject.bin": "x"}), "holds macros"),
        ("packed.docx", docx(**{"word/embeddings/oleObject1.bin": "x"}), "holds another file"),
        ("fetched.docx", docx(**{"word/_rels/settings.xml.rels": FETCHED}), "fetches its template"),
        ("numbered.pdf", PDF + b"/JavaScr#69pt (app.alert)", "holds a script"),
        ("attached.pdf", PDF + b"/EmbeddedFiles 2 0 R", "holds another file"),
        ("binary.txt", b"MZ\x00\x01", "not plain text"),
        ("latin.md", "Café".encode("latin-1"), "not plain text"),
        ("many.docx", package({f"{n}.xml": "" for n in range(2_001)}), "not what its name says"),
        ("bomb.docx", docx("a" * (8 * 1024 * 1024 + 1)), "too much text"),
    ],
)
def test_whatever_else_it_is_is_refused_with_the_reason(name: str, content: bytes, why: str) -> None:
    with pytest.raises(NotShareable, match=why):
        check(name, content)


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
        with pytest.raises(NotShareable, match=what):
            check(name, content)


def test_an_address_in_pieces_of_one_paragraph_is_found() -> None:
    with pytest.raises(NotShareable, match="an e-mail address"):
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
    with pytest.raises(NotShareable, match="an e-mail address"):
        check(name, content)
