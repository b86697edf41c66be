"""Who is signed in, and what waits for them."""

import datetime
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.mail import send_mail
from django.utils import timezone

from boroughs.models import Borough, EmailDomain, Invitation, Officer, RoleRequest
from contracts.models import Journey, JourneyTask
from suppliers.models import Claim, Reference, Supplier, SupplierInvitation, SupplierMember
from suppliers.profiles.saying import say
from suppliers.profiles.sections.about import ABOUT
from tests import factories
from tests.browser.world.days import TODAY, days
from tests.pages.worlds import saved
from tests.signing_in import session_of, staff_member
from thirty3.accounts.models import User
from thirty3.history.services import recording


def signed_in(officer: str) -> dict[str, str]:
    """Session keys of staff with and without an authenticator app, and of an officer; and their mail."""
    people = {
        "staff": staff_member(),
        "newcomer": staff_member("new@loti.example", with_authenticator=False),
        "officer": User.objects.create_user(f"{officer}@camden.example"),
    }
    RecoveryCodes.activate(people["staff"])
    lead_at_camden(people["officer"])
    journey_of_camden()
    owner_of_a_supplier(people["officer"])
    send_mail("Your code", "Your code for Thirty3 is ABCD-EFGH.", None, ["officer@camden.example"])
    return {name: session_of(person) for name, person in people.items()}


def lead_at_camden(person: Any) -> None:
    """A role, somebody who waits for one, and somebody who is invited."""
    camden = Borough.objects.get(slug="camden")
    officer = Officer(user=person, borough=camden, role="lead", approved_at=timezone.now())
    with recording(officer):
        officer.save()
    domain = EmailDomain.objects.filter(boroughs=camden)[0]
    asks = User.objects.create_user(f"asks@{domain}")
    wanted = {"user": asks, "borough": camden, "domain": domain, "role": "editor"}
    stated = {"statement_version": 1, "stated_on": TODAY, "interests": "None"}
    RoleRequest.objects.create(**wanted, **stated, key="2345678923")
    lapses = timezone.now() + datetime.timedelta(days=9)
    Invitation.objects.create(**wanted, invited_by=person, lapses_at=lapses)


def owner_of_a_supplier(person: Any) -> None:
    """A profile that somebody keeps, a draft, what was refused of them, and somebody who wants to join."""
    firm, now = Supplier(slug="own-firm", name="Own Firm Ltd", listed=True), timezone.now()
    with recording(firm):
        firm.save()
    member = SupplierMember(user=person, supplier=firm, role="owner", came_by="registered")
    with recording(member):
        member.save()
    told = ABOUT.read(firm, "") | {"description": "We make maps.", "website": "https://own-firm.example/"}
    said = say(person=person, supplier=firm, section="about", values=told)
    assert said.waiting is not None
    said.waiting.key = "6789234567"
    said.waiting.save()
    reference = Reference(supplier=firm, role="Head of Maps", key="7892345678")
    reference.borough = Borough.objects.get(slug="camden")
    with recording(reference):
        reference.save()
    asks = User.objects.create_user("asks@own-firm.example")
    facts = {"organisation": "company", "name": "Another Firm Ltd", "company_number": "07654321"}
    refused = {"sent_at": now, "decided_at": now, "reason": "Say where you are named."}
    draft = {"user": person, "kind": "register", **facts}
    Claim.objects.create(**draft, key="3456789234")
    Claim.objects.create(**draft, **refused, state="refused", key="4567892345")
    waits = {"user": asks, "kind": "register", "state": "waiting", "sent_at": now, "message": "We are new"}
    Claim.objects.create(**waits, **facts, key="5678923456")
    lapses = now + datetime.timedelta(days=9)
    SupplierInvitation.objects.create(
        user=asks, supplier=firm, role="editor", invited_by=person, lapses_at=lapses
    )


def journey_of_camden() -> None:
    """A journey from a need a year away, with a decision and a note; some of its tasks are due."""
    camden = factories.borough("Camden")
    words = {"title": "Telephones", "target_date": days(365), "started_on": TODAY}
    journey = saved(Journey(key="8923456782", borough=camden, **words))
    said = {"decision": "Buy anew", "reason": "Leaving costs less than staying.", "note": "Users agree."}
    saved(JourneyTask(journey=journey, task="extend-or-buy", state="done", **said))
