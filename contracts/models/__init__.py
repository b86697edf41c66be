"""The base tables of contracts: written by services, read by the public through `Listing` alone."""

from contracts.models.answer import Answer
from contracts.models.confirmation import Confirmation
from contracts.models.contract import Contract, ContractSupplier, ExtensionOption
from contracts.models.imports import ColumnChoice, ImportAnswer, ImportBatch, ImportRow, ImportWrite
from contracts.models.interests import (
    Interest,
    OpportunityFollower,
    OpportunityNews,
    OpportunityQuestion,
    SharedNeed,
)
from contracts.models.journeys import Journey, JourneyTask
from contracts.models.listing import Listing, ListingDraft
from contracts.models.offers import OfferConfirmation, UseClaim
from contracts.models.opinions import Disagreement, Opinion
from contracts.models.opportunities import BarrierAnswer, Opportunity, OpportunityLot, OpportunityStep, Stage
from contracts.models.practice_note import PracticeNote
from contracts.models.problems import DataIssue, ReportedWords
from contracts.models.provenance import Assertion, Rank, Source
from contracts.models.ratings import PublishedRating
from contracts.models.states import State
from contracts.models.supplier_group import GroupAnswer, GroupAsk, GroupMember
from contracts.models.system import SystemInUse
from thirty3.precision import Precision

__all__ = [
    "Answer",
    "Assertion",
    "BarrierAnswer",
    "ColumnChoice",
    "Confirmation",
    "Contract",
    "ContractSupplier",
    "DataIssue",
    "Disagreement",
    "ExtensionOption",
    "GroupAnswer",
    "GroupAsk",
    "GroupMember",
    "ImportAnswer",
    "ImportBatch",
    "ImportRow",
    "ImportWrite",
    "Interest",
    "Journey",
    "JourneyTask",
    "Listing",
    "ListingDraft",
    "OfferConfirmation",
    "Opinion",
    "Opportunity",
    "OpportunityFollower",
    "OpportunityLot",
    "OpportunityNews",
    "OpportunityQuestion",
    "OpportunityStep",
    "PracticeNote",
    "Precision",
    "PublishedRating",
    "Rank",
    "ReportedWords",
    "SharedNeed",
    "Source",
    "Stage",
    "State",
    "SystemInUse",
    "UseClaim",
]
