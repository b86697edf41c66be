"""Known suppliers and products that a name may mean, though it is written otherwise.

What the strict rule finds is taken; what is merely like is asked about; a person's answer counts.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from django.db.models.functions import Coalesce
from rapidfuzz import fuzz, process

from contracts.imports.problems import Problem, shortened
from suppliers.matching.candidates import Index
from suppliers.models import Product, Supplier, SupplierAlias
from suppliers.names import SupplierNames, fold, fold_product

NEW: Final = "new"
# Of products, whose names are short, only what may be a slip of the pen is asked about.
LEAST_LIKE_PRODUCT: Final = 92.0
SHORTEST_PRODUCT: Final = 6
MOST_CANDIDATES: Final = 5
type Candidates = tuple[dict[str, str], ...]


class AlikeSuppliers:
    """Looks for the supplier that a name means where no known name is the same."""

    def __init__(
        self, names: SupplierNames, answers: Mapping[str, str], *, demonstration: bool, without: str = ""
    ) -> None:
        """`without` is the folded form of an alias that is to be passed over."""
        self.names, self.answers, self.demonstration = names, answers, demonstration
        self.without = without
        self._likely: dict[str, Candidates] = {}

    @cached_property
    def index(self) -> Index:
        """Every name of every supplier; made when the first name is unknown."""
        current = Supplier.objects.filter(demonstration=self.demonstration).current()
        aliases = SupplierAlias.objects.filter(demonstration=self.demonstration, supplier__in=current)
        aliases = aliases.exclude(folded=self.without)
        return Index([*current.values_list("pk", "name"), *aliases.values_list("supplier_id", "spelling")])

    @cached_property
    def shown(self) -> dict[int, tuple[str, str]]:
        """The key and name of every supplier that may be offered."""
        current = Supplier.objects.filter(demonstration=self.demonstration).current()
        return {pk: (key, name) for pk, key, name in current.values_list("pk", "key", "name")}

    @cached_property
    def chosen(self) -> dict[str, int]:
        """What a person chose, by folded name."""
        chosen = Supplier.objects.filter(key__in=self.answers.values())
        # One that was merged since means the one that it became.
        keys = dict(chosen.values_list("key", Coalesce("merged_into", "pk")))
        return {name: keys[key] for name, key in self.answers.items() if key in keys}

    def find(self, name: str, number: str) -> int | None:
        """The supplier that was chosen for the name, or the one that the strict rule finds."""
        if (chosen := self.chosen.get(fold(name))) is not None:
            return chosen
        found = self.index.decide(name) if fold(name) not in self.answers else None
        if found is not None and number and self.names.numbers.get(found, number) != number:
            return None
        return found

    def likely(self, name: str, number: str) -> Candidates:
        """Known suppliers that a person should look at before the name is taken for a new one's."""
        folded = fold(name)
        if folded in self.answers:
            return ()
        if folded not in self._likely:
            self._likely[folded] = self._candidates(name)
        return tuple(
            candidate
            for candidate in self._likely[folded]
            if not (number and self.names.numbers.get(int(candidate["pk"]), number) != number)
        )

    def _candidates(self, name: str) -> Candidates:
        likely = [(one, *self.shown[one.pk]) for one in self.index.likely(name)]
        return tuple(
            {"pk": str(one.pk), "key": key, "name": called, "why": one.why} for one, key, called in likely
        )


class AlikeProducts:
    """Looks for the product that a name means where no known name is the same."""

    def __init__(self, known: Mapping[str, int], answers: Mapping[str, str]) -> None:
        self.known, self.answers = known, answers
        self._likely: dict[str, Candidates] = {}

    @cached_property
    def chosen(self) -> dict[str, int]:
        """What a person chose, by folded name."""
        chosen = Product.objects.filter(key__in=self.answers.values())
        # One that was merged since means the one that it became.
        keys = dict(chosen.values_list("key", Coalesce("merged_into", "pk")))
        return {name: keys[key] for name, key in self.answers.items() if key in keys}

    @cached_property
    def _names(self) -> list[str]:
        return list(self.known)

    def likely(self, name: str) -> Candidates:
        """Known products that differ from the name by no more than a slip of the pen."""
        folded = fold_product(name)
        if folded in self.answers or len(folded) < SHORTEST_PRODUCT:
            return ()
        if folded not in self._likely:
            self._likely[folded] = self._candidates(folded)
        return self._likely[folded]

    def _candidates(self, folded: str) -> Candidates:
        near = process.extract(
            folded,
            self._names,
            scorer=fuzz.ratio,
            score_cutoff=LEAST_LIKE_PRODUCT,
            limit=MOST_CANDIDATES,
        )
        like = {self.known[name] for name, _, _ in near if _digits(name) == _digits(folded)}
        if not like:
            return ()
        products = Product.objects.filter(pk__in=like).order_by("name").values_list("pk", "key", "name")
        return tuple({"pk": str(pk), "key": key, "name": name, "why": ""} for pk, key, name in products)


def _digits(text: str) -> str:
    """Numbers tell versions and modules apart."""
    return "".join(sign for sign in text if sign.isdigit())


def doubt_about_name(what: str, name: str, folded: str, candidates: Candidates) -> Problem | None:
    """The question whether a name means one that is known; none where nothing is like it."""
    if not candidates:
        return None
    called = _or([candidate["name"] for candidate in candidates])
    return Problem(
        f"{what}-doubtful",
        f"This may be {called}, or a {what} that is new here. Choose which.",
        "",
        shortened(name),
        "doubt",
        folded=folded,
        candidates=tuple({"key": c["key"], "name": c["name"], "why": c["why"]} for c in candidates),
    )


def _or(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def learnt_aliases(
    facts: Mapping[str, Any], spellings: Mapping[str, str], *, demonstration: bool
) -> list[dict[str, Any]]:
    """A record's aliases with those that choices taught."""
    known = {alias["folded"] for alias in facts["aliases"]}
    return [
        *facts["aliases"],
        *(
            {"spelling": spelling, "folded": folded, "demonstration": demonstration}
            for folded, spelling in spellings.items()
            if folded not in known
        ),
    ]
