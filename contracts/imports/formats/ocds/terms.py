"""What an agreement costs, how long it runs and how it was let, in the words of its releases."""

import math
from typing import Any

from contracts.imports.formats.notices import day_of, is_placeholder, kind_of_agreement
from contracts.imports.formats.ocds.agreements import Agreement
from contracts.imports.formats.ocds.merging import Process
from contracts.imports.formats.ocds.reading import Json, part, parts, text, texts, truth
from thirty3.spreadsheets.cells import Cell

FIND_A_TENDER = "ocds-h6vhtk-"
CONTRACTS_FINDER = "ocds-b5fd17-"
LONGEST_OPTION = 500
# What a procedure is called where its details are blank (codelist "method" of the standard).
METHODS = {
    "open": "open procedure",
    "selective": "selective",
    "limited": "without competition",
    "direct": "direct award",
}
REGIMES = {"2023/54": "2023", "2015/102": "2015", "32014L0024": "2015"}


def value(
    process: Process, agreement: Agreement, *, only: bool, kind: str
) -> tuple[dict[str, Cell], list[str]]:
    """The sum with what it is, and notes of what was said and could not be taken.

    The contract's own sum counts before the award's, and the tender's is no more than an estimate.
    """
    awarded = "ceiling" if kind == "framework" else "awarded"
    lots = [part(lot, "value") for lot in agreement.lots] if len(agreement.lots) == 1 else []
    tender = [part(process.compiled, "tender", "value")] if only else []
    said = [
        *((awarded, part(of, "value")) for of in (agreement.contract, agreement.award)),
        *(("tender", of) for of in (*lots, *tender)),
    ]
    notes: list[str] = []
    placeholder: dict[str, Cell] = {}
    for meant, of in said:
        found = _sum(process, of)
        if not found:
            continue
        if text(of, "currency") not in ("", "GBP"):
            notes.append(f"Value as published, not in pounds: {text(of, 'currency')[:10]} {_amount(of)}")
        elif is_placeholder(str(found["value"])):
            placeholder = placeholder or {"value": found["value"]}
        else:
            return {**found, "value_kind": meant}, list(dict.fromkeys(notes))
    return placeholder, list(dict.fromkeys(notes))


def _amount(of: Json) -> str:
    return text(of, "amount") or text(of, "amountGross")


def _sum(process: Process, of: Json) -> dict[str, Cell]:
    """A sum as published, and whether it holds VAT.

    Find a Tender gives the amount without VAT and `amountGross` with it. Nothing that Contracts
    Finder publishes says so of its own, which therefore stays not stated.
    """
    net, gross = _number(of.get("amount")), _number(of.get("amountGross"))
    if net is None:
        return {} if gross is None else {"value": gross, "value_vat": "Including VAT"}
    found: dict[str, Cell] = {"value": net}
    if gross is not None or process.ocid.startswith(FIND_A_TENDER):
        found["value_vat"] = "Excluding VAT"
    if gross is not None and gross != net:
        found["value_note"] = f"£{gross:,.2f} including VAT"
    return found


def _number(said: Any) -> float | int | None:
    """A sum as a number; the standard asks for one, and some publishers give a text."""
    try:
        number = float(said) if isinstance(said, str) else said
    except ValueError:
        return None
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        return None
    return number


def period(process: Process, agreement: Agreement) -> tuple[dict[str, Cell], list[str]]:
    """Start, end and options to extend, and notes of what has no place among them."""
    lots = agreement.lots or tuple(parts(part(process.compiled, "tender"), "lots"))[:1]
    told = (
        part(agreement.contract, "period"),
        part(agreement.award, "contractPeriod"),
        *(part(lot, "contractPeriod") for lot in lots),
        part(process.compiled, "tender", "contractPeriod"),
    )
    dates = next((of for of in told if text(of, "startDate") or text(of, "endDate")), {})
    cells: dict[str, Cell] = {
        "start_date": day_of(text(dates, "startDate")),
        "end_date": day_of(text(dates, "endDate")),
    }
    notes = []
    options = next(
        (found for of in (agreement.award, *lots) if (found := text(part(of, "renewal"), "description"))), ""
    )
    if len(options) <= LONGEST_OPTION:
        cells["extensions"] = options
    else:
        notes.append(f"Options to extend: {options}")
    longest = day_of(text(dates, "maxExtentDate"))
    if longest and longest != cells["end_date"]:
        notes.append(f"Latest end with every extension: {longest}")
    return cells, notes


def letting(process: Process) -> dict[str, Cell]:
    """The procedure, whether it led to a framework, and the law that it followed."""
    tender = part(process.compiled, "tender")
    details, method = text(tender, "procurementMethodDetails"), text(tender, "procurementMethod")
    details = details.removeprefix("Other").strip(" -")
    route = (details or METHODS.get(method, method))[:LONGEST_OPTION]
    called_off = any(
        "framework" in texts(of, "relationship") for of in parts(process.compiled, "relatedProcesses")
    )
    techniques = part(tender, "techniques")
    framework = bool(truth(techniques, "hasFrameworkAgreement") or part(techniques, "frameworkAgreement"))
    return {
        "route": route,
        "agreement_kind": "call-off" if called_off else kind_of_agreement(route=route, framework=framework),
        "regime": REGIMES.get(text(part(tender, "legalBasis"), "id"), ""),
    }
