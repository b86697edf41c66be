"""Builds a world that the browser visits: empty, ordinary, or with every value at its longest. A program.

`python -m tests.browser.world STATE PAGES.json` fills the database of the settings and writes the addresses
of what it made, and the session cookies of those who are signed in. The empty world is where the others
start from.
"""

import datetime
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import django

from tests.browser import journeys

REAL_ADDRESS = "https://democracy.example/ieIssueDetails.aspx?IId=39599&Opt=3&PlanId=0&" + "Meeting" * 20
TODAY = datetime.date.today()
# More than two pages of the list.
CONTRACTS = 60
SELLERS = ("Ashdown", "Beacon", "Corvid", "Dunmore", "Elmstead", "Fernley", "Garrick")
# One of each state in which a contract can be.
RECORDS = 9


def main(state: str, pages: Path) -> None:
    django.setup()
    if state == "empty":
        prepare()
    made = {
        "empty": lambda: ({}, {}),
        "ordinary": lambda: (
            {**contracts(), **imports(), **register(), **going_wrong(), **problems()},
            signed_in("officer"),
        ),
        "longest": lambda: (longest(), signed_in("officer" * 9)),
        "journeys": lambda: ({}, journeys.make()),
    }[state]
    addresses, sessions = made()
    if addresses:
        addresses |= side_by_side(addresses) | pasts(addresses) | answered(addresses)
        addresses |= kept(addresses) | grouped(addresses) | needed()
    pages.write_text(json.dumps({"addresses": addresses, "sessions": sessions}))


def side_by_side(addresses: dict[str, str]) -> dict[str, str]:
    """Comparisons of what was made: an address of one takes the addresses of pages."""
    from suppliers.models import Product

    keys = "&".join(f"key={addresses[name]}" for name in ("real", "demonstration", "protected"))
    slugs = Product.objects.order_by("pk").values_list("slug", flat=True)[:3]
    return {
        "contracts compared": f"/compare/contracts/?{keys}",
        "technologies compared": "/compare/technologies/?" + "&".join(f"technology={slug}" for slug in slugs),
    }


def answered(addresses: dict[str, str]) -> dict[str, str]:
    """What the authority of the world answers with a link."""
    from boroughs.models import Borough
    from contracts.answers.keeping import keep
    from tests.signing_in import staff_member

    slug = addresses["authority"].strip("/").rpartition("/")[2]
    maker = staff_member("answers@loti.example")
    return {"answer": keep(borough=Borough.objects.get(slug=slug), actor=maker).get_absolute_url()}


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
    from boroughs.models import Borough
    from contracts.models import Disagreement, GroupAnswer, GroupAsk, GroupMember
    from suppliers.models import Supplier
    from tests.pages.worlds import saved
    from thirty3.history.services import recording

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
    from django.utils import timezone

    from boroughs.models import Borough, Function
    from contracts.models import (
        BarrierAnswer,
        Opportunity,
        OpportunityLot,
        OpportunityQuestion,
        OpportunityStep,
    )
    from thirty3.history.services import recording

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
        "asking about an opportunity": f"{page}ask/",
        "following an opportunity": f"{page}follow/",
        "own opportunity": f"{own}/",
        "own draft": f"/account/authority/camden/opportunities/{draft.key}/",
        **{
            f"opportunity: {name}": f"{own}/{name}/"
            for name in ("need", "value", "responding", "barriers", "award", "step/planned", "lots/add")
        },
        "question to answer": f"{own}/questions/{question.key}/",
    }


def pasts(addresses: dict[str, str]) -> dict[str, str]:
    """Histories and past days of what was made, of which the demonstration contract lies some way back."""
    from django.db.models import QuerySet
    from django.urls import reverse

    from contracts.models import Contract, SystemInUse
    from tests.past import at
    from thirty3.history.models import Change

    long_ago = addresses["demonstration"]
    changes: QuerySet[Change] = QuerySet(Change)
    changes.filter(key=long_ago.strip("/").rpartition("/")[2]).update(at=at("2026-01-15"))
    system = reverse("contracts:system", args=[SystemInUse.objects.order_by("pk")[0].key])
    real = Contract.objects.get(key=addresses["real"].strip("/").rpartition("/")[2])
    staff = reverse("admin:contracts_contract_change", args=[real.pk]).removesuffix("change/")
    return {
        "contract's history": f"{addresses['real']}history/",
        "contract on a day": f"{long_ago}?as_of=2026-01-15",
        "contract before it was there": f"{long_ago}?as_of=2026-01-14",
        "contract on no day": f"{long_ago}?as_of=soon",
        "system": system,
        "system's history": f"{system}history/",
        "supplier's history": f"{addresses['supplier']}history/",
        "supplier on a day": f"{addresses['supplier']}?as_of=2026-01-15",
        "technology's history": f"{addresses['technology']}history/",
        "authority's history": f"{addresses['authority']}history/",
        "history for staff": f"{staff}history/",
        "state to put back": f"{staff}history/1/",
        **merges(),
        **identity(),
    }


