"""The addresses of those who keep a supplier's profile, or ask to."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from tests.pages.permissions.address import EITHER, Address, Where, a_kind, at, own
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import (
    CLAIMANT,
    EDITORS,
    EVERYONE,
    INVITED,
    KEEPERS,
    LED,
    OWNERS,
    OWNERS_DECIDE,
    OWNERS_WITHDRAWN,
    PROFILE_EDITORS,
    SIGNED_IN,
    STAFF_DECIDE,
    STRANGERS,
    As,
    Rule,
)
from tests.pages.permissions.selling_place import CODE

SPOKEN: Final = {"message": "I work there."}


def of_claim(name: str, claim: str, *more: Any) -> Where:
    """An address of one of the claimant's requests."""
    return lambda place: reverse(f"suppliers:{name}", args=[getattr(place.firm, claim).key, *more])


def of_firm(name: str, *more: Callable[[Place], Any]) -> Where:
    """An address below the supplier's own pages."""
    return lambda place: reverse(
        f"suppliers:{name}", args=[place.firm.supplier.slug, *(one(place) for one in more)]
    )


def claim_of(supplier: str) -> Where:
    return lambda place: reverse("suppliers:claim", args=[getattr(place.firm, supplier).slug])


REGISTERING: Final = (
    Address("suppliers:register", at("suppliers:register"), EVERYONE),
    # Whoever has an account is led on to the first question.
    Address("suppliers:register-address", at("suppliers:register-address"), STRANGERS, STRANGERS),
    Address(
        "suppliers:register-start",
        at("suppliers:register-start"),
        SIGNED_IN,
        SIGNED_IN,
        lambda place: {"organisation": "company"},
        deed=True,
    ),
    Address("suppliers:registration", of_claim("registration", "draft"), CLAIMANT, shown=frozenset({LED})),
    Address(
        "suppliers:registration-step",
        of_claim("registration-step", "draft", "name"),
        CLAIMANT,
        CLAIMANT,
        lambda place: {"name": "Quill and Nib"},
        deed=True,
    ),
    Address(
        "suppliers:registration-send",
        of_claim("registration-send", "draft"),
        CLAIMANT,
        CLAIMANT,
        lambda place: SPOKEN,
        deed=True,
    ),
    Address(
        "suppliers:registration-mend", of_claim("registration-mend", "refused"), None, CLAIMANT, deed=True
    ),
)
ASKING: Final = (
    # Everyone who has an account may ask; members are told that they are.
    Address("suppliers:claim", claim_of("supplier"), SIGNED_IN, SIGNED_IN, lambda place: SPOKEN, sent=EITHER),
    Address(
        "a claim of a supplier that nobody keeps",
        claim_of("unkept"),
        SIGNED_IN,
        SIGNED_IN,
        lambda place: SPOKEN,
        deed=True,
    ),
    Address("suppliers:my-suppliers", at("suppliers:my-suppliers"), SIGNED_IN),
    Address("suppliers:request", of_claim("request", "claim"), CLAIMANT),
    Address("suppliers:preview", of_claim("preview", "registration"), CLAIMANT),
    Address(
        "suppliers:send-code",
        of_claim("send-code", "claim"),
        CLAIMANT,
        CLAIMANT,
        lambda place: {"address": "post@firm.example"},
        deed=True,
    ),
    Address(
        "suppliers:give-code",
        of_claim("give-code", "claim"),
        CLAIMANT,
        CLAIMANT,
        lambda place: {"code": CODE},
        deed=True,
    ),
    Address("suppliers:take-back", of_claim("take-back", "claim"), CLAIMANT, CLAIMANT, deed=True),
    Address(
        "suppliers:invitation",
        lambda place: reverse("suppliers:invitation", args=[place.firm.invitation.key]),
        INVITED,
        INVITED,
        deed=True,
    ),
)
DECIDING: Final = (
    Address("suppliers:waiting", at("suppliers:waiting"), STAFF_DECIDE),
    Address(
        "suppliers:decide",
        of_claim("decide", "joining"),
        OWNERS_DECIDE,
        OWNERS_DECIDE,
        # Owners are asked for less; what is more is passed over.
        lambda place: {"decision": "approve", "seen": "The list of its people"},
        deed=True,
    ),
    Address(
        "a claim on which staff decide",
        of_claim("decide", "claim"),
        STAFF_DECIDE,
        STAFF_DECIDE,
        lambda place: {"decision": "refuse", "reason": "We saw nothing."},
        deed=True,
    ),
)
KEEPING_A_PROFILE: Final = (
    Address("suppliers:people", of_firm("people"), OWNERS),
    Address(
        "suppliers:invite",
        of_firm("invite"),
        OWNERS,
        OWNERS,
        lambda place: {"address": "new@firm.example", "role": "editor"},
        deed=True,
    ),
    Address(
        "suppliers:change-role",
        of_firm("change-role", lambda place: place.firm.colleague.pk),
        OWNERS,
        OWNERS,
        lambda place: {"role": "owner"},
        deed=True,
    ),
    Address(
        "suppliers:end-membership",
        of_firm("end-membership", lambda place: place.firm.colleague.pk),
        OWNERS,
        OWNERS,
        lambda place: {"reason": "Left"},
        deed=True,
    ),
    Address(
        "suppliers:withdraw-invitation",
        of_firm("withdraw-invitation", lambda place: place.firm.invitation.key),
        None,
        OWNERS,
        deed=True,
    ),
    Address("suppliers:leave", of_firm("leave"), KEEPERS, KEEPERS, deed=True),
    Address("suppliers:withdraw-profile", of_firm("withdraw-profile"), OWNERS, OWNERS, deed=True),
    # There is nothing to bring back here, as the page says.
    Address("suppliers:bring-back", of_firm("bring-back"), OWNERS, OWNERS, lambda place: SPOKEN),
    Address(
        "a withdrawn profile that is to come back",
        lambda place: reverse("suppliers:bring-back", args=[place.firm.withdrawn.slug]),
        OWNERS_WITHDRAWN,
        OWNERS_WITHDRAWN,
        lambda place: SPOKEN,
        deed=True,
    ),
    Address(
        "the people of a withdrawn supplier",
        lambda place: reverse("suppliers:people", args=[place.firm.withdrawn.slug]),
        OWNERS_WITHDRAWN,
    ),
    # The name and public contracts remain.
    Address("a withdrawn supplier", lambda place: place.firm.withdrawn.get_absolute_url()),
)
SAYING: Final = (
    Address("suppliers:profile", of_firm("profile"), PROFILE_EDITORS),
    Address("suppliers:profile-preview", of_firm("profile-preview"), PROFILE_EDITORS),
    Address(
        "suppliers:profile-section",
        of_firm("profile-section", lambda place: "social-value"),
        PROFILE_EDITORS,
        PROFILE_EDITORS,
        sent=EITHER,
    ),
    Address(
        "suppliers:profile-add",
        of_firm("profile-add", lambda place: "references"),
        PROFILE_EDITORS,
        PROFILE_EDITORS,
        sent=EITHER,
    ),
    Address(
        "suppliers:profile-item",
        of_firm("profile-item", lambda place: "references", lambda place: place.firm.reference.key),
        PROFILE_EDITORS,
        PROFILE_EDITORS,
        sent=EITHER,
    ),
    Address(
        "suppliers:profile-take-away",
        of_firm("profile-take-away", lambda place: "references", lambda place: place.firm.reference.key),
        PROFILE_EDITORS,
        PROFILE_EDITORS,
        deed=True,
    ),
)
LOOKING: Final = (
    Address("suppliers:edits", at("suppliers:edits"), STAFF_DECIDE),
    Address(
        "suppliers:edit",
        lambda place: reverse("suppliers:edit", args=[place.firm.edit.key]),
        STAFF_DECIDE,
        STAFF_DECIDE,
        lambda place: {"decision": "approve"},
        sent=EITHER,
    ),
    Address(
        "suppliers:profile-seen",
        of_firm("profile-seen", lambda place: "about"),
        STAFF_DECIDE,
        STAFF_DECIDE,
        sent=EITHER,
    ),
    Address(
        "suppliers:profile-item-seen",
        of_firm("profile-item-seen", lambda place: "references", lambda place: place.firm.reference.key),
        STAFF_DECIDE,
        STAFF_DECIDE,
        sent=EITHER,
    ),
    Address(
        "suppliers:certificate-checked",
        of_firm("certificate-checked", lambda place: place.firm.certificate.key),
        STAFF_DECIDE,
        STAFF_DECIDE,
        sent=EITHER,
    ),
)
# What an authority is asked about itself: its editors answer.
ANSWERING: Final = (
    Address(
        "suppliers:reference",
        own("suppliers:reference", lambda place: place.firm.reference.key),
        EDITORS,
        EDITORS,
        sent=EITHER,
    ),
    Address(
        "contracts:answer-use",
        own("contracts:answer-use", lambda place: place.firm.use.key),
        EDITORS,
        EDITORS,
        sent=EITHER,
    ),
    # To whoever may not confirm anything there is nothing to confirm.
    Address("contracts:confirm-offer", a_kind("contracts:confirm-offer"), Rule(As.EDITOR), Rule(As.EDITOR)),
)
SELLING: Final = (*SAYING, *LOOKING, *ANSWERING, *REGISTERING, *ASKING, *DECIDING, *KEEPING_A_PROFILE)
