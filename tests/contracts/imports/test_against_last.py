"""A register beside the last one of its authority, and what its people say of what it leaves out."""

import html5lib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Officer
from contracts.imports.missing import still_open
from contracts.imports.undoing import undo_batch
from contracts.models import Confirmation, Contract, SystemInUse
from contracts.services.ending import end
from tests import factories
from tests.importing import CONTRACT, csv_file, imported, staged
from tests.pages.reading import elements, text
from tests.signing_in import sign_in
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
KEPT = {"reference": "1", "title": "Payroll system", "value": "100"}
MOVED = {"reference": "2", "title": "Planning system", "value": "200"}
GONE = {"reference": "3", "title": "Library system", "value": "400"}
NEW = {"reference": "4", "title": "Parking system", "value": "800"}


@pytest.fixture
def camden():
    return factories.borough("Camden")


@pytest.fixture
def register(tmp_path):
    def write(*rows):
        return csv_file(tmp_path / "register.csv", [CONTRACT | row for row in rows])

    return write


@pytest.fixture
def editor(camden):
    person = User.objects.create_user("editor@camden.example")
    held = Officer(user=person, borough=camden, role="editor", approved_at=timezone.now())
    with recording(held):
        held.save()
    client = Client()
    sign_in(client, person)
    return client


@pytest.fixture
def second(camden, register):
    """The next register: one row as it was, one with another value and end, one left out, one new."""
    imported(register(KEPT, MOVED, GONE), borough=camden, as_at_date=None)
    moved = MOVED | {"value": "250", "end_date": "2029-03-31"}
    return staged(register(KEPT, moved, NEW), borough=camden)


def at(name, batch):
    return reverse(f"contracts:own-import-{name}", args=["camden", batch.key])


def page(client, address):
    root = html5lib.parse(client.get(address).text, namespaceHTMLElements=False)
    return text(next(elements(root, "main")))


def test_a_first_register_has_none_to_stand_beside(camden, register, editor):
    batch = staged(register(KEPT), borough=camden)
    assert batch.against_last == {}
    assert "This is the first register of Camden here" in page(editor, at("review", batch))


def test_the_next_register_is_told_beside_the_last(second, editor):
    told = second.against_last
    assert {name: told[name] for name in ("both", "new", "gone", "ends", "values")} == {
        "both": 2,
        "new": 1,
        "gone": 1,
        "ends": 1,
        "values": 1,
    }
    ((sums),) = told["sums"].values()
    assert {when: float(total) for when, total in sums.items()} == {"last": 700, "now": 1150}
    words = page(editor, at("review", second))
    assert "In an earlier register and no longer in this one 1" in words
    assert "Library system: it has not ended" in words
    assert "£700£1,150" in words


def test_an_undone_register_is_not_the_last(camden, register):
    undo_batch(batch=imported(register(KEPT), borough=camden))
    assert staged(register(KEPT), borough=camden).against_last == {}


def choose(client, batch, answer, **sent):
    record = Contract.objects.get(title="Library system")
    return client.post(at("missing", batch), {record.key: f"{answer}.{record.version}", **sent}, follow=True)


def test_what_has_ended_ends_on_the_day_that_is_given(second, editor, camden):
    assert "Enter the day by which the contracts ended" in choose(editor, second, "ended").text
    choose(editor, second, "ended", day="31/3/2026")
    record = Contract.objects.get(title="Library system")
    assert str(record.terminated_date) == "2026-03-31"
    assert Change.objects.filter(record_id=record.pk).latest("pk").role == "Editor at Camden"
    assert still_open(second, camden) == []


def test_what_is_still_true_is_confirmed(second, editor, camden):
    choose(editor, second, "true")
    assert Confirmation.objects.get().title == "Library system"
    assert "Nothing is left to say" in page(editor, at("missing", second))


def test_what_is_asked_later_stays_on_the_page(second, editor, camden):
    answer = choose(editor, second, "later")
    assert "Choose for at least one record" in answer.text
    assert [str(one) for one in still_open(second, camden)] == ["Library system"]


def test_what_changed_since_the_page_was_opened_is_not_ended(second, editor):
    record = Contract.objects.get(title="Library system")
    sent = {record.key: f"ended.{record.version}", "day": "31/3/2026"}
    factories.change(record, department="Libraries")
    assert "was changed since you opened this page" in editor.post(at("missing", second), sent).text
    assert Contract.objects.get(pk=record.pk).terminated_date is None


def test_a_system_that_ended_is_retired(camden):
    person = User.objects.create_user("lead@camden.example")
    Officer.objects.create(user=person, borough=camden, role="lead", approved_at=timezone.now())
    system = factories.system(buyer=camden)
    end(records=[system], day=None, actor=person)
    assert SystemInUse.objects.get().status == "retired"
