"""What became of records: histories, past days, merges and splits."""

from django.db.models import QuerySet
from django.urls import reverse

from contracts.models import Contract, SystemInUse
from suppliers.identity.duplicates import find_duplicates
from suppliers.identity.splitting import split
from suppliers.models import LikelyDuplicate, Product, Supplier
from tests import factories
from tests.past import at
from thirty3.history.merging.service import merge
from thirty3.history.merging.undo import undo
from thirty3.history.models import Change


def pasts(addresses: dict[str, str]) -> dict[str, str]:
    """Histories and past days of what was made, of which the demonstration contract lies some way back."""
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
