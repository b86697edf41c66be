"""Duties that reach over the layers: a merge carries all over, and a person can be found and erased."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone

from boroughs.models import EmailDomain, Function, Invitation, Officer, Partnership, RoleRequest
from contracts.models import (
    Answer,
    Confirmation,
    ContractSupplier,
    DataIssue,
    Disagreement,
    GroupAsk,
    GroupMember,
    ImportAnswer,
    ImportBatch,
    Interest,
    Journey,
    Opportunity,
    OpportunityFollower,
    PracticeNote,
    ReportedWords,
    UseClaim,
)
from suppliers.models import (
    Claim,
    FrameworkPlace,
    HowKnown,
    LikelyDuplicate,
    Product,
    ProductOffer,
    ProfileEdit,
    Reference,
    SizeFigures,
    Supplier,
    SupplierInvitation,
    SupplierMember,
    SupplierOwnership,
    SupplierProfile,
    SupplierSplit,
)
from tests import factories
from thirty3.accounts.models import User
from thirty3.accounts.services import forget, save_person
from thirty3.history.models import Change, Merge
from thirty3.history.services import recording
from thirty3.registry import HOLDERS, MOVERS, Mover
from toolkit.models import Call, Feedback, Response

# Records of which two may turn out to be one.
MERGEABLE = (Supplier, Product, Function)
# Links to a person that no holder covers, each with the reason.
NOT_HELD = {
    "accounts.User_groups.user": "A bare link to a group, which goes with the account.",
    "accounts.User_user_permissions.user": "A bare link to a permission, which goes with the account.",
}


def links_to(*targets: type[models.Model]) -> dict[str, models.Field]:
    """Every foreign key to these models, sets' own tables and installed libraries included."""
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in targets
    }


def uncovered(links: Iterable[str], registered: Iterable[str], excused: Iterable[str] = ()) -> set[str]:
    return set(links) - set(registered) - set(excused)


def test_every_reference_to_a_supplier_or_product_has_a_mover() -> None:
    links = links_to(*MERGEABLE)
    assert len(links) > 10
    assert uncovered(links, (mover.name for mover in MOVERS)) == set()


def test_every_link_to_a_person_has_a_holder_or_a_reason() -> None:
    links = links_to(get_user_model())
    assert {"history.Change.actor", "boroughs.Officer.user", "account.EmailAddress.user"} <= set(links)
    assert uncovered(links, (holder.name for holder in HOLDERS), NOT_HELD) == set()
    assert set(links) >= set(NOT_HELD), "A reason is given for a link that is no more."
    assert all(len(reason) > 20 for reason in NOT_HELD.values())


def test_a_link_without_a_duty_is_noticed() -> None:
    assert uncovered(["a.B.c", "a.B.d", "a.B.e"], ["a.B.c"], ["a.B.e"]) == {"a.B.d"}


@pytest.mark.parametrize("registry", [MOVERS, HOLDERS], ids=["movers", "holders"])
def test_what_is_registered_names_a_link_that_exists(registry: Iterable) -> None:
    for duty in registry:
        assert duty.model._meta.get_field(duty.field).is_relation


def test_a_holder_that_keeps_its_row_can_empty_the_link_and_says_what_it_holds() -> None:
    for holder in HOLDERS:
        assert holder.what
        assert not holder.keep_row or holder.model._meta.get_field(holder.field).null


# What a merge carries over


def two(kind: Callable) -> tuple[models.Model, models.Model]:
    return kind("Gone"), kind("Left")


