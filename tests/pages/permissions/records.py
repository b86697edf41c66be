"""What an authority keeps, answers and shares: its contracts and systems, its answers, its notes."""

from typing import Final

from tests.pages.permissions.address import EITHER, Address, at, own
from tests.pages.permissions.place import Place
from tests.pages.permissions.rules import AUTHORITIES, EDITORS, READERS, SIGNED_IN


def as_shown(place: Place) -> list[str]:
    """The first contract as the boxes of lists send it."""
    contract = place.world.contract
    contract.refresh_from_db(fields=["version"])
    return [f"{contract.key}.{contract.version}"]


def system_form(place: Place) -> dict[str, str]:
    blank = dict.fromkeys(("users_without", "hosting_without", "satisfaction_without"), "unknown")
    return {"product": place.world.products[0].name, "status": "live", **blank}


KEEPING: Final = (
    Address(
        "contracts:own-contracts",
        own("contracts:own-contracts"),
        EDITORS,
        EDITORS,
        lambda place: {"chosen": as_shown(place)},
        deed=True,
    ),
    Address(
        "contracts:undo-confirmations",
        own("contracts:undo-confirmations"),
        None,
        EDITORS,
        lambda place: {"chosen": [str(place.confirmation.pk)]},
        deed=True,
    ),
    Address(
        "contracts:change-several",
        own("contracts:change-several", lambda place: "contracts"),
        EDITORS,
        EDITORS,
        lambda place: {"chosen": as_shown(place), "review_date": "31 March 2030"},
        deed=True,
    ),
    Address("contracts:own-records", own("contracts:own-records", lambda place: "systems"), READERS),
    Address(
        "contracts:own-record",
        own("contracts:own-record", lambda place: "contracts", lambda place: place.own.key),
        READERS,
    ),
    Address(
        "contracts:add-record",
        own("contracts:add-record", lambda place: "systems"),
        EDITORS,
        EDITORS,
        system_form,
        deed=True,
    ),
    Address(
        "contracts:edit-record",
        own("contracts:edit-record", lambda place: "systems", lambda place: place.world.systems[0].key),
        EDITORS,
        EDITORS,
        system_form,
        deed=True,
    ),
    *(
        Address(
            f"contracts:{name}",
            own(f"contracts:{name}", lambda place: "contracts", lambda place: place.own.key),
            EDITORS,
        )
        for name in ("record-as-public", "record-visibility")
    ),
    Address(
        "contracts:change-visibility",
        own(
            "contracts:change-visibility",
            lambda place: "contracts",
            lambda place: place.own.key,
            lambda place: "value",
        ),
        EDITORS,
        EDITORS,
        lambda place: {"audience": "public"},
        deed=True,
    ),
    Address("contracts:answers", own("contracts:answers"), EDITORS, EDITORS, deed=True),
    Address(
        "contracts:withdraw-answer",
        own("contracts:withdraw-answer", lambda place: place.answer.key),
        None,
        EDITORS,
        deed=True,
    ),
)

NOTE: Final = {
    "engagement": "Supplier day",
    "kind": "lesson",
    "title": "Ask early",
    "text": "One.",
    "agreed": "on",
}
SHARING: Final = (
    # It leads to the form of the one authority for which somebody may share.
    Address("contracts:share", at("contracts:share"), SIGNED_IN, shown=EITHER),
    Address("contracts:notes", own("contracts:notes"), READERS),
    Address("contracts:new-note", own("contracts:new-note"), EDITORS, EDITORS, lambda place: NOTE, deed=True),
    Address(
        "contracts:note-deed",
        own("contracts:note-deed", lambda place: place.note.key, lambda place: "publish"),
        None,
        EDITORS,
        deed=True,
    ),
    Address("boroughs:skills", at("boroughs:skills"), AUTHORITIES),
    Address(
        "contracts:ask-authority",
        own("contracts:ask-authority"),
        AUTHORITIES,
        AUTHORITIES,
        lambda place: {"text": "How did it go?"},
    ),
)
