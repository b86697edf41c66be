"""A text about a person is erased from every place that holds it, and nothing else changes."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from contracts.models import (
    Assertion,
    Contract,
    DataIssue,
    ImportAnswer,
    ImportBatch,
    ImportRow,
    ImportWrite,
    Listing,
    PracticeNote,
    ReportedWords,
)
from suppliers.models import Supplier, SupplierAlias
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.erasing import CannotErase, erase_text
from thirty3.accounts.finding import find_person
from thirty3.accounts.models import Erasure, User
from thirty3.audiences import Audience
from thirty3.history.models import Change, Tombstone
from thirty3.search.index import TextIndex

pytestmark = pytest.mark.django_db(databases="__all__")

NAME, WHY = "Zoë Quillfeather", "Asked for in writing"
ADD = "/admin/accounts/erasure/add/"


@pytest.fixture(autouse=True)
def folders(settings: Any, tmp_path: Path) -> None:
    settings.QUARANTINE_DIR, settings.OUTBOX_DIR = tmp_path / "quarantine", tmp_path / "outbox"
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    for folder in (settings.QUARANTINE_DIR, settings.OUTBOX_DIR, settings.DOCUMENTS_DIR):
        folder.mkdir(mode=0o700)


def places(text: str = NAME) -> dict[str, int]:
    return {one.where: one.count for one in find_person(text)}


def everywhere(settings: Any) -> Contract:
    """One name in every kind of place."""
    seller = factories.supplier(f"{NAME} Limited")
    SupplierAlias.objects.create(supplier=seller, spelling=NAME, folded="zoe quillfeather")
    record = factories.contract(
        f"Report of {NAME}", notes=f"Ask {NAME}", reference="CON-77", value=1234, suppliers=[seller]
    )
    factories.change(record, description=f"{NAME} said")
    factories.change(record, description=f"As {NAME} said", why=f"{NAME} rang")
    told = {"title": {"title": NAME}, "value": {"value": "1234.00", "value_state": "known"}}
    factories.assertion(record, factories.source(), values=told)
    in_an_import()
    waiting(settings)
    Tombstone.objects.create(kind="contracts.contract", key="bcdfghjkmn", title=NAME)
    shared(settings)
    issue = DataIssue.objects.create(wrong="other", due_date=timezone.localdate(), reason=NAME)
    ReportedWords.objects.create(issue=issue, text=f"{NAME} is named")
    DBTaskResult.objects.create(
        task_path="a.b",
        run_after=timezone.now(),
        backend_name="default",
        args_kwargs={"args": [], "kwargs": {"name": NAME}},
    )
    letter = EmailMessage("Hello", "Good morning", "us@thirty3.example", ["x@y.example"]).message()
    (settings.OUTBOX_DIR / "1.log").write_bytes(letter.as_bytes() + NAME.encode())
    return record


def in_an_import() -> ImportBatch:
    batch = ImportBatch.objects.create(file_name=f"{NAME}.csv", status="applied", applied_at=timezone.now())
    row = ImportRow.objects.create(
        batch=batch,
        position=1,
        row_number=2,
        outcome="doubtful",
        cells={"Title": NAME, "Value": 77, NAME: "yes"},
        problems=[{"text": NAME}],
    )
    ImportAnswer.objects.create(batch=batch, kind="cell", subject="title", answer=NAME)
    ImportWrite.objects.create(
        batch=batch,
        row=row,
        record_kind="contracts.contract",
        record_id=99,
        action="new",
        record={"title": NAME},
    )
    return batch


def shared(settings: Any) -> PracticeNote:
    """A note with a document that holds the name."""
    (settings.DOCUMENTS_DIR / "ef").write_text(f"Written by {NAME}")
    day = timezone.localdate()
    return PracticeNote.objects.create(
        **{"borough": factories.borough(), "role": "Editor", "title": "Plan", "text": f"Ask {NAME}"},
        **{"engagement": "Supplier day", "written_on": day, "confirmed_on": day},
        **{"lapses_on": day + timedelta(days=90), "file_name": f"{NAME}.pdf", "stored_as": "ef"},
    )


def waiting(settings: Any) -> ImportBatch:
    """A file that nobody decided on."""
    (settings.QUARANTINE_DIR / "ab").write_text(NAME)
    (settings.QUARANTINE_DIR / "cd").write_text("nothing")
    return ImportBatch.objects.create(file_name="a.csv", status="ready", stored_as="ab")


KINDS_OF_PLACE = {
    *("contracts.Contract.title", "contracts.Contract.notes", "suppliers.Supplier.name"),
    *(
        "suppliers.SupplierAlias.spelling",
        "history.Change.before",
        "history.Change.after",
        "history.Change.why",
    ),
    *("contracts.Assertion.values", "contracts.ImportBatch.file_name", "contracts.ImportRow.cells"),
    *("contracts.ImportRow.problems", "contracts.ImportAnswer.answer", "contracts.ImportWrite.record"),
    *("contracts.Listing.title", "contracts.Listing.data", "text index of contract for public"),
    *("history.Tombstone.title", "contracts.ReportedWords.text", "contracts.DataIssue.reason"),
    *("documents of notes", "contracts.PracticeNote.text", "contracts.PracticeNote.file_name"),
    *("files in quarantine", "letters written to files", "django_tasks_database.DBTaskResult.args_kwargs"),
}


def test_a_name_goes_from_every_kind_of_place_and_nothing_else_changes(settings: Any) -> None:
    bystander = factories.contract("Housing rents", notes="Zoë Quill and Feather", value=5)
    before = Contract.objects.filter(pk=bystander.pk).values().get()
    record = everywhere(settings)
    assert places().keys() >= KINDS_OF_PLACE
    total = sum(places().values())
    mark = erase_text(text=NAME, actor=staff_member(), why=WHY)
    assert places() == {}
    assert places("Zoe Quillfeather") == {}
    assert (mark.places, mark.left) == (total, 0)
    assert Contract.objects.filter(pk=bystander.pk).values().get() == before
    record.refresh_from_db()
    told = (record.title, record.notes, record.reference, record.value)
    assert told == ("Report of (removed)", "Ask (removed)", "CON-77", 1234)
    assert ImportRow.objects.get().cells == {"Title": "(removed)", "Value": 77, "(removed)": "yes"}
    assert Assertion.objects.get().values["value"] == {"value": "1234.00", "value_state": "known"}


def test_lists_are_published_anew_and_history_tells_the_same_as_the_record(settings: Any) -> None:
    record = everywhere(settings)
    assert TextIndex("contract", Audience.PUBLIC).spelt(["quillf"])
    erase_text(text=NAME, actor=None, why=WHY)
    rows = Listing.objects.filter(kind="contract", record_id=record.pk)
    assert {row.title for row in rows} == {"Report of (removed)"}
    assert "quillfeather" not in str(list(Listing.objects.values())).lower()
    assert {audience: TextIndex("contract", audience).spelt(["quillf"]) for audience in Audience} == {
        audience: {} for audience in Audience
    }
    last = Change.objects.of("contracts.contract", record.pk)[0]
    record.refresh_from_db()
    assert last.after["description"] == record.description == "As (removed) said"
    assert last.version == record.version


def test_the_address_of_a_supplier_goes_too_and_stays_one_of_a_kind() -> None:
    factories.supplier("Removed Limited")
    for name in (f"{NAME} Limited", f"{NAME.upper()} Limited"):
        factories.supplier(name)
    erase_text(text=NAME, actor=None, why=WHY)
    slugs = list(Supplier.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == 3
    assert not [slug for slug in slugs if "quill" in slug]


def test_it_goes_in_capitals_without_accents_and_from_within_words() -> None:
    record = factories.contract(f"{NAME.upper()} and Zoe Quillfeather’s", notes=f"a{NAME}b")
    erase_text(text=NAME, actor=None, why=WHY)
    record.refresh_from_db()
    assert (record.title, record.notes) == ("(removed) and (removed)’s", "a(removed)b")


def test_it_goes_however_its_words_are_parted_and_as_it_is_compared() -> None:
    record = factories.contract("Report", notes="Zoë\r\nQuillfeather, or Zoë  Quillfeather")
    seller = factories.supplier("Åse Østerquill")
    SupplierAlias.objects.create(supplier=seller, spelling="Åse Østerquill", folded="ase sterquill")
    assert "contracts.Contract.notes" in places()
    for text in (NAME, "Åse Østerquill"):
        erase_text(text=text, actor=None, why=WHY)
    record.refresh_from_db()
    assert record.notes == "(removed), or (removed)"
    assert "sterquill" not in str(list(SupplierAlias.objects.values()))


def test_somebody_of_another_name_that_ends_alike_stays() -> None:
    record = factories.contract("Report", notes="D. Quillfeather and Fred Quillfeather")
    erase_text(text="D. Quillfeather", actor=None, why=WHY)
    record.refresh_from_db()
    assert record.notes == "(removed) and Fred Quillfeather"


# What an index is made of on each database, its own pages on the one and its counts of words on the other.
KEPT_BY_AN_INDEX = {
    "sqlite": "SELECT block FROM search_contract_public_fts_data",
    "postgresql": "SELECT convert_to(token, 'UTF8') FROM search_contract_public_words",
}


def test_the_text_index_keeps_no_word_that_is_gone() -> None:
    factories.contract(f"Report of {NAME}")
    erase_text(text=NAME, actor=None, why=WHY)
    with connection.cursor() as cursor:
        cursor.execute(KEPT_BY_AN_INDEX[connection.vendor])
        kept = [bytes(one) for (one,) in cursor.fetchall()]
    assert kept
    assert not [one for one in kept if b"quill" in one]


def test_letters_are_read_as_whoever_got_them_reads_them(settings: Any) -> None:
    letter = EmailMessage("Hello", f"{'word ' * 30}{NAME}", "us@thirty3.example", ["x@y.example"]).message()
    (settings.OUTBOX_DIR / "1.log").write_bytes(letter.as_bytes())
    assert NAME not in (settings.OUTBOX_DIR / "1.log").read_text()
    assert places() == {"letters written to files": 1}
    assert erase_text(text=NAME, actor=None, why=WHY).left == 0
    assert not list(settings.OUTBOX_DIR.iterdir())


def test_a_file_goes_and_its_import_says_why(settings: Any) -> None:
    batch = waiting(settings)
    erase_text(text=NAME, actor=None, why=WHY)
    batch.refresh_from_db()
    assert (batch.status, batch.error_code) == ("given-up", "erased")
    assert [path.name for path in settings.QUARANTINE_DIR.iterdir()] == ["cd"]


def test_the_account_of_an_address_goes_with_it(client: Client) -> None:
    person = User.objects.create_user("zora.quill@camden.example")
    sign_in(client, person)
    erase_text(text=person.email, actor=None, why=WHY)
    assert places(person.email) == {}
    assert not User.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("zoë", "at least 4 characters"),
        ("2026-01-31", "telephone number"),
        ("title", "uses this word"),
        ("camden.example", "2 accounts"),
    ],
)
def test_what_would_take_out_more_than_one_persons_text_is_refused(text: str, told: str) -> None:
    for name in ("one", "two"):
        User.objects.create_user(f"{name}@camden.example")
    factories.contract("Title of 2026-01-31")
    with pytest.raises(CannotErase, match=told):
        erase_text(text=text, actor=None, why=WHY)
    assert not Erasure.objects.exists()


def test_it_can_be_done_twice_and_the_mark_knows_it_again_without_saying_what(settings: Any) -> None:
    everywhere(settings)
    first = erase_text(text=NAME, actor=None, why=WHY)
    second = erase_text(text=NAME.lower(), actor=None, why=f"{NAME} again")
    assert (second.places, second.why) == (0, "(removed) again")
    assert list(Erasure.objects.of(first.digest)) == [second, first]
    assert "quill" not in str(list(Erasure.objects.values())).lower()


# The page


@pytest.fixture
def staff(client: Client) -> User:
    person = staff_member()
    sign_in(client, person)
    return person


def test_staff_see_where_a_text_stands_before_it_goes(client: Client, staff: User) -> None:
    factories.contract(f"Report of {NAME}")
    page = client.post(ADD, {"text": NAME, "look": "Look"}).content.decode()
    assert "Contracts: title" in page
    assert f"Report of {NAME}" not in page
    assert places()
    answer = client.post(ADD, {"text": NAME, "why": WHY, "erase": "Erase"}, follow=True)
    assert "Nothing holds it now." in answer.content.decode()
    assert places() == {}
    mark = Erasure.objects.get()
    assert (mark.by, mark.why) == (staff, WHY)
    again = client.post(ADD, {"text": NAME, "look": "Look"}).content.decode()
    assert "This text was erased before" in again


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": "zo", "look": "Look"}, "at least 4 characters"),
        ({"text": NAME, "why": "", "erase": "Erase"}, "Say why it is erased."),
        ({"text": NAME, "why": f"{NAME} asked", "erase": "Erase"}, "Say why without the text"),
        ({"text": "staff@loti.example", "look": "Look"}, "your own account"),
    ],
)
def test_the_page_says_what_is_wrong_and_erases_nothing(
    client: Client, staff: User, sent: dict[str, str], told: str
) -> None:
    factories.contract(f"Report of {NAME}")
    assert told in client.post(ADD, sent).content.decode()
    assert not Erasure.objects.exists()
    assert places()


def test_staff_without_the_right_cannot_erase(client: Client, staff: User) -> None:
    User.objects.filter(pk=staff.pk).update(is_superuser=False)
    factories.contract(f"Report of {NAME}")
    assert client.post(ADD, {"text": NAME, "why": WHY, "erase": "Erase"}).status_code == 403
    assert places()
