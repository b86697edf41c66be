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
from thirty3.history.services import recording

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
