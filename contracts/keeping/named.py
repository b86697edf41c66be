"""Suppliers and technologies by name: those that are known are found, others are offered or made new."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django import forms

from contracts.imports.interpreting.alike import AlikeProducts, AlikeSuppliers
from contracts.services.keeping import Named
from suppliers.models import Product, Supplier
from suppliers.names import ProductNames, SupplierNames, fold, fold_product
from thirty3.audiences import Audience
from thirty3.evidence import Seen
from thirty3.history.forms import LinesField

MOST_NAMES: Final = 40
LONGEST_NAME: Final = 300


@dataclass(frozen=True)
class Known:
    """One kind of what is named: how a name is found, compared, and what is like it."""

    noun: str
    find: Callable[[str], int | None]
    fold: Callable[[str], str]
    like: Callable[[str], Sequence[str]]


def suppliers(*, demonstration: bool, held: Mapping[int, str]) -> Known:
    """The suppliers that are known here; of names that several bear, those that the record holds go first."""
    own = _own(held, fold)

    # A form that is only shown asks for no name.
    @cache
    def alike() -> AlikeSuppliers:
        names = SupplierNames.load(demonstration=demonstration)
        return AlikeSuppliers(names, {}, demonstration=demonstration)

    def find(name: str) -> int | None:
        return own.get(fold(name)) or alike().names.find(name)

    def like(name: str) -> list[str]:
        found = Supplier.objects.filter(pk__in=[one["pk"] for one in alike().likely(name, "")])
        return _shown(found.order_by("name", "pk").values_list("slug", "name"), "supplier")

    return Known("supplier", find, fold, like)


def products(*, demonstration: bool, held: Mapping[int, str]) -> Known:
    """The technologies that are known here, in the same way."""
    own = _own(held, fold_product)

    @cache
    def names() -> ProductNames:
        return ProductNames.load(demonstration=demonstration)

    def find(name: str) -> int | None:
        return own.get(fold_product(name)) or names().find(name)

    def like(name: str) -> list[str]:
        likely = AlikeProducts(names().by_name, {}).likely(name)
        found = Product.objects.filter(pk__in=[one["pk"] for one in likely])
        return _shown(found.order_by("name", "pk").values_list("slug", "name"), "technology")

    return Known("technology", find, fold_product, like)


def _own(held: Mapping[int, str], folded: Callable[[str], str]) -> dict[str, int]:
    return {folded(name): pk for pk, name in held.items()}


def _shown(found: Any, page: str) -> list[str]:
    """Only names that authorities may know: another authority may keep who it buys from to itself."""
    pairs = list(found)
    known = Seen(page, Audience.BOROUGHS).slugs if pairs else frozenset()
    return [name for slug, name in pairs if slug in known]


class NamesField(LinesField):
    """Names, one on each line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs = {"rows": 3}

    def clean(self, value: Any) -> Any:
        names: list[str] = super().clean(value)
        if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(
                f"Write at most {MOST_NAMES} names of at most {LONGEST_NAME} characters."
            )
        return names


class NamedForm(forms.Form):
    """Mixed into a form with fields of names: each name that nobody knows has to be said to be new.

    Beside a field `suppliers` stands `new_suppliers`, on the page only where something in it is not known.
    """

    def offer_new(self, field: str, known: Known) -> None:
        """Ask of every name that was sent and that nobody knows whether it is new, or leave that out."""
        asked: Any = self.fields[f"new_{field}"]
        sent = self._sent(field) if self.is_bound else []
        unknown = [name for name in sent if known.find(name) is None]
        if not unknown:
            del self.fields[f"new_{field}"]
            return
        asked.choices = [(name, f"{name} is new: add it") for name in dict.fromkeys(unknown)]

    def named(self, field: str, known: Known) -> list[Named]:
        """What was named, each once; an error stands at the field for each name that is not settled."""
        new = {known.fold(name) for name in self.cleaned_data.get(f"new_{field}", ())}
        found: dict[int | str, Named] = {}
        for name in _several(self.cleaned_data.get(field)):
            pk = known.find(name)
            if pk is None and known.fold(name) not in new:
                self.add_error(field, unknown_words(name, known))
            found.setdefault(known.fold(name) if pk is None else pk, Named(name, pk))
        return list(found.values())

    def _sent(self, field: str) -> list[str]:
        text = self.fields[field].widget.value_from_datadict(self.data, self.files, self.add_prefix(field))
        return [line for line in LinesField().parts(text) if len(line) <= LONGEST_NAME][:MOST_NAMES]


def new_names_field(what: str) -> forms.MultipleChoiceField:
    """Which names are new here."""
    return forms.MultipleChoiceField(
        required=False, label=f"{what} that we do not know", widget=forms.CheckboxSelectMultiple
    )


def unknown_words(name: str, known: Known) -> str:
    """What to do about a name that nobody knows, with known ones that are like it."""
    like = known.like(name)
    offered = f" Do you mean {' or '.join(f'“{one}”' for one in like)}?" if like else ""
    return (
        f"We know no {known.noun} called “{name}”.{offered} Correct the name, or tick below that it is new."
    )


def _several(value: Any) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if value else []
