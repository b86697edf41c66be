"""Letters to people who keep a supplier's profile, or ask to. A link in one does nothing by itself."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.tasks import task
from django.urls import reverse

from suppliers.models import MemberRole, Supplier, SupplierMember, SupplierMemberQuerySet
from thirty3.accounts.letters import write_to_address, write_to_person
from thirty3.accounts.models import User

SUBJECTS: Final = {
    "sent": "We have your request about {supplier}",
    "to-decide": "Somebody asks to keep the profile of {supplier}",
    "told": "Somebody asks to keep the profile of {supplier}",
    "approved": "You can keep the profile of {supplier}",
    "refused": "Your request about {supplier}",
    "decided": "A request about {supplier} was decided",
    "invited": "You are invited to keep the profile of {supplier} on {site}",
    "accepted": "Your invitation to {supplier} was taken up",
    "ended": "You no longer keep the profile of {supplier}",
    "left": "Somebody left {supplier}",
    "edit-approved": "What you said on the profile of {supplier} now shows",
    "edit-refused": "What you said on the profile of {supplier} was refused",
    "certificate-ends": "{certificate} of {supplier} ends on {day}",
    "certificate-lapsed": "{certificate} of {supplier} ended on {day}",
    "reference": "A reference of {supplier} was answered",
    "code": "Your code for {supplier} on {site}",
}


def write_to(people: Iterable[User], letter: str, supplier: str, *, page: str, **facts: str) -> None:
    """Leave a letter to each of these people to a task. `page` is the address that it leads to."""
    told = {"supplier": supplier, "page": settings.SITE_URL + page, **facts}
    for person in people:
        send_letter.enqueue(person_id=person.pk, letter=letter, facts=told)


def staff() -> list[User]:
    return list(User.objects.filter(is_active=True, is_staff=True).order_by("pk"))


def everyone_of(supplier: Supplier) -> list[User]:
    """Everyone who keeps its profile today."""
    members = SupplierMember.objects.in_force().filter(supplier=supplier)
    return list(User.objects.filter(pk__in=members.values("user")).order_by("pk"))


def members_of(supplier: Supplier, *, besides: User) -> list[User]:
    """Everyone who keeps its profile."""
    return _people(besides, SupplierMember.objects.in_force().filter(supplier=supplier))


def owners_of(supplier: Supplier, *, besides: User) -> list[User]:
    """Who decides there: its owners, or staff where it has none."""
    owners = SupplierMember.objects.in_force().filter(supplier=supplier, role=MemberRole.OWNER)
    return _people(besides, owners) or [one for one in staff() if one.pk != besides.pk]


def _people(besides: User, members: SupplierMemberQuerySet) -> list[User]:
    found = User.objects.filter(pk__in=members.values("user"))
    return list(found.exclude(pk=besides.pk).order_by("pk"))


def own_page() -> str:
    return reverse("suppliers:my-suppliers")


@task
def send_letter(person_id: int, letter: str, facts: dict[str, str]) -> None:
    """Send the letter if the person still has an account."""
    write_to_person(person_id, SUBJECTS[letter], f"suppliers/letters/{letter}.txt", facts)


@task
def send_code(address: str, facts: dict[str, str]) -> None:
    """Send a code to an address at a supplier's domain, whoever reads it there."""
    write_to_address(address, SUBJECTS["code"], "suppliers/letters/code.txt", facts)
