"""Where the next page of the API begins, as one word that nobody needs to understand."""

import base64
import binascii
import json

from contracts.listing.continuing import Place

LONGEST = 400


def written(order: str, place: Place) -> str:
    """A place as part of an address; it belongs to one order."""
    packed = json.dumps([order, *place], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(cursor: str, order: str) -> Place:
    """The place that a cursor stands for. ValueError where it is none of this order."""
    if len(cursor) > LONGEST:
        raise ValueError("Too long")
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        found = json.loads(packed)
    except (binascii.Error, UnicodeError, RecursionError) as error:
        raise ValueError("Unreadable") from error
    match found:
        case [str(held), str(value), str(name)] if held == order and "\x00" not in name:
            return value, name
    raise ValueError("Of another order")
