"""Letters about opportunities. A link in one does nothing by itself, and none holds what somebody wrote."""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.tasks import task

from thirty3.accounts.letters import write_to_person
from thirty3.accounts.models import User

SUBJECTS: Final = {
    "question": "A question about “{title}”",
    "news": "News of “{title}”",
}


def write_to(people: Iterable[User], letter: str, title: str, *, page: str, **facts: str) -> None:
    """Leave a letter to each of these people to a task. `page` is the address that it leads to."""
    told = {"title": title, "page": settings.SITE_URL + page, **facts}
    for person in people:
        send_opportunity_letter.enqueue(person_id=person.pk, letter=letter, facts=told)


@task
def send_opportunity_letter(person_id: int, letter: str, facts: dict[str, str]) -> None:
    """Send the letter if the person still has an account."""
    write_to_person(person_id, SUBJECTS[letter], f"contracts/opportunities/letters/{letter}.txt", facts)
