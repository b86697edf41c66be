"""Letters to a supplier's members. They name no officer and hold no text that somebody wrote."""

from typing import Final

from django.conf import settings
from django.tasks import task
from django.urls import reverse

from contracts.services.speaking import members_of
from suppliers.models import Supplier
from thirty3.accounts.letters import write_to_person

SUBJECTS: Final = {
    "asked": "Authorities ask {supplier} something together",
    "use-confirmed": "{authority} uses {product}",
    "use-refused": "{authority} does not confirm that it uses {product}",
    "disputed": "{authority} disagrees with something that {supplier} says of itself",
}


def write_to_members(supplier: Supplier, letter: str, *, page: str, **facts: str) -> int:
    """Leave a letter to each member to a task, and say how many. `page` is the address that it leads to."""
    told = {"supplier": supplier.name, "page": settings.SITE_URL + page, **facts}
    members = members_of(supplier)
    for person in members:
        send_letter.enqueue(person_id=person.pk, letter=letter, facts=told)
    return len(members)


def asked_page() -> str:
    """Where members read what authorities ask and say."""
    return reverse("contracts:asked")


@task
def send_letter(person_id: int, letter: str, facts: dict[str, str]) -> None:
    """Send the letter if the person still has an account."""
    write_to_person(person_id, SUBJECTS[letter], f"contracts/letters/{letter}.txt", facts)
