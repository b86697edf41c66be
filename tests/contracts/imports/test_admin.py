"""Imports in the staff site: upload, look, apply, undo; and what is kept from whom."""

import re
from html import unescape

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.models import Contract, ImportBatch
from contracts.services.editing import editing
from tests import factories
from tests.contracts.imports.hostile import FILES, hostile_file
from tests.importing import CONTRACT, csv_file, imported, staged, workbook
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User

# Sessions lie in the default database; the rate limits of signing in are counted in the cache.
pytestmark = pytest.mark.django_db(databases="__all__")
ADD = "/admin/contracts/importbatch/add/"
LIST = "/admin/contracts/importbatch/"
ACTIONS = ("apply", "undo", "compare", "give-up")


@pytest.fixture(autouse=True)
def authorities():
    return factories.borough("Camden")


@pytest.fixture
def staff(client):
    sign_in(client, staff_member())
    return client


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


def upload(client, path, **stated):
    content = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(ADD, {"file": content, **stated}, follow=True)


def page(batch, **query):
    return reverse("admin:import-review", args=[batch.key], query=query or None)


def act(client, batch, action):
    return client.post(reverse(f"admin:import-{action}", args=[batch.key]), follow=True)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_file_is_uploaded_reviewed_applied_and_undone(staff, file):
    answer = upload(staff, file({}, {"reference": "2", "borough": "Atlantis"}))
    batch = ImportBatch.objects.get()
    assert answer.redirect_chain[-1][0] == page(batch)
    assert "Ready for review" in text(answer)
    assert "This is no London authority that we know" in text(answer)
    assert "staff@loti.example" in text(answer)
    answer = act(staff, batch, "apply")
    assert "Applied" in text(answer)
    assert Contract.objects.count() == 1
    batch.refresh_from_db()
    assert batch.uploaded_by == batch.applied_by == User.objects.get()
    answer = act(staff, batch, "undo")
    assert not Contract.objects.exists()
    batch.refresh_from_db()
    assert batch.status == ImportBatch.Status.UNDONE
    assert "Undone by" in text(staff.get(page(batch)))
    assert str(batch) in text(staff.get(page(ImportBatch.objects.get(undoes=batch))))
    assert "register.csv" in text(staff.get(LIST))


@pytest.mark.parametrize(
    ("asked", "words"), [("apply", "waiting to be applied"), ("undo", "waiting to be undone")]
)
def test_a_page_says_that_the_worker_was_asked_and_looks_again(staff, file, asked, words):
    batch = staged(file({})) if asked == "apply" else imported(file({}))

    waiting = staff.get(page(batch, asked=asked))

    assert words in text(waiting)
    assert 'http-equiv="refresh"' in text(waiting)
    assert reverse(f"admin:import-{asked}", args=[batch.key]) not in text(waiting)
    assert words not in text(staff.get(page(batch)))


def test_what_was_refused_is_no_longer_waited_for(staff, file):
    batch = staged(file({}))
    ImportBatch.objects.update(error="Something moved.", error_code="cannot-apply")

    assert 'http-equiv="refresh"' not in text(staff.get(page(batch, asked="apply")))


def test_what_is_missing_for_publishing_is_said_once_beside_its_field_and_once_above(staff, file):
    answer = text(upload(staff, file({}), may_be_published="on"))

    assert answer.count("Say where the file came from, if it may be published.") == 2
    assert '<a href="#id_origin">' in answer
    assert not ImportBatch.objects.exists()


def test_columns_of_people_and_sheets_left_alone_are_told_before_anything_is_opened(staff, tmp_path):
    held = csv_file(tmp_path / "people.csv", [CONTRACT | {"contract manager": "Jane Doe"}])

    shown = text(staff.get(page(staged(held))))

    assert shown.index("“contract manager” (1 filled cell)") < shown.index("<details")


def test_of_a_new_record_only_what_says_something_is_listed(staff, file):
    shown = text(staff.get(page(staged(file({"value": ""})))))

    assert "value in pounds" not in shown
    assert "<dt>value kind</dt>" not in shown
    assert "<dt>start precision</dt>" not in shown
    assert "<dt>start date</dt>" in shown


def test_old_values_stand_beside_new_ones(staff, file):
    imported(file({}))
    batch = staged(file({"value": 90, "supplier": "Other Firm Ltd"}))
    shown = text(staff.get(page(batch)))
    assert '<th scope="row">value in pounds</th><td>125000.00</td><td>90.00</td>' in shown
    assert "<td>Acme Software Limited</td><td>Other Firm Ltd (new)</td>" in shown


def test_rows_are_filtered_by_what_became_of_them(staff, file):
    batch = staged(file({}, {"reference": "2", "title": "Broken one", "borough": "Atlantis"}))
    everything, rejected, new = (
        text(staff.get(page(batch, **query))) for query in ({}, {"outcome": "rejected"}, {"outcome": "new"})
    )
    assert ("Broken one" in everything, "Housing system" in everything) == (True, True)
    assert ("Broken one" in rejected, "Housing system" in rejected) == (True, False)
    assert ("Broken one" in new, "Housing system" in new) == (False, True)
    assert "Rejected (1)" in everything
    assert staff.get(page(batch, outcome="<script>", page="x")).status_code == 200


def test_a_batch_is_given_up_with_its_file_and_rows(staff, file, uploads):
    batch = staged(file({}))
    assert list(uploads.iterdir())
    assert "You gave up register.csv. Nothing was changed." in text(act(staff, batch, "give-up"))
    assert not list(uploads.iterdir())
    assert not batch.rows.exists()


