"""Technologies that turn out to be one: what the one that is left answers to, and must show to whom."""

from suppliers.models import Product, ProductAlias
from suppliers.names import fold_product
from thirty3.history.merging.kinds import Mergeable, can_be_merged


def keep_names(loser: Product, survivor: Product) -> None:
    """The name becomes one more spelling of the survivor. What is openly offered stays known to everyone."""
    folded = fold_product(loser.name)
    held = ProductAlias.objects.filter(folded=folded, demonstration=survivor.demonstration)
    if folded != fold_product(survivor.name) and not held.exists():
        ProductAlias.objects.create(
            product=survivor, spelling=loser.name, folded=folded, demonstration=survivor.demonstration
        )
    if loser.offered and not survivor.offered:
        survivor.offered = True
        survivor.save(update_fields=["offered"])


def names_both_have(loser: Product, survivor: Product) -> list[str]:
    """The names of the one that the other answers to already. No spelling is that of two technologies."""
    known = {fold_product(survivor.name), *survivor.aliases.values_list("folded", flat=True)}
    names = [loser.name, *loser.aliases.order_by("spelling").values_list("spelling", flat=True)]
    return [name for name in names if fold_product(name) in known]


def register() -> None:
    """Let technologies be merged; called when the app is ready."""
    can_be_merged(
        Mergeable(
            Product, keep_names=keep_names, names_both_have=names_both_have, page="technology", order=10
        )
    )
