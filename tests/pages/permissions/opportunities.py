"""What authorities need and buy: who writes of it, and what others do with it."""

from typing import Any, Final

from django.urls import reverse

from contracts.models import OpportunityFollower, OpportunityQuestion
from tests.pages.opportunities import draft_of, elsewhere_of, first_of
from tests.pages.permissions.address import Address, Where, at, own
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import (
    EDITORS,
    EVERYONE,
    KEEPERS_ANYWHERE,
    NOBODY,
    READERS,
    SIGNED_IN,
    TAKING_PART,
)
from tests.pages.worlds import TODAY

NEED: Final = {"title": "A new need", "outcome": "It works."}
WON: Final = {"suppliers": "Newcomer Ltd", "new_suppliers": "Newcomer Ltd", "vat": "not-stated"}


def key_here(place: Place) -> str:
    return first_of(place.world).key


def own_one(name: str, *more: Any) -> Where:
    return own(f"contracts:{name}", key_here, *(lambda place, one=one: one for one in more))


def of_one(name: str) -> Where:
    return lambda place: reverse(f"contracts:{name}", args=[key_here(place)])


def question_key(place: Place) -> str:
    waiting = OpportunityQuestion.objects.filter(opportunity__key=key_here(place), answer="")
    return waiting.order_by("pk").values_list("key", flat=True)[0]


def unfollow(place: Place) -> str:
    follower = OpportunityFollower.objects.order_by("pk")[0]
    return reverse("contracts:unfollow-opportunity", args=[key_here(place), follower.key])


def no_notice(place: Place) -> dict[str, Any]:
    return {"on_date": str(TODAY), "reason": "It is below the threshold."}


def edited(name: str, where: Where, form: Any) -> Address:
    return Address(f"contracts:{name}", where, EDITORS, EDITORS, form, deed=True)


OPPORTUNITIES: Final = (
    Address("contracts:opportunities", at("contracts:opportunities")),
    Address("contracts:opportunities-csv", at("contracts:opportunities-csv")),
    Address("contracts:opportunities-feed", at("contracts:opportunities-feed")),
    Address("contracts:opportunity", of_one("opportunity")),
    Address("contracts:opportunity-history", of_one("opportunity-history")),
    # Nobody sees a draft where everybody would look, its own officers not excepted.
    Address(
        "a draft of an opportunity",
        lambda place: reverse("contracts:opportunity", args=[draft_of(place.world).key]),
        NOBODY,
    ),
    Address(
        "the history of a draft of an opportunity",
        lambda place: reverse("contracts:opportunity-history", args=[draft_of(place.world).key]),
        NOBODY,
    ),
    Address(
        "contracts:ask-opportunity",
        of_one("ask-opportunity"),
        SIGNED_IN,
        SIGNED_IN,
        lambda place: {"text": "By when?"},
        deed=True,
    ),
    Address(
        "contracts:opportunity-interest",
        of_one("opportunity-interest"),
        KEEPERS_ANYWHERE,
        KEEPERS_ANYWHERE,
        lambda place: {"supplier": place.firm.supplier.pk, "interested": "quietly"},
    ),
    Address("contracts:follow-opportunity", of_one("follow-opportunity"), SIGNED_IN, SIGNED_IN, deed=True),
    # The link in a letter is enough: it says of which follower.
    Address("contracts:unfollow-opportunity", unfollow, EVERYONE, EVERYONE),
    Address(
        "contracts:shared-need",
        lambda place: reverse("contracts:shared-need", args=[elsewhere_of(place.world).key]),
        TAKING_PART,
        TAKING_PART,
        lambda place: {"borough": place.borough.pk, "needs": "yes"},
        deed=True,
    ),
    Address("contracts:my-opportunities", at("contracts:my-opportunities"), SIGNED_IN),
    Address("contracts:own-opportunities", own("contracts:own-opportunities"), READERS),
    edited("new-opportunity", own("contracts:new-opportunity"), lambda place: NEED),
    Address("contracts:own-opportunity", own_one("own-opportunity"), READERS),
    edited("edit-opportunity", own_one("edit-opportunity", "need"), lambda place: NEED),
    edited("add-opportunity-lot", own_one("add-opportunity-lot"), lambda place: {"title": "A lot"}),
    Address(
        "contracts:remove-opportunity-lot", own_one("remove-opportunity-lot", 1), None, EDITORS, deed=True
    ),
    edited("opportunity-barriers", own_one("opportunity-barriers"), lambda place: {}),
    edited("opportunity-step", own_one("opportunity-step", "planned"), no_notice),
    edited(
        "correct-opportunity-notice",
        own_one("correct-opportunity-notice", "engagement", "uk2"),
        lambda place: {"reason": "It is below the threshold.", "why": "None was owed."},
    ),
    edited("award-opportunity", own_one("award-opportunity"), lambda place: WON | no_notice(place)),
    edited(
        "discard-opportunity",
        own("contracts:discard-opportunity", lambda place: draft_of(place.world).key),
        lambda place: {},
    ),
    edited(
        "answer-opportunity-question",
        own("contracts:answer-opportunity-question", key_here, question_key),
        lambda place: {"text": "By when?", "said": "By May."},
    ),
)
