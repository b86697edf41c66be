"""Facts in plain words, for pages, histories and downloads alike."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from contracts.listing.filters.words import STATUSES
from contracts.listing.shown import CHECKED, Shown
from contracts.models import Contract, Listing, SystemInUse
from thirty3.design.formatting import fact_date, money, months_words, state_words

# What stands for a supplier, product or maker that is on hold.
A_NAME_CHECKED: Final = "a name that is being checked"
LABELS: Final[Mapping[str, str]] = {
    "lead": "Authority",
    "title": "Title",
    "kind": "Kind of agreement",
    "reference": "Reference",
    "ocid": "Procurement (OCID)",
    "description": "Description",
    "department": "Department",
    "participants": "Bought together with",
    "supplier": "Supplier",
    "products": "Products",
    "product": "Product",
    "functions": "Used for",
    "cpv": "CPV codes",
    "route": "Route to market",
    "route_note": "Route, in the source's words",
    "framework": "Framework",
    "predecessors": "Follows",
    "competition": "Tender or quote",
    "regime": "Law that applied",
    "award": "Awarded",
    "start": "Starts",
    "since": "Since",
    "end": "Ends",
    "breaks": "Can be ended early on",
    "extensions": "Options to extend",
    "extensions_note": "Extensions, in the source's words",
    "notice": "Notice period",
    "review": "Review",
    "terminated": "Ended early",
    "termination_reason": "Why it ended early",
    "value": "Value",
    "value_note": "Value, in the source's words",
    "irrecoverable_vat": "VAT that cannot be recovered",
    "notes": "Notes",
    "links": "Documents",
    "status": "Status",
    "hosting": "Hosting",
    "users": "Users or licences",
    "satisfaction": "Satisfaction",
    "replacement": "Plan to replace",
    "contract": "Contract",
}
# The facts that carry one of the four states: shown even where nobody said anything.
STATED: Final[Mapping[str, tuple[str, ...]]] = {
    "contract": ("supplier", "value", "end", "extensions", "notice", "review", "route"),
    "system": ("hosting", "users", "satisfaction"),
}
CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": dict(Contract.Kind.choices),
    "route": dict(Contract.Route.choices),
    "competition": dict(Contract.Competition.choices),
    "regime": dict(Contract.Regime.choices),
    "status": dict(SystemInUse.Status.choices),
    "hosting": dict(SystemInUse.Hosting.choices),
}
ENDS: Final[Mapping[str, str]] = {
    "rolling": "Rolling, with no fixed end",
    "until-terminated": "Runs until somebody ends it",
}
SPANS: Final[Mapping[str, str]] = {"annual": "a year", "whole-life": "whole life"}
VAT: Final[Mapping[str, str]] = {"excluding": "excluding VAT", "including": "including VAT"}


def told(fact: str, value: Shown | None) -> str:
    """A fact in words: its value, or its state. Blank where nobody said anything."""
    if value is None:
        return ""
    if value["state"] != "known":
        return state_words(value["state"], value.get("reason", ""))
    return (
        TELLERS.get(fact, _plain)(value) if fact not in CODES else CODES[fact].get(value["is"], value["is"])
    )


def qualifiers(value: Shown) -> str:
    """What a sum is: for how long, with or without VAT, and of what kind. What nobody stated is named too."""
    span, vat = SPANS.get(value.get("span", ""), ""), VAT.get(value.get("vat", ""), "")
    kind = _kind_of_sum(value.get("kind", ""))
    unstated = [name for name, words in (("VAT", vat), ("period", span), ("kind", kind)) if not words]
    said = _texts((span, vat, kind))
    return ", ".join([*said, f"{_and(unstated)} not stated"] if unstated else said)


def _kind_of_sum(kind: str) -> str:
    label = dict(Contract.ValueKind.choices).get(kind, "")
    return "" if kind in ("", "not-stated") else label[0].lower() + label[1:]


def _and(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def day(text: str, precision: str = "day") -> str:
    return fact_date(datetime.date.fromisoformat(text), precision)


def _plain(value: Shown) -> str:
    return str(value.get("is", ""))


def _date(value: Shown) -> str:
    return day(value["date"], value.get("precision", "day"))


def _end(value: Shown) -> str:
    return _date(value) if "date" in value else ENDS.get(value.get("kind", ""), "")


def _value(value: Shown) -> str:
    return f"{money(Decimal(value['is']))} ({qualifiers(value)})"


def _names(value: Shown) -> str:
    names = [entry["name"] for entry in value.get("entries", ())]
    return "; ".join([*names, A_NAME_CHECKED] if CHECKED in value else names)


def _extensions(value: Shown) -> str:
    options = []
    for option in value["options"]:
        words = months_words(option["months"])
        if option.get("decide_by_date"):
            words += f", decide by {day(option['decide_by_date'])}"
        if option.get("taken_date"):
            words += f", taken up on {day(option['taken_date'])}"
        options.append(words)
    return "; then ".join(options)


def _framework(value: Shown) -> str:
    return str(value.get("is") or "An agreement held here")


def _listed(name: str) -> Callable[[Shown], str]:
    return lambda value: "; ".join(str(item) for item in value[name])


def _note(value: Shown) -> str:
    return " ".join(_texts((value.get("is"), value.get("value_reason"))))


def _replacement(value: Shown) -> str:
    words = "No" if value.get("plan_to_replace") is False else "Yes"
    by = value.get("replace_by_date")
    return f"{words}, by {day(by)}" if by else words


def _texts(texts: Iterable[Any]) -> list[str]:
    return [str(text) for text in texts if text]


TELLERS: Final[Mapping[str, Callable[[Shown], str]]] = {
    "award": _date,
    "start": _date,
    "since": _date,
    "review": _date,
    "terminated": _date,
    "end": _end,
    "value": _value,
    "value_note": _note,
    "irrecoverable_vat": lambda value: money(Decimal(value["is"])),
    "supplier": _names,
    "products": _names,
    "product": _names,
    "functions": _names,
    "participants": _names,
    "extensions": _extensions,
    "notice": lambda value: months_words(value["months"]),
    "framework": _framework,
    "predecessors": lambda value: _earlier(value["keys"]),
    "breaks": lambda value: "; ".join(day(text) for text in value["break_dates"]),
    "cpv": _listed("is"),
    "links": _listed("is"),
    "satisfaction": lambda value: f"{value['is']} of 5",
    "users": lambda value: f"{value['is']:,}",
    "replacement": _replacement,
    "contract": lambda value: str(value.get("as_stated") or "An agreement held here"),
}


def _earlier(keys: list[str]) -> str:
    return "An earlier agreement held here" if len(keys) == 1 else f"{len(keys)} earlier agreements held here"


def status_of(row: Listing, on: datetime.date) -> str:
    """Where a contract stands on a day; the same rule as the filter's."""
    if row.starts is not None and row.starts > on:
        return "not-started"
    if row.ends is not None and row.ends < on:
        return "ended"
    return "live" if row.ends is not None or row.open_ended else "unknown"


def status_on(row: Listing, on: datetime.date) -> str:
    """The same in words."""
    return STATUSES[status_of(row, on)]
