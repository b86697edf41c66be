"""What protects an authority is kept back where nobody has named its function, too."""

import pytest

from contracts.listing.rows import row_of
from tests import factories
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def firewalls():
    security = factories.area("Security", "corporate")
    return factories.function("Firewall", of=security, protective=True, synonyms=["network security"])


@pytest.fixture
def payroll():
    return factories.function(
        "Payroll", of=factories.area("People", "corporate"), synonyms=["network of pay"]
    )


def product_for(*functions):
    made = factories.product("Fence")
    factories.change(made, functions=list(functions))
    return made


def told_to(audience, record, kind="contract"):
    return row_of(kind, record.key, audience).data["facts"].keys() & {
        "supplier",
        "products",
        "product",
        "title",
    }


def test_a_product_that_protects_is_kept_back_where_no_function_is_named(firewalls):
    record = factories.contract(
        "Licences", suppliers=[factories.supplier()], products=[product_for(firewalls)]
    )
    assert told_to(Audience.PUBLIC, record) == set()
    assert told_to(Audience.BOROUGHS, record) == {"supplier", "products", "title"}
    run = factories.system(product_for(firewalls))
    assert told_to(Audience.PUBLIC, run, "system") == set()


def test_a_title_that_says_so_is_kept_back_where_no_function_is_named(firewalls):
    record = factories.contract("FIREWALL: support", suppliers=[factories.supplier()])
    assert told_to(Audience.PUBLIC, record) == set()


def test_a_word_that_other_functions_use_as_well_says_nothing(firewalls, payroll):
    record = factories.contract("The network", suppliers=[factories.supplier()])
    assert told_to(Audience.PUBLIC, record) == {"supplier", "title"}


def test_a_function_that_is_named_decides(firewalls, payroll):
    record = factories.contract(
        "Firewall", suppliers=[factories.supplier()], products=[product_for(firewalls)], functions=[payroll]
    )
    assert told_to(Audience.PUBLIC, record) == {"supplier", "products", "title"}


def test_what_is_public_already_stays_so(firewalls):
    record = factories.contract("Firewall", suppliers=[factories.supplier()])
    notice = factories.source("notice", published=True)
    factories.assertion(record, notice, won=["supplier", "title"], values={})
    assert told_to(Audience.PUBLIC, record) == {"supplier", "title"}


def test_rows_follow_what_the_catalogue_says_of_a_product(firewalls):
    fence = product_for()
    record = factories.contract("Licences", products=[fence])
    assert told_to(Audience.PUBLIC, record) == {"products", "title"}
    factories.change(fence, functions=[firewalls])
    assert told_to(Audience.PUBLIC, record) == set()
    factories.change(firewalls, protective=False)
    assert told_to(Audience.PUBLIC, record) == {"products", "title"}
