"""Records as the rows of a workbook: every value, and every state in words, as an import reads it again."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from boroughs.models import Borough, Function
from boroughs.names import FunctionNames
from contracts.imports.workbook import Row
from contracts.models import Contract, Precision, State, SystemInUse
from suppliers.models import Product, Supplier
from thirty3.design.formatting import months_words
from thirty3.history.facts import Facts
from thirty3.spreadsheets.limits import MAX_CELL_CHARACTERS
from thirty3.spreadsheets.writing import Value

# Room for the signs that escaping adds.
LONGEST_TEXT: Final = MAX_CELL_CHARACTERS - 100
FIRST_DAY: Final = datetime.date(1900, 3, 1)
ENDS: Final = {"rolling": "Rolling", "until-terminated": "Until terminated"}


class ShownNames:
    """What those are called to whom records refer."""

    def __init__(self) -> None:
        self.boroughs = dict(Borough.objects.values_list("pk", "name"))
        self.suppliers = dict(Supplier.objects.values_list("pk", "name"))
        self.products = dict(Product.objects.values_list("pk", "name"))
        known = FunctionNames.load()
        # Two areas may call a function by one name; an address tells them apart.
        self.functions = {
            pk: name if known.find(name) == [pk] else slug
            for pk, name, slug in Function.objects.values_list("pk", "name", "slug")
        }

    def row(self, kind: str, facts: Facts, references: Mapping[int, str]) -> Row:
        """A record's row, but for its key."""
        return contract_row(facts, self) if kind == "contract" else system_row(facts, self, references)


def contract_row(facts: Facts, names: ShownNames) -> Row:
    """A contract by the fields of the Contracts sheet."""
    links = facts["supplier_links"]
    sellers = several(names.suppliers[link["supplier_id"]] for link in links)
    return {
        **{fact: text(facts[fact]) for fact in ("title", "reference", "description", "department", "ocid")},
        **{fact: text(facts[fact]) for fact in ("framework", "notes", "value_note")},
        "borough": names.boroughs[facts["lead_buyer_id"]],
        "shared_with": several(names.boroughs[pk] for pk in facts["participants"]),
        "function": several(names.functions[pk] for pk in facts["functions"]),
        "system": several(names.products[pk] for pk in facts["products"]),
        "cpv": several(facts["cpv"]),
        "links": text(" ".join(facts["links"])),
        "agreement_kind": label(Contract.Kind, facts["kind"]),
        "supplier": stated(facts, "supplier", lambda: sellers, facts["supplier_reason"]),
        "registration_number": text(links[0]["registration_number"]) if len(links) == 1 else None,
        "sme": yes_no(alike(link["sme_at_award"] for link in links)),
        "vcse": yes_no(alike(link["vcse_at_award"] for link in links)),
        "route": stated(facts, "route", lambda: label(Contract.Route, facts["route"]), facts["route_note"]),
        "competition": label(Contract.Competition, facts["competition"]),
        "regime": label(Contract.Regime, facts["regime"]),
        "award_date": dated(facts["award_date"], facts["award_precision"]),
        "start_date": dated(facts["start_date"], facts["start_precision"]),
        "end_date": stated(facts, "end", lambda: _end(facts)),
        "extensions": stated(facts, "extensions", lambda: _options(facts), facts["extensions_note"]),
        "notice_period": stated(facts, "notice", lambda: months_words(facts["notice_months"])),
        "review_date": stated(facts, "review", lambda: dated(facts["review_date"])),
        "value": stated(facts, "value", lambda: Decimal(facts["value"]), facts["value_reason"]),
        "value_vat": label(Contract.Vat, facts["value_vat"]),
        "value_covers": label(Contract.ValueSpan, facts["value_span"]),
        "value_kind": label(Contract.ValueKind, facts["value_kind"]),
        "irrecoverable_vat": Decimal(vat) if (vat := facts["irrecoverable_vat"]) is not None else None,
    }


def system_row(facts: Facts, names: ShownNames, references: Mapping[int, str]) -> Row:
    """A system by the fields of the Systems sheet."""
    return {
        "borough": names.boroughs[facts["borough_id"]],
        "function": several(names.functions[pk] for pk in facts["functions"]),
        "system": text(names.products[facts["product_id"]]),
        "supplier": text(names.suppliers.get(facts["supplier_id"], "")),
        "contract_reference": text(references.get(facts["contract_id"], "")),
        "status": label(SystemInUse.Status, facts["status"]),
        "since": dated(facts["since_date"], facts["since_precision"]),
        "hosting": stated(facts, "hosting", lambda: label(SystemInUse.Hosting, facts["hosting"])),
        "users": stated(facts, "users", lambda: int(facts["users"])),
        "satisfaction": stated(facts, "satisfaction", lambda: int(facts["satisfaction"])),
        "plan_to_replace": yes_no(facts["plan_to_replace"]),
        "replace_by": dated(facts["replace_by_date"]),
        "reference": text(facts["reference"]),
        "notes": text(facts["notes"]),
    }


def stated(facts: Facts, fact: str, value: Callable[[], Value], reason: str = "") -> Value:
    """A fact that carries a state: its value, or its state in words."""
    match facts[f"{fact}_state"]:
        case State.KNOWN:
            return value()
        case State.NONE:
            return "None"
        case State.WITHHELD:
            return text(f"Withheld: {reason}" if reason else "Withheld")
    return None


def text(words: str) -> Value:
    """Text as it stands; what no cell can hold stays out."""
    return words if words.strip() and len(words) <= LONGEST_TEXT else None


def several(names: Iterable[str]) -> Value:
    """Names with a semicolon between two."""
    return text("; ".join(names))


def label(choices: Any, value: str) -> Value:
    """A choice in words; one that says nothing is blank."""
    return None if value in ("", "not-stated") else str(choices(value).label)


def yes_no(answer: bool | None) -> Value:
    return None if answer is None else "Yes" if answer else "No"


def alike(answers: Iterable[bool | None]) -> bool | None:
    """What is true of all; one cell cannot say that it is true of some."""
    told = set(answers)
    return told.pop() if len(told) == 1 else None


def dated(day: str | None, precision: str = Precision.DAY) -> Value:
    """A date, as exact as it is known."""
    if day is None:
        return None
    date = datetime.date.fromisoformat(day)
    match precision:
        case Precision.MONTH:
            return f"{date:%B %Y}"
        case Precision.QUARTER:
            return f"Q{(date.month + 2) // 3} {date.year}"
        case Precision.YEAR:
            return str(date.year)
    return date if date >= FIRST_DAY else date.isoformat()


def _end(facts: Facts) -> Value:
    return ENDS.get(facts["end_kind"]) or dated(facts["end_date"], facts["end_precision"])


def _options(facts: Facts) -> Value:
    return " + ".join(months_words(option["months"]) for option in facts["extension_options"])
