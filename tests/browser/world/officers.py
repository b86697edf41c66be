"""What an authority's people keep, ask and answer, and what is reported to staff."""

import datetime

from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough, Function
from contracts.answers.keeping import keep
from contracts.models import (
    BarrierAnswer,
    DataIssue,
    Disagreement,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    Opportunity,
    OpportunityLot,
    OpportunityQuestion,
    OpportunityStep,
)
from contracts.quality.about import About
from contracts.quality.holding import hold
from contracts.quality.reporting import report_problem
from suppliers.models import Supplier
from tests import factories
from tests.browser.world.days import TODAY, days
from tests.pages.worlds import saved
from tests.signing_in import staff_member
from thirty3.history.services import recording


def kept(addresses: dict[str, str]) -> dict[str, str]:
    """The pages on which an authority's people look after one contract and one system."""
    own = f"/account/authority/{addresses['authority'].strip('/').rpartition('/')[2]}/records"
    contract, system = (addresses[name].strip("/").rpartition("/")[2] for name in ("real", "system"))
    return {
        "contract to edit": f"{own}/contracts/{contract}/",
        "system to edit": f"{own}/systems/{system}/",
        "own contract in full": f"{own}/contracts/{contract}/all/",
        "own system in full": f"{own}/systems/{system}/all/",
        "who sees what": f"{own}/contracts/{contract}/visibility/",
        "who sees the value": f"{own}/contracts/{contract}/visibility/value/",
        "contract as the public sees it": f"{own}/contracts/{contract}/as-public/",
    }


def grouped(addresses: dict[str, str]) -> dict[str, str]:
    """A group on the supplier, with an ask that its officers settled and published, and a disagreement."""
    supplier = Supplier.objects.get(slug=addresses["supplier"].strip("/").rpartition("/")[2])
    camden, told = Borough.objects.get(slug="camden"), {"supplier": supplier, "written_on": days(-60)}
    if not GroupMember.objects.filter(supplier=supplier, borough=camden).exists():
        saved(GroupMember(supplier=supplier, borough=camden, joined_on=TODAY))
    ask = saved(GroupAsk(title="An open interface", text="Why?", state="answered", asked_on=TODAY, **told))
    with recording(ask):
        ask.boroughs.set(Borough.objects.filter(slug__in=["camden", "hackney"]))
        ask.published_by.set([camden])
        GroupAnswer.objects.create(ask=ask, text="Next year.", said_on=TODAY, published=True)
    time = {"told_on": days(-60), "answer_by": days(-30), "shown_from": days(-29)}
    said = {"statement": "exit:price", "statement_words": "No fee.", "text": "There was one."}
    saved(Disagreement(borough=camden, **told, **time, **said))
    page = f"{addresses['supplier']}group/"
    return {
        "group on a supplier": page,
        "joint ask": f"{page}asks/{ask.key}/",
        "noting an answer": f"{page}asks/{ask.key}/answer/",
        "asking together": f"{page}asks/new/",
    }


def needed() -> dict[str, str]:
    """An opportunity of Camden with a part of each kind, and a draft."""
    camden, now = Borough.objects.get(slug="camden"), timezone.now()
    told = {"outcome": "Tenants book repairs. " * 40, "for_whom": "Tenants", "contact_role": "Buyer"}
    step = {"on_date": TODAY, "notice_url": "https://www.find-tender.service.gov.uk/Notice/" + "1" * 60}
    made = []
    for title, published in (("Repairs" + " booked online" * 9, now), ("Draft", None)):
        one = Opportunity(title=title, borough=camden, published_at=published, stage="engagement", **told)
        one.deadline = now + datetime.timedelta(days=3)
        with recording(one):
            one.save()
            one.functions.set(Function.objects.order_by("pk")[:2])
            OpportunityStep.objects.create(opportunity=one, stage="engagement", notice="UK2", **step)
            OpportunityLot.objects.create(opportunity=one, position=1, title="Booking", value=1000)
            BarrierAnswer.objects.create(opportunity=one, barrier="bias", answer="done", why="Two score.")
        asked = {"opportunity": one, "text": "May a firm bid for a part?", "asked_on": TODAY}
        waits = OpportunityQuestion.objects.create(**asked)
        OpportunityQuestion.objects.create(**asked, answer="Yes.", answered_at=now)
        made.append((one, waits))
    (shown, question), (draft, _) = made
    own, page = f"/account/authority/camden/opportunities/{shown.key}", shown.get_absolute_url()
    return {
        "opportunity": page,
        "opportunity's history": f"{page}history/",
        "opportunity on a day": f"{page}?as_of=2026-01-15",
        "asking about an opportunity": f"{page}ask/",
        "following an opportunity": f"{page}follow/",
        "own opportunity": f"{own}/",
        "own draft": f"/account/authority/camden/opportunities/{draft.key}/",
        **{
            f"opportunity: {name}": f"{own}/{name}/"
            for name in (
                *("need", "value", "responding", "barriers", "award", "lots/add"),
                *("step/planned", "step/engagement/uk2"),
            )
        },
        "question to answer": f"{own}/questions/{question.key}/",
    }


def answered(addresses: dict[str, str]) -> dict[str, str]:
    """What the authority of the world answers with a link."""
    slug = addresses["authority"].strip("/").rpartition("/")[2]
    maker = staff_member("answers@loti.example")
    return {"answer": keep(borough=Borough.objects.get(slug=slug), actor=maker).get_absolute_url()}


def problems() -> dict[str, str]:
    """A record on hold, a report that waits, and one of which staff told everyone."""
    held, shown = factories.contract("On hold"), factories.contract("Parking permits")
    hold(record=held, actor=None, why="Reported")
    waiting, told = (
        report_problem(wrong="date", about=About("contract", one.key), text="It is wrong.", email="")
        for one in (held, shown)
    )
    DataIssue.objects.filter(pk=told.pk).update(
        state="done", closed_at=timezone.now(), public_sentence="The register had last year’s date."
    )
    return {
        "being checked": held.get_absolute_url(),
        "report of a record": reverse("contracts:report", query={"about": f"contract:{shown.key}"}),
        "report sent": waiting.get_absolute_url(),
        "reported problem": reverse("admin:contracts_dataissue_change", args=[waiting.pk]),
        "hold": reverse("admin:problem-hold", args=["contracts.contract", held.pk]),
    }
