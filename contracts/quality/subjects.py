"""The record that a report is about, for staff: whoever else may see it."""

from typing import Any, Final

from boroughs.models import Borough
from contracts.models import Contract, DataIssue, SystemInUse
from suppliers.models import Product, Supplier

Subject = DataIssue.Subject
FOUND_BY: Final[dict[str, tuple[type[Any], str]]] = {
    Subject.CONTRACT: (Contract, "key"),
    Subject.SYSTEM: (SystemInUse, "key"),
    Subject.SUPPLIER: (Supplier, "slug"),
    Subject.TECHNOLOGY: (Product, "slug"),
    Subject.BOROUGH: (Borough, "slug"),
}


def record_of(issue: DataIssue) -> Any:
    """The record as it is held, or None where there is none."""
    if not issue.subject:
        return None
    model, name = FOUND_BY[issue.subject]
    return model._default_manager.filter(**{name: issue.subject_key}).first()
