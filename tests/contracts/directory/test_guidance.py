"""A contract's page shows the guidance that fits its moment, by the dates that whoever looks may see."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contracts.directory.panels.guidance import moment_of
from tests import factories
from toolkit.models import Page, Stage

DAY = datetime.date(2026, 11, 27)


def moment(starts: str = "", ends: str = "", award: str = "", **facts: Any) -> str:
    days = [datetime.date.fromisoformat(day) if day else None for day in (starts, ends)]
    told = {"award": {"date": award}} if award else {}
    row = SimpleNamespace(starts=days[0], ends=days[1], data={"facts": told}, open_ended=False)
    row.__dict__.update(facts)
    return moment_of(row, DAY)


def test_the_moment_changes_on_the_day_and_not_before() -> None:
    for ends, expected in (
        ("2026-11-26", ""),
        ("2026-11-27", "6"),
        ("2027-05-27", "6"),
        ("2027-05-28", "12"),
        ("2027-11-27", "12"),
        ("2027-11-28", "18"),
        ("2028-05-28", "24"),
        ("2028-11-27", "24"),
        ("2028-11-28", "in-life"),
    ):
        assert (ends, moment("2020-01-01", ends)) == (ends, expected)


def test_what_was_just_awarded_is_so_for_three_months_unless_it_ends_soon() -> None:
    assert moment("2026-08-28", "2027-11-01") == "awarded"
    assert moment("2026-08-27", "2027-11-01") == "12"
    assert moment("2027-01-01", "2030-01-01", award="2026-11-01") == "awarded"
    assert moment("2026-11-01", "2027-01-31") == "6"


def test_without_an_end_only_what_runs_on_has_a_moment() -> None:
    assert moment("2020-01-01", open_ended=True) == "in-life"
    assert moment("2020-01-01") == ""
    assert moment() == ""


@pytest.mark.django_db(databases="__all__")
def test_everyone_reads_it_and_a_hidden_end_tells_nothing(client: Client) -> None:
    day = timezone.localdate()
    words = {"summary": "How.", "body": "How.", "checked_on": day, "review_on": day + datetime.timedelta(9)}
    stage = Stage.objects.create(slug="design", title="Design", summary="How.", order=1)
    Page.objects.create(slug="a", title="Plan your exit", stage=stage, order=1, moments=["12"], **words)
    Page.objects.create(slug="b", title="Run it well", stage=stage, order=2, moments=["in-life"], **words)
    ends = {"end_date": day + datetime.timedelta(days=300), "start_date": day - datetime.timedelta(days=900)}
    page = client.get(factories.contract("Open", **ends).get_absolute_url()).text
    assert 'href="/toolkit/design/a/">Plan your exit</a>: How.' in page
    assert "Run it well" not in page
    closed = {"visibility": {"end": {"audience": "boroughs", "reason": "section 43"}}}
    page = client.get(factories.contract("Closed", **ends, **closed).get_absolute_url()).text
    assert "Guidance for this moment" not in page
