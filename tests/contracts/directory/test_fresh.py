"""How fresh an authority's records are and how much is known of them, as its page says it."""

import datetime

import html5lib
import pytest
from django.utils import timezone

from contracts.directory.panels.fresh import fresh_and_complete
from contracts.models import Contract, Rank
from tests import factories
from tests.pages.reading import elements, text
from tests.pages.worlds import CLOSED
from thirty3.audiences import Audience

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = timezone.localdate()
LONG_AGO = TODAY - datetime.timedelta(days=800)


@pytest.fixture
def camden():
    return factories.borough("Camden")


@pytest.fixture
def told(camden):
    """A contract that a source tells of on a day."""

    def tell(source, day, title="Parking", **facts):
        record = factories.contract(title, buyer=camden, **facts)
        factories.assertion(record, source, won=["title"], as_at=day)
        return record

    return tell


@pytest.fixture
def register(camden):
    return factories.source("register-camden", rank=Rank.REGISTER, borough=camden)


def panel(camden, audience=Audience.PUBLIC):
    return fresh_and_complete(camden, audience, TODAY)


def page(client, camden):
    root = html5lib.parse(client.get(camden.get_absolute_url()).text, namespaceHTMLElements=False)
    return text(next(elements(root, "main")))


def test_an_authority_without_records_is_not_measured(camden):
    assert panel(camden) is None


def test_what_a_source_of_the_last_year_tells_of_is_fresh(client, camden, told, register):
    told(register, TODAY)
    told(register, LONG_AGO, "Payroll")
    assert "1 of 2 contracts (50%): confirmed, or seen in a source, within the last 12 months" in page(
        client, camden
    )


def test_the_last_register_is_told_apart_from_other_sources(client, camden, told, register):
    told(register, LONG_AGO)
    told(factories.source("notices", rank=Rank.NOTICE), TODAY, "Payroll")
    (part,) = panel(camden)["parts"]
    assert (part.newest, part.register) == (TODAY, LONG_AGO)


def test_nothing_of_a_register_is_said_so(client, camden, told):
    told(factories.source("notices", rank=Rank.NOTICE), TODAY)
    assert "None of it comes from a register of its own" in page(client, camden)


def test_known_unknown_none_and_withheld_are_counted_apart_and_make_up_the_whole(camden):
    seller = factories.supplier("Acme")
    factories.contract("Known", buyer=camden, suppliers=[seller], value="5.00")
    factories.contract("Unknown", buyer=camden)
    factories.contract("None", buyer=camden, supplier_state="none")
    factories.contract("Withheld", buyer=camden, supplier_state="withheld", supplier_reason="commercial")
    (part,) = panel(camden)["parts"]
    rows = {row.head.text: [cell.text for cell in row.rest] for row in part.table.rows}
    assert rows["Supplier"] == ["1 (25%)", "1 (25%)", "1 (25%)", "1 (25%)"]
    assert rows["Value"] == ["1 (25%)", "3 (75%)", "0", "0"]


def test_the_public_is_told_of_what_it_sees_and_authorities_of_what_they_see(camden, told, register):
    told(register, LONG_AGO)
    told(register, TODAY, "Payroll", visibility={"record": CLOSED})
    assert Contract.objects.count() == 2
    public, theirs = (panel(camden, audience)["parts"][0] for audience in Audience)
    assert (public.register, theirs.register) == (LONG_AGO, TODAY)
    assert (public.fresh[0].of, theirs.fresh[0].of) == ("1 contract", "2 contracts")


def test_real_and_invented_records_are_never_counted_together(camden):
    factories.contract("Real", buyer=camden)
    factories.contract("Invented", buyer=camden, demonstration=True)
    assert [(part.invented, part.fresh[0].of) for part in panel(camden)["parts"]] == [
        (False, "1 contract"),
        (True, "1 contract"),
    ]
