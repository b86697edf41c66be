"""Certificates wait for staff, who check them with the issuer; the page shows dates and which have lapsed."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from suppliers.certificates.checking import mark_checked
from suppliers.members.requests import NotPossible
from suppliers.models import Certification, HowKnown, ProfileEdit, Supplier
from suppliers.profiles.deciding import approve
from suppliers.profiles.saying import say
from tests.suppliers.members.conftest import acme, ben, member, staff, window
from tests.suppliers.profiles.conftest import olga
from thirty3.accounts.models import User
from thirty3.keys import new_key

__all__ = ["acme", "ben", "member", "olga", "staff", "window"]
pytestmark = pytest.mark.django_db(databases="__all__")
type Opens = Callable[[User], Client]
TODAY = timezone.localdate()
ISSUED, LAPSED = TODAY - datetime.timedelta(days=400), TODAY - datetime.timedelta(days=1)


def said(person: User, supplier: Supplier, item: str = "", **facts: str) -> ProfileEdit:
    values = {"scheme": "ISO 27001", "number": "IS 1", "issued_date": ISSUED.isoformat(), "expires_date": ""}
    item = item or new_key()
    saved = say(person=person, supplier=supplier, section="certifications", item=item, values=values | facts)
    assert saved.shown is None
    assert saved.waiting is not None
    return saved.waiting


@pytest.fixture
def approved(acme: Supplier, olga: User, staff: User) -> Certification:
    approve(edit=said(olga, acme, expires_date=LAPSED.isoformat()), actor=staff)
    return Certification.objects.get()


def test_a_certificate_waits_whoever_says_it(acme: Supplier, olga: User, staff: User) -> None:
    edit = said(olga, acme)
    assert not Certification.objects.exists()
    approve(edit=edit, actor=staff)
    held = Certification.objects.get()
    assert (held.scheme, held.number, held.issued_date, held.checked_date) == (
        "ISO 27001",
        "IS 1",
        ISSUED,
        None,
    )


def test_the_page_shows_dates_and_what_has_lapsed(approved: Certification, client: Client) -> None:
    text = client.get(reverse("suppliers:supplier", args=[approved.supplier.slug])).content.decode()
    assert "Lapsed" in text
    assert "Number IS 1" in text
    assert "not checked with the issuer" in text


def test_staff_mark_it_as_checked_and_a_change_unmarks_it(
    approved: Certification, acme: Supplier, olga: User, staff: User, window: Opens
) -> None:
    address = reverse("suppliers:certificate-checked", args=[acme.slug, approved.key])
    assert window(olga).get(address).status_code == 404
    assert window(staff).post(address, {"on": "1/1/2099", "note": "Seen"}).status_code == 200
    answer = window(staff).post(address, {"on": TODAY.strftime("%d/%m/%Y"), "note": "In IASME’s register"})
    assert answer.status_code == 302
    known = HowKnown.objects.get(supplier=acme, section="certifications", item=approved.key)
    assert (known.how, known.on_date, known.note) == ("checked", TODAY, "In IASME’s register")
    approved.refresh_from_db()
    assert approved.checked_date == TODAY
    approve(edit=said(olga, acme, item=approved.key, number="IS 2"), actor=staff)
    approved.refresh_from_db()
    known.refresh_from_db()
    assert (approved.number, approved.checked_date, known.how) == ("IS 2", None, "said")


def test_what_was_changed_meanwhile_is_not_checked(
    approved: Certification, member: Callable[..., User], staff: User, olga: User
) -> None:
    opened = Certification.objects.get(pk=approved.pk)
    Certification.objects.filter(pk=approved.pk).update(number="IS 9")
    with pytest.raises(NotPossible):
        mark_checked(certification=opened, actor=staff, on=TODAY, note="Seen")
    opened.refresh_from_db()
    with pytest.raises(PermissionDenied):
        mark_checked(certification=opened, actor=olga, on=TODAY, note="Seen")
    member(staff.email)
    with pytest.raises(PermissionDenied):
        mark_checked(certification=opened, actor=staff, on=TODAY, note="Seen")


def test_a_certificate_cannot_end_before_it_was_issued(acme: Supplier, olga: User, window: Opens) -> None:
    address = reverse("suppliers:profile-add", args=[acme.slug, "certifications"])
    page = window(olga).get(address)
    sent = {
        **{"opened": page.context["form"].initial["opened"], "scheme": "<b>ISO</b>", "number": "1"},
        **{"issued_date": "2/1/2026", "expires_date": "1/1/2026"},
    }
    answer = window(olga).post(address, sent)
    assert "Enter a day after that of issue." in answer.content.decode()
    assert "<b>ISO</b>" not in answer.content.decode()
    assert not ProfileEdit.objects.exists()


def test_another_firm_s_member_finds_nothing(
    acme: Supplier, approved: Certification, ben: User, window: Opens
) -> None:
    address = reverse("suppliers:profile-item", args=[acme.slug, "certifications", approved.key])
    assert window(ben).get(address).status_code == 404
