"""On random data: changing a value that the public may not see changes nothing the public can observe."""

import datetime
import random

import pytest
from django.utils import timezone

from contracts.models import ContractSupplier, ExtensionOption, Listing
from contracts.models.visibility import FACTS
from tests import factories
from tests.past import date_changes
from thirty3.audiences import Audience
from thirty3.history.models import Change
from thirty3.history.services import recording
from thirty3.search.models import FacetBits, Stamp

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 31)
WORD = "quixotic"
# What each query asks of the list, its order, its words and its download.
ADDRESSES = (
    "/",
    "/contracts/",
    f"/contracts/?q={WORD}",
    "/contracts/?sort=updated",
    "/contracts/?sort=value",
    "/contracts/?supplier=withheld&product=withheld&sme=withheld",
    "/contracts/?status=live&value_min=1",
    "/boroughs/camden/",
    "/contracts.csv",
    "/contracts.xlsx",
    "/contracts.json",
    "/contracts-transparency.csv",
    "/api/v1/contracts",
    "/api/v1/suppliers",
)


def observed(client, record):
    """Status, headers and bodies of public answers, and the tables that they are made from."""
    answers = []
    page, yesterday = f"/contracts/{record.key}/", timezone.localdate() - datetime.timedelta(days=1)
    for address in (*ADDRESSES, page, f"{page}history/", f"{page}?as_of={yesterday}"):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        answers.append((address, response.status_code, sorted(response.headers.items()), body))
    tables = [
        list(model.objects.filter(audience="public").order_by("pk").values())
        for model in (Listing, FacetBits, Stamp)
    ]
    return answers, tables


def rewrite(record, fact):
    """Another value for a fact, of every state in turn."""
    with recording(record, why=WORD):
        match fact:
            case "supplier":
                ContractSupplier.objects.filter(contract=record).delete()
                ContractSupplier.objects.create(
                    contract=record, supplier=factories.supplier(WORD), sme_at_award=True
                )
                record.supplier_state = "known"
            case "products":
                record.products.set([factories.product(WORD, maker=factories.supplier())])
            case "value":
                record.value, record.value_state, record.value_note = "777777", "known", WORD
            case "end":
                record.end_date, record.end_kind, record.end_state = DAY, "fixed", "known"
            case "extensions":
                ExtensionOption.objects.create(contract=record, position=9, months=77)
                record.extensions_state = "known"
            case _:
                setattr(record, fact, WORD)
        record.save()


def unsay(record, fact):
    """Nobody ever said it."""
    with recording(record):
        match fact:
            case "supplier":
                ContractSupplier.objects.filter(contract=record).delete()
                record.supplier_state = "unknown"
            case "products":
                record.products.clear()
            case "value":
                record.value, record.value_state, record.value_note = None, "unknown", ""
            case "end":
                record.end_date, record.end_kind, record.end_state = None, "", "unknown"
            case "extensions":
                ExtensionOption.objects.filter(contract=record).delete()
                record.extensions_state = "unknown"
            case _:
                setattr(record, fact, "" if fact != "title" else "x")
        record.save()


def date_back(record):
    """Let all that was done to the record have been done two days ago."""
    then = str(timezone.localdate() - datetime.timedelta(days=2))
    known = Change.objects.filter(kind=record.record_kind(), record_id=record.pk)
    date_changes(record, *[then] * known.count())


@pytest.mark.parametrize("seed", range(6))
def test_changing_what_is_hidden_changes_no_public_byte(client, seed):
    rng = random.Random(seed)
    camden = factories.borough("Camden")
    protective = factories.function("Identity", protective=True)
    for number in range(4):
        factories.contract(f"Open {number}", buyer=camden, value=number, suppliers=[factories.supplier()])
    facts = ["supplier", "products", "value", "end", "extensions"]
    closed = rng.sample(facts, rng.choice([0, 1, 2]))
    record = factories.contract(
        "Closed",
        buyer=camden,
        suppliers=[factories.supplier()] if rng.random() < 0.5 else [],
        functions=[protective] if rng.random() < 0.7 or not closed else [],
        value="100",
        visibility={fact: {"audience": rng.choice(["boroughs", "own"]), "reason": "s43"} for fact in closed},
    )
    row = Listing.objects.get(kind="contract", record_id=record.pk, audience=Audience.PUBLIC)
    hidden = [*row.data["hidden"], "notes"]
    changeable = [
        fact for fact in hidden if fact in (*facts, "title", "description", "notes", "reference", "framework")
    ]
    assert changeable
    date_back(record)
    before = observed(client, record)
    for fact in changeable:
        for change in (rewrite, unsay, rewrite):
            change(record, fact)
            # What is done now is done to the past as well, which the same rules keep.
            date_back(record)
            assert observed(client, record) == before, (fact, change)


def test_every_fact_that_can_be_closed_is_told_the_same_whatever_it_is(client):
    for fact in FACTS["contract"].columns:
        if fact in ("kind", "functions"):
            continue
        closed = {fact: {"audience": "boroughs", "reason": "s43"}}
        record = factories.contract("Closed", visibility=closed)
        row = Listing.objects.get(kind="contract", record_id=record.pk, audience=Audience.PUBLIC)
        assert fact not in row.data["facts"]
        assert row.data["hidden"][fact] == "s43"
