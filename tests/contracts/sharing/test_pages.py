"""An officer shares a note in one form; peers see it where they look, and nobody else does."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from boroughs.models import Officer
from contracts.models import PracticeNote
from contracts.sharing import writing
from contracts.sharing.writing import Document
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.pages.answers import answer_of
from tests.signing_in import sign_in, staff_member
from tests.thirty3.documents.files import docx
from thirty3.accounts.models import User
from thirty3.documents import store

pytestmark = pytest.mark.django_db(databases="__all__")
OWN, NEW = "/account/authority/camden/notes/", "/account/authority/camden/notes/new/"
SENT = {"kind": "lesson", "title": "Clean the data first", "text": "One.\n\nTwo.", "agreed": "on"}
NO_KEY = "bcdfghjkmn"
CLOSED = {"record": {"audience": "boroughs", "reason": "s43"}}


@pytest.fixture
def rents() -> Any:
    return factories.function("Rents")


@pytest.fixture
def rentbook(camden, rents) -> Any:
    made = factories.product("Rentbook")
    factories.system(made, buyer=camden, functions=[rents])
    return made


def do(client: Client, note: PracticeNote, deed: str) -> str:
    return client.post(f"{OWN}{note.key}/{deed}/", follow=True).text


def test_from_the_page_of_a_technology_it_is_one_link_and_one_form(client, officer, rentbook):
    officer()
    page = client.get(rentbook.get_absolute_url()).text
    link = f"/account/notes/new/?about=technology%3A{rentbook.slug}"
    assert f'href="{link}"' in page
    form = client.get(link, follow=True)
    assert form.redirect_chain == [(f"{NEW}?about=technology%3A{rentbook.slug}", 302)]
    for words in ("about Rentbook", "Freedom of Information Act", "not for scoring bids", "names nobody"):
        assert words in form.text
    done = client.post(form.redirect_chain[0][0], SENT, follow=True)
    assert done.redirect_chain == [(rentbook.get_absolute_url(), 302)]
    assert "Other authorities now read what Camden shared." in done.text
    assert '<p class="govuk-body">One.</p>' in done.text
    assert "Camden, editor" in done.text


def test_from_the_pages_of_functions_and_contracts_too(client, officer, camden, rents):
    officer()
    contract = factories.contract("Payroll", buyer=camden)
    for page, about in (
        (rents.get_absolute_url(), f"function:{rents.slug}"),
        (contract.get_absolute_url(), f"contract:{contract.key}"),
    ):
        link = f"/account/notes/new/?about={about.replace(':', '%3A')}"
        assert f'href="{link}"' in client.get(page).text
        client.post(client.get(link)["Location"], SENT)
        assert "Clean the data first" in client.get(page).text


def test_an_engagement_is_told_in_words_and_stands_on_the_authoritys_page(client, officer, camden):
    officer()
    missing = client.post(NEW, SENT)
    assert "Enter what you did" in missing.text
    client.post(NEW, SENT | {"engagement": "Supplier day on telecare"})
    html = client.get(camden.get_absolute_url()).text
    assert "about Supplier day on telecare" in html
    assert "Clean the data first" in html


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("title", "", "Enter in one line what you share"),
        ("text", "Ask jo@camden.example", "The text seems to hold an e-mail address. Take it out"),
        ("title", "Mr John Smith knows", "The line seems to hold a person’s name"),
        ("engagement", "Call with 020 7946 0958", "What you did seems to hold a telephone number"),
        ("agreed", "", "Tick the box"),
        ("kind", "document", "Choose the document that others may use again"),
        ("document", SimpleUploadedFile("a.exe", b"MZ"), "Choose a document of one of these kinds"),
        ("document", SimpleUploadedFile("a.txt", b"a" * 5_300_000), "no larger than 5 MB"),
        ("document", SimpleUploadedFile("jo@camden.example.txt", b"a"), "The name of the document seems"),
    ],
)
def test_what_cannot_be_shared_is_told_at_its_field(client, officer, field, value, problem):
    officer()
    html = client.post(NEW, SENT | {"engagement": "Supplier day", field: value}).text
    assert problem in html
    assert "There is a problem" in html
    assert not PracticeNote.objects.exists()


def test_what_was_typed_is_text_and_never_markup(client, officer, camden):
    officer()
    client.post(
        NEW, SENT | {"engagement": "<b>Day</b>", "text": "<script>alert(1)</script>", "title": "<i>T</i>"}
    )
    html = client.get(camden.get_absolute_url()).text + client.get(OWN).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    for markup in ("<script>alert", "<b>Day", "<i>T"):
        assert markup not in html


def test_an_address_about_something_that_is_not_there_is_not_found(client, officer, camden):
    officer()
    own = factories.contract("Own", buyer=camden, visibility={"record": {"audience": "own"}})
    for about in (f"contract:{own.key}", "technology:none", "contract:bcdfghjkmn", "nonsense"):
        assert client.get(f"{NEW}?about={about}").status_code == 404
        assert client.get(f"/account/notes/new/?about={about}").status_code == 404


def test_somebody_of_two_authorities_chooses_and_a_reader_is_told_who_shares(
    client, camden, hackney, officer
):
    person = officer()
    Officer.objects.create(user=person, borough=hackney, role="lead", approved_at=timezone.now())
    html = client.get("/account/notes/new/").text
    assert f'href="{NEW}"' in html
    assert 'href="/account/authority/hackney/notes/new/"' in html
    sign_in(client, officer_at(camden, "reader"))
    assert "Editors and leads of an authority share" in client.get("/account/notes/new/").text


def test_the_public_sees_what_was_made_public_and_no_form(client, rentbook, writes, camden):
    note = writes(about=f"technology:{rentbook.slug}")
    for page in (rentbook.get_absolute_url(), camden.get_absolute_url()):
        assert "Plan the move" not in client.get(page).text
    writing.show_to_everyone(note=note, actor=officer_at(camden))
    for page in (rentbook.get_absolute_url(), camden.get_absolute_url()):
        html = client.get(page).text
        assert "Plan the move" in html
        assert "It is not for scoring bids" in html
        for link in ("/account/notes/", "/ask/"):
            assert link not in html


def test_a_note_among_authorities_moves_no_byte_of_a_public_page(client, rents, rentbook, writes, camden):
    contract = factories.contract("Payroll", buyer=camden, functions=[rents])
    pages = ["/", "/contracts/", "/technologies/", "/suppliers/", "/sitemap.xml", "/search/?q=plan"]
    pages += [one.get_absolute_url() for one in (camden, rents, rentbook, contract)]
    pages += [f"{one.get_absolute_url()}history/" for one in (camden, rentbook, contract)]
    before = [answer_of(client, page) for page in pages]
    for about in ("", f"technology:{rentbook.slug}", f"function:{rents.slug}", f"contract:{contract.key}"):
        note = writes(about=about, document=Document("spec.docx", docx()))
        there, nowhere = (answer_of(client, f"/notes/{key}/document/") for key in (note.key, NO_KEY))
        assert (there[0], there[2].replace(note.key.encode(), NO_KEY.encode())) == (404, nowhere[2])
    assert [answer_of(client, page) for page in pages] == before


def test_a_public_note_tells_nothing_of_a_record_that_the_public_may_not_see(client, camden, writes):
    closed = factories.contract("Payroll", buyer=camden, visibility=CLOSED)
    hidden = factories.product("Gatekeeper")
    factories.system(hidden, buyer=camden, visibility=CLOSED)
    pages = [camden.get_absolute_url(), closed.get_absolute_url(), hidden.get_absolute_url()]
    before = [answer_of(client, page) for page in pages]
    editor, notes = officer_at(camden), []
    for about in (f"contract:{closed.key}", f"technology:{hidden.slug}"):
        notes.append(writes(about=about, document=Document("spec.docx", docx())))
        writing.show_to_everyone(note=notes[-1], actor=editor)
    assert [answer_of(client, page) for page in pages] == before
    assert {client.get(f"/notes/{note.key}/document/").status_code for note in notes} == {404}
    sign_in(client, editor)
    assert all("Plan the move" in client.get(page).text for page in pages)


def test_a_record_that_goes_to_its_own_authority_takes_its_notes_along(client, camden, hackney, writes):
    contract = factories.contract("Payroll", buyer=camden)
    note = writes(about=f"contract:{contract.key}", document=Document("spec.docx", docx()))
    factories.change(contract, visibility={"record": {"audience": "own", "reason": "s31"}})
    sign_in(client, officer_at(hackney))
    assert "Plan the move" not in client.get(camden.get_absolute_url()).text
    assert client.get(f"/notes/{note.key}/document/").status_code == 404
    sign_in(client, officer_at(camden))
    html = client.get(OWN).text
    assert "A contract that is not shown" in html
    assert "Payroll" not in html


def test_a_document_is_given_as_an_attachment_to_those_who_may_see_the_note(client, camden, hackney, writes):
    note = writes(document=Document("Spec 1.docx", docx()))
    address = f"/notes/{note.key}/document/"
    assert client.get(address).status_code == 404
    sign_in(client, User.objects.create_user("person@elsewhere.example"))
    assert client.get(address).status_code == 404
    for person in (officer_at(hackney, "reader"), staff_member()):
        sign_in(client, person)
        given = client.get(address)
        assert b"".join(given.streaming_content) == docx()
        assert given["Content-Disposition"] == 'attachment; filename="Spec 1.docx"'
        assert given["Content-Type"] == "application/octet-stream"
        assert given["X-Content-Type-Options"] == "nosniff"
        assert given["Cache-Control"] == "private, no-store"
    writing.withdraw(note=note, actor=officer_at(camden))
    assert client.get(address).status_code == 404


def test_a_lapsed_note_and_its_document_are_for_its_own_authority(client, camden, hackney, writes):
    note = writes(document=Document("spec.docx", docx()))
    day = timezone.localdate()
    PracticeNote.objects.update(confirmed_on=day.replace(year=day.year - 3), lapses_on=day)
    sign_in(client, officer_at(hackney))
    assert "Plan the move" not in client.get(camden.get_absolute_url()).text
    assert client.get(f"/notes/{note.key}/document/").status_code == 404
    sign_in(client, officer_at(camden))
    assert "nobody else sees it" in client.get(OWN).text
    assert b"".join(client.get(f"/notes/{note.key}/document/").streaming_content) == docx()
    assert "1 note</a> has lapsed" in client.get("/account/authority/camden/").text


def test_a_document_that_is_gone_is_not_found(client, camden, writes):
    note = writes(document=Document("spec.docx", docx()))
    store.discard(note.stored_as)
    sign_in(client, officer_at(camden))
    assert client.get(f"/notes/{note.key}/document/").status_code == 404


def test_an_editor_looks_after_the_notes_on_one_page(client, officer, writes):
    note = writes()
    officer()
    assert "Shared with authorities" in client.get(OWN).text
    assert "Everyone may now read the note" in do(client, note, "publish")
    assert "Open to everyone" in client.get(OWN).text
    assert "Only authorities now read the note" in do(client, note, "close")
    assert "another 24 months" in do(client, note, "confirm")
    html = do(client, note, "withdraw")
    assert "The note is withdrawn" in html
    assert "Plan the move" not in html
    assert "This note was withdrawn." in do(client, note, "publish")
    assert client.post(f"{OWN}{note.key}/nonsense/").status_code == 404
    assert client.get(f"{OWN}{note.key}/confirm/").status_code == 405


def test_readers_read_and_others_find_no_page(client, officer, camden, hackney, writes):
    note = writes()
    officer("reader")
    html = client.get(OWN).text
    assert "Plan the move" in html
    assert "Withdraw" not in html
    assert (client.get(NEW).status_code, client.post(f"{OWN}{note.key}/withdraw/").status_code) == (403, 403)
    sign_in(client, officer_at(hackney, "lead"))
    assert {client.get(page).status_code for page in (OWN, NEW)} == {404}
    assert client.post(f"{OWN}{note.key}/withdraw/").status_code == 404
    assert client.post(f"/account/authority/hackney/notes/{note.key}/withdraw/").status_code == 404
    assert PracticeNote.objects.get().state == "shared"


def test_newest_come_first_and_no_more_than_twenty(client, officer, camden, rents, writes):
    for number in range(21):
        writes(title=f"Note {number:02}", about=f"function:{rents.slug}")
    officer()
    html = client.get(rents.get_absolute_url()).text
    assert html.index("Note 20") < html.index("Note 01")
    assert "Note 00" not in html
    assert "These are the newest 20." in html
