"""Dates worked back from the end, and before the limits that the contract itself sets."""

import datetime
import tomllib
from typing import Any

import pytest

from contracts.journeys.dates import Limit, anchor_of, due_day, limits_of
from contracts.journeys.tasks import Task, stages, tasks
from contracts.models import Contract, ExtensionOption
from toolkit.guidance.folder import read_folder
from toolkit.projects.loading import PROJECTS

TODAY = datetime.date(2026, 11, 27)
END = datetime.date(2028, 3, 31)


def contract(**facts: Any) -> Contract:
    return Contract(title="Housing system", **{"end_date": END, **facts})


def task(weeks: int, *, decides: bool = False) -> Task:
    return Task("a", "A", "Do it.", weeks, "guide", decides=decides)


def test_a_task_is_due_so_many_weeks_before_the_end_or_after_it() -> None:
    anchor = anchor_of(contract(), None)
    assert due_day(task(52), anchor, [], TODAY) == datetime.date(2027, 4, 2)
    assert due_day(task(0), anchor, [], TODAY) == END
    assert due_day(task(-12), anchor, [], TODAY) == datetime.date(2028, 6, 23)
    assert due_day(task(52), None, [], TODAY) is None


def test_a_date_that_was_set_counts_before_the_end() -> None:
    day = datetime.date(2027, 10, 1)
    anchor = anchor_of(contract(), day)
    assert anchor is not None
    assert anchor.day == day
    assert anchor_of(None, None) is None
    assert anchor_of(contract(end_date=None), None) is None


@pytest.mark.parametrize(
    ("precision", "first"),
    [
        ("day", END),
        ("month", datetime.date(2028, 3, 1)),
        ("quarter", datetime.date(2028, 1, 1)),
        ("year", datetime.date(2028, 1, 1)),
    ],
)
def test_of_an_end_that_is_not_known_to_the_day_the_first_possible_day_counts(
    precision: str, first: datetime.date
) -> None:
    end = datetime.date(2028, 12, 31) if precision == "year" else END
    anchor = anchor_of(contract(end_date=end, end_precision=precision), None)
    assert anchor is not None
    assert anchor.day == first


def test_a_contract_that_was_ended_early_ends_then() -> None:
    anchor = anchor_of(contract(terminated_date=datetime.date(2027, 6, 30)), None)
    assert anchor is not None
    assert anchor.day == datetime.date(2027, 6, 30)


def test_options_and_notice_are_limits_and_one_that_was_taken_is_none() -> None:
    taken = {"decide_by_date": datetime.date(2026, 1, 1), "taken_date": datetime.date(2025, 12, 1)}
    options = [
        ExtensionOption(position=1, months=12, **taken),
        ExtensionOption(position=2, months=24, decide_by_date=datetime.date(2027, 6, 30)),
        ExtensionOption(position=3, months=24),
    ]
    assert limits_of(contract(notice_months=6), options) == [
        Limit(datetime.date(2027, 6, 30), "Decide whether to extend by 24 months"),
        Limit(datetime.date(2027, 9, 30), "Give notice: the contract asks for 6 months"),
    ]


def test_what_decides_is_due_before_the_first_limit_to_come() -> None:
    anchor = anchor_of(contract(), None)
    past, first, second = (datetime.date(year, 3, 1) for year in (2026, 2027, 2028))
    limits = [Limit(day, "Decide") for day in (past, first, second)]
    assert due_day(task(4, decides=True), anchor, limits, TODAY) == first
    assert due_day(task(4), anchor, limits, TODAY) == datetime.date(2028, 3, 3)
    assert due_day(task(4, decides=True), None, limits, TODAY) == first


def test_what_never_ends_on_paper_breaks_nothing() -> None:
    anchor = anchor_of(contract(end_date=datetime.date.max), None)
    assert due_day(task(-26), anchor, [], TODAY) == datetime.date.max


def test_the_tasks_come_in_five_stages_each_once_and_in_order_of_time() -> None:
    assert [stage.key for stage in stages()] == [
        "preparation",
        "strategy",
        "design",
        "execution",
        "management",
    ]
    assert len(tasks()) == sum(len(stage.tasks) for stage in stages())
    weeks = [one.weeks for one in tasks().values()]
    assert weeks == sorted(weeks, reverse=True)
    assert all(one.guidance and one.what for one in tasks().values())
    assert any(one.decides for one in tasks().values())


def test_the_guidance_that_tasks_and_projects_name_is_there() -> None:
    folder = read_folder()
    pages, templates = ({file.slug for file in files} for files in (folder.pages, folder.templates))
    assert {one.guidance for one in tasks().values()} <= pages
    assert {one.template for one in tasks().values() if one.template} <= templates
    told = [tomllib.loads(path.read_text()) for path in PROJECTS.glob("*.toml")]
    assert {area["guidance"] for project in told for area in project["problem_area"]} <= pages
