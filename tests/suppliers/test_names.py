"""Names and numbers of suppliers and products."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from boroughs.models import Function, ServiceArea
from suppliers.models import Product, ProductAlias, Supplier, SupplierAlias
from suppliers.names import (
    ProductNames,
    SupplierNames,
    fold,
    fold_product,
    normal_company_number,
    unique_slugs,
)

ALIKE = [
    ("Civica UK Limited", "CIVICA UK LTD."),
    ("The Technology Forge Ltd", "Technology Forge"),
    ("Technology Forge Limited (The)", "the technology forge ltd"),
    ("Atos IT Solutions & Services", "ATOS IT SOLUTIONS AND SERVICES LIMITED"),
    ("Capita Plc", "Capita P.L.C."),
    ("NEC Software Solutions UK Ltd", "N.E.C. Software Solutions (UK) Limited"),
    ("O'Brien Systems LLP", "O’Brien Systems"),
    ("Softcat", "SOFTCAT PUBLIC LIMITED COMPANY"),
    ("Café Réseau Ltd", "Cafe Reseau Limited"),
]
SIBLINGS = [
    ("Capita (UK) Ltd", "Capita Ltd"),
    ("Airly Inc.", "Airly Limited"),
    ("Phoenix Software 1 Ltd", "Phoenix Software 2 Ltd"),
    ("Acme Holdings Ltd", "Acme Ltd"),
    ("Acme Group plc", "Acme plc"),
    ("Acme Systems Ltd", "Acme Services Ltd"),
    ("Airmail Limited", "Airmails Limited"),
    ("$$$ Ltd", "*** Ltd"),
]
NUMBERS = {
    "1234567": "01234567",
    "01234567": "01234567",
    "1234567.0": "01234567",
    " 012 34567 ": "01234567",
    "GB-COH-09215325": "09215325",
    "Company No: 1234567": "01234567",
    "SC 12345": "SC012345",
    "ni012345": "NI012345",
    "OC301234": "OC301234",
    "RS007124": "RS007124",
    "IP27165R": "IP27165R",
    "R123": "R0000123",
}
NO_NUMBERS = [
    "",
    "0",
    "00000000",
    "SC000000",
    "TBC",
    "N/A",
    "123456789",
    "GB123456789",
    "1.5",
    "SC",
    "XX123456",
    "٣",
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_legal_form_and_the_marks_do_not_part_a_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), SIBLINGS)
def test_companies_of_one_group_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(text=st.text(max_size=60))
def test_no_name_but_a_blank_one_folds_to_nothing(text: str) -> None:
    assert bool(fold(text)) == bool(text.strip())


@given(text=st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("text", "number"), NUMBERS.items())
def test_a_company_number_gets_its_zeros_back(text: str, number: str) -> None:
    assert normal_company_number(text) == number


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_company_number_is_none(text: str) -> None:
    assert normal_company_number(text) is None


@given(text=st.text(max_size=20))
def test_a_normal_number_is_eight_characters_and_normal(text: str) -> None:
    number = normal_company_number(text)
    assert number is None or (len(number) == 8 and normal_company_number(number) == number)


def test_many_slugs_are_unique_and_none_is_taken() -> None:
    slugs = unique_slugs(["Acme", "ACME", "???", "Acme", "x" * 200, "x" * 200], taken={"acme", "acme-3"})
    assert slugs[:4] == ["acme-2", "acme-4", "record", "acme-5"]
    assert [len(slug) for slug in slugs[4:]] == [120, 120]
    assert len(set(slugs)) == 6


def test_no_slug_is_a_word_that_addresses_use_for_a_state() -> None:
    assert unique_slugs(["Unknown", "None", "Withheld"], taken=()) == ["unknown-2", "none-2", "withheld-2"]
    for model in (Supplier, Product, Function, ServiceArea):
        with pytest.raises(ValidationError, match="has a meaning of its own in addresses"):
            model(slug="unknown", name="Unknown").clean_fields(exclude={"side", "area"})


@given(st.lists(st.text(max_size=8), max_size=30), st.sets(st.sampled_from(["a", "a-2", "b", "recor"])))
def test_slugs_never_clash(names: list[str], taken: set[str]) -> None:
    slugs = unique_slugs(names, taken=taken, max_length=5)
    assert len(set(slugs)) == len(names)
    assert not taken & set(slugs)
    assert all(0 < len(slug) <= 5 for slug in slugs)


def supplier(
    name: str, *, number: str = "", demonstration: bool = False, into: Supplier | None = None
) -> Supplier:
    (slug,) = unique_slugs([name], taken=set(Supplier.objects.values_list("slug", flat=True)))
    return Supplier.objects.create(
        slug=slug, name=name, company_number=number, demonstration=demonstration, merged_into=into
    )


def test_a_supplier_is_found_by_number_before_name(db: None) -> None:
    acme, other = supplier("Acme Ltd", number="01234567"), supplier("Bright Ltd", number="07654321")
    names = SupplierNames.load(demonstration=False)
    assert names.find("Bright Ltd", "1234567") == acme.pk
    assert names.find("BRIGHT LIMITED") == other.pk
    assert names.find("Nobody Ltd", "05555555") is None


def test_a_name_with_another_number_is_a_siblings(db: None) -> None:
    acme = supplier("Acme Ltd", number="01234567")
    names = SupplierNames.load(demonstration=False)
    assert names.find("Acme Ltd", "09999999") is None
    assert names.find("Acme Ltd", "TBC") == acme.pk


def test_a_name_that_two_suppliers_bear_decides_nothing_until_somebody_says(db: None) -> None:
    supplier("Acme Ltd", number="01234567")
    second = supplier("ACME LIMITED", number="07654321")
    assert SupplierNames.load(demonstration=False).find("Acme") is None
    SupplierAlias.objects.create(supplier=second, spelling="Acme", folded=fold("Acme"))
    assert SupplierNames.load(demonstration=False).find("Acme") == second.pk


def test_a_merged_supplier_answers_for_the_one_that_is_left(db: None) -> None:
    left = supplier("New Acme Ltd", number="01234567")
    middle = supplier("Acme Systems Ltd", into=left)
    old = supplier("Acme Ltd", number="07654321", into=middle)
    SupplierAlias.objects.create(supplier=old, spelling="Acme Trading", folded=fold("Acme Trading"))
    names = SupplierNames.load(demonstration=False)
    assert (
        names.find("Acme Trading")
        == names.find("acme ltd")
        == names.find(company_number="7654321")
        == left.pk
    )


def test_demonstration_suppliers_and_real_ones_never_meet(db: None) -> None:
    real = supplier("Acme Ltd", number="01234567")
    made = supplier("Acme Ltd", number="01234567", demonstration=True)
    assert SupplierNames.load(demonstration=False).find("Acme", "01234567") == real.pk
    assert SupplierNames.load(demonstration=True).find("Acme", "01234567") == made.pk


def test_products_are_found_by_name_and_alias_among_their_own_kind(db: None) -> None:
    real = Product.objects.create(slug="mosaic", name="Mosaic")
    made = Product.objects.create(slug="mosaic-2", name="Mosaic", demonstration=True)
    ProductAlias.objects.create(product=real, spelling="Frameworki", folded=fold_product("Frameworki"))
    assert ProductNames.load(demonstration=False).find("MOSAIC") == real.pk
    assert ProductNames.load(demonstration=False).find("frameworki") == real.pk
    assert ProductNames.load(demonstration=True).find("Mosaic") == made.pk
    assert ProductNames.load(demonstration=True).find("Frameworki") is None


def test_marks_of_a_product_do_not_part_its_name() -> None:
    assert (
        fold_product("Open-Housing® Plus")
        == fold_product("open housing plus")
        == fold_product("Open Housing+")
    )


def test_loading_names_is_two_queries(db: None, django_assert_num_queries: type) -> None:
    supplier("Acme Ltd")
    with django_assert_num_queries(2):
        SupplierNames.load(demonstration=False)
    with django_assert_num_queries(2):
        ProductNames.load(demonstration=False)
