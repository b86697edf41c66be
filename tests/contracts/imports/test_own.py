"""An authority's editors send its registers and decide about them; nobody reaches those of another."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Officer
from contracts.models import Contract, ImportBatch, ImportRow, Source
from tests import factories
from tests.importing import CONTRACT, csv_file, imported, staged
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
Role = Officer.Role
SENT = ("apply", "undo", "compare", "give-up", "rows")
LOOKED_AT = ("review", "columns", "names", "annotated")


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def barnet() -> Borough:
    return factories.borough("Barnet")


def client_of(borough: Borough, role: str) -> Client:
    """A browser in which somebody with this role there is signed in."""
    person = User.objects.create_user(f"{role}@{borough.slug}.example")
    held = Officer(user=person, borough=borough, role=role, approved_at=timezone.now())
    with recording(held):
        held.save()
    client = Client()
    sign_in(client, person)
    return client


@pytest.fixture
def editor(camden: Borough) -> Client:
    return client_of(camden, Role.EDITOR)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    def write(*rows: dict[str, str]) -> Path:
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


def at(name: str, borough: Borough, batch: ImportBatch | None = None, *more: Any) -> str:
    return reverse(f"contracts:{name}", args=[borough.slug, *([batch.key] if batch else []), *more])


def upload(client: Client, to: Borough, path: Path, **stated: Any) -> Any:
    content = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(at("upload-register", to), {"file": content, **stated}, follow=True)


def act(client: Client, borough: Borough, batch: ImportBatch, action: str, **sent: Any) -> Any:
    return client.post(at(f"own-import-{action}", borough, batch), sent, follow=True)


def test_an_editor_sends_a_register_applies_it_and_undoes_it(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    answer = upload(editor, camden, file({}))
    batch = ImportBatch.objects.get()
    assert answer.redirect_chain[-1][0] == at("own-import-review", camden, batch)
    assert "Ready for review" in answer.text
    assert batch.borough == camden
    assert "Applied" in act(editor, camden, batch, "apply").text
    record = Contract.objects.get()
    assert record.lead_buyer == camden
    made = Change.objects.filter(kind=Contract.record_kind(), record_id=record.pk).get()
    assert made.role == "Editor at Camden"
    act(editor, camden, batch, "undo")
    assert not Contract.objects.exists()
    assert "Undone by" in editor.get(at("own-import-review", camden, batch)).text


def test_rows_of_another_authority_are_rejected_and_cannot_be_accepted(
    editor: Client, camden: Borough, barnet: Borough, file: Callable[..., Path]
) -> None:
    upload(editor, camden, file({"borough": "Barnet"}), borough=barnet.pk)
    batch = ImportBatch.objects.get()
    assert batch.borough == camden
    act(editor, camden, batch, "rows", all="rejected", verdict="accept")
    assert batch.rows.get().outcome == ImportRow.Outcome.REJECTED
    act(editor, camden, batch, "apply")
    assert not Contract.objects.exists()


def test_a_form_cannot_say_for_which_source_a_file_speaks(
    editor: Client, camden: Borough, barnet: Borough, file: Callable[..., Path]
) -> None:
    other = Source.objects.create(slug="register-barnet", name="Barnet's", rank=3, borough=barnet)
    upload(editor, camden, file({}), source=other.pk, format="city-tools")
    batch = ImportBatch.objects.get()
    assert (batch.source and batch.source.borough, batch.format) == (camden, "table")


def test_a_file_of_a_source_that_is_shared_is_for_staff_to_apply(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    shared = Source.objects.create(slug="notices", name="Notices", rank=2)
    batch = staged(file({}), borough=camden, source=shared)
    assert "LOTI’s staff apply it" in act(editor, camden, batch, "apply").text
    assert not Contract.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.EDITOR, Role.LEAD])
def test_the_imports_of_another_authority_are_not_there(
    camden: Borough, barnet: Borough, file: Callable[..., Path], role: str
) -> None:
    batch = staged(file({}), borough=camden)
    client = client_of(barnet, role)
    for place in (camden, barnet):
        # A reader of Barnet is refused under Barnet's own address, whatever the key.
        expected = 403 if place == barnet and role == Role.READER else 404
        looked = [client.get(at(f"own-import-{name}", place, batch)) for name in LOOKED_AT]
        looked.append(client.get(at("own-import-row", place, batch, 1)))
        looked.append(client.get(at("own-import-file", place, batch)))
        sent = [client.post(at(f"own-import-{name}", place, batch)) for name in SENT]
        assert {answer.status_code for answer in looked + sent} == {expected}
    assert client.get(at("own-imports", camden)).status_code == 404
    assert client.post(at("upload-register", camden)).status_code == 404
    batch.refresh_from_db()
    assert batch.status == ImportBatch.Status.READY


def test_an_import_that_is_of_no_one_authority_is_for_staff(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    batch = staged(file({}))
    assert editor.get(at("own-import-review", camden, batch)).status_code == 404


def test_a_reader_may_not_send_or_decide(camden: Borough, file: Callable[..., Path]) -> None:
    batch, client = staged(file({}), borough=camden), client_of(camden, Role.READER)
    answers = [client.get(at("own-imports", camden)), upload(client, camden, file({}))]
    answers += [client.get(at(f"own-import-{name}", camden, batch)) for name in LOOKED_AT]
    answers += [client.post(at(f"own-import-{name}", camden, batch)) for name in SENT]
    assert {answer.status_code for answer in answers} == {403}
    assert ImportBatch.objects.count() == 1


def test_a_role_that_ends_ends_at_the_next_request(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    batch = staged(file({}), borough=camden)
    Officer.objects.update(ended_at=timezone.now())
    assert editor.post(at("own-import-apply", camden, batch)).status_code == 404
    assert not Contract.objects.exists()


def test_the_uploader_alone_may_read_the_file(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    upload(editor, camden, file({}))
    batch = ImportBatch.objects.get()
    assert b"".join(editor.get(at("own-import-file", camden, batch)).streaming_content)  # type: ignore[attr-defined]
    lead, staff = client_of(camden, Role.LEAD), Client()
    sign_in(staff, staff_member())
    for client in (lead, staff):
        assert client.get(at("own-import-file", camden, batch)).status_code == 404
        assert "Download what you uploaded" not in client.get(at("own-import-review", camden, batch)).text


def test_the_page_tells_no_colleague_s_address(camden: Borough, file: Callable[..., Path]) -> None:
    editor, lead = client_of(camden, Role.EDITOR), client_of(camden, Role.LEAD)
    upload(editor, camden, file({}))
    batch = ImportBatch.objects.get()
    assert "editor@" not in lead.get(at("own-import-review", camden, batch)).text


def test_a_doubtful_row_is_decided_and_a_cell_corrected(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    batch = staged(file({}, {"title": "Another", "reference": "C-2", "end date": "perhaps"}), borough=camden)
    row = at("own-import-row", camden, batch, 1)
    assert "What the cells should say" in editor.get(row).text
    editor.post(row, {"cell-title": "A better title"})
    assert batch.rows.get(position=1).title == "A better title"
    editor.post(row, {"verdict": "refuse"})
    assert batch.rows.get(position=1).outcome == ImportRow.Outcome.REJECTED


def test_what_a_column_is_can_be_said(editor: Client, camden: Borough, file: Callable[..., Path]) -> None:
    batch = staged(file({"Zz": "one"}), borough=camden)
    page = at("own-import-columns", camden, batch)
    answer = editor.get(page)
    assert "Read it as" in answer.text
    names = [c.name for _, columns in answer.context["tables"] for c, _ in columns if c.heading == "Zz"]
    editor.post(page, {names[0]: "note"})
    assert batch.answers.get().answered_by == User.objects.get(email="editor@camden.example")


def test_a_name_that_may_be_a_known_one_is_chosen(
    editor: Client, camden: Borough, file: Callable[..., Path]
) -> None:
    factories.supplier("Quillbrook Housing Software Limited")
    batch = staged(file({"supplier": "Quillbrook Software"}), borough=camden)
    page = at("own-import-names", camden, batch)
    answer = editor.get(page)
    assert "None of these: it is new here" in answer.text
    editor.post(page, {"name-0": "new"})
    assert batch.answers.get().answer == "new"


def test_an_import_is_given_up(editor: Client, camden: Borough, file: Callable[..., Path]) -> None:
    batch = staged(file({}), borough=camden)
    assert "Nothing was changed" in act(editor, camden, batch, "give-up").text
    batch.refresh_from_db()
    assert batch.status == ImportBatch.Status.GIVEN_UP


def test_what_was_applied_is_not_given_up(editor: Client, camden: Borough, file: Callable[..., Path]) -> None:
    batch = imported(file({}), borough=camden)
    assert "is applied and stays" in act(editor, camden, batch, "give-up").text


def test_what_is_missing_of_an_upload_is_said(editor: Client, camden: Borough) -> None:
    answer = editor.post(at("upload-register", camden), {"may_be_published": "on"})
    assert "Choose a spreadsheet." in answer.text
    assert "Say where the file came from" in answer.text
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("written", "day"),
    [("31 March 2026", "2026-03-31"), ("31/3/2026", "2026-03-31"), ("last spring", None)],
)
def test_the_day_of_a_register_is_read_as_people_write_it(
    editor: Client, camden: Borough, file: Callable[..., Path], written: str, day: str | None
) -> None:
    answer = upload(editor, camden, file({}), as_at_date=written)
    batches = ImportBatch.objects.values_list("as_at_date", flat=True)
    assert [str(kept) for kept in batches] == ([day] if day else [])
    assert ("Enter a day like 31 March 2026." in answer.text) is (day is None)


def test_a_failed_import_leads_to_sending_the_file_again(
    editor: Client, camden: Borough, tmp_path: Path
) -> None:
    photograph = tmp_path / "photograph.xlsx"
    photograph.write_bytes(b"\x89PNG")
    assert f'href="{at("upload-register", camden)}">send it again' in upload(editor, camden, photograph).text


def test_my_authority_leads_to_the_review(editor: Client, camden: Borough, file: Callable[..., Path]) -> None:
    batch = staged(file({}), borough=camden)
    page = editor.get(reverse("boroughs:authority", args=[camden.slug])).text
    assert at("own-import-review", camden, batch) in page
    assert at("upload-register", camden) in page
