"""What a page, a template and a folder of them must have: each thing missing is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.toolkit.guidance import texts
from toolkit.guidance.checking import faults_of_document, faults_of_page
from toolkit.guidance.folder import Folder, faults_of_folder
from toolkit.guidance.known import Known
from toolkit.guidance.sheets import faults_of_sheets
from toolkit.guidance.texts import PAGE_HEAD, Unreadable, faults_of_head, read, read_head

KNOWN = Known(frozenset({"other-page"}), frozenset({"needs"}), frozenset({"old-specification"}))
EXTRA = "## Worked example [@example]"


def of_page(body: str, stage: str = "preparation") -> list[str]:
    return [fault.words for fault in faults_of_page(body, stage=stage, known=KNOWN)]


def test_a_page_that_has_everything_is_fit() -> None:
    assert of_page(texts.BODY) == []


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        ("## Why it matters", "## Why", "Here stands the section “## Why it matters”"),
        ("## Questions this answers", "### Questions", "“## Questions this answers” is missing"),
        ("## What it is", "# What it is", "The title stands in the head"),
        ("### What do", "#### What do", "nothing deeper"),
        ("- [ ] The users have read them\n", "", "5 items"),
        ("- [ ] The users have read them", "- [ ] Read", "Say what is there when this is done"),
        ("The users have read them", "The needs are written down", "stands there twice"),
        ("### Who is to be asked?\n\nThose who do the work.", "", "1 questions"),
        ("### Who is to be asked?", "### Whom we ask", "is no question"),
        ("Ask them and listen.", "", "has no answer"),
        ("- **Service team**: says what is needed.", "- The team says it.", "role in bold"),
        ("A borough pays £100,000 a year for 4 years: 4 × £100,000 = £400,000.", "It pays.", "figures"),
        ("(toolkit:other-page)", "(toolkit:none)", "no page “none”"),
        ("(template:needs)", "(template:none)", "no template “none”"),
        ("(https://www.legislation.gov.uk/)", "(http://a.example/)", "a link begins with https://"),
        ("(https://www.legislation.gov.uk/)", "(https://nowhere)", "is no address"),
        ("(https://www.legislation.gov.uk/)", "(route:now)", "nothing follows it"),
        (texts.FILLER, "", "write 700 to 1,300"),
    ],
)
def test_what_is_missing_is_named(there: str, instead: str, said: str) -> None:
    assert there in texts.BODY
    found = of_page(texts.BODY.replace(there, instead))
    assert any(said in words for words in found), found


def test_a_guide_book_alone_may_have_more_sections() -> None:
    more = texts.BODY.replace(EXTRA, f"## Ways to work together\n\nAsk.\n\n{EXTRA}")
    assert of_page(more, "guides") == []
    assert any("Here stands the section" in words for words in of_page(more))


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"roles": ["mayor"]}, "cannot be “mayor”"),
        ({"roles": []}, "lacks “roles”"),
        ({"order": "first"}, "“order” is a number"),
        ({"summary": "x" * 161}, "161 characters"),
        ({"summary": "It takes 30 days."}, "has no source"),
        ({"title": "What you must do"}, "has no source"),
        ({"author": "Somebody"}, "means nothing"),
        ({"checked_on": "2026-11-26"}, "“checked_on” is a day"),
    ],
)
def test_a_head_says_what_is_known_and_nothing_else(head: dict[str, object], said: str) -> None:
    found = [fault.words for fault in faults_of_head(texts.a_text(**head).head, PAGE_HEAD)]
    assert any(said in words for words in found), found


@pytest.mark.parametrize("content", ["No head", "+++\ntitle = 1", "+++\ntitle =\n+++\n"])
def test_a_file_without_a_head_is_not_read(content: str) -> None:
    with pytest.raises(Unreadable):
        read(content)


def test_a_fault_is_told_with_its_line_in_the_file() -> None:
    content = '+++\ntitle = "A"\n+++\n\n## What it is\n\nYou must.\n'
    text = read(content)
    faults = faults_of_page(text.body, stage="design", known=KNOWN, first_line=text.first_line)
    assert [str(fault) for fault in faults if fault.line == 7] == [
        "line 7: No source beside “must”: You must."
    ]


def test_a_document_goes_down_one_heading_at_a_time() -> None:
    found = faults_of_document("## A\n\n#### B\n\nText.", known=KNOWN)
    assert [fault.line for fault in found] == [3]
    assert faults_of_document("Text alone.", known=KNOWN)


@pytest.mark.parametrize(
    ("there", "instead", "said"),
    [
        ('name = "Contracts"', 'name = "A/B"', "no name of a sheet"),
        ('heading = "State"', 'heading = "Title"', "heading of its own"),
        ("[@pa-87]", "", "No source beside"),
        ('choices = ["live", "ended"]', f'choices = ["{"x" * 256}"]', "too long for a drop-down"),
        ('example = "live"', 'sample = "live"', "means nothing"),
    ],
)
def test_a_workbook_is_described_as_it_can_be_made(there: str, instead: str, said: str) -> None:
    assert there in texts.WORKBOOK
    found = [one.words for one in faults_of_sheets(read_head(texts.WORKBOOK.replace(there, instead)), KNOWN)]
    assert any(said in words for words in found), found


def with_page(**changed: object) -> Callable[[Folder], None]:
    def change(folder: Folder) -> None:
        folder.pages[0] = replace(folder.pages[0], **changed)  # type: ignore[arg-type]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (with_page(slug="other-page"), "two of the page"),
        (with_page(slug="First_Page"), "no name for an address"),
        (with_page(slug="x" * 51), "no name for an address"),
        (with_page(stage="nowhere"), "no stage “nowhere”"),
        (with_page(text=texts.a_text(problems=["none"])), "names “none”"),
        (with_page(text=texts.a_text(review_on=texts.CHECKED)), "is after “checked_on”"),
        (lambda folder: folder.problems[0].update(who="mayor"), "“who” of"),
        (lambda folder: folder.problems[0].update(words="It takes 3 days."), "say it without"),
        (lambda folder: folder.problems[0].update(pages=["none"]), "is no page"),
        (lambda folder: folder.templates[0].text.head.update(stage="none"), "no stage “none”"),
        (lambda folder: folder.renamed.update({"old": "none"}), "leads to “none”, which is no page"),
        (lambda folder: folder.renamed.update({"first-page": "other-page"}), "cannot lead to another"),
    ],
)
def test_a_folder_holds_together(change: Callable[[Folder], None], said: str) -> None:
    folder = texts.a_folder()
    assert faults_of_folder(folder) == []
    change(folder)
    found = [fault.words for fault in faults_of_folder(folder)]
    assert any(said in words for words in found), found
