"""The title of a list row, and the texts by which it is found."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from contracts.listing.shown import Shown

UNTITLED: Final = {"contract": "Contract (title withheld)", "system": "System (name withheld)"}


def title_of(kind: str, data: Mapping[str, Any]) -> str:
    """The record's title, or where that is hidden what the agreement or system is for."""
    facts: Mapping[str, Shown] = data["facts"]
    if kind == "contract" and "title" in facts:
        return str(facts["title"]["is"])
    if kind == "system" and "product" in facts:
        return str(facts["product"]["entries"][0]["name"])
    served = [function["name"] for function in facts.get("functions", {}).get("entries", ())]
    return ", ".join(served) or UNTITLED[kind]


def texts_of(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    """The texts that a search looks through: those that the audience may see."""
    facts: Mapping[str, Shown] = data["facts"]
    yield title_of(kind, data)
    for fact in ("reference", "ocid", "description", "department", "framework", "notes"):
        if "is" in facts.get(fact, {}):
            yield str(facts[fact]["is"])
    yield data["lead"]["name"]
    for fact in ("participants", "supplier", "products", "product", "functions"):
        for item in facts.get(fact, {}).get("entries", ()):
            yield from _texts_of_item(item)


def _texts_of_item(item: Mapping[str, Any]) -> Iterator[str]:
    yield item["name"]
    if (given := item.get("as_given")) and given != item["name"]:
        yield given
    if "maker" in item:
        yield item["maker"]["name"]
    if "area_name" in item:
        yield item["area_name"]
