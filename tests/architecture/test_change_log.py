"""Every write path leaves its row in the change log, for every kind of record.

After each path the whole log is held against the whole database: what the rows of a record come to
must be its facts, sets and child rows included, and its version the number of its changes.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, QuerySet
from django.forms import BaseForm, MultiWidget
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from import_export.admin import ImportMixin

from boroughs.models import (
    Borough,
    EmailDomain,
    Function,
    HowToSell,
    Officer,
    Partnership,
    PartnershipMember,
    ServiceArea,
    Skill,
    SkillLevel,
)
from boroughs.reference import load_reference
from contracts.imports.removing import remove_demonstration
from contracts.imports.undoing import undo_batch
from contracts.models import (
    BarrierAnswer,
    Contract,
    ContractSupplier,
    DataIssue,
    Disagreement,
    ExtensionOption,
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
from contracts.services.editing import editing
from suppliers.models import (
    Certification,
    FrameworkPlace,
    HowKnown,
    Product,
    ProductAlias,
    ProductOffer,
    Reference,
    SizeFigures,
    Supplier,
    SupplierAlias,
    SupplierMember,
    SupplierOwnership,
    SupplierProfile,
)
from tests import factories
from tests.importing import CONTRACT, imported, workbook
from tests.logged import as_it_was, record_models, unlogged
from tests.signing_in import sign_in, staff_member
from tests.toolkit.guidance import texts
from thirty3.accounts.demonstration import remove_demonstration_accounts
from thirty3.accounts.models import User
from thirty3.history.admin import PartAdmin, RecordedAdmin
from thirty3.history.models import Change
from thirty3.history.records import Recorded
from thirty3.history.services import recording, remove
from thirty3.history.tables import PartResource, RecordedResource
from thirty3.search.models import SameWords
from toolkit.models import (
    Call,
    Collaborator,
    Page,
    Problem,
    ProblemArea,
    Project,
    ProjectLink,
    Question,
    Resource,
    Stage,
    TimelineEntry,
)

# What waits to be confirmed lies in the cache, which is a database of its own on SQLite.
pytestmark = pytest.mark.django_db(databases="__all__")


# One of each kind, with something in every set and every list of child rows


def written[R: Recorded](record: R, fill: Callable[[R], object] = lambda record: None) -> R:
    with recording(record):
        record.save()
        fill(record)
    return record


def a_borough() -> Borough:
    neighbour = factories.borough("Islington")
    record = Borough(slug="camden", name="Camden", formal_name="Camden", kind="authority")
    return written(record, lambda one: one.parents.add(neighbour))


def a_domain() -> EmailDomain:
    camden = factories.borough()
    return written(EmailDomain(domain="camden.example"), lambda one: one.boroughs.add(camden))


def an_area() -> ServiceArea:
    return written(ServiceArea(slug="parks", name="Parks", side="frontline"))


def a_function() -> Function:
    housing = factories.area()
    return written(Function(slug="repairs", name="Repairs", area=housing, synonyms=["voids"]))


def a_partnership() -> Partnership:
    camden, repairs = factories.borough(), factories.function("Repairs")

    def fill(one: Partnership) -> None:
        one.functions.add(repairs)
        PartnershipMember.objects.create(partnership=one, borough=camden)

    return written(Partnership(slug="shared", name="Shared Digital", host=camden), fill)


def an_officer() -> Officer:
    person = User.objects.create_user("officer@camden.example")
    approved = timezone.now().replace(microsecond=0)
    return written(Officer(user=person, borough=factories.borough(), approved_at=approved))


def how_to_sell() -> HowToSell:
    day = datetime.date(2026, 11, 1)
    return written(HowToSell(borough=factories.borough(), mailbox="buy@camden.example", as_at_date=day))


def a_skill() -> Skill:
    return written(Skill(slug="python", name="Python", group="Data"))


def some_words() -> SameWords:
    return written(SameWords(slug="crm", words=["CRM", "customer relationship management"]))


def a_level() -> SkillLevel:
    return written(SkillLevel(borough=factories.borough(), skill=a_skill(), level=2))


def a_supplier() -> Supplier:
    def fill(one: Supplier) -> None:
        SupplierAlias.objects.create(supplier=one, spelling="Acme", folded="acme")
        Certification.objects.create(supplier=one, scheme="Cyber Essentials", number="1")
        SupplierOwnership.objects.create(supplier=one, parent=factories.supplier(), source="Its accounts")

    return written(Supplier(slug="acme", name="Acme", home_borough=factories.borough()), fill)


def a_product() -> Product:
    repairs = factories.function("Repairs")

    def fill(one: Product) -> None:
        one.functions.add(repairs)
        ProductAlias.objects.create(product=one, spelling="Homes", folded="homes")

    return written(Product(slug="homes", name="Homes", maker=factories.supplier()), fill)


def a_member() -> SupplierMember:
    person, since = User.objects.create_user("owner@acme.example"), timezone.now().replace(microsecond=0)
    facts = {"role": "editor", "came_by": "joined", "since_at": since}
    return written(SupplierMember(user=person, supplier=factories.supplier(), **facts))


def a_profile() -> SupplierProfile:
    camden, repairs = factories.borough(), factories.function("Repairs")

    def fill(one: SupplierProfile) -> None:
        one.boroughs.add(camden)
        one.functions.add(repairs)

    facts = {"counties": ["Essex"], "contacts": {"sales_email": "sales@acme.example"}}
    return written(SupplierProfile(supplier=factories.supplier(), description="We sell", **facts), fill)


def how_known() -> HowKnown:
    facts = {"section": "about", "how": "said", "on_date": datetime.date(2026, 11, 1)}
    return written(HowKnown(supplier=factories.supplier(), **facts))


def a_size() -> SizeFigures:
    facts = {"staff": 12, "turnover_gbp": 1_000_000, "as_at_date": datetime.date(2026, 3, 31)}
    return written(SizeFigures(supplier=factories.supplier(), **facts))


def a_reference() -> Reference:
    return written(Reference(supplier=factories.supplier(), role="Head of IT", borough=factories.borough()))


def an_offer() -> ProductOffer:
    return written(
        ProductOffer(supplier=factories.supplier(), product=factories.product(), open_api="yes", fees="no")
    )


def a_place() -> FrameworkPlace:
    return written(FrameworkPlace(supplier=factories.supplier(), framework="G-Cloud 14", lot="2b"))


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


def a_page() -> Page:
    texts.page("other-page", order=20)
    page = texts.page()
    with recording(page):
        page.resources.add(texts.template())
    return page


def a_hard_thing() -> Problem:
    texts.page()
    return texts.problem()


def a_template() -> Resource:
    texts.page()
    return texts.template()


def a_project() -> Project:
    def fill(one: Project) -> None:
        Collaborator.objects.create(project=one, name="LOTI", part="ran it.")
        ProblemArea.objects.create(project=one, title="End dates differ")
        TimelineEntry.objects.create(project=one, position=1, kind="workshop", title="A workshop")
        ProjectLink.objects.create(project=one, title="Its page", url="https://example.org/")

    words = {"summary": "What was learnt", "introduction": "One.", "status": "finished"}
    return written(Project(slug="together", name="Buying together", **words), fill)


def a_call() -> Call:
    camden, opens = factories.borough(), datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)
    call = Call(slug="housing", title="Housing", introduction="What is there?", kind="survey", opens_at=opens)
    call.closes_at = opens + datetime.timedelta(days=30)

    def fill(one: Call) -> None:
        one.boroughs.add(camden)
        Question.objects.create(call=one, label="What do you make?")

    return written(call, fill)


MADE: dict[type[Recorded], Callable[[], Recorded]] = {
    Borough: a_borough,
    EmailDomain: a_domain,
    ServiceArea: an_area,
    Function: a_function,
    Partnership: a_partnership,
    Officer: an_officer,
    HowToSell: how_to_sell,
    Skill: a_skill,
    SkillLevel: a_level,
    SameWords: some_words,
    Supplier: a_supplier,
    Product: a_product,
    Contract: a_contract,
    SystemInUse: a_system,
    PracticeNote: a_note,
    GroupAsk: an_ask,
    GroupMember: a_group_member,
    Opportunity: an_opportunity,
    Disagreement: a_disagreement,
    PublishedRating: a_rating,
    DataIssue: a_problem,
    SupplierMember: a_member,
    SupplierProfile: a_profile,
    HowKnown: how_known,
    SizeFigures: a_size,
    Reference: a_reference,
    ProductOffer: an_offer,
    FrameworkPlace: a_place,
    OfferConfirmation: an_offer_confirmed,
    UseClaim: a_use,
    Stage: texts.stage,
    Page: a_page,
    Resource: a_template,
    Problem: a_hard_thing,
    Project: a_project,
    Journey: a_journey,
    JourneyTask: a_task,
    Call: a_call,
}
# One fact of each that a form may change, and what it becomes.
CHANGED: dict[type[Recorded], tuple[str, Any]] = {
    Borough: ("formal_name", "The London Borough"),
    EmailDomain: ("checked_on", "23/11/2026"),
    ServiceArea: ("position", "7"),
    Function: ("name", "Repairs and voids"),
    Partnership: ("source_url", "https://example.org/"),
    Officer: ("role", "lead"),
    HowToSell: ("paid_in_30_days_percent", "97"),
    Skill: ("group", "Platforms"),
    SkillLevel: ("level", "4"),
    SameWords: ("words", "CRM\ncustomer relationship management\nclient relationships"),
    Supplier: ("size", "small"),
    Product: ("stage", "live"),
    Contract: ("department", "Housing"),
    SystemInUse: ("status", "live"),
    PracticeNote: ("title", "Clean the data before you move"),
    GroupAsk: ("title", "An open interface for repairs"),
    GroupMember: ("joined_on", "23/11/2026"),
    Opportunity: ("title", "Repairs in time"),
    PublishedRating: ("rating", "Requires improvement"),
    Disagreement: ("text", "It charged a fee in March."),
    DataIssue: ("state", "looked-at"),
    SupplierMember: ("role", "owner"),
    SupplierProfile: ("description", "We make"),
    HowKnown: ("how", "seen"),
    SizeFigures: ("staff", "13"),
    Reference: ("role", "Head of Housing"),
    ProductOffer: ("fees", "partly"),
    FrameworkPlace: ("lot", "2a"),
    OfferConfirmation: ("words", "No, never"),
    UseClaim: ("said_on", "2/11/2026"),
    Journey: ("title", "What comes after"),
    JourneyTask: ("note", "All of five."),
    Stage: ("title", "Get ready"),
    Page: ("title", "Begin with people"),
    Resource: ("summary", "Whose needs these are."),
    Problem: ("more", "It wins again."),
    Project: ("status_note", "Others went on with it."),
    Call: ("title", "Software for housing"),
}
KINDS = pytest.mark.parametrize("model", MADE, ids=lambda model: model._meta.label)


def changes_of(record: Recorded) -> QuerySet[Change]:
    return Change.objects.of(record.record_kind(), record.pk)


def test_every_kind_of_record_is_among_these() -> None:
    assert set(MADE) == set(CHANGED) == set(record_models())


@KINDS
def test_one_of_each_has_something_in_every_set_and_child_list(model: type[Recorded]) -> None:
    record = MADE[model]()
    facts = as_it_was(record.record_kind(), record.pk, record.version)
    lists = [*(field.name for field in model._meta.many_to_many), *getattr(model, "part_of_record", ())]
    # Neighbours follow from the boundaries; a contract's suppliers are its child rows.
    assert [name for name in lists if not facts.get(name) and name not in ("neighbours", "suppliers")] == []
    assert unlogged() == []


@KINDS
def test_removing_logs_all_of_it_and_what_it_did_to_others(model: type[Recorded]) -> None:
    record = MADE[model]()
    kind, pk, facts = record.record_kind(), record.pk, as_it_was(record.record_kind(), record.pk, 99)
    remove(record, why="Test")
    last = Change.objects.of(kind, pk).first()
    assert last is not None
    assert (last.action, last.before, last.after) == ("removed", facts, {})
    assert unlogged() == []


def test_removing_what_others_hold_changes_them() -> None:
    contract, system = a_contract(), a_system()
    product = contract.products.get()
    remove(contract.predecessors.get())
    remove(product)
    remove(contract.functions.get())
    contract.refresh_from_db()
    assert changes_of(contract)[0].before.keys() == {"functions"}
    assert changes_of(contract)[1].after == {"products": []}
    assert changes_of(contract)[2].after == {"predecessors": []}
    remove(system.contract)
    assert changes_of(system)[0].after == {"contract_id": None}
    assert unlogged() == []


# The staff site


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, staff_member())
    return client


def url(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def filled_in(answer: HttpResponse) -> dict[str, Any]:
    """What a browser would send of a form in the staff site that nobody touched."""
    data = sent(answer.context["adminform"].form)
    for inline in answer.context["inline_admin_formsets"]:
        data |= sent(inline.formset.management_form)
        for form in inline.formset.initial_forms:
            data |= sent(form)
    return data


def sent(form: BaseForm) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in form:
        widget, value = field.field.widget, field.value()
        if value is None or value is False:
            continue
        if isinstance(widget, MultiWidget):
            for place, part in enumerate(widget.decompress(value)):
                data[f"{field.html_name}_{place}"] = widget.widgets[place].format_value(part)
        elif isinstance(value, list | tuple):
            data[field.html_name] = [getattr(one, "pk", one) for one in value]
        else:
            data[field.html_name] = widget.format_value(value) or ""
    return data


@KINDS
def test_the_staff_site_logs_what_is_added_changed_and_removed(model: type[Recorded], staff: Client) -> None:
    record = MADE[model]()
    form = filled_in(staff.get(url(model, "change", record.pk)))
    versions = changes_of(record).count()
    assert staff.post(url(model, "change", record.pk), form).status_code == 302
    assert changes_of(record).count() == versions, "Nothing was changed, yet something was logged."

    field, value = CHANGED[model]
    assert staff.post(url(model, "change", record.pk), form | {field: value}).status_code == 302
    assert changes_of(record).count() == versions + 1
    last = changes_of(record)[0]
    assert (last.action, field in last.after, last.role) == ("changed", True, "LOTI staff")
    assert unlogged() == []

    assert staff.post(url(model, "delete", record.pk), {"post": "yes"}).status_code == 302
    assert not model._default_manager.filter(pk=record.pk).exists()
    assert unlogged() == []

    of_the_old_one = ("-id", f"-{model._meta.model_name}", "-ask")
    anew = {name: value for name, value in form.items() if not name.endswith(of_the_old_one)}
    anew |= {name: "0" for name in anew if name.endswith("INITIAL_FORMS")}
    assert staff.post(url(model, "add"), anew).status_code == 302
    made = model._default_manager.order_by("-pk")[0]
    assert [change.action for change in changes_of(made)][-1:] == ["created"]
    assert unlogged() == []

    chosen = {"action": "delete_selected", "_selected_action": [made.pk], "post": "yes"}
    assert staff.post(url(model, "changelist"), chosen).status_code == 302
    assert not model._default_manager.filter(pk=made.pk).exists()
    assert unlogged() == []


PARTS: dict[type[Model], tuple[str, Callable[[], Recorded], str]] = {
    SupplierAlias: ("supplier", a_supplier, "aliases"),
    ProductAlias: ("product", a_product, "aliases"),
    Certification: ("supplier", a_supplier, "certifications"),
}


def test_every_part_of_a_record_with_a_page_of_its_own_is_among_these() -> None:
    parts = {
        model._meta.get_field(name).related_model
        for model in record_models()
        for name in getattr(model, "part_of_record", ())
    }
    assert {part for part in parts if part in admin.site._registry} == set(PARTS)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part._meta.label)
def test_a_part_with_a_page_of_its_own_is_logged_with_its_record(part: type[Model], staff: Client) -> None:
    link, make, name = PARTS[part]
    record = make()
    other = factories.supplier() if link == "supplier" else factories.product()
    row = part._default_manager.get(**{link: record})
    form = filled_in(staff.get(url(part, "change", row.pk)))
    assert staff.post(url(part, "change", row.pk), form | {link: other.pk}).status_code == 302
    assert changes_of(record)[0].after == {name: []}
    assert len(changes_of(other)[0].after[name]) == 1
    assert staff.post(url(part, "delete", row.pk), {"post": "yes"}).status_code == 302
    assert changes_of(other)[0].after == {name: []}
    assert staff.post(url(part, "add"), form).status_code == 302
    assert len(changes_of(record)[0].after[name]) == 1
    chosen = [one.pk for one in part._default_manager.all()]
    staff.post(
        url(part, "changelist"), {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    )
    assert not part._default_manager.exists()
    assert unlogged() == []


def test_every_admin_of_a_record_or_its_parts_keeps_the_log() -> None:
    recorded = {model: one for model, one in admin.site._registry.items() if issubclass(model, Recorded)}
    assert set(recorded) == set(record_models())
    assert [model for model, one in recorded.items() if not isinstance(one, RecordedAdmin)] == []
    assert [part for part in PARTS if not isinstance(admin.site._registry[part], PartAdmin)] == []
    for model, one in admin.site._registry.items():
        if isinstance(one, ImportMixin):
            kind = RecordedResource if issubclass(model, Recorded) else PartResource
            if issubclass(model, Recorded) or model in PARTS:
                assert all(issubclass(table, kind) for table in one.resource_classes), model


# A table with one row that changes the record that `MADE` made, and one that adds another.
TABLES: dict[type[Model], str] = {
    Borough: (
        "slug,name,formal_name,kind,parents\ncamden,Camden,Changed,authority,\nfresh,Fresh,New,authority,camden\n"
    ),
    EmailDomain: "domain,authorities\ncamden.example,islington\nnew.example,camden; islington\n",
    ServiceArea: "slug,name,side\nparks,Parks and gardens,frontline\nfresh,Fresh,corporate\n",
    Function: "slug,name,area\nrepairs,Repairs and voids,housing\nfresh,Fresh,housing\n",
    Partnership: "slug,name,host,functions\nshared,Shared,camden,\nfresh,Fresh,camden,repairs\n",
    Skill: "slug,name,group\npython,Python,Changed\nfresh,Fresh,Data\n",
    Supplier: "slug,name,size\nacme,Acme,small\nfresh,Fresh,large\n",
    Product: "slug,name,functions\nhomes,Homes,\nfresh,Fresh,repairs\n",
    Certification: (
        "supplier,scheme,number,checked_date\nacme,Cyber Essentials,1,2026-11-23\nacme,ISO 27001,2,\n"
    ),
}


def test_every_table_that_comes_in_is_among_these() -> None:
    registry = admin.site._registry
    coming = {model for model, one in registry.items() if isinstance(one, ImportMixin)}
    assert coming & ({*record_models()} | {*PARTS}) == set(TABLES)


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model._meta.label)
def test_each_row_of_a_table_that_comes_in_is_logged(model: type[Model], staff: Client) -> None:
    MADE.get(model, a_supplier)()
    factories.borough("Islington")
    before = Change.objects.count()
    file = SimpleUploadedFile("table.csv", TABLES[model].encode(), "text/csv")
    first = staff.post(url(model, "import"), {"import_file": file, "format": "0"})
    staff.post(url(model, "process_import"), first.context["confirm_form"].initial)
    assert Change.objects.count() == before + 2
    assert set(Change.objects.order_by("-pk")[:2].values_list("role", flat=True)) == {"LOTI staff"}
    assert unlogged() == []


# The pipeline, the reference data, edits by hand, the demonstration


@pytest.fixture
def files(settings: Any, tmp_path: Any) -> Callable[..., Any]:
    settings.QUARANTINE_DIR = tmp_path / "quarantine"
    factories.borough("Camden")
    factories.borough("Islington")
    factories.function("Housing management")
    factories.function("Repairs")
    return lambda **sheets: workbook(tmp_path / "workbook.xlsx", **sheets)


SYSTEM = {"borough": "Camden", "system": "Homes", "supplier": "Acme Software Limited", "function": "Repairs"}
SKILL = {"borough": "Camden", "skill": "Python", "level": "Working knowledge"}


def test_an_import_and_its_undoing_are_logged_for_every_kind_it_writes(files: Callable[..., Any]) -> None:
    first = {"function": "Housing management", "extensions": "12 months", "shared_with": "Islington"}
    imported(files(contracts=[CONTRACT | first], systems=[SYSTEM], skills=[SKILL]))
    assert unlogged() == []
    second = {"function": "Repairs", "extensions": "2 x 12 months", "system": "Homes; Rents", "value": 90}
    batch = imported(
        files(
            contracts=[CONTRACT | second | {"supplier": "Other Firm Ltd"}],
            systems=[SYSTEM | {"users": "90"}],
            skills=[SKILL | {"level": "Learning"}],
        )
    )
    kinds = set(Change.objects.in_batch(batch.key).values_list("kind", "action"))
    assert {("contracts.contract", "changed"), ("suppliers.supplier", "created")} <= kinds
    assert unlogged() == []
    undo = undo_batch(batch=batch)
    kinds = set(Change.objects.in_batch(undo.key).values_list("kind", "action"))
    assert {("contracts.contract", "changed"), ("suppliers.supplier", "removed")} <= kinds
    assert unlogged() == []


def test_the_same_file_twice_logs_nothing_the_second_time(files: Callable[..., Any]) -> None:
    sheets = {"contracts": [CONTRACT], "systems": [SYSTEM], "skills": [SKILL]}
    imported(files(**sheets))
    before = Change.objects.count()
    imported(files(**sheets))
    assert Change.objects.count() == before


def test_edits_by_hand_are_logged() -> None:
    contract = a_contract()
    with editing(contract):
        contract.department = "Housing"
        contract.save()
        contract.participants.clear()
        ContractSupplier.objects.filter(contract=contract).update(sme_at_award=True)
        ExtensionOption.objects.filter(contract=contract, position=2).delete()
    last = changes_of(contract)[0]
    assert {"department", "participants", "supplier_links", "extension_options"} <= set(last.after)
    assert unlogged() == []


def test_the_reference_data_are_logged_at_the_first_load_and_over_other_peoples_work() -> None:
    load_reference()
    assert unlogged() == []
    camden = Borough.objects.get(slug="camden")
    factories.change(camden, formal_name="Something else")
    factories.change(Partnership.objects.all()[0], functions=[])
    load_reference(overwrite=True)
    assert changes_of(camden)[0].before == {"formal_name": "Something else"}
    assert unlogged() == []


def test_taking_the_demonstration_away_is_logged(files: Callable[..., Any], settings: Any) -> None:
    settings.ALLOW_DEMONSTRATION = True
    imported(files(contracts=[CONTRACT], systems=[SYSTEM], skills=[SKILL], demonstration=True))
    assert Contract.objects.filter(demonstration=True).exists()
    person = User.objects.create_user("demo@thirty3.example", is_demonstration=True)
    written(Officer(user=person, borough=factories.borough(), approved_at=timezone.now()))
    remove_demonstration()
    assert not Contract.objects.exists()
    assert not Officer.objects.exists()
    assert unlogged() == []


def test_forgetting_demonstration_people_is_logged_with_their_roles() -> None:
    role = an_officer()
    User.objects.filter(pk=role.user_id).update(is_demonstration=True)
    assert remove_demonstration_accounts() == 1
    assert changes_of(role)[0].action == "removed"
    assert unlogged() == []


# That the comparison itself can fail


@pytest.mark.parametrize(
    "write",
    [
        lambda contract: Contract.objects.filter(pk=contract.pk).update(title="Behind its back"),
        lambda contract: contract.participants.clear(),
        lambda contract: contract.extension_options.all().delete(),
        lambda contract: contract.supplier_links.update(name_as_given="Somebody"),
        lambda contract: Contract.objects.filter(pk=contract.pk).update(version=9),
        lambda contract: Contract.objects.create(title="Unknown", lead_buyer=contract.lead_buyer),
        lambda contract: apps.get_model("boroughs.Skill").objects.create(slug="a", name="A"),
    ],
)
def test_a_write_behind_the_logs_back_is_noticed(write: Callable[[Contract], object]) -> None:
    contract = a_contract()
    assert unlogged() == []
    write(contract)
    assert len(unlogged()) == 1
