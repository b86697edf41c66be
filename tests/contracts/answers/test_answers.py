"""Requests for information are answered with a link: what everyone could see, under today's rules."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough, Officer
from contracts.answers.keeping import keep
from contracts.models import Answer
from tests import factories
from tests.signing_in import sign_in, staff_member
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
OWN = "/account/authority/camden/answers/"
CLOSED = {"audience": "boroughs", "reason": "FOI s43, until the contract is let"}


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def camden() -> Borough:
    return factories.borough("Camden")


@pytest.fixture
def officer(client: Client, camden: Borough) -> Callable[..., User]:
    def signed(role: str = "editor", at: Borough = camden) -> User:
        person = User.objects.create_user(f"{role}@{at.slug}.example")
        Officer.objects.create(user=person, borough=at, role=role, approved_at=timezone.now())
        sign_in(client, person)
        return person

    return signed


def made(camden: Borough) -> Answer:
    return keep(borough=camden, actor=staff_member("maker@loti.example"))


def text_of(answer: Answer) -> str:
    response = Client().get(answer.get_absolute_url())
    assert response.status_code == 200
    return response.text


def test_an_answer_tells_systems_suppliers_dates_values_and_users_by_function(camden):
    rents = factories.function("Rents", of=factories.area("Housing"))
    acme = factories.supplier("Acme Limited")
    facts = {"buyer": camden, "functions": [rents], "value": "5000", "end_date": in_days(90)}
    factories.contract("Rents licences", suppliers=[acme], **facts)
    made_by = factories.product("Rentbook", maker=acme)
    factories.system(made_by, buyer=camden, supplier=acme, functions=[rents], users=1400)
    html = text_of(made(camden))
    assert "Rents (Housing)" in html
    assert "1 system in use and 1 contract that had not ended" in html
    for words in ("Rents licences", "Acme Limited", "£5,000", "Rentbook (system)", "1,400"):
        assert words in html


def test_only_what_runs_and_has_not_ended_is_in_it(camden):
    factories.contract("Over", buyer=camden, end_date=in_days(-1))
    factories.contract("Of others", buyer=factories.borough("Hackney"))
    factories.contract("Paid once", buyer=camden, kind="spend")
    factories.system(factories.product("Old"), buyer=camden, status="retired")
    factories.contract("Running", buyer=camden, end_date=in_days(0))
    assert [row["title"] for row in made(camden).rows] == ["Running"]


def test_it_stays_as_it_was_though_records_change(camden):
    contract = factories.contract("Payroll", buyer=camden, value="100")
    answer = made(camden)
    factories.change(contract, title="Payroll and pensions", value="999")
    html = text_of(answer)
    assert "£100" in html
    assert "£999" not in html
    assert "Payroll and pensions" not in html


def test_what_is_closed_later_is_closed_in_it_too_with_the_reason(camden):
    contract = factories.contract(
        "Payroll", buyer=camden, value="100", suppliers=[factories.supplier("Acme Limited")]
    )
    answer = made(camden)
    factories.change(contract, visibility={"value": CLOSED, "supplier": CLOSED})
    html = text_of(answer)
    assert "£100" not in html
    assert "Acme" not in html
    assert "Value, of 1 record: FOI s43, until the contract is let" in html
    assert "Supplier, of 1 record: FOI s43, until the contract is let" in html


def test_what_was_closed_then_stays_closed_though_it_is_open_now(camden):
    contract = factories.contract("Payroll", buyer=camden, value="100", visibility={"value": CLOSED})
    answer = made(camden)
    factories.change(contract, visibility={})
    assert "£100" not in text_of(answer)


@pytest.mark.parametrize("audience", ["boroughs", "own"])
def test_a_record_that_is_closed_whole_leaves_and_is_counted(camden, audience):
    contract = factories.contract("Payroll", buyer=camden)
    factories.contract("Parking", buyer=camden)
    answer = made(camden)
    factories.change(contract, visibility={"record": {"audience": audience, "reason": "s31"}})
    html = text_of(answer)
    assert "Payroll" not in html
    assert "1 record is no longer open to everyone and left out here" in html


def test_what_protects_an_authority_is_not_named_and_the_page_says_why(camden):
    identity = factories.function("Identity", protective=True)
    factories.system(factories.product("Gatekeeper"), buyer=camden, functions=[identity], users=30)
    html = text_of(made(camden))
    assert "Gatekeeper" not in html
    assert "it could help someone to attack the authority&#x27;s systems" in html


def test_a_withdrawn_answer_says_that_it_is_gone(client, camden, officer):
    officer()
    client.post(OWN)
    answer = Answer.objects.get()
    client.post(f"{OWN}{answer.key}/withdraw/")
    assert Client().get(answer.get_absolute_url()).status_code == 410
    assert "withdrawn on" in client.get(OWN).text


def test_an_answer_is_found_under_its_own_authority_alone(camden):
    factories.borough("Hackney")
    answer = made(camden)
    assert Client().get(f"/boroughs/hackney/answers/{answer.key}/").status_code == 404


def test_an_editor_makes_one_in_one_step_and_is_told_its_address(client, camden, officer):
    officer()
    factories.contract("Payroll", buyer=camden)
    assert "0 systems in use and 1 contract that has not ended" in client.get(OWN).text
    html = client.post(OWN, follow=True).text
    answer = Answer.objects.get()
    assert answer.get_absolute_url() in html
    assert answer.role == "Editor at Camden"


def test_no_name_or_address_of_an_officer_is_in_it(client, camden, officer):
    person = officer()
    client.post(OWN)
    assert person.email not in text_of(Answer.objects.get())


@pytest.mark.parametrize("role", ["reader"])
def test_a_reader_makes_none(client, camden, officer, role):
    person = officer(role)
    assert client.post(OWN).status_code == 403
    with pytest.raises(PermissionDenied):
        keep(borough=camden, actor=person)
    assert not Answer.objects.exists()


def test_officers_of_others_find_no_such_page(client, camden, officer):
    officer("lead", factories.borough("Hackney"))
    assert client.get(OWN).status_code == 404
    assert client.post(OWN).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(client, camden):
    assert client.post(OWN).headers["Location"].startswith("/account/sign-in/")


def test_an_answer_of_nothing_says_so(camden):
    html = text_of(made(camden))
    assert "Nothing was known of Camden that everyone may see." in html
    assert "Nothing in these tables is withheld." in html
