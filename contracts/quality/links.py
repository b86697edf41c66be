"""The ways to the form: from the page of a record, from the foot of every page, from staff's own forms."""

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse

from contracts.models import Contract, DataIssue, ReportedWords, SystemInUse
from contracts.quality.about import report_address
from suppliers.models import Product, Supplier
from thirty3.registry import (
    HOLDERS,
    QUEUES,
    RECORD_ACTIONS,
    PersonalDataHolder,
    Queue,
    RecordAction,
)

Subject = DataIssue.Subject
# Kind of record -> the attribute that is its key in addresses.
REPORTED: Final = {
    Subject.CONTRACT: "key",
    Subject.SYSTEM: "key",
    Subject.SUPPLIER: "slug",
    Subject.TECHNOLOGY: "slug",
    Subject.BOROUGH: "slug",
}
HELD: Final = (Contract, SystemInUse, Supplier, Product)
LIST: Final = "admin:contracts_dataissue_changelist"


def _about(subject: Subject, attribute: str) -> Callable[[Any], str]:
    return lambda record: report_address(f"{subject}:{getattr(record, attribute)}")


def _hold(record: Any) -> str:
    return reverse("admin:problem-hold", args=[record._meta.label_lower, record.pk])


def _waiting() -> str:
    return f"{reverse(LIST)}?state__in=new,looked-at"


def register() -> None:
    """Fill the registries; called when the app is ready."""
    for subject, attribute in REPORTED.items():
        RECORD_ACTIONS.register(
            RecordAction(
                f"report {subject}", subject.value, "Report a problem", _about(subject, attribute), order=90
            )
        )
    RECORD_ACTIONS.register(
        RecordAction("report page", "page", "Report a problem with this page", report_address, order=90)
    )
    for model in HELD:
        kind = model.record_kind()
        RECORD_ACTIONS.register(
            RecordAction(f"hold {kind}", f"staff:{kind}", "Hold or release", _hold, order=90)
        )
    HOLDERS.register(
        PersonalDataHolder(ReportedWords, "reporter", "What they wrote of a problem", keep_row=False)
    )
    QUEUES.register(Queue("problems", "Reported problems", _waiting, DataIssue.objects.counted, order=20))
