"""Cells that say one of a list, in the list's own words or in those that registers use."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import models

from boroughs.models import ServiceArea, SkillLevel
from contracts.imports.cells.parsed import Parsed, doubt, known
from contracts.imports.cells.plain import plain
from contracts.imports.cells.words import state_from_words
from contracts.models import Contract, State, SystemInUse
from thirty3.spreadsheets.cells import Cell

type Words = Mapping[str, str]


def folded_choices(choices: type[models.TextChoices], words: Words) -> dict[str, str]:
    """Each value and label of a list, and other words for them, by folded text."""
    own = {_fold(text): str(value) for value, label in choices.choices for text in (str(value), str(label))}
    return own | {_fold(text): value for several, value in words.items() for text in several.split("|")}


def _fold(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


HOSTING: Final = folded_choices(
    SystemInUse.Hosting,
    {
        "cloud hosted|saas|software as a service|cloud service|vendor cloud|supplier cloud|supplier's cloud|"
        "vendor saas|public cloud saas": "saas",
        "azure|aws|private cloud|iaas|paas|own cloud|council cloud|our cloud|google cloud": "cloud",
        "on premise|on premises|on prem|onprem|in house|own data centre|data center|local|internal|"
        "council data centre|self hosted|internally hosted": "data-centre",
        "supplier hosted|vendor hosted|externally hosted|hosted|managed hosting|hosted by supplier|"
        "third party hosted|remote": "hosted",
        "shared service|shared|hosted by shared service|partner hosted": "shared",
    },
)
STATUS: Final = folded_choices(
    SystemInUse.Status,
    {
        "piloting|trial|proof of concept|poc|in pilot|testing": "pilot",
        "in use|active|current|in production|production|operational|in service": "live",
        "replacing|to be replaced|under replacement|being decommissioned|decommissioning|end of life|"
        "legacy": "replacing",
        "decommissioned|no longer used|not in use|ended|closed|archived": "retired",
    },
)
AGREEMENT_KIND: Final = folded_choices(
    Contract.Kind,
    {
        "call off|call off contract|framework call off|calloff|call off order": "call-off",
        "framework agreement|dps|dynamic purchasing system": "framework",
        "po|purchase order|order": "purchase-order",
        "agreement|services|goods|supplies|service|software|licence|other": "contract",
    },
)
COMPETITION: Final = folded_choices(
    Contract.Competition,
    {
        "itq|rfq|quotation|quotations|quotes|request for quotation|request for quote|invited quote": "quote",
        "itt|tendered|open tender|invitation to tender|published tender|published itt|tenders|pitt": "tender",
        "no|none|n a|direct award|not applicable|no competition": "neither",
    },
)
REGIME: Final = folded_choices(
    Contract.Regime,
    {
        "pcr|pcr 2015|pcr15|pcr2015|public contracts regulations": "2015",
        "pa|pa23|pa 23|pa 2023|pa2023|procurement act": "2023",
    },
)
SPAN: Final = folded_choices(
    Contract.ValueSpan,
    {
        "annual|annually|per annum|pa|p a|per year|yearly|year": "annual",
        "total|whole contract|lifetime|whole life of the contract|full term|life": "whole-life",
    },
)
VALUE_KIND: Final = folded_choices(
    Contract.ValueKind,
    {
        "tender|tender value|estimate|estimated|estimated value": "tender",
        "awarded|award|award value|actual|contract value": "awarded",
        "maximum|max|up to|limit|cap": "ceiling",
        "spent|spend to date|actual spend": "spend",
    },
)
SIDE: Final = folded_choices(
    ServiceArea.Side,
    {"front line|front office|resident facing|f": "frontline", "back office|internal|c": "corporate"},
)
SKILL_LEVEL: Final = {_fold(str(label)): int(value) for value, label in SkillLevel.Level.choices} | {
    "0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "none": 0, "no": 0, "no skill": 0, "beginner": 1, "basic": 1,
    "working": 2, "intermediate": 2, "competent": 2, "advanced": 3, "expert": 4, "can teach": 4,
}  # fmt: skip

# The first that fits counts, so the narrower stands before the wider.
ROUTES: Final[Sequence[tuple[re.Pattern[str], str]]] = tuple(
    (re.compile(pattern), route.value)
    for pattern, route in (
        (r"\bmini[- ]?comp|\bfurther comp|\bmini[- ]?tender", Contract.Route.MINI_COMPETITION),
        (
            r"\bvariation\b|\bextension\b|\bextend|\bmodification\b|\bnovation\b|\bchange to\b",
            Contract.Route.VARIATION,
        ),
        (
            r"\bdirect(?:ly)?(?: ?award|,| contract|$)|\bdirectaward\b|"
            r"\bsingle[- ](?:tender|source|supplier)|"
            r"\bsole (?:source|supplier)|without (?:prior )?publication|withoutpublication|"
            r"without (?:a )?(?:prior )?(?:call for )?compet|\bno competition\b|\bwaiver\b|\bnon[- ]?compet",
            Contract.Route.DIRECT,
        ),
        (r"\bdynamic (?:purchasing|market)|\bdps\b", Contract.Route.DYNAMIC),
        (r"\bcall(?:ed)?[- ]?off\b|\bframework\b|\bg-?cloud\b", Contract.Route.CALL_OFF),
        (
            r"\bnegotiat|\bcompetitive dialogue\b|\bcompetitivedialogue\b|\bcompetitive flexible\b|"
            r"\binnovation partnership\b",
            Contract.Route.NEGOTIATED,
        ),
        (r"\brestricted\b|\bselective\b|\btwo[- ]stage\b", Contract.Route.RESTRICTED),
        (r"\bquot(?:e|es|ation|ations)\b|\brfq\b|\bitq\b", Contract.Route.QUOTATION),
        (r"\bopen\b|\bopen(?:procedure|tender)|\btender(?:ed)?$|\bitt\b", Contract.Route.OPEN),
    )
)


def route(cell: Cell) -> Parsed[str]:
    """How the supplier was chosen. The source's own words stay as a note beside it."""
    words = plain(cell)
    said: Parsed[str] | None = state_from_words(words)
    if said:
        return said
    folded = words.casefold()
    for value, label in Contract.Route.choices:
        if folded in (str(value), str(label).casefold()):
            return known(str(value))
    return known(next((value for pattern, value in ROUTES if pattern.search(folded)), "other"), note=words)


