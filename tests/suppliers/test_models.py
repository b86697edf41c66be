"""What suppliers and products say of themselves."""

import pytest
from django.core.exceptions import ValidationError

from suppliers.models import Product, Supplier
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_current_suppliers_are_those_that_were_not_merged_into_another() -> None:
    left = factories.supplier("Left")
    factories.supplier("Gone", merged_into=left)
    assert list(Supplier.objects.current()) == [left]


def test_nobody_has_said_how_large_a_new_supplier_is() -> None:
    supplier = Supplier()
    assert (supplier.is_sme, supplier.is_vcse, supplier.size) == (None, None, "")


def test_a_second_supplier_of_a_company_number_is_refused_in_words() -> None:
    factories.supplier("First", company_number="01234567")
    second = Supplier(slug="second", name="Second", company_number="01234567")
    with pytest.raises(ValidationError, match="Another supplier has this company number"):
        second.full_clean()
    second.demonstration = True
    second.full_clean()


@pytest.mark.parametrize(
    ("make", "link", "message"),
    [
        (factories.supplier, "parent", "its own parent"),
        (factories.supplier, "merged_into", "merged into itself"),
        (factories.product, "successor", "its own successor"),
    ],
)
def test_nothing_refers_to_itself_and_a_form_says_so(make, link: str, message: str) -> None:
    record: Supplier | Product = make()
    setattr(record, link, record)
    with pytest.raises(ValidationError, match=message):
        record.full_clean()