def merges() -> dict[str, str]:
    """Where two technologies are merged, and one merge that was undone but for a record."""
    from django.urls import reverse

    from suppliers.models import Product
    from tests import factories
    from thirty3.history.merging.service import merge
    from thirty3.history.merging.undo import undo

    first, second = Product.objects.current().order_by("pk")[:2]
    old, new = factories.product("Payroll Classic"), factories.product("Payroll Cloud")
    moved = factories.product("Payroll 97", successor=old)
    done = merge(loser=old, survivor=new, why="The maker gave it another name")
    factories.change(moved, successor=None)
    undo(merge=done)
    into = reverse("admin:merge-into", args=[Product.record_kind(), first.pk])
    return {
        "merging": into,
        "merging two": f"{into}?survivor={second.pk}",
        "merge of the past": reverse("admin:merge-page", args=[done.key]),
    }


def identity() -> dict[str, str]:
    """Two suppliers that may be one, the page on which they are merged, and one that was parted."""
    from django.urls import reverse

    from suppliers.identity.duplicates import find_duplicates
    from suppliers.identity.splitting import split
    from suppliers.models import LikelyDuplicate, Supplier
    from tests import factories

    one = factories.supplier("Ledgerwell Ltd", company_number="01234567")
    other = factories.supplier("Ledgerwell Software Ltd", company_number="07654321")
    alike = factories.supplier("The Ledgerwell Software Limited")
    contract = factories.contract("Ledgers", suppliers=[other])
    factories.contract("Payments", suppliers=[other])
    find_duplicates()
    pair = LikelyDuplicate.objects.get(first_id=other.pk, second_id=alike.pk)
    rows = {"contracts.ContractSupplier.supplier": [contract.supplier_links.get().pk]}
    done = split(supplier=other, chosen=rows, name="Ledgerwell Payments", why="Two firms")
    into = reverse("admin:merge-into", args=[Supplier.record_kind(), one.pk])
    return {
        "two that may be one": reverse("admin:duplicate-page", args=[pair.key]),
        "merging two suppliers": f"{into}?survivor={other.pk}",
        "parting a supplier": reverse("admin:split-supplier", args=[other.pk]),
        "split of the past": reverse("admin:split-page", args=[done.key]),
    }