def _one_of[T](cell: Cell, choices: Mapping[str, T], offered: Sequence[str]) -> Parsed[T]:
    words = plain(cell)
    folded = _fold(words)
    if folded in choices:
        return known(choices[folded])
    said: Parsed[T] | None = state_from_words(words, not_applicable=State.NONE)
    if said:
        return said
    message = f"“{words[:80]}” is not one of the words for this column: {', '.join(offered)}."
    return doubt("not-in-list", message, words, note=words)


def hosting(cell: Cell) -> Parsed[str]:
    return _one_of(cell, HOSTING, SystemInUse.Hosting.labels)


def status(cell: Cell) -> Parsed[str]:
    return _one_of(cell, STATUS, SystemInUse.Status.labels)


def agreement_kind(cell: Cell) -> Parsed[str]:
    return _one_of(cell, AGREEMENT_KIND, Contract.Kind.labels)


def competition(cell: Cell) -> Parsed[str]:
    return _one_of(cell, COMPETITION, Contract.Competition.labels)


def regime(cell: Cell) -> Parsed[str]:
    return _one_of(cell, REGIME, Contract.Regime.labels)


def value_span(cell: Cell) -> Parsed[str]:
    return _one_of(cell, SPAN, Contract.ValueSpan.labels)


def value_kind(cell: Cell) -> Parsed[str]:
    return _one_of(cell, VALUE_KIND, Contract.ValueKind.labels)


def side(cell: Cell) -> Parsed[str]:
    return _one_of(cell, SIDE, ServiceArea.Side.labels)


def skill_level(cell: Cell) -> Parsed[int]:
    return _one_of(cell, SKILL_LEVEL, [str(label) for label in SkillLevel.Level.labels])
