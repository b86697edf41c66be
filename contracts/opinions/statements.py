"""What a supplier says of itself that an authority may dispute, as those who keep it have registered."""

from suppliers.models import Product, Supplier
from thirty3.registry import STATEMENTS


def statements_of(supplier: Supplier) -> dict[str, str]:
    """Name of each statement -> its words today."""
    return {f"{one.name}:{name}": words for one in STATEMENTS for name, words in one.told(supplier).items()}


def product_of(statement: str) -> Product | None:
    """The product that a statement is about, where it is about one."""
    kind, _, name = statement.partition(":")
    asked = STATEMENTS[kind].product if kind in STATEMENTS else None
    product: Product | None = asked(name) if asked else None
    return product


def words_of(supplier: Supplier, statement: str) -> str:
    """The words of a statement today; blank where the supplier says no such thing."""
    return statements_of(supplier).get(statement, "")
