"""What rows of spend evidence have of their own."""

from contracts.models import Contract
from thirty3.history.facts import Facts


def sellers_of_spend(values: dict[str, Facts]) -> str:
    """Who sold: it tells purchases of one name apart, which have no number of their own."""
    if values.get("kind", {}).get("kind") != Contract.Kind.SPEND:
        return ""
    return " ".join(link["name_as_given"] for link in values.get("supplier", {}).get("supplier_links", ()))
