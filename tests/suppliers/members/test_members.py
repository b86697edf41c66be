"""Members: inviting, roles, leaving, the last owner, both sides at once, withdrawing, and being forgotten."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from boroughs.models import EmailDomain, Officer, RoleRequest
from boroughs.officers import asking
from suppliers.members import colleagues, deciding, withdrawing
from suppliers.members.forgetting import forget_requests
from suppliers.members.permissions import Act, capacity, may, suppliers_for, was_approved_once
from suppliers.members.requests import NotPossible
from suppliers.models import Claim, Supplier, SupplierInvitation, SupplierMember
from tests import factories
from tests.pages.reading import faults
from tests.suppliers.members.conftest import claimed, draft, to
from thirty3.accounts.finding import find_person
from thirty3.accounts.models import User
from thirty3.accounts.services import forget
from thirty3.history.models import Change
from thirty3.history.services import recording

pytestmark = pytest.mark.django_db(databases="__all__")
type Makes = Callable[..., User]
type Opens = Callable[[User], Client]


def of(person: User) -> SupplierMember:
    return SupplierMember.objects.get(user=person)


def make_officer(person: User, role: str = "lead") -> Officer:
    camden = factories.borough("Camden")
    domain = EmailDomain.objects.get_or_create(domain=person.email.partition("@")[2])[0]
    domain.boroughs.add(camden)
    officer = Officer(user=person, borough=camden, role=role, approved_at=timezone.now())
    with recording(officer):
        officer.save()
    return officer


def test_who_may_do_what(acme: Supplier, member: Makes, ben: User, staff: User) -> None:
    owner, editor = member("olga@acme.example"), member("eve@acme.example", "editor")
    other = member("rita@rival.example", of=factories.supplier("Rival"))
    told = {
        (person.email.partition("@")[0], act.name): may(person, act, acme)
        for person in (owner, editor, other, ben, staff)
        for act in Act
    }
    yes = {name for name, answer in told.items() if answer}
    assert yes == {
        *(("olga", act.name) for act in Act),
        *(("staff", act.name) for act in Act),
        ("eve", "EDIT_PROFILE"),
    }
    assert capacity(editor, acme) == "Editor of Acme Software Ltd"
    assert was_approved_once(editor, acme)
    assert not was_approved_once(other, acme)
    assert list(suppliers_for(editor, Act.EDIT_PROFILE)) == [acme]
    owner.is_active = False
    owner.save()
    assert not may(owner, Act.EDIT_PROFILE, acme)


@pytest.mark.parametrize(
    "page", ["people/", "people/invite/", "withdraw/", "bring-back/", "leave/"], ids=lambda page: page
)
def test_the_pages_of_a_supplier_are_its_members_alone(
    page: str, acme: Supplier, member: Makes, window: Opens, client: Client
) -> None:
    owner, editor = member("olga@acme.example"), member("eve@acme.example", "editor")
    other = member("rita@rival.example", of=factories.supplier("Rival"))
    address = f"/account/suppliers/{acme.slug}/{page}"
    answer = window(owner).get(address)
    assert (answer.status_code, faults(answer.text)) == (200, [])
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert window(other).get(address).status_code == 404
    assert window(editor).get(address).status_code == (200 if page == "leave/" else 403)
    assert client.get(address).status_code == 302


def test_a_colleague_is_invited_and_takes_it_up(
    acme: Supplier, member: Makes, window: Opens, ben: User, mailoutbox: list[EmailMessage]
) -> None:
    owner = member("olga@acme.example")
    page = f"/account/suppliers/{acme.slug}/people/invite/"
    window(owner).post(page, {"address": "Nina@acme.example", "role": "editor"})
    nina = User.objects.get(email="nina@acme.example")
    invitation = SupplierInvitation.objects.get()
    assert f"/account/suppliers/invitations/{invitation.key}/" in mailoutbox[-1].body
    page = f"/account/suppliers/invitations/{invitation.key}/"
    assert window(ben).post(page).status_code == 404
    hers = window(nina)
    assert "Read and take up the invitation" in hers.get("/account/suppliers/").text
    # A link in a letter does nothing by itself.
    assert faults(hers.get(page).text) == []
    assert not SupplierMember.objects.filter(user=nina).exists()
    hers.post(page)
    assert (of(nina).role, of(nina).came_by) == ("editor", "invited")
    assert to(mailoutbox, owner)[-1] == "Your invitation to Acme Software Ltd was taken up"
    assert "no longer open" in hers.get(page).text
    with pytest.raises(PermissionDenied):
        colleagues.invite(address="x@acme.example", supplier=acme, role="owner", actor=nina)


def test_an_invitation_of_somebody_who_is_no_owner_now_opens_nothing(
    acme: Supplier, member: Makes, window: Opens, anna: User
) -> None:
    first, second = member("olga@acme.example"), member("omar@acme.example")
    invitation = colleagues.invite(address=anna.email, supplier=acme, role="owner", actor=first)
    colleagues.end(member=of(first), actor=second, reason="Left the firm")
    assert window(anna).post(f"/account/suppliers/invitations/{invitation.key}/").status_code == 403
    assert not SupplierMember.objects.filter(user=anna).exists()
    again = colleagues.invite(address=anna.email, supplier=acme, role="owner", actor=second)
    window(second).post(f"/account/suppliers/{acme.slug}/people/{again.key}/withdraw/")
    with pytest.raises(NotPossible, match="lapsed"):
        colleagues.accept(invitation=again, person=anna)


def test_a_supplier_with_members_has_an_owner(acme: Supplier, member: Makes, window: Opens) -> None:
    owner, editor = member("olga@acme.example"), member("eve@acme.example", "editor")
    for refused in (
        lambda: colleagues.leave(member=of(owner), person=owner),
        lambda: colleagues.change_role(member=of(owner), role="editor", actor=owner),
    ):
        with pytest.raises(NotPossible, match="somebody else an owner first"):
            refused()
    page = f"/account/suppliers/{acme.slug}/people/{of(editor).pk}/"
    hers = window(owner)
    assert faults(hers.get(f"{page}role/").text) == faults(hers.get(f"{page}end/").text) == []
    hers.post(f"{page}role/", {"role": "owner"})
    assert of(editor).role == "owner"
    hers.post(f"/account/suppliers/{acme.slug}/leave/")
    assert of(owner).ended_at is not None
    assert not may(owner, Act.EDIT_PROFILE, acme)
    # Nobody is left behind by the last of all.
    colleagues.leave(member=of(editor), person=editor)
    whys = Change.objects.filter(kind="suppliers.suppliermember", action="changed").values_list(
        "why", flat=True
    )
    assert list(whys).count("Left") == 2


def test_whoever_has_a_role_at_an_authority_is_let_in_by_staff_alone(
    acme: Supplier,
    member: Makes,
    anna: User,
    staff: User,
    window: Opens,
    mailoutbox: list[EmailMessage],
) -> None:
    owner = member("olga@acme.example")
    make_officer(anna)
    claim = claimed(anna, acme)
    page = f"/account/suppliers/waiting/{claim.key}/"
    told = window(owner).post(page, {"decision": "approve"}).text
    assert "LOTI’s staff decide about this request." in told
    assert "Camden" not in told
    assert to(mailoutbox, staff) == to(mailoutbox, owner)
    with pytest.raises(PermissionDenied):
        deciding.approve(claim=claim, actor=owner)
    deciding.refuse(claim=claim, actor=staff, reason="Not both")
    invitation = colleagues.invite(address=anna.email, supplier=acme, role="editor", actor=owner)
    waits = colleagues.accept(invitation=invitation, person=anna)
    assert isinstance(waits, Claim)
    deciding.approve(claim=waits, actor=staff, seen="Her head of service agrees")
    assert of(anna).role == "editor"


def test_whoever_keeps_a_profile_gets_a_role_at_an_authority_from_staff_alone(
    acme: Supplier, member: Makes, staff: User, window: Opens, mailoutbox: list[EmailMessage]
) -> None:
    lead = User.objects.create_user("lead@camden.example")
    camden = make_officer(lead).borough
    both = member("both@camden.example")
    request = asking.ask(person=both, borough=camden, role="reader", interests="Acme")
    assert to(mailoutbox, staff) == ["Somebody asks for a role at Camden"]
    assert to(mailoutbox, lead) == []
    with pytest.raises(asking.NotPossible, match="LOTI’s staff decide"):
        asking.approve(request=request, actor=lead)
    page = window(staff).get(f"/account/roles/waiting/{request.key}/").text
    assert "Owner of Acme Software Ltd: LOTI’s staff decide" in page
    asking.approve(request=request, actor=staff)
    assert Officer.objects.in_force().filter(user=both).exists()
    assert RoleRequest.objects.get().decided_by == staff


def test_a_withdrawn_profile_leaves_the_name_and_what_contracts_show(
    acme: Supplier, member: Makes, staff: User, window: Opens, client: Client
) -> None:
    factories.change(acme, is_sme=True, charity_number="1234567", listed=True)
    owner = member("olga@acme.example")
    hidden = ("acme.example/about", "1234567", '<dd class="govuk-summary-list__value">Yes</dd>')
    pages = [f"/suppliers/{acme.slug}/", f"/suppliers/{acme.slug}/history/", "/suppliers/?sme=yes"]
    assert "acme.example/about" in client.get(pages[0]).text
    own, public = ("/account/suppliers/", f"/account/suppliers/{acme.slug}/profile/"), f'href="{pages[0]}"'
    assert all(public in window(owner).get(page).text for page in own)
    window(owner).post(f"/account/suppliers/{acme.slug}/withdraw/")
    # Where no record shows it, it has no public page any more.
    assert not any(public in window(owner).get(page).text for page in own)
    for page in pages:
        told = client.get(page).text
        assert [text for text in hidden if text in told.replace("01234567", "")] == []
    assert "Acme Software Ltd" in client.get(pages[0]).text
    assert "Acme Software Ltd" not in client.get(pages[2]).text
    assert "Acme Software Ltd" in client.get("/suppliers/").text
    hers = window(owner)
    hers.post(f"/account/suppliers/{acme.slug}/bring-back/", {"message": ""})
    claim = Claim.objects.get(kind="return")
    deciding.approve(claim=claim, actor=staff)
    assert "acme.example/about" in client.get(pages[0]).text
    with pytest.raises(PermissionDenied):
        withdrawing.withdraw_profile(supplier=acme, actor=User.objects.create_user("x@y.example"))


def test_a_supplier_that_no_record_shows_goes_with_its_profile(client: Client, member: Makes) -> None:
    alone = factories.supplier("Alone", listed=True)
    owner = member("o@alone.example", of=alone)
    assert client.get(f"/suppliers/{alone.slug}/").status_code == 200
    withdrawing.withdraw_profile(supplier=alone, actor=owner)
    assert client.get(f"/suppliers/{alone.slug}/").status_code == 404


def test_a_person_is_found_and_forgotten(acme: Supplier, member: Makes, anna: User, staff: User) -> None:
    owner = member("olga@acme.example")
    deciding.approve(claim=claimed(anna, acme), actor=owner)
    colleagues.invite(address="nina@acme.example", supplier=acme, role="editor", actor=owner)
    draft(anna)
    where = {found.where for found in find_person(anna.email)}
    assert {"suppliers.SupplierMember.user (by link)", "suppliers.Claim.user (by link)"} <= where
    forget(person=anna, why="Asked")
    forget(person=owner, why="Asked")
    assert not SupplierMember.objects.exists()
    assert not Claim.objects.exists()
    assert SupplierInvitation.objects.get().invited_by is None


def test_what_nobody_needs_any_more_is_forgotten(acme: Supplier, anna: User, ben: User, staff: User) -> None:
    now = timezone.now()
    draft(anna)
    refused = deciding.refuse(claim=claimed(ben, acme), actor=staff, reason="No")
    Claim.objects.update(changed_at=now - datetime.timedelta(days=89))
    assert forget_requests(now) == 0
    Claim.objects.update(changed_at=now - datetime.timedelta(days=91))
    assert forget_requests(now) == 1
    assert Claim.objects.get() == refused
    Claim.objects.update(changed_at=now - datetime.timedelta(days=731))
    assert (forget_requests(now), forget_requests(now)) == (1, 0)


def test_whoever_keeps_a_profile_is_not_asked_whether_it_is_theirs(
    acme: Supplier, member: Makes, window: Opens, ben: User, client: Client
) -> None:
    asked, page = "Is this your organisation?", acme.get_absolute_url()
    assert asked in client.get(page).text
    assert asked in window(ben).get(page).text
    assert asked not in window(member("olga@acme.example")).get(page).text
