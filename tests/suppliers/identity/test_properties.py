"""Whatever is merged and split: no name means two suppliers, and undone last first all is as it was."""

import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from suppliers.identity.rejoining import undo_split
from suppliers.identity.splitting import CannotSplit, merges_into, movers, split
from suppliers.models import (
    HowKnown,
    SizeFigures,
    Supplier,
    SupplierAlias,
    SupplierProfile,
    SupplierSplit,
)
from suppliers.names import SupplierNames
from tests import factories
from tests.logged import unlogged
from tests.pages.worlds import saved
from tests.suppliers.identity.test_merging import called, every_row
from thirty3.history.merging.service import CannotMerge, merge
from thirty3.history.merging.undo import undo
from thirty3.history.models import Merge
from thirty3.history.services import recording
from thirty3.registry import MOVERS

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = datetime.date(2026, 11, 1)
FIRMS = ("Alder", "Birch", "Cedar", "Damson")
SIZES = ("micro", "small", "small", "")
RIGHT = {"company_number": "loser", "size": "loser"}
# What is done: which firm, to which, and which of its rows.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("merge", "merge", "split", "part")),
        st.integers(0, 9),
        st.integers(0, 9),
        st.integers(0, 2**12),
    ),
    min_size=1,
    max_size=5,
)


def a_market() -> None:
    """Firms that share contracts, products, systems and certifications, and keep a profile each."""
    firms = [
        called(name, f"{name} Software", company_number=f"0000000{at}", size=SIZES[at])
        for at, name in enumerate(FIRMS)
    ]
    for at, one in enumerate(firms):
        beside = firms[(at + 1) % len(firms)]
        factories.contract(f"Of {one}", suppliers=[one])
        factories.contract(f"Of {one} and {beside}", suppliers=[one, beside])
        factories.system(factories.product(f"{one} Homes", maker=one), supplier=beside)
        with recording(one):
            held = one.certifications.create(scheme="Cyber Essentials", number="7")
        held.reminders.create(step=30, expires_date=TODAY, due_on=TODAY)
        profile = saved(SupplierProfile(supplier=one, description=f"We are {one}."))
        with recording(profile):
            profile.functions.set([factories.function("Housing rents")])
        for section in ("about", "size", "numbers"):
            saved(HowKnown(supplier=one, section=section, how="said", on_date=TODAY))
        if one.size:
            saved(SizeFigures(supplier=one, staff=at, as_at_date=TODAY))


def one_step(kind: str, first: int, second: int, which: int) -> Merge | SupplierSplit | None:
    """Do it where it can be done."""
    current = list(Supplier.objects.current().order_by("pk"))
    one, other = current[first % len(current)], current[second % len(current)]
    try:
        if kind == "merge":
            return merge(loser=one, survivor=other, why="One firm", right=RIGHT)
        rows = {mover.name: list(mover.referring(one.pk).values_list("pk", flat=True)) for mover in movers()}
        chosen = {name: [pk for at, pk in enumerate(pks) if which >> at & 1] for name, pks in rows.items()}
        if kind == "split":
            return split(supplier=one, chosen=chosen, name=f"New {which}", why="Two firms")
        parted = merges_into(one)
        return split(supplier=one, chosen=chosen, merge=parted[0], why="Two firms") if parted else None
    except (CannotMerge, CannotSplit):
        return None


def hold_true() -> None:
    """What is so after every step."""
    gone = Supplier.objects.filter(merged_into__isnull=False)
    assert not SupplierAlias.objects.filter(supplier__in=gone).exists()
    assert not gone.filter(merged_into__merged_into__isnull=False).exists()
    for mover in MOVERS:
        if mover.model._meta.get_field(mover.field).related_model is Supplier:
            named = mover.model._default_manager.filter(**{f"{mover.field}__in": gone})
            assert mover.field == "merged_into" or not named.exists()
    names = SupplierNames.load(demonstration=False)
    current = set(Supplier.objects.current().values_list("pk", flat=True))
    assert set(names.by_name.values()) | set(names.by_number.values()) <= current
    for alias in SupplierAlias.objects.all():
        assert names.find(alias.spelling) == alias.supplier_id
    # An address that was anybody's leads to one that is there.
    assert all(one.merged_into_id in current for one in gone)


def comparable(rows: dict[str, Any]) -> dict[str, Any]:
    """Every table but what tells of splits themselves."""
    return {label: held for label, held in rows.items() if label != SupplierSplit._meta.label}


@settings(max_examples=8, deadline=None)
@given(steps=STEPS)
def test_any_merges_and_splits_can_be_undone_last_first(steps: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        a_market()
        before = comparable(every_row())
        done = []
        for step in steps:
            if (made := one_step(*step)) is not None:
                done.append(made)
            hold_true()
        for made in reversed(done):
            left = undo_split(done=made) if isinstance(made, SupplierSplit) else undo(merge=made)
            assert left.left == []
            hold_true()
        assert comparable(every_row()) == before
        assert unlogged() == []
        transaction.set_rollback(True)