@pytest.mark.django_db
def test_every_mover_leaves_nothing_at_the_one_that_goes() -> None:
    gone, left = two(factories.supplier)
    other, that_left = two(factories.product)
    gone.aliases.create(spelling="Gone", folded="gone")
    gone.certifications.create(scheme="Cyber Essentials")
    other.aliases.create(spelling="Gone", folded="gone")
    function, that_function = two(factories.function)
    other.functions.add(function)
    factories.change(factories.function("Merged before"), merged_into=function)
    factories.product("Merged before", merged_into=other)
    shared = Partnership.objects.create(slug="shared", name="Shared")
    shared.functions.add(function)
    factories.supplier("Child", parent=gone)
    factories.supplier("Merged before", merged_into=gone)
    SupplierOwnership.objects.create(supplier=gone, parent=factories.supplier("Owner"), source="Accounts")
    SupplierOwnership.objects.create(supplier=factories.supplier("Sold"), parent=gone, source="Accounts")
    factories.product("Made", maker=gone, successor=other)
    factories.contract(suppliers=[gone], products=[other], functions=[function])
    factories.system(other, supplier=gone, functions=[function])
    pairs = {Supplier: (gone, left), Product: (other, that_left), Function: (function, that_function)}
    note_about(other, function)
    keep_profile(gone, User.objects.create_user("owner@gone.example"))
    in_a_group(gone)
    be_interested(gone, function)
    say_of_products(gone, other)
    Response.objects.create(call=a_call(), supplier=gone)
    plan_for(function)
    profile = SupplierProfile.objects.create(supplier=gone)
    profile.functions.add(function)
    for mover in MOVERS:
        target = mover.model._meta.get_field(mover.field).related_model
        if target not in MERGEABLE:
            continue
        pair = pairs[target]
        assert mover.referring(pair[0].pk).count() == 1, f"Nothing to move for {mover.name}"
        assert mover.move(from_id=pair[0].pk, to_id=pair[1].pk) == 1
        assert not mover.referring(pair[0].pk).exists()
        assert mover.referring(pair[1].pk).count() == 1


def plan_for(function: Function) -> None:
    day = timezone.localdate()
    Journey.objects.create(borough=factories.borough(), title="One", function=function, started_on=day)


def say_of_products(supplier: Supplier, product: Product) -> None:
    ProductOffer.objects.create(supplier=supplier, product=product)
    FrameworkPlace.objects.create(supplier=supplier, framework="G-Cloud 14")
    UseClaim.objects.create(
        supplier=supplier, product=product, borough=factories.borough(), said_on=timezone.localdate()
    )


def note_about(product: Product, function: Function) -> None:
    day = timezone.localdate()
    dates = {"written_on": day, "confirmed_on": day, "lapses_on": day.replace(year=day.year + 2, day=1)}
    for about in ({"product": product}, {"function": function}):
        PracticeNote.objects.create(borough=factories.borough(), **about, **dates)


def keep_profile(supplier: Supplier, person: User, by: User | None = None) -> None:
    """Somebody who keeps a profile asked for it and was invited, each by somebody else where there is one."""
    now = timezone.now()
    SupplierMember.objects.create(user=person, supplier=supplier, came_by="claimed")
    decided = {"state": "refused", "sent_at": now, "decided_at": now, "decided_by": by}
    Claim.objects.create(user=person, supplier=supplier, kind="claim", **decided)
    SupplierInvitation.objects.create(
        user=person, supplier=supplier, role="editor", invited_by=by, lapses_at=now
    )
    edit = {"section": "about", "state": "refused", "reason": "No", "decided_at": now, "decided_by": by}
    ProfileEdit.objects.create(user=person, supplier=supplier, **edit)
    HowKnown.objects.create(supplier=supplier, section="about", how="said", on_date=now)
    SizeFigures.objects.create(supplier=supplier, staff=5, as_at_date=now)
    Reference.objects.create(supplier=supplier, role="Head of IT", organisation="A Trust")


def in_a_group(supplier: Supplier) -> None:
    day = timezone.localdate()
    GroupMember.objects.create(supplier=supplier, borough=factories.borough(), joined_on=day)
    GroupAsk.objects.create(supplier=supplier, title="One", text="Two", written_on=day)
    whose = {"supplier": supplier, "borough": factories.borough(), "written_on": day}
    Disagreement.objects.create(statement="a:b", statement_words="One", text="Two", **whose)


def an_opportunity() -> Opportunity:
    return Opportunity.objects.create(borough=factories.borough(), title="One", outcome="Two")


def be_interested(supplier: Supplier, function: Function) -> None:
    opportunity = an_opportunity()
    opportunity.functions.add(function)
    Interest.objects.create(opportunity=opportunity, supplier=supplier, since_date=timezone.localdate())


@pytest.mark.django_db
def test_a_reference_that_is_already_there_is_dropped_and_no_other() -> None:
    gone, left = two(factories.supplier)
    both = factories.contract("Both", suppliers=[gone, left])
    one = factories.contract("One", suppliers=[gone])
    assert MOVERS["contracts.ContractSupplier.supplier"].move(from_id=gone.pk, to_id=left.pk) == 2
    links = ContractSupplier.objects.order_by("contract_id").values_list("contract_id", "supplier_id")
    assert list(links) == [(both.pk, left.pk), (one.pk, left.pk)]


