"""Cases as a stranger would write them, and what is read from the answer."""

import json
from typing import Any

from toolkit.law.as_json import decision_as_json
from toolkit.law.decide import decide
from toolkit.law.reading import read_case


def answer(**said: Any) -> dict[str, Any]:
    """The JSON that a case of JSON brings."""
    read: dict[str, Any] = json.loads(json.dumps(decision_as_json(decide(read_case(json.dumps(said))))))
    return read


def codes(found: dict[str, Any]) -> list[str]:
    return [notice["code"] for notice in found["notices"]]


def due(found: dict[str, Any], code: str) -> list[str | None]:
    """The days on which a notice falls due, in their order."""
    return [notice["due"] for notice in found["notices"] if notice["code"] == code]


def warned(found: dict[str, Any], words: str) -> bool:
    return any(words in warning for warning in found["warnings"])
