"""What the identity of suppliers adds to the duties of lower layers."""

from typing import Final

from django.urls import reverse

from suppliers.identity import duplicates, merging, owners
from suppliers.models import LikelyDuplicate, SupplierOwnership, SupplierSplit
from thirty3.registry import (
    HOLDERS,
    JOBS,
    MOVERS,
    QUEUES,
    RECORD_ACTIONS,
    Mover,
    PeriodicJob,
    PersonalDataHolder,
    Queue,
    RecordAction,
)

STAFF_FORM: Final = "staff:suppliers.supplier"


def register() -> None:
    """Fill the registries; called when the app is ready."""
    merging.register()
    MOVERS.register(Mover(SupplierOwnership, "supplier", once=("parent", "from_date", "until_date")))
    MOVERS.register(Mover(SupplierOwnership, "parent"))
    JOBS.register(PeriodicJob("owners of suppliers", lambda now: owners.follow_the_days(now.date())))
    JOBS.register(
        PeriodicJob("suppliers that may be one", lambda now: duplicates.find_duplicates(), order=20)
    )
    QUEUES.register(
        Queue(
            "duplicates",
            "Suppliers that may be one",
            lambda: reverse("admin:suppliers_likelyduplicate_changelist"),
            duplicates.counted,
            order=40,
            right="suppliers.view_likelyduplicate",
        )
    )
    for model, what in (
        (LikelyDuplicate, "Who decided that two suppliers are not the same"),
        (SupplierSplit, "Who parted two suppliers"),
    ):
        fields = ("decided_by",) if model is LikelyDuplicate else ("by", "undone_by")
        for field in fields:
            HOLDERS.register(PersonalDataHolder(model, field, what))
    RECORD_ACTIONS.register(
        RecordAction(
            "split supplier",
            STAFF_FORM,
            "Part into two",
            lambda record: reverse("admin:split-supplier", args=[record.pk]),
            order=82,
        )
    )
