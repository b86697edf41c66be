"""A document is what its content says; what could run is refused."""

import pytest

from tests.thirty3.documents.files import PDF, docx, odt, package, xlsx
from thirty3.documents.kinds import LARGEST, NotAccepted, words_of

FETCHED = '<Relationship Type="x/attachedTemplate" Target="http://x.example/x.dotm" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("specification.docx", docx()),
        ("Specification.DOCX", docx()),
        ("clauses.odt", odt()),
        ("plan.xlsx", xlsx()),
        ("plan.pdf", PDF),
        ("clauses.md", b"# Clauses\n\n* Data goes back within 30 days\n"),
        ("clauses.txt", "Café: £5 a month".encode()),
    ],
)
def test_a_document_of_a_kind_that_peers_use_is_taken(name: str, content: bytes) -> None:
    words_of(name, content)


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
    with pytest.raises(NotAccepted, match=why):
        words_of(name, content)
