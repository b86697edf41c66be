"""A disagreement shows once the supplier was told and had 15 working days, with its answer beside it."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.models import Disagreement
from contracts.opinions import disagreeing
from contracts.opinions.disagreeing import NotPossible
from contracts.sharing.wording import NamesSomebody
from suppliers.models import SupplierMember
from tests import factories
from tests.contracts.sharing.conftest import officer_at
from tests.signing_in import sign_in
from thirty3.accounts.models import User
from thirty3.history.models import Change
from thirty3.registry import QUEUES, STATEMENTS, Statement
from thirty3.working_days import working_days_after

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suppliers say one thing of themselves."""
    monkeypatch.setattr(STATEMENTS, "_items", {})
    STATEMENTS.register(Statement("exit", lambda supplier: {"fee": "We charge no fee at the end."}))


@pytest.fixture
def camden():
    return factories.borough("Camden")


@pytest.fixture
def civica(camden):
    supplier = factories.supplier("Civica")
    factories.contract(buyer=camden, suppliers=[supplier])
    return supplier


@pytest.fixture
def editor(camden):
    return officer_at(camden)


def member_of(supplier, name="member"):
    person = User.objects.create_user(f"{name}@{supplier.slug}.example")
    SupplierMember.objects.create(user=person, supplier=supplier, came_by="claimed")
    return person


def disputed(supplier, borough, actor, text="It charged one.", statement="exit:fee"):
    return disagreeing.disagree(
        supplier=supplier, borough=borough, actor=actor, statement=statement, text=text
    )


def at(day):
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


def shown(supplier):
    return [one.text for one in Disagreement.objects.shown().filter(supplier=supplier)]


def test_it_shows_the_day_after_fifteen_working_days_and_no_run_before_shows_it(civica, camden, editor):
    member_of(civica)
    found = disputed(civica, camden, editor)
    assert (found.told_on, found.answer_by) == (TODAY, working_days_after(TODAY, 15))
    for days in range((found.answer_by - TODAY).days + 1):
        disagreeing.go_on(at(TODAY + datetime.timedelta(days=days)))
        assert shown(civica) == []
    late = found.answer_by + datetime.timedelta(days=3)
    assert [disagreeing.go_on(at(late)), disagreeing.go_on(at(late))] == [1, 0]
    assert shown(civica) == ["It charged one."]
    assert Disagreement.objects.get().shown_from == late


def test_the_time_runs_from_the_day_on_which_a_member_could_be_told(civica, camden, editor):
    disputed(civica, camden, editor)
    later = TODAY + datetime.timedelta(days=40)
    disagreeing.go_on(at(later))
    assert (shown(civica), QUEUES["disagreements"].counted(later)) == ([], (1, 1))
    member_of(civica)
    disagreeing.go_on(at(later))
    found = Disagreement.objects.get()
    assert (found.told_on, found.answer_by) == (later, working_days_after(later, 15))
    assert QUEUES["disagreements"].counted(later) == (0, 0)


def test_members_are_written_to_without_the_words_and_once(civica, camden, editor):
    person = member_of(civica)
    disputed(civica, camden, editor)
    disagreeing.go_on(at(TODAY))
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (
        [person.email],
        "Camden disagrees with something that Civica says of itself",
    )
    assert "/account/asked/" in letter.body
    assert "It charged one." not in letter.body
    assert editor.email not in letter.body


def test_only_an_editor_of_an_authority_that_uses_it_disagrees_with_what_is_said_and_once(
    civica, camden, editor
):
    hackney = factories.borough("Hackney")
    for person in (officer_at(camden, "reader"), officer_at(hackney), member_of(civica)):
        with pytest.raises(PermissionDenied):
            disputed(civica, camden, person)
    with pytest.raises(NotPossible, match="no contract or system of Hackney"):
        disputed(civica, hackney, officer_at(hackney, "lead"))
    with pytest.raises(NotPossible, match="says nothing of this"):
        disputed(civica, camden, editor, statement="exit:help")
    with pytest.raises(NotPossible, match="1,000 characters"):
        disputed(civica, camden, editor, text="a" * 1001)
    with pytest.raises(NamesSomebody):
        disputed(civica, camden, editor, text="Ask jo@camden.example.")
    found = disputed(civica, camden, editor, text="a" * 1000)
    with pytest.raises(NotPossible, match="already disagrees"):
        disputed(civica, camden, editor)
    disagreeing.take_back(disagreement=found, actor=editor)
    disputed(civica, camden, editor)
    assert Change.objects.of(found.record_kind(), found.pk).last().role == "Editor at Camden"


