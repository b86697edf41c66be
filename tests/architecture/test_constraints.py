"""What the database itself refuses, each constraint from both sides: a row that it lets in, and one not."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    HowToSell,
    Invitation,
    LotiMembership,
    Officer,
    Partnership,
    PartnershipMember,
    RoleRequest,
    ServiceArea,
    Skill,
    SkillLevel,
)
from contracts.models import (
    Answer,
    Assertion,
    BarrierAnswer,
    ColumnChoice,
    Contract,
    ContractSupplier,
    DataIssue,
    Disagreement,
    ExtensionOption,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    ImportAnswer,
    ImportBatch,
    ImportRow,
    ImportWrite,
    Interest,
    Journey,
    JourneyTask,
    Listing,
    ListingDraft,
    OfferConfirmation,
    Opinion,
    Opportunity,
    OpportunityFollower,
    OpportunityLot,
    OpportunityQuestion,
    OpportunityStep,
    PracticeNote,
    PublishedRating,
    ReportedWords,
    SharedNeed,
    Source,
    State,
    SystemInUse,
    UseClaim,
)
from suppliers.models import (
    Certification,
    CertificationReminder,
    Claim,
    FrameworkPlace,
    HowKnown,
    LikelyDuplicate,
    Product,
    ProductAlias,
    ProductOffer,
    ProfileEdit,
    Reference,
    SizeFigures,
    Supplier,
    SupplierAlias,
    SupplierInvitation,
    SupplierMember,
    SupplierOwnership,
    SupplierProfile,
    SupplierSplit,
)
from tests import factories
from tests.architecture.sources import LAYERS
from tests.toolkit.guidance import texts
from thirty3.accounts.models import OpenSession, User
from thirty3.history.models import Change, Merge, Tombstone
from thirty3.periodic.models import JobRun
from thirty3.search.models import FacetBits, SameWords, Stamp
from toolkit.models import (
    Call,
    Collaborator,
    LearnMore,
    Page,
    PageFeedback,
    Problem,
    ProblemArea,
    Project,
    ProjectLink,
    Question,
    RenderedPage,
    Resource,
    Response,
    ResponseFile,
    Stage,
    TimelineEntry,
)

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 4, 1)
EVE = DAY - datetime.timedelta(days=1)
A_DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
# In a fact of a case: the row's own id.
ITSELF = object()
type Facts = dict[str, Any]


def somebody() -> User:
    return User.objects.filter(email="a@b.example").first() or User.objects.create_user("a@b.example")


def a_domain() -> EmailDomain:
    return EmailDomain.objects.get_or_create(domain="b.example")[0]


def a_journey() -> Journey:
    return Journey.objects.create(borough=factories.borough(), title="One", started_on=DAY)


def another_journey() -> Journey:
    return Journey.objects.create(borough=factories.borough("Brent"), title="Two", started_on=DAY)


def a_project() -> Project:
    words = {"summary": "One", "introduction": "Two", "status": "planned"}
    return Project.objects.create(slug="shared", name="Shared", **words)


# A row of each model that says no more than it must.
PLAIN: dict[type[models.Model], Callable[[], Facts]] = {
    User: lambda: {"email": "someone@camden.example"},
    Change: lambda: {"kind": "a.b", "record_id": 1, "version": 1, "action": "created"},
    Merge: lambda: {"kind": "a.b", "loser_id": 1, "survivor_id": 2, "why": "They are one"},
    Tombstone: lambda: {"kind": "a.b", "key": "2345678923", "audience": "public"},
    JobRun: lambda: {"name": "tidying"},
    Answer: lambda: {"borough": factories.borough()},
    OpenSession: lambda: {
        "user": User.objects.get_or_create(email="a@b.example")[0],
        **{"session_key": "a", "device": "x"},
    },
    Stamp: lambda: {"kind": "contract", "audience": "public", "changed_at": NOW},
    FacetBits: lambda: {
        **{"kind": "contract", "audience": "public", "facet": "borough", "value": "camden"},
        **{"bits": b"", "stamp": 1},
    },
    Borough: lambda: {"slug": "camden", "name": "Camden", "formal_name": "Camden", "kind": "authority"},
    BoroughName: lambda: {"borough": factories.borough("Brent"), "spelling": "Brent", "folded": "brent"},
    EmailDomain: lambda: {"domain": "camden.example"},
    LotiMembership: lambda: {"borough": factories.borough(), "since_date": DAY},
    ServiceArea: lambda: {"slug": "parks", "name": "Parks", "side": "frontline"},
    Function: lambda: {"slug": "repairs", "name": "Repairs", "area": factories.area()},
    Partnership: lambda: {"slug": "shared", "name": "Shared"},
    PartnershipMember: lambda: {
        "borough": factories.borough(),
        "partnership": Partnership.objects.create(slug="shared", name="Shared"),
    },
    Officer: lambda: {"user": User.objects.create_user("a@b.example"), "borough": factories.borough()},
    HowToSell: lambda: {"borough": factories.borough(), "as_at_date": DAY},
    RoleRequest: lambda: {
        **{"user": somebody(), "borough": factories.borough()},
        **{"domain": a_domain(), "role": "reader", "statement_version": 1, "stated_on": DAY},
        "interests": "None",
    },
    Invitation: lambda: {
        **{"user": somebody(), "borough": factories.borough()},
        **{"domain": a_domain(), "role": "reader", "lapses_at": NOW},
    },
    Skill: lambda: {"slug": "python", "name": "Python"},
    SkillLevel: lambda: {
        "borough": factories.borough(),
        "skill": Skill.objects.create(slug="python", name="Python"),
        "level": 2,
    },
    SameWords: lambda: {"slug": "crm", "words": ["CRM", "customer relationship management"]},
    Supplier: lambda: {"slug": "acme", "name": "Acme"},
    SupplierAlias: lambda: {"supplier": factories.supplier(), "spelling": "Acme", "folded": "acme"},
    Product: lambda: {"slug": "homes", "name": "Homes"},
    ProductAlias: lambda: {"product": factories.product(), "spelling": "Homes", "folded": "homes"},
    SupplierMember: lambda: {"user": somebody(), "supplier": factories.supplier(), "came_by": "staff"},
    Claim: lambda: {"user": somebody(), "kind": "register", "supplier": factories.supplier()},
    SupplierInvitation: lambda: {
        **{"user": somebody(), "supplier": factories.supplier()},
        **{"role": "editor", "lapses_at": NOW},
    },
    Certification: lambda: {"supplier": factories.supplier(), "scheme": "ISO 27001"},
    SupplierOwnership: lambda: {
        **{"supplier": factories.supplier(), "parent": factories.supplier()},
        **{"source": "Its accounts"},
    },
    LikelyDuplicate: lambda: {"first_id": 1, "second_id": 2, "confidence": 80},
    SupplierSplit: lambda: {"from_id": 1, "to_id": 2, "made": True, "why": "Two firms"},
    ProfileEdit: lambda: {
        **{"user": somebody(), "supplier": factories.supplier()},
        **{"section": "about", "state": "waiting"},
    },
    HowKnown: lambda: {
        **{"supplier": factories.supplier(), "section": "about"},
        **{"how": "said", "on_date": NOW.date()},
    },
    SupplierProfile: lambda: {"supplier": factories.supplier()},
    SizeFigures: lambda: {"supplier": factories.supplier(), "staff": 5, "as_at_date": NOW.date()},
    Reference: lambda: {"supplier": factories.supplier(), "role": "Head", "organisation": "A Trust"},
    CertificationReminder: lambda: {
        "certification": Certification.objects.create(supplier=factories.supplier(), scheme="ISO 27001"),
        **{"step": 30, "expires_date": DAY, "due_on": DAY},
    },
    ProductOffer: lambda: {"supplier": factories.supplier(), "product": factories.product()},
    FrameworkPlace: lambda: {"supplier": factories.supplier(), "framework": "G-Cloud 14"},
    OfferConfirmation: lambda: {
        "offer": ProductOffer.objects.create(supplier=factories.supplier(), product=factories.product()),
        **{"borough": factories.borough(), "answer": "fees", "words": "No", "confirmed_on": DAY},
    },
    UseClaim: lambda: {
        **{"supplier": factories.supplier(), "product": factories.product()},
        **{"borough": factories.borough(), "said_on": DAY},
    },
    Contract: lambda: {"title": "Housing system", "lead_buyer": factories.borough()},
    ContractSupplier: lambda: {"contract": factories.contract(), "supplier": factories.supplier()},
    ExtensionOption: lambda: {"contract": factories.contract(), "position": 1, "months": 12},
    Source: lambda: {"slug": "register", "name": "Register", "rank": 2},
    Assertion: lambda: {
        **{"source": factories.source(), "source_record_id": "1", "rank": 2},
        **{"record_kind": "contracts.contract", "record_id": 1},
    },
    ImportBatch: lambda: {"file_name": "a.csv"},
    ColumnChoice: lambda: {"borough": factories.borough(), "heading": "what", "meaning": "title"},
    ImportAnswer: lambda: {"batch": a_batch(), "kind": "row", "sheet": "", "row_number": 2},
    ImportRow: lambda: {"batch": a_batch(), "position": 1, "row_number": 2, "outcome": "new"},
    ImportWrite: lambda: {
        **{"batch": a_batch(), "record_kind": "contracts.contract", "record_id": 1, "action": "new"},
    },
    PracticeNote: lambda: {
        **{"borough": factories.borough(), "role": "Editor", "title": "One", "text": "Two"},
        **{"engagement": "Supplier day", "written_on": EVE, "confirmed_on": EVE, "lapses_on": DAY},
    },
    GroupMember: lambda: {
        **{"supplier": factories.supplier(), "borough": factories.borough(), "joined_on": DAY},
    },
    GroupAsk: lambda: {"supplier": factories.supplier(), "title": "One", "text": "Two", "written_on": DAY},
    GroupAnswer: lambda: {
        **{"ask": an_ask(), "text": "Yes", "said_on": DAY},
        **{"recorded_by": factories.borough(), "source": "A letter"},
    },
    Opportunity: lambda: {"borough": factories.borough(), "title": "One", "outcome": "Two"},
    OpportunityStep: lambda: {"opportunity": an_opportunity(), "stage": "need", "on_date": DAY},
    OpportunityLot: lambda: {"opportunity": an_opportunity(), "position": 1, "title": "One"},
    BarrierAnswer: lambda: {"opportunity": an_opportunity(), "barrier": "bias", "answer": "done"},
    OpportunityQuestion: lambda: {"opportunity": an_opportunity(), "text": "Why?", "asked_on": DAY},
    Interest: lambda: {"opportunity": an_opportunity(), "supplier": factories.supplier(), "since_date": DAY},
    SharedNeed: lambda: {"opportunity": an_opportunity(), "borough": factories.borough(), "since_date": DAY},
    OpportunityFollower: lambda: {
        "opportunity": an_opportunity(),
        "user": User.objects.get_or_create(email="follows@b.example")[0],
    },
    PublishedRating: lambda: {
        **{"contract_key": "2345678923", "measure": "Calls", "rating": "Good", "published_on": DAY},
        **{"source": "UK9", "source_url": "https://example.org/notice"},
    },
    Opinion: lambda: {"subject": "product", "subject_id": 1, "year": 2026, "halves": 7, "count": 3},
    Disagreement: lambda: {
        **{"supplier": factories.supplier(), "borough": factories.borough(), "statement": "exit:fee"},
        **{"statement_words": "No fee.", "text": "There was one.", "written_on": EVE},
    },
    Listing: lambda: a_list_row(),
    ListingDraft: lambda: {**a_list_row(), "run": "2345678923"},
    SystemInUse: lambda: {"borough": factories.borough(), "product": factories.product()},
    Call: lambda: {
        **{"slug": "housing", "title": "Housing", "introduction": "What?", "kind": "survey"},
        **{"opens_at": NOW - A_DAY, "closes_at": NOW},
    },
    Question: lambda: {"call": a_call(), "key": "2345678923", "label": "What?"},
    Response: lambda: {"call": a_call(), "supplier": factories.supplier()},
    ResponseFile: lambda: {
        "response": Response.objects.create(**PLAIN[Response]()),
        **{"name": "a.pdf", "stored_as": "a", "size_bytes": 1},
    },
    LearnMore: lambda: {
        "response": Response.objects.create(**PLAIN[Response]()),
        "borough": factories.borough(),
    },
    DataIssue: lambda: {"wrong": "date", "due_date": DAY},
    ReportedWords: lambda: {
        "issue": DataIssue.objects.create(wrong="date", due_date=DAY),
        "text": "It is wrong",
    },
    Journey: lambda: {"borough": factories.borough(), "title": "One", "started_on": DAY},
    JourneyTask: lambda: {"journey": a_journey(), "task": "team"},
    Stage: lambda: {"slug": "design", "title": "Design", "summary": "One", "order": 30},
    Resource: lambda: {
        **{"slug": "plan", "title": "Plan", "summary": "One", "stage": texts.stage(), "order": 10},
        **{"body": "Write.", "checked_on": DAY},
    },
    Page: lambda: {
        **{"slug": "begin", "title": "Begin", "summary": "One", "stage": texts.stage(), "order": 10},
        **{"body": "Write.", "checked_on": DAY, "review_on": DAY + datetime.timedelta(days=365)},
    },
    RenderedPage: lambda: {"page": Page.objects.create(**PLAIN[Page]()), "made_of": "1", "html": "One"},
    Problem: lambda: {"key": "hard", "who": "officer", "words": "It is hard.", "order": 10},
    PageFeedback: lambda: {"page": texts.page(), "useful": True, "given_on": DAY},
    Project: lambda: {
        **{"slug": "together", "name": "Together", "summary": "One", "introduction": "Two"},
        "status": "finished",
    },
    Collaborator: lambda: {"project": a_project(), "name": "LOTI", "part": "ran it."},
    ProblemArea: lambda: {"project": a_project(), "title": "One"},
    TimelineEntry: lambda: {"project": a_project(), "position": 1, "kind": "survey", "title": "One"},
    ProjectLink: lambda: {"project": a_project(), "title": "One", "url": "https://example.org/"},
}


def an_opportunity() -> Opportunity:
    found = Opportunity.objects.filter(title="One").first()
    return found or Opportunity.objects.create(**PLAIN[Opportunity]())


def a_call() -> Call:
    return Call.objects.filter(slug="housing").first() or Call.objects.create(**PLAIN[Call]())


def an_ask() -> GroupAsk:
    return GroupAsk.objects.create(**PLAIN[GroupAsk]())


def a_batch() -> ImportBatch:
    return ImportBatch.objects.create(file_name="a.csv")


def a_list_row() -> Facts:
    return {
        **{"kind": "contract", "audience": "public", "record_id": 1, "key": "2345678923"},
        **{"demonstration": False, "title": "Housing system", "updated_at": NOW, "data": {}},
    }


def in_step(fact: str, column: str, value: Any, blank: Any = None) -> tuple[list[Facts], list[Facts]]:
    """A value stands exactly when its state is known: neither, both, and each alone."""
    state = f"{fact}_state"
    others = [one for one in State.values if one != State.KNOWN]
    accepted = [{state: "known", column: value}, *({state: one, column: blank} for one in others)]
    refused = [{state: "known", column: blank}, *({state: one, column: value} for one in others)]
    return accepted, refused


def one_of_four(fact: str, **when_known: Any) -> tuple[list[Facts], list[Facts]]:
    state = f"{fact}_state"
    accepted = [{state: one} for one in State.values if one != State.KNOWN] + [{state: "known", **when_known}]
    return accepted, [{state: "perhaps"}, {state: ""}, {state: "Known"}]


DECIDED = {"sent_at": NOW, "decided_at": NOW}
ASKED = ("asked", "answered", "agreed", "refused", "closed")
ON_A_DATE = {"end_kind": "fixed", "end_date": DAY}
# Of each check: its model, facts that it lets in, and facts that it does not.
CHECKS: dict[str, tuple[type[models.Model], list[Facts], list[Facts]]] = {
    "opportunity_value_state_is_one_of_four": (
        Opportunity,
        [{"value_state": one} for one in ("unknown", "none", "withheld")],
        [{"value_state": ""}, {"value_state": "perhaps"}],
    ),
    "opportunity_value_exactly_when_known": (
        Opportunity,
        [{"value_state": "known", name: 1} for name in ("value_min", "value_max")],
        [{"value_state": "known"}, {"value_min": 1}, {"value_state": "withheld", "value_max": 1}],
    ),
    "opportunity_value_from_less_to_more": (
        Opportunity,
        [{"value_state": "known", "value_min": 1, "value_max": 1}],
        [{"value_state": "known", "value_min": 2, "value_max": 1}],
    ),
    "opportunity_step_with_notice_or_reason": (
        OpportunityStep,
        [
            *({"stage": one} for one in ("need", "closed", "withdrawn")),
            {"stage": "open", "notice_url": "https://a.example/"},
            {"stage": "awarded", "reason": "None is owed."},
        ],
        [{"stage": one} for one in ("engagement", "planned", "open", "awarded")],
    ),
    "barrier_not_possible_says_why": (
        BarrierAnswer,
        [{"answer": "not-possible", "why": "No time"}, {"answer": "does-not-apply"}],
        [{"answer": "not-possible"}],
    ),
    "opportunity_answer_has_its_time": (
        OpportunityQuestion,
        [{"answer": "So", "answered_at": NOW}],
        [{"answer": "So"}, {"answered_at": NOW}],
    ),
    "practice_note_about_one_thing": (
        PracticeNote,
        [{"engagement": "Call"}, {"engagement": "", "contract_key": "2345678923"}],
        [{"engagement": ""}, {"contract_key": "2345678923"}],
    ),
    "practice_note_lapses_after_it_was_confirmed": (
        PracticeNote,
        [{"lapses_on": DAY}],
        [{"lapses_on": EVE}],
    ),
    "group_ask_state_is_known": (
        GroupAsk,
        [{"state": "draft"}, *({"state": one, "asked_on": DAY} for one in ASKED)],
        [{"state": "", "asked_on": DAY}, {"state": "done", "asked_on": DAY}],
    ),
    "group_ask_has_a_day_once_asked": (
        GroupAsk,
        [{"state": "asked", "asked_on": DAY}],
        [{"state": "asked"}, {"asked_on": DAY}],
    ),
    "group_answer_noted_with_its_source": (
        GroupAnswer,
        [{"source": "Minutes"}, {"recorded_by": None, "source": ""}],
        [{"source": ""}, {"recorded_by": None}],
    ),
    "published_rating_has_words_and_source": (
        PublishedRating,
        [{"rating": "Other"}],
        [{"rating": ""}, {"source": ""}, {"source_url": ""}],
    ),
    "opinion_from_1_to_5": (Opinion, [{"halves": 2}, {"halves": 10}], [{"halves": 1}, {"halves": 11}]),
    "opinion_of_three_at_least": (Opinion, [{"count": 3}], [{"count": 2}]),
    "disagreement_gives_time_once_told": (
        Disagreement,
        [{"told_on": EVE, "answer_by": DAY}],
        [{"told_on": DAY}, {"answer_by": DAY}, {"told_on": DAY, "answer_by": DAY}],
    ),
    "disagreement_shown_after_its_time": (
        Disagreement,
        [{"told_on": DAY - 2 * A_DAY, "answer_by": EVE, "shown_from": DAY}],
        [{"shown_from": DAY}, {"told_on": EVE, "answer_by": DAY, "shown_from": DAY}],
    ),
    "disagreement_answered_on_a_day": (
        Disagreement,
        [{"answer": "No.", "answered_on": DAY}],
        [{"answer": "No."}, {"answered_on": DAY}],
    ),
    "user_email_in_small_letters": (
        User,
        [{"email": "other@camden.example"}],
        [{"email": "Other@camden.example"}],
    ),
    "change_action_is_known": (
        Change,
        [{"action": "created"}, {"action": "changed"}, {"action": "removed"}],
        [{"action": "moved"}, {"action": ""}],
    ),
    "problem_state_is_known": (
        DataIssue,
        [{"state": "new"}, {"state": "looked-at"}, {"state": "done", "closed_at": NOW}],
        [{"state": "lost"}, {"state": ""}],
    ),
    "problem_subject_and_key_go_together": (
        DataIssue,
        [{}, {"subject": "contract", "subject_key": "2345678923"}],
        [{"subject": "contract"}, {"subject_key": "2345678923"}],
    ),
    "problem_closed_exactly_when_decided": (
        DataIssue,
        [{"state": "done", "closed_at": NOW}, {"state": "looked-at"}],
        [{"state": "done"}, {"state": "new", "closed_at": NOW}],
    ),
    "problem_refused_with_a_reason": (
        DataIssue,
        [{"state": "refused", "closed_at": NOW, "reason": "It is right."}, {"reason": ""}],
        [{"state": "refused", "closed_at": NOW}],
    ),
    "borough_tile_has_both": (
        Borough,
        [{"tile_x": None, "tile_y": None}, {"tile_x": 1, "tile_y": 2}],
        [{"tile_x": 1, "tile_y": None}, {"tile_x": None, "tile_y": 2}],
    ),
    "loti_membership_ends_after_start": (
        LotiMembership,
        [{"until_date": None}, {"until_date": DAY}],
        [{"until_date": EVE}],
    ),
    "partnership_member_ends_after_start": (
        PartnershipMember,
        [
            {"since_date": None, "until_date": None},
            {"since_date": DAY, "until_date": None},
            {"since_date": None, "until_date": DAY},
            {"since_date": DAY, "until_date": DAY},
        ],
        [{"since_date": DAY, "until_date": EVE}],
    ),
    "how_to_sell_percent_up_to_100": (
        HowToSell,
        [{"paid_in_30_days_percent": value} for value in (None, 0, 100)],
        [{"paid_in_30_days_percent": 101}],
    ),
    "role_request_decided_at_exactly_when_decided": (
        RoleRequest,
        [
            {"outcome": "", "decided_at": None},
            {"outcome": "approved", "decided_at": NOW},
            {"outcome": "refused", "decided_at": NOW},
        ],
        [{"outcome": "", "decided_at": NOW}, {"outcome": "approved", "decided_at": None}],
    ),
    "role_request_not_decided_by_oneself": (
        RoleRequest,
        [{"decided_by": None}],
        [{"decided_by": models.F("user")}],
    ),
    "claim_is_of_a_supplier": (
        Claim,
        [{"kind": "register", "supplier": None}, {"kind": "claim"}],
        [{"kind": "claim", "supplier": None}],
    ),
    "claim_approved_of_a_supplier": (
        Claim,
        [{"state": "refused", "supplier": None, **DECIDED}, {"state": "approved", **DECIDED}],
        [{"state": "approved", "supplier": None, **DECIDED}],
    ),
    "claim_sent_at_exactly_when_sent": (
        Claim,
        [{"state": "draft"}, {"state": "waiting", "sent_at": NOW}, {"state": "withdrawn", "sent_at": NOW}],
        [{"state": "draft", "sent_at": NOW}, {"state": "waiting"}, {"state": "withdrawn"}],
    ),
    "claim_decided_at_exactly_when_decided": (
        Claim,
        [{"state": "refused", **DECIDED}, {"state": "waiting", "sent_at": NOW}],
        [{"state": "refused", "sent_at": NOW}, {"state": "waiting", **DECIDED}],
    ),
    "claim_proved_at_exactly_when_proved": (
        Claim,
        [{"proof": ""}, {"proof": "code", "proved_at": NOW}],
        [{"proof": "seen"}, {"proved_at": NOW}],
    ),
    "claim_not_decided_by_oneself": (Claim, [{"decided_by": None}], [{"decided_by": models.F("user")}]),
    "profile_edit_decided_at_exactly_when_decided": (
        ProfileEdit,
        [{"state": "shown"}, {"state": "approved", "decided_at": NOW}],
        [{"state": "shown", "decided_at": NOW}, {"state": "replaced"}],
    ),
    "profile_edit_refused_with_a_reason": (
        ProfileEdit,
        [{"state": "refused", "decided_at": NOW, "reason": "No"}],
        [{"state": "refused", "decided_at": NOW}],
    ),
    "profile_edit_not_decided_by_oneself": (
        ProfileEdit,
        [{"decided_by": None}],
        [{"decided_by": models.F("user")}],
    ),
    "size_figures_not_below_zero": (
        SizeFigures,
        [{"turnover_gbp": 0, "balance_sheet_gbp": None}],
        [{"turnover_gbp": -1}, {"balance_sheet_gbp": -1}],
    ),
    "reference_is_of_one_organisation": (
        Reference,
        [{"organisation": "A Trust"}],
        [{"organisation": ""}],
    ),
    "certification_reminder_step": (CertificationReminder, [{"step": 0}, {"step": 60}], [{"step": 14}]),
    "journey_closed_with_day_and_outcome": (
        Journey,
        [{}, {"state": "finished", "closed_on": DAY, "outcome": "Bought."}],
        [
            {"closed_on": DAY},
            {"state": "given-up", "outcome": "No money."},
            {"state": "finished", "closed_on": DAY},
        ],
    ),
    "journey_task_decided_with_a_reason": (
        JourneyTask,
        [
            {},
            {"state": "done"},
            {"state": "not-needed", "reason": "No."},
            {"decision": "Buy", "reason": "So."},
        ],
        [{"state": "not-needed"}, {"state": "done", "decision": "Buy"}],
    ),
    "project_link_has_address_or_file": (
        ProjectLink,
        [{}, {"url": "", "stored_as": "a"}],
        [{"url": ""}, {"stored_as": "a"}],
    ),
    "timeline_entry_ends_after_it_began": (
        TimelineEntry,
        [{}, {"on_date": DAY}, {"on_date": DAY, "until_date": DAY}],
        [{"until_date": DAY}, {"on_date": DAY, "until_date": EVE}],
    ),
    "framework_place_names_its_framework": (FrameworkPlace, [{}], [{"framework": ""}]),
    "call_closes_after_it_opens": (
        Call,
        [{"closes_at": NOW + A_DAY}],
        [{"closes_at": NOW - A_DAY}, {"closes_at": NOW - 2 * A_DAY}],
    ),
    "call_engagement_has_its_notice": (
        Call,
        [
            *({"kind": "engagement", "published": False}, {"published": True}),
            {"kind": "engagement", "published": True, "uk2_url": "https://x.example/"},
            {"kind": "engagement", "published": True, "no_uk2_reason": "Below the threshold"},
        ],
        [{"kind": "engagement", "published": True}],
    ),
    "call_has_a_notice_or_a_reason": (
        Call,
        [{"uk2_url": "https://x.example/"}],
        [{"uk2_url": "https://x.example/", "no_uk2_reason": "None"}],
    ),
    "call_keeps_answers_for_a_time": (
        Call,
        [{"keep_days": 1}, {"keep_days": 3650}],
        [{"keep_days": 0}, {"keep_days": 3651}],
    ),
    "call_does_not_belong_with_itself": (Call, [{"belongs_with": None}], [{"belongs_with": ITSELF}]),
    "question_most_is_no_less_than_least": (
        Question,
        [{"least": 1, "most": 1}, {"least": 1}, {"most": 1}],
        [{"least": 2, "most": 1}],
    ),
    "question_of_choice_has_options": (
        Question,
        [{"kind": "choice", "options": "A"}, {"kind": "several", "options": "A"}],
        [{"kind": "choice"}, {"kind": "several"}],
    ),
    "response_is_of_a_supplier_or_a_person": (
        Response,
        [{}],
        [{"supplier": None}],
    ),
    "response_sent_at_exactly_when_sent": (
        Response,
        [{"sent_at": NOW, "first_sent_at": NOW, "sent": {}}],
        [{"sent_at": NOW, "first_sent_at": NOW}, {"sent": {}}, {"sent_at": NOW, "sent": {}}],
    ),
    "use_claim_confirmed_or_refused": (
        UseClaim,
        [{"confirmed_on": DAY}, {"refused_on": DAY, "reason": "No"}],
        [{"confirmed_on": DAY, "refused_on": DAY, "reason": "No"}],
    ),
    "use_claim_refused_with_a_reason": (
        UseClaim,
        [{"refused_on": DAY, "reason": "No"}],
        [{"refused_on": DAY}, {"reason": "No"}],
    ),
    "skill_level_from_0_to_4": (SkillLevel, [{"level": 0}, {"level": 4}], [{"level": 5}]),
    "supplier_is_not_its_own_parent": (
        Supplier,
        [{"parent": None, "merged_into": None}],
        [{"parent": ITSELF}, {"merged_into": ITSELF}],
    ),
    "ownership_is_of_another": (SupplierOwnership, [{}], [{"parent": models.F("supplier")}]),
    "ownership_ends_after_it_began": (
        SupplierOwnership,
        [{"from_date": DAY, "until_date": DAY}, {"until_date": DAY}],
        [{"from_date": DAY, "until_date": EVE}],
    ),
    "ownership_kind_is_known": (SupplierOwnership, [{"kind": "renamed"}], [{"kind": "lent"}]),
    "ownership_has_a_source": (SupplierOwnership, [{"source": "Its accounts"}], [{"source": ""}]),
    "likely_duplicate_in_order": (LikelyDuplicate, [{"second_id": 3}], [{"second_id": 1}]),
    "likely_duplicate_in_hundredths": (
        LikelyDuplicate,
        [{"confidence": 1}, {"confidence": 100}],
        [{"confidence": 0}, {"confidence": 101}],
    ),
    "likely_duplicate_decision_is_known": (
        LikelyDuplicate,
        [{"decision": "different"}],
        [{"decision": "perhaps"}],
    ),
    "likely_duplicate_later_has_a_day": (
        LikelyDuplicate,
        [{"decision": "later", "again_date": DAY}],
        [{"decision": "later", "again_date": None}],
    ),
    "split_is_of_two_suppliers": (SupplierSplit, [{"to_id": 3}], [{"to_id": 1}]),
    "split_makes_one_or_parts_a_merge": (
        SupplierSplit,
        [{"made": False, "merge_id": 1}],
        [{"made": False}, {"merge_id": 1}],
    ),
    "product_not_merged_into_itself": (Product, [{"merged_into": None}], [{"merged_into": ITSELF}]),
    "function_not_merged_into_itself": (Function, [{"merged_into": None}], [{"merged_into": ITSELF}]),
    "merge_is_of_two_records": (Merge, [{"survivor_id": 2}], [{"survivor_id": 1}]),
    "product_does_not_succeed_itself": (Product, [{"successor": None}], [{"successor": ITSELF}]),
    "certification_expires_after_issue": (
        Certification,
        [
            {"issued_date": None, "expires_date": None},
            {"issued_date": DAY, "expires_date": None},
            {"issued_date": None, "expires_date": EVE},
            {"issued_date": DAY, "expires_date": DAY},
        ],
        [{"issued_date": DAY, "expires_date": EVE}],
    ),
    "contract_supplier_state_is_one_of_four": (Contract, *one_of_four("supplier")),
    "contract_value_state_is_one_of_four": (Contract, *one_of_four("value", value=1)),
    "contract_end_state_is_one_of_four": (Contract, *one_of_four("end", end_kind="rolling")),
    "contract_extensions_state_is_one_of_four": (Contract, *one_of_four("extensions")),
    "contract_notice_state_is_one_of_four": (Contract, *one_of_four("notice", notice_months=3)),
    "contract_review_state_is_one_of_four": (Contract, *one_of_four("review", review_date=DAY)),
    "contract_route_state_is_one_of_four": (Contract, *one_of_four("route", route="open")),
    "contract_value_value_exactly_when_known": (Contract, *in_step("value", "value", "0.00")),
    "contract_notice_value_exactly_when_known": (Contract, *in_step("notice", "notice_months", 3)),
    "contract_review_value_exactly_when_known": (Contract, *in_step("review", "review_date", DAY)),
    "contract_route_value_exactly_when_known": (Contract, *in_step("route", "route", "open", blank="")),
    "contract_end_value_exactly_when_known": (Contract, *in_step("end", "end_kind", "rolling", blank="")),
    "contract_end_date_exactly_when_fixed": (
        Contract,
        [
            {"end_state": "known", **ON_A_DATE},
            {"end_state": "known", "end_kind": "until-terminated", "end_date": None},
            {"end_state": "unknown", "end_kind": "", "end_date": None},
        ],
        [
            {"end_state": "known", "end_kind": "fixed", "end_date": None},
            {"end_state": "known", "end_kind": "rolling", "end_date": DAY},
            {"end_state": "unknown", "end_kind": "", "end_date": DAY},
        ],
    ),
    "contract_ends_on_or_after_start": (
        Contract,
        [
            {"start_date": DAY, "end_date": None},
            {"start_date": None, "end_state": "known", **ON_A_DATE},
            {"start_date": DAY, "end_state": "known", **ON_A_DATE},
        ],
        [{"start_date": DAY, "end_state": "known", "end_kind": "fixed", "end_date": EVE}],
    ),
    "contract_value_is_not_negative": (
        Contract,
        [
            {"value": "0.00", "value_state": "known"},
            {"kind": "spend", "value": "-0.01", "value_state": "known"},
            {"value": None, "value_state": "withheld"},
        ],
        [
            {"value": "-0.01", "value_state": "known"},
            {"kind": "framework", "value": "-1.00", "value_state": "known"},
        ],
    ),
    "contract_vat_is_not_negative": (
        Contract,
        [{"irrecoverable_vat": None}, {"irrecoverable_vat": "0.00"}],
        [{"irrecoverable_vat": "-0.01"}, {"kind": "spend", "irrecoverable_vat": "-0.01"}],
    ),
    "contract_not_called_off_from_itself": (
        Contract,
        [{"called_off_from": None}],
        [{"called_off_from": ITSELF}],
    ),
    "job_began_before_it_ended": (
        JobRun,
        [{}, {"began_at": NOW}, {"began_at": NOW, "ended_at": NOW}],
        [{"ended_at": NOW}],
    ),
    "page_is_reviewed_after_it_was_checked": (
        Page,
        [{"review_on": DAY + datetime.timedelta(days=1)}],
        [{"review_on": DAY}, {"review_on": EVE}],
    ),
    "resource_has_what_its_kind_needs": (
        Resource,
        [{}, {"kind": "spreadsheet"}, {"kind": "file", "stored_as": "a", "body": ""}],
        [{"body": ""}, {"kind": "file"}, {"kind": "picture", "stored_as": "a"}],
    ),
    "extension_option_has_length": (ExtensionOption, [{"months": 1}], [{"months": 0}]),
    "import_applied_at_exactly_when_applied": (
        ImportBatch,
        [
            {"status": "applied", "applied_at": NOW},
            {"status": "undone", "applied_at": NOW},
            {"status": "ready", "applied_at": None},
        ],
        [
            {"status": "applied", "applied_at": None},
            {"status": "undone", "applied_at": None},
            {"status": "ready", "applied_at": NOW},
        ],
    ),
    "system_hosting_state_is_one_of_four": (SystemInUse, *one_of_four("hosting", hosting="saas")),
    "system_users_state_is_one_of_four": (SystemInUse, *one_of_four("users", users=40)),
    "system_satisfaction_state_is_one_of_four": (SystemInUse, *one_of_four("satisfaction", satisfaction=4)),
    "system_hosting_value_exactly_when_known": (
        SystemInUse,
        *in_step("hosting", "hosting", "saas", blank=""),
    ),
    "system_users_value_exactly_when_known": (SystemInUse, *in_step("users", "users", 0)),
    "system_satisfaction_value_exactly_when_known": (
        SystemInUse,
        *in_step("satisfaction", "satisfaction", 4),
    ),
    "system_satisfaction_from_1_to_5": (
        SystemInUse,
        [
            {"satisfaction": 1, "satisfaction_state": "known"},
            {"satisfaction": 5, "satisfaction_state": "known"},
            {"satisfaction": None, "satisfaction_state": "none"},
        ],
        [
            {"satisfaction": 0, "satisfaction_state": "known"},
            {"satisfaction": 6, "satisfaction_state": "known"},
        ],
    ),
}
OTHER: dict[str, Callable[[], Any]] = {
    "area": lambda: factories.area("Parks"),
    "batch": a_batch,
    "borough": lambda: factories.borough("Islington"),
    "contract": lambda: factories.contract("Another"),
    "opportunity": lambda: Opportunity.objects.create(**PLAIN[Opportunity]() | {"title": "Another"}),
    "product": lambda: factories.product("Another"),
    "skill": lambda: Skill.objects.create(slug="sql", name="SQL"),
    "source": lambda: factories.source("another"),
    "supplier": lambda: factories.supplier("Another"),
    "user": lambda: User.objects.create_user("other@b.example"),
}
# Of each uniqueness: its model, what two rows must not share, what else both need to get that far, and
# facts in any one of which they may differ to stand side by side.
UNIQUE: dict[str, tuple[type[models.Model], Facts, list[Facts]]] = {
    "change_version_once": (Change, {}, [{"kind": "a.c"}, {"record_id": 2}, {"version": 2}]),
    "merge_stands_once": (Merge, {}, [{"kind": "a.c"}, {"loser_id": 3}, {"undone_at": NOW}]),
    "tombstone_key_once": (Tombstone, {}, [{"kind": "a.c"}, {"key": "3456789234"}]),
    "stamp_of_kind_and_audience": (Stamp, {}, [{"kind": "system"}, {"audience": "boroughs"}]),
    "facet_value_once": (
        FacetBits,
        {},
        [{"kind": "system"}, {"audience": "boroughs"}, {"facet": "area"}, {"value": "brent"}],
    ),
    "opportunity_process_once": (Opportunity, {"ocid": "ocds-1"}, [{"ocid": "ocds-2"}, {"ocid": ""}]),
    "opportunity_step_once": (
        OpportunityStep,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"stage": "closed"}, {"notice": "UK2"}],
    ),
    "opportunity_lot_position_once": (
        OpportunityLot,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"position": 2}],
    ),
    "barrier_answered_once": (
        BarrierAnswer,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"barrier": "risk"}],
    ),
    "interest_once": (
        Interest,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"supplier": OTHER["supplier"]}],
    ),
    "shared_need_once": (
        SharedNeed,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"borough": OTHER["borough"]}],
    ),
    "opportunity_follower_once": (
        OpportunityFollower,
        {},
        [{"opportunity": OTHER["opportunity"]}, {"user": OTHER["user"]}],
    ),
    "borough_gss_code_once": (Borough, {"gss_code": "E09000007"}, [{"gss_code": "E09000019"}]),
    "borough_tile_once": (Borough, {"tile_x": 1, "tile_y": 1}, [{"tile_x": 2}, {"tile_y": 2}]),
    "function_name_once_in_area": (Function, {}, [{"name": "Voids"}, {"area": OTHER["area"]}]),
    "group_member_once": (
        GroupMember,
        {},
        [{"supplier": OTHER["supplier"]}, {"borough": OTHER["borough"]}],
    ),
    "journey_of_contract_once_open": (
        Journey,
        {"contract_key": "2345678923"},
        [
            {"contract_key": "3456789234"},
            {"contract_key": ""},
            {"state": "finished", "closed_on": DAY, "outcome": "Bought."},
        ],
    ),
    "journey_task_once": (JourneyTask, {}, [{"task": "market"}, {"journey": another_journey}]),
    "opinion_once_a_year": (
        Opinion,
        {},
        [{"subject": "function"}, {"subject_id": 2}, {"year": 2027}],
    ),
    "disagreement_once": (
        Disagreement,
        {},
        [
            *({"supplier": OTHER["supplier"]}, {"borough": OTHER["borough"]}, {"statement": "exit:help"}),
            {"taken_back_on": DAY},
        ],
    ),
    "how_to_sell_once": (HowToSell, {}, [{"borough": OTHER["borough"]}]),
    "role_request_waits_once": (
        RoleRequest,
        {},
        [
            {"user": OTHER["user"]},
            {"borough": OTHER["borough"]},
            {"outcome": "refused", "decided_at": NOW},
        ],
    ),
    "invitation_open_once": (
        Invitation,
        {},
        [
            {"user": OTHER["user"]},
            {"borough": OTHER["borough"]},
            {"accepted_at": NOW},
            {"withdrawn_at": NOW},
        ],
    ),
    "officer_one_role_each": (Officer, {}, [{"user": OTHER["user"]}, {"borough": OTHER["borough"]}]),
    "supplier_member_once": (
        SupplierMember,
        {},
        [{"user": OTHER["user"]}, {"supplier": OTHER["supplier"]}],
    ),
    "claim_open_once": (
        Claim,
        {},
        [
            {"user": OTHER["user"]},
            {"supplier": OTHER["supplier"]},
            {"state": "withdrawn", "sent_at": NOW},
        ],
    ),
    "supplier_invitation_open_once": (
        SupplierInvitation,
        {},
        [
            {"user": OTHER["user"]},
            {"supplier": OTHER["supplier"]},
            {"accepted_at": NOW},
            {"withdrawn_at": NOW},
        ],
    ),
    "profile_edit_waits_once": (
        ProfileEdit,
        {},
        [
            {"supplier": OTHER["supplier"]},
            {"section": "size"},
            {"item": "2345678923"},
            {"state": "shown"},
        ],
    ),
    "how_known_once": (
        HowKnown,
        {},
        [{"supplier": OTHER["supplier"]}, {"section": "size"}, {"item": "2345678923"}],
    ),
    "certification_reminder_once": (
        CertificationReminder,
        {},
        [{"step": 60}, {"expires_date": DAY + datetime.timedelta(days=1)}],
    ),
    "offer_confirmation_once": (
        OfferConfirmation,
        {},
        [{"borough": OTHER["borough"]}, {"answer": "standards"}],
    ),
    "question_key_once": (Question, {}, [{"key": "3456789234"}]),
    "response_of_a_supplier_once": (
        Response,
        {},
        [{"supplier": OTHER["supplier"]}, {"supplier": None, "person": somebody}],
    ),
    "response_of_a_person_once": (
        Response,
        {"supplier": None, "person": somebody},
        [{"person": OTHER["user"]}],
    ),
    "learn_more_once": (LearnMore, {}, [{"borough": OTHER["borough"]}]),
    "use_claim_once": (
        UseClaim,
        {},
        [{"supplier": OTHER["supplier"]}, {"product": OTHER["product"]}, {"borough": OTHER["borough"]}],
    ),
    "skill_level_once_for_borough": (
        SkillLevel,
        {},
        [{"borough": OTHER["borough"]}, {"skill": OTHER["skill"]}, {"demonstration": True}],
    ),
    "supplier_company_number_once": (
        Supplier,
        {"company_number": "01234567"},
        [{"company_number": "01234568"}, {"demonstration": True}, {"merged_into": OTHER["supplier"]}],
    ),
    "ownership_open_once": (
        SupplierOwnership,
        {},
        [{"supplier": OTHER["supplier"]}, {"until_date": DAY}],
    ),
    "likely_duplicate_once": (LikelyDuplicate, {}, [{"first_id": 0}, {"second_id": 3}]),
    "supplier_alias_once": (SupplierAlias, {}, [{"folded": "another"}, {"demonstration": True}]),
    "product_alias_once": (ProductAlias, {}, [{"folded": "another"}, {"demonstration": True}]),
    "contract_supplier_once": (
        ContractSupplier,
        {},
        [{"contract": OTHER["contract"]}, {"supplier": OTHER["supplier"]}],
    ),
    "extension_option_position_once": (
        ExtensionOption,
        {},
        [{"contract": OTHER["contract"]}, {"position": 2}],
    ),
    "assertion_source_row_once": (Assertion, {}, [{"source": OTHER["source"]}, {"source_record_id": "2"}]),
    "column_choice_once": (ColumnChoice, {}, [{"borough": OTHER["borough"]}, {"heading": "who"}]),
    "import_answer_once": (
        ImportAnswer,
        {},
        [
            {"batch": OTHER["batch"]},
            {"kind": "cell"},
            {"sheet": "Other"},
            {"row_number": 3},
            {"subject": "title"},
        ],
    ),
    "import_row_position_once": (ImportRow, {}, [{"batch": OTHER["batch"]}, {"position": 2}]),
    "import_write_once": (
        ImportWrite,
        {},
        [{"batch": OTHER["batch"]}, {"record_kind": "contracts.systeminuse"}, {"record_id": 2}],
    ),
    "listing_once_for_audience": (
        Listing,
        {},
        [
            {"kind": "system"},
            {"record_id": 2, "key": "3456789234"},
            {"audience": "boroughs"},
        ],
    ),
    "listing_key_once_for_audience": (
        Listing,
        {},
        [{"kind": "system"}, {"record_id": 2, "key": "3456789234"}, {"audience": "boroughs"}],
    ),
    "listing_draft_once": (
        ListingDraft,
        {},
        [{"run": "3456789234"}, {"kind": "system"}, {"record_id": 2}, {"audience": "boroughs"}],
    ),
}
# Columns that no two rows share.
ONCE: list[tuple[type[models.Model], str]] = [
    *((User, "email"), (Borough, "slug"), (BoroughName, "folded"), (EmailDomain, "domain")),
    *((ServiceArea, "slug"), (ServiceArea, "name"), (Function, "slug"), (Partnership, "slug")),
    *((Partnership, "name"), (Skill, "slug"), (Skill, "name"), (Supplier, "slug"), (Supplier, "key")),
    *((LikelyDuplicate, "key"), (SupplierSplit, "key")),
    *((Product, "slug"), (Product, "key"), (Contract, "key"), (SystemInUse, "key")),
    *((RoleRequest, "key"), (Invitation, "key"), (PracticeNote, "key")),
    *((Claim, "key"), (SupplierInvitation, "key")),
    (GroupAsk, "key"),
    *((GroupAsk, "key"), (Disagreement, "key")),
    *((Claim, "key"), (SupplierInvitation, "key"), (ProfileEdit, "key"), (Reference, "key")),
    *((Certification, "key"), (ProductOffer, "key"), (ProductOffer, "product"), (FrameworkPlace, "key")),
    (Journey, "key"),
    *((Project, "slug"), (Project, "name")),
    *((Opportunity, "key"), (OpportunityQuestion, "key"), (OpportunityFollower, "key")),
    *((Stage, "slug"), (Page, "slug"), (Resource, "slug"), (Problem, "key")),
    *((UseClaim, "key"), (Call, "slug"), (Response, "key"), (ResponseFile, "key")),
    *((SizeFigures, "supplier"), (SupplierProfile, "supplier")),
    *((SameWords, "slug"), (Source, "slug"), (ImportBatch, "key"), (ImportBatch, "undoes")),
    *((JobRun, "name"), (OpenSession, "session_key")),
    *((DataIssue, "reference"), (Answer, "key"), (Merge, "key")),
]


def our_models() -> Iterator[type[models.Model]]:
    return (one for one in apps.get_models() if one.__module__.partition(".")[0] in LAYERS)


def our_constraints(kind: type[models.BaseConstraint]) -> set[str]:
    return {
        constraint.name
        for model in our_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    }


def test_every_constraint_has_its_cases() -> None:
    every = our_constraints(models.BaseConstraint)
    assert our_constraints(CheckConstraint) == set(CHECKS)
    assert our_constraints(UniqueConstraint) == set(UNIQUE)
    assert every == {*CHECKS, *UNIQUE}


def test_every_unique_column_has_its_case() -> None:
    columns = {
        (model, field.name)
        for model in our_models()
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    }
    assert columns == set(ONCE)


def test_every_state_of_a_contract_or_system_is_one_of_four() -> None:
    """The facts with a state are a closed list; those of a column agree with it in the database."""
    held_by_a_service = {"contract_supplier", "contract_extensions"}
    for name, model in (("contract", Contract), ("system", SystemInUse)):
        for field in model._meta.concrete_fields:
            if field.name.endswith("_state"):
                fact = f"{name}_{field.name.removesuffix('_state')}"
                assert f"{fact}_state_is_one_of_four" in CHECKS
                assert (f"{fact}_value_exactly_when_known" in CHECKS) is (fact not in held_by_a_service)


def cases(side: int) -> list[Any]:
    """Each check with one set of facts, of those let in (0) or those refused (1)."""
    return [
        pytest.param(name, case[0], facts, id=f"{name}-{number}")
        for name, case in CHECKS.items()
        for number, facts in enumerate(case[1 + side])
    ]


def put(model: type[models.Model], facts: Facts) -> None:
    """A plain row, then these facts written over it, past every form and service."""
    row = model._default_manager.create(**PLAIN[model]())
    written = {name: row.pk if value is ITSELF else value for name, value in facts.items()}
    # The log itself refuses updates before the database could.
    models.QuerySet(model).filter(pk=row.pk).update(**written)


@pytest.mark.parametrize(("name", "model", "facts"), cases(0))
def test_what_a_check_lets_in(name: str, model: type[models.Model], facts: Facts) -> None:
    put(model, facts)


@pytest.mark.parametrize(("name", "model", "facts"), cases(1))
def test_what_a_check_refuses(name: str, model: type[models.Model], facts: Facts) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        put(model, facts)


def another(field: models.Field[Any, Any], text: str) -> Any:
    """A value that no row has yet: nothing, where a row may do without."""
    if field.is_relation:
        return None if field.null else OTHER[field.name]()
    return text


def differing(model: type[models.Model], shared: Facts) -> Facts:
    """What a second row must have of its own, so that only the constraint in question is asked."""
    own = {}
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and not field.has_default():
            own[field.name] = another(field, "another-one")
    return {name: value for name, value in own.items() if name not in shared}


def told(facts: Facts) -> Facts:
    """Facts with what stands for a row of another table as that row."""
    return {fact: value() if callable(value) else value for fact, value in facts.items()}


@pytest.mark.parametrize("name", UNIQUE)
def test_two_alike_are_refused(name: str) -> None:
    model, shared, _ = UNIQUE[name]
    facts = {**PLAIN[model](), **told(shared)}
    model._default_manager.create(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**{**facts, **differing(model, shared)})


@pytest.mark.parametrize(
    ("name", "different"), [(name, facts) for name, case in UNIQUE.items() for facts in case[2]]
)
def test_two_that_differ_in_one_fact_stand_side_by_side(name: str, different: Facts) -> None:
    model, shared, _ = UNIQUE[name]
    facts = {**PLAIN[model](), **told(shared)}
    model._default_manager.create(**facts)
    changed = told(different)
    model._default_manager.create(**{**facts, **differing(model, shared), **changed})
    assert model._default_manager.filter(**changed).exists()


@pytest.mark.parametrize("fact", ["gss_code", "tile_x"])
def test_authorities_without_a_code_or_a_square_are_many(fact: str) -> None:
    for slug in ("tfl", "gla"):
        body = Borough.objects.create(slug=slug, name=slug, formal_name=slug, kind="public-body")
        assert not getattr(body, fact)


def test_suppliers_without_a_company_number_are_many() -> None:
    assert {factories.supplier().company_number for _ in range(2)} == {""}


@pytest.mark.parametrize(("model", "column"), ONCE, ids=lambda one: getattr(one, "__name__", one))
def test_a_column_that_tells_rows_apart_is_there_once(model: type[models.Model], column: str) -> None:
    first = model._default_manager.create(**PLAIN[model]())
    models.QuerySet(model).filter(pk=first.pk, **{f"{column}__isnull": True}).update(**{column: first.pk})
    first.refresh_from_db()
    facts = {**PLAIN[model](), **differing(model, {column: None})}
    if model is Function:
        facts["name"] = "Of a name that its area has not yet"
    if model is Merge:
        facts["loser_id"] = 3
    if model is LikelyDuplicate:
        facts["second_id"] = 3
    if model in (RoleRequest, Invitation, OpportunityFollower):
        facts["user"] = User.objects.create_user("who-has-none@b.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**{**facts, column: getattr(first, column)})
    facts[column] = another(model._meta.get_field(column), "another")
    assert model._default_manager.create(**facts).pk != first.pk
