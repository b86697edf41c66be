"""Letters to people with roles. A link in one does nothing by itself.

None about a role holds what somebody wrote of themselves.
"""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.tasks import task
from django.urls import reverse

from boroughs.models import Borough, Officer
from thirty3.accounts.letters import write_to_person
from thirty3.accounts.models import User

SUBJECTS: Final = {
    "asked": "You asked for a role at {authority}",
    "to-decide": "Somebody asks for a role at {authority}",
    "approved": "Your role at {authority}",
    "refused": "Your request for a role at {authority}",
    "decided": "A role at {authority} was decided",
    "invited": "You are invited to {authority} on {site}",
    "accepted": "Your invitation to {authority} was taken up",
    "ended": "Your role at {authority} has ended",
    "given-up": "Somebody gave up a role at {authority}",
    "question": "A question for {authority}",
}


def write_to(people: Iterable[User], letter: str, borough: Borough, *, page: str, **facts: str) -> None:
    """Leave a letter to each of these people to a task. `page` is the address that it leads to."""
    told = {"authority": borough.name, "page": settings.SITE_URL + page, **facts}
    for person in people:
        send_letter.enqueue(person_id=person.pk, letter=letter, facts=told)


def deciders(borough: Borough, *, besides: User) -> list[User]:
    """Who decides about roles there: its leads, or staff where it has none."""
    leads = Officer.objects.in_force().filter(borough=borough, role=Officer.Role.LEAD)
    people = User.objects.filter(is_active=True).exclude(pk=besides.pk).order_by("pk")
    found = list(people.filter(pk__in=leads.values("user")))
    return found or list(people.filter(is_staff=True))


def staff(*, besides: User) -> list[User]:
    return list(User.objects.filter(is_active=True, is_staff=True).exclude(pk=besides.pk).order_by("pk"))


def keepers(borough: Borough) -> list[User]:
    """Who speaks for the authority here: its editors and leads, or staff where it has none."""
    roles = [Officer.Role.EDITOR, Officer.Role.LEAD]
    officers = Officer.objects.in_force().filter(borough=borough, role__in=roles)
    people = User.objects.filter(is_active=True).order_by("pk")
    return list(people.filter(pk__in=officers.values("user"))) or list(people.filter(is_staff=True))


def roles_page() -> str:
    return reverse("boroughs:roles")


@task
def send_letter(person_id: int, letter: str, facts: dict[str, str]) -> None:
    """Send the letter if the person still has an account."""
    write_to_person(person_id, SUBJECTS[letter], f"boroughs/letters/{letter}.txt", facts)
