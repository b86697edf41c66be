"""A document is what its content says; what could run or names somebody is refused."""

import pytest

from contracts.sharing.kinds import LARGEST, NotShareable, check
from tests.contracts.sharing.files import PDF, docx, odt, package, xlsx


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