def test_the_suppliers_own_members_answer_until_it_shows_and_once_after(civica, camden, editor):
    person, rival = member_of(civica), member_of(factories.supplier("Rival"))
    found = disputed(civica, camden, editor)
    for other in (rival, editor):
        with pytest.raises(PermissionDenied):
            disagreeing.answer(disagreement=found, actor=other, text="No.")
    with pytest.raises(NotPossible, match="1,000 characters"):
        disagreeing.answer(disagreement=found, actor=person, text="a" * 1001)
    for text in ("First.", "We gave it back."):
        disagreeing.answer(disagreement=found, actor=person, text=text)
    disagreeing.go_on(at(found.answer_by + datetime.timedelta(days=1)))
    with pytest.raises(NotPossible, match="cannot be changed"):
        disagreeing.answer(disagreement=found, actor=person, text="Later.")
    assert Disagreement.objects.get().answer == "We gave it back."
    SupplierMember.objects.update(ended_at=timezone.now())
    with pytest.raises(PermissionDenied):
        disagreeing.answer(disagreement=found, actor=person, text="Once more.")


def test_what_was_taken_back_never_shows(civica, camden, editor):
    member_of(civica)
    found = disputed(civica, camden, editor)
    disagreeing.take_back(disagreement=found, actor=editor)
    disagreeing.go_on(at(found.answer_by + datetime.timedelta(days=9)))
    assert shown(civica) == []


def test_it_is_made_answered_and_read_without_scripts(client: Client, civica, camden, editor):
    sign_in(client, editor)
    page = reverse("contracts:disagree", args=[civica.slug])
    assert "Choose what you disagree with." in client.post(page, {"borough": camden.pk}).text
    person = member_of(civica)
    facts = {"borough": camden.pk, "statement": "exit:fee", "text": "It charged <one>."}
    answer = client.post(page, facts, follow=True)
    assert "We charge no fee at the end." in answer.text
    assert "It charged &lt;one&gt;." in answer.text
    found = Disagreement.objects.get()
    assert b"Camden disagrees" not in Client().get(civica.get_absolute_url()).content
    theirs = Client()
    sign_in(theirs, person)
    assert "It charged &lt;one&gt;." in theirs.get(reverse("contracts:asked")).text
    own = reverse("contracts:answer-disagreement", args=[found.key])
    assert client.get(own).status_code == client.get(reverse("contracts:asked")).status_code == 404
    theirs.post(own, {"text": "We gave it back."})
    disagreeing.go_on(at(found.answer_by + datetime.timedelta(days=1)))
    told = Client().get(civica.get_absolute_url()).text
    order = ("We charge no fee", "It charged &lt;one&gt;.", "We gave it back.")
    assert sorted(map(told.index, order)) == [told.index(one) for one in order]
    client.post(reverse("contracts:disagreements", args=["camden"]), {"key": found.key})
    assert "Camden disagrees" not in Client().get(civica.get_absolute_url()).text


def test_where_a_supplier_says_nothing_nobody_disagrees(client, civica, editor, monkeypatch):
    sign_in(client, editor)
    assert "Disagree with what it says" in client.get(civica.get_absolute_url()).text
    monkeypatch.setattr(STATEMENTS, "_items", {})
    assert client.get(reverse("contracts:disagree", args=[civica.slug])).status_code == 404
    assert "Disagree with what it says" not in client.get(civica.get_absolute_url()).text
