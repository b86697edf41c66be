"""Notices become opportunities, once each; what is set aside says why; what was changed by hand stays."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boroughs.models import Borough
from contracts.models import Contract, Opportunity, OpportunityNews, Stage
from contracts.opportunities import writing
from contracts.opportunities.correcting import correct
from contracts.opportunities.importing import import_documents, import_file
from contracts.opportunities.outcomes import LINKED, NOT_HELD_YET, SEVERAL, Report
from contracts.opportunities.steps import Notice
from contracts.opportunities.telling import told_of
from tests import factories
from tests.contracts.opportunities.conftest import FTS, officer_at
from tests.logged import unlogged
from tests.signing_in import sign_in, staff_member
from thirty3.history.models import Change
from thirty3.spreadsheets.reading import Document

pytestmark = pytest.mark.django_db(databases="__all__")
OCDS = settings.BASE_DIR / "tests" / "contracts" / "imports" / "formats" / "files"
TENDER: dict[str, Any] = {
    "ocid": "ocds-h6vhtk-099999",
    "id": "000001-2026",
    "date": "2026-11-02T09:00:00Z",
    "tag": ["tender"],
    "buyer": {"name": "London Borough of Camden"},
    "parties": [{"name": "London Borough of Islington", "roles": ["buyer"]}],
    "tender": {
        "id": "T1",
        "title": "Housing management software",
        "description": "Software by which tenants book repairs.\nAsk jo.bloggs@camden.gov.uk.",
        "status": "active",
        "value": {"amount": 250000, "amountGross": 300000, "currency": "GBP"},
        "tenderPeriod": {"endDate": "2027-03-29T12:00:00+01:00"},
        "submissionMethodDetails": "https://portal.example/tender",
        "lots": [
            {"id": "1", "title": "Repairs", "value": {"amount": 100000}, "suitability": {"sme": True}},
            {"id": "2", "title": "Rents", "suitability": {"sme": False, "vcse": True}},
        ],
        "documents": [{"documentType": "tenderNotice", "noticeType": "UK4", "url": FTS}],
    },
}


UK12 = {"noticeType": "UK12", "url": FTS.replace("1-", "4-")}


def brought(*releases: Any) -> Report:
    return import_documents(Document(number, value) for number, value in enumerate(releases, 1))


def later(**tender: Any) -> dict[str, Any]:
    release = copy.deepcopy(TENDER)
    release |= {"id": "000002-2026", "date": "2026-11-09T09:00:00Z", "tag": ["tenderUpdate"]}
    release["tender"] |= tender
    return release


def awarded() -> dict[str, Any]:
    release = later(status="complete")
    notice = {"documentType": "awardNotice", "noticeType": "UK6", "url": FTS.replace("1-", "3-")}
    return release | {
        "id": "000003-2026",
        "date": "2026-11-20T09:00:00Z",
        "tag": ["award"],
        "awards": [{"id": "A1", "status": "pending", "documents": [notice]}],
    }


@pytest.fixture(autouse=True)
def authorities() -> None:
    for name in ("Camden", "Islington"):
        factories.borough(name)


def test_a_tender_tells_what_an_sme_needs_to_know():
    assert dict(brought(TENDER).counts) == {"new": 1}
    found = Opportunity.objects.published().get()
    told = told_of(found, timezone.now())
    assert (found.borough.name, [one.name for one in found.participants.all()]) == ("Camden", ["Islington"])
    assert (told["stage"], told["steps"][0].url, told["steps"][0].notice) == (
        *(Stage.OPEN, FTS),
        "Tender notice (UK4)",
    )
    assert told["countdown"].endswith("noon on Monday 29 March 2027, London time (BST).") or told[
        "countdown"
    ].endswith("noon on Monday 29 March 2027, London time (BST)")
    assert (told["value"], found.suits_smes, found.suits_vcses) == ("£250,000, excluding VAT", True, True)
    assert [(lot.title, lot.value, lot.smes) for lot in told["lots"]] == [
        ("Repairs", "£100,000", "Yes"),
        ("Rents", "Not known", "No"),
    ]
    assert "@" not in found.outcome
    assert found.respond_url == "https://portal.example/tender"
    assert unlogged() == []


def test_the_same_notices_change_nothing_the_second_time():
    brought(TENDER)
    changes = Change.objects.count()
    assert dict(brought(TENDER).counts) == {"unchanged": 1}
    assert dict(brought(later(), TENDER).counts) == {"changed": 1}
    assert dict(brought(TENDER).counts) == {"unchanged": 1}
    assert Change.objects.count() == changes + 1


def test_a_later_notice_changes_the_deadline_and_followers_hear_of_it():
    brought(TENDER)
    brought(later(tenderPeriod={"endDate": "2027-04-12T11:00:00Z"}))
    assert Opportunity.objects.get().deadline.isoformat() == "2027-04-12T11:00:00+00:00"
    assert [news.words for news in OpportunityNews.objects.all()] == ["The deadline was changed by a notice."]


def test_what_an_officer_changed_stays_as_it_is():
    brought(TENDER)
    found = Opportunity.objects.get()
    found.outcome = "Repairs in three days."
    writing.save(opportunity=found, actor=officer_at(found.borough))
    brought(later(description="Other words.", value={"amount": 90000, "currency": "GBP"}))
    found.refresh_from_db()
    assert (found.outcome, found.value_max) == ("Repairs in three days.", Decimal(90000))


def test_lots_and_addresses_that_an_officer_changed_stay_as_they_are():
    brought(TENDER)
    found = Opportunity.objects.get()
    officer, right = officer_at(found.borough), FTS.replace("1-", "5-")
    writing.remove_lot(opportunity=found, actor=officer, position=2)
    correct(step=found.steps.get(), actor=officer, notice=Notice("UK4", right), why="A digit was wrong.")
    brought(later(description="Other words.", documents=[{"noticeType": "UK4", "url": FTS + "-a"}]))
    found.refresh_from_db()
    assert found.outcome == "Other words."
    assert [lot.title for lot in found.lots.all()] == ["Repairs"]
    assert [step.notice_url for step in found.steps.all()] == [right]


def test_a_later_notice_of_a_step_takes_the_place_of_the_first():
    brought(TENDER)
    lots = [{"id": "1", "title": "Repairs"}, {"id": "2", "title": "Chat"}]
    brought(later(lots=lots, documents=[{"noticeType": "UK4", "url": FTS + "-a"}]))
    found = Opportunity.objects.get()
    assert [lot.title for lot in found.lots.all()] == ["Repairs", "Chat"]
    assert [step.notice_url for step in found.steps.all()] == [FTS + "-a"]


def test_an_award_of_the_same_process_ends_it_with_its_notice():
    brought(TENDER)
    brought(awarded())
    told = told_of(Opportunity.objects.get(), timezone.now())
    assert told["stage"] == Stage.AWARDED
    assert [(step.label, step.url) for step in told["steps"]] == [
        ("Open", FTS),
        ("Awarded", FTS.replace("1-", "3-")),
    ]
    assert brought(later()).counts["changed"] == 0


def of_its_process(title: str, **facts: Any) -> Contract:
    camden = Borough.objects.get(slug="camden")
    return factories.contract(title, buyer=camden, ocid=TENDER["ocid"], **facts)


def test_an_award_is_linked_to_the_contract_of_its_process_that_is_held():
    contract = of_its_process("Housing management software")
    brought(TENDER)
    assert brought(awarded()).lines[0].outcome.why == LINKED
    found = Opportunity.objects.get()
    assert found.contract_key == contract.key
    assert contract.get_absolute_url() in Client().get(found.get_absolute_url()).content.decode()


def test_an_award_that_was_read_before_its_contract_came_is_linked_the_next_time():
    brought(TENDER)
    assert brought(awarded()).lines[0].outcome.why == NOT_HELD_YET
    assert dict(brought(awarded()).counts) == {"unchanged": 1}
    contract = of_its_process("Housing management software")
    assert dict(brought(awarded()).counts) == {"changed": 1}
    assert dict(brought(awarded()).counts) == {"unchanged": 1}
    assert Opportunity.objects.get().contract_key == contract.key
    assert unlogged() == []


def test_a_contract_that_the_public_does_not_see_leaves_no_trace_when_it_comes():
    brought(TENDER)
    brought(awarded())
    of_its_process("Hidden", visibility={"record": {"audience": "boroughs", "reason": "Security"}})
    before = Opportunity.objects.values().get()
    assert dict(brought(awarded()).counts) == {"unchanged": 1}
    assert Opportunity.objects.values().get() == before


def test_of_several_contracts_of_a_process_none_is_taken():
    of_its_process("Repairs")
    of_its_process("Rents")
    brought(TENDER)
    assert brought(awarded()).lines[0].outcome.why == SEVERAL
    assert Opportunity.objects.get().contract_key == ""


def test_an_award_of_what_was_no_opportunity_leads_to_its_contract_where_one_is_held():
    contract = of_its_process("Housing management software")
    outcome = brought(awarded()).lines[0].outcome
    assert "held as a contract already" in outcome.why
    assert outcome.page == reverse("admin:contracts_contract_change", args=[contract.pk])


def without(name: str) -> dict[str, Any]:
    release = copy.deepcopy(TENDER)
    del release["tender"][name]
    return release


@pytest.mark.parametrize(
    ("release", "why"),
    [
        (TENDER | {"buyer": {"name": "Leeds City Council"}, "parties": []}, "No authority"),
        (later(title="Grounds maintenance", description="Mowing"), "No technology"),
        (without("title"), "no title"),
        (without("documents"), "leads to no notice"),
        (later(documents=[{"noticeType": "UK4", "url": "https://evil.example/Notice/1"}]), "no notice"),
        (later(title="Software, ask Jo on 020 7946 0018"), "names or reaches a person"),
        (awarded(), "Import the same package as contracts"),
        (later(status="cancelled", documents=[UK12]), "ended without a contract"),
        ({"ocid": "", "tender": {"title": "Software"}}, "no ocid"),
    ],
)
def test_what_is_set_aside_says_why(release, why):
    report = brought(release)
    assert dict(report.counts) == {"set aside": 1}
    assert why in report.lines[0].outcome.why
    assert not Opportunity.objects.exists()


@pytest.mark.parametrize(
    "tender",
    [
        {"value": {"amount": "NaN"}, "lots": "many", "tenderPeriod": {"endDate": "soon"}},
        {"value": {"amount": 1e300}, "minValue": {"amount": -5}, "lots": [None, 3, {"title": ["x"]}]},
        {"tenderPeriod": {"endDate": "9999-12-31T23:59:59-23:00"}, "value": {"amount": 5, "currency": "EUR"}},
        {"tenderPeriod": {"endDate": "0001-01-01T00:00:00+14:00"}, "title": "Software " + "x" * 5000},
        {"submissionMethodDetails": "javascript:alert(1)", "description": "\u202e\x00<script>"},
        {"value": {"amount": 10}, "minValue": {"amount": 90}, "suitability": {"sme": "yes"}},
    ],
)
def test_whatever_a_notice_says_it_is_read_without_harm(tender):
    assert brought(later(**tender)).counts["new"] == 1
    found = Opportunity.objects.get()
    assert not found.respond_url.startswith("javascript")
    told_of(found, timezone.now())
    found.full_clean(exclude=["for_whom"])


def test_what_is_no_release_is_no_opportunity(tmp_path):
    assert brought([], "text", None, 7, {}, {"ocid": ["a"]}).counts["new"] == 0


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("contracts-finder-releases.json", 1),
        ("fts-032703-2026-ocds.json", 0),
        ("fts-release-package-limit4-2026-10-06.json", 0),
    ],
)
def test_of_real_packages_ours_come_in_and_all_others_say_why(name, ours):
    report = import_file(OCDS / name)
    assert report.counts["new"] == ours
    assert report.counts["set aside"] == len(report.lines) - ours > 0
    assert all(line.outcome.why for line in report.lines if line.outcome.done == "set aside")
    for found in Opportunity.objects.all():
        told = told_of(found, timezone.now())
        assert (found.borough.name, told["stage"], found.suits_smes) == ("Islington", Stage.CLOSED, True)
        assert told["countdown"] == "Closed at noon on Friday 21 February 2025, London time (GMT)"
        assert (told["value"], told["no_award_after"].said) == ("£4,200,000, VAT not stated", "180 days")
        assert found.respond_url.startswith("https://procontract.due-north.com/")


def test_what_no_notice_says_of_a_function_is_told_until_somebody_chooses_it():
    report = brought(TENDER)
    found = Opportunity.objects.get()
    page = reverse("contracts:edit-opportunity", args=["camden", found.key, "need"])
    assert (report.without_function, report.lines[0].outcome.page) == (1, page)
    assert "Not said" in Client().get(found.get_absolute_url()).content.decode()
    factories.change(found, functions=[factories.function("Repairs")])
    assert brought(TENDER).without_function == 0


def test_staff_and_the_command_say_what_is_left_to_do(client, tmp_path, capsys):
    other = awarded() | {"ocid": "ocds-h6vhtk-088888"}
    path: Path = tmp_path / "package.json"
    path.write_text(json.dumps({"releases": [TENDER, other]}))
    call_command("import_opportunities", path)
    said = capsys.readouterr().out
    sign_in(client, staff_member())
    with path.open("rb") as package:
        page = client.post(reverse("admin:bring-in-opportunities"), {"file": package}).content.decode()
    for told in (said, page):
        assert "Import the same package as contracts" in told
        assert "1 without a function" in told
        assert Opportunity.objects.get().key in told
    assert f"manage.py import_register {path}" in said
    assert reverse("admin:contracts_importbatch_add") in page


def test_staff_bring_a_package_in_and_read_what_became_of_it(client):
    sign_in(client, staff_member())
    address = reverse("admin:bring-in-opportunities")
    with (OCDS / "contracts-finder-releases.json").open("rb") as package:
        answer = client.post(address, {"file": package})
    assert "<li>1 new</li>" in answer.content.decode()
    assert "No authority of ours is its buyer" in answer.content.decode()
    broken = client.post(address, {"file": SimpleUploadedFile("package.json", b"{ no json")})
    assert broken.context["form"].errors["file"]
    assert Change.objects.filter(kind=Opportunity.record_kind()).get().role == "Import of notices"


def test_a_real_tender_of_one_of_ours_is_brought_in_by_the_command(tmp_path, capsys):
    package = json.loads((OCDS / "fts-032703-2026-ocds.json").read_text())
    for release in package["releases"]:
        release["buyer"]["name"] = "Camden Council"
        release["tender"] |= {"title": "Software for a heat network", "items": [], "classification": {}}
    path: Path = tmp_path / "package.json"
    path.write_text(json.dumps(package))
    call_command("import_opportunities", path)
    assert '{"new": 1}' in capsys.readouterr().out
    found = Opportunity.objects.get()
    assert found.steps.get().notice_url == "https://www.find-tender.service.gov.uk/Notice/032703-2026"
    assert told_of(found, timezone.now())["countdown"].startswith("Closed at 11:59pm on Friday 8 May 2026")