def test_an_applied_batch_cannot_be_given_up_or_compared_again(staff, file):
    batch = imported(file({}))
    assert "is applied and stays" in text(act(staff, batch, "give-up"))
    act(staff, batch, "compare")
    batch.refresh_from_db()
    assert (batch.status, batch.rows.count()) == ("applied", 1)


def test_what_moved_is_said_and_compared_again(staff, file):
    imported(file({}))
    batch = staged(file({"value": 90}))
    with editing(contract := Contract.objects.get()):
        contract.department = "Homes"
        contract.save()
    assert "were themselves changed since it was compared" in text(act(staff, batch, "apply"))
    assert "themselves changed" not in text(act(staff, batch, "compare"))
    act(staff, batch, "apply")
    assert str(Contract.objects.get().value) == "90.00"


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("nothing.csv", "too-large.csv")])
def test_a_file_that_cannot_be_read_says_why_on_its_page(staff, tmp_path, name):
    answer = upload(staff, hostile_file(tmp_path, name))
    assert answer.status_code == 200
    assert re.search(FILES[name][1], text(answer))
    assert "Could not be read" in text(answer)
    assert staff.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("name", "sentence"), [("nothing.csv", "file is empty"), ("too-large.csv", "larger than 50 MB")]
)
def test_a_file_that_needs_no_reading_is_refused_in_the_form(staff, tmp_path, name, sentence):
    answer = upload(staff, hostile_file(tmp_path, name))
    assert sentence in text(answer)
    assert not ImportBatch.objects.exists()


def test_demonstration_data_is_refused_where_real_data_is_held(staff, tmp_path, settings):
    settings.ALLOW_DEMONSTRATION = False
    path = workbook(
        tmp_path / "demonstration-w.xlsx",
        contracts=[{"borough": "Camden", "title": "A", "reference": "1"}],
        demonstration=True,
    )
    assert "This file holds demonstration data, and this service holds real data" in text(upload(staff, path))


def test_names_from_a_file_are_shown_as_text(staff, file, tmp_path):
    attack = "<script>alert(1)</script>"
    path = file({"title": attack, "supplier": attack, "borough": f"Camden; {attack}"}, {attack: attack})
    path = path.rename(tmp_path / "a<b>.csv")
    answer = upload(staff, path)
    assert attack not in text(answer)
    assert "&lt;script&gt;" in text(answer)
    assert attack not in text(act(staff, ImportBatch.objects.get(), "apply"))


def test_a_day_to_come_is_refused(staff, file):
    assert "cannot be in the future" in text(upload(staff, file({}), as_at_date="2999-01-01"))
    assert "cannot lie before 1980" in text(upload(staff, file({}), as_at_date="0226-01-01"))


# Who may


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_by_following_a_link(staff, file, action):
    batch = staged(file({}))
    assert staff.get(reverse(f"admin:import-{action}", args=[batch.key])).status_code == 405


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_without_a_token(file, action):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, staff_member())
    batch = staged(file({}))
    assert client.post(reverse(f"admin:import-{action}", args=[batch.key])).status_code == 403


def someone(kind):
    client = Client()
    if kind == "a visitor":
        return client
    person = User.objects.create_user("someone@camden.example", is_staff=kind == "staff alone")
    if person.is_staff:
        TOTP.activate(person, generate_totp_secret())
    sign_in(client, person)
    return client


@pytest.mark.parametrize("kind", ["a visitor", "an officer", "staff alone"])
def test_others_see_and_do_nothing(file, kind, settings):
    # As where rights are handed out one by one.
    settings.AUTHENTICATION_BACKENDS = settings.AUTHENTICATION_BACKENDS[:1]
    batch, client = staged(file({})), someone(kind)
    addresses = [ADD, LIST, page(batch)]
    answers = [client.get(address) for address in addresses]
    answers += [client.post(reverse(f"admin:import-{action}", args=[batch.key])) for action in ACTIONS]
    answers.append(client.post(ADD, {"file": SimpleUploadedFile("a.csv", b"a,b,c")}))
    assert {answer.status_code for answer in answers} <= {302, 403}
    assert not any("Housing system" in answer.content.decode() for answer in answers)
    batch.refresh_from_db()
    assert batch.status == ImportBatch.Status.READY
    assert ImportBatch.objects.count() == 1


def test_a_batch_that_is_not_there_is_not_found(staff):
    assert staff.get(reverse("admin:import-review", args=["nothing"])).status_code == 404
    assert staff.get(f"{LIST}999999/change/").status_code == 404


# How much it asks of the database


def asked(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_ask_as_much_for_many_rows_as_for_few(staff, file):
    numbers = []
    for count in (2, 40):
        imported(file(*({"reference": f"{count}-{n}", "title": f"System {n}"} for n in range(count))))
        batch = staged(
            file(
                *(
                    {"reference": f"{count}-{n}", "title": f"System {n}", "value": n, "supplier": f"S {n}"}
                    for n in range(count)
                )
            )
        )
        numbers.append((asked(staff, page(batch)), asked(staff, LIST), asked(staff, ADD)))
    assert numbers[0] == numbers[1]
    assert max(numbers[0]) <= 22


def test_a_records_form_leads_to_what_each_source_says_of_it(staff, file):
    imported(file({}, {"reference": "2", "title": "Telephones"}))
    contract = Contract.objects.get(title="Telephones")

    form = staff.get(reverse("admin:contracts_contract_change", args=[contract.pk])).content.decode()
    address = unescape(re.search(r'href="([^"]+)">What each source says', form)[1])

    assert [said.record_id for said in staff.get(address).context["cl"].result_list] == [contract.pk]
