"""Small worlds for the page tests: every optional fact is present, and there can be more of everything."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from boroughs.models import (
    Borough,
    BoroughName,
    EmailDomain,
    Function,
    HowToSell,
    Invitation,
    Officer,
    Partnership,
    RoleRequest,
    Skill,
    SkillLevel,
)
from contracts.journeys.tasks import tasks
from contracts.listing.publishing import rebuild
from contracts.models import (
    Assertion,
    Contract,
    ContractSupplier,
    DataIssue,
    Disagreement,
    ExtensionOption,
    GroupAnswer,
    GroupAsk,
    GroupMember,
    ImportBatch,
    ImportRow,
    ImportWrite,
    Journey,
    JourneyTask,
    OfferConfirmation,
    Opinion,
    PracticeNote,
    PublishedRating,
    Rank,
    Source,
    SystemInUse,
    UseClaim,
)
from suppliers.models import (
    Certification,
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
    SupplierProfile,
    SupplierSplit,
)
from tests import factories
from tests.pages.calls_world import add_call
from tests.pages.opportunities import add_opportunity
from tests.toolkit.guidance import texts
from thirty3.accounts.models import User
from thirty3.history.merging.service import merge
from thirty3.history.records import Recorded
from thirty3.history.services import recording
from thirty3.keys import new_key
from toolkit.models import Collaborator, PageFeedback, ProblemArea, Project, ProjectLink, TimelineEntry

TODAY = timezone.localdate()
CLOSED = {"audience": "boroughs", "reason": "commercial until 2027"}
OWN = {"audience": "own", "reason": "personal data"}


def in_days(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


@dataclass
class World:
    """What the pages are about. `grow` brings each of its collections to a size; none shrinks."""

    nth_authority: Callable[[int], Borough] = field(default_factory=lambda: authority)
    borough: Borough = field(default_factory=lambda: authority(0))
    others: list[Borough] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    suppliers: list[Supplier] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    systems: list[SystemInUse] = field(default_factory=list)
    batches: list[ImportBatch] = field(default_factory=list)
    problems: list[DataIssue] = field(default_factory=list)

    @property
    def contract(self) -> Contract:
        """The one that refers to everything."""
        return self.contracts[0]

    @property
    def batch(self) -> ImportBatch:
        return self.batches[0]

    def grow(self, size: int) -> "World":
        """`size` of everything; the first contract and the first authority refer to all of them."""
        first = len(self.contracts)
        for number in range(first, size):
            self._add_names(number)
        for number in range(first, size):
            self._add_contract(number)
            self._add_system(number)
            self._add_batch(number)
            self._add_problems(number)
            self._add_merge(number)
            self._add_identity(number)
            a_project(number)
            some_guidance(number)
            self._add_journey(number)
            add_opportunity(self, number)
        self._refer(first, size)
        # What sources say was written beside the records: bring the list rows up to date at once.
        for kind in ("contract", "system"):
            rebuild(kind)
        if first == 0:
            saved(HowToSell(borough=self.borough, portal_url="https://portal.example/", as_at_date=TODAY))
        # The last writes are small ones, of a real contract and of an invented one.
        for record in self.contracts[:2]:
            factories.change(record, department=f"Department {size}", why="It moved again")
        return self

    def _add_names(self, number: int) -> None:
        self.others.append(self.nth_authority(number + 1))
        self.functions.append(
            factories.function(
                f"Function {number}",
                of=factories.area(f"Area {number}", "corporate" if number % 2 else "frontline"),
                synonyms=["another word"],
                protective=number % 5 == 1,
            )
        )
        maker = factories.supplier(f"Maker {number}", company_number=f"{number + 1:08}", is_sme=True)
        self.suppliers.append(factories.supplier(f"Seller {number}", size="small", home_borough=self.borough))
        self.products.append(factories.product(f"Product {number}", maker=maker, stage="live"))
        skill = saved(Skill(slug=f"skill-{number}", name=f"Skill {number}", group="Data"))
        invented = number % 2 == 1
        saved(
            SkillLevel(
                borough=self.borough, skill=skill, level=number % 5, as_at_date=TODAY, demonstration=invented
            )
        )
        self._add_reference(number)
        self.sources.append(
            factories.source(
                f"source-{number}",
                published=number % 2 == 0,
                rank=Rank.NOTICE if number % 2 == 0 else Rank.SURVEY,
                publisher="The Gazette",
                licence="Open Government Licence v3.0",
                attribution="Contains public sector information",
            )
        )

    def _add_reference(self, number: int) -> None:
        """What only the staff site lists."""
        BoroughName.objects.create(borough=self.borough, spelling=f"LB {number}", folded=f"lb {number}")
        domain = saved(EmailDomain(domain=f"d{number}.example"))
        domain.boroughs.add(self.borough, self.others[number])
        shared = saved(Partnership(slug=f"shared-{number}", name=f"Shared {number}", host=self.borough))
        shared.members.create(borough=self.others[number])
        person = User.objects.create_user(f"officer-{number}@authority.example")
        saved(Officer(user=person, borough=self.others[number], approved_at=timezone.now()))
        self._add_request(number, domain)
        seller, made = self.suppliers[number], self.products[number]
        SupplierAlias.objects.create(supplier=seller, spelling=f"S {number}", folded=f"s {number}")
        ProductAlias.objects.create(product=made, spelling=f"P {number}", folded=f"p {number}")
        Certification.objects.create(supplier=seller, scheme="Cyber Essentials", number=str(number))
        self._add_members(number, person)

    def _add_members(self, number: int, person: User) -> None:
        """Who keeps the first supplier's profile, who asks to, and who is invited."""
        now, first = timezone.now(), self.suppliers[0]
        asks = User.objects.create_user(f"seller-{number}@seller.example")
        saved(SupplierMember(user=person, supplier=first, role="owner", came_by="staff"))
        for kind, supplier in (("join", first), ("claim", self.suppliers[number])):
            other = asks if kind == "join" else person
            wanted = {"user": other, "supplier": supplier, "kind": kind}
            Claim.objects.create(
                **wanted, state="waiting", sent_at=now, looked_up="not-checked", looked_up_at=now
            )
        lapses = now + datetime.timedelta(days=9)
        SupplierInvitation.objects.create(user=asks, supplier=first, role="editor", lapses_at=lapses)
        self._add_profile(number, asks)
        add_call(number, self.borough, self.suppliers[number], asks)

    def _add_profile(self, number: int, person: User) -> None:
        """What the first supplier says of itself and the others of their size, and what waits of it."""
        first, each = self.suppliers[0], self.suppliers[number]
        if number == 0:
            profile = SupplierProfile(supplier=first, description="Sells", counties=["Essex"])
            saved(profile)
            profile.functions.add(self.functions[0])
            profile.boroughs.add(self.borough)
            for section in ("about", "functions", "operations", "size"):
                saved(HowKnown(supplier=first, section=section, how="said", on_date=TODAY))
        else:
            saved(SupplierProfile(supplier=each))
        saved(SizeFigures(supplier=each, staff=12 + number, turnover_gbp=number, as_at_date=TODAY))
        agreed = saved(Reference(supplier=first, role=f"Head {number}", organisation="A Trust"))
        known = {"how": "seen", "on_date": TODAY}
        saved(HowKnown(supplier=first, section="references", item=agreed.key, **known))
        saved(Reference(supplier=first, role=f"Lead {number}", borough=self.borough))
        self._say_of_products(number)
        edit = {"supplier": first, "user": person, "section": "references", "item": agreed.key}
        told = {"before": {"about": ""}, "after": {"about": f"Work {number}"}}
        ProfileEdit.objects.create(**edit, **told, state="waiting")

    def _say_of_products(self, number: int) -> None:
        """What the first supplier says of a product, of a certificate, of a framework and of a use."""
        first, product, known = self.suppliers[0], self.products[number], {"how": "said", "on_date": TODAY}
        offer = saved(ProductOffer(supplier=first, product=product, open_api="yes", fees="no"))
        place = saved(FrameworkPlace(supplier=first, framework=f"Framework {number}"))
        saved(UseClaim(supplier=first, product=product, borough=self.others[0], said_on=TODAY))
        saved(
            OfferConfirmation(
                offer=offer, borough=self.borough, answer="fees", words="No", confirmed_on=TODAY
            )
        )
        held = Certification.objects.create(supplier=first, scheme="ISO 27001", number=str(number))
        for section, item in (("products", offer), ("frameworks", place), ("certifications", held)):
            saved(HowKnown(supplier=first, section=section, item=item.key, **known))

    def _add_request(self, number: int, domain: EmailDomain) -> None:
        """Who waits for a role at the first authority, and who is invited."""
        person = User.objects.create_user(f"asks-{number}@d{number}.example")
        wanted = {"user": person, "borough": self.borough, "domain": domain, "role": "editor"}
        stated = {"statement_version": 1, "stated_on": TODAY, "interests": "None"}
        RoleRequest.objects.create(**wanted, **stated)
        Invitation.objects.create(**wanted, lapses_at=timezone.now() + datetime.timedelta(days=9))

    def _add_contract(self, number: int) -> None:
        """Ordinary, protective, withheld, ended, rolling, to come, closed and invented, in turn."""
        facts = dict(STATES[number % len(STATES)])
        # Each has a title and an end from a source of its own, which states its value otherwise.
        facts |= {"key": new_key()}
        told_by = f"{self.sources[number].slug}:{facts['key']}"
        facts |= {"origins": {"title": told_by, "end": told_by}}
        served = [self.functions[number]] if number % len(STATES) == 1 else self.functions[:1]
        known = "supplier_state" not in facts
        record = factories.contract(
            f"Agreement {number}",
            buyer=self.borough,
            participants=self.others[:1],
            suppliers=self.suppliers[:2] if known else (),
            sme=True if known else None,
            products=self.products[:1],
            functions=served,
            demonstration=number % 2 == 1,
            **COMMON | facts,
        )
        self.contracts.append(record)
        said = {"value": {"value": "1.00", "value_state": "known", "value_vat": "excluding"}}
        self._say(record, number, said)

    def _add_system(self, number: int) -> None:
        record = factories.system(
            self.products[number],
            buyer=self.borough,
            functions=[self.functions[number]],
            supplier=self.suppliers[number],
            contract=self.contracts[0],
            reference=f"SYS-{number}",
            status="live",
            since_date=in_days(-700),
            since_precision="month",
            hosting="saas",
            users=40,
            satisfaction=number % 5 + 1,
            plan_to_replace=True,
            replace_by_date=in_days(500),
            notes="A note between authorities",
            demonstration=number % 2 == 1,
            key=(key := new_key()),
            origins=dict.fromkeys(("product", "users"), f"{self.sources[number].slug}:{key}"),
        )
        self.systems.append(record)
        self._say(record, number, {})

    def _say(self, record: Any, number: int, values: dict[str, Any], row: str = "") -> None:
        Assertion.objects.create(
            source=self.sources[number],
            source_record_id=row or record.key,
            record_kind=record.record_kind(),
            record_id=record.pk,
            rank=self.sources[number].rank,
            published=self.sources[number].published,
            as_at_date=TODAY,
            url="https://example.org/notice",
            publisher="The Gazette",
            evidence="notice",
            values=values,
        )

    def _add_batch(self, number: int) -> None:
        self.batches.append(
            ImportBatch.objects.create(
                file_name=f"register-{number}.xlsx",
                status=ImportBatch.Status.READY,
                format="city-tools",
                source=self.sources[number],
                borough=self.borough,
                sheets=[
                    {
                        "sheet": "Contracts",
                        "target": "contract",
                        "rows": 2,
                        "header_row": 1,
                        "columns": {"Title": "title", "Colour": ""},
                        "left_out": ["Contact"],
                        "questions": {"Sum": "A year or the whole life?"},
                    }
                ],
                demonstration=number % 2 == 1,
            )
        )

    def _add_problems(self, number: int) -> None:
        """One of each kind of record, of which staff told."""
        for subject, key in (
            ("contract", self.contracts[number].key),
            ("system", self.systems[number].key),
            ("supplier", self.suppliers[number].slug),
            ("technology", self.products[number].slug),
            ("borough", self.borough.slug),
        ):
            told = {"state": "done", "closed_at": timezone.now(), "public_sentence": "We put it right."}
            problem = DataIssue(wrong="date", subject=subject, subject_key=key, due_date=TODAY, **told)
            self.problems.append(saved(problem))

    def _add_merge(self, number: int) -> None:
        """A technology that nobody saw turned out to be one that is in use."""
        old = factories.product(f"Old product {number}", demonstration=self.products[number].demonstration)
        merge(loser=old, survivor=self.products[number], why="The same technology")

    def _add_identity(self, number: int) -> None:
        """A supplier that may be the first, and one that was parted from it."""
        one, other = self.suppliers[0], self.suppliers[number]
        SupplierSplit.objects.create(from_id=one.pk, to_id=0, made=True, why="Two firms")
        if number:
            two = {"first_id": one.pk, "second_id": other.pk}
            LikelyDuplicate.objects.create(**two, confidence=80, why=["the same words"])

    def _add_journey(self, number: int) -> None:
        """What comes after a contract; the first journey has one more task of which something is kept."""
        words = {"title": f"Journey {number}", "started_on": TODAY, "function": self.functions[number]}
        saved(Journey(borough=self.borough, contract_key=self.contracts[number].key, **words))
        first = Journey.objects.filter(borough=self.borough).order_by("pk")[0]
        if number < len(tasks()):
            kept = {"decision": "Buy anew", "reason": "It costs less.", "note": "A note."}
            saved(JourneyTask(journey=first, task=list(tasks())[number], state="done", **kept))

    def _refer(self, first: int, size: int) -> None:
        """Let the first contract, authority and batch refer to what is new."""
        if first == 0:
            factories.change(self.contract, title="Agreement with everything")
        new = slice(first, size)
        with recording(self.borough):
            self.borough.neighbours.add(*self.others[new])
        with recording(self.contract):
            record = self.contract
            record.participants.add(*self.others[new])
            record.products.add(*self.products[new])
            record.functions.add(*(f for f in self.functions[new] if not f.protective))
            record.predecessors.add(*self.contracts[max(first, 1) : size])
            for number in range(max(first, 2), size):
                ContractSupplier.objects.create(contract=record, supplier=self.suppliers[number])
            for number in range(max(first, 2), size):
                ExtensionOption.objects.create(contract=record, position=number + 1, months=12)
        for number in range(first, size):
            said = {"review": {"review_date": str(in_days(number)), "review_state": "known"}}
            self._say(self.contract, number, said, row=f"again {number}")
            factories.change(self.contract, department=f"Department {number}", why="It moved")
            self._stage(number)
            self._share(number)
            self._speak(number)

    def _share(self, number: int) -> None:
        """What the first authority learnt about a technology, a function, a contract and otherwise."""
        facts = {"role": "Editor", "text": "One.\n\nTwo.", "state": "public"}
        facts |= {"written_on": in_days(-9), "confirmed_on": TODAY, "lapses_on": in_days(30)}
        for about in (
            {"product": self.products[0]},
            {"function": self.functions[0]},
            {"contract_key": self.contract.key},
            {"engagement": "Supplier day"},
        ):
            saved(PracticeNote(borough=self.borough, title=f"Note {number}", **facts, **about))

    def _speak(self, number: int) -> None:
        """What authorities ask the first supplier together, and where another one disagrees with it."""
        told = {"supplier": self.suppliers[0], "written_on": in_days(-60)}
        asking = saved(GroupAsk(title=f"Ask {number}", text="Why?", state="asked", asked_on=TODAY, **told))
        with recording(asking):
            asking.boroughs.set([self.borough, self.others[number]])
            asking.published_by.set([self.borough])
            GroupAnswer.objects.create(ask=asking, text="So.", said_on=TODAY, published=True)
        if number == 0:
            saved(GroupMember(supplier=self.suppliers[0], borough=self.borough, joined_on=TODAY))
            for subject, record in (("product", self.products[0]), ("function", self.functions[0])):
                Opinion.objects.create(subject=subject, subject_id=record.pk, year=2026, halves=7, count=3)
        rated = {"contract_key": self.contract.key, "measure": f"Measure {number}", "rating": "Good"}
        where = {"source": "UK9", "source_url": "https://example.org/notice", "published_on": TODAY}
        saved(PublishedRating(**rated, **where))
        days = {"told_on": in_days(-60), "answer_by": in_days(-30), "shown_from": in_days(-29)}
        said = {"statement": "exit:fee", "statement_words": "No fee.", "text": "There was one."}
        saved(Disagreement(borough=self.others[number], **told, **days, **said))

    def _stage(self, number: int) -> None:
        """A row of the first batch, with what it would change of a contract, a supplier and a product; and
        two records that the batch leaves out.
        """
        self.batch.vanished += [
            {"title": str(one), "key": one.key, "why": "it has not ended", "address": address}
            for one, address in (
                (self.contracts[number], self.contracts[number].get_absolute_url()),
                (self.systems[number], ""),
            )
        ]
        self.batch.against_last = {
            **{"file": "register.xlsx", "as_at": str(TODAY)},
            **dict.fromkeys(("both", "new", "ends", "values"), 1),
            "gone": len(self.batch.vanished),
            "sums": {"annual": {"last": "1.00", "now": "2.00"}},
        }
        self.batch.save(update_fields=["vanished", "against_last"])
        row = ImportRow.objects.create(
            batch=self.batch,
            position=number + 1,
            sheet="Contracts",
            row_number=number + 2,
            outcome=ImportRow.Outcome.CHANGED,
            title=f"Agreement {number}",
            problems=[{"column": "Value", "severity": "note", "message": "Read as pounds.", "value": "1"}],
        )
        ImportWrite.objects.create(
            batch=self.batch,
            row=row,
            record_kind="contracts.contract",
            record_id=self.contracts[number].pk,
            key=self.contracts[number].key,
            title=f"Agreement {number}",
            action=ImportWrite.Action.CHANGED,
            before={"title": "Before", "products": [self.products[number].pk]},
            after={"title": "After", "supplier_links": [link_to(self.suppliers[number])]},
        )