@pytest.mark.django_db
def test_a_product_that_is_already_in_a_set_is_there_once() -> None:
    gone, left = two(factories.product)
    both = factories.contract("Both", products=[gone, left])
    MOVERS["contracts.Contract_products.product"].move(from_id=gone.pk, to_id=left.pk)
    assert list(both.products.all()) == [left]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mover", "field", "make"),
    [
        ("suppliers.Supplier.parent", "parent", factories.supplier),
        ("suppliers.Product.successor", "successor", factories.product),
    ],
)
def test_the_survivor_is_never_its_own_parent_or_successor(mover: str, field: str, make: Callable) -> None:
    gone, left = two(make)
    factories.change(left, **{field: gone})
    MOVERS[mover].move(from_id=gone.pk, to_id=left.pk)
    left.refresh_from_db()
    assert getattr(left, field) is None


def test_a_duty_registered_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"suppliers\.Product\.maker is registered twice"):
        MOVERS.register(Mover(Product, "maker"))


# What is known of a person


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("someone@camden.example", is_staff=True)


@pytest.mark.parametrize("holder", list(HOLDERS), ids=lambda holder: holder.name)
def test_what_a_holder_finds_it_also_erases(holder, person: User) -> None:
    someone_else = User.objects.create_user("other@camden.example")
    for one in (person, someone_else):
        hold(holder.name, one)
    assert holder.find(person.pk).count() == 1
    rows = holder.model._default_manager.count()
    assert holder.erase(person.pk) == 1
    assert not holder.find(person.pk).exists()
    assert holder.find(someone_else.pk).count() == 1
    assert holder.erase(person.pk) == 0
    assert holder.model._default_manager.count() == rows - (not holder.keep_row)


def hold(name: str, person: User) -> None:
    """Make the one row that a holder would find."""
    if name.startswith(("boroughs.RoleRequest.", "boroughs.Invitation.", "contracts.Confirmation.")):
        as_officer(name, person)
    elif name in HELD:
        HELD[name](person)
    elif name.startswith("suppliers."):
        other = User.objects.create_user(f"for-{person.email}")
        by_them = name.endswith("_by")
        keep_profile(factories.supplier(), *((other, person) if by_them else (person, other)))
    else:
        pytest.fail(f"Say here how {name} comes to hold something about a person.")


def change_something(person: User) -> None:
    factories.area("Housing")
    area = factories.area("Planning")
    with recording(area, actor=person):
        area.position += 1
        area.save()


def merge_two(field: str) -> Callable[[User], object]:
    def make_one(person: User) -> None:
        number = Merge.objects.count()
        Merge.objects.create(kind="a.b", loser_id=number + 2, survivor_id=1, why="One", **{field: person})

    return make_one


def part_two(field: str) -> Callable[[User], object]:
    two = {"from_id": 1, "to_id": 2, "made": True, "why": "Two"}
    return lambda person: SupplierSplit.objects.create(**two, **{field: person})


def decide_about_two(person: User) -> None:
    number = LikelyDuplicate.objects.count()
    LikelyDuplicate.objects.create(first_id=1, second_id=number + 2, confidence=80, decided_by=person)


def decide_about_a_row(person: User) -> None:
    batch = ImportBatch.objects.create(file_name="a.csv")
    ImportAnswer.objects.create(batch=batch, kind="row", answer="accept", answered_by=person)


def apply_an_import(person: User) -> None:
    now = timezone.now()
    ImportBatch.objects.create(file_name="a.csv", status="applied", applied_at=now, applied_by=person)


def report_a_problem(person: User) -> None:
    issue = DataIssue.objects.create(wrong="other", due_date=timezone.localdate())
    ReportedWords.objects.create(issue=issue, text="What is wrong", reporter=person)


def make(label: str, field: str = "user", **facts: Any) -> Callable[[User], object]:
    return lambda person: apps.get_model(label).objects.create(**{field: person}, **facts)


def a_call(**facts: Any) -> Call:
    now, number = timezone.now(), Call.objects.count()
    times = {"opens_at": now, "closes_at": now + timedelta(days=1)}
    told = {"slug": f"call-{number}", "title": "Call", "introduction": "What?", "kind": "survey"}
    return Call.objects.create(**times, **told, **facts)


