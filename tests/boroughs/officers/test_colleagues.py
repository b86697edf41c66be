"""Invitations, and how roles end."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Invitation, Officer
from boroughs.officers import asking, colleagues
from boroughs.officers.asking import NotPossible
from boroughs.permissions import role_at
from tests.signing_in import sign_in
from thirty3.accounts.models import User
from thirty3.history.models import Change

pytestmark = pytest.mark.django_db(databases="__all__")
STATED = {"interests": "None", "agreed": "on"}


@pytest.fixture
def invited(camden: Borough, lead: User) -> Invitation:
    return colleagues.invite(address="new@camden.example", borough=camden, role="editor", actor=lead)


def test_a_colleague_takes_up_an_invitation_by_signing_in_with_a_code(
    client: Client, camden: Borough, invited: Invitation, lead: User, mailoutbox: list[EmailMessage]
) -> None:
    (letter,) = mailoutbox
    assert letter.to == ["new@camden.example"]
    page = re.search(r"/account/roles/invitation/\w+/", letter.body)
    assert page
    assert client.get(page.group())["Location"].startswith("/account/sign-in/")
    client.post("/account/sign-in/", {"email": "new@camden.example"})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)
    assert code
    client.post("/account/sign-in/code/", {"code": code.group()})
    # To look at the page, as mail filters do, takes nothing up.
    assert "I state all of this" in client.get(page.group()).text
    assert role_at(invited.user, camden) is None
    answer = client.post(page.group(), STATED)
    assert answer["Location"] == "/account/authority/camden/"
    assert role_at(invited.user, camden) == "editor"
    assert [one.to for one in mailoutbox][-1] == [lead.email]
    assert Change.objects.filter(kind="boroughs.officer").order_by("-pk")[0].actor == lead


def test_an_invitation_lapses(client: Client, camden: Borough, invited: Invitation) -> None:
    Invitation.objects.update(lapses_at=timezone.now() - datetime.timedelta(minutes=1))
    with pytest.raises(NotPossible):
        asking.accept(invitation=invited, person=invited.user, interests="None")
    sign_in(client, invited.user)
    assert "has lapsed" in client.get(f"/account/roles/invitation/{invited.key}/").text
    client.post(f"/account/roles/invitation/{invited.key}/", STATED)
    assert role_at(invited.user, camden) is None


def test_an_invitation_is_taken_up_once(invited: Invitation) -> None:
    asking.accept(invitation=invited, person=invited.user, interests="None")
    with pytest.raises(NotPossible):
        asking.accept(invitation=invited, person=invited.user, interests="None")


def test_an_invitation_of_somebody_else_is_not_there(
    client: Client, camden: Borough, invited: Invitation, person: User
) -> None:
    sign_in(client, person)
    assert client.get(f"/account/roles/invitation/{invited.key}/").status_code == 404
    assert client.post(f"/account/roles/invitation/{invited.key}/", STATED).status_code == 404
    assert role_at(person, camden) is None


def test_an_invitation_of_somebody_who_leads_no_more_gives_nothing(
    camden: Borough, invited: Invitation, lead: User
) -> None:
    Officer.objects.filter(user=lead).update(role="reader")
    with pytest.raises(PermissionDenied):
        asking.accept(invitation=invited, person=invited.user, interests="None")


def test_an_address_elsewhere_is_not_invited(camden: Borough, lead: User) -> None:
    with pytest.raises(NotPossible):
        colleagues.invite(address="a@elsewhere.example", borough=camden, role="reader", actor=lead)
    assert not User.objects.filter(email="a@elsewhere.example").exists()


@pytest.mark.parametrize("role", ["reader", "editor"])
def test_only_leads_invite(camden: Borough, lead: User, give: Callable[..., Officer], role: str) -> None:
    other = give("other@camden.example", role, camden).user
    with pytest.raises(PermissionDenied):
        colleagues.invite(address="new@camden.example", borough=camden, role="reader", actor=other)


def test_a_later_invitation_replaces_the_first(camden: Borough, invited: Invitation, lead: User) -> None:
    again = colleagues.invite(address="new@camden.example", borough=camden, role="reader", actor=lead)
    assert list(Invitation.objects.open()) == [again]


def test_a_lead_invites_takes_back_and_ends_on_pages(
    client: Client, camden: Borough, lead: User, give: Callable[..., Officer], mailoutbox: list[EmailMessage]
) -> None:
    sign_in(client, lead)
    answer = client.post(
        "/account/authority/camden/people/invite/", {"address": "x@elsewhere.example", "role": "reader"}
    )
    assert "Enter an address at a domain of Camden." in answer.text
    client.post(
        "/account/authority/camden/people/invite/", {"address": "new@camden.example", "role": "reader"}
    )
    invitation = Invitation.objects.get()
    assert "new@camden.example" in client.get("/account/authority/camden/people/").text
    client.post(f"/account/authority/camden/invitations/{invitation.key}/withdraw/")
    assert not Invitation.objects.open().exists()
    officer = give("old@camden.example", "editor", camden)
    address = f"/account/authority/camden/people/{officer.pk}/end/"
    assert "Enter a reason" in client.post(address, {}).text
    client.post(address, {"reason": "Moved to another team."})
    assert role_at(officer.user, camden) is None
    assert "Moved to another team." in mailoutbox[-1].body
    change = Change.objects.of("boroughs.officer", officer.pk)[0]
    assert (change.role, change.why) == ("Lead at Camden", "Ended by Lead at Camden")
    assert client.post(address, {"reason": "Again."}).status_code == 404


def test_a_role_elsewhere_is_not_ended_from_here(
    client: Client, camden: Borough, lead: User, give: Callable[..., Officer]
) -> None:
    from tests import factories

    officer = give("x@hackney.example", "editor", factories.borough("Hackney"))
    sign_in(client, lead)
    for slug in ("camden", "hackney"):
        answer = client.post(f"/account/authority/{slug}/people/{officer.pk}/end/", {"reason": "No."})
        assert answer.status_code == 404
    officer.refresh_from_db()
    assert officer.ended_at is None


def test_a_person_gives_up_their_own_and_it_counts_at_the_next_request(
    client: Client, camden: Borough, person: User, lead: User, mailoutbox: list[EmailMessage]
) -> None:
    request = asking.ask(person=person, borough=camden, role="editor", interests="None")
    asking.approve(request=request, actor=lead)
    mailoutbox.clear()
    sign_in(client, person)
    assert client.get("/account/authority/camden/").status_code == 200
    assert client.get("/account/roles/camden/give-up/").status_code == 200
    client.post("/account/roles/camden/give-up/")
    assert client.get("/account/authority/camden/").status_code == 404
    assert [letter.to for letter in mailoutbox] == [[lead.email]]
    assert client.post("/account/roles/camden/give-up/").status_code == 404
    assert asking.ask(person=person, borough=camden, role="editor", interests="None")