def prepare() -> None:
    """What every site has: its tables, and its reference data."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", database="cache", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    with tempfile.TemporaryFile("w") as unread:
        call_command("load_reference", stdout=unread)
        call_command("load_toolkit", stdout=unread)
        call_command("load_toolkit_calls", stdout=unread)
        call_command("load_projects", stdout=unread)


def longest() -> dict[str, str]:
    """The world of the page tests, on the authorities that London has."""
    from boroughs.models import Borough
    from tests.pages.longest import AWKWARD, lengthen
    from tests.pages.worlds import World

    authorities = list(Borough.objects.authorities())
    world = World(nth_authority=authorities.__getitem__, borough=authorities[0])
    world.grow(RECORDS)
    elsewhere()
    lengthen(world, AWKWARD * 2)
    return {
        "real": world.contract.get_absolute_url(),
        "demonstration": world.contracts[3].get_absolute_url(),
        "protected": world.contracts[1].get_absolute_url(),
        "authority": world.borough.get_absolute_url(),
        "supplier": world.suppliers[0].get_absolute_url(),
        "technology": world.products[0].get_absolute_url(),
        "function": world.functions[0].get_absolute_url(),
        "area": world.functions[0].area.get_absolute_url(),
        "review": f"/admin/contracts/importbatch/{world.batch.key}/review/",
        "columns": f"/admin/contracts/importbatch/{world.batch.key}/columns/",
        "names": f"/admin/contracts/importbatch/{world.batch.key}/names/",
        "row": f"/admin/contracts/importbatch/{world.batch.key}/rows/1/",
    }


def days(number: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=number)


def contracts() -> dict[str, str]:
    """Contracts in every state; the list of them has three pages."""
    from tests import factories

    camden, hackney = factories.borough("Camden"), factories.borough("Hackney")
    housing = factories.function("Housing rents", of=factories.area())
    maker = factories.supplier("Marlowe Homes Limited")
    homes = factories.product("Homes", maker=maker)
    for number in range(CONTRACTS):
        factories.contract(
            f"Housing rents and repairs system, lot {number}",
            buyer=camden,
            participants=[hackney] if number % 3 == 0 else [],
            suppliers=[maker],
            products=[homes],
            functions=[housing],
            value=str(1000 * (number + 1)),
            value_span=("annual", "whole-life", "")[number % 3] or "not-stated",
            end_date=days(30 * (number - 5)),
            demonstration=number % 2 == 0,
        )
    systems(camden, hackney, homes, housing)
    elsewhere()
    return {
        "authority": camden.get_absolute_url(),
        "area": housing.area.get_absolute_url(),
        "supplier": maker.get_absolute_url(),
        "technology": homes.get_absolute_url(),
        "function": housing.get_absolute_url(),
        "demonstration": told_in_full(camden, hackney, demonstration=True),
        "real": told_in_full(camden, hackney, demonstration=False),
        "protected": protected(camden),
        "bare": factories.contract("Nothing is known of it", buyer=camden).get_absolute_url(),
    }


def systems(buyer: Any, other: Any, homes: Any, housing: Any) -> None:
    """Systems of which much, little and nothing is shown; another technology serves the same function."""
    from tests import factories

    paying = factories.contract("Housing rents licences", buyer=buyer, end_date=days(200))
    factories.system(
        homes,
        buyer=buyer,
        functions=[housing],
        supplier=homes.maker,
        contract=paying,
        status="replacing",
        since_date=days(-2000),
        since_precision="year",
        hosting="cloud",
        satisfaction=4,
        users=400,
        plan_to_replace=True,
        replace_by_date=days(300),
    )
    factories.system(homes, buyer=other, status="retired")
    factories.system(buyer=buyer, functions=[housing], demonstration=True)
    identity = factories.function("Identity", protective=True)
    factories.system(factories.product("Gatekeeper for staff"), buyer=other, functions=[identity])


def elsewhere() -> None:
    """What a few more authorities buy and run: enough for the dashboard to draw."""
    from tests import factories

    areas = [factories.area(name) for name in ("Housing", "Revenues and benefits", "Customer")]
    sellers = [factories.supplier(f"{name} Systems Limited") for name in SELLERS]
    for number in range(24):
        buyer = factories.borough(("Barnet", "Brent", "Bromley", "Ealing", "Enfield", "Sutton")[number % 6])
        seller = sellers[number % len(sellers)]
        made = factories.product(f"{seller.name.split()[0]} Suite {number % 3}", maker=seller)
        served = factories.function(f"Casework in area {number % 3}", of=areas[number % 3])
        facts = {"functions": [served], "buyer": buyer}
        paying = factories.contract(
            f"Casework for {buyer.name}, part {number}",
            suppliers=[seller],
            products=[made],
            value=str(20_000 * (number + 1)),
            value_span="annual",
            end_date=days(45 * number + 400),
            **facts,
        )
        factories.system(made, supplier=seller, contract=paying, status="live", **facts)


def told_in_full(buyer: Any, other: Any, *, demonstration: bool) -> str:
    """A contract with every optional fact, two sources that disagree, and a history."""
    from tests import factories

    record = factories.contract(
        "Social care case management, with a title that is long enough to need a second line on a phone",
        buyer=buyer,
        participants=[other],
        suppliers=[factories.supplier("Ostrelle Care Systems Limited")],
        sme=True,
        products=[factories.product("Carebook"), factories.product("Carebook Portal")],
        functions=[factories.function("Case notes")],
        reference="CON/2024/000123-EXTREMELYLONGREFERENCEWITHOUTASPACE",
        description="Licences, hosting and support.\nA second paragraph.",
        start_date=days(-400),
        end_date=days(200),
        end_precision="month",
        value="2962738.50",
        value_span="annual",
        value_vat="excluding",
        value_kind="awarded",
        extensions=[12, 12],
        notice_months=6,
        review_date=days(20),
        route_state="withheld",
        links=[REAL_ADDRESS],
        demonstration=demonstration,
    )
    decision = factories.source("decisions", published=True, rank=3, licence="Open Government Licence v3.0")
    told = {"url": REAL_ADDRESS, "publisher": "Camden Council", "evidence": "council or Mayoral decision"}
    factories.assertion(record, decision, won=["value", "supplier", "end"], **told)
    other_value = {"value": {"value": "9.00", "value_state": "known"}}
    factories.assertion(record, factories.source("camden-register"), won=["notice"], values=other_value)
    factories.change(record, notice_months=3, why="The register of this year says so")
    return record.get_absolute_url()


def protected(buyer: Any) -> str:
    """A contract whose supplier the public may not see."""
    from tests import factories

    record = factories.contract(
        "Gatekeeper sign-on",
        buyer=buyer,
        suppliers=[factories.supplier("Gatekeeper Limited")],
        products=[factories.product("Gatekeeper")],
        functions=[factories.function("Identity", protective=True)],
        end_date=days(90),
    )
    return record.get_absolute_url()


def going_wrong() -> dict[str, str]:
    """A contract that was removed."""
    from tests import factories
    from thirty3.history.services import remove

    record = factories.contract("Removed")
    address = record.get_absolute_url()
    remove(record)
    return {"410": address}


def problems() -> dict[str, str]:
    """A record on hold, a report that waits, and one of which staff told everyone."""
    from django.urls import reverse
    from django.utils import timezone

    from contracts.models import DataIssue
    from contracts.quality.about import About
    from contracts.quality.holding import hold
    from contracts.quality.reporting import report_problem
    from tests import factories

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


def imports() -> dict[str, str]:
    """A file with a row for every outcome, waiting for its review; one applied; one that cannot be read."""
    from contracts.imports.receiving import read, receive_path
    from tests.importing import CONTRACT, csv_file, imported, staged

    with tempfile.TemporaryDirectory() as scratch:
        first = [{**CONTRACT, "reference": f"CON-{n}", "title": f"Parking {n}"} for n in range(3)]
        applied = imported(csv_file(Path(scratch) / "parking.csv", first))
        second = [
            first[0],
            {**first[1], "value": 99},
            {**CONTRACT, "reference": "CON-9", "title": "Parking enforcement"},
            {**CONTRACT, "reference": "CON-9", "title": "Parking enforcement", "value": 1},
            {**CONTRACT, "reference": "CON-10", "title": "Parking refunds", "end_date": "next spring"},
            {**CONTRACT, "reference": "CON-11", "title": "", "borough": "Atlantis"},
            {**CONTRACT, "reference": "", "title": "Total"},
        ]
        ready = staged(csv_file(Path(scratch) / "parking.csv", second), source=applied.source)
        expected = {"new", "changed", "unchanged", "doubtful", "rejected", "set-aside"}
        missing = expected - {outcome for outcome, number in ready.counts.items() if number}
        if missing:
            raise SystemExit(f"No row of the reviewed file is {missing}: {ready.counts}")
        not_a_spreadsheet = Path(scratch) / "photograph.xlsx"
        not_a_spreadsheet.write_bytes(b"\x89PNG\r\n\x1a\n")
        failed = read(batch=receive_path(not_a_spreadsheet))
    pages = {
        name: f"/admin/contracts/importbatch/{batch.key}/review/"
        for name, batch in (("applied", applied), ("review", ready), ("unread", failed))
    }
    decided = {"columns": "columns/", "names": "names/", "row": "rows/1/"}
    return pages | {
        name: f"/admin/contracts/importbatch/{ready.key}/{page}" for name, page in decided.items()
    }


def register() -> dict[str, str]:
    """A register that an authority sent, with a row and a name in doubt, waiting for its review."""
    from tests import factories
    from tests.importing import CONTRACT, csv_file, staged

    camden = factories.borough("Camden")
    factories.supplier("Marlowe Housing Limited")
    rows = [
        {**CONTRACT, "reference": "REG-1", "title": "Housing repairs", "end_date": "next spring"},
        {**CONTRACT, "reference": "REG-2", "title": "Housing rents", "supplier": "Marlowe Housing Group"},
    ]
    with tempfile.TemporaryDirectory() as scratch:
        sent = staged(csv_file(Path(scratch) / "register.csv", rows), borough=camden)
    own = f"/account/authority/camden/imports/{sent.key}"
    return {
        "own register": f"{own}/review/",
        "own register's columns": f"{own}/columns/",
        "own register's names": f"{own}/names/",
        "own register's row": f"{own}/rows/1/",
    }


def lead_at_camden(person: Any) -> None:
    """A role, somebody who waits for one, and somebody who is invited."""
    from django.utils import timezone

    from boroughs.models import Borough, EmailDomain, Invitation, Officer, RoleRequest
    from thirty3.accounts.models import User
    from thirty3.history.services import recording

    camden = Borough.objects.get(slug="camden")
    officer = Officer(user=person, borough=camden, role="lead", approved_at=timezone.now())
    with recording(officer):
        officer.save()
    domain = EmailDomain.objects.filter(boroughs=camden)[0]
    asks = User.objects.create_user(f"asks@{domain}")
    wanted = {"user": asks, "borough": camden, "domain": domain, "role": "editor"}
    stated = {"statement_version": 1, "stated_on": TODAY, "interests": "None"}
    RoleRequest.objects.create(**wanted, **stated, key="2345678923")
    lapses = timezone.now() + datetime.timedelta(days=9)
    Invitation.objects.create(**wanted, invited_by=person, lapses_at=lapses)


def owner_of_a_supplier(person: Any) -> None:
    """A profile that somebody keeps, a draft, what was refused of them, and somebody who wants to join."""
    from django.utils import timezone

    from boroughs.models import Borough
    from suppliers.models import Claim, Reference, Supplier, SupplierInvitation, SupplierMember
    from suppliers.profiles.saying import say
    from suppliers.profiles.sections.about import ABOUT
    from thirty3.accounts.models import User
    from thirty3.history.services import recording

    firm, now = Supplier(slug="own-firm", name="Own Firm Ltd", listed=True), timezone.now()
    with recording(firm):
        firm.save()
    member = SupplierMember(user=person, supplier=firm, role="owner", came_by="registered")
    with recording(member):
        member.save()
    told = ABOUT.read(firm, "") | {"description": "We make maps.", "website": "https://own-firm.example/"}
    said = say(person=person, supplier=firm, section="about", values=told)
    assert said.waiting is not None
    said.waiting.key = "6789234567"
    said.waiting.save()
    reference = Reference(supplier=firm, role="Head of Maps", key="7892345678")
    reference.borough = Borough.objects.get(slug="camden")
    with recording(reference):
        reference.save()
    asks = User.objects.create_user("asks@own-firm.example")
    facts = {"organisation": "company", "name": "Another Firm Ltd", "company_number": "07654321"}
    refused = {"sent_at": now, "decided_at": now, "reason": "Say where you are named."}
    draft = {"user": person, "kind": "register", **facts}
    Claim.objects.create(**draft, key="3456789234")
    Claim.objects.create(**draft, **refused, state="refused", key="4567892345")
    waits = {"user": asks, "kind": "register", "state": "waiting", "sent_at": now, "message": "We are new"}
    Claim.objects.create(**waits, **facts, key="5678923456")
    lapses = now + datetime.timedelta(days=9)
    SupplierInvitation.objects.create(
        user=asks, supplier=firm, role="editor", invited_by=person, lapses_at=lapses
    )


def signed_in(officer: str) -> dict[str, str]:
    """Session keys of staff with and without an authenticator app, and of an officer; and their mail."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.core.mail import send_mail

    from tests.signing_in import session_of, staff_member
    from thirty3.accounts.models import User

    people = {
        "staff": staff_member(),
        "newcomer": staff_member("new@loti.example", with_authenticator=False),
        "officer": User.objects.create_user(f"{officer}@camden.example"),
    }
    RecoveryCodes.activate(people["staff"])
    lead_at_camden(people["officer"])
    journey_of_camden()
    owner_of_a_supplier(people["officer"])
    send_mail("Your code", "Your code for Thirty3 is ABCD-EFGH.", None, ["officer@camden.example"])
    return {name: session_of(person) for name, person in people.items()}


def journey_of_camden() -> None:
    """A journey from a need a year away, with a decision and a note; some of its tasks are due."""
    from contracts.models import Journey, JourneyTask
    from tests import factories
    from tests.pages.worlds import saved

    camden = factories.borough("Camden")
    words = {"title": "Telephones", "target_date": days(365), "started_on": TODAY}
    journey = saved(Journey(key="8923456782", borough=camden, **words))
    said = {"decision": "Buy anew", "reason": "Leaving costs less than staying.", "note": "Users agree."}
    saved(JourneyTask(journey=journey, task="extend-or-buy", state="done", **said))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
