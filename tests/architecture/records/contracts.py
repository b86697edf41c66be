"""Of contracts, systems and what is said of them: a record of each kind."""

import datetime

from django.utils import timezone

from contracts.models import (
    BarrierAnswer,
    Contract,
    DataIssue,
    Disagreement,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    Journey,
    JourneyTask,
    OfferConfirmation,
    Opportunity,
    OpportunityLot,
    OpportunityStep,
    PracticeNote,
    PublishedRating,
    SystemInUse,
    UseClaim,
)
from tests import factories
from tests.architecture.records.making import Changed, Made, written
from tests.architecture.records.suppliers import an_offer


def an_offer_confirmed() -> OfferConfirmation:
    facts = {"answer": "fees", "words": "No", "confirmed_on": datetime.date(2026, 11, 1)}
    return written(OfferConfirmation(offer=an_offer(), borough=factories.borough(), **facts))


def a_use() -> UseClaim:
    facts = {"borough": factories.borough(), "said_on": datetime.date(2026, 11, 1)}
    return written(UseClaim(supplier=factories.supplier(), product=factories.product(), **facts))


def a_contract() -> Contract:
    record = factories.contract(
        participants=[factories.borough("Islington")],
        suppliers=[factories.supplier()],
        products=[factories.product()],
        functions=[factories.function()],
        extensions=[12, 24],
        value="1250.50",
        start_date=datetime.date(2024, 4, 1),
        end_date=datetime.date(2027, 3, 31),
    )
    factories.change(record, predecessors=[factories.contract("Before")])
    return record


def a_system() -> SystemInUse:
    return factories.system(functions=[factories.function()], contract=factories.contract(), users=40)


def a_problem() -> DataIssue:
    return written(DataIssue(wrong="date", address="/contracts/", due_date=datetime.date(2026, 12, 1)))


def a_note() -> PracticeNote:
    day = datetime.date(2026, 11, 1)
    dates = {"written_on": day, "confirmed_on": day, "lapses_on": day.replace(year=2028)}
    told = {"role": "Editor", "title": "Clean the data first", "text": "It took a year."}
    return written(PracticeNote(borough=factories.borough(), product=factories.product(), **told, **dates))


def an_ask() -> GroupAsk:
    camden, day = factories.borough(), datetime.date(2026, 11, 1)
    facts = {"title": "An open interface", "text": "At no fee.", "state": "asked"}

    def fill(one: GroupAsk) -> None:
        one.boroughs.add(camden, factories.borough("Islington"))
        one.published_by.add(camden)
        GroupAnswer.objects.create(ask=one, text="Next year.", said_on=day)

    return written(GroupAsk(supplier=factories.supplier(), written_on=day, asked_on=day, **facts), fill)


def an_opportunity() -> Opportunity:
    repairs, islington = factories.function("Repairs"), factories.borough("Islington")

    def fill(one: Opportunity) -> None:
        one.functions.add(repairs)
        one.participants.add(islington)
        OpportunityStep.objects.create(opportunity=one, stage="need", on_date=datetime.date(2026, 11, 1))
        OpportunityLot.objects.create(opportunity=one, position=1, title="The whole")
        BarrierAnswer.objects.create(opportunity=one, barrier="bias", answer="done")

    return written(Opportunity(borough=factories.borough(), title="Repairs", outcome="They are done"), fill)


def a_group_member() -> GroupMember:
    day = datetime.date(2026, 11, 1)
    return written(GroupMember(supplier=factories.supplier(), borough=factories.borough(), joined_on=day))


def a_disagreement() -> Disagreement:
    said = {"statement": "exit:fee", "statement_words": "We charge no fee.", "text": "It charged one."}
    whose = {"supplier": factories.supplier(), "borough": factories.borough()}
    return written(Disagreement(written_on=datetime.date(2026, 11, 2), **whose, **said))


def a_rating() -> PublishedRating:
    said = {"measure": "Calls answered", "rating": "Good", "published_on": datetime.date(2026, 6, 1)}
    where = {"source": "UK9, 2026/S 1", "source_url": "https://example.org/notice"}
    return written(PublishedRating(contract_key="2345678923", **said, **where))


def a_journey() -> Journey:
    told = {"title": "Booking repairs", "started_on": timezone.localdate()}
    return written(Journey(borough=factories.borough(), function=factories.function("Repairs"), **told))


def a_task() -> JourneyTask:
    return written(JourneyTask(journey=a_journey(), task="team"))


MADE: Made = {
    Contract: a_contract,
    SystemInUse: a_system,
    PracticeNote: a_note,
    GroupAsk: an_ask,
    GroupMember: a_group_member,
    Opportunity: an_opportunity,
    Disagreement: a_disagreement,
    PublishedRating: a_rating,
    DataIssue: a_problem,
    OfferConfirmation: an_offer_confirmed,
    UseClaim: a_use,
    Journey: a_journey,
    JourneyTask: a_task,
}
CHANGED: Changed = {
    Contract: ("department", "Housing"),
    SystemInUse: ("status", "live"),
    PracticeNote: ("title", "Clean the data before you move"),
    GroupAsk: ("title", "An open interface for repairs"),
    GroupMember: ("joined_on", "23/11/2026"),
    Opportunity: ("title", "Repairs in time"),
    PublishedRating: ("rating", "Requires improvement"),
    Disagreement: ("text", "It charged a fee in March."),
    DataIssue: ("state", "looked-at"),
    OfferConfirmation: ("words", "No, never"),
    UseClaim: ("said_on", "2/11/2026"),
    Journey: ("title", "What comes after"),
    JourneyTask: ("note", "All of five."),
}
