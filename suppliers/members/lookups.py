"""Asking an official register whether a number exists: pluggable, behind a request, and never in the way.

The setting ORGANISATION_LOOKUP names a function like `offline`. What it answers is shown to staff with its
date; a register that does not answer in time counts as down, and everything goes on without it.
"""

import datetime
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from django.conf import settings
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

from suppliers.models import Claim
from thirty3.registry import JOBS, PeriodicJob

log = logging.getLogger(__name__)
# The request has been answered by then; this bounds how long a worker waits.
SECONDS: Final = 10.0
TRIED_AGAIN_AFTER: Final = datetime.timedelta(hours=1)
Outcome = Claim.LookedUp


class Register(StrEnum):
    """A register in which an organisation has a number."""

    COMPANIES_HOUSE = "Companies House"
    CHARITIES = "the charity regulator"


@dataclass(frozen=True)
class Answer:
    """What a register says of a number, and the name that it has there."""

    outcome: Claim.LookedUp
    name: str = ""


class LookUp(Protocol):
    """Asks a register for a number and answers within so many seconds."""

    def __call__(self, register: Register, number: str, *, seconds: float) -> Answer: ...


def offline(register: Register, number: str, *, seconds: float) -> Answer:
    """The default: nothing is asked of anybody."""
    return Answer(Outcome.NOT_CHECKED)


def look_up(register: Register, number: str) -> Answer:
    """Ask the register that is set, whatever it does."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        asked: LookUp = import_string(settings.ORGANISATION_LOOKUP)
        return pool.submit(asked, register, number, seconds=SECONDS).result(timeout=SECONDS)
    except Exception:  # whatever somebody plugged in may raise, nobody's request waits for it
        log.warning("The look-up of a number did not answer.", exc_info=True)
        return Answer(Outcome.DOWN)
    finally:
        pool.shutdown(wait=False)


def look_up_claim(claim: Claim) -> None:
    """Have a request's number looked up behind the request, where it has one."""
    if number_of(claim) is not None:
        ask_register.enqueue(claim_id=claim.pk)


def number_of(claim: Claim) -> tuple[Register, str] | None:
    """The number by which an organisation is looked up."""
    said = claim.supplier or claim
    if said.company_number:
        return Register.COMPANIES_HOUSE, said.company_number
    return (Register.CHARITIES, said.charity_number) if said.charity_number else None


@task
def ask_register(claim_id: int) -> None:
    """Look a request's number up and keep the answer with its date."""
    claim = Claim.objects.select_related("supplier").filter(pk=claim_id).first()
    asked = number_of(claim) if claim else None
    if asked is None:
        return
    answer = look_up(*asked)
    Claim.objects.filter(pk=claim_id).update(
        looked_up=answer.outcome, looked_up_name=answer.name[:300], looked_up_at=timezone.now()
    )


def try_again(now: datetime.datetime) -> int:
    """Ask again for the requests that still wait and of which a register was down; says for how many."""
    down = Claim.objects.waiting().filter(looked_up=Outcome.DOWN, looked_up_at__lte=now - TRIED_AGAIN_AFTER)
    found = list(down.select_related("supplier"))
    for claim in found:
        look_up_claim(claim)
    return len(found)


def register() -> None:
    """Have registers that were down asked again; called when the app is ready."""
    JOBS.register(PeriodicJob("numbers for which a register was down", try_again, every=TRIED_AGAIN_AFTER))
