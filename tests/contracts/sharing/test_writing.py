"""Editors and leads share notes, confirm them, decide who reads them and withdraw them."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from contracts.models import PracticeNote
from contracts.sharing import erasing, writing
from contracts.sharing.about import About, about_of
from contracts.sharing.wording import NamesSomebody
from contracts.sharing.writing import Document
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.signing_in import staff_member
from tests.thirty3.documents.files import docx
from thirty3.audiences import Audience
from thirty3.documents import store
from thirty3.documents.kinds import NotAccepted
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
SHARED, EVERYONE = Audience.BOROUGHS, Audience.PUBLIC


def seen(audience: Audience, day: datetime.date | None = None) -> list[str]:
    notes = PracticeNote.objects.seen_by(audience, day or timezone.localdate())
    return [note.title for note in notes]


def test_a_note_is_for_authorities_until_its_own_makes_it_public(camden, writes):
    note = writes()
    assert (seen(SHARED), seen(EVERYONE)) == (["Plan the move"], [])
    writing.show_to_everyone(note=note, actor=officer_at(camden))
    assert (seen(SHARED), seen(EVERYONE)) == (["Plan the move"], ["Plan the move"])
    writing.show_to_authorities(note=note, actor=officer_at(camden, "lead"))
    assert (seen(SHARED), seen(EVERYONE)) == (["Plan the move"], [])


def test_it_is_told_by_authority_and_role_and_the_log_alone_knows_who(camden, writes):
    note = writes()
    assert note.told_by == "Camden, editor"
    change = Change.objects.of(note.record_kind(), note.pk).get()
    assert (change.role, change.actor.email) == ("Editor at Camden", "writer@camden.example")
    assert not any(field.name in ("by", "user") for field in PracticeNote._meta.fields)


def test_what_staff_write_for_an_authority_says_so(camden):
    facts = {"kind": "lesson", "title": "One", "text": "Two", "engagement": "Three"}
    note = writing.share(borough=camden, actor=staff_member(), about=About(), **facts)
    assert note.told_by == "Camden, LOTI staff"


def test_it_lapses_after_24_months_unless_it_is_confirmed(camden, writes):
    note, day = writes(), timezone.localdate()
    assert note.lapses_on == writing.months_after(day, 24)
    assert seen(SHARED, note.lapses_on - datetime.timedelta(days=1)) == ["Plan the move"]
    assert seen(SHARED, note.lapses_on) == []
    long_ago = day - datetime.timedelta(days=800)
    PracticeNote.objects.update(written_on=long_ago, confirmed_on=long_ago, lapses_on=day)
    assert seen(SHARED) == []
    writing.confirm(note=note, actor=officer_at(camden))
    assert seen(SHARED) == ["Plan the move"]
    note.refresh_from_db()
    assert (note.written_on, note.confirmed_on) == (long_ago, day)


def test_a_withdrawn_one_is_gone_for_good_with_its_document(
    camden, writes, django_capture_on_commit_callbacks
):
    note, editor = writes(document=Document("spec.docx", docx())), officer_at(camden)
    assert store.holds(note.stored_as)
    kept = store.path_of(note.stored_as)
    with django_capture_on_commit_callbacks(execute=True):
        writing.withdraw(note=note, actor=editor)
    assert (seen(SHARED), kept.exists(), note.stored_as) == ([], False, "")
    with pytest.raises(writing.NotPossible, match="was withdrawn"):
        writing.show_to_everyone(note=note, actor=editor)


def test_readers_and_people_of_other_authorities_write_nothing(camden, hackney, writes):
    note = writes()
    for person in (officer_at(camden, "reader"), officer_at(hackney, "lead")):
        for deed in (
            writing.confirm,
            writing.show_to_everyone,
            writing.show_to_authorities,
            writing.withdraw,
        ):
            with pytest.raises(PermissionDenied):
                deed(note=note, actor=person)
        with pytest.raises(PermissionDenied):
            writing.share(borough=camden, actor=person, about=About(), kind="lesson", title="a", text="b")
    assert Change.objects.of(note.record_kind(), note.pk).count() == 1


@pytest.mark.parametrize("field", ["title", "text", "engagement"])
@pytest.mark.parametrize("words", ["jo@camden.example", "020 7946 0958", "Mrs Jane Smith said so"])
def test_nothing_that_names_or_reaches_somebody_is_kept(writes, field, words):
    with pytest.raises(NamesSomebody, match="Take it out"):
        writes(**{field: words})
    assert not PracticeNote.objects.exists()


def test_a_document_that_is_refused_leaves_nothing_behind(writes, documents: Path):
    with pytest.raises(NotAccepted):
        writes(document=Document("spec.docx", b"not one"))
    with pytest.raises(NamesSomebody):
        writes(document=Document("to jo@camden.example.txt", b"text"))
    assert not PracticeNote.objects.exists()
    assert not documents.exists() or not list(documents.iterdir())


def test_a_document_lies_under_a_random_name_that_others_cannot_read(writes, documents: Path):
    note = writes(document=Document("../../spec.docx", docx()))
    assert note.file_name == "spec.docx"
    assert [path.name for path in documents.iterdir()] == [note.stored_as]
    kept = store.path_of(note.stored_as)
    assert (documents.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o700, 0o600)


def test_documents_of_no_note_are_deleted_after_a_day(writes, documents: Path):
    kept = writes(document=Document("spec.docx", docx()))
    dead = store.keep(b"nobody names it")
    now = timezone.now()
    assert store.delete_dead(now) == 0
    assert store.delete_dead(now + datetime.timedelta(days=2)) == 1
    assert [path.name for path in documents.iterdir()] == [kept.stored_as]
    assert not (documents / dead).exists()


def test_erasing_an_address_takes_the_document_that_holds_it_and_leaves_the_note(writes, documents: Path):
    note = writes(document=Document("spec.pdf", b"%PDF-1.7 (Jo@Camden.example)"))
    other = writes(document=Document("spec.docx", docx()))
    assert erasing.find("jo@camden.example") == [f"Document of note {note.key}"]
    assert erasing.erase("jo@camden.example") == 1
    note.refresh_from_db()
    assert (note.stored_as, note.file_name, store.holds(other.stored_as)) == ("", "", True)
    assert [path.name for path in documents.iterdir()] == [other.stored_as]


def test_a_note_is_about_what_authorities_may_know(camden):
    rents, rentbook = factories.function("Rents"), factories.product("Rentbook")
    factories.system(rentbook, buyer=camden)
    closed = factories.contract("Payroll", buyer=camden, visibility={"record": {"audience": "boroughs"}})
    own = factories.contract("Own", buyer=camden, visibility={"record": {"audience": "own"}})
    unknown = factories.product("Nobody runs it")
    words = {f"technology:{rentbook.slug}": "Rentbook", f"function:{rents.slug}": "Rents", "": ""}
    words[f"contract:{closed.key}"] = "Payroll"
    assert {asked: about_of(asked).words for asked in words} == words
    missing = (f"contract:{own.key}", "contract:bcdfghjkmn", f"technology:{unknown.slug}", "technology:none")
    for asked in (*missing, "function:none", "supplier:acme", "rents"):
        assert about_of(asked) is None


def test_the_name_of_a_document_shows_what_it_is(writes):
    note = writes(document=Document("plan\u202excod.docx", docx()))
    assert note.file_name == "planxcod.docx"
