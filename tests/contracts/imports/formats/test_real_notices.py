"""The real notices come in whole: each is an agreement of London or is set aside with the reason."""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings

from contracts.imports.undoing import undo_batch
from contracts.models import Contract, ImportRow
from contracts.services.sources import load_sources
from tests.importing import OF_THE_BATCH, counted, database, differences, imported, observable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

NOTICES = settings.BASE_DIR / "fixtures" / "contracts-finder"
RELEASES = Path(__file__).parent / "files"
# Each file with its rows: of a package one for each award, or one for a process without any.
FILES = {
    NOTICES / "notices-2020a.csv": 377,
    NOTICES / "notices-2020b.csv": 995,
    RELEASES / "contracts-finder-releases.json": 99,
    RELEASES / "fts-032703-2026-ocds.json": 1,
    RELEASES / "fts-release-package-limit4-2026-10-06.json": 4,
}
ELSEWHERE = "The buyer is no London authority"


def reasons(batch):
    aside = batch.rows.filter(outcome=ImportRow.Outcome.SET_ASIDE)
    return [row.problems[-1]["message"] for row in aside]


@pytest.fixture(autouse=True)
def sources():
    load_sources()


@pytest.mark.parametrize(("path", "rows"), FILES.items(), ids=[path.name for path in FILES])
def test_nothing_is_lost_and_a_second_run_changes_nothing(path, rows):
    batch = imported(path)
    assert sum(batch.counts.values()) == batch.rows_read == rows
    assert batch.counts["rejected"] == 0
    assert all(reasons(batch))
    before = database(without=OF_THE_BATCH)
    again = imported(path)
    assert set(counted(again)) <= {"unchanged", "set-aside", "doubtful"}
    assert counted(again).get("set-aside") == counted(batch).get("set-aside")
    assert differences(before, database(without=OF_THE_BATCH)) == {}


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_undoing_puts_everything_back(path):
    before = observable()
    undo_batch(batch=imported(path))
    assert differences(before, observable()) == {}


def test_the_second_file_repeats_the_first_and_makes_nothing_twice():
    first = imported(NOTICES / "notices-2020a.csv")
    second = imported(NOTICES / "notices-2020b.csv")
    assert second.counts["unchanged"] == first.counts["new"]
    assert Contract.objects.count() == first.counts["new"] + second.counts["new"]


def test_every_buyer_of_london_is_known_and_nobody_else():
    elsewhere = [
        re.sub(rf"{ELSEWHERE}: |\.$", "", reason)
        for name in ("notices-2020a.csv", "notices-2020b.csv")
        for reason in reasons(imported(NOTICES / name))
        if reason.startswith(ELSEWHERE)
    ]
    buyers = []
    for name in ("notices-2020a.csv", "notices-2020b.csv"):
        with (NOTICES / name).open(encoding="utf-8-sig", newline="") as file:
            buyers += [row["Organisation Name"] for row in csv.DictReader(file)]
    london = list(buyers)
    for buyer in elsewhere:
        london.remove(buyer)
    assert sum("TRANSPORT FOR LONDON" in buyer for buyer in london) == 78
    assert len(london) == 78 + 48
    assert {"Homes for Haringey Limited", "Barnet Homes Ltd", "Haringey Council - Traffic Management"} <= set(
        london
    )


def test_the_one_technology_of_london_is_there_with_its_terms():
    imported(NOTICES / "notices-2020a.csv")
    contract = Contract.objects.get(title__contains="CCTV System Upgrade")
    assert (contract.lead_buyer.slug, contract.value, contract.route) == ("greenwich", 2_700_000, "open")


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_no_contact_is_in_a_file_or_in_a_row(path):
    assert not re.search(r"[\w.+-]+@[\w-]+\.[a-z]{2,}", path.read_text(encoding="utf-8-sig"))
    batch = imported(path)
    for row in batch.rows.all():
        assert not any(name.startswith("Contact ") for name in row.cells)
        sellers = "".join(text for name, text in row.cells.items() if name.startswith("Supplier"))
        assert not re.search(r"\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\|", sellers)
