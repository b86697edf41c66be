"""Which supplier or product a name in a file means: by number, then by a name that is known."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from django.utils.text import slugify

from suppliers.models import Product, ProductAlias, Supplier, SupplierAlias
from thirty3.states import TAKEN
from thirty3.words import plain_words

LEGAL_WORDS = frozenset(["", "the", "ltd", "limited", "plc", "llp", "cic"])
# Two names that differ in nothing but these cannot both be registered (the Company, Limited Liability
# Partnership and Business (Names and Trading Disclosures) Regulations 2015, schedule 3). The same rule
# passes over "UK", but companies of one group may differ in just that, so "(UK)" stays; and so does
# "Inc", by which a group tells its parent abroad from its company here.
_LEGAL_FORM = re.compile(
    r" (ltd|limited|plc|public limited company|llp|limited liability partnership|"
    r"cic|community interest company|the)\Z"
)
_PREFIXES = (
    "AC|CE|CS|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO|"
    "SP|SR|SZ|ZC|R"
)
# Societies carry a last letter: IP27165R.
_COMPANY_NUMBER = re.compile(rf"(?P<letters>{_PREFIXES}|)(?P<figures>[0-9]+)(?P<last>[A-Z]?)")
COMPANY_NUMBER_LENGTH = 8
_NUMBER_LABEL = re.compile(
    r"\A(?:GB-?COH-?|COMPAN(?:Y|IES) ?(?:HOUSE|REG(?:ISTRATION)?)? ?(?:NO|NUMBER)?[.:]?)\s*"
)


# Registers repeat the same few thousand names and numbers.
@lru_cache(maxsize=2**13)
def fold(name: str) -> str:
    """The form of a supplier's name that look-ups compare: exact but for case, marks and legal form.

    Numbers, initials, places and "(UK)" are kept, for they tell the companies of a group apart.
    """
    words = plain_words(name)
    while (shorter := _LEGAL_FORM.sub("", words).removeprefix("the ")) != words:
        words = shorter
    # "$$$ Ltd" and names in other scripts have no letters that are left: they stay as they are written.
    return " ".join(name.casefold().split()) if words in LEGAL_WORDS else words


@lru_cache(maxsize=2**13)
def fold_product(name: str) -> str:
    """The form of a product's name that look-ups compare."""
    return plain_words(name.replace("™", " ").replace("®", " ").replace("+", " plus "))


@lru_cache(maxsize=2**13)
def normal_company_number(text: str) -> str | None:
    """A company number as Companies House writes it, zeros put back; None where it is no such number.

    Spreadsheets drop leading zeros and add ".0"; notices put "GB-COH-" in front.
    """
    text = unicodedata.normalize("NFKC", text).upper().strip()
    text = re.sub(r"[\s\-]", "", re.sub(r"\.0\Z", "", _NUMBER_LABEL.sub("", text)))
    parts = _COMPANY_NUMBER.fullmatch(text)
    if parts is None or not parts["figures"].strip("0") or (parts["last"] and not parts["letters"]):
        return None
    width = COMPANY_NUMBER_LENGTH - len(parts["letters"]) - len(parts["last"])
    if len(parts["figures"]) > width:
        return None
    return parts["letters"] + parts["figures"].zfill(width) + parts["last"]


def unique_slugs(
    names: Iterable[str], *, taken: Collection[str], max_length: int = 120, otherwise: str = "record"
) -> list[str]:
    """A slug for each of many names, in order, none of them taken and no two the same."""
    used: set[str] = set(TAKEN)
    next_number: dict[str, int] = {}
    slugs = []
    for name in names:
        base = (slugify(name) or otherwise)[:max_length].strip("-")
        slug, number = base, next_number.get(base, 2)
        while slug in used or slug in taken:
            ending = f"-{number}"
            slug = base[: max_length - len(ending)].rstrip("-") + ending
            number += 1
        next_number[base] = number
        used.add(slug)
        slugs.append(slug)
    return slugs


@dataclass
class SupplierNames:
    """Every known number and name of real suppliers, or of demonstration ones; never of both."""

    by_number: dict[str, int]
    by_name: dict[str, int]
    numbers: dict[int, str]

    @classmethod
    def load(cls, *, demonstration: bool, without: str = "") -> Self:
        """Read them all, in two queries. A supplier that was merged answers for the one that is left.

        `without` is the folded form of an alias that is to be passed over.
        """
        suppliers = list(
            Supplier.objects.filter(demonstration=demonstration).values_list(
                "pk", "name", "company_number", "merged_into"
            )
        )
        merged = {pk: into for pk, _, _, into in suppliers if into is not None}
        current = {pk: _last(pk, merged) for pk, *_ in suppliers}
        known = SupplierAlias.objects.filter(demonstration=demonstration).exclude(folded=without)
        aliases = known.values_list("folded", "supplier_id")
        by_name = _once((fold(name), current[pk]) for pk, name, *_ in suppliers)
        # What was learnt as an alias was decided by somebody, so it goes before a name that looks alike.
        by_name |= {folded: current[pk] for folded, pk in aliases if pk in current}
        # A number that one which was merged had is that of the one which has it today, where there is one.
        by_number = {number: current[pk] for pk, _, number, into in suppliers if number and into is not None}
        by_number |= {number: pk for pk, _, number, into in suppliers if number and into is None}
        numbers = {pk: number for pk, _, number, into in suppliers if number and into is None}
        return cls(by_number, by_name, numbers)

    def find(self, name: str = "", company_number: str = "") -> int | None:
        """The supplier with this number or, failing that, this name.

        A name whose supplier is known under another number is a sibling's: it means nobody here.
        """
        number = normal_company_number(company_number)
        if number and number in self.by_number:
            return self.by_number[number]
        found = self.by_name.get(fold(name))
        if found is not None and number and self.numbers.get(found, number) != number:
            return None
        return found


@dataclass
class ProductNames:
    """Every known name of real products, or of demonstration ones; never of both."""

    by_name: dict[str, int]

    @classmethod
    def load(cls, *, demonstration: bool, without: str = "") -> Self:
        """Read them all, in two queries; merged ones and `without` as above."""
        products = Product.objects.filter(demonstration=demonstration)
        rows = list(products.values_list("pk", "name", "merged_into"))
        merged = {pk: into for pk, _, into in rows if into is not None}
        by_name = _once((fold_product(name), _last(pk, merged)) for pk, name, _ in rows)
        aliases = ProductAlias.objects.filter(demonstration=demonstration).exclude(folded=without)
        by_name |= dict(aliases.values_list("folded", "product_id"))
        return cls(by_name)

    def find(self, name: str) -> int | None:
        """The product with this name."""
        return self.by_name.get(fold_product(name))


def _last(pk: int, merged: dict[int, int]) -> int:
    seen = {pk}
    while pk in merged and merged[pk] not in seen:
        pk = merged[pk]
        seen.add(pk)
    return pk


def _once(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The names that mean one record alone: a name that two bear decides nothing."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for name, pk in pairs:
        if not name or found.setdefault(name, pk) != pk:
            shared.add(name)
    return {name: pk for name, pk in found.items() if name and name not in shared}
