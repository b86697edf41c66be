"""Open contracting releases and records as rows of the import."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from boroughs.models import Borough
from contracts.imports.cells.supplier_lists import supplier_line
from contracts.imports.formats.format import Format
from contracts.imports.formats.notices import AWARDED, OPEN_GOVERNMENT_LICENCE, day_of, row
from contracts.imports.formats.ocds.agreements import Agreement, agreements
from contracts.imports.formats.ocds.merging import Process, processes
from contracts.imports.formats.ocds.reading import Json, codes, part, parts, text, truth, with_line_ends
from contracts.imports.formats.ocds.terms import CONTRACTS_FINDER, FIND_A_TENDER, letting, period, value
from contracts.imports.tables import RawRow
from thirty3.spreadsheets.cells import Cell
from thirty3.spreadsheets.reading import Document

PUBLISHERS = {CONTRACTS_FINDER: "Contracts Finder", FIND_A_TENDER: "Find a Tender"}
NOTICE_NUMBER = re.compile(r"\d{6}-\d{4}")
# Registers whose numbers say which organisation it is; a buyer's own list of suppliers does not
# (org-id.guide).
COMPANIES = ("GB-COH",)
CHARITIES = ("GB-CHC", "GB-SC", "GB-NIC")
SMALL = {"sme": True, "micro": True, "small": True, "medium": True, "large": False}


def documents(found: Iterable[Document]) -> Iterator[RawRow]:
    """A row for each agreement of each contracting process; what is no agreement is set aside."""
    for process in processes(found):
        several = agreements(process)
        for agreement in several:
            said = _named(process, agreement)
            if not agreement.set_aside:
                said |= _said(process, agreement, only=len(several) == 1)
            yield row(process.number, said, set_aside=agreement.set_aside)


def _named(process: Process, agreement: Agreement) -> dict[str, Cell]:
    tender = part(process.compiled, "tender")
    number = text(tender, "id")
    return {
        "reference": number if number and number != process.ocid else process.releases[0] or process.ocid,
        "borough": "; ".join(_buyers(process.compiled)),
        "title": next(
            (
                title
                for of in (agreement.contract, agreement.award, tender, process.compiled)
                if (title := text(of, "title"))
            ),
            "",
        ),
    }


def _said(process: Process, agreement: Agreement, *, only: bool) -> dict[str, Cell]:
    tender = part(process.compiled, "tender")
    let = letting(process)
    sums, sum_notes = value(process, agreement, only=only, kind=str(let["agreement_kind"]))
    times, time_notes = period(process, agreement)
    publisher = next((name for start, name in PUBLISHERS.items() if process.ocid.startswith(start)), "")
    address = _address(process, agreement)
    description = text(tender, "description")
    return {
        "ocid": process.ocid,
        "source_record": f"{process.ocid} {agreement.name}".strip(),
        "only_award": "Yes" if only else "No",
        "notice_id": next((name for name in process.releases if NOTICE_NUMBER.fullmatch(name)), ""),
        "as_at": day_of(process.date),
        "description": with_line_ends(description) if publisher == "Contracts Finder" else description,
        "cpv": " ".join(dict.fromkeys(codes(tender, agreement.award, agreement.contract))),
        "supplier": "\n".join(_suppliers(process.compiled, agreement)),
        "award_date": day_of(text(agreement.award, "date")),
        "links": address,
        "source_url": address,
        "publisher": publisher,
        "evidence": AWARDED,
        "notes": "\n".join([*_state(agreement), *sum_notes, *time_notes]),
        **let,
        **sums,
        **times,
    }


def _buyers(release: Json) -> list[str]:
    """Who buys, the one that the release names as its buyer first."""
    listed = [party for party in parts(release, "parties") if "buyer" in (party.get("roles") or ())]
    named = [*parts(release, "buyer"), *listed]
    if not named:
        named = parts(part(release, "tender"), "procuringEntity")
    # A semicolon stands between two names.
    return list(dict.fromkeys(name.replace(";", ",") for of in named if (name := text(of, "name"))))


def _suppliers(release: Json, agreement: Agreement) -> Iterator[str]:
    parties = {text(party, "id"): party for party in parts(release, "parties")}
    named = parts(agreement.award, "suppliers") or parts(agreement.contract, "suppliers")
    for supplier in named:
        party = parties.get(text(supplier, "id"), {})
        if text(party, "name") not in ("", text(supplier, "name")):
            # Publishers give one id to several suppliers by mistake; then the name decides.
            party = {}
        details = part(party, "details")
        if name := text(supplier, "name") or text(party, "name"):
            yield supplier_line(
                name,
                company=_registered(COMPANIES, supplier, party),
                other=_registered(CHARITIES, supplier, party),
                sme=SMALL.get(text(details, "scale")),
                vcse=truth(details, "vcse"),
            )


def _registered(registers: tuple[str, ...], *organisations: Json) -> str:
    """A supplier's number in one of these registers, from its identifiers or its id."""
    for of in organisations:
        for known in (*parts(of, "identifier"), *parts(of, "additionalIdentifiers")):
            if text(known, "scheme") in registers and text(known, "id"):
                return text(known, "id")
        for register in registers:
            if text(of, "id").startswith(f"{register}-"):
                return text(of, "id").removeprefix(f"{register}-")
    return ""


def _address(process: Process, agreement: Agreement) -> str:
    """Where the notice of the award can be read."""
    for of in (agreement.contract, agreement.award, part(process.compiled, "tender")):
        for document in reversed(parts(of, "documents")):
            if text(document, "documentType").endswith("Notice") and text(document, "url"):
                return text(document, "url")
    return ""


def _state(agreement: Agreement) -> list[str]:
    notes = []
    if text(agreement.award, "status") == "pending":
        notes.append("Awarded; at the time of the notice the contract was not signed yet.")
    if text(agreement.contract, "status") == "terminated":
        notes.append("The notice says that the contract was ended.")
    return notes


def _source(path: Path, borough: Borough | None, demonstration: bool) -> dict[str, Any]:
    return {
        "slug": "demonstration-open-contracting" if demonstration else "open-contracting",
        "name": "Notices in the Open Contracting Data Standard",
        "publisher": "Contracts Finder and Find a Tender, Cabinet Office",
        "url": "https://www.find-tender.service.gov.uk/",
        **OPEN_GOVERNMENT_LICENCE,
    }


OCDS = Format(name="ocds", label="Open contracting package (OCDS)", source=_source, documents=documents)
