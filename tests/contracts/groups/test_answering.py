"""A supplier's own members read what authorities ask together, and answer; nobody else does."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contracts.groups import answering, writing
from contracts.groups.writing import NotPossible
from contracts.sharing.wording import NamesSomebody
from suppliers.models import SupplierMember
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")


def member_of(supplier):
    person = User.objects.create_user(f"member@{supplier.slug}.example")
    SupplierMember.objects.create(user=person, supplier=supplier, came_by="claimed")
    return person


def test_members_are_told_and_answer_and_the_log_alone_knows_who(civica, asks):
    person = member_of(civica)
    ask = asks()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Authorities ask Civica something together")
    assert "At no fee." not in letter.body
    answer = answering.answer(ask=ask, actor=person, text="Next year.")
    ask.refresh_from_db()
    assert (ask.state, answer.recorded_by, answer.published) == ("answered", None, False)
    change = Change.objects.of(ask.record_kind(), ask.pk).first()
    assert (change.actor, change.role) == (person, "Member of Civica")


def test_rivals_officers_staff_and_former_members_answer_nothing(client: Client, civica, asks, editors):
    ask, person = asks(), member_of(civica)
    rival = member_of(factories.supplier("Rival"))
    SupplierMember.objects.filter(user=person).update(ended_at=timezone.now())
    page = reverse("contracts:answer-group-ask", args=[ask.key])
    for other in (rival, editors["camden"], staff_member(), person):
        with pytest.raises(PermissionDenied):
            answering.answer(ask=ask, actor=other, text="No.")
        sign_in(client, other)
        assert client.get(page).status_code == client.post(page, {"text": "No."}).status_code == 404
    assert ask.title not in client_of(rival).get(reverse("contracts:asked")).text
    assert not ask.answers.exists()


def client_of(person):
    client = Client()
    sign_in(client, person)
    return client


def test_a_draft_is_not_theirs_to_read_and_what_is_settled_takes_no_answer(civica, asks, camden, editors):
    person, ask = member_of(civica), asks(sent=False)
    page, theirs = reverse("contracts:answer-group-ask", args=[ask.key]), client_of(person)
    assert theirs.get(page).status_code == 404
    assert ask.title not in theirs.get(reverse("contracts:asked")).text
    writing.send(ask=ask, borough=camden, actor=editors["camden"])
    assert "From Camden and Hackney" in " ".join(theirs.get(page).text.split())
    writing.settle(ask=ask, borough=camden, actor=editors["camden"], outcome="refused")
    with pytest.raises(NotPossible, match="not open"):
        answering.answer(ask=ask, actor=person, text="Yet.")
    assert "takes no more answers" in theirs.post(page, {"text": "Yet."}).text


def test_an_answer_is_given_without_scripts_and_read_by_officers(civica, asks, camdens):
    person, ask = member_of(civica), asks()
    page, theirs = reverse("contracts:answer-group-ask", args=[ask.key]), client_of(person)
    assert "What authorities ask and say" in theirs.get(reverse("account_home")).text
    assert "Enter your answer." in theirs.post(page, {"text": ""}).text
    assert "Take it out" in theirs.post(page, {"text": "Ask jo@civica.example."}).text
    with pytest.raises(NamesSomebody):
        answering.answer(ask=ask, actor=person, text="Ask jo@civica.example.")
    assert "Next &lt;year&gt;." in theirs.post(page, {"text": "Next <year>."}, follow=True).text
    told = camdens.get(reverse("contracts:group-ask", args=[civica.slug, ask.key])).text
    assert "Answered on this site by the supplier itself." in told
    assert person.email not in told
