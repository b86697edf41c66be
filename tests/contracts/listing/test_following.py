"""List rows follow the records whose facts they show."""

import pytest

from contracts.listing.rows import row_of
from tests import factories
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db


def test_a_renamed_service_area_is_renamed_in_the_lists_of_its_functions() -> None:
    housing = factories.area("Housing")
    contract = factories.contract(functions=[factories.function("Repairs", of=housing)])

    factories.change(housing, name="Homes")

    row = row_of("contract", contract.key, Audience.PUBLIC)
    assert row is not None
    assert row.data["facts"]["functions"]["entries"][0]["area_name"] == "Homes"
