"""Who speaks for a supplier here: the one place in which contracts ask."""

from typing import Any

from django.db.models import QuerySet

from suppliers.models import Supplier
from thirty3.accounts.models import User


def suppliers_of(person: Any) -> QuerySet[Supplier]:
    """The suppliers for which somebody speaks today, by name."""
    return Supplier.objects.none()


def speaks_for(person: Any, supplier: Supplier) -> bool:
    """Whether somebody speaks for the supplier today."""
    return suppliers_of(person).filter(pk=supplier.pk).exists()


def members_of(supplier: Supplier) -> list[User]:
    """Those who speak for the supplier, to write to."""
    return []
