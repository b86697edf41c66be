"""Scratch databases: those that hold nothing but what was invented for measuring."""

from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import QuerySet

from contracts.models import Contract, ImportBatch, SystemInUse
from suppliers.models import Product, Supplier
from thirty3.audiences import Audience
from thirty3.registry import SEARCHABLE
from thirty3.search.index import TextIndex

# How the slugs of invented suppliers, products and sources begin.
INVENTED: Final = "invented-"


def in_use_for() -> list[str]:
    """What a database holds that somebody would miss, in plain words; nothing for a scratch database."""
    others: dict[str, QuerySet[Any]] = {
        "accounts": get_user_model()._default_manager.all(),
        "imports": ImportBatch.objects.all(),
        "contracts": Contract.objects.filter(demonstration=False),
        "systems in use": SystemInUse.objects.filter(demonstration=False),
        "suppliers": Supplier.objects.exclude(slug__startswith=INVENTED),
        "products": Product.objects.exclude(slug__startswith=INVENTED),
    }
    return [name for name, rows in others.items() if rows.exists()]


def empty() -> None:
    """Take everything away, accounts and reference data included."""
    for searchable in SEARCHABLE:
        for audience in Audience:
            TextIndex(searchable.name, audience).clear()
    call_command("flush", verbosity=0, interactive=False)
