"""Contracts and systems in the staff site: what staff write is kept as records hold it, or refused."""

import datetime
from typing import Any

import pytest
from django.forms import modelform_factory
from django.test import Client
from django.urls import reverse

from contracts.forms import ContractForm, SystemForm, VisibilityField
from contracts.models import Contract, SystemInUse
from contracts.services.call_offs import NotAFramework
from contracts.services.editing import editing
from tests import factories
from tests.contracts.models.test_states import FORM
from tests.signing_in import sign_in, staff_member

pytestmark = pytest.mark.django_db

ROWS = {"supplier_links-TOTAL_FORMS": 0, "extension_options-TOTAL_FORMS": 0}
STATES = {"supplier_state": "unknown", "extensions_state": "unknown"}
LISTS = {
    "cpv": "48000000; 72000000-5",
    "break_dates": "2027-03-31; 2028-03-31",
    "links": "https://one.example/a;b\n https://two.example/ ",
    "visibility": "supplier: boroughs: s43: it is commercially sensitive until 2028\nnotes: public",
}


def post(client: Client, **facts: Any) -> str:
    """Add a contract in the staff site; what the page said, blank where it was taken."""
    form = {**FORM, **ROWS, **STATES, "lead_buyer": factories.borough().pk, **facts}
    answer = client.post(reverse("admin:contracts_contract_add"), form)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_lists_are_kept_as_records_hold_them_and_shown_as_they_were_written(client: Client) -> None:
    sign_in(client, staff_member())
    assert post(client, **LISTS) == ""
    contract = Contract.objects.get()
    assert contract.cpv == ["48000000", "72000000"]
    assert contract.break_dates == ["2027-03-31", "2028-03-31"]
    assert contract.links == ["https://one.example/a;b", "https://two.example/"]
    assert contract.visibility == {
        "supplier": {
            "audience": "boroughs",
            "reason": "s43: it is commercially sensitive until 2028",
        },
        "notes": {"audience": "public", "reason": ""},
    }
    page = client.get(reverse("admin:contracts_contract_change", args=[contract.pk])).content.decode()
    assert "48000000; 72000000" in page
    assert "https://one.example/a;b\nhttps://two.example/" in page
    assert "supplier: boroughs: s43: it is commercially sensitive until 2028" in page


def test_a_list_that_was_not_touched_is_no_change() -> None:
    contract = Contract(
        cpv=["48000000"],
        links=["https://one.example/a;b"],
        visibility={"supplier": {"audience": "own", "reason": "s31"}},
    )
    form = modelform_factory(Contract, form=ContractForm, fields=list(LISTS))
    shown = {name: form(instance=contract)[name].value() for name in LISTS}
    assert not form(shown, instance=contract).changed_data


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("cpv", "software", "“software” is not a CPV code of eight digits."),
        ("break_dates", "31/04/2027", "“31/04/2027” is not a day such as 2027-03-31."),
        ("break_dates", "1900-01-01", "“1900-01-01” is not a day such as 2027-03-31."),
        ("ocid", "zz", "An OCID begins with “ocds-”."),
        ("lead_buyer", "abc", "Select a valid choice."),
        ("called_off_from", "abc", "Select a valid choice."),
        ("called_off_from", "9" * 30, "Select a valid choice."),
        ("predecessors", "1.5", "“1.5” is not a valid value."),
        ("participants", "abc", "“abc” is not a valid value."),
        ("links", "javascript:alert(1)", "“javascript:alert(1)” is not a web address"),
        ("links", '["https://one.example"]', "is not a web address"),
        ("links", "https://one.example/\0", "Null characters are not allowed."),
        ("visibility", "{}", "“{}” is no fact of this kind of record that can be closed."),
        ("visibility", "kind: boroughs: s43", "“kind” is no fact of this kind of record that can be closed."),
        ("visibility", "price: boroughs: s43", "“price” is no fact of this kind of record"),
        ("visibility", "supplier", "“supplier” does not say who sees it"),
        ("visibility", "supplier: everyone: s43", "does not say who sees it"),
        ("visibility", "supplier: own", "Say why “supplier” is not public"),
        ("visibility", "value: public\nvalue: own: s43", "“value” stands on two lines."),
        ("visibility", "supplier: own: s43\0", "Null characters are not allowed."),
    ],
)
def test_what_no_record_can_hold_is_refused_by_name(
    client: Client, field: str, text: str, message: str
) -> None:
    sign_in(client, staff_member())
    said = post(client, **{field: text})
    assert message in said.replace("&#x27;", "'").replace("&quot;", '"')
    assert not Contract.objects.exists()


def test_each_kind_of_record_has_its_own_facts() -> None:
    assert "hosting" in VisibilityField("system").facts - VisibilityField("contract").facts
    closed = {"hosting": {"audience": "own", "reason": "s31"}}
    form = modelform_factory(SystemInUse, form=SystemForm, fields=["visibility"])
    assert form(instance=SystemInUse(visibility=closed))["visibility"].value() == "hosting: own: s31"


def test_agreements_are_called_off_from_frameworks_alone(client: Client) -> None:
    sign_in(client, staff_member())
    plain, framework = factories.contract("Plain"), factories.contract("Framework", kind="framework")
    assert "called off from frameworks alone" in post(client, called_off_from=plain.pk)
    assert "Only a call-off" in post(client, called_off_from=framework.pk, kind="framework")
    assert post(client, called_off_from=framework.pk, kind="call-off") == ""
    page = reverse("admin:contracts_contract_change", args=[framework.pk])
    form = {**FORM, **ROWS, **STATES, "lead_buyer": framework.lead_buyer_id, "title": "Framework"}
    assert "it has to stay one" in client.post(page, form | {"kind": "contract"}).content.decode()
    assert client.post(page, form | {"kind": "framework"}).status_code == 302


def edit(contract: Contract, **facts: Any) -> None:
    with editing(contract):
        for name, value in facts.items():
            setattr(contract, name, value)
        contract.save()


def test_no_edit_by_hand_calls_off_from_what_is_no_framework() -> None:
    plain, framework = factories.contract("Plain"), factories.contract("Framework", kind="framework")
    call_off = factories.contract("Call-off", kind="call-off")
    with pytest.raises(NotAFramework):
        edit(call_off, called_off_from=plain)
    edit(call_off, called_off_from=framework)
    with pytest.raises(NotAFramework):
        edit(framework, kind="contract")


def test_facts_that_cannot_be_true_together_are_refused_at_their_field(client: Client) -> None:
    sign_in(client, staff_member())
    own = factories.contract("Own", start_date=datetime.date(2025, 4, 1))
    page = reverse("admin:contracts_contract_change", args=[own.pk])
    form = {**FORM, **ROWS, **STATES, "lead_buyer": own.lead_buyer_id, "start_date": "2025-04-01"}
    for facts, said in (
        ({"predecessors": own.pk}, "An agreement does not follow itself."),
        ({"participants": own.lead_buyer_id}, "The lead buyer is no participant beside itself."),
        ({"terminated_date": "2019-01-01"}, "An agreement cannot be ended before it starts."),
    ):
        assert said in client.post(page, form | facts).content.decode()
    assert client.post(page, form).status_code == 302


def test_a_supplier_that_is_none_is_told_at_its_row(client: Client) -> None:
    sign_in(client, staff_member())
    rows = {"supplier_links-TOTAL_FORMS": 1, "supplier_state": "known", "supplier_links-0-supplier": "abc"}
    assert "Select a valid choice." in post(client, **rows)