def saved[R: Recorded](record: R) -> R:
    with recording(record):
        record.save()
    return record


def link_to(seller: Supplier) -> dict[str, Any]:
    """A supplier's part in an agreement, as the change log holds it."""
    return {
        "supplier_id": seller.pk,
        "name_as_given": "As given",
        "sme_at_award": True,
        "vcse_at_award": None,
        "registration_number": "00000001",
    }


def authority(number: int) -> Borough:
    """An authority with a tile of its own."""
    return factories.borough(
        f"Authority {number}",
        ring="inner",
        website="https://authority.example/",
        short_name=f"{number:03}",
        tile_x=number % 7,
        tile_y=number // 7,
    )


COMMON: dict[str, Any] = {
    "reference": "REF-1",
    "ocid": "ocds-1",
    "description": "What it is for.",
    "department": "Housing",
    "cpv": ["48000000"],
    "route": "open",
    "route_note": "A tender",
    "framework": "G-Cloud 14",
    "competition": "tender",
    "regime": "2023",
    "award_date": in_days(-400),
    "start_date": in_days(-390),
    "start_precision": "month",
    "end_date": in_days(200),
    "end_precision": "quarter",
    "break_dates": [str(in_days(100))],
    "extensions": [12, 12],
    "extensions_note": "Two years more",
    "notice_months": 6,
    "review_date": in_days(50),
    "value": "125000.00",
    "value_kind": "awarded",
    "value_span": "annual",
    "value_vat": "excluding",
    "value_note": "About",
    "irrecoverable_vat": "10.00",
    "notes": "A note between authorities",
    "links": ["https://example.org/document.pdf"],
}
STATES: tuple[dict[str, Any], ...] = (
    {"end_precision": "day"},
    {},  # protective: see `_add_contract`
    {
        "supplier_state": "withheld",
        "supplier_reason": "commercial",
        "notice_months": None,
        "notice_state": "none",
    },
    {"end_date": in_days(-10), "terminated_date": in_days(-20), "termination_reason": "Both agreed"},
    {"end_date": None, "end_kind": "rolling", "end_state": "known", "value": None, "value_state": "withheld"},
    {"start_date": in_days(30)},
    {"visibility": {"supplier": CLOSED, "value": OWN}},
    {"visibility": {"record": CLOSED}},
)


