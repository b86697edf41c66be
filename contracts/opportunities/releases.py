"""What the releases of one contracting process say of an opportunity."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dateparse import parse_datetime

from contracts.imports.cells.plain import lines as plain_lines
from contracts.imports.cells.plain import plain
from contracts.imports.cells.text import personal_data
from contracts.imports.formats.ocds.merging import Process
from contracts.imports.formats.ocds.reading import Json, codes, part, parts, text, truth, with_line_ends
from contracts.imports.formats.ocds.terms import CONTRACTS_FINDER, FIND_A_TENDER
from contracts.models import Contract, Stage, State
from contracts.opportunities.steps import NOTICES, is_notice_address
from thirty3.london_time import LONDON

LONGEST_TITLE: Final = 150
LONGEST_TEXT: Final = 5_000
MOST_LOTS: Final = 40
LEAST_POUNDS: Final = Decimal(10)
MOST_POUNDS: Final = Decimal(10) ** 13
ENDED: Final = frozenset(("cancelled", "withdrawn", "unsuccessful"))
# The types of notices of the Act that publish each step; others, such as old ones, have no code here.
CODES: Final = {code for found in NOTICES.values() for code in found}
NOT_SAID: Final = "The notice says how to respond."


@dataclass(frozen=True)
class Lot:
    """A lot as the notice tells it."""

    title: str
    value: Decimal | None
    smes: bool | None
    vcses: bool | None


@dataclass(frozen=True)
class Said:
    """What the notices of a process say. Without a stage they tell of no opportunity."""

    title: str
    outcome: str
    stage: Stage | None
    code: str
    notice: str
    date: str
    day: datetime.date
    buyers: list[str]
    cpv: list[str]
    deadline: datetime.datetime | None
    value_min: Decimal | None
    value_max: Decimal | None
    value_vat: str
    respond_url: str
    suits_smes: bool | None
    suits_vcses: bool | None
    personal: bool
    lots: list[Lot] = field(default_factory=list)

    def facts(self) -> dict[str, Any]:
        """The facts of an opportunity that they say."""
        known = self.value_min is not None or self.value_max is not None
        return {
            "title": self.title,
            "outcome": self.outcome or self.title,
            "deadline": self.deadline,
            "value_min": self.value_min,
            "value_max": self.value_max,
            "value_state": State.KNOWN.value if known else State.UNKNOWN.value,
            "value_vat": self.value_vat,
            "respond_url": self.respond_url,
            "how_to_respond": NOT_SAID,
            "suits_smes": self.suits_smes,
            "suits_vcses": self.suits_vcses,
        }


def said_by(process: Process) -> Said:
    """Read a process, of which anything may be missing or of another type than it should be."""
    release = process.compiled
    tender = part(release, "tender")
    stage = _stage(process)
    code, notice = _notice(release, stage)
    lots = list(_lots(tender))[:MOST_LOTS]
    title = plain(text(tender, "title") or text(release, "title"))
    about = text(tender, "description") or text(release, "description")
    if process.ocid.startswith(CONTRACTS_FINDER):
        about = with_line_ends(about)
    about = plain_lines(about)
    low, high, vat = _value(process, tender, stage)
    smes, vcses = _suitable(part(tender, "suitability"))
    for_lots = ({lot.smes for lot in lots}, {lot.vcses for lot in lots})
    return Said(
        title=title[:LONGEST_TITLE].rstrip(),
        outcome=_without_people(about)[:LONGEST_TEXT].rstrip(),
        stage=stage,
        code=code,
        notice=notice,
        date=process.date,
        day=_day(process.date),
        buyers=list(_buyers(release)),
        cpv=list(dict.fromkeys(codes(tender))),
        deadline=_moment(text(part(tender, "tenderPeriod"), "endDate")),
        value_min=low,
        value_max=high,
        value_vat=vat,
        respond_url=_where_to_respond(tender),
        suits_smes=True if True in for_lots[0] else smes,
        suits_vcses=True if True in for_lots[1] else vcses,
        personal=personal_data(title) is not None,
        lots=lots if len(lots) > 1 else [],
    )


def _without_people(prose: str) -> str:
    """The lines of a description that name or reach nobody."""
    kept = (line for line in prose.split("\n") if personal_data(line) is None)
    return "\n".join(kept).strip()


def _stage(process: Process) -> Stage | None:
    """How far a process has come by its tags and the status of its tender."""
    release = process.compiled
    tender = part(release, "tender")
    status = text(tender, "status")
    if status in ENDED or "tenderCancellation" in process.tags:
        return Stage.WITHDRAWN
    if any(text(award, "status") in ("active", "pending", "") for award in parts(release, "awards")):
        return Stage.AWARDED
    if status in ("planning", "planned") or (process.tags and process.tags <= {"planning", "planningUpdate"}):
        kinds = {text(one, "noticeType") for one in _documents(release)}
        types = {text(one, "documentType") for one in _documents(release)}
        engaged = "UK2" in kinds or "marketEngagementNotice" in types
        return Stage.ENGAGEMENT if engaged else Stage.PLANNED
    if status == "active" or process.tags & {"tender", "tenderUpdate", "tenderAmendment"}:
        return Stage.OPEN
    return None


def _documents(release: Json) -> Iterator[Json]:
    for of in (part(release, "planning"), part(release, "tender"), *parts(release, "awards")):
        yield from parts(of, "documents")
    for of in parts(release, "contracts"):
        yield from parts(of, "documents")


def _notice(release: Json, stage: Stage | None) -> tuple[str, str]:
    """The code and the address of the notice that publishes a stage, the last of those that may."""
    owed = NOTICES[stage] if stage else ()
    found, other = ("", ""), ("", "")
    for one in _documents(release):
        url, code = text(one, "url"), text(one, "noticeType")
        if not is_notice_address(url) or "/Attachment/" in url:
            continue
        if code in owed:
            found = (code, url)
        elif code not in CODES:
            other = ("", url)
    return found if found[1] else other


def _buyers(release: Json) -> Iterator[str]:
    """Who buys, the one that the release names as its buyer first."""
    listed = [party for party in parts(release, "parties") if "buyer" in (party.get("roles") or ())]
    for of in [*parts(release, "buyer"), *listed] or parts(part(release, "tender"), "procuringEntity"):
        if name := text(of, "name"):
            yield name[:300]


def _lots(tender: Json) -> Iterator[Lot]:
    for number, lot in enumerate(parts(tender, "lots"), 1):
        title = plain(text(lot, "title"))
        if not title or personal_data(title) is not None:
            title = f"Lot {number}"
        smes, vcses = _suitable(part(lot, "suitability"))
        yield Lot(title[:200].rstrip(), _pounds(part(lot, "value"))[0], smes, vcses)


def _suitable(said: Json) -> tuple[bool | None, bool | None]:
    return truth(said, "sme"), truth(said, "vcse")


def _value(process: Process, tender: Json, stage: Stage | None) -> tuple[Decimal | None, Decimal | None, str]:
    """The range, or the one sum, and whether VAT is in it; what an award says of a sum is the contract's."""
    low, _ = _pounds(part(tender, "minValue"))
    high, net = _pounds(part(tender, "value"))
    if high is not None and low is None:
        low = high
    if low is not None and high is not None and high < low:
        low = high
    if low is None and high is None:
        return None, None, Contract.Vat.NOT_STATED.value
    excluding = net and process.ocid.startswith(FIND_A_TENDER)
    gross = not net and high is not None
    vat = (
        Contract.Vat.EXCLUDING if excluding else Contract.Vat.INCLUDING if gross else Contract.Vat.NOT_STATED
    )
    return low, high, vat.value


