"""The addresses of officers: their roles, and their authority's people."""

from typing import Final

from django.urls import reverse

from tests.pages.permissions.address import EITHER, Address, at, own
from tests.pages.permissions.rules import DECIDERS, HOLDERS, INVITED, LEADS, READERS, SIGNED_IN, As, Rule

STATED: Final = {"interests": "None", "agreed": "on"}
ROLES: Final = (
    Address("boroughs:roles", at("boroughs:roles"), SIGNED_IN),
    Address("boroughs:ask-for-role", at("boroughs:ask-for-role"), SIGNED_IN, SIGNED_IN),
    # A lead anywhere has this list; it holds what they decide about.
    Address("boroughs:roles-waiting", at("boroughs:roles-waiting"), Rule(As.LEAD_SOMEWHERE)),
    Address(
        "boroughs:role-request",
        lambda place: reverse("boroughs:role-request", args=[place.request.key]),
        DECIDERS,
        DECIDERS,
        lambda place: {"decision": "approve"},
        deed=True,
    ),
    Address(
        "boroughs:invitation",
        lambda place: reverse("boroughs:invitation", args=[place.invitation.key]),
        INVITED,
        INVITED,
        lambda place: STATED,
        deed=True,
    ),
    Address("boroughs:give-up-role", own("boroughs:give-up-role"), HOLDERS, HOLDERS, deed=True),
    # It leads on to the one authority, and tells those who have none how to ask for a role.
    Address("boroughs:my-authority", at("boroughs:my-authority"), SIGNED_IN, shown=EITHER),
    Address("boroughs:authority", own("boroughs:authority"), READERS),
    Address("boroughs:how-to-sell", own("boroughs:how-to-sell"), LEADS, LEADS, deed=True),
    Address("boroughs:people", own("boroughs:people"), LEADS),
    Address(
        "boroughs:invite",
        own("boroughs:invite"),
        LEADS,
        LEADS,
        lambda place: {"address": "new@d0.example", "role": "reader"},
        deed=True,
    ),
    Address(
        "boroughs:end-role",
        own("boroughs:end-role", lambda place: place.colleague.pk),
        LEADS,
        LEADS,
        lambda place: {"reason": "Left"},
        deed=True,
    ),
    Address(
        "boroughs:withdraw",
        own("boroughs:withdraw", lambda place: place.invitation.key),
        None,
        LEADS,
        deed=True,
    ),
)
