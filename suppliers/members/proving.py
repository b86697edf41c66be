"""Proving that one speaks for a supplier: by a code to an address at its domain, or by what staff saw."""

import datetime
from typing import Final

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from suppliers.members.domains import domain_for_code, domain_of_address
from suppliers.members.letters import send_code as send_code_to
from suppliers.members.requests import NotPossible, mine
from suppliers.models import Claim
from thirty3.accounts.models import User

MOST_TRIES: Final = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS
LASTS: Final = datetime.timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
WRONG: Final = "This code is not right. Check the e-mail and enter the code again."
TOO_OLD: Final = "This code no longer works. Ask for a new one."


def provable_at(claim: Claim) -> str:
    """The domain at which a code proves this request; blank where none does, or it is proved already."""
    if claim.supplier is None or claim.state != Claim.State.WAITING or claim.proof:
        return ""
    return domain_for_code(claim.supplier) if claim.kind != Claim.Kind.RETURN else ""


@transaction.atomic
def send_code(*, claim: Claim, person: User, address: str) -> None:
    """Send a code to an address at the supplier's domain. Neither is kept: a digest is."""
    held = mine(claim, person, Claim.State.WAITING)
    domain = provable_at(held)
    if not domain:
        raise NotPossible("A code cannot prove this request.")
    if domain_of_address(address) != domain:
        raise NotPossible(f"Enter an address that ends in @{domain}.")
    code = get_adapter().generate_login_code()
    held.code_digest, held.code_domain = _digest(held, code), domain
    held.code_sent_at, held.code_tries = timezone.now(), 0
    held.save()
    facts = {
        "supplier": held.title,
        "code": code,
        "minutes": str(int(LASTS.total_seconds()) // 60),
        "page": settings.SITE_URL + reverse("suppliers:give-code", args=[held.key]),
    }
    send_code_to.enqueue(address=address.strip(), facts=facts)


def give_code(*, claim: Claim, person: User, code: str) -> Claim:
    """The code that came back, if it is the one: three tries, a quarter of an hour, the same domain still."""
    with transaction.atomic():
        held = mine(claim, person, Claim.State.WAITING)
        old = held.code_sent_at is None or timezone.now() - held.code_sent_at > LASTS
        spent = old or not held.code_digest or held.code_tries >= MOST_TRIES
        right = not spent and constant_time_compare(held.code_digest, _digest(held, code))
        moved = held.code_domain != provable_at(held)
        if right and not moved:
            held.proof, held.proved_at = Claim.Proof.CODE, timezone.now()
            held.proved_domain = held.code_domain
        if right:
            _forget_code(held)
        elif not spent:
            # Counted where the refusal below does not take it back.
            held.code_tries += 1
        held.save()
    if spent or (right and moved):
        raise NotPossible(TOO_OLD)
    if not right:
        raise NotPossible(WRONG if held.code_tries < MOST_TRIES else TOO_OLD)
    return held


def saw(*, claim: Claim, text: str) -> None:
    """What staff write down that they saw. A code that came back before stays the proof."""
    claim.seen = text.strip()
    if claim.seen and not claim.proof:
        claim.proof, claim.proved_at = Claim.Proof.SEEN, timezone.now()


def _forget_code(claim: Claim) -> None:
    claim.code_digest, claim.code_domain, claim.code_sent_at, claim.code_tries = "", "", None, 0


def _digest(claim: Claim, code: str) -> str:
    """Codes are compared as people type them: without the dash, in whichever case."""
    plain = "".join(code.split()).replace("-", "").upper()
    return salted_hmac("suppliers.claim", f"{claim.key}:{plain}", algorithm="sha256").hexdigest()