def _pounds(of: Json) -> tuple[Decimal | None, bool]:
    """A sum in pounds, and whether it is the one without VAT; nothing for other money and placeholders."""
    if text(of, "currency") not in ("", "GBP"):
        return None, False
    for name in ("amount", "amountGross"):
        try:
            amount = Decimal(text(of, name))
        except InvalidOperation:
            continue
        # Less than ten pounds stands for nothing said.
        if amount.is_finite() and LEAST_POUNDS <= amount < MOST_POUNDS:
            return amount.quantize(Decimal("0.01")), name == "amount"
    return None, False


def _moment(written: str) -> datetime.datetime | None:
    """A moment with its zone; without one it is of London."""
    try:
        found = parse_datetime(written)
    except ValueError:
        return None
    if found is None:
        return None
    try:
        aware = found if found.tzinfo else found.replace(tzinfo=LONDON)
        return aware.astimezone(datetime.UTC).replace(second=0, microsecond=0)
    except (OverflowError, ValueError):
        return None


def _day(written: str) -> datetime.date:
    """The day of a notice; today for one that gives none."""
    moment = _moment(written)
    today = datetime.datetime.now(tz=LONDON).date()
    return min(moment.astimezone(LONDON).date(), today) if moment else today


def _where_to_respond(tender: Json) -> str:
    """The address of the portal: as such, or as the link that Contracts Finder adds to a notice."""
    linked = (text(one, "url") for one in parts(tender, "documents") if not text(one, "documentType"))
    elsewhere = (url for url in linked if not is_notice_address(url))
    return next(filter(None, map(_address, (text(tender, "submissionMethodDetails"), *elsewhere))), "")


def _address(written: str) -> str:
    """What is written, if it is an address."""
    word = written.strip()
    if not word.startswith("https://") or len(word) > 500:
        return ""
    try:
        URLValidator(schemes=["https"])(word)
    except ValidationError:
        return ""
    return word