def some_guidance(number: int) -> None:
    """A page of guidance with a template and a problem, and what somebody said of it."""
    template = texts.template(f"template-{number}")
    page = texts.page(f"page-{number}", order=number)
    with recording(page):
        page.resources.add(template)
    texts.problem(f"problem-{number}", pages=(page.slug, "page-0"))
    PageFeedback.objects.create(page=page, useful=True, comment="Good.", given_on=TODAY)


def a_project(number: int) -> Project:
    """A project; the first has one more of each of its parts."""
    words = {
        "summary": "What three authorities learnt of buying together",
        "introduction": "One.\n\nTwo.",
        "status": "finished",
    }
    project = saved(Project(slug=f"project-{number}", name=f"Project {number}", **words))
    first, address = Project.objects.get(slug="project-0"), "https://example.org/"
    with recording(first):
        Collaborator.objects.create(project=first, name=f"Firm {number}", part="helped.", url=address)
        ProblemArea.objects.create(project=first, title=f"Problem {number}", text="It.", source_url=address)
        step = {"kind": "workshop", "on_date": TODAY, "precision": "quarter", "source_url": address}
        TimelineEntry.objects.create(
            project=first, position=number, title=f"Step {number}", text="So.", **step
        )
        ProjectLink.objects.create(project=first, title=f"To read {number}", url=address, note="A page.")
        ProjectLink.objects.create(project=first, kind="download", title=f"To take {number}", url=address)
    return project
