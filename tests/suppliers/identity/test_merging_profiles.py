"""Two suppliers that both keep a profile turn out to be one: every row of it comes back with the undo."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Function
from contracts.models import GroupMember, OfferConfirmation, UseClaim
from suppliers.models import (
    CertificationReminder,
    Claim,
    FrameworkPlace,
    HowKnown,
    ProductOffer,
    ProfileEdit,
    Reference,
    SizeFigures,
    Supplier,
    SupplierInvitation,
    SupplierMember,
    SupplierProfile,
)
from tests import factories
from tests.logged import unlogged
from tests.pages.worlds import saved
from tests.suppliers.identity.test_merging import called, every_row
from thirty3.accounts.models import User
from thirty3.history.merging.preview import preview
from thirty3.history.merging.service import merge
from thirty3.history.merging.undo import undo
from thirty3.history.services import recording, remove

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = datetime.date(2026, 11, 1)
ENDS = datetime.date(2026, 12, 1)


def kept(supplier: Supplier, staff: int, *, at: Borough, serves: Function) -> None:
    """Everything that its own people, staff and authorities say of a supplier that keeps its profile."""
    both = User.objects.get_or_create(email="both@acme.example")[0]
    own = User.objects.create_user(f"{supplier.slug}@acme.example")
    for person in (both, own):
        saved(SupplierMember(supplier=supplier, user=person, role="owner", came_by="staff"))
    now = timezone.now()
    Claim.objects.create(user=both, supplier=supplier, kind="join", state="waiting", sent_at=now)
    SupplierInvitation.objects.create(
        user=both, supplier=supplier, role="editor", lapses_at=now + datetime.timedelta(days=9)
    )
    profile = saved(SupplierProfile(supplier=supplier, description=f"We are {supplier}.", vcse_kind="both"))
    with recording(profile):
        profile.boroughs.set([at])
        profile.functions.set([serves])
    saved(SizeFigures(supplier=supplier, staff=staff, as_at_date=DAY))
    for section in ("about", "size"):
        saved(HowKnown(supplier=supplier, section=section, how="said", on_date=DAY))
    ProfileEdit.objects.create(supplier=supplier, section="about", state="waiting", user=own)
    ProfileEdit.objects.create(supplier=supplier, section="size", state="shown", user=own)
    saved(FrameworkPlace(supplier=supplier, framework="G-Cloud 14", lot="2"))
    saved(Reference(supplier=supplier, borough=at, role="Head of IT"))
    product = factories.product(f"{supplier} Homes", maker=supplier)
    offer = saved(ProductOffer(supplier=supplier, product=product, open_api="yes"))
    saved(OfferConfirmation(offer=offer, borough=at, answer="open-api", words="Yes", confirmed_on=DAY))
    saved(UseClaim(supplier=supplier, product=product, borough=at, said_on=DAY))
    saved(GroupMember(supplier=supplier, borough=at, joined_on=DAY))
    with recording(supplier):
        certificate = supplier.certifications.create(scheme="ISO 27001", number="7", expires_date=ENDS)
    CertificationReminder.objects.create(certification=certificate, step=30, expires_date=ENDS, due_on=DAY)


@pytest.fixture
def two() -> tuple[Supplier, Supplier]:
    """Both are kept, and share a member, a certificate, a framework and an authority."""
    numbers = {"company_number": "01234567", "website": "https://acme.example/"}
    gone = called("Acme Ltd", size="small", is_sme=True, size_evidence="its figures", listed=True, **numbers)
    left = called("Acme Software Ltd", size="large", is_sme=False, size_evidence="by others", listed=True)
    kept(gone, 12, at=factories.borough("Camden"), serves=factories.function("Housing rents"))
    kept(left, 1200, at=factories.borough("Camden"), serves=factories.function("Payroll"))
    for section in ("functions", "numbers"):
        saved(HowKnown(supplier=gone, section=section, how="seen", on_date=DAY))
    factories.contract("Both", suppliers=[gone, left])
    return gone, left


def test_an_undo_restores_every_table_of_two_profiles(two: tuple[Supplier, Supplier]) -> None:
    gone, left = two
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm")
    assert every_row() != before
    assert undo(merge=done).left == []
    after = every_row()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}
    assert unlogged() == []


def test_the_preview_tells_what_the_survivor_has_of_its_own(two: tuple[Supplier, Supplier]) -> None:
    gone, left = two
    both = {one.label: one.both for one in preview(loser=gone, survivor=left).moving if one.both}
    assert both["profiles of suppliers"] == both["figures of suppliers’ sizes"] == 1
    # The same certificate and the same place; what one of them alone offers is not among them.
    assert both["certifications"] == both["places on frameworks"] == 1
    assert "offers of products" not in both


def test_what_staff_saw_of_the_one_is_not_said_of_other_facts(two: tuple[Supplier, Supplier]) -> None:
    gone, left = two
    merge(loser=gone, survivor=left, why="One firm")
    left = Supplier.objects.get(pk=left.pk)
    assert (left.company_number, left.profile.functions.get().name) == ("01234567", "Payroll")
    seen = HowKnown.objects.filter(supplier=left, how="seen")
    assert [one.section for one in seen] == ["numbers"]


def seen_sizes(gone: Supplier, left: Supplier) -> None:
    """Staff saw the figures of both, on different days."""
    for one, note in ((gone, "Accounts of 2025"), (left, "Accounts of 2024")):
        [known] = HowKnown.objects.filter(supplier=one, section="size")
        factories.change(known, how="seen", note=note)


def figures_of(supplier: Supplier) -> tuple[int | None, str, str]:
    """How many work there, on which evidence, and what staff saw; nothing where it is not held."""
    held = SizeFigures.objects.filter(supplier=supplier).first()
    known = HowKnown.objects.filter(supplier=supplier, section="size").first()
    evidence = Supplier.objects.get(pk=supplier.pk).size_evidence
    return held.staff if held else None, evidence, known.note if known else ""


CHOICES = [
    ({}, (1200, "by others", "Accounts of 2024")),
    ({"size": "loser", "is_sme": "loser"}, (12, "its figures", "Accounts of 2025")),
    # Nobody saw figures that have both outcomes.
    ({"size": "loser"}, (12, "its figures", "")),
]


@pytest.mark.parametrize(("right", "kept_figures"), CHOICES)
def test_figures_and_who_saw_them_follow_the_size_that_staff_choose(
    two: tuple[Supplier, Supplier], right: dict[str, str], kept_figures: tuple[int, str, str]
) -> None:
    gone, left = two
    seen_sizes(gone, left)
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm", right=right)
    assert figures_of(left) == kept_figures
    assert not SizeFigures.objects.exclude(supplier=left).exists()
    assert undo(merge=done).left == []
    assert every_row() == before
    assert unlogged() == []


@pytest.mark.parametrize(("held_by", "side"), [("gone", "survivor"), ("left", "loser")])
def test_figures_go_where_the_size_that_they_prove_is_not_chosen(
    two: tuple[Supplier, Supplier], held_by: str, side: str
) -> None:
    gone, left = two
    SizeFigures.objects.exclude(supplier=gone if held_by == "gone" else left).delete()
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm", right={"size": side, "is_sme": side})
    assert not SizeFigures.objects.exists()
    undo(merge=done)
    assert every_row() == before


def test_where_the_bands_are_alike_figures_follow_what_the_law_makes_of_them(
    two: tuple[Supplier, Supplier],
) -> None:
    gone, left = two
    factories.change(gone, size="large")
    merge(loser=gone, survivor=left, why="One firm", right={"is_sme": "loser"})
    assert figures_of(left)[:2] == (12, "its figures")


def test_figures_that_were_given_anew_since_the_merge_stay_and_an_undo_says_so(
    two: tuple[Supplier, Supplier],
) -> None:
    gone, left = two
    done = merge(loser=gone, survivor=left, why="One firm", right={"size": "loser", "is_sme": "loser"})
    remove(SizeFigures.objects.get(supplier=left))
    saved(SizeFigures(supplier=left, staff=15, as_at_date=DAY))
    assert len([one for one in undo(merge=done).left if "sizefigures" in one]) == 2
    assert SizeFigures.objects.get(supplier=left).staff == 15
    assert unlogged() == []


@pytest.mark.parametrize(("side", "sections"), [("survivor", ["seen by them"]), ("loser", ["seen by us"])])
def test_who_saw_a_number_follows_the_number_that_is_right(
    two: tuple[Supplier, Supplier], side: str, sections: list[str]
) -> None:
    gone, left = two
    factories.change(left, company_number="07654321", website="https://acme.example/")
    factories.change(HowKnown.objects.get(supplier=gone, section="numbers"), note="seen by us")
    saved(HowKnown(supplier=left, section="numbers", how="seen", on_date=DAY, note="seen by them"))
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm", right={"company_number": side})
    known = HowKnown.objects.filter(supplier=left, section="numbers")
    assert [one.note for one in known] == sections
    undo(merge=done)
    assert every_row() == before


@pytest.mark.parametrize("withdrawn_on", [None, DAY])
def test_a_profile_that_was_kept_is_kept_on_and_a_withdrawn_one_stays_so(
    withdrawn_on: datetime.date | None, client: Client
) -> None:
    gone = called("Acme Ltd", listed=True, kind="charity", withdrawn_on=withdrawn_on)
    saved(SupplierProfile(supplier=gone, description="We make maps."))
    saved(HowKnown(supplier=gone, section="about", how="said", on_date=DAY))
    left = called("Acme Software Ltd")
    factories.contract(suppliers=[left])
    before = every_row()
    done = merge(loser=gone, survivor=left, why="One firm")
    left = Supplier.objects.get(pk=left.pk)
    assert (left.listed, left.withdrawn_on, left.kind) == (True, withdrawn_on, "charity")
    assert ("We make maps." in client.get(left.get_absolute_url()).text) is (withdrawn_on is None)
    undo(merge=done)
    assert every_row() == before
