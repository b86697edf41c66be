"""Letters to those who answer a call: that it arrived, and that somebody said something of it."""

from typing import Final

from django.conf import settings
from django.tasks import task
from django.urls import reverse

from suppliers.members.letters import everyone_of
from thirty3.accounts.letters import write_to_person
from thirty3.accounts.models import User
from thirty3.london_time import exact_london_time, london_time
from toolkit.models import Response

SUBJECTS: Final = {
    "receipt": "We have your answer to {call}",
    "feedback": "Feedback on your answer to {call}",
}


def receipt(response: Response) -> None:
    """That an answer arrived, when, and under which reference."""
    if response.sent_at is not None:
        _write(
            response,
            "receipt",
            sent=exact_london_time(response.sent_at),
            closes=london_time(response.call.closes_at),
        )


def feedback(response: Response, by: str) -> None:
    """That there is something to read. What was said stays on the page, with whoever may see it."""
    _write(response, "feedback", by=by)


def _write(response: Response, letter: str, **facts: str) -> None:
    page = settings.SITE_URL + reverse("toolkit:response-receipt", args=[response.call.slug, response.key])
    told = {"call": response.call.title, "reference": response.key, "page": page, **facts}
    for person in _readers(response):
        send_letter.enqueue(person_id=person.pk, letter=letter, facts=told)


def _readers(response: Response) -> list[User]:
    if response.supplier is not None:
        return everyone_of(response.supplier)
    return [response.person] if response.person else []


@task
def send_letter(person_id: int, letter: str, facts: dict[str, str]) -> None:
    """Send the letter if the person still has an account."""
    write_to_person(person_id, SUBJECTS[letter], f"toolkit/letters/{letter}.txt", facts)
