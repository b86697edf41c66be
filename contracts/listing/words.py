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


# Texts and names of a record, in the order in which they tell why it was found.
WRITTEN: Final = {
    "reference": "Reference",
    "ocid": "Notice",
    "description": "Description",
    "department": "Department",
    "framework": "Framework",
    "notes": "Notes",
}
NAMED: Final = {
    "participants": "Bought together with",
    "supplier": "Supplier",
    "products": "Product",
    "product": "Product",
    "functions": "Function",
}


def texts_of(kind: str, data: Mapping[str, Any]) -> Iterator[str]:
    """The texts that a search looks through: those that the audience may see."""
    return (text for _, text in labelled_texts(kind, data))


def labelled_texts(kind: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The same with what each of them is."""
    facts: Mapping[str, Shown] = data["facts"]
    yield "Title", title_of(kind, data)
    for fact, label in WRITTEN.items():
        if "is" in facts.get(fact, {}):
            yield label, str(facts[fact]["is"])
    yield "Authority", data["lead"]["name"]
    for fact, label in NAMED.items():
        for item in facts.get(fact, {}).get("entries", ()):
            yield from _texts_of_item(label, item)


def _texts_of_item(label: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield label, item["name"]
    if (given := item.get("as_given")) and given != item["name"]:
        yield f"{label} as the source has it", given
    if number := item.get("number"):
        yield "Company number", str(number)
    if "maker" in item:
        yield "Maker", item["maker"]["name"]
    if "area_name" in item:
        yield "Service area", item["area_name"]