def answer_a_call(field: str) -> Callable[[User], object]:
    def answer(person: User) -> None:
        whose = {} if field == "person" else {"supplier": factories.supplier()}
        Response.objects.create(call=a_call(), **whose, **{field: person})

    return answer


def write_back(person: User) -> None:
    response = Response.objects.create(call=a_call(), supplier=factories.supplier())
    Feedback.objects.create(response=response, text="Thank you.", written_by=person)


HELD: dict[str, Callable[[User], object]] = {
    "contracts.OpportunityFollower.user": lambda person: OpportunityFollower.objects.create(
        opportunity=an_opportunity(), user=person
    ),
    "toolkit.Response.person": answer_a_call("person"),
    "toolkit.Response.saved_by": answer_a_call("saved_by"),
    "toolkit.Feedback.written_by": write_back,
    "history.Change.actor": change_something,
    "history.Merge.by": merge_two("by"),
    "history.Merge.undone_by": merge_two("undone_by"),
    "suppliers.LikelyDuplicate.decided_by": decide_about_two,
    "suppliers.SupplierSplit.by": part_two("by"),
    "suppliers.SupplierSplit.undone_by": part_two("undone_by"),
    "boroughs.Officer.user": lambda person: officer(person),
    "contracts.ImportBatch.uploaded_by": make("contracts.ImportBatch", "uploaded_by", file_name="a.csv"),
    "contracts.ImportAnswer.answered_by": decide_about_a_row,
    "contracts.ImportBatch.applied_by": apply_an_import,
    "contracts.Answer.by": lambda person: Answer.objects.create(borough=factories.borough(), by=person),
    "contracts.ReportedWords.reporter": report_a_problem,
    "account.EmailAddress.user": lambda person: make("account.EmailAddress", email=person.email)(person),
    "mfa.Authenticator.user": make("mfa.Authenticator", type="totp", data={}),
    "admin.LogEntry.user": make("admin.LogEntry", action_flag=1, object_repr="x"),
    "accounts.Erasure.by": make("accounts.Erasure", "by", why="Asked for", places=1, digest="x"),
    "accounts.OpenSession.user": lambda person: make(
        "accounts.OpenSession", session_key=f"of {person.pk}", device="x"
    )(person),
}


def as_officer(name: str, person: User) -> None:
    """A request for a role, an invitation or a confirmation, by or of the person."""
    domain, _ = EmailDomain.objects.get_or_create(domain="camden.example")
    wanted = {"borough": factories.borough(), "domain": domain, "role": "reader"}
    other = User.objects.create_user(f"for-{person.email}")
    now = timezone.now()
    match name:
        case "boroughs.RoleRequest.user" | "boroughs.RoleRequest.decided_by":
            mine = name.endswith("user")
            decided = {"outcome": "approved", "decided_at": now, "decided_by": other if mine else person}
            stated = {"statement_version": 1, "stated_on": now.date(), "interests": "None"}
            RoleRequest.objects.create(user=person if mine else other, **wanted, **stated, **decided)
        case "contracts.Confirmation.by":
            where = {"record_kind": "contracts.contract", "record_id": 1, "version": 1}
            Confirmation.objects.create(**where, borough=factories.borough(), by=person)
        case "boroughs.Invitation.user":
            Invitation.objects.create(user=person, invited_by=other, lapses_at=now, **wanted)
        case "boroughs.Invitation.invited_by":
            Invitation.objects.create(user=other, invited_by=person, lapses_at=now, **wanted)


def officer(person: User) -> Officer:
    role = Officer(user=person, borough=factories.borough(), approved_at=timezone.now())
    with recording(role, actor=person):
        role.save()
    return role


def test_a_forgotten_person_leaves_records_without_a_name(person: User) -> None:
    save_person(person=person, actor=None)
    role = officer(person)
    number = person.pk
    forget(person=person, why="Asked for")
    assert not User.objects.filter(pk=number).exists()
    assert not Officer.objects.exists()
    logged = list(Change.objects.of("boroughs.officer", role.pk))
    assert [(change.action, change.actor_id) for change in logged] == [("removed", None), ("created", None)]
    assert "someone@" not in str(list(Change.objects.values()))
