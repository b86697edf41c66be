"""Suppliers that turn out to be one: what the one that is left answers to, and which of two facts is right.

Two company numbers are two legal persons, so two suppliers that have each their own are one only where
somebody says which of the numbers is wrong.
"""

from collections.abc import Mapping
from typing import Any, Final

from suppliers.identity.owners import owners_against, set_parent, would_own_itself
from suppliers.models import Supplier, SupplierAlias
from suppliers.names import fold
from suppliers.profiles.merging import deciding
from thirty3.history.merging.kinds import Contested, Mergeable, can_be_merged

# One legal person has one of each.
NUMBERS: Final = ("company_number", "charity_number", "ppon", "vat_number")
# What else both may say: the survivor's stands unless somebody says otherwise.
OTHERS: Final = (
    *("kind", "other_number", "website"),
    *("size", "is_sme", "is_vcse", "home_borough", "parent"),
)
# Told with a size, and right where that is.
EVIDENCE: Final = "size_evidence"


def keep_names(loser: Supplier, survivor: Supplier) -> None:
    """The name becomes one more spelling of the survivor, unless somebody is called so already."""
    folded = fold(loser.name)
    held = SupplierAlias.objects.filter(folded=folded, demonstration=survivor.demonstration)
    if folded != fold(survivor.name) and not held.exists():
        SupplierAlias.objects.create(
            supplier=survivor, spelling=loser.name, folded=folded, demonstration=survivor.demonstration
        )


def names_both_have(loser: Supplier, survivor: Supplier) -> list[str]:
    """The names of the one that the other answers to already. No spelling is that of two suppliers."""
    known = {fold(survivor.name), *survivor.aliases.values_list("folded", flat=True)}
    names = [loser.name, *loser.aliases.order_by("spelling").values_list("spelling", flat=True)]
    return [name for name in names if fold(name) in known]


def contested(loser: Supplier, survivor: Supplier) -> list[Contested]:
    """What both say and differently."""
    found = []
    for name in (*NUMBERS, *OTHERS):
        gone, left = getattr(loser, name), getattr(survivor, name)
        if _is_said(gone) and _is_said(left) and gone != left:
            # That one owns the other says nothing of who owns the survivor.
            if name == "parent" and (gone == survivor or left == loser):
                continue
            label = str(Supplier._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            found.append(Contested(name, label, _told(loser, name), _told(survivor, name), name in NUMBERS))
    return found


def settle(loser: Supplier, survivor: Supplier, right: Mapping[str, str]) -> None:
    """The survivor says what is right, and what it did not say itself.

    A number that was not right stays with the one that went, so that a file that gives it still finds
    the survivor.
    """
    sized = deciding(right)
    for name in (*NUMBERS, *OTHERS):
        gone, left = getattr(loser, name), getattr(survivor, name)
        for fact in (name, EVIDENCE) if name == sized else (name,):
            of_loser, of_survivor = getattr(loser, fact), getattr(survivor, fact)
            if right.get(name) == "loser":
                setattr(survivor, fact, of_loser)
                setattr(loser, fact, of_survivor)
            elif _is_said(gone) and not _is_said(left) and not _own_parent(name, gone, survivor):
                setattr(survivor, fact, of_loser)
    _keep_as_kept(loser, survivor)
    loser.save()
    survivor.save()
    if survivor.ownerships.exists():
        set_parent(survivor)


def _keep_as_kept(loser: Supplier, survivor: Supplier) -> None:
    """A profile that was kept goes on being kept, and one that its people withdrew is not shown again."""
    if loser.listed and not survivor.listed:
        survivor.listed, survivor.withdrawn_on = True, loser.withdrawn_on


def _own_parent(name: str, value: Any, survivor: Supplier) -> bool:
    return name == "parent" and would_own_itself(survivor.pk, value.pk)


def against(loser: Supplier, survivor: Supplier) -> str:
    """Why two suppliers must not be made one; blank where they may."""
    return owners_against(loser, survivor)


def _is_said(value: Any) -> bool:
    return value not in (None, "")


def _told(one: Supplier, name: str) -> str:
    display = getattr(one, f"get_{name}_display", None)
    value = display() if display is not None else getattr(one, name)
    return {True: "Yes", False: "No"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def register() -> None:
    """Let suppliers be merged; called when the app is ready."""
    can_be_merged(
        Mergeable(
            Supplier,
            keep_names=keep_names,
            names_both_have=names_both_have,
            page="supplier",
            against=against,
            contested=contested,
            settle=settle,
            order=5,
        )
    )
